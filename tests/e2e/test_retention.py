"""What is stored of a person goes by itself when its time is over, and no sooner; what is open stays."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from bot.engine import retention
from bot.store.sql.store import SqlStore
from tests.e2e.test_roll_out import invites
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY
from tests.support.walk import Walk

if TYPE_CHECKING:
    import pytest

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


async def test_who_begins_anew_while_they_or_others_are_removed_stays(
    stack: Stack, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: asyncio.Queue[str] = asyncio.Queue()
    let_go, forget = asyncio.Event(), SqlStore.forget

    async def late(store: SqlStore, key: Any, *args: Any, **kwargs: Any) -> bool:
        asked.put_nowait(key.user)
        await let_go.wait()
        return await forget(store, key, *args, **kwargs)

    monkeypatch.setattr(SqlStore, "forget", late)
    monkeypatch.setattr(retention, "LOOK_EVERY", 0.05)
    stack.environ["RETENTION_DAYS"] = str(DAYS)
    walks = await Walk.of(stack), await Walk.of(stack, user=SECOND_ATTORNEY)
    for walk in walks:
        await walk.me.types("/link-pacer")
        await walk.me.reads("Choose the court")
        await walk.me.types("cancel")
        await walk.me.reads("You stopped")
    await starts_anew_after(stack, 0)
    stack.clock.passed += timedelta(days=DAYS)
    await asked.get()  # one of the two is about to be removed, and the other one is next
    for walk in walks:
        await walk.to_the_doors()
    let_go.set()
    for walk in walks:
        await walk.reads_on()
        await walk.me.clicks("ready")
        await walk.me.sees_modal("PACER user name")
    assert asked.empty()


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
