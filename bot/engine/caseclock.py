"""Looks again and again at what is due of the help desk's cases, also after a stop: the time is in the store.

Decides nothing: `bot.helpdesk.cases` does.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import structlog

from bot.tasks import Tasks

if TYPE_CHECKING:
    from bot.engine.casebook import CaseBook
    from bot.engine.outbox import Outbox

log = structlog.get_logger(__name__)

LOOK_EVERY: Final = 1.0
"""Seconds between two looks."""


class CaseClock:
    """Looks every second. One per process."""

    def __init__(self, book: CaseBook, outbox: Outbox) -> None:
        self._book = book
        self._outbox = outbox
        self._watch = Tasks()

    async def start(self) -> None:
        """Begin to look. Raises StoreError."""
        await self._book.start()
        self._watch.spawn(self._look_again())

    async def stop(self) -> None:
        """Look no more."""
        await self._watch.close()

    async def _look_again(self) -> None:
        while True:
            try:
                if await self._book.pass_time():
                    self._outbox.wake()
            except Exception:  # the next look is a second away
                log.exception("what is due of the cases could not be looked at")
            await asyncio.sleep(LOOK_EVERY)
