"""Which of several is meant: the best clearly ahead, or nobody, and the log is told how the points stood."""

from __future__ import annotations

import pytest

from bot.court.pages import readers, scores
from bot.court.pages.controls import Control
from bot.court.pages.readers import UnexpectedPageError
from bot.court.pages.scores import NoneAheadError, Scored, best
from bot.court.pages.tree import parse

HERE = "https://ecf.mieb.uscourts.gov/cgi-bin/Here.pl"
BOXES = "Login <input name=l> Password <input type=password name=p> "
SUBMIT = "<input type=submit name=b value=Submit>"


def page(source: str) -> readers.Page:
    return parse(f"<body><p>Words.</p>{source}".encode(), "text/html; charset=utf-8", HERE)


def sent_by(source: str) -> dict[str, str]:
    """Give what would be sent of a page to be confirmed."""
    form = readers.verify(page(source)).form
    return {name: value.reveal() for name, value in form.fields}


def test_the_best_is_clearly_ahead_or_nobody_is() -> None:
    assert best("things", []) is None
    assert best("things", [Scored("a", -3)]) == "a"
    assert best("things", [Scored("a", 1), Scored("b", 3)]) == "b"
    with pytest.raises(NoneAheadError, match="2 things, none clearly ahead: 3, 2"):
        best("things", [Scored("a", 2), Scored("b", 3)])


@pytest.mark.parametrize(
    "label",
    [
        *("Submit", "Link", "LINK ACCOUNTS", "Continue", "Yes", "Yes, link them", "Confirm", "Next >", "Proceed"),
        *("I agree", "Accept"),
    ],
)
def test_words_that_go_on(label: str) -> None:
    assert scores.button(Control("submit", "", "", label=label)) == 3


@pytest.mark.parametrize(
    "label",
    [
        *(
            "Cancel",
            "Back",
            "< Back",
            "No",
            "No, go back",
            "Start over",
            "Use a different account",
            "Log out",
            "Logout",
        ),
        *(
            "Sign off",
            "Search",
            "Help",
            "Print",
            "Clear",
            "Reset",
            "Return to menu",
            "Do not link",
            "Don't link",
            "Close",
        ),
        *("Link another account", "Submit a different login", "Cancel and continue", "Forgot password", "Exit"),
    ],
)
def test_words_that_stay(label: str) -> None:
    assert scores.button(Control("submit", "", "", label=label)) < 0


@pytest.mark.parametrize("label", ["", "Weiter", "Now", "Notes", "Backup", "Searchlight"])
def test_words_that_say_neither(label: str) -> None:
    assert scores.button(Control("submit", "", "", label=label)) == 0


@pytest.mark.parametrize(
    "beside",
    [
        "<form method=post action=/cgi-bin/login.pl?logout><input type=submit value='Log Out'></form>",
        "<form method=post action=/cgi-bin/iquery.pl><input name=q><input type=submit value=Go></form>",
        "<form method=post action=x><input type=submit value='Use a different account'></form>",
        "<form method=post action=x><button>Start over</button></form>",
        "<form action=x><input name=q><input type=submit></form>",
        "<form method=post action=x></form>",
        "<form method=post action=x><input name=q><input type=submit value=Search></form>",
        "<form method=post id=search_box><input name=q><input type=submit></form>",
        "<form method=post action=x><input type=submit hidden></form>",
        "<form method=post action=x><input type=button value=Print></form>",
    ],
)
@pytest.mark.parametrize("first", [True, False])
def test_a_form_for_something_else_stops_nothing(beside: str, *, first: bool) -> None:
    meant = f"<form method=post action=v><input type=hidden name=h value=1>{SUBMIT}</form>"
    assert sent_by(beside + meant if first else meant + beside) == {"h": "1", "b": "Submit"}
    login = readers.login_form(page(beside + f"<form method=post>{BOXES}{SUBMIT}</form>"))
    assert login is not None
    assert (login.login_field, login.password_field) == ("l", "p")


