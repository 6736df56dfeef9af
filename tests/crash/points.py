"""Finds the points at which a process can die, and dies there: statements, awaits, requests, and Slack's calls.

A point is a place in the code and, where it matters, what the conversation does there: kind, place, last step. Nothing
lists them; they are found while the app runs, by what is put round sqlite3, the tasks, httpcore and aiohttp in a forked
process.
"""

from __future__ import annotations

import asyncio
import json
import os
import re
import signal
import sqlite3
import sys
from collections.abc import Coroutine
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import aiohttp
import httpcore

if TYPE_CHECKING:
    from collections.abc import Callable, Generator
    from types import CodeType, FrameType

ROOT = Path(__file__).parents[2]
OURS = (f"{ROOT}/bot/", f"{ROOT}/handlers/")
STEPS = ("bot/store/sql/conversations.py", "bot/store/sql/chain.py", "bot/store/sql/groups.py")
WRITES = ("BEGIN", "INSERT", "UPDATE", "DELETE", "COMMIT")
_RANDOM = re.compile(r"_[0-9a-f]{16,}")  # sqlite-utils gives each savepoint a name of its own
NOT_OURS = (f"{ROOT}/bot/sandbox/", f"{ROOT}/bot/store/sqlite/database.py")  # what passes each statement on is no place


class Point(NamedTuple):
    """One point.

    `step`, for what a step writes and for what is asked of a court, is the last line of the audit trail that was
    written, committed or not. All else, messages and looks, is safe to repeat and tells no step from another.
    """

    kind: str
    place: str
    step: str


class Meter:
    """Counts the points of this process, notes each new one in `notes`, and dies at the first that `dies` chooses."""

    def __init__(self, notes: int, dies: Callable[[Point, int], bool]) -> None:
        self._notes = notes
        self._dies = dies
        self._met: set[Point] = set()
        self._count = 0
        self.step = "start"

    def at(self, kind: str, place: str, *, of_step: bool = False) -> None:
        point = Point(kind, place, self.step if of_step else "")
        self._count += 1
        last = self._dies(point, self._count)
        if last or point not in self._met:
            self._met.add(point)
            os.write(self._notes, json.dumps([*point, last]).encode() + b"\n")
        if last:
            os.kill(os.getpid(), signal.SIGKILL)

    def install(self) -> None:
        """Put the meter round everything that the app is driven by. Only for a process that ends with it."""
        sqlite3.connect = partial(sqlite3.connect, factory=_connection(self))  # type: ignore[assignment]
        new_loop = asyncio.events.new_event_loop

        def loop_with_meter() -> asyncio.AbstractEventLoop:
            loop = new_loop()
            loop.set_task_factory(partial(_task, self))
            return loop

        asyncio.events.new_event_loop = loop_with_meter  # type: ignore[assignment]
        _meter_court(self)
        _meter_slack(self)


def _place(code: CodeType, line: int | None) -> str:
    return f"{code.co_filename.removeprefix(f'{ROOT}/')}:{line} {code.co_name}"


def _is_ours(code: CodeType) -> bool:
    return code.co_filename.startswith(OURS) and not code.co_filename.startswith(NOT_OURS)


def _connection(meter: Meter) -> type[sqlite3.Connection]:
    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:  # type: ignore[override]
            frame: FrameType | None = sys._getframe(1)
            while frame and not _is_ours(frame.f_code):
                frame = frame.f_back
            said = _RANDOM.sub("", " ".join(sql.split()[:3]))
            place = f"{_place(frame.f_code, frame.f_lineno)} {said}" if frame else said
            of_step = place.startswith(STEPS) and said.split(" ")[0] in WRITES
            meter.at("sql before", place, of_step=of_step)
            done = super().execute(sql, *given)
            if sql.startswith("INSERT INTO audit "):
                event, _, after = given[0][4:7]
                meter.step = f"{event} -> {after}"
            meter.at("sql after", place, of_step=of_step)
            return done

    return Connection


class _Watched(Coroutine[Any, Any, Any]):
    """A coroutine of a task; every turn of it is two points: before it goes on, and when it waits again."""

    def __init__(self, inner: Any, meter: Meter) -> None:
        self._inner = inner
        self._meter = meter
        self._waits_at = ""

    def send(self, value: Any) -> Any:
        if self._waits_at:
            self._meter.at("await over", self._waits_at)
        given = self._inner.send(value)
        self._waits_at = _innermost(self._inner)
        if self._waits_at:
            self._meter.at("await begun", self._waits_at)
        return given

    def throw(self, *error: Any) -> Any:
        return self._inner.throw(*error)

    def close(self) -> None:
        self._inner.close()

    def __await__(self) -> Generator[Any, Any, Any]:
        raise TypeError("only a task drives it")


def _innermost(awaited: Any) -> str:
    """Give the innermost three places of ours in a chain of coroutines that wait for one another."""
    found: list[str] = []
    while awaited is not None:
        frame = getattr(awaited, "cr_frame", None) or getattr(awaited, "gi_frame", None)
        if frame is not None and _is_ours(frame.f_code):
            found.append(_place(frame.f_code, frame.f_lineno))
        awaited = getattr(awaited, "cr_await", None) or getattr(awaited, "gi_yieldfrom", None)
    return " < ".join(reversed(found[-3:]))


def _task(meter: Meter, loop: asyncio.AbstractEventLoop, coro: Any, **given: Any) -> asyncio.Task[Any]:
    return asyncio.Task(_Watched(coro, meter), loop=loop, **given)


def _meter_court(meter: Meter) -> None:
    handle = httpcore.AsyncConnectionPool.handle_async_request

    async def watched(self: httpcore.AsyncConnectionPool, request: httpcore.Request) -> httpcore.Response:
        path, _, _ = request.url.target.partition(b"?")
        place = f"{request.method.decode()} {path.decode()}"
        traced = request.extensions.get("trace")

        async def trace(name: str, about: dict[str, Any]) -> None:
            meter.at(f"court {name}", place, of_step=True)
            if traced:
                await traced(name, about)

        request.extensions = {**request.extensions, "trace": trace}
        return await handle(self, request)

    httpcore.AsyncConnectionPool.handle_async_request = watched  # type: ignore[method-assign]


def _meter_slack(meter: Meter) -> None:
    made = aiohttp.ClientSession.__init__
    watch = aiohttp.TraceConfig()

    async def begins(_: object, __: object, given: aiohttp.TraceRequestStartParams) -> None:
        meter.at("slack begins", given.url.name)

    async def sent(_: object, __: object, given: aiohttp.TraceRequestHeadersSentParams) -> None:
        meter.at("slack sent", given.url.name)

    async def answered(_: object, __: object, given: aiohttp.TraceRequestEndParams) -> None:
        meter.at("slack answered", given.url.name)

    watch.on_request_start.append(begins)
    watch.on_request_headers_sent.append(sent)
    watch.on_request_end.append(answered)

    def with_watch(self: aiohttp.ClientSession, *args: Any, **given: Any) -> None:
        made(self, *args, **{**given, "trace_configs": [watch]})

    aiohttp.ClientSession.__init__ = with_watch  # type: ignore[method-assign]
    send = aiohttp.ClientWebSocketResponse.send_str

    async def send_str(self: aiohttp.ClientWebSocketResponse, *args: Any, **given: Any) -> None:
        meter.at("ack begins", "")
        await send(self, *args, **given)
        meter.at("ack sent", "")

    aiohttp.ClientWebSocketResponse.send_str = send_str  # type: ignore[method-assign]
