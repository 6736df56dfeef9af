"""An event loop whose time stands still until a test lets it pass, and which runs a thread's work on its own thread.

So a whole run is decided by what the test does, can be repeated, and can be cut off at any turn, as by kill -9.
"""

from __future__ import annotations

import asyncio
import contextvars
import selectors
from typing import TYPE_CHECKING, Any, TypeVar
from weakref import WeakKeyDictionary

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

INSTANT = 0.005
"""Seconds that are no time: what waits only for others to come with it does not wait for a test."""

T = TypeVar("T")


class VirtualLoop(asyncio.SelectorEventLoop):
    """Nothing outside wakes it: no sockets, no threads."""

    def __init__(self) -> None:
        self._now = 0.0
        self._turns: int | None = None
        self._idle: asyncio.Future[None] | None = None
        self._contexts: WeakKeyDictionary[asyncio.Task[Any], contextvars.Context] = WeakKeyDictionary()
        super().__init__(_Selector(self))

    def time(self) -> float:
        return self._now

    def create_task(self, coro: Any, *, name: object = None, context: contextvars.Context | None = None) -> Any:
        own = context or contextvars.copy_context()
        task = super().create_task(coro, name=name, context=own)
        self._contexts[task] = own
        return task

    def run_in_executor(self, executor: object, func: Callable[..., Any], *args: Any) -> asyncio.Future[Any]:  # type: ignore[override]  # noqa: ARG002
        future = self.create_future()
        self.call_soon(_fulfil, future, func, args)
        return future

    def call_later(self, delay: float, callback: Any, *args: Any, context: contextvars.Context | None = None) -> Any:
        """Take a few milliseconds for no time at all."""
        if delay <= INSTANT:
            return self.call_soon(callback, *args, context=context)
        return super().call_later(delay, callback, *args, context=context)

    async def quiet(self) -> None:
        """Return when there is nothing left to do before time passes."""
        self._idle = self.create_future()
        await self._idle

    async def let_pass(self, seconds: float) -> None:
        """Let the loop's time pass: its timers run."""
        passed = self.create_future()
        self.call_later(seconds, passed.set_result, None)
        await passed
        await self.quiet()

    def run_turns(self, work: Coroutine[Any, Any, object], turns: int) -> None:
        """Run `work`, and everything else, for so many turns of the loop, or until nothing is left to do at once."""
        task = self.create_task(work)
        self._turns = turns
        try:
            self.run_forever()
        finally:
            self._turns = None
        if task.done() and not task.cancelled():
            task.result()

    def kill(self) -> None:
        """Drop everything, as if the process was killed: nobody gets to clean up."""
        for task in asyncio.all_tasks(self):
            task._log_destroy_pending = False  # type: ignore[attr-defined]
            self._contexts[task].run(task.get_coro().close)
        self.close()

    def waits(self, timeout: float | None) -> None:
        """Take a turn: `timeout` seconds until the next timer, 0 when there is work, None when there is no timer."""
        if self._turns is not None:
            self._turns -= 1
            if self._turns <= 0 or timeout != 0:
                self.stop()
        elif timeout == 0:
            pass
        elif self._idle and not self._idle.done():
            self._idle.set_result(None)
        elif timeout is None:
            raise RuntimeError("nothing will ever happen again")
        else:
            self._now += timeout


class _Selector(selectors.SelectSelector):
    def __init__(self, loop: VirtualLoop) -> None:
        super().__init__()
        self._loop = loop

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        self._loop.waits(timeout if timeout is None else max(timeout, 0))
        return []


def _fulfil(future: asyncio.Future[T], func: Callable[..., T], args: tuple[Any, ...]) -> None:
    if future.cancelled():  # a thread that had not come to it would not do it either
        return
    try:
        result = func(*args)
    except Exception as error:  # noqa: BLE001 - what a thread's work raises comes out of its future
        future.set_exception(error)
    else:
        future.set_result(result)
