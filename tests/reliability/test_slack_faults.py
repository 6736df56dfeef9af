"""Every fault of Slack at every call: what was to be said arrives in the end, or is buried with an alert."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.patience import PATIENCE
from tests.support.person import elements, messages, words
from tests.support.process import slack_fault
from tests.support.stack import HELP_DESK, Stack
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.person import Json

PASSING = ("429", "500", "503", "reset", "reset_after")
MENDABLE = ("invalid_auth", "channel_not_found")
ODD = ("hash_conflict", "expired_trigger_id")
REFUSED = ("invalid_blocks", "msg_too_long")
ALERT = "Slack will not take a message"


def alerts(logged: list[Any]) -> list[Any]:
    return [line for line in logged if line["event"] == ALERT and line["log_level"] == "error"]


def copies(state: Json, channel: str, text: str) -> int:
    return sum(text in words(message) for message in messages(state, channel))


@pytest.mark.parametrize("fault", PASSING)
@pytest.mark.parametrize("method", ["chat.postMessage", "chat.update", "conversations.open"])
async def test_what_passes_delays_the_card_and_repeats_it_at_most_once(stack: Stack, method: str, fault: str) -> None:
    walk = await Walk.of(stack)
    if method != "chat.update":
        await slack_fault(stack, method, fault)
        await walk.to_getting_ready()
    else:
        await walk.to_getting_ready()
        await slack_fault(stack, method, fault)
    await walk.me.clicks("cancel")
    await walk.me.reads("Cancelled")
    state = await walk.me.until(
        lambda seen: not any(list(elements(m["blocks"])) for m in open_cards(seen, walk)) and seen
    )
    assert copies(state, walk.me.dm, "Cancelled") == 1


def open_cards(state: Json, walk: Walk) -> list[Json]:
    """Give the last message: of the card that was posted twice, the second one is the living one."""
    return messages(state, walk.me.dm)[-1:]


@pytest.mark.parametrize("fault", PASSING)
async def test_what_passes_delays_the_result_and_the_help_desks_notice(stack: Stack, fault: str) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    await slack_fault(stack, "chat.postMessage", fault, times=2)
    await walk.me.clicks_in_modal("link")
    await walk.me.reads("refresh your screen and go to")
    desk = await stack.person(HELP_DESK)
    await desk.reads("LP-", stack.workspace.help_desk_channel)
    assert stack.court.submits == 1
    assert 1 <= copies(await walk.me.state(), walk.me.dm, "refresh your screen and go to") <= 3


@pytest.mark.parametrize("fault", REFUSED)
async def test_what_slack_never_takes_is_buried_with_an_alert_and_the_rest_goes_on(
    stack: Stack, logged: list[Any], fault: str
) -> None:
    walk = await Walk.of(stack)
    await walk.to_guided()
    await slack_fault(stack, "chat.postMessage", fault)
    await walk.me.clicks("something_else")  # the help desk's notice is the only new message
    await walk.me.reads("this app has stopped trying")
    async with asyncio.timeout(PATIENCE):
        while not alerts(logged):
            await walk.me.state()
    assert [line["kind"] for line in alerts(logged)] == ["help_desk"]
    await walk.me.types("cancel")
    await walk.me.reads("Stopped")
    await walk.to_getting_ready()
    await walk.me.clicks("ready")
    await walk.me.sees_modal("PACER user name")


@pytest.mark.parametrize("fault", [*PASSING, *MENDABLE, *ODD])
async def test_a_modal_that_did_not_open_is_offered_by_the_card(stack: Stack, fault: str) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    await slack_fault(stack, "views.open", fault)
    await walk.me.clicks("ready")
    await walk.me.reads("Step 3 of 6")
    if fault != "reset_after":  # then it did open, and the app has not heard of it
        await walk.me.clicks("continue")
    await walk.sign_in(await walk.me.sees_modal("PACER user name"))
    await walk.me.reads("Enter the old login")


@pytest.mark.parametrize("fault", [*PASSING, *MENDABLE, *ODD])
async def test_a_modal_that_was_not_updated_leaves_it_to_the_card(stack: Stack, fault: str) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    await slack_fault(stack, "views.update", fault)
    await walk.sign_in(view)
    await walk.me.reads("Enter the old login")
    await walk.me.clicks("continue")
    await walk.me.sees_modal("Old CM/ECF password")


@pytest.mark.parametrize("fault", [*PASSING, *MENDABLE])
@pytest.mark.parametrize("method", ["chat.postEphemeral", "views.publish"])
async def test_what_is_said_by_the_way_may_fail_and_nothing_else_does(
    stack: Stack, logged: list[Any], method: str, fault: str
) -> None:
    walk = await Walk.of(stack)
    await slack_fault(stack, method, fault, times=3)
    await walk.to_getting_ready()
    card = await walk.me.card()
    await walk.me.clicks("ready", card)
    await walk.me.reads("Step 3 of 6")
    await walk.me.clicks("ready", card)
    await walk.me._post("home/open")
    await walk.me.clicks("cancel")
    await walk.me.reads("Cancelled")
    assert not alerts(logged)
