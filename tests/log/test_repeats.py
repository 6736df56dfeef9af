"""A line that comes again and again is written once a minute, and how often it came is told."""

from __future__ import annotations

import json
import logging
from typing import TYPE_CHECKING

import pytest

from bot import log
from bot.runtime import repeats

if TYPE_CHECKING:
    import io


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch, stream: io.StringIO) -> list[float]:
    """A clock that the test moves."""
    time = [0.0]
    monkeypatch.setattr(repeats.Repeats.__init__, "__defaults__", (lambda: time[0],))
    log.configure("DEBUG", stream, json=True)
    return time


def told(stream: io.StringIO) -> list[tuple[str, int | None]]:
    return [(each["event"], each.get("repeated")) for each in map(json.loads, stream.getvalue().splitlines())]


def test_a_thousand_equal_errors_are_two_lines(now: list[float], stream: io.StringIO) -> None:
    for _ in range(1000):
        log.get_logger("a").error("it broke", code=7)
    assert told(stream) == [("it broke", None)]
    now[0] = 61.0
    log.get_logger("a").info("something else")
    assert told(stream) == [("it broke", None), ("it broke", 999), ("something else", None)]
    log.get_logger("a").error("it broke", code=7)
    assert told(stream)[3:] == [("it broke", None)]


def test_a_fault_that_goes_on_is_one_line_a_minute(now: list[float], stream: io.StringIO) -> None:
    for second in range(180):
        now[0] = float(second)
        log.get_logger("a").warning("again")
    assert len(told(stream)) <= 6
    assert sum(1 + (more or 0) - bool(more) for _, more in told(stream)) == 180 - 59


def test_lines_that_differ_are_all_written(now: list[float], stream: io.StringIO) -> None:
    del now
    for number in range(20):
        log.get_logger("a").error("it broke", code=number)
    log.get_logger("b").error("it broke", code=1)
    log.get_logger("a").critical("it broke", code=1)
    assert len(told(stream)) == 22


def test_what_is_not_a_warning_is_never_left_out(now: list[float], stream: io.StringIO) -> None:
    del now
    for _ in range(5):
        log.get_logger("a").info("a step")
    assert len(told(stream)) == 5


def test_other_peoples_lines_and_exceptions_count_as_well(now: list[float], stream: io.StringIO) -> None:
    loop_error = OSError(24, "Too many open files")
    for _ in range(100):
        log.get_logger().critical("event_loop_error", exc_info=loop_error)
        logging.getLogger("somebody").warning("a literal")
    now[0] = 61.0
    log.get_logger("a").info("something else")
    assert [more for _, more in told(stream)] == [None, None, 99, 99, None]


def test_what_was_counted_is_told_at_the_end(now: list[float], stream: io.StringIO) -> None:
    del now
    for _ in range(3):
        log.get_logger("a").error("it broke")
    logging.root.handlers[0].close()
    assert told(stream) == [("it broke", None), ("it broke", 2)]


def test_no_number_of_different_lines_is_kept_for_ever() -> None:
    kept: repeats.Repeats[int] = repeats.Repeats(lambda: 0.0)
    for number in range(2 * repeats.MOST):
        kept.is_new(str(number), number)
        kept.over()
    assert len(kept._seen) <= repeats.MOST
