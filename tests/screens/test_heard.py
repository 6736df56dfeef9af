"""Whoever hears a message hears what others see: all that its blocks say, the news first."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from bot import screens
from bot.flow import states as st
from bot.flow.effects import Outcome, TellHelpDesk
from bot.screens import Message
from bot.screens.message import LONGEST_TEXT
from bot.texts import common
from bot.vocabulary import Trouble
from tests.screens.every_state import (
    CA6,
    DRAWN,
    IN_COURTS_WORDS,
    LOST,
    MIEB,
    NOW,
    TIDY,
    TIDY_STATES,
    WILD_STATES,
    messages_of,
)

RUN = st.Run("c-7f3a")
DATE = re.compile(r"<!date\^\d+\^[^|]*\|[^>]*>")


def words(part: Any) -> Iterator[str]:
    """Give every text of blocks, buttons and lists as well, but not of the dialogs behind the buttons."""
    if isinstance(part, list):
        for each in part:
            yield from words(each)
    elif isinstance(part, dict):
        if part.get("type") in ("mrkdwn", "plain_text"):
            yield part["text"]
        for name, inside in part.items():
            if name != "confirm":
                yield from words(inside)


def bare(text: str) -> str:
    """Give the letters and digits alone, which neither marks nor punctuation change."""
    return re.sub(r"[\W_]+", " ", text).strip()


def missing(message: Message) -> list[str]:
    heard = bare(message.text)
    lines = [line for text in words(message.blocks) for line in text.split("\n")]
    return [line for line in lines if bare(line) not in heard]


def test_all_that_is_seen_is_heard() -> None:
    for state in TIDY_STATES:
        for message in messages_of(state):
            assert missing(message) == []


def test_nothing_is_heard_that_is_not_seen() -> None:
    for state in TIDY_STATES:
        for message in messages_of(state):
            heard = re.sub(r"\b(?:Buttons?|List): ", "", message.text)
            seen = bare(DATE.sub("", " ".join(words(message.blocks))))
            for sentence in re.split(r"(?<=[.!?:…”]) ", DATE.sub("", heard)):
                assert all(bare(part) in seen for part in sentence.split(", "))


def test_no_line_is_heard_twice() -> None:
    for state in TIDY_STATES:
        for message in messages_of(state):
            lines = [bare(line) for line in screens.lines_of(message.blocks)]
            news = bare(message.news.split("\n")[0])
            assert bare(message.text).count(news) == max(1, sum(line.count(news) for line in set(lines))) or not news


def test_no_marks_are_heard() -> None:
    for state in TIDY_STATES:
        for message in messages_of(state):
            assert not re.search(r"[*`]|^> |• ", message.text)


def test_what_is_too_long_loses_of_its_longest_line_alone() -> None:
    for state in WILD_STATES:
        for message in messages_of(state):
            assert len(message.text) <= LONGEST_TEXT
    page = st.Accounts("", "", said=("Read this " + "once more " * 300, "The filer arivera & alexrivera."))
    message = screens.card(st.Reviewing(RUN, replace(MIEB, note="n" * 500), page), DRAWN)
    assert len(message.text) > 3000
    long = screens.Message([*message.blocks, *message.blocks[-1:]], "A line. " + "word " * 600)
    assert LONGEST_TEXT - 10 < len(long.text) <= LONGEST_TEXT
    assert "…" in long.text
    for kept in (
        "The filer arivera &amp; alexrivera.",
        "You and this app cannot undo it; only the court might.",
        "Link these accounts",
        "/link-pacer",
    ):
        assert kept in long.text


@pytest.mark.parametrize(
    ("state", "facts"),
    [
        (
            st.Reviewing(RUN, MIEB, TIDY),
            (
                "Old CM/ECF account: Alex Rivera.",
                "PACER account: Alex Rivera.",
                "You and this app cannot undo it; only the court might.",
            ),
        ),
        (
            st.Reviewing(RUN, MIEB, IN_COURTS_WORDS),
            (
                "The filer arivera &amp; the PACER account alexrivera.",
                "You and this app cannot undo it; only the court might.",
            ),
        ),
        (st.GettingReady(RUN, MIEB, page=st.Page.NOTICE), ("All filers must redact", "Press I accept")),
        (st.GettingReady(RUN, MIEB), ("Ask Dana on the third",)),
        (st.GettingReady(RUN, MIEB, page=st.Page.FINE_PRINT), ("only the court might",)),
        (st.Guided(RUN, CA6, 3), ("click Link My Filer Account to My PACER Account.", "What it looks like.")),
        (st.Guided(RUN, CA6, 1), ("<https://ecf.ca6.uscourts.gov/n/AttorneyFiling/login.jsf>", "Buttons: Done, next")),
    ],
)
def test_what_matters_is_heard(state: st.State, facts: tuple[str, ...]) -> None:
    heard = screens.card(state, DRAWN).text
    assert [fact for fact in facts if fact not in heard] == []


@pytest.mark.parametrize(
    ("message", "news"),
    [
        (
            screens.card(st.AwaitingPacerSignIn(RUN, MIEB, Trouble.WRONG_PACER_CREDENTIALS), DRAWN),
            "PACER did not accept",
        ),
        (screens.card(st.ChoosingCourt(RUN, st.Finding.COURT_NOT_FOUND, "x"), DRAWN), "No single court matches “x”."),
        (screens.card(st.AwaitingFilerLogin(RUN, MIEB), DRAWN), "Step 4 of 6 · Your old CM/ECF login."),
        (screens.card(st.GettingReady(replace(RUN, pause=st.Pause.PAUSED), MIEB), DRAWN), "Paused, nothing was saved."),
        (screens.card(st.SigningIn(replace(RUN, rehearsal=True), MIEB), DRAWN), "Rehearsal: nothing will be linked."),
        (screens.card(st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW), DRAWN), "Result not known."),
        (screens.result(st.Linked(RUN, MIEB, NOW), DRAWN), "Your accounts are linked at"),
        (screens.result(st.Refused(RUN, MIEB, Trouble.PACER_REFUSED, NOW), DRAWN), "Not linked at"),
        (screens.help_desk_notice(TellHelpDesk(Outcome.LINKED, MIEB), "U0ATTORNEY", "c-7f3a"), "<@U0ATTORNEY> · U.S."),
    ],
)
def test_the_news_is_heard_first(message: Message, news: str) -> None:
    assert message.text.startswith(news)


def test_buttons_are_heard_by_their_labels() -> None:
    heard = screens.card(st.Reviewing(RUN, MIEB, TIDY), DRAWN).text
    labels = (common.LINK, common.SEE_ACCOUNTS, common.BACK, common.HELP, common.CANCEL)
    assert f"Buttons: {', '.join(labels)}." in heard
    assert f"List: {common.CHOOSE_PLACEHOLDER}." in screens.card(st.ChoosingCourt(RUN), DRAWN).text