@pytest.mark.parametrize(
    ("beside", "sent"),
    [
        ("<input type=submit name=c value=Cancel>", {"b": "Submit"}),
        ("<button name=c value=1>Log out</button>", {"b": "Submit"}),
        ("<input type=submit name=c value='Use a different account'>", {"b": "Submit"}),
        ("<input type=submit name=c value=Save>", {"b": "Submit"}),
        ("<input type=submit name=c value=Other>", {"b": "Submit"}),
        ("<input type=image name=c alt=Help>", {"b": "Submit"}),
        ("<input type=reset name=c value=Submit>", {"b": "Submit"}),
        ("<input type=button name=c value=Submit>", {"b": "Submit"}),
    ],
)
def test_the_button_is_known_by_its_words(beside: str, sent: dict[str, str]) -> None:
    assert sent_by(f"<form method=post>{SUBMIT}{beside}</form>") == sent
    assert sent_by(f"<form method=post>{beside}{SUBMIT}</form>") == sent


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (f"<form method=post>{SUBMIT}<button>Link</button></form>", "2 buttons, none clearly ahead: 3, 3"),
        (f"<form method=post>{SUBMIT}</form>" * 2, "2 forms to be confirmed, none clearly ahead: 5, 5"),
        (f"<form>{SUBMIT}</form>", "no form with a Submit that is sent by POST, of 1: 3"),
        ("<p>Hello", "no form with a Submit that is sent by POST, of 0: none"),
        ("<form method=post><button>Cancel</button></form>", "of 1: -3"),
        (f"<form method=post>{SUBMIT}<input type=file name=f></form>", "asks for a file"),
        (f"<form method=post action=https://example.org/>{SUBMIT}</form>", "leads to another host"),
        (f"<form method=post><input>{SUBMIT}</form>", "a line that no browser would send"),
    ],
)
def test_what_is_not_clear_is_a_stop_that_says_why(source: str, why: str) -> None:
    with pytest.raises(UnexpectedPageError) as raised:
        readers.verify(page(source))
    assert why in str(raised.value)


def test_the_buttons_own_way_counts() -> None:
    form = readers.verify(
        page(
            "<form action=a><input type=submit name=b formaction=../x.pl?1 formmethod=POST "
            "formenctype=multipart/form-data><button formmethod=get>Cancel</button></form>"
        )
    ).form
    assert (form.action, form.multipart) == ("https://ecf.mieb.uscourts.gov/x.pl?1", True)
    assert [name for name, _ in form.fields] == ["b"]


def test_a_button_that_a_tick_switches_on_is_one() -> None:
    tick = "<input type=checkbox name=t>I have verified both."
    assert sent_by(f"<form method=post>{tick}<input type=submit name=b disabled></form>") == {"b": "Submit"}
    with pytest.raises(UnexpectedPageError):
        readers.verify(page("<form method=post><input type=submit name=b disabled></form>"))


