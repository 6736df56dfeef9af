"""A case and its run: what is suggested is good for that run at that court, and a run that was left keeps no place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.e2e.test_open_end import COURT, closes, stops_half_way
from tests.support.case_channel import Channel, asks, offered
from tests.support.person import chosen, elements, words
from tests.support.stack import HELP_DESK
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.person import Json
    from tests.support.stack import Stack


@pytest.fixture
async def channel(stack: Stack) -> Channel:
    return Channel(stack, await stack.person(HELP_DESK))


def pressable(message: Json) -> list[str]:
    return [each["action_id"] for _, each in elements(message["blocks"])]


async def test_a_case_says_that_its_run_was_cancelled_and_promises_no_place(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    await channel.case("Their place is kept", "Where: getting ready")
    await walk.me.types("cancel")
    case = await channel.case("They cancelled this run:", "Its place is not kept", "Where they were: getting ready")
    assert "Their place is kept" not in words(case)
    assert "case_suggest" not in offered(case)
    await channel.story(case, "They cancelled this run")
    await channel.member.clicks_at(channel.id, case, "case_hold")
    form = await channel.member.sees_modal("Until when?")
    await channel.member.sends(form, why=chosen(form, "why", "the clerk's office is closed"))
    assert "place is kept" not in words(await walk.me.reads("Your case waits until"))


async def test_who_begins_another_run_is_said_to_have_left_the_first(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    await walk.me.types("start over")
    await walk.me.reads("At which court")
    case = await channel.case("They left this run and began another")
    await channel.story(case, "They left this run and began another")


async def test_a_case_that_nobody_asked_for_closes_with_its_run(stack: Stack, channel: Channel) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    await walk.me.sends(view, pacer_username="ab1234", pacer_password="Tr0ub4dor&3-Lantern")
    await channel.case("Stuck", "Nobody has it yet")
    await walk.me.types("cancel")
    case = await channel.case("Stuck", "They cancelled this run", "Closed by itself: that run is over")
    assert offered(case) == ["case_reopen"]


async def test_what_was_suggested_before_a_cancel_begins_nothing(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.picks_at(channel.id, case, "case_suggest", "resume")
    told = await walk.me.reads("Go on where you were. Your place is kept.")
    assert pressable(told) == ["resume"]
    await walk.me.types("cancel")
    await channel.case("They cancelled this run")
    await walk.me.clicks("resume", told)
    await walk.me.is_told("You are no longer in that run")
    await channel.all_sent()
    await walk.me.types("status")
    assert "Cancelled" in words(await walk.me.reads("Link a court"))


async def test_a_place_that_is_kept_is_shown_again(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.picks_at(channel.id, case, "case_suggest", "resume")
    told = await walk.me.reads("Go on where you were. Your place is kept.")
    card = await walk.me.card()
    await walk.me.clicks("resume", told)
    await walk.me.sees_below(card, "ready")


async def test_a_suggestion_takes_no_step_in_another_run(stack: Stack, channel: Channel) -> None:
    walk = await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.picks_at(channel.id, case, "case_suggest", "guided")
    told = await walk.me.reads("Go on in your own browser")
    await walk.me.types("start over")
    await walk.me.reads("At which court")
    await walk.me.types("/link-pacer txwd")
    await walk.me.reads("Which of these applies to you")
    await walk.me.clicks("own_browser", told)
    await walk.me.is_told("That button was from before")
    assert "Which of these applies to you" in words(await walk.me.card())


async def test_nobody_is_led_past_the_fine_print_by_a_suggestion(stack: Stack, channel: Channel) -> None:
    walk = await Walk.of(stack)
    await walk.to_the_doors()
    await walk.me.types("help")
    await walk.me.clicks("ask_help_desk")
    case = await channel.case("Asks for a human")
    await channel.member.picks_at(channel.id, case, "case_suggest", "guided")
    told = await walk.me.reads("read the fine print")
    assert pressable(told) == ["resume"]
    await walk.reads_on()
    await channel.member.picks_at(channel.id, case, "case_suggest", "guided")
    await walk.me.clicks("own_browser", await walk.me.reads("Then nothing is typed here"))
    await walk.me.reads("Step 1 of 6")


async def test_where_the_end_is_not_known_only_a_look_is_suggested_from_whatever_run(
    stack: Stack, channel: Channel
) -> None:
    walk = await Walk.of(stack, court=COURT)
    await stops_half_way(walk)
    await closes(walk)
    await walk.me.types("help")
    await walk.me.clicks("ask_help_desk")
    case = await channel.case("Asks for a human", "the end of the link request is not known")
    suggested = next(each for _, each in elements(case["blocks"]) if each["action_id"] == "case_suggest")
    assert [each["value"] for each in suggested["options"]] == ["check_again"]
    await walk.me.types("/link-pacer txwd")
    await walk.me.reads("Which of these applies to you")
    await channel.member.picks_at(channel.id, case, "case_suggest", "check_again")
    told = await walk.me.reads("Check again whether your accounts are linked")
    assert "Northern District of Georgia" in words(told)
    assert pressable(told) == [f"check_earlier.{COURT}"]
    await walk.me.clicks(f"check_earlier.{COURT}", told)
    await walk.me.sees_modal("PACER user name")
    assert "Northern District of Georgia" in words(await walk.me.card())
