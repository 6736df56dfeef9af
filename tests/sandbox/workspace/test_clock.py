from __future__ import annotations

import asyncio

import pytest

from bot.sandbox.workspace import ManualClock, SystemClock
from bot.sandbox.workspace.clock import within


async def test_a_manual_clock_wakes_whoever_is_due() -> None:
    clock = ManualClock(1000.0)
    short, long = asyncio.create_task(clock.sleep(1)), asyncio.create_task(clock.sleep(10))
    await clock.asleep(10)
    clock.advance(5)
    await short
    assert (clock.time(), long.done()) == (1005.0, False)
    clock.advance(5)
    await long


async def test_work_within_its_time_and_over_it() -> None:
    clock = ManualClock(0.0)

    async def at_once() -> str:
        return "done"

    async def fails() -> None:
        raise KeyError("mine")

    assert await within(clock, 3, at_once()) == "done"
    with pytest.raises(KeyError, match="mine"):
        await within(clock, 3, fails())
    late = asyncio.create_task(within(clock, 3, asyncio.Event().wait()))
    await clock.asleep(3)
    clock.advance(3)
    with pytest.raises(TimeoutError):
        await late


async def test_the_system_clock_moves() -> None:
    clock = SystemClock()
    before = clock.time()
    await clock.sleep(0)
    assert clock.time() >= before
