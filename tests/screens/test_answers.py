"""Short answers: to typed words, to a command, to a long wait, and the help message."""

from dataclasses import replace
from typing import Any

import pytest

from bot import screens
from bot.flow import states as st
from bot.screens import ActionId, Message
from bot.texts import answers, helping, human
from bot.vocabulary import Trouble
from tests.screens.every_state import CA6, DRAWN, LOST, MIEB, NOW, SEEN, TIDY, TIDY_STATES

RUN = st.Run("c-7f3a")
CLAIM = "c-7f3a/1"
LINK = "https://app.slack.com/x"


def elements(told: Message) -> list[dict[str, Any]]:
    return [element for block in told.blocks if block["type"] == "actions" for element in block["elements"]]


def clicks(told: Message) -> list[tuple[str, str]]:
    return [(element["action_id"], element["text"]["text"]) for element in elements(told)]


def test_help_offers_a_human_at_every_step() -> None:
    for state in TIDY_STATES:
        told = screens.help_message(state, DRAWN)
        offered = [element["action_id"] for element in elements(told)]
        assert offered == [ActionId.HELP_DESK, *([ActionId.ADD_SENTENCE] if state.run.asked else [])]
        assert (human.ASKING_MEANS in told.text) == (state.run.asked is None)
        assert all(
            screens.read_stamp(element["value"]) == screens.Stamp("U0ATTORNEY", SEEN) for element in elements(told)
        )


def test_help_says_what_this_is_what_comes_next_and_whom_to_ring() -> None:
    told = screens.help_message(st.AwaitingPacerSignIn(RUN, MIEB), DRAWN)
    for fact in (helping.SIGN_IN, "Then: Your old CM/ECF login.", "313-555-0100", "(800) 676-6856", "help desk"):
        assert fact in told.text
    assert "*Step 3 of 6 · Sign in to PACER*" in told.blocks[0]["text"]["text"]
    assert "Reference c-7f3a" in str(told.blocks)
    assert "the court's clerk's office" in screens.help_message(st.ChoosingCourt(RUN), DRAWN).text


def test_help_never_calls_an_open_end_safe() -> None:
    for state in (
        st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW),
        st.AwaitingPacerSignIn(RUN, MIEB, unsettled=LOST),
        st.Linking(RUN, MIEB, TIDY, CLAIM),
    ):
        assert "othing is linked" not in screens.help_message(state, DRAWN).text
        assert "othing was linked" not in screens.help_message(state, DRAWN).text


def test_help_without_a_conversation_begins_one() -> None:
    assert clicks(screens.no_conversation_help()) == [(ActionId.START, "Link a court")]


@pytest.mark.parametrize(
    ("state", "words", "button"),
    [
        (None, "Nothing is under way. Type /link-pacer", "Link a court"),
        (st.ChoosingCourt(RUN), "Step 1 of 6 · Choose the court. It waits for you.", "Show where I am"),
        (st.Guided(RUN, CA6, 2), f"{CA6.name}: Step 2 of 6 · Sign in with PACER. It waits for you.", "Show where I am"),
        (st.FindingAccounts(RUN, MIEB), answers.WAITS_FOR_COURT, "Show where I am"),
        (st.Linking(RUN, MIEB, TIDY, CLAIM), answers.ON_ITS_WAY, "Show where I am"),
        (st.GettingReady(replace(RUN, pause=st.Pause.PAUSED), MIEB), "Paused, nothing was saved.", "Show where I am"),
        (
            st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW),
            f"{MIEB.name}: Result not known.",
            "Show where I am",
        ),
        (st.Linked(RUN, MIEB, NOW), "are linked for good", "Link a court"),
        (st.Refused(RUN, MIEB, Trouble.FILER_LOCKED, NOW), "locked the old CM/ECF login", "Link a court"),
        (st.Expired(RUN, NOW), "nobody went on for a week", "Link a court"),
        (st.SigningIn(replace(RUN, rehearsal=True), MIEB), "Rehearsal: nothing will be linked.", "Show where I am"),
    ],
)
def test_the_status_says_where_it_stands_and_leads_there(state: st.State | None, words: str, button: str) -> None:
    told = screens.status_answer(state, DRAWN if state else None, LINK)
    assert words in told.text
    assert clicks(told) == [(ActionId.START, button)]
    assert told.blocks[0]["text"]["text"].endswith(f"<{LINK}|Open the message>")


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (None, answers.NOTHING_TO_CANCEL),
        (st.Cancelled(RUN, NOW, MIEB), answers.CANCELLED),
        (st.Cancelled(RUN, NOW, CA6, by_hand=True), answers.STOPPED_BY_HAND),
        (st.Linked(RUN, MIEB, NOW), answers.NOTHING_TO_CANCEL),
        (st.Linking(RUN, MIEB, TIDY, CLAIM), answers.TOO_LATE_TO_CANCEL),
        (st.Confirming(RUN, MIEB, TIDY, CLAIM, NOW, answered=False), answers.TOO_LATE_TO_CANCEL),
        (st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW), answers.NOT_CANCELLED_UNKNOWN),
        (st.SigningIn(RUN, MIEB, LOST), answers.NOT_CANCELLED_CHECKING),
    ],
)
def test_a_cancel_is_answered_by_what_it_did(state: st.State | None, words: str) -> None:
    assert screens.cancel_answer(state).text == words


def test_a_reminder_is_one_line_and_a_way_on() -> None:
    told = screens.reminder(st.Guided(RUN, CA6, 3), DRAWN)
    assert told.text.startswith(f"Your link at {CA6.name} still waits for you: Step 3 of 6 · Find the link.")
    assert "Nothing was saved of what you typed." in told.text
    assert "/link-pacer" in told.text
    assert clicks(told) == [(ActionId.START, "Show where I am")]
    assert "This is the only reminder." in str(told.blocks)
    assert screens.reminder(st.ChoosingCourt(RUN), DRAWN).text.startswith("Linking a court still waits for you: Step 1")


def test_a_typed_secret_is_warned_of_first() -> None:
    told = screens.secret_warning()
    assert told.text.startswith("That looked like a password or a one-time passcode. Delete your message now")
    assert elements(told) == []


def test_to_be_forgotten_says_what_is_left() -> None:
    assert "a link request whose end is not known; they hold no names" in screens.forgotten().text
    assert "Nothing was deleted" in screens.cannot_forget_now().text


def test_reviewing_can_be_helped_with_words_of_its_own() -> None:
    assert helping.REVIEW in screens.help_message(st.Reviewing(RUN, MIEB, TIDY), DRAWN).text


def test_a_sentence_with_a_gap_says_that_slack_has_seen_what_was_left_out() -> None:
    asked = st.Asked(NOW, "GettingReady", st.WhyHuman.ASKED, said="my password … does not work")
    gap = screens.sentence_sent(st.GettingReady(replace(RUN, asked=asked), MIEB), sent=True)
    assert human.LEFT_OUT in str(gap["blocks"])
    whole = screens.sentence_sent(
        st.GettingReady(replace(RUN, asked=replace(asked, said="It hangs.")), MIEB), sent=True
    )
    assert human.LEFT_OUT not in str(whole["blocks"])
