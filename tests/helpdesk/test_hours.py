"""Working hours are counted as they pass, over weekends, in every zone, and where clocks are set forward or back."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.helpdesk.hours import Hours, after, opening

WEEK = frozenset(range(5))
EASTERN = Hours(WEEK, time(9), time(17), ZoneInfo("America/New_York"))
MINUTE = timedelta(minutes=1)
ZONES = ("UTC", "America/New_York", "America/Phoenix", "Pacific/Honolulu", "Pacific/Guam", "Europe/Berlin")

moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(lambda each: each.replace(tzinfo=UTC))  # noqa: DTZ001
lengths = st.integers(0, 3000).map(lambda each: timedelta(minutes=each))
hours_of_any = st.builds(
    lambda days, span, zone: Hours(days, span[0], span[1], ZoneInfo(zone)),
    st.frozensets(st.integers(0, 6), min_size=1),
    st.tuples(st.integers(0, 22), st.integers(1, 24)).map(
        lambda pair: (time(pair[0]), time(min(pair[0] + pair[1], 23), 59))
    ),
    st.sampled_from(ZONES),
)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=EASTERN.zone)


def works(hours: Hours, moment: datetime) -> bool:
    local = moment.astimezone(hours.zone)
    return local.weekday() in hours.days and hours.opens <= local.time() < hours.closes


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-03-02 10:00", 60, "2026-03-02 11:00"),
        ("2026-03-02 16:30", 60, "2026-03-03 09:30"),
        ("2026-03-02 16:00", 60, "2026-03-02 17:00"),  # the last minute still counts
        ("2026-03-06 16:30", 60, "2026-03-09 09:30"),  # over a weekend, in whose night the clock was set forward
        ("2026-03-07 12:00", 1, "2026-03-09 09:01"),
        ("2026-10-30 16:59", 2, "2026-11-02 09:01"),  # and back
        ("2026-03-02 03:00", 0, "2026-03-02 03:00"),
        ("2026-03-02 10:00", 8 * 60 * 5, "2026-03-09 10:00"),
    ],
)
def test_so_much_working_time(start: str, minutes: int, end: str) -> None:
    assert after(EASTERN, at(start), minutes * MINUTE) == at(end)


def test_an_hour_that_a_day_does_not_have_is_not_worked() -> None:
    nightly = Hours(frozenset(range(7)), time(1), time(5), ZoneInfo("America/New_York"))
    forward, back = at("2026-03-08 00:00"), at("2026-11-01 00:00")
    assert after(nightly, forward, 180 * MINUTE) == at("2026-03-08 05:00")
    assert after(nightly, back, 300 * MINUTE) == at("2026-11-01 05:00")
    gone = Hours(
        frozenset({6}), time(2), time(2, 30), ZoneInfo("America/New_York")
    )  # on that day there is no such time
    assert opening(gone, forward) in {at("2026-03-08 03:00"), at("2026-03-15 02:00")}


@pytest.mark.parametrize(
    ("moment", "opens"),
    [
        ("2026-03-02 08:00", "2026-03-02 09:00"),
        ("2026-03-02 09:00", "2026-03-02 09:00"),
        ("2026-03-02 09:01", "2026-03-03 09:00"),
        ("2026-03-06 18:00", "2026-03-09 09:00"),
    ],
)
def test_the_next_opening(moment: str, opens: str) -> None:
    assert opening(EASTERN, at(moment)) == at(opens)


@given(hours_of_any, moments, lengths)
def test_the_end_is_in_working_time_and_not_before_the_start(hours: Hours, start: datetime, work: timedelta) -> None:
    end = after(hours, start, work)
    assert end >= start + work
    assert work == timedelta() or works(hours, end - timedelta(microseconds=1))


@given(hours_of_any, moments, lengths, lengths)
def test_two_parts_are_as_long_as_the_whole(hours: Hours, start: datetime, first: timedelta, second: timedelta) -> None:
    assert after(hours, after(hours, start, first), second) == after(hours, start, first + second)


@given(hours_of_any, moments, lengths, st.integers(0, 10_000))
def test_who_begins_later_ends_no_sooner(hours: Hours, start: datetime, work: timedelta, later: int) -> None:
    assert after(hours, start + later * MINUTE, work) >= after(hours, start, work)


@given(hours_of_any, moments, st.integers(1, 90))
def test_each_minute_that_passed_was_a_working_one(hours: Hours, start: datetime, minutes: int) -> None:
    whole = start.replace(second=0, microsecond=0)
    end = after(hours, whole, minutes * MINUTE)
    between = (end - whole) // MINUTE
    worked = sum(works(hours, whole + each * MINUTE) for each in range(between))
    assert worked == minutes


@given(hours_of_any, moments)
def test_an_opening_is_one(hours: Hours, moment: datetime) -> None:
    opens = opening(hours, moment)
    assert opens >= moment
    assert works(hours, opens)
    assert not works(hours, opens - timedelta(microseconds=1))
