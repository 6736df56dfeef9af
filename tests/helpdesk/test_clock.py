"""What comes of a case by time alone: a hold that is over, and one nudge before a first answer is late."""

from __future__ import annotations

from dataclasses import replace
from datetime import time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flow.effects import Outcome, TellHelpDesk
from bot.helpdesk.cases import Case, Claim, Closed, Deed, Hold, Line, Moved, Waiting, acted
from bot.helpdesk.clock import Times, due, late_at, passed
from bot.helpdesk.hours import Hours, opened
from tools.samples import MIEB, NOW

HOURS = Hours(frozenset(range(5)), time(9), time(17), ZoneInfo("America/New_York"))
UNTIMED, HOURLY = Times(HOURS), Times(HOURS, timedelta(hours=1))
SOON = NOW + timedelta(hours=2)
OPEN = Case("LP-1", "U1", NOW, TellHelpDesk(Outcome.ASKED, MIEB), heard=7)  # at ten in the morning, Eastern
HELD = replace(OPEN, holder="U7")
HOLD = Hold(Waiting.CLERK, SOON, "U7")
ON_HOLD = replace(HELD, hold=HOLD)
TICK = timedelta(seconds=1)


@pytest.mark.parametrize("times", [UNTIMED, HOURLY])
def test_a_hold_wakes_at_its_time_and_not_before(times: Times) -> None:
    assert due(ON_HOLD, times) == SOON
    assert passed(ON_HOLD, SOON - TICK, times) is None
    assert passed(ON_HOLD, SOON, times) == Moved(HELD, Line(Deed.WOKEN, hold=HOLD))
    for case in (HELD, replace(ON_HOLD, closed=Closed(NOW))):
        assert due(case, times) is None
        assert passed(case, SOON, times) is None


def test_a_nudge_comes_before_it_is_late_and_once() -> None:
    late = NOW + timedelta(hours=1)
    assert late_at(OPEN, HOURLY) == late
    assert due(OPEN, HOURLY) == late - timedelta(minutes=15)
    assert passed(OPEN, late - timedelta(minutes=15, seconds=1), HOURLY) is None
    nudged = passed(OPEN, late - timedelta(minutes=15), HOURLY)
    assert nudged == Moved(replace(OPEN, nudged=True), Line(Deed.NUDGED, of="U1", by_when=late))
    assert due(nudged.case, HOURLY) is None
    assert passed(nudged.case, late, HOURLY) is None


def test_where_less_is_given_the_nudge_leaves_a_quarter() -> None:
    assert due(OPEN, Times(HOURS, timedelta(minutes=20))) == NOW + timedelta(minutes=15)


def test_what_comes_in_the_evening_is_due_in_the_morning() -> None:
    evening = replace(OPEN, opened=NOW + timedelta(hours=9))
    assert late_at(evening, HOURLY) == NOW + timedelta(days=1)
    friday = replace(OPEN, opened=NOW + timedelta(days=4, hours=9))
    assert late_at(friday, HOURLY) == NOW + timedelta(days=7) - timedelta(hours=1)  # the clock is set forward meanwhile


@pytest.mark.parametrize("case", [HELD, ON_HOLD, replace(OPEN, closed=Closed(NOW))])
def test_no_answer_is_due_of_what_somebody_took_or_what_is_over(case: Case) -> None:
    assert late_at(case, HOURLY) is None
    assert not case.is_waiting


def test_nobody_is_nudged_where_no_time_is_set() -> None:
    assert (due(OPEN, UNTIMED), late_at(OPEN, UNTIMED)) == (None, None)
    assert OPEN.is_waiting


minutes = st.integers(1, 3000)


@given(st.integers(0, 60 * 24 * 400), minutes, minutes)
def test_there_is_working_time_between_nudge_and_lateness(began: int, given_: int, looked: int) -> None:
    times = Times(HOURS, timedelta(minutes=given_))
    case = replace(OPEN, opened=NOW + timedelta(minutes=began))
    nudge, late = due(case, times), late_at(case, times)
    assert nudge is not None
    assert late is not None
    assert case.opened <= nudge < late
    moment = case.opened + timedelta(minutes=looked)
    assert (passed(case, moment, times) is not None) is (moment >= nudge)
    taken = acted(case, Claim(), "U7", moment)
    assert isinstance(taken, Moved)
    assert due(taken.case, times) is None


def test_a_working_day_begins_when_it_opens_and_lasts_until_it_closes() -> None:
    opens = NOW - timedelta(hours=1)
    for moment in (opens, NOW, opens + timedelta(hours=8) - TICK):
        assert opened(HOURS, moment) == opens
    for moment in (opens - TICK, opens + timedelta(hours=8), NOW + timedelta(days=5)):
        assert opened(HOURS, moment) is None
