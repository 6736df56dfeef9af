"""What comes of a case by time alone: a hold that is over, and a nudge before a first answer is late. PURE."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta  # the codec reads these hints at run time
from typing import TYPE_CHECKING, Final

from bot.helpdesk.cases import Deed, Line, Moved
from bot.helpdesk.hours import after

if TYPE_CHECKING:
    from bot.helpdesk.cases import Case
    from bot.helpdesk.hours import Hours

LEAD: Final = timedelta(minutes=15)
"""Working time between the nudge and the moment when an answer is late; a quarter of the whole, where that is less."""


@dataclass(frozen=True, slots=True)
class Times:
    """When the help desk works, and in how much working time a first answer is due; None: nobody is nudged."""

    hours: Hours
    answer: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """One working day's list: of what nobody took by then, and of who linked from `since` until `opens`."""

    since: datetime
    opens: datetime


def late_at(case: Case, times: Times) -> datetime | None:
    """Give when a first answer is late; None where none is due."""
    return after(times.hours, case.opened, times.answer) if times.answer and case.is_waiting else None


def due(case: Case, times: Times) -> datetime | None:
    """Give when a case is next to be looked at by itself; None when nothing is waited for."""
    if case.hold and not case.closed:
        return case.hold.until
    if times.answer is None or case.nudged or not case.is_waiting:
        return None
    return after(times.hours, case.opened, times.answer - min(LEAD, times.answer / 4))


def passed(case: Case, now: datetime, times: Times) -> Moved | None:
    """Take that time has passed; None when nothing is due."""
    moment = due(case, times)
    if moment is None or now < moment:
        return None
    if case.hold:
        return Moved(replace(case, hold=None), Line(Deed.WOKEN, hold=case.hold))
    return Moved(replace(case, nudged=True), Line(Deed.NUDGED, of=case.person, by_when=late_at(case, times)))
