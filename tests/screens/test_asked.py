"""Answers to questions, by court and by step; "Do you mean"; and what is asked back before it is done."""

from __future__ import annotations

from typing import Any

import pytest

from bot import screens
from bot.answering.topics import Topic
from bot.answering.words import Word
from bot.court import Registry
from bot.flow import states as st
from bot.screens import ActionId, Message
from bot.texts import asked, by_court, topics
from tests.screens.every_state import CA6, DRAWN, MIEB, MIEB_BY_HAND, MIED, NOW, TIDY, TIDY_STATES

RUN = st.Run("c-7f3a")
SIGN_IN = st.AwaitingPacerSignIn(RUN, MIEB)
LINKING = st.Linking(RUN, MIEB, TIDY, "c-7f3a/1")
WHERE = "Where you are:"
HOURS = "9 to 4, Monday to Friday"


def elements(told: Message) -> list[dict[str, Any]]:
    return [element for block in told.blocks if block["type"] == "actions" for element in block["elements"]]


def clicks(told: Message) -> list[str]:
    return [element["action_id"] for element in elements(told)]


def test_every_topic_has_an_answer_and_a_name_that_fits_a_button() -> None:
    assert set(topics.ANSWERS) == set(topics.QUESTIONS) == set(Topic)
    assert all(len(words) <= 75 for words in topics.QUESTIONS.values())
    assert len(set(topics.QUESTIONS.values())) == len(Topic)


def test_what_single_courts_add_is_of_courts_that_there_are() -> None:
    registry = Registry.shipped()
    assert all(registry.get(court) for added in by_court.AT.values() for court in added)


@pytest.mark.parametrize("topic", [topic for topic in Topic if topic is not Topic.THANKS])
def test_every_answer_ends_with_where_the_person_is_and_leads_there(topic: Topic) -> None:
    for state in (None, *TIDY_STATES[::29]):
        told = screens.topic_answer(topic, state, DRAWN if state else None, HOURS)
        assert "{" not in told.text.replace("{date_short_pretty} at {time}", "")
        said = [block["text"]["text"] for block in told.blocks if block["type"] == "section"]
        # Asked for what is known, it begins with that.
        where = said[0].partition("\n")[2] if topic is Topic.AM_I_LINKED else said[-1]
        assert where.startswith(f"*{WHERE}*")
        assert clicks(told)[0] == ActionId.START
        assert topics.QUESTIONS[topic] in told.text


def test_an_answer_is_of_the_court_and_of_the_step() -> None:
    lost = screens.topic_answer(Topic.FORGOT_ECF_PASSWORD, SIGN_IN, DRAWN)
    assert "Call the court's e-filing help desk, 313-555-0100." in lost.text
    assert f"{WHERE} {MIEB.name}: Step 3 of 6 · Sign in to PACER. It waits for you." in lost.text
    assert "the court's clerk's office" in screens.topic_answer(Topic.FORGOT_ECF_PASSWORD, None, None).text
    menus = screens.topic_answer(Topic.MENUS_MISSING, st.GettingReady(RUN, MIED), DRAWN)
    assert "look for Civil or Criminal" in menus.text
    assert "it stands under NextGen Items." in screens.topic_answer(Topic.ENTRY_MISSING, SIGN_IN, DRAWN).text
    assert asked.THIS_APP_LOOKS in screens.topic_answer(Topic.ENTRY_MISSING, SIGN_IN, DRAWN).text
    by_hand = st.Guided(RUN, MIEB_BY_HAND, 2)
    assert asked.THIS_APP_LOOKS not in screens.topic_answer(Topic.ENTRY_MISSING, by_hand, DRAWN).text
    assert asked.NOTHING_THROUGH_SLACK in screens.topic_answer(Topic.SLACK_SEES, by_hand, DRAWN).text
    assert asked.BY_HAND_ALREADY in screens.topic_answer(Topic.IN_BROWSER, st.Guided(RUN, CA6, 1), DRAWN).text


def test_the_courts_help_desk_is_named_with_its_hours() -> None:
    told = screens.topic_answer(Topic.COURT_PHONE, SIGN_IN, DRAWN, HOURS).text
    assert (
        f"About e-filing at {MIEB.name}, call the court's e-filing help desk, 313-555-0100. It is there {HOURS}."
        in told
    )
    assert "It is there" not in screens.topic_answer(Topic.COURT_PHONE, SIGN_IN, DRAWN).text
    assert asked.NO_COURT_YET in screens.topic_answer(Topic.COURT_PHONE, st.ChoosingCourt(RUN), DRAWN).text


