"""What a page asks of a person: in the court's words and order, nothing chosen, and each answer at its place."""

from __future__ import annotations

from email import message_from_bytes
from urllib.parse import parse_qsl

import pytest

from bot.court.model import PendingForm, Question
from bot.court.pages import forms, readers
from bot.court.pages.readers import UnexpectedPageError
from bot.court.pages.tree import parse
from bot.vault import Secret
from bot.vocabulary import QuestionKind

HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl"
TEXT, PASSWORD, CHOICE, TICK = QuestionKind


def held(content: str, attributes: str = "method=post action=v") -> PendingForm:
    source = f"<body><p>Words.</p><form {attributes}><input type=hidden name=h value=1>{content}<input type=submit>"
    return readers.verify(parse(source.encode(), "text/html; charset=utf-8", HERE)).form


def asked(content: str) -> tuple[Question, ...]:
    return held(f"<p>{content}</p>").questions


def sent(form: PendingForm, *answers: str | None) -> list[tuple[str, str]]:
    given = tuple(None if each is None else Secret(each) for each in answers)
    form.check(given)
    return parse_qsl(forms.encode(form, {}, given)[1].decode(), keep_blank_values=True)


@pytest.mark.parametrize(
    ("content", "questions"),
    [
        ("Bar number <input name=n>", [Question(TEXT, "Bar number")]),
        ("Your reason <textarea name=n></textarea>", [Question(TEXT, "Your reason")]),
        ("<input name=bar_number>", [Question(TEXT, "Words.")]),
        ("Court PIN <input type=password name=n value=>", [Question(PASSWORD, "Court PIN")]),
        ("<input type=checkbox name=n> I have verified both.", [Question(TICK, "I have verified both.")]),
        ("<input type=checkbox name=n> Send me news", [Question(TICK, "Send me news", required=False)]),
        ("<input type=checkbox name=n required> Send me news", [Question(TICK, "Send me news")]),
        ("<input type=checkbox> I agree", [Question(TICK, "I agree")]),
        (
            "<input type=checkbox name=n checked> I have verified both.",
            [Question(TICK, "I have verified both.", default="1", required=False)],
        ),
        (
            "Your role <select name=n><option value=''>-- Select --<option value=a>Attorney<option>Trustee</select>",
            [Question(CHOICE, "Your role", ("Attorney", "Trustee"))],
        ),
        (
            "Your role <select name=n><option>Please choose one<option>Attorney<option disabled>Judge</select>",
            [Question(CHOICE, "Your role", ("Attorney",))],
        ),
        (
            "Your role <select name=n><option value=a>Attorney<option value=t selected>Trustee</select>",
            [Question(CHOICE, "Your role", ("Attorney", "Trustee"), "Trustee", required=False)],
        ),
        (
            "Your roles <select name=n multiple><option value=''>None<option value=t>Trustee</select>",
            [Question(CHOICE, "Your roles", ("None", "Trustee"))],
        ),
        (
            "Your role <input type=radio name=n value=a> Attorney <input type=radio name=n value=t> Trustee",
            [Question(CHOICE, "Your role", ("Attorney", "Trustee"))],
        ),
        (
            "Your role <input type=radio name=n value=a> Attorney <input type=radio name=n value=t checked> Trustee",
            [Question(CHOICE, "Your role", ("Attorney", "Trustee"), "Trustee", required=False)],
        ),
        (
            "Role <input name=a> PIN <input type=password name=b> <input type=checkbox name=c> I agree",
            [Question(TEXT, "Role"), Question(PASSWORD, "PIN"), Question(TICK, "I agree")],
        ),
        (
            "Role* <input name=a> Town <input name=b><p>Way <select name=c><option>-<option>Car</select>",
            [
                Question(TEXT, "Role*"),
                Question(TEXT, "Town", required=False),
                Question(CHOICE, "Way", ("Car",), required=False),
            ],
        ),
        ("Role " * 40 + "<input name=n>", [Question(TEXT, ("Role " * 40)[:149].strip() + "…")]),
        ("Way <select name=n><option>" + "x" * 80 + "<option>y</select>", None),
    ],
)
def test_what_is_asked(content: str, questions: list[Question] | None) -> None:
    found = asked(content)
    if questions is None:
        assert [len(each) for each in found[0].options] == [75, 1]
    else:
        assert list(found) == questions


@pytest.mark.parametrize(
    "content",
    [
        "Town <input name=n value=Detroit>",
        "Town (optional) <input name=n>",
        "Town <input name=n readonly>",
        "Town <input name=n disabled>",
        "Town <textarea name=n>Detroit</textarea>",
        "<input name=trap style='display:none'>",
        "<div hidden><input type=checkbox name=trap> I agree</div>",
        "<select name=n><option>Detroit</select>",
        "Town <select name=n><option>Detroit</select>",
        "Town <select name=n></select>",
        "Town <select><option>-<option>Detroit</select>",
        "<input type=radio> Detroit",
        "Town <input type=radio name=n checked> Detroit",
        "<input type=button value=Print><input type=reset>",
    ],
)
def test_what_the_court_has_filled_in_or_leaves_open_is_not_asked(content: str) -> None:
    assert asked(content) == ()


