"""Sets aside what cannot be read, so that one row never stops the rest: named in an alert, its person told.

The row is kept for whoever can read it. A submit that was claimed under it stays unknown. What a newer version of this
app wrote is left to it, as it is: both run beside each other while one after the other is upgraded. Decides nothing
else.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

import structlog

from bot.engine.codec import CodecError, NewerVersionError, decode_state
from bot.engine.commit import told_of_set_aside

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.flow import states as st
    from bot.store import ConversationKey
    from bot.store.conversations import Conversations, Record

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Salvage:
    """Looks after rows that cannot be read. One per process."""

    store: Conversations

    async def readable(self, records: Iterable[Record]) -> tuple[Record, ...]:
        """Give the records that can be read; leave a newer version's, and set the others aside. Raises StoreError."""
        found = []
        for record in records:
            with suppress(NewerVersionError):
                if await self.state_of(record):
                    found.append(record)
        return tuple(found)

    async def state_of(self, record: Record) -> st.State | None:
        """Give a record's state; None when it was set aside. Raises NewerVersionError and StoreError."""
        try:
            return decode_state(record.state)
        except CodecError as error:
            await self.set_aside(record.key, error)
            return None

    async def set_aside(self, key: ConversationKey, error: CodecError) -> None:
        """Set a person's conversation aside; they can begin another.

        Raises NewerVersionError for a newer version's, having changed nothing, and StoreError.
        """
        if isinstance(error, NewerVersionError):
            record = await self.store.load(key)
            reference = record.conversation if record else ""
            log.warning("a newer version of the app wrote a conversation, which is left to it", conversation=reference)
            raise error
        gone = await self.store.set_aside(key, error.reason, told_of_set_aside)
        if gone is not None:
            log.error("a conversation cannot be read and was set aside", conversation=gone, reason=error.reason)
