"""Answers the driver: one JSON line for each question, until the pipe is closed."""

from __future__ import annotations

import asyncio
import gc
import json
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.subjects import contexts

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from contextlib import AsyncExitStack

Questions = dict[str, "Callable[[dict[str, Any]], Awaitable[Any]]"]

TICK = 0.001
"""Seconds between two ticks of the watch on the event loop."""


class Stalls:
    """Watches the event loop: for how long it gave nobody else a turn."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._wall: list[float] = []
        self._cpu: list[float] = []

    async def start(self, _: dict[str, Any]) -> None:
        """Begin to watch."""
        self._wall, self._cpu = [0.0], [0.0]
        self._task = asyncio.create_task(self._watch())

    async def end(self, _: dict[str, Any]) -> dict[str, float]:
        """Stop, and give the longest stall in seconds: by the clock, and of that thread's own CPU."""
        assert self._task is not None
        self._task.cancel()
        return {"wall": max(self._wall), "cpu": max(self._cpu), "ticks": len(self._wall)}

    async def _watch(self) -> None:
        while True:
            began, cpu = time.perf_counter(), time.thread_time()
            await asyncio.sleep(TICK)
            self._wall.append(time.perf_counter() - began - TICK)
            self._cpu.append(time.thread_time() - cpu)


async def serve_driver(start: Callable[[], Awaitable[tuple[Questions, AsyncExitStack]]]) -> None:
    """Start, then answer until the driver closes the pipe, then stop."""
    own, stack = await start()
    async with stack:
        questions = _common() | own
        reader = asyncio.StreamReader(limit=2**22)
        await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := await reader.readline():
            asked = json.loads(line)
            answer = await questions[asked["ask"]](asked)
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


def _common() -> Questions:
    stalls = Stalls()

    async def cpu(_: dict[str, Any]) -> float:
        return time.process_time()

    async def ready(_: dict[str, Any]) -> bool:
        return True

    async def made(_: dict[str, Any]) -> dict[str, int]:
        return contexts.made()

    async def held(_: dict[str, Any]) -> dict[str, int]:
        gc.collect()
        pages = int(Path("/proc/self/statm").read_text().split()[1])  # noqa: ASYNC240 - it is no disk
        files = len(os.listdir("/proc/self/fd"))  # noqa: PTH208 - only how many
        return {"memory": pages * os.sysconf("SC_PAGE_SIZE"), "tasks": len(asyncio.all_tasks()), "files": files}

    return {"held": held, "cpu": cpu, "ready": ready, "contexts": made, "watch": stalls.start, "stalls": stalls.end}
