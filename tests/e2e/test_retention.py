"""What is stored of a person goes by itself when its time is over, and no sooner; what is open stays."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.e2e.test_roll_out import invites
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.stack import Stack

DAYS = 30


async def starts_anew_after(stack: Stack, days: int) -> None:
    await stack.stop_app()
    stack.clock.passed += timedelta(days=days)
    await stack.start_app()


async def test_what_ended_goes_when_its_time_is_over_and_what_waits_stays(stack: Stack) -> None:
    stack.environ["RETENTION_DAYS"] = str(DAYS)
    linked, waiting = await Walk.of(stack), await Walk.of(stack, user=SECOND_ATTORNEY)
    await linked.to_linked()
    await starts_anew_after(stack, DAYS - 1)
    assert "Eastern District of Michigan" in str(await linked.me.opens_home())
    await waiting.to_getting_ready()
    await starts_anew_after(stack, 1)
    await linked.me.opens_home()
    await linked.me.until(lambda state: "Eastern District of Michigan" not in str(state["home"]))
    await waiting.me.types("status")
    await waiting.me.reads("Eastern District of Michigan")


async def test_without_the_setting_nothing_goes(stack: Stack) -> None:
    linked = await Walk.of(stack)
    await linked.to_linked()
    await starts_anew_after(stack, 9999)
    assert "Eastern District of Michigan" in str(await linked.me.opens_home())


async def test_an_invitation_that_nobody_took_goes_too_and_a_new_one_keeps_its_person(stack: Stack) -> None:
    stack.environ["RETENTION_DAYS"] = str(DAYS)
    member, linked = await stack.person(HELP_DESK), await Walk.of(stack)
    await linked.to_linked()
    await starts_anew_after(stack, DAYS - 1)
    await invites(member, ATTORNEY, SECOND_ATTORNEY, courts="miwb")
    await linked.me.reads("Your firm asks you to link")
    await starts_anew_after(stack, 2)
    assert "Eastern District of Michigan" in str(await linked.me.opens_home())
    await member.types("/link-pacer report")
    await member.is_told("invited *2*")
    await starts_anew_after(stack, DAYS)
    await member.types("/link-pacer report")
    await member.is_told("Nobody was invited yet")
