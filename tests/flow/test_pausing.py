"""Pauses, the one reminder, and the end after a week; clock changes and long stops send no storm."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.pausing import LATE, reminder_time
from tools.samples import MIEB, NOW, RUN

WAITING = [st.ChoosingCourt(RUN), st.GettingReady(RUN, MIEB), st.AwaitingPacerSignIn(RUN, MIEB), st.Guided(RUN, MIEB)]


def passed(state: st.State, due: datetime, now: datetime | None = None) -> flow.Step:
    step = flow.advance(state, ev.DeadlinePassed(due, "America/Detroit"), now or due, rehearsal=False)
    assert step is not None
    return step


@pytest.mark.parametrize("state", WAITING, ids=lambda state: type(state).__name__)
def test_paused_then_reminded_once_then_left_then_expired(state: st.State) -> None:
    now = NOW
    due = flow.deadline(state, now)
    assert due == now + flow.IDLE
    paused = passed(state, due)
    assert paused.state.run.pause is st.Pause.PAUSED
    assert do.TellReminder() not in paused.effects
    morning = flow.deadline(paused.state, due)
    assert morning is not None
    assert morning.astimezone().tzinfo is not None
    reminded = passed(paused.state, morning)
    assert do.TellReminder() in reminded.effects
    day_after = flow.deadline(reminded.state, morning)
    assert day_after == morning + timedelta(days=1)
    left = passed(reminded.state, day_after)
    assert left.state.run.pause is st.Pause.LEFT
    told = [effect.stuck for effect in left.effects if isinstance(effect, do.TellHelpDesk)]
    assert told == ([] if isinstance(state, st.ChoosingCourt) else [st.Stuck.PAUSED])
    assert do.TellReminder() not in left.effects
    end = flow.deadline(left.state, day_after)
    assert end == due + flow.EXPIRY
    expired = passed(left.state, end)
    assert isinstance(expired.state, st.Expired)
    assert do.TellReminder() not in expired.effects


@pytest.mark.parametrize("state", WAITING, ids=lambda state: type(state).__name__)
def test_a_week_of_downtime_reminds_nobody(state: st.State) -> None:
    due = flow.deadline(state, NOW)
    late = NOW + timedelta(days=9)
    told = []
    for _ in range(5):
        assert due is not None
        step = passed(state, due, late)
        told += [effect for effect in step.effects if isinstance(effect, do.TellReminder)]
        state, due = step.state, flow.deadline(step.state, late)
        if isinstance(state, st.Expired):
            break
    assert isinstance(state, st.Expired)
    assert told == []


def test_a_reminder_that_is_hours_late_is_not_sent() -> None:
    paused = passed(st.GettingReady(RUN, MIEB), NOW).state
    morning = flow.deadline(paused, NOW)
    assert morning is not None
    late = passed(paused, morning, morning + LATE + timedelta(minutes=1))
    assert do.TellReminder() not in late.effects
    assert late.state.run.pause is st.Pause.REMINDED


def test_a_person_who_comes_back_is_no_longer_paused() -> None:
    paused = passed(st.GettingReady(RUN, MIEB), NOW).state
    back = flow.advance(paused, ev.AskedForHelp(), NOW, rehearsal=False)
    assert back is not None
    assert back.state == st.GettingReady(st.Run(RUN.reference, time_zone="America/Detroit"), MIEB)
    assert do.ShowCard() in back.effects


@pytest.mark.parametrize(
    ("paused_at", "zone", "expected"),
    [
        # A Monday afternoon in Detroit: Tuesday, 9:00 there.
        ("2026-03-02T20:00", "America/Detroit", "2026-03-03T14:00"),
        # A Friday: the Monday after, on the other side of the change to summer time.
        ("2026-03-06T20:00", "America/Detroit", "2026-03-09T13:00"),
        # Deep in the night: the same morning.
        ("2026-03-03T07:00", "America/Detroit", "2026-03-03T14:00"),
        # Seven in the morning is no pause for two hours: the next day.
        ("2026-03-03T12:00", "America/Detroit", "2026-03-04T14:00"),
        # Nobody knows the zone, or it is none.
        ("2026-03-02T20:00", "", "2026-03-03T09:00"),
        ("2026-03-02T20:00", "Not/AZone", "2026-03-03T09:00"),
        ("2026-03-02T20:00", "../../etc/passwd", "2026-03-03T09:00"),
    ],
)
def test_the_next_working_morning(paused_at: str, zone: str, expected: str) -> None:
    paused, morning = (datetime.fromisoformat(each).replace(tzinfo=UTC) for each in (paused_at, expected))
    assert reminder_time(paused, zone) == morning


def test_the_zone_is_asked_for_once() -> None:
    assert flow.asks_time_zone(st.GettingReady(RUN, MIEB))
    assert not flow.asks_time_zone(passed(st.GettingReady(RUN, MIEB), NOW).state)
    assert not flow.asks_time_zone(st.Cancelled(RUN, NOW))


@pytest.mark.parametrize("state", WAITING, ids=lambda state: type(state).__name__)
@pytest.mark.parametrize("pause", [st.Pause.PAUSED, st.Pause.REMINDED, st.Pause.LEFT])
def test_a_pause_that_a_wrong_clock_wrote_ends_in_its_own_time(state: st.State, pause: st.Pause) -> None:
    ahead = NOW + timedelta(days=3650)
    paused = replace(state, run=replace(state.run, pause=pause, paused_at=ahead))
    due = flow.deadline(paused, NOW)
    assert due is not None
    assert due <= NOW + flow.EXPIRY
    step = passed(paused, due)
    while not isinstance(step.state, st.Expired):
        end = flow.deadline(step.state, due)
        assert end is not None
        assert due <= end <= NOW + 2 * flow.EXPIRY
        step, due = passed(step.state, end), end
