"""Time for the practice workspace: the real clock, and one that a test moves by hand.

Everything with a limit (a trigger's 3 s, an ack's 3 s, a response_url's 30 min, an event's retries) asks a clock,
so that no test has to wait.
"""

import asyncio
import time
from collections.abc import Coroutine
from typing import Any, Protocol, TypeVar

T = TypeVar("T")
PATIENCE_SECONDS = 10
TOLERANCE_SECONDS = 0.5


class Clock(Protocol):
    """What the workspace asks of time."""

    def time(self) -> float:
        """Give the seconds since 1970."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Return when that many seconds have passed."""
        ...


class SystemClock:
    """The machine's own clock."""

    def time(self) -> float:
        """Give the seconds since 1970."""
        return time.time()

    async def sleep(self, seconds: float) -> None:
        """Return when that many seconds have passed."""
        await asyncio.sleep(seconds)


class ManualClock:
    """A clock that stands still until it is advanced; it starts at the machine's time unless told otherwise."""

    def __init__(self, start: float | None = None) -> None:
        self._now = time.time() if start is None else start
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []
        self._changed = asyncio.Event()

    def time(self) -> float:
        """Give the seconds since 1970, by this clock."""
        return self._now

    async def sleep(self, seconds: float) -> None:
        """Return once the clock was advanced that far."""
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        sleeper = (self._now + seconds, woken)
        self._sleepers.append(sleeper)
        self._changed.set()
        try:
            await woken
        finally:
            self._sleepers.remove(sleeper)

    def advance(self, seconds: float) -> None:
        """Move the clock and wake whoever is due."""
        self._now += seconds
        for due, woken in self._sleepers:
            if due <= self._now and not woken.done():
                woken.set_result(None)

    async def asleep(self, seconds: float) -> None:
        """Return as soon as somebody sleeps who is due in that many seconds, give or take half a second.

        Raises TimeoutError after ten seconds of real time, so that a test which waits for nobody comes to an end.
        """
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not self._is_anybody_due_in(seconds):
                self._changed.clear()
                await self._changed.wait()

    def _is_anybody_due_in(self, seconds: float) -> bool:
        waits = (due - self._now for due, woken in self._sleepers if not woken.done())
        return any(abs(wait - seconds) < TOLERANCE_SECONDS for wait in waits)


async def within(clock: Clock, seconds: float, work: Coroutine[Any, Any, T]) -> T:
    """Await work for at most that many seconds of the clock; then cancels it and raises TimeoutError."""
    task = asyncio.ensure_future(work)
    limit = asyncio.ensure_future(clock.sleep(seconds))
    try:
        await asyncio.wait({task, limit}, return_when=asyncio.FIRST_COMPLETED)
        if not task.done():
            raise TimeoutError
        return task.result()
    finally:
        for each in (task, limit):
            each.cancel()
        await asyncio.gather(task, limit, return_exceptions=True)
