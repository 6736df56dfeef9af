"""Our own lines: structured, complete, and without what must not be seen."""

import enum
import io
import json
import logging
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from bot import log
from bot.vault import Secret

Lines = Callable[[], list[dict[str, Any]]]


class Colour(enum.Enum):
    RED = 1


class Level(enum.StrEnum):
    HIGH = "high"


class Loud:
    def __repr__(self) -> str:
        return "hunter2"

    __str__ = __repr__


class SafeError(Exception):
    safe_to_log = True


def test_a_line_is_one_object_with_the_usual_facts(lines: Lines) -> None:
    log.get_logger("bot.engine.engine").info("court_chosen", court="mieb", tries=2)
    (line,) = lines()
    assert datetime.fromisoformat(line.pop("timestamp")).tzinfo
    assert line == {
        "event": "court_chosen",
        "logger": "bot.engine.engine",
        "level": "info",
        "court": "mieb",
        "tries": 2,
    }


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, None),
        (True, True),
        (3, 3),
        (1.5, 1.5),
        (float("nan"), "nan"),
        ("two\nlines", "two\nlines"),
        (Level.HIGH, "high"),
        (Colour.RED, "RED"),
        (date(2026, 3, 2), "2026-03-02"),
        (datetime(2026, 3, 2, tzinfo=UTC), "2026-03-02T00:00:00+00:00"),
        (timedelta(minutes=2), 120.0),
        (b"hunter2", "<bytes>"),
        (bytearray(b"hunter2"), "<bytearray>"),
        (memoryview(b"hunter2"), "<memoryview>"),
        (Secret("hunter2"), "<Secret>"),
        (Loud(), "<Loud>"),
        (Loud, "<type>"),
        (Path("hunter2"), "<PosixPath>"),
        ([1, b"hunter2", (2,)], [1, "<bytes>", [2]]),
        ({3}, [3]),
        (
            {"a": {"b": Secret("hunter2")}, b"hunter2": 1, Loud(): 2},
            {"a": {"b": "<Secret>"}, "<bytes>": 1, "<Loud>": 2},
        ),
        (ValueError("hunter2"), "ValueError"),
        (SafeError("too late"), f"{__name__}.SafeError: too late"),
        ([[[[[[[[["hunter2"]]]]]]]]], [[[[[["<list>"]]]]]]),
    ],
)
def test_a_value_is_plain_or_its_types_name(lines: Lines, stream: io.StringIO, value: Any, shown: Any) -> None:
    log.get_logger().info("seen", value=value)
    assert lines()[0]["value"] == shown
    assert "hunter2" not in stream.getvalue()


NAMES = [
    "password",
    "filer_password",
    "passcode",
    "otp",
    "one_time_passcode",
    "token",
    "accessToken",
    "token_hash",
    "cookie",
    "Set-Cookie",
    "cookies",
    "authorization",
    "Authorization",
    "secret",
    "signing_secret",
    "client_code",
    "clientCode",
    "x-slack-signature",
    "vault_keys",
    "credentials",
    "passphrase",
    "api_key",
    "loginForm:password",
]


@pytest.mark.parametrize("name", NAMES)
def test_what_has_such_a_name_is_masked_wherever_it_stands(lines: Lines, canary: str, name: str) -> None:
    log.get_logger().info("seen", **{name: canary}, inside=[{"deep": {name: [canary]}}], number={name: 123456})
    (line,) = lines()
    assert line[name] == "***"
    assert line["inside"] == [{"deep": {name: "***"}}]
    assert line["number"] == {name: "***"}


def test_that_something_is_there_or_not_may_be_said(lines: Lines) -> None:
    log.get_logger().info("seen", has_password=True, token=None)
    assert (lines()[0]["has_password"], lines()[0]["token"]) == (True, None)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("sent with xoxb-1234-abcDEF to Slack", "sent with *** to Slack"),
        ("xapp-1-A0-abc", "***"),
        ("password=hunter2&user=a", "password=***&user=a"),
        ("Authorization: Bearer hunter2", "Authorization: ***"),
        ('{"client_code": "hunter2"}', '{"client_code": ***'),
        ("password_refused twice", "password_refused twice"),
    ],
)
def test_a_secret_that_can_be_known_by_its_looks_is_masked(lines: Lines, text: str, shown: str) -> None:
    log.get_logger().info(text, text=text)
    assert (lines()[0]["event"], lines()[0]["text"]) == (shown, shown)


def test_arguments_of_a_text_are_cleaned_too(lines: Lines, stream: io.StringIO) -> None:
    log.get_logger().warning("lost %s", b"hunter2")
    assert lines()[0]["args"] == ["<bytes>"]
    assert "hunter2" not in stream.getvalue()


def test_what_is_bound_is_cleaned_too(lines: Lines, canary: str) -> None:
    with structlog.contextvars.bound_contextvars(conversation="c1", otp=canary):
        log.get_logger().bind(cookie=canary).info("seen", stack_info=True)
    (line,) = lines()
    assert (line["conversation"], line["otp"], line["cookie"]) == ("c1", "***", "***")
    assert "stack_info" not in line


@pytest.mark.parametrize("level", log.LEVELS)
def test_lines_below_the_level_are_left_out(stream: io.StringIO, level: str) -> None:
    log.configure(level, stream, json=True)
    logger = log.get_logger()
    for each in log.LEVELS:
        getattr(logger, each.lower())("seen")
    shown = [json.loads(line)["level"] for line in stream.getvalue().splitlines()]
    assert shown == [each.lower() for each in log.LEVELS[log.LEVELS.index(level) :]]


def test_a_level_that_there_is_not_is_refused(stream: io.StringIO) -> None:
    with pytest.raises(ValueError, match="one of DEBUG, INFO"):
        log.configure("LOUD", stream, json=True)


def test_for_a_person_it_is_a_line_to_read(stream: io.StringIO, canary: str) -> None:
    log.configure("INFO", stream, json=False)
    try:
        raise KeyError(canary)  # noqa: TRY301 what is raised here is what is logged
    except KeyError:
        log.get_logger().exception("failed", court="mieb", password=canary)
    text = stream.getvalue()
    assert "failed" in text
    assert "court=mieb" in text
    assert "KeyError" in text
    assert canary not in text


def test_a_line_that_cannot_be_written_is_said_without_it(
    stream: io.StringIO, configured: None, canary: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    del configured
    formatter = logging.root.handlers[0].formatter
    assert formatter is not None
    monkeypatch.delattr(formatter, "processors")
    log.get_logger("bot.engine.engine").info("seen", word=canary)
    assert stream.getvalue() == "A log line of bot.engine.engine was lost: AttributeError\n"


@given(
    st.recursive(
        st.one_of(st.text(), st.binary(), st.floats(), st.none()), lambda inner: st.dictionaries(st.text(), inner)
    )
)
def test_whatever_it_is_it_becomes_json(value: object) -> None:
    assert json.dumps(log.clean_value(value), allow_nan=False)
