"""Our own tasks: held until they end, their failures logged, finished before a stop.

Bolt and asyncio keep only weak references to tasks, so one that nobody holds can vanish in the middle.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable

log = structlog.get_logger(__name__)


class Tasks:
    """A set of running tasks."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def spawn(self, work: Awaitable[None]) -> asyncio.Task[None]:
        """Begin `work`; what it raises is logged, without the exception's words."""
        task = asyncio.ensure_future(_logged(work))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return task

    @property
    def running(self) -> frozenset[asyncio.Task[None]]:
        """Give what has not ended yet."""
        return frozenset(self._running)

    async def finish(self, tasks: Iterable[asyncio.Task[None]], grace: float) -> None:
        """Wait for `tasks`, at most `grace` seconds."""
        waiting = set(tasks)
        if waiting:
            await asyncio.wait(waiting, timeout=grace)

    async def close(self) -> None:
        """Cancel what still runs, and wait until it has ended."""
        running = set(self._running)
        for task in running:
            task.cancel()
        if running:
            await asyncio.wait(running)


async def _logged(work: Awaitable[None]) -> None:
    try:
        await work
    except Exception:  # the end of the line: nobody awaits these tasks
        log.exception("a task failed")


def first_of(*losses: asyncio.Future[str]) -> asyncio.Future[str]:
    """Give what is done with the first of them that is, and as it is; one that is cancelled says nothing."""
    first: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    def told(loss: asyncio.Future[str]) -> None:
        if not (loss.cancelled() or first.done()):
            first.set_result(loss.result())

    for each in losses:
        each.add_done_callback(told)
    return first