@pytest.mark.parametrize(
    ("boxes", "names"),
    [
        (BOXES, ("l", "p")),
        ("<input name=l><input type=password name=p>", ("l", "p")),
        ("<input type=password name=p><input name=l>", ("l", "p")),
        ("Login <input name=l> Suffix (optional) <input name=s> Password <input type=password name=p>", ("l", "p")),
        ("Court <input name=c value=mieb> Login <input name=l> Password <input type=password name=p>", ("l", "p")),
        ("Bar number <input name=n> Login <input name=l> Password <input type=password name=p>", ("l", "p")),
        ("Login <input name=l> Password <input type=password name=p> E-mail <input name=e>", ("l", "p")),
        ("Court handle <input name=l> Division (optional) <input name=d> Key <input type=password name=p>", ("l", "p")),
        ("Division <input name=d> Court handle <input name=l> Key <input type=password name=p>", ("l", "p")),
        ("Login (optional) <input name=l> Key <input type=password name=p>", ("l", "p")),
        (BOXES + "<input name=url style='display:none'>", ("l", "p")),
        (BOXES + "Leave this empty <input name=url>", ("l", "p")),
        (BOXES + "<input name=ro value=x readonly>", ("l", "p")),
        (BOXES + "PACER password <input type=password name=q>", ("l", "p")),
        (BOXES + "PIN <input type=password name=q>", ("l", "p")),
        (BOXES + "<input type=password name=trap hidden>", ("l", "p")),
        ("Your ID <input name=u> Old key <input type=password name=o> New <input type=password name=n>", ("u", "o")),
        ("<input name=last_name aria-label='Last name'><input name=cmecf_user><input type=password name=pw>",
         ("cmecf_user", "pw")),
    ],
)  # fmt: skip
def test_the_boxes_are_known_by_their_words_and_places(boxes: str, names: tuple[str, str]) -> None:
    form = readers.login_form(page(f"<form method=post>{boxes}{SUBMIT}</form>"))
    assert form is not None
    assert (form.login_field, form.password_field) == names


@pytest.mark.parametrize(
    "source",
    [
        "<form method=post>Bar number <input name=n> Password <input type=password name=p></form>",
        "<form method=post>Login <input name=n> PIN <input type=password name=p></form>",
        "<form method=post>Login <input name=n></form>",
        "<form method=post>Password <input type=password name=p></form>",
        "<form method=post><input name=n readonly><input type=password name=p></form>",
        "<form method=post>E-filing PIN <input name=a> Division (optional) <input name=b> <input type=password></form>",
        "<form method=post>Filing code <input name=a> Division <input name=b> Word <input type=password name=p></form>",
        "<form method=post>Room (leave blank if none) <input name=b> Word <input type=password name=p></form>",
    ],
)
def test_what_does_not_ask_for_both_asks_for_no_login(source: str) -> None:
    assert readers.login_form(page(source)) is None


@pytest.mark.parametrize(
    ("source", "why"),
    [
        (f"<form method=post>{BOXES}</form>" * 2, "2 forms for a login, none clearly ahead"),
        (
            "<form method=post>Login <input name=a> Login <input name=b> Password <input type=password name=p></form>",
            "2 lines for a login, none clearly ahead: 7, 6",
        ),
        (
            f"<form method=post>{BOXES} Password <input type=password name=q></form>",
            "2 passwords, none clearly ahead: 2, 1",
        ),
        (f"<form method=post>{BOXES}<input type=hidden name=l></form>", "no names of their own"),
        (f"<form method=post>{BOXES}<button>Submit</button><button>Continue</button></form>", "2 buttons"),
        (f"<form>{BOXES}{SUBMIT}</form>", "not sent by POST"),
    ],
)
def test_boxes_that_both_could_be_meant_are_a_stop(source: str, why: str) -> None:
    with pytest.raises(UnexpectedPageError) as raised:
        readers.login_form(page(source))
    assert why in str(raised.value)
    with pytest.raises(UnexpectedPageError):
        readers.asks_login_again(page(source))


def test_a_login_is_asked_for_again_or_something_else_is() -> None:
    sent = readers.login_form(page(f"<form method=post>{BOXES}{SUBMIT}</form>"))
    assert sent is not None
    renamed = page("<form method=post>Login <input name=x> Password <input type=password name=y></form>")
    other = page("<form method=post>Your town <input name=x> Password <input type=password name=y></form>")
    same = page("<form method=post>Your town <input name=l> Password <input type=password name=p></form>")
    silent = page("<form method=post><input name=x><input type=password name=y></form>")
    assert [readers.asks_login_again(each, sent) is not None for each in (renamed, other, same)] == [True, False, True]
    assert readers.asks_login_again(other) is None
    assert readers.asks_login_again(page("<p>x")) is None
    assert readers.asks_login_again(silent, sent) is not None
