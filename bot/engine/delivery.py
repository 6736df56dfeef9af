"""Takes what is due of one way out of the outbox, and has it sent: so many at the same time, the next as one ends.

Decides nothing of what is sent, nor what becomes of it; a database that fails for a while loses nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import structlog

from bot.engine.patience import until_stored
from bot.store.outbox import Taken
from bot.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.store.outbox import Outbox as Kept
    from bot.store.outbox import OutboxItem, Way

log = structlog.get_logger(__name__)

IDLE_POLL = 30.0
"""Seconds until the outbox looks without having been woken, in case a wake was missed."""
LEFT_FOR = timedelta(seconds=5)
"""Until what only a newer version of this app can send is looked at again, by that one or by us."""
GATHER = 0.002
"""Seconds from a wake to the look: what is committed meanwhile is taken with it, and answers do not wait for it."""
_NO_ROOM = Taken((), None)


class Delivery:
    """What is sent by one way."""

    def __init__(self, store: Kept, clock: Callable[[], datetime], way: Way, at_once: int) -> None:
        self.sending: set[asyncio.Task[None]] = set()
        self._store = store
        self._clock = clock
        self._way = way
        self._at_once = at_once
        self._woken = asyncio.Event()
        self._tasks = Tasks()

    def start(
        self, send: Callable[[OutboxItem], Awaitable[None]], first: Callable[[], Awaitable[None]] | None = None
    ) -> None:
        """Begin to have everything sent by `send`, after `first`."""
        self._tasks.spawn(self._deliver(send, first))

    def wake(self) -> None:
        """Say that something was committed."""
        self._woken.set()

    async def stop(self, grace: float) -> None:
        """Let what is under way finish for at most `grace` seconds; the rest is sent after the next start."""
        await self._tasks.finish(self.sending, grace)
        await self._tasks.close()

    async def _deliver(
        self, send: Callable[[OutboxItem], Awaitable[None]], first: Callable[[], Awaitable[None]] | None
    ) -> None:
        if first:
            await until_stored(first, "the outbox could not be read")
        while True:
            self._woken.clear()
            try:
                taken = await until_stored(self._take, "the outbox could not be read")
                for item in taken.items:
                    task = self._tasks.spawn(send(item))
                    self.sending.add(task)
                    task.add_done_callback(self._ended)
                wait = self._until(taken.next_due)
            except Exception:  # the store may come back; what is in it is not lost
                log.exception("the outbox could not be read")
                wait = 1.0
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._woken.wait()
            await asyncio.sleep(GATHER)

    async def _take(self) -> Taken:
        room = self._at_once - len(self.sending)
        return await self._store.take_due(self._clock(), room, self._way) if room else _NO_ROOM

    def _ended(self, task: asyncio.Task[None]) -> None:
        self.sending.discard(task)
        self._woken.set()

    def _until(self, due: datetime | None) -> float:
        if due is None or len(self.sending) >= self._at_once:
            return IDLE_POLL
        return min(max((due - self._clock()).total_seconds(), 0.05), IDLE_POLL)
