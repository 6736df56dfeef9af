"""An event loop whose clock leaps over every wait: sockets stay real, and an hour passes in a moment.

When nothing is ready, and nothing comes over a socket within a few real milliseconds, it jumps to the next timer.
"""

from __future__ import annotations

import asyncio
import selectors
import socket
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Coroutine

GRACE = 0.004
"""Real seconds that a loopback socket has to deliver what was sent before the clock jumps."""

Result = TypeVar("Result")


class _Leaping(selectors.DefaultSelector):  # type: ignore[valid-type,misc] - the platform's own class
    """Waits by moving the clock."""

    def __init__(self) -> None:
        super().__init__()
        self.leapt = 0.0

    def select(self, timeout: float | None = None) -> list[Any]:
        if timeout is None or timeout <= GRACE:
            return list(super().select(timeout))
        ready = list(super().select(GRACE))
        if not ready:
            self.leapt += timeout
        return ready


class VirtualLoop(asyncio.SelectorEventLoop):
    """A loop with a clock of its own, and a network that can be broken where no server can break it."""

    def __init__(self) -> None:
        self._leaping = _Leaping()
        self.names_fail = False
        self.unanswering: set[int] = set()
        super().__init__(self._leaping)

    def time(self) -> float:
        return super().time() + self._leaping.leapt

    async def getaddrinfo(self, host: Any, port: Any, **_hints: Any) -> list[Any]:
        """Know this machine, and nobody else: no test asks a real name server."""
        if self.names_fail or host not in ("localhost", "127.0.0.1", b"localhost", b"127.0.0.1"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return [(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP, "", ("127.0.0.1", port))]

    async def create_connection(self, factory: Any, host: Any = None, port: Any = None, **kwargs: Any) -> Any:
        """Connect; to a port that is `unanswering`, never."""
        if port in self.unanswering:
            await asyncio.sleep(3600)
        return await super().create_connection(factory, host, port, **kwargs)


def run_virtually(main: Coroutine[Any, Any, Result]) -> Result:
    """Run `main` on a loop of its own, in virtual time."""
    with asyncio.Runner(loop_factory=VirtualLoop) as runner:
        return runner.run(main)
