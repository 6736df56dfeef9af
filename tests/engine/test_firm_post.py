"""What a system of the firm does not take is sent again, later and later, for about three days, and said once."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from structlog.testing import capture_logs

from bot.engine.codec import encode_change
from bot.engine.firm_post import AWAY_AFTER, LONGEST, MOST_ATTEMPTS, FirmPost
from bot.firm import Fault, NotTakenError
from bot.store import ConversationKey
from bot.store.cases import CaseChange
from bot.store.outbox import Kind, Outgoing, Way
from bot.store.sqlite.store import SqliteStore
from tests.firm.test_mail import OPEN
from tests.support.outbox import next_due

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.helpdesk.changes import Change
    from bot.store.outbox import OutboxItem

KEY = ConversationKey("T1", "U1")


@dataclass
class Clock:
    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now


@dataclass
class System:
    """A system that says no as long as there is a `no`."""

    no: Exception | None = None
    tries: int = 0
    tried: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, change: Change) -> None:
        assert change == OPEN
        self.tries += 1
        self.tried.set()
        if self.no:
            raise self.no


@dataclass
class Scene:
    store: SqliteStore
    clock: Clock
    system: System
    post: FirmPost
    told: list[tuple[str, int]]

    async def put(self, text: str = "") -> None:
        outgoing = Outgoing(Kind.WEBHOOK, text or encode_change(OPEN), lane=Kind.WEBHOOK, way=Way.WEBHOOK)
        await self.store.move_case("LP-1", KEY, lambda _: CaseChange("body", (outgoing,)))
        self.post.wake()

    async def next_try(self) -> None:
        async with asyncio.timeout(10):
            await self.system.tried.wait()
        self.system.tried.clear()
        await self.settled()

    async def settled(self) -> None:
        async with asyncio.timeout(10):
            while self.post._delivery.sending:
                await asyncio.wait(self.post._delivery.sending)

    async def waits(self) -> timedelta:
        due = await next_due(self.store, Way.WEBHOOK)
        assert due is not None
        return due - self.clock()


@pytest.fixture
async def scene(tmp_path: Path) -> AsyncIterator[Scene]:
    clock, system = Clock(), System()
    store = await SqliteStore.open(str(tmp_path / "app.db"), clock)
    post = FirmPost(store=store, clock=clock, way=Way.WEBHOOK, sender=system)
    told: list[tuple[str, int]] = []

    async def taken(item: OutboxItem, notice: int) -> None:
        told.append((item.conversation, notice))

    post.start(taken)
    yield Scene(store, clock, system, post, told)
    await post.stop(1)
    await store.close()


async def test_it_is_tried_later_and_later_and_given_up_after_three_days(scene: Scene) -> None:
    scene.system.no = NotTakenError(Fault.REFUSED, 500)
    start = scene.clock()
    with capture_logs() as logged:
        await scene.put()
        for attempt in range(MOST_ATTEMPTS - 1):
            await scene.next_try()
            wait = await scene.waits()
            usual = min(timedelta(seconds=2 ** min(attempt, 20)), LONGEST)
            assert 0.79 * usual < wait < 1.21 * usual
            scene.clock.now += wait
            scene.post.wake()
        await scene.next_try()
    assert timedelta(days=2.5) < scene.clock() - start < timedelta(days=3.5)
    (row,) = await scene.store.outbox_rows()
    assert (row.buried, row.error, row.attempts) == (True, "refused", MOST_ATTEMPTS)
    assert [line["event"] for line in logged] == [
        "the firm's system does not take what it is told; it is kept, and tried again",
        "the firm's system will not take a change",
    ]
    assert scene.told == []


async def test_a_wish_to_wait_is_kept(scene: Scene) -> None:
    scene.system.no = NotTakenError(Fault.BUSY, 429, 5000.0)
    await scene.put()
    await scene.next_try()
    assert await scene.waits() == timedelta(seconds=5000)


async def test_when_it_is_back_all_that_waits_goes_at_once(scene: Scene) -> None:
    scene.system.no = NotTakenError(Fault.UNREACHABLE)
    await scene.put()
    with capture_logs() as logged:
        for _ in range(AWAY_AFTER):
            await scene.next_try()
            scene.clock.now += await scene.waits()
            scene.post.wake()
        await scene.next_try()
        scene.system.no = None
        await scene.put()
        scene.clock.now += await scene.waits()
        scene.post.wake()
        for _ in range(2):
            await scene.next_try()
    assert await scene.store.waiting() == 0
    assert scene.told == [("LP-1", OPEN.notice)] * 2
    assert [line["event"] for line in logged][1:] == ["the firm's system takes what it is told again"]


async def test_a_change_that_cannot_be_read_or_sent_holds_nothing_back(scene: Scene) -> None:
    with capture_logs() as logged:
        await scene.put("not ours")
        await scene.put()
        await scene.next_try()
        scene.system.no = ValueError("a fault of ours")
        await scene.put()
        await scene.next_try()
    assert [row.error for row in await scene.store.outbox_rows()] == ["fault", "fault"]
    assert {line["event"] for line in logged} == {"a change could not be told"}
    assert len(scene.told) == 1