def test_a_choice_that_is_made_and_not_explained_is_left_as_it_is() -> None:
    source = "<form method=post action=v><select name=s><option>a<option>b</select><input type=checkbox name=c checked>"
    page = parse(f"{source}<input type=submit></form><p>Words.".encode(), "", HERE)
    form = readers.verify(page).form
    assert form.questions == ()
    assert [(name, value.reveal()) for name, value in form.fields] == [("s", "a"), ("c", "on")]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("Letter <input type=file name=n>", "a file"),
        ("Town <input>", "a line that no browser would send"),
        ("Way <select name=n><option>-<option>Car<option>Car</select>", "cannot be told apart"),
        (
            "Way <select name=n><option>-<option value=1>" + "<option>".join(map(str, range(101))) + "</select>",
            "too many",
        ),
        ("Way <select name=n><option selected value=1>x<option value=''></select>", "cannot be told apart"),
        ("".join(f"Town {number} <input name=n{number}>" for number in range(41)), "more than a person"),
    ],
)
def test_what_cannot_be_asked_is_a_stop(content: str, why: str) -> None:
    with pytest.raises(UnexpectedPageError) as raised:
        asked(content)
    assert why in str(raised.value)


@pytest.mark.parametrize("box", ["<input name=q7>", "<input type=checkbox name=q7>", "<input name=x type=password>"])
def test_what_is_asked_without_a_word_is_a_stop(box: str) -> None:
    page = parse(f"<form method=post action=v>{box}<input type=submit></form><p>Words.".encode(), "", HERE)
    with pytest.raises(UnexpectedPageError, match="without saying what"):
        readers.verify(page)


def test_a_name_that_can_be_read_is_a_word() -> None:
    page = parse(b"<form method=post action=v><input name=bar_number><input type=submit></form><p>Words.", "", HERE)
    assert [each.label for each in readers.verify(page).form.questions] == ["bar number"]


def test_where_a_question_is_cut_the_page_is_shown_whole() -> None:
    names = "<p>CM/ECF account: Jane</p><p>PACER account: Jane</p>"
    oath = "I have verified " + "the one and the other and " * 10
    for tick, whole in (("I agree", False), (oath, True)):
        content = f"<form method=post action=v>{names}<p><input type=checkbox name=t> {tick}<p><input type=submit>"
        found = readers.verify(parse(content.encode(), "", HERE))
        assert bool(found.accounts.said) is whole
    assert any(line.startswith("I have verified") and len(line) > 200 for line in found.accounts.said)


CONTENT = (
    "<p>Town <input name=t value=><p>Role <select name=s><option value=''>-<option value=a>A<option value=b>B</select>"
    "<p>Way <input type=radio name=r value=c> Car <input type=radio name=r value=b checked> Bus<p>"
    "<input type=checkbox name=k value=yes> I agree<p><input type=checkbox name=m checked> More<p>PIN "
    "<input type=password name=p><input name=trap hidden value=x><p>Both <select name=w multiple><option selected>1"
    "<option selected>2<option>3</select><p>Nothing <input type=checkbox> to send<p>"
)


def test_unanswered_it_is_sent_as_a_browser_would() -> None:
    form = held(CONTENT)
    untouched = [
        ("h", "1"),
        ("t", ""),
        ("s", ""),
        ("r", "b"),
        ("m", "on"),
        ("p", ""),
        ("trap", "x"),
        ("w", "1"),
        ("w", "2"),
    ]
    assert sent(form, *[None] * 8) == untouched
    assert parse_qsl(forms.encode(form, {})[1].decode(), keep_blank_values=True) == untouched


def test_answers_stand_at_their_controls_places() -> None:
    form = held(CONTENT)
    kinds = [TEXT, CHOICE, CHOICE, TICK, TICK, PASSWORD, CHOICE, TICK]
    assert [each.kind for each in form.questions] == kinds
    assert sent(form, "Ann Arbor", "1", "0", "1", "1", "p=&é", "2", "1") == [
        *(("h", "1"), ("t", "Ann Arbor"), ("s", "b"), ("r", "c"), ("k", "yes"), ("m", "on"), ("p", "p=&é")),
        *(("trap", "x"), ("w", "3")),
    ]
    assert sent(form, None, "0", "1", "0", "0", None, None, "0") == [
        *(("h", "1"), ("t", ""), ("s", "a"), ("r", "b"), ("p", ""), ("trap", "x"), ("w", "1"), ("w", "2")),
    ]


def test_a_form_in_parts_takes_answers_too() -> None:
    form = held("<p>Note <textarea name=n></textarea>", "method=post enctype=Multipart/Form-Data")
    content_type, body = forms.encode(form, {}, (Secret("one\ntwo"),))
    message = message_from_bytes(f"Content-Type: {content_type}\r\n\r\n".encode() + body)
    assert [part.get_payload(decode=True) for part in message.walk() if not part.is_multipart()] == [
        b"1",
        b"one\r\ntwo",
    ]


def test_the_login_form_asks_for_the_rest() -> None:
    page = parse(
        b"<form method=post>Login <input name=l> Password <input type=password name=p> Bar number "
        b"<input name=n>Role <select name=s><option>-<option>Attorney</select> <input type=checkbox name=t> I agree"
        b"<input type=submit>",
        "",
        HERE,
    )
    form = readers.login_form(page)
    assert form is not None
    assert [each.label for each in form.questions] == ["Bar number", "Role", "I agree"]
    answers = (Secret("P1"), Secret("0"), None)
    body = forms.encode(form, {"l": Secret("jane"), "p": Secret("pw")}, answers)[1]
    assert parse_qsl(body.decode()) == [("l", "jane"), ("p", "pw"), ("n", "P1"), ("s", "Attorney")]
