"""The process's clock: it goes on whatever the machine's does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.runtime.clock import Clock, wall_time

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class Machine:
    """A machine whose clock can be set, and one that cannot."""

    def __init__(self) -> None:
        self.wall = NOON
        self.steady = 100.0

    def passes(self, seconds: float) -> None:
        self.wall += timedelta(seconds=seconds)
        self.steady += seconds


def test_a_clock_set_back_lengthens_nothing() -> None:
    machine = Machine()
    clock = Clock(lambda: machine.wall, lambda: machine.steady)
    machine.passes(60)
    assert clock() == NOON + timedelta(seconds=60)
    machine.wall -= timedelta(hours=3)
    machine.passes(60)
    assert clock() == NOON + timedelta(seconds=120)
    machine.passes(0)
    assert clock() == NOON + timedelta(seconds=120)


def test_a_clock_set_forward_is_believed() -> None:
    machine = Machine()
    clock = Clock(lambda: machine.wall, lambda: machine.steady)
    machine.wall += timedelta(hours=1)
    assert clock() == NOON + timedelta(hours=1)
    machine.passes(5)
    assert clock() == NOON + timedelta(hours=1, seconds=5)


def test_it_goes_on_from_what_was_seen_before_a_restart() -> None:
    machine = Machine()
    clock = Clock(lambda: machine.wall, lambda: machine.steady)
    clock.not_before(NOON - timedelta(hours=1))
    assert clock() == NOON
    clock.not_before(NOON + timedelta(minutes=10))
    machine.passes(1)
    assert clock() == NOON + timedelta(minutes=10, seconds=1)
    clock.not_before(NOON + timedelta(days=9))
    assert clock() == NOON + timedelta(minutes=10, seconds=1)


def test_the_machines_own_clock_is_aware() -> None:
    assert abs(Clock()() - wall_time()) < timedelta(minutes=1)
    assert wall_time().tzinfo is UTC
