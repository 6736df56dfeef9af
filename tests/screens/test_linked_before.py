"""A court that is on record as linked: never is it said there that nothing was linked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import screens
from bot.flow import states as st
from bot.screens import ActionId, KnownLink
from bot.vocabulary import Trouble
from tests.screens.every_state import DRAWN, MIEB, NOW

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
