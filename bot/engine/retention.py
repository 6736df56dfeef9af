"""Removes what is stored of people whose time is over, as *Forget me* does, where the firm wants that.

Their last run ended long ago, or they never began what they were invited to. Of a run `flow.outlived` says whether.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final, Protocol

import structlog

from bot import flow
from bot.engine.codec import CodecError, decode_state
from bot.store import StoreError
from bot.store.conversations import Conversations
from bot.store.rollout import RollOuts
from bot.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime, timedelta

    from bot.store import ConversationKey
    from bot.store.conversations import Record

log = structlog.get_logger(__name__)

LOOK_EVERY: Final = 3600.0
"""Seconds between two looks for what has outlived its time."""


class Held(Conversations, RollOuts, Protocol):
    """What is needed of the store."""


class Retention:
    """Looks at the start, and then every hour."""

    def __init__(
        self,
        store: Held,
        forget: Callable[[ConversationKey, str], Awaitable[bool]],
        clock: Callable[[], datetime],
        keep: timedelta,
    ) -> None:
        self._store = store
        self._forget = forget
        self._clock = clock
        self._keep = keep
        self._watch = Tasks()

    async def start(self) -> None:
        """Look once, and go on looking."""
        await self.look()
        self._watch.spawn(self._look_again())

    async def stop(self) -> None:
        """Look no more."""
        await self._watch.close()

    async def look(self) -> None:
        """Remove what has outlived its time. What the database does not do now it does at the next look."""
        try:
            over = [key for key, run in (await self._over()).items() if await self._forget(key, run)]
        except StoreError:
            log.exception("what has outlived its time was not removed")
            return
        if over:
            log.info("what was stored of people was removed, since its time was over", people=len(over))

    async def _over(self) -> dict[ConversationKey, str]:
        """Name those whose time is over, of their run and of what they were invited to; with the run, or "" without."""
        records = await self._store.live()
        invited: dict[ConversationKey, datetime] = {}
        for each in await self._store.roll_out():
            invited[each.key] = max(each.at, invited.get(each.key, each.at))
        waiting = {key for key, at in invited.items() if at + self._keep > self._clock()}
        over = dict.fromkeys(invited.keys() - {record.key for record in records}, "")
        over |= {record.key: record.conversation for record in records if self._outlived(record)}
        return {key: run for key, run in over.items() if key not in waiting}

    def _outlived(self, record: Record) -> bool:
        try:
            state = decode_state(record.state)
        except CodecError:  # set aside when its person comes
            return False
        return flow.outlived(state, self._clock(), self._keep)

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(LOOK_EVERY)
            await self.look()
