"""Working hours: which moments are in them, and when so much of them has passed. PURE.

They are said in the local time of a zone, as IANA names it, and counted as time that really passes: on a day whose
clock is set forward or back within them, there is an hour less or more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from zoneinfo import ZoneInfo

_A_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Hours:
    """From when to when, on which days of the week (Monday is 0), in which zone; `closes` is after `opens`."""

    days: frozenset[int]
    opens: time
    closes: time
    zone: ZoneInfo


def opening(hours: Hours, moment: datetime) -> datetime:
    """Give the first opening at `moment` or later, in UTC."""
    return next(opens for opens, _ in _spans(hours, moment) if opens >= moment)


def opened(hours: Hours, moment: datetime) -> datetime | None:
    """Give when the working span that `moment` is in began, in UTC; None outside of working hours."""
    return next((opens for opens, closes in _one_day(hours, moment) if opens <= moment < closes), None)


def after(hours: Hours, start: datetime, work: timedelta) -> datetime:
    """Give the moment when `work` of the working time has passed since `start`, in UTC; for none, `start` itself."""
    left = work
    if left <= timedelta():
        return start.astimezone(UTC)
    for opens, closes in _spans(hours, start):
        begins = max(opens, start)
        if begins + left <= closes:
            return begins + left
        left -= max(closes - begins, timedelta())
    raise AssertionError("days do not end")


def _spans(hours: Hours, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    """Give the working spans of the day of `moment` and of all days after it, in UTC."""
    day = moment.astimezone(hours.zone).date()
    while True:
        yield from _span(hours, day)
        day += _A_DAY


def _one_day(hours: Hours, moment: datetime) -> Iterator[tuple[datetime, datetime]]:
    return _span(hours, moment.astimezone(hours.zone).date())


def _span(hours: Hours, day: date) -> Iterator[tuple[datetime, datetime]]:
    """Give the working span of a day, if it is a working day."""
    opens, closes = _at(hours, day, hours.opens), _at(hours, day, hours.closes)
    if day.weekday() in hours.days and opens < closes:  # not where the clock is set forward over all of it
        yield opens, closes


def _at(hours: Hours, day: date, local: time) -> datetime:
    return datetime.combine(day, local, hours.zone).astimezone(UTC)