def test_thanks_are_answered_in_a_word() -> None:
    assert screens.topic_answer(Topic.THANKS, None, None).text == "You're welcome."
    assert screens.topic_answer(Topic.THANKS, st.Linked(RUN, MIEB, NOW), DRAWN).text == "You're welcome."
    assert WHERE in screens.topic_answer(Topic.THANKS, SIGN_IN, DRAWN).text


def test_half_sure_is_three_buttons_whose_values_say_which_answer() -> None:
    half = (Topic.FORGOT_ECF_PASSWORD, Word.CANCEL, Topic.COST)
    told = screens.did_you_mean(half, SIGN_IN, DRAWN)
    first, stop, last = elements(told)[:3]
    actions = [first["action_id"], stop["action_id"], last["action_id"]]
    assert actions == ["answer.forgot_ecf_password", "cancel", "answer.cost"]
    assert first["value"] == screens.stamp(DRAWN)
    assert last["text"]["text"] == "What it costs"
    assert clicks(told)[3:] == [ActionId.START, ActionId.HELP_DESK]
    nothing = screens.did_you_mean((Word.CANCEL, Topic.COST), None, None)
    assert [element.get("value") for element in elements(nothing)] == [None, None]
    assert screens.did_you_mean((Word.CANCEL, Word.BACK), None, None) == screens.not_known(None, None)


@pytest.mark.parametrize("state", [None, SIGN_IN])
def test_what_is_offered_is_offered_once(state: st.State | None) -> None:
    told = screens.did_you_mean((Word.STATUS, Word.HUMAN, Topic.COST), state, DRAWN if state else None)
    assert len(clicks(told)) == len(set(clicks(told)))
    assert ActionId.START in clicks(told)


def test_anger_is_answered_with_a_person_and_with_where_one_is() -> None:
    told = screens.topic_answer(Topic.SORRY, SIGN_IN, DRAWN)
    assert told.text.startswith("Sorry about that.")
    assert f"{WHERE} {MIEB.name}" in told.text
    assert clicks(told) == [ActionId.START, ActionId.HELP_DESK]


@pytest.mark.parametrize(
    ("word", "words", "action"),
    [
        (Word.CANCEL, asked.REALLY_CANCEL, ActionId.CANCEL),
        (Word.BACK, asked.REALLY_BACK, ActionId.BACK),
        (Word.START_OVER, asked.REALLY_START_OVER, ActionId.START_OVER),
        (Word.HUMAN, asked.REALLY_HUMAN, ActionId.HELP_DESK),
        (Word.LINK, asked.REALLY_LINK, ActionId.START),
    ],
)
def test_a_wish_is_asked_back(word: Word, words: str, action: ActionId) -> None:
    told = screens.really(word, SIGN_IN, DRAWN)
    assert told.text.startswith(words)
    assert clicks(told) == [action]


def test_what_cannot_be_done_is_answered_with_where_the_person_is() -> None:
    for word in (Word.CANCEL, Word.BACK, Word.START_OVER):
        assert screens.really(word, LINKING, DRAWN).text.startswith(f"{WHERE} {MIEB.name}: Step 6 of 6")
        assert screens.really(word, None, None).text.startswith(f"{WHERE} Nothing is under way.")
    assert asked.NO_RUN_FOR_HUMAN in screens.really(Word.HUMAN, None, None).text
    assert [element["text"]["text"] for element in elements(screens.really(Word.LINK, None, None))] == ["Link a court"]


def test_what_has_no_answer_leads_on_and_repeats_nothing() -> None:
    nothing = screens.not_known(None, None)
    assert clicks(nothing) == [ActionId.START, ActionId.HELP]
    assert asked.WHOM_ELSE in nothing.text
    live = screens.not_known(SIGN_IN, DRAWN)
    assert clicks(live) == [ActionId.START, ActionId.HELP, ActionId.CANCEL, ActionId.HELP_DESK]
    assert asked.WHOM_ELSE not in live.text
    assert clicks(screens.not_known(LINKING, DRAWN)) == [ActionId.START, ActionId.HELP, ActionId.HELP_DESK]
