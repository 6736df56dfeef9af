"""Sends each change of a case to one of the firm's own systems, from the outbox: again and again until it is taken.

Beside Slack's messages, so that neither holds back the other. Decides nothing of what is told.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import timedelta
from random import SystemRandom
from typing import TYPE_CHECKING, Final, Protocol

import structlog

from bot.engine.codec import NewerVersionError, decode_change
from bot.engine.delivery import LEFT_FOR, Delivery
from bot.engine.patience import until_stored
from bot.firm import Fault, NotTakenError

if TYPE_CHECKING:
    from datetime import datetime

    from bot.helpdesk.changes import Change
    from bot.store.outbox import Outbox as Kept
    from bot.store.outbox import OutboxItem, Way

log = structlog.get_logger(__name__)

AT_ONCE: Final = 4
"""Changes under way at the same time; those of one case follow one another."""
LONGEST: Final = timedelta(hours=1)
"""Between two attempts."""
MOST_ATTEMPTS: Final = 84
"""After which a change is given up: with the pauses in between, about three days, as the specification advises."""
AWAY_AFTER: Final = 3
"""Attempts in a row that fail, of whatever change, after which the log says so."""
NOT_SET: Final = "not_set"
"""The code of what waits for a system that is not set any more."""
_FAULTS: Final = tuple(Fault)
_CHANCE: Final = SystemRandom()


Taken = Callable[["OutboxItem", int], Awaitable[None]]
"""Hears that something was taken, and the number of the notice to the help desk that it told of, or 0."""


class Sender(Protocol):
    """One system of the firm."""

    async def send(self, change: Change) -> None:
        """Send one change, once. Raises NotTakenError."""
        ...


class FirmPost:
    """What one system of the firm is told. Without a `sender` there is none, and what waits for it is given up."""

    def __init__(self, *, store: Kept, clock: Callable[[], datetime], way: Way, sender: Sender | None) -> None:
        self._store = store
        self._clock = clock
        self._way = way
        self._sender = sender
        self._delivery = Delivery(store, clock, way, AT_ONCE)
        self._failed = 0

    @property
    def is_set(self) -> bool:
        """Whether there is such a system."""
        return self._sender is not None

    def start(self, taken: Taken) -> None:
        """Begin to send; what failed before this start is tried at once. `taken` hears of what was taken."""
        self._heard = taken
        self._delivery.start(self._send, lambda: self._store.hasten(_FAULTS))

    def wake(self) -> None:
        """Say that something was committed: for a system that is not set, nothing is."""
        if self.is_set:
            self._delivery.wake()

    async def stop(self, grace: float) -> None:
        """Let what is under way finish for at most `grace` seconds; the rest is sent after the next start."""
        await self._delivery.stop(grace)

    async def _send(self, item: OutboxItem) -> None:
        if self._sender is None:
            log.error("no such system of the firm is set, so a change is given up", way=self._way)
            await self._bury(item, NOT_SET)
            return
        try:
            change = decode_change(item.payload)
            await self._sender.send(change)
        except NotTakenError as error:
            await self._not_taken(item, error)
        except NewerVersionError:
            log.warning("a change is left to a newer version of the app", way=self._way, conversation=item.conversation)
            await self._postponed(item, self._clock() + LEFT_FOR, "newer_version", tried=False)
        except Exception:
            log.exception("a change could not be told", way=self._way, conversation=item.conversation)
            await self._bury(item, "fault")
        else:
            await self._taken(item, change)

    async def _taken(self, item: OutboxItem, change: Change) -> None:
        await self._heard(item, change.notice)
        was_away, self._failed = self._failed >= AWAY_AFTER, 0
        await until_stored(lambda: self._store.delivered(item.id), "a delivery waits for the database")
        if was_away:
            log.info("the firm's system takes what it is told again", way=self._way)
            await until_stored(lambda: self._store.hasten(_FAULTS), "the outbox could not be read")

    async def _not_taken(self, item: OutboxItem, error: NotTakenError) -> None:
        self._failed += 1
        if self._failed == AWAY_AFTER:
            log.error(
                "the firm's system does not take what it is told; it is kept, and tried again",
                way=self._way,
                error=error.fault,
                status=error.code,
            )
        if item.attempts + 1 >= MOST_ATTEMPTS:
            log.error("the firm's system will not take a change", way=self._way, conversation=item.conversation)
            await self._bury(item, error.fault)
            return
        wait = max(timedelta(seconds=error.after), _growing(item.attempts))
        await self._postponed(item, self._clock() + wait, error.fault)

    async def _postponed(self, item: OutboxItem, until: datetime, code: str, *, tried: bool = True) -> None:
        await until_stored(
            lambda: self._store.postpone(item.id, until, code, tried=tried),
            "a message that is put back waits for the database",
        )

    async def _bury(self, item: OutboxItem, code: str) -> None:
        await until_stored(lambda: self._store.bury(item.id, code), "a message that is given up waits for the database")


def _growing(tries: int) -> timedelta:
    """Give the pause after so many failed tries, a little by chance, so that not all come back in the same moment."""
    return min(timedelta(seconds=2 ** min(tries, 20)), LONGEST) * _CHANCE.uniform(0.8, 1.2)
