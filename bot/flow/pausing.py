"""What happens when nobody goes on: paused, reminded once, expired. PURE.

A person is reminded at most once, on a working morning in their own time zone; after a long stop of the app nobody is
reminded of what is old by then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from typing import TypeVar, assert_never
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.human import stuck
from bot.flow.steps import Step, show

IDLE = timedelta(minutes=15)
"""After which a waiting step says that it is paused."""
EXPIRY = timedelta(days=7)
"""How long a paused step waits before it is closed."""
MORNING = time(9, 0)
"""When a working day is old enough for a reminder."""
REST = timedelta(hours=4)
"""A reminder comes no sooner than this after the pause, so not in the same sitting."""
LATE = timedelta(hours=3)
"""A reminder that is later than this, because the app was stopped, is not sent any more."""
_SATURDAY = 5

W = TypeVar("W", st.ChoosingCourt, st.GettingReady, st.AwaitingPacerSignIn, st.Guided)


def waiting_deadline(state: st.Waiting, now: datetime) -> datetime:
    """Give when a waiting step, entered or drawn at `now`, is next looked at."""
    paused_at = min(state.run.paused_at or now, now)  # later than now: by a clock that was wrong, and is set back
    match state.run.pause:
        case st.Pause.NONE:
            return now + IDLE
        case st.Pause.PAUSED:
            return min(reminder_time(paused_at, state.run.time_zone), paused_at + EXPIRY)
        case st.Pause.REMINDED:
            return min(left_time(paused_at, state.run.time_zone), paused_at + EXPIRY)
        case st.Pause.LEFT:
            return paused_at + EXPIRY
        case _:
            assert_never(state.run.pause)


def waited(state: W, event: ev.DeadlinePassed, now: datetime) -> Step:
    """Pause, remind or close a step whose person does not go on."""
    run = state.run
    if run.pause is st.Pause.NONE:
        zone = event.time_zone or run.time_zone
        left = parted(state)
        # A pause is as long as what rested then.
        run = replace(left.run, pause=st.Pause.PAUSED, paused_at=event.due, time_zone=zone, rests=())
        paused = replace(left, run=run)
        return show(paused, do.EndSession()) if state.run.signed_in else show(paused)
    paused_at = min(run.paused_at or event.due, now)
    if now >= paused_at + EXPIRY:
        return show(st.Expired(run, now, getattr(state, "court", None)), do.EndSession())
    if run.pause is not st.Pause.PAUSED:
        return _left(replace(state, run=replace(run, pause=st.Pause.LEFT, paused_at=paused_at)))
    reminded = replace(state, run=replace(run, pause=st.Pause.REMINDED, paused_at=paused_at))
    return show(reminded) if now - event.due > LATE else show(reminded, do.TellReminder())


def _left(state: W) -> Step:
    """Tell the help desk of a step that its person was reminded of, and left for a working day since."""
    if isinstance(state, st.ChoosingCourt):  # who has not even named a court was looking around
        return show(state)
    noted, told = stuck(state, st.Stuck.PAUSED)
    return show(noted, *told)


def parted(state: W) -> W:
    """Give the step as it is without the PACER session of the court before."""
    if not state.run.signed_in:
        return state
    run = replace(state.run, signed_in=False)
    if isinstance(state, st.GettingReady):
        return replace(state, run=run, page=st.Page.DOORS)
    return replace(state, run=run)


def idle(state: st.AwaitingFilerLogin | st.Reviewing, event: ev.DeadlinePassed) -> Step:
    """Drop a session that nobody used for too long; the step before it waits on, paused."""
    zone = event.time_zone or state.run.time_zone
    run = replace(state.run, signed_in=False, pause=st.Pause.PAUSED, paused_at=event.due, time_zone=zone)
    left = st.AwaitingPacerSignIn(run, state.court, st.Finding.IDLE)
    if not isinstance(state, st.Reviewing):
        return show(left, do.EndSession())
    noted, told = stuck(left, st.Stuck.IDLE_IN_REVIEW, step=type(state).__name__)
    return show(noted, do.EndSession(), *told)


def left_time(paused_at: datetime, time_zone: str) -> datetime:
    """Give when a working day has passed since the reminder of a pause."""
    return reminder_time(reminder_time(paused_at, time_zone), time_zone)


def reminder_time(paused_at: datetime, time_zone: str) -> datetime:
    """Give the next working morning after a pause, in the person's own zone; UTC when that is not known."""
    try:
        zone = ZoneInfo(time_zone) if time_zone else UTC
    except (ZoneInfoNotFoundError, ValueError):
        zone = UTC
    earliest = (paused_at + REST).astimezone(zone)
    day = earliest.date() if earliest.time() <= MORNING else earliest.date() + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, MORNING, zone).astimezone(UTC)
