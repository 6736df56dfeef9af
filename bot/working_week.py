"""Reads working hours as an operator writes them, such as "Mon-Thu,Sat 8:30-16:00". PURE."""

from __future__ import annotations

import re
from datetime import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

WorkingWeek = tuple[frozenset[int], time, time]
"""On which days of the week (Monday is 0), from when to when; the end is after the beginning."""
_WEEK: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WRITTEN: Final = re.compile(r"([a-z,-]+) (\d{1,2}):(\d\d)-(\d{1,2}):(\d\d)", re.ASCII)


def working_week(text: str) -> WorkingWeek | None:
    """Give the hours that a text says; None for what says none."""
    found = _WRITTEN.fullmatch(text.lower())
    if found is None:
        return None
    parts = [list(_days_of(part)) for part in found[1].split(",")]
    try:
        opens, closes = time(int(found[2]), int(found[3])), time(int(found[4]), int(found[5]))
    except ValueError:
        return None
    days = frozenset(day for part in parts for day in part)
    return (days, opens, closes) if all(parts) and opens < closes else None


def _days_of(text: str) -> Iterable[int]:
    """Give the days of `mon` or of `mon-fri`; none of anything else."""
    first, _, last = text.partition("-")
    if first not in _WEEK or (last or first) not in _WEEK:
        return ()
    return range(_WEEK.index(first), _WEEK.index(last or first) + 1)
