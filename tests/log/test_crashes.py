"""What nobody caught is logged by type and place, and no word of it comes out anywhere."""

import asyncio
import io
import json
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot import log

ROOT = Path(__file__).parents[2]
Lines = Callable[[], list[dict[str, Any]]]


class SafeError(Exception):
    safe_to_log = True


class SaferError(SafeError):
    pass


def caught(error: BaseException) -> BaseException:
    try:
        raise error  # noqa: TRY301 a traceback is what it is to get
    except BaseException as same:  # noqa: BLE001 it is handed on
        return same


def test_a_chain_is_told_whole(canary: str) -> None:
    inner = caught(KeyError(canary))
    outer = SaferError("the store is closed, token xoxb-1-abc")
    outer.__cause__ = inner
    inner.__context__ = caught(OSError(canary))
    told = log.describe(caught(outer))
    heads = [line for line in told.splitlines() if not line.startswith("  ")]
    assert heads == [
        f"{__name__}.SaferError: the store is closed, token ***",
        "caused by KeyError",
        "while handling OSError",
    ]
    assert told.count("tests/log/test_crashes.py:") == 3
    assert canary not in told


def test_a_suppressed_context_is_left_out_and_a_ring_ends() -> None:
    error = caught(ValueError())
    error.__context__ = KeyError()
    error.__suppress_context__ = True
    assert "KeyError" not in log.describe(error)
    one, two = ValueError(), TypeError()
    one.__cause__, two.__cause__ = two, one
    assert log.describe(one).splitlines() == ["ValueError", "caused by TypeError"]


def test_a_groups_members_are_told(canary: str) -> None:
    told = log.describe(ExceptionGroup(canary, [ValueError(canary), SafeError("closed")]))
    assert told.splitlines() == ["ExceptionGroup", "with ValueError", f"with {__name__}.SafeError: closed"]


def test_a_deep_stack_keeps_its_end() -> None:
    def dig(depth: int) -> None:
        if depth == 0:
            raise ValueError
        dig(depth - 1)

    with pytest.raises(ValueError) as raised:  # noqa: PT011 it has no words
        dig(100)
    assert len(log.describe(raised.value).splitlines()) == 21


@pytest.mark.parametrize("given", [lambda error: error, lambda error: (type(error), error, error.__traceback__)])
def test_an_exception_can_be_handed_over_as_logging_takes_it(lines: Lines, given: Any) -> None:
    log.get_logger().error("failed", exc_info=given(caught(KeyError("hunter2"))))
    log.get_logger().error("fine", exc_info=False)
    first, second = lines()
    assert first["exception"].startswith("KeyError\n")
    assert "exception" not in second


async def test_the_loops_errors_are_told_without_arguments(lines: Lines, stream: io.StringIO, canary: str) -> None:
    loop = asyncio.get_running_loop()
    log.install_crash_hooks(loop)

    async def work(_value: str) -> None:
        raise ValueError(canary)

    task = asyncio.create_task(work(canary), name=canary)
    await asyncio.wait([task])
    loop.call_exception_handler(
        {"message": "Task exception was never retrieved", "exception": task.exception(), "task": task}
    )
    loop.call_exception_handler({"message": f"Exception in callback work({canary})", "future": loop.create_future()})
    loop.call_exception_handler({"message": canary})
    first, second, third = lines()
    assert (first["reason"], first["level"]) == ("Task exception was never retrieved", "critical")
    assert first["task"].endswith("work")
    assert first["exception"].startswith("ValueError\n")
    assert (second["reason"], second["task"], third["reason"]) == ("Exception in callback", None, log.WITHHELD)
    assert canary not in stream.getvalue()


def test_each_hook_of_python_is_ours(lines: Lines, stream: io.StringIO, canary: str) -> None:
    log.install_crash_hooks(None)
    error = caught(ValueError(canary))
    sys.excepthook(type(error), error, error.__traceback__)
    threading.excepthook(threading.ExceptHookArgs((type(error), error, error.__traceback__, None)))
    sys.unraisablehook(SimpleNamespace(exc_value=error, err_msg=canary, object=canary))
    assert [line["event"] for line in lines()] == [
        "uncaught_exception",
        "uncaught_exception_in_thread",
        "exception_ignored",
    ]
    assert canary not in stream.getvalue()


PROGRAM = """
import asyncio, logging, sys, threading
from bot import log
canary, way, configured = sys.argv[1:]
if configured == "yes":
    log.configure("DEBUG", sys.stderr, json=True)
log.install_crash_hooks(None)

class Dropped:
    def __del__(self):
        raise ValueError(canary)

def fail():
    local = canary
    raise ValueError(local)

async def later():
    log.install_crash_hooks(asyncio.get_running_loop())
    asyncio.get_running_loop().call_soon(lambda given: fail(), canary)
    await asyncio.sleep(0)
    await asyncio.sleep(0)

if way == "main": fail()
if way == "thread": thread = threading.Thread(target=fail, name=canary); thread.start(); thread.join()
if way == "del": Dropped()
if way == "loop": asyncio.run(later())
if way == "nested":
    try: fail()
    except ValueError as error: raise RuntimeError(canary) from error
if way == "interrupt": raise KeyboardInterrupt(canary)
if way == "broken":
    logging.root.handlers[0].emit = lambda record: 1 / 0
    fail()
"""

CODES = {"main": 1, "thread": 0, "del": 0, "loop": 0, "nested": 1, "interrupt": 130, "broken": 1}


@pytest.mark.parametrize(("way", "configured"), [*((way, "yes") for way in CODES), ("main", "no"), ("loop", "no")])
def test_a_process_that_fails_says_where_and_not_what(way: str, configured: str, canary: str) -> None:
    done = subprocess.run(  # noqa: S603 our own program
        [sys.executable, "-c", PROGRAM, canary, way, configured], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert canary not in done.stdout + done.stderr
    assert abs(done.returncode) in {CODES[way], 2}
    if way != "broken" and configured == "yes":
        (line,) = [json.loads(text) for text in done.stderr.splitlines()]
        assert line["level"] == "critical"
        assert "<string>:" in line["exception"]
    assert way == "broken" or "Error" in done.stderr or "Interrupt" in done.stderr
