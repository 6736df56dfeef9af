"""One process that is measured, seen from the driver: started, asked by lines of JSON, stopped."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import asynccontextmanager
from typing import IO, TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

ANSWER_LIMIT = 120.0
"""Seconds within which a process must answer."""
_STOP_LIMIT = 15.0


class Subject:
    """A running `python -m bench.subjects KIND`."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process

    @classmethod
    @asynccontextmanager
    async def running(cls, kind: str, said: IO[bytes] | None = None, /, **environ: str) -> AsyncIterator[Self]:
        """Start one of the kinds with only `environ` added to what any process needs, and stop it at the end.

        `said` takes what it logs.
        """
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "bench.subjects",
            kind,
            stdin=PIPE,
            stdout=PIPE,
            # What the app logs costs it as much as in service; as a rule nobody reads it here.
            stderr=None if "BENCH_SHOW_LOG" in os.environ else said or DEVNULL,
            env=_plain_environ() | environ,
        )
        subject = cls(process)
        try:
            await subject.ask("ready")
            yield subject
        finally:
            await subject._stop()

    async def ask(self, what: str, **more: Any) -> Any:
        """Ask for something and give the answer."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"ask": what, **more}).encode() + b"\n")
        await self._process.stdin.drain()
        line = await asyncio.wait_for(self._process.stdout.readline(), ANSWER_LIMIT)
        if not line:
            raise RuntimeError("a process of the benchmark ended early; set BENCH_SHOW_LOG=1 to see why")
        return json.loads(line)

    async def cpu(self) -> float:
        """Give the CPU seconds that the process has used so far, in all its threads."""
        return float(await self.ask("cpu"))

    async def _stop(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        try:
            await asyncio.wait_for(self._process.wait(), _STOP_LIMIT)
        except TimeoutError:
            self._process.kill()
            await self._process.wait()


def _plain_environ() -> dict[str, str]:
    # A proxy would stand between the loopback addresses.
    return {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
