"""The connections of the HTTP server: how many there may be, and how long one may take to say what it wants.

Stands between the socket and aiohttp, which waits for ever for the rest of a request's head and takes any number of
connections. Reads nothing of what passes.
"""

from __future__ import annotations

import asyncio
import resource
from typing import TYPE_CHECKING, cast

import structlog

if TYPE_CHECKING:
    from collections.abc import Callable

log = structlog.get_logger(__name__)

READ_LIMIT = 10.0
"""Seconds for a whole request, head and body, from the first moment of its connection or its first byte."""
IDLE_LIMIT = 75.0
"""Seconds that a connection may wait for its next request; longer than proxies do by default."""
MOST = 256
"""Open connections; fewer where the process may open few files, since the courts and the database need some."""


def most_connections() -> int:
    """Give how many connections may be open, a quarter of the files at most."""
    files, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    return MOST if files == resource.RLIM_INFINITY else min(MOST, files // 4)


class Connections:
    """All that are open, oldest first."""

    def __init__(self, most: int, read_limit: float = READ_LIMIT, idle_limit: float = IDLE_LIMIT) -> None:
        self.read_limit = read_limit
        self.idle_limit = idle_limit
        self._most = most
        self._open: dict[Connection, None] = {}

    def watched(self, handler: asyncio.Protocol) -> Connection:
        """Give the protocol that leads to `handler`."""
        return Connection(self, handler)

    def opened(self, connection: Connection) -> None:
        """Count one more. When there are too many, the one goes that was open longest without a whole request."""
        self._open[connection] = None
        if len(self._open) > self._most:
            log.warning("too many connections were open; the longest idle ones were closed")
            self._first(lambda each: each.unproven).drop()

    def _first(self, wanted: Callable[[Connection], bool]) -> Connection:
        waiting = next((each for each in self._open if wanted(each)), None)
        return waiting or next((each for each in self._open if not each.busy), next(reversed(self._open)))

    def closed(self, connection: Connection) -> None:
        """Count one less."""
        self._open.pop(connection, None)

    def __len__(self) -> int:
        """Count the open connections."""
        return len(self._open)


class Connection(asyncio.Protocol):
    """One connection: hands everything on, and closes itself when it is too slow."""

    def __init__(self, all_of_them: Connections, handler: asyncio.Protocol) -> None:
        self.busy = False
        self.unproven = True
        self._all = all_of_them
        self._handler = handler
        self._transport: asyncio.Transport | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._reading = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin; the time for the first request runs."""
        self._transport = cast("asyncio.Transport", transport)
        self._read_within(self._all.read_limit)
        self._handler.connection_made(transport)
        self._all.opened(self)

    def data_received(self, data: bytes) -> None:
        """Hand on; the first byte of a next request starts its time."""
        if not self.busy and not self._reading:
            self._read_within(self._all.read_limit)
        self._handler.data_received(data)

    def eof_received(self) -> bool | None:
        """Hand on."""
        return self._handler.eof_received()

    def pause_writing(self) -> None:
        """Hand on."""
        self._handler.pause_writing()

    def resume_writing(self) -> None:
        """Hand on."""
        self._handler.resume_writing()

    def connection_lost(self, error: Exception | None) -> None:
        """End."""
        self._stop_timer()
        self._all.closed(self)
        self._handler.connection_lost(error)

    def read_whole(self) -> None:
        """Say that a whole request has been read: its answer may take its time."""
        self.busy, self.unproven, self._reading = True, False, False
        self._stop_timer()

    def answered(self) -> None:
        """Say that the request has its answer. One that was answered unread is still short of time."""
        if self.busy:
            self.busy = False
            self._close_after(self._all.idle_limit)

    def drop(self) -> None:
        """Close at once, whatever is under way."""
        self._stop_timer()
        self._all.closed(self)
        if self._transport:
            self._transport.abort()

    def _read_within(self, seconds: float) -> None:
        self._reading = True
        self._close_after(seconds)

    def _close_after(self, seconds: float) -> None:
        self._stop_timer()
        self._timer = asyncio.get_running_loop().call_later(seconds, self.drop)

    def _stop_timer(self) -> None:
        if self._timer:
            self._timer.cancel()
            self._timer = None
