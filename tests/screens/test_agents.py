"""What a filing agent and their attorney read when the clicks are passed on."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import screens
from bot.flow import effects as do
from bot.flow import states as st
from bot.screens import ActionId
from tools.samples import ACCOUNTS, AGENT, MIEB, NOW

AGENTS_ID, MARCUS = "U0ATTY001", "U0ATTY002"
DRAWN = screens.Drawn(AGENTS_ID, screens.NOTHING_SEEN, "LP-1")


def clicks(message: screens.Message) -> list[str]:
    rows = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    return [element["action_id"] for row in rows for element in row]


def said(view: screens.Modal) -> str:
    return "\n".join(
        block["text"]["text"] for block in view["blocks"] if block["type"] == "section" and "text" in block
    )


@pytest.mark.parametrize(
    "state",
    [
        st.Linked(AGENT, MIEB, NOW, ACCOUNTS),
        st.Linked(AGENT, MIEB, NOW, proof=st.Proof.PERSONS_WORD),
        st.AlreadyLinked(AGENT, MIEB, NOW),
    ],
)
def test_an_agents_result_offers_to_send_the_clicks_and_an_attorneys_does_not(state: st.Linked) -> None:
    assert f"{ActionId.SEND_CLICKS}.mieb" in clicks(screens.result(state, DRAWN))
    own = replace(state, run=replace(AGENT, agent=False))
    assert f"{ActionId.SEND_CLICKS}.mieb" not in clicks(screens.result(own, DRAWN))


def test_the_button_is_its_owners_in_whatever_run() -> None:
    message = screens.about_attorney(do.TellAboutAttorney(MARCUS, MIEB, arrived=False), AGENTS_ID)
    (row,) = [block["elements"] for block in message.blocks if block["type"] == "actions"]
    (button,) = row
    assert button["type"] == "button"
    stamp = screens.read_stamp(button["value"])
    assert stamp is not None
    assert stamp.user == AGENTS_ID


def test_the_attorney_reads_who_asks_for_what_and_when_not_to() -> None:
    told = screens.five_clicks(do.TellAttorney(MARCUS, MIEB), AGENTS_ID)
    for words in ("<@U0ATTY001> asks you", MIEB.name, "5. Return to Account Screen", "click nothing"):
        assert words in told.text
    assert clicks(told) == [ActionId.GO_TO_COURT]


def test_the_form_is_answered_with_what_is_so() -> None:
    state = st.Linked(replace(AGENT, passed=(st.Passed(MARCUS, MIEB.id),)), MIEB, NOW)
    assert "on its way to <@U0ATTY002>" in said(screens.clicks_sent(state, MARCUS, MIEB))
    there = replace(state, run=replace(AGENT, passed=(st.Passed(MARCUS, MIEB.id, st.Arrival.ARRIVED),)))
    assert "already" in said(screens.clicks_sent(there, MARCUS, MIEB))
    assert screens.attorney_errors("") != screens.attorney_errors(AGENTS_ID)


def test_only_what_arrived_is_told_as_arrived() -> None:
    lost, arrived = (
        screens.about_attorney(do.TellAboutAttorney(MARCUS, MIEB, each), AGENTS_ID) for each in (False, True)
    )
    assert "has the five clicks" in arrived.text
    assert not clicks(arrived)
    assert "did not arrive" in lost.text
    assert "has the five clicks" not in lost.text
