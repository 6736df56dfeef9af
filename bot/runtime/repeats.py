"""Equal lines of a log, told once a minute with their number: a fault without end fills no disk.

Knows nothing of what a line is; `bot.log` gives it a name for each, and writes.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

WINDOW = 60.0
"""Seconds in which an equal line is only counted."""
MOST = 500
"""Different lines that are remembered."""

Line = TypeVar("Line")


@dataclass(slots=True)
class _Seen(Generic[Line]):
    line: Line
    until: float
    more: int = 0


class Repeats(Generic[Line]):
    """Which lines were written lately."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: OrderedDict[str, _Seen[Line]] = OrderedDict()

    def is_new(self, name: str, line: Line) -> bool:
        """Tell whether a line is to be written; one that was written within the minute is only counted."""
        seen = self._seen.get(name)
        if seen is not None:
            seen.more += 1
            return False
        self._seen[name] = _Seen(line, self._clock() + WINDOW)
        return True

    def over(self, *, everything: bool = False) -> list[tuple[Line, int]]:
        """Take what was counted in minutes that are over, oldest first: each line, and how often it came again."""
        now, told = self._clock(), []
        while self._seen:
            first = next(iter(self._seen.values()))
            if not everything and first.until > now and len(self._seen) <= MOST:
                break
            self._seen.popitem(last=False)
            if first.more:
                told.append((first.line, first.more))
        return told
