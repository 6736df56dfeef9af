"""What a network may do to the envelopes of Socket Mode, when it is told to: the same end must come of it."""

import asyncio
import uuid
from collections.abc import Awaitable, Callable
from enum import StrEnum

from bot.sandbox.workspace.clock import Clock, within
from bot.sandbox.workspace.model import Json, PersonError

LATE_SECONDS = 1.0


class Treatment(StrEnum):
    """What is done to each envelope: sent again, late, after the one that came later, or again by a new connection."""

    NONE = "as_usual"
    AGAIN = "again"
    LATE = "late"
    OUT_OF_ORDER = "out_of_order"
    ELSEWHERE = "elsewhere"

    @classmethod
    def asked(cls, how: object) -> "Treatment":
        """Read one that was asked for; raises PersonError."""
        try:
            return cls(str(how))
        except ValueError:
            raise PersonError(f"how must be one of {', '.join(cls)}") from None


def copy_of(envelope: Json) -> Json:
    """Give the envelope of the same payload, sent once more."""
    again = {**envelope, "envelope_id": str(uuid.uuid4())}
    return again | {"retry_attempt": 1, "retry_reason": "timeout"} if "retry_attempt" in envelope else again


class Overtaking:
    """Lets whoever comes later go first, if somebody comes soon."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._first: asyncio.Event | None = None

    async def after_the_next(self, send: Callable[[], Awaitable[bool]]) -> bool:
        """Send once the next one has sent, or nobody came for a while."""
        if first := self._first:
            self._first = None
            sent = await send()
            first.set()
            return sent
        mine = self._first = asyncio.Event()
        try:
            await within(self._clock, LATE_SECONDS, mine.wait())
        except TimeoutError:
            self._first = None
        return await send()
