"""The outbox is looked at once for all that is committed in a moment, and not again until something is."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest

from bot.engine import delivery as delivering
from bot.engine.delivery import Delivery
from bot.store import ConversationKey
from bot.store.outbox import Outbox, OutboxItem, Taken, Way

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
AT_ONCE = 2
GATHER = 0.3
"""Seconds that no machine stands still between two wakes, as it may for the app's own two milliseconds."""


class Kept:
    """An outbox that counts who looks into it."""

    def __init__(self) -> None:
        self.looks = 0
        self.limits: list[int] = []
        self.waiting: list[OutboxItem] = []
        self.looked = asyncio.Event()

    async def take_due(self, now: datetime, limit: int, way: Way) -> Taken:
        assert (now, way) == (NOW, Way.SLACK)
        self.looks += 1
        self.limits.append(limit)
        taken, self.waiting = self.waiting[:limit], self.waiting[limit:]
        self.looked.set()
        return Taken(tuple(taken), NOW + timedelta(hours=1) if len(taken) < limit else None)

    def put(self, number: int) -> None:
        self.waiting.append(OutboxItem(number, ConversationKey("T1", "U1"), "c1", "card", "", NOW, 0))


class Sending:
    """Sends nothing until it is let go."""

    def __init__(self) -> None:
        self.begun: list[int] = []
        self.go = asyncio.Event()
        self._more = asyncio.Event()

    async def __call__(self, item: OutboxItem) -> None:
        self.begun.append(item.id)
        self._more.set()
        await self.go.wait()

    async def has_begun(self, many: int) -> None:
        async with asyncio.timeout(10):
            while len(self.begun) < many:
                self._more.clear()
                await self._more.wait()


@pytest.fixture
async def scene(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Kept, Sending, Delivery]]:
    monkeypatch.setattr(delivering, "GATHER", GATHER)
    kept, sending = Kept(), Sending()
    delivery = Delivery(cast("Outbox", kept), lambda: NOW, Way.SLACK, AT_ONCE)
    delivery.start(sending)
    async with asyncio.timeout(10):
        await kept.looked.wait()
    yield kept, sending, delivery
    await delivery.stop(0)


async def test_what_is_committed_in_a_moment_is_taken_at_one_look(scene: Any) -> None:
    kept, sending, delivery = scene
    for number in (1, 2):
        kept.put(number)
        delivery.wake()
        for _ in range(20):  # as many turns as an answer takes
            await asyncio.sleep(0)
    await sending.has_begun(2)
    assert (kept.looks, sending.begun) == (2, [1, 2])


async def test_when_all_places_are_taken_the_next_look_comes_as_one_is_free(scene: Any) -> None:
    kept, sending, delivery = scene
    for number in (1, 2, 3):
        kept.put(number)
    delivery.wake()
    await sending.has_begun(2)
    delivery.wake()  # there is no room, so nobody is asked
    while delivery._woken.is_set():  # noqa: ASYNC110 - until it has been heard
        await asyncio.sleep(0)
    assert (kept.looks, sending.begun) == (2, [1, 2])
    sending.go.set()
    await sending.has_begun(3)
    assert (kept.looks, sending.begun, kept.limits) == (3, [1, 2, 3], [2, 2, 2])
