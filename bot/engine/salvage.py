"""Sets aside what cannot be read, so that one row never stops the rest: named in an alert, its person told.

The row is kept for whoever can read it. A submit that was claimed under it stays unknown. Decides nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.engine.codec import CodecError, decode_state
from bot.engine.commit import told_of_set_aside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.store import ConversationKey
    from bot.store.conversations import Conversations, Record

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Salvage:
    """Looks after rows that cannot be read. One per process."""

    store: Conversations

    async def readable(self, records: Iterable[Record]) -> tuple[Record, ...]:
        """Give the records that can be read, and set the others aside. Raises StoreError."""
        found = []
        for record in records:
            try:
                decode_state(record.state)
            except CodecError as error:
                await self.set_aside(record.key, error)
            else:
                found.append(record)
        return tuple(found)

    async def set_aside(self, key: ConversationKey, error: CodecError) -> None:
        """Set a person's conversation aside; they can begin another. Raises StoreError."""
        gone = await self.store.set_aside(key, error.reason, told_of_set_aside)
        if gone is not None:
            log.error("a conversation cannot be read and was set aside", conversation=gone, reason=error.reason)
