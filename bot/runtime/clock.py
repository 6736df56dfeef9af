"""The time of this process, which never goes back: a clock that is set back lengthens nothing.

What waits, expires or rests is measured by it. A clock that is set forward is believed.
"""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


_BELIEVED = timedelta(days=1)


def wall_time() -> datetime:
    """Give the machine's time, aware, in UTC."""
    return datetime.now(UTC)


class Clock:
    """Gives the machine's time, or what has passed since it was last asked, whichever is later."""

    def __init__(self, wall: Callable[[], datetime] = wall_time, steady: Callable[[], float] = time.monotonic) -> None:
        self._wall = wall
        self._steady = steady
        self._last = wall()
        self._asked = steady()

    def not_before(self, moment: datetime) -> None:
        """Go on from a time that was seen before this start, if the machine's clock was set back since.

        One of more than a day ahead is not believed: then it was that clock that was wrong, and what was kept by it is
        brought nearer (`bot.store.conversations`).
        """
        if moment - self() <= _BELIEVED:
            self._last = max(self._last, moment)

    def __call__(self) -> datetime:
        """Give the time, aware, in UTC."""
        asked = self._steady()
        passed = self._last + timedelta(seconds=asked - self._asked)
        self._last, self._asked = max(self._wall(), passed), asked
        return self._last
