"""The pages as text: every state that asks for a secret, and nothing of a court's that turns into markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot import flow
from bot.flow import states
from bot.flow.effects import ANSWERS, Field, FieldProblem
from bot.texts import common
from bot.vocabulary import QuestionKind, SignInNotice
from bot.web import showing
from bot.web.marks import as_html, as_line
from bot.web.pages import html_of
from tools.samples import ACCOUNTS, IN_COURTS_WORDS, MIEB, NOW, QUESTIONS, RUN, UNSETTLED

HIDDEN = (("token", "t" * 64),)
EVIL = '<script>alert("x")</script> & "quoted" *bold* `code` <https://evil.example|x>'
OURS = re.compile(r'</?(?:p|ul|li|blockquote|strong|code|br|a)>|<a href="https?://[^"<>]*" rel="noopener noreferrer">')
ASKING = (
    states.AwaitingPacerSignIn(RUN, MIEB),
    states.AwaitingPacerSignIn(RUN, MIEB, unsettled=UNSETTLED),
    states.AwaitingFilerLogin(
        RUN, MIEB, notice=SignInNotice.PASSWORD_OLD if hasattr(SignInNotice, "PASSWORD_OLD") else None
    ),
    states.AwaitingFilerLogin(RUN, MIEB, questions=QUESTIONS),
    states.AwaitingFilerLogin(RUN, MIEB, questions=QUESTIONS, said=("Read this first.", "Then go on.")),
    states.Reviewing(RUN, MIEB, ACCOUNTS, None, QUESTIONS),
    states.Reviewing(RUN, MIEB, IN_COURTS_WORDS, None, QUESTIONS),
)


class Names(HTMLParser):
    """Gathers what a page can send, and what its labels and descriptions point at."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.sent: list[str] = []
        self.ids: list[str] = []
        self.meant: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.ids += [each] if (each := found.get("id")) else []
        self.meant += (found.get("aria-describedby") or found.get("for") or "").split()
        if tag in {"input", "select"} and found.get("name"):
            self.sent.append(str(found["name"]))


@pytest.mark.parametrize("state", ASKING, ids=range(len(ASKING)))
def test_every_step_that_asks_for_a_secret_has_its_form(state: states.State) -> None:
    asked = showing.asks(state)
    assert asked
    wrong = tuple((field, FieldProblem.EMPTY) for field in (Field.PACER_PASSWORD, Field.FILER_PASSWORD, ANSWERS[0]))
    for errors in ((), wrong):
        text = html_of(showing.form(asked, HIDDEN, errors=errors))
        names = Names(text)
        assert len(names.ids) == len(set(names.ids))
        assert set(names.meant) <= set(names.ids)
        assert set(names.sent) - {"token"} <= set(Field)
        passwords = re.findall(r'<input type="password"[^>]*>', text)
        assert passwords
        assert not [each for each in passwords if "value=" in each or 'autocomplete="current-password"' not in each]


def test_a_wait_says_where_it_goes_on() -> None:
    state = states.SigningIn(RUN, MIEB)
    assert showing.is_checking(state)
    assert 'href="/form"' in html_of(showing.checking(state))
    assert not flow.asks_secret(state)


def test_a_step_without_a_secret_stays_in_slack() -> None:
    without = tuple(each for each in QUESTIONS if each.kind is not QuestionKind.PASSWORD)
    for state in (
        states.Reviewing(RUN, MIEB, ACCOUNTS, None, without),
        states.AwaitingFilerLogin(RUN, MIEB, questions=without, said=("Read this.",)),
        states.ChoosingCourt(RUN),
    ):
        assert showing.asks(state) is None
        assert "slack://" in html_of(showing.back(state, "slack://open?team=T1"))


def test_a_courts_words_are_never_markup() -> None:
    asked = states.Question(QuestionKind.CHOICE, EVIL, (EVIL, "plain"), EVIL)
    secret = states.Question(QuestionKind.PASSWORD, EVIL)
    tick = states.Question(QuestionKind.TICK, EVIL, default="1")
    text = states.Question(QuestionKind.TEXT, EVIL, default=EVIL, required=False)
    state = states.AwaitingFilerLogin(RUN, MIEB, questions=(asked, secret, tick, text), said=(EVIL,))
    page = showing.form(state, HIDDEN, filled={Field.FILER_LOGIN: EVIL, ANSWERS[3]: EVIL})
    shown = html_of(page)
    assert "<script>alert" not in shown
    assert 'href="https://evil.example"' not in shown


def test_what_is_written_for_slack_reads_the_same() -> None:
    assert as_line("*Next:* type `/x` &amp; go <https://a.example/b|there>") == (
        "<strong>Next:</strong> type <code>/x</code> &amp; go "
        '<a href="https://a.example/b" rel="noopener noreferrer">there</a>'
    )
    assert as_html("• one\n• *two*\n\n> said\nafter") == (
        "<ul><li>one</li><li><strong>two</strong></li></ul><blockquote>said</blockquote><p>after</p>"
    )
    assert as_line(common.hour(NOW)) == "15:00 UTC"


@given(st.text())
def test_any_text_is_text(words: str) -> None:
    for made in (as_html(words), as_line(words)):
        bare = re.sub(
            r'</?(?:p|ul|li|blockquote|strong|code|br)>|<a href="https?://[^"<>]*" rel="noopener noreferrer">|</a>',
            "",
            made,
        )
        assert not set("<>\"'") & set(bare)
