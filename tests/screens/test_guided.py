"""The steps in the person's own browser: this court's own addresses, the link's own name, the warnings."""

from dataclasses import replace
from typing import Any

import pytest

from bot import flow, screens
from bot.flow import states as st
from bot.screens import ActionId
from bot.texts import guided
from tests.screens.every_state import CA6, DRAWN, MIEB_BY_HAND

RUN = st.Run("c-7f3a")


def shown(step: int, court: st.Court) -> str:
    blocks = screens.card(st.Guided(RUN, court, step), DRAWN).blocks
    return "\n".join(block["text"]["text"] for block in blocks if block["type"] == "section")


def buttons(step: int) -> list[dict[str, Any]]:
    blocks = screens.card(st.Guided(RUN, CA6, step), DRAWN).blocks
    return [element for block in blocks if block["type"] == "actions" for element in block["elements"]]


@pytest.mark.parametrize(
    ("step", "facts"),
    [
        (1, ["<http://www.mieb.uscourts.gov/>", "*E-Filing (CM/ECF)*", "<https://ecf.mieb.uscourts.gov/>"]),
        (2, ["PACER's sign-in page", "https://pacer.login.uscourts.gov/", "*Login*", "never in Slack"]),
        (3, ["*Utilities*", "*NextGen Items*", "*Link a CM/ECF account to my PACER account*", "Query, Reports"]),
        (4, ["“Enter your current ECF login and password.”", "*Submit*", "never in Slack", "313-555-0100"]),
        (5, ["Make sure that both are right, and both yours", "only the court might", "*Submit*"]),
        (6, ["*Refresh*", "Bankruptcy or Adversary", "successfully linked your account"]),
    ],
)
def test_a_step_says_what_to_do_and_what_the_page_looks_like(step: int, facts: list[str]) -> None:
    words = shown(step, MIEB_BY_HAND)
    assert "*What it looks like.*" in words
    for fact in facts:
        assert fact in words


def test_a_court_of_appeals_has_its_own_address_and_link() -> None:
    assert "<https://ecf.ca6.uscourts.gov/n/AttorneyFiling/login.jsf>" in shown(1, CA6)
    assert "<http://www.ca6.uscourts.gov>" in shown(1, CA6)
    assert "*Link My Filer Account to My PACER Account*" in shown(3, CA6)
    assert "Utilities" not in shown(3, CA6)


@pytest.mark.parametrize("website", ["", "javascript:alert(1)", "https://a.gov/|click", "www.mieb.uscourts.gov", "<x>"])
def test_a_website_that_is_no_address_is_left_out(website: str) -> None:
    for court in (MIEB_BY_HAND, CA6):
        words = shown(1, replace(court, website=website))
        assert "website" not in words
        assert f"<https://{court.host}/" in words


def test_what_cannot_be_undone_is_a_warning_before_it_is_clicked() -> None:
    assert shown(5, MIEB_BY_HAND).count("*Warning.*") == 2
    assert "already shows Bankruptcy or Adversary" in shown(3, MIEB_BY_HAND)


def test_the_last_step_asks_for_the_menus() -> None:
    assert len(guided.STEPS) == len(guided.PICTURES) == flow.STEPS[st.Road.LINK]
    named = [buttons(step)[0]["text"]["text"] for step in range(1, flow.STEPS[st.Road.LINK] + 1)]
    assert named == ["Done, next"] * 5 + ["I see the menus"]
    assert {buttons(step)[0]["action_id"] for step in range(1, 7)} == {ActionId.GUIDED_DONE}
    assert {buttons(step)[1]["text"]["text"] for step in range(1, 7)} == {"Open the court"}
    offered = [[each["text"]["text"] for each in buttons(step)] for step in range(1, 7)]
    assert all("I see something else" in each for each in offered)
    assert [step for step, each in enumerate(offered, 1) if "It is linked already" in each] == [3]


def test_a_step_names_the_next_one_and_the_last_none() -> None:
    assert "Then: Sign in with PACER." in str(screens.card(st.Guided(RUN, CA6, 1), DRAWN).blocks)
    assert "Then:" not in str(screens.card(st.Guided(RUN, CA6, 6), DRAWN).blocks)
