"""A court that is on record as linked: never is it said there that nothing was linked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import flow, screens
from bot.answering.topics import Topic
from bot.flow import states as st
from bot.screens import ActionId, KnownLink
from bot.texts import answers, common
from bot.vocabulary import Trouble
from tests.screens.every_state import DRAWN, LOST, MIEB, MIED, NOW, TIDY

RUN = st.Run("c-7f3a", linked_on=NOW)
ENDS = [
    st.Cancelled(RUN, NOW, MIEB),
    st.Cancelled(RUN, NOW, MIEB, by_hand=True),
    st.Expired(RUN, NOW, MIEB),
    st.Refused(RUN, MIEB, Trouble.LINK_NOT_OFFERED, NOW),
]


@pytest.mark.parametrize("state", ENDS, ids=lambda state: type(state).__name__)
def test_an_end_there_denies_no_link(state: st.Ended) -> None:
    told = screens.card(state, DRAWN), screens.status_answer(state, DRAWN, ""), screens.result(state, DRAWN)
    for message in told:
        assert "Your accounts are linked here since" in message.text
        assert "othing was linked" not in message.text
        assert "Not linked" not in message.text


def test_the_answer_to_a_cancel_denies_none_either() -> None:
    assert "Your accounts are linked here since" in screens.cancel_answer(ENDS[0]).text


def test_the_status_lists_the_linked_courts_with_when_and_on_whose_word() -> None:
    links = [KnownLink(MIEB.name, NOW, st.Proof.COURT_MENU), KnownLink("Another", NOW, st.Proof.PERSONS_WORD)]
    told = screens.status_answer(None, None, "", links).text
    assert "Linked courts" in told
    assert f"{MIEB.name} · " in told
    assert "Another · " in told
    assert "by your own word, not proven by this app" in told
    assert "Linked courts" not in screens.status_answer(None, None, "").text


@pytest.mark.parametrize("page", [st.Page.DOORS, st.Page.ANOTHER_COURT])
def test_a_start_there_first_says_so_and_leads_to_the_court_and_to_another(page: st.Page) -> None:
    told = screens.card(st.GettingReady(replace(RUN, signed_in=page is st.Page.ANOTHER_COURT), MIEB, page), DRAWN)
    first = next(block for block in told.blocks if block["type"] == "section")
    assert "that your accounts are linked here" in first["text"]["text"]
    buttons = [each for block in told.blocks if block["type"] == "actions" for each in block["elements"]]
    assert [each["action_id"] for each in buttons if each.get("style") == "primary"] == [ActionId.GO_TO_COURT]
    assert [each["text"]["text"] for each in buttons if each["action_id"] == ActionId.BACK] == ["Choose another court"]


LINKS = [
    KnownLink(MIEB.name, NOW, st.Proof.COURT_MENU, phone="313-555-0100"),
    KnownLink("Another", NOW, st.Proof.PERSONS_WORD, phone="help@another.uscourts.gov"),
]


def test_a_wrong_link_is_told_of_at_the_courts_where_one_was_made_or_requested() -> None:
    there = st.GettingReady(st.Run("c-7f3a", open_ends=(replace(LOST, court="x", name="A third"),)), MIED)
    told = screens.topic_answer(Topic.LINKED_WRONG, there, DRAWN, "", LINKS).text
    for court in (f"{MIEB.name}: the court's e-filing help desk, 313-555-0100", "Another: ", "A third: "):
        assert court in told
    assert f"{MIED.name}: the court" not in told, "where they stand now, nothing was linked"
    unknown = st.Unknown(st.Run("c-7f3a"), MIED, st.Finding.ANSWER_LOST, LOST, NOW)
    assert f"{MIED.name}: the court" in screens.topic_answer(Topic.LINKED_WRONG, unknown, DRAWN).text
    assert answers.WHICH_COURT in screens.topic_answer(Topic.LINKED_WRONG, None, None).text


def test_whether_it_is_linked_is_answered_by_what_is_known() -> None:
    proven = screens.topic_answer(Topic.AM_I_LINKED, st.Linked(st.Run("c-7f3a"), MIEB, NOW), DRAWN, "", LINKS[:1])
    assert proven.blocks[0]["text"]["text"].count("Proven: ") == 1
    assert f"{MIEB.name} · " in proven.text
    looked = st.Confirming(st.Run("c-7f3a"), MIEB, TIDY, "c-7f3a/1", NOW, looks=1, reading=False)
    looking = screens.topic_answer(Topic.AM_I_LINKED, looked, DRAWN)
    until = f"Still looking until {common.hour(NOW + flow.LOOKING)}; nothing for you to do."
    assert until in looking.blocks[0]["text"]["text"]
    assert answers.NONE_ON_RECORD.replace("*", "") in looking.text
    status = screens.status_answer(looked, DRAWN, "")
    assert until in status.blocks[0]["text"]["text"]
