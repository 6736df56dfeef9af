"""Clicks at the wrong time: two at once, too late, somebody else's, in the middle of a check, after the end, after a
restart. Each is answered, and none does harm.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.scenarios.scene import until
from tests.support.person import elements, words
from tests.support.stack import ATTORNEY, SECOND_ATTORNEY, Stack, filer_fields, pacer_fields
from tests.support.walk import Walk, reads_on

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from tests.support.person import Json, Person

OLD = "was from before"
"""What a click on an old button is answered with."""


def sign_ons(stack: Stack) -> int:
    return sum(each.path == "/services/cso-auth" for each in stack.court.requests)


def told_of_old(state: Json) -> int:
    return sum(OLD in words(each) for each in state["ephemerals"])


def in_dm(state: Json, me: Person) -> list[Json]:
    return next(each["messages"] for each in state["conversations"] if each["id"] == me.dm)


async def all_at_once(*deeds: Awaitable[Json]) -> list[Json]:
    return list(await asyncio.gather(*deeds))


def hold_nothing_failed(stack: Stack) -> None:
    assert [each for several in stack.workspace.failures.values() for each in several] == []


@pytest.mark.parametrize("many", [2, 5])
async def test_many_clicks_on_one_button_open_one_form(stack: Stack, many: int) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    card = await walk.me.card()
    await all_at_once(*(walk.me.clicks("ready", card) for _ in range(many)))
    await walk.me.sees_modal("PACER user name")
    await walk.me.until(lambda state: told_of_old(state) == many - 1)
    assert len((await walk.me.state())["views"]) == 1
    hold_nothing_failed(stack)


async def test_link_and_cancel_at_once_end_in_one_of_the_two(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    card = await walk.me.card()
    await all_at_once(walk.me.clicks("cancel", card), walk.me.clicks_in_modal("link"))
    cancelled, linked = "You stopped; nothing was changed", "linked for good"
    record = await walk.me.until(
        lambda state: next((m for m in in_dm(state, walk.me) for end in (cancelled, linked) if end in words(m)), None)
    )
    end = cancelled if cancelled in words(record) else linked
    await walk.me.sees_modal(end)
    assert stack.court.submits == (0 if end == cancelled else 1)
    hold_nothing_failed(stack)


async def test_two_devices_going_back_and_on_at_once_take_one_step(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    card = await walk.me.card()
    await all_at_once(walk.me.clicks("back", card), walk.me.clicks("ready", card))
    await walk.me.is_told(OLD)
    steps = ("Are you ready?", "Step 3 of 6")
    await walk.me.until(lambda state: any(step in words(m) for m in in_dm(state, walk.me) for step in steps))
    assert len([m for m in in_dm(await walk.me.state(), walk.me) if "Step" in words(m)]) == 1
    hold_nothing_failed(stack)


async def test_the_command_twice_at_once_begins_one_conversation(stack: Stack) -> None:
    me = await stack.person()
    await all_at_once(me.types("/link-pacer mieb"), me.types("/link-pacer mieb"), me.types("/link-pacer mieb"))
    await me.reads("Which of these applies to you")

    def whispers(state: Json) -> bool:
        return sum("direct message" in words(each) for each in state["ephemerals"]) == 3

    await me.until(whispers)
    await me.until(lambda state: sum("Which of these applies to you" in words(each) for each in in_dm(state, me)) == 1)
    await reads_on(me)
    await me.clicks("ready")
    await me.sees_modal("PACER user name")
    hold_nothing_failed(stack)


async def test_a_message_from_before_keeps_its_buttons_and_they_do_no_harm(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    await walk.me.types("the weather is nice")
    pointer = await walk.me.reads("I have no answer to that")
    await walk.me.clicks("ready")
    await walk.me.reads("Step 3 of 6")
    await walk.me.clicks("cancel", pointer)
    await walk.me.is_told(OLD)
    await walk.me.types("status")
    await walk.me.reads("Step 3 of 6 · Sign in to PACER. It waits for you")
    hold_nothing_failed(stack)


async def test_another_persons_click_is_told_so_and_does_nothing(stack: Stack) -> None:
    walk = await Walk.of(stack, user=ATTORNEY)
    await walk.to_review()
    other = await stack.person(SECOND_ATTORNEY)
    stack.workspace.conversations[walk.me.dm].members |= {other.user}
    card = await walk.me.card()
    for action_id in ("link", "cancel", "back", "continue", "help"):
        await other.clicks_at(walk.me.dm, card, action_id)
    await other.until(lambda state: sum("belongs to somebody else" in words(e) for e in state["ephemerals"]) == 5)
    state = await other.state()
    assert not state["views"], "nobody's form is opened for another"
    assert stack.court.submits == 0
    await walk.me.clicks_in_modal("link")
    await walk.me.reads("refresh your screen")
    assert stack.court.submits == 1


@pytest.mark.parametrize("action_id", ["cancel", "help"])
async def test_a_click_in_the_middle_of_a_check_is_taken_at_once(stack: Stack, action_id: str) -> None:
    walk = await Walk.of(stack)
    stack.court.faults.arm("slow", at="sign_on", seconds=0.6)
    await walk.sign_in(await walk.to_sign_in())
    card = await walk.me.reads("Asking PACER")
    await walk.me.clicks(action_id, card)
    if action_id == "cancel":
        await walk.me.reads("Cancelled")
        await walk.me.until(lambda state: any("Cancelled" in words(each) for each in state["views"]))
        await ended_session(stack)
        record = await walk.me.reads("Cancelled")
        assert not list(elements(record["blocks"])), "what PACER answered later changed nothing"
    else:
        await walk.me.reads("PACER or the court is being asked")
        await walk.me.sees_modal("Old CM/ECF password")
    assert sign_ons(stack) == 1
    hold_nothing_failed(stack)


async def ended_session(stack: Stack) -> None:
    await until(lambda: any(each.path == "/services/cso-logout" for each in stack.court.requests))


async def test_a_click_while_the_link_is_on_its_way_stops_nothing(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    card = await walk.me.card()
    stack.court.faults.arm("slow", at="submit", seconds=0.5)
    await walk.me.clicks_in_modal("link")
    await walk.me.sees_modal("Linking")
    await walk.me.clicks("help", card)
    await walk.me.reads("can no longer be stopped")
    await walk.me.types("start over")
    await walk.me.reads("refresh your screen")
    assert stack.court.submits == 1
    hold_nothing_failed(stack)


async def test_after_the_end_a_human_can_still_be_asked_and_nothing_is_linked_again(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    await walk.me.types("help")
    helped = await walk.me.reads("The court named both accounts.")
    await walk.me.clicks_in_modal("link")
    await walk.me.reads("refresh your screen")
    await walk.me.clicks("ask_help_desk", helped)  # a human can be asked at any time
    await walk.me.reads("Your help desk has your message")
    assert stack.court.submits == 1
    hold_nothing_failed(stack)


async def test_after_a_restart_the_buttons_and_the_form_of_before_go_on(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    card = await walk.me.card()
    await stack.stop_app()
    await stack.start_app()
    await walk.me.clicks("help", card)
    await walk.me.reads("opens a form for your PACER user name and password")
    await walk.me.sees_redrawn(view)
    await walk.me.sends(view, **pacer_fields(walk.known))
    await walk.me.sees_modal("Old CM/ECF password")
    assert sign_ons(stack) == 1
    hold_nothing_failed(stack)


async def test_after_a_restart_of_a_signed_in_step_the_old_card_is_answered(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.me.closes(await walk.to_review())
    await walk.me.types("the weather is nice")
    pointer = await walk.me.reads("I have no answer to that")
    await stack.stop_app()
    await stack.start_app()
    await walk.me.reads("restarted")
    await walk.me.clicks("cancel", pointer)
    await walk.me.is_told(OLD)
    assert stack.court.submits == 0
    await walk.me.clicks("continue")
    view = await walk.me.sees_modal("PACER user name")
    await walk.me.sends(view, **pacer_fields(walk.known))
    view = await walk.me.sees_modal("Old CM/ECF password")
    await walk.me.sends(view, **filer_fields(walk.known))
    await walk.me.sees_modal("Link these accounts")
    hold_nothing_failed(stack)


async def test_a_stop_while_the_link_is_on_its_way_still_reports_it_once(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    stack.court.faults.arm("slow", at="submit", seconds=0.4)
    await walk.me.clicks_in_modal("link")
    await walk.me.sees_modal("Linking")
    await stack.stop_app()
    await stack.start_app()
    await walk.me.reads("refresh your screen")
    assert stack.court.submits == 1
    told = [m for m in stack.workspace.conversations[walk.me.dm].messages if "refresh your screen" in str(m.blocks)]
    assert len(told) == 1
