"""Other people's lines: warnings and worse, their literal texts, and nothing that was put into them."""

import asyncio
import io
import logging
from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import log
from bot.people import Installation
from bot.slack.bolt import bare_app

Lines = Callable[[], list[dict[str, Any]]]


@pytest.mark.parametrize(
    "name", [*log.PINNED, "slack_bolt.AsyncApp", "slack_sdk.web.base", "httpcore.http11", "anything"]
)
def test_what_is_below_a_warning_is_dropped_whatever_a_library_sets(lines: Lines, name: str) -> None:
    logger = logging.getLogger(name)
    before = logger.level
    logger.setLevel(logging.DEBUG)
    logger.debug("frame")
    logger.info("frame")
    logger.setLevel(before)
    assert lines() == []


def test_a_literal_text_is_kept_and_its_arguments_are_not(lines: Lines, canary: str) -> None:
    logging.getLogger("slack_sdk.web").warning("failed: %s", canary)
    (line,) = lines()
    assert (line["event"], line["logger"], line["level"]) == ("failed: %s", "slack_sdk.web", "warning")
    assert line["where"].startswith("tests/log/test_libraries.py:")
    assert line["where"].endswith("in test_a_literal_text_is_kept_and_its_arguments_are_not")


@pytest.mark.parametrize("wrap", ["body: {}", "{}"])
def test_a_text_put_together_is_withheld(lines: Lines, stream: io.StringIO, canary: str, wrap: str) -> None:
    logging.getLogger("slack_bolt.App").error(wrap.format(canary))
    assert lines()[0]["event"] == log.WITHHELD
    assert canary not in stream.getvalue()


def test_what_is_no_text_at_all_is_withheld(lines: Lines, canary: str) -> None:
    message: Any = {"body": canary}
    logging.getLogger("library").error(message)
    logging.getLogger("library").handle(logging.makeLogRecord({"msg": canary, "levelno": 40, "levelname": "ERROR"}))
    assert [line["event"] for line in lines()] == [log.WITHHELD, log.WITHHELD]


def test_an_exception_is_its_type_and_places(lines: Lines, stream: io.StringIO, canary: str) -> None:
    try:
        raise ValueError(canary)  # noqa: TRY301 what is raised here is what is logged
    except ValueError:
        logging.getLogger("library").exception("failed", stack_info=True)
    (line,) = lines()
    first, place = line["exception"].splitlines()
    assert first == "ValueError"
    assert place.strip().startswith("tests/log/test_libraries.py:")
    assert canary not in stream.getvalue()


def test_a_library_logger_is_safe_with_any_handler(canary: str) -> None:
    logger = log.library_logger("library.of.ours")
    assert log.library_logger("library.of.ours").filters == logger.filters
    assert len(logger.filters) == 1
    seen = io.StringIO()
    records: list[logging.LogRecord] = []
    handler = logging.StreamHandler(seen)
    handler.addFilter(lambda record: records.append(record) is None)
    logger.addHandler(handler)
    logger.setLevel(logging.DEBUG)
    logger.debug("frame %s", canary)
    try:
        raise ValueError(canary)  # noqa: TRY301 what is raised here is what is logged
    except ValueError:
        logger.exception(f"failed {canary}", extra={"note": "x"})  # noqa: G004 what libraries do
    logger.removeHandler(handler)
    assert canary not in seen.getvalue()
    assert seen.getvalue().startswith(log.WITHHELD + "\nValueError\n")
    assert [(record.args, record.exc_info, record.stack_info) for record in records] == [((), None, None)]


async def test_slacks_loggers_take_over_pin_and_strip(lines: Lines, stream: io.StringIO, canary: str) -> None:
    client = AsyncWebClient(token="xoxb-practice", logger=log.library_logger("slack_sdk.practice"))
    app = AsyncApp(client=client, signing_secret=canary, logger=log.library_logger("slack_bolt.practice"))

    @app.error
    async def failed(logger: logging.Logger) -> None:
        logger.setLevel(logging.DEBUG)
        logger.debug("body %s", canary)
        logger.error(f"body {canary}")  # noqa: G004 what libraries do

    assert app.logger.level == logging.WARNING
    assert app.logger.filters
    await failed(app.logger)
    assert [line["event"] for line in lines()] == [log.WITHHELD]
    assert canary not in stream.getvalue()


async def test_asyncios_debugging_tells_no_arguments(lines: Lines, stream: io.StringIO, canary: str) -> None:
    loop = asyncio.get_running_loop()

    def fail(_value: str) -> None:
        raise ValueError(canary)

    loop.call_soon(fail, canary)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [line["logger"] for line in lines()] == ["asyncio"]
    assert canary not in stream.getvalue()


def test_bolt_takes_no_logger_of_ours_for_its_own(lines: Lines) -> None:
    """It sets the level of the logger that is called as its app is, and hangs the library's filter on it."""
    app = bare_app(Installation("T1", "", "U0BOT", "B0BOT"))
    app.event("message")(partial(_heard))  # a listener without a name of its own takes the logger of the app's name
    log.get_logger().info("still_said")
    assert [line["event"] for line in lines()] == ["still_said"]


async def _heard() -> None:
    """Hear of a message."""
