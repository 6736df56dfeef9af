"""A site that only takes what is signed, on connections that are few and may not take long. What is not costs little.

The headers are looked at first: without a fresh stamp and something like a signature the body is not read at all.
Whose signature it is, and what the body means, is its caller's business.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import structlog
from aiohttp import web

from bot.runtime.connections import Connection, Connections, most_connections

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from aiohttp.typedefs import Handler

log = structlog.get_logger(__name__)

LINGER: Final = 1.0
"""Seconds in which a refused body is let go by, so that its sender can read the answer."""
LAST_ANSWERS: Final = 5.0
"""Seconds that requests under way have to be answered at a stop."""


class RefusedError(Exception):
    """The request is refused with this `status`, and told nothing more."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Serving:
    """A site that is served. Made by `start`."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections
        self._runner: web.AppRunner | None = None
        self._listening: asyncio.Server | None = None

    @classmethod
    async def start(cls, site: web.Application, host: str, port: int, connections: Connections | None = None) -> Self:
        """Listen. The site's middleware is `timed`. Raises OSError when the address cannot be had."""
        serving = cls(Connections(most_connections()) if connections is None else connections)
        runner = web.AppRunner(
            site,
            access_log=None,
            auto_decompress=False,  # a small packed body may unpack to a large one
            lingering_time=LINGER,
            shutdown_timeout=LAST_ANSWERS,
        )
        await runner.setup()
        serving._runner = runner
        try:
            serving._listening = await asyncio.get_running_loop().create_server(serving._connection, host, port)
        except OSError:
            await runner.cleanup()
            raise
        return serving

    def _connection(self) -> Connection:
        handlers = self._runner.server if self._runner else None
        if handlers is None:  # between the last accept and the close of a stop
            raise ConnectionAbortedError
        return self._connections.watched(handlers())

    async def stop(self) -> None:
        """Take no more requests, and answer those under way."""
        if self._listening:
            self._listening.close()
        if self._runner:
            await self._runner.cleanup()

    @property
    def is_open(self) -> bool:
        """Whether requests are taken."""
        return self._listening is not None and self._listening.is_serving()

    @property
    def port(self) -> int:
        """Give the port that it listens on."""
        sockets = self._listening.sockets if self._listening else ()
        return int(sockets[0].getsockname()[1])


@web.middleware
async def timed(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Bound the time of a request until it was read whole, and refuse what its handler refuses."""
    if not request.can_read_body:
        _of(request).read_whole()
    try:
        return await handler(request)
    except RefusedError as refusal:
        log.warning("a request without a good signature was refused", status=refusal.status)
        answer = web.Response(status=refusal.status)
        answer.force_close()
        return answer
    finally:
        _of(request).answered()


async def signed_body(request: web.Request, largest: int, signed: Callable[[bytes], bool], *, look: bool) -> bytes:
    """Give the body, at most `largest` bytes, if it is `signed`. Where its head does not `look` so, it is not read.

    Raises RefusedError: 401 where it is not signed, 413 or 415 where it is large or packed.
    """
    if not look:
        raise RefusedError(web.HTTPUnauthorized.status_code)
    body = await _bounded(request, largest)
    if not signed(body):
        raise RefusedError(web.HTTPUnauthorized.status_code)
    _of(request).read_whole()
    return body


async def whole_body(request: web.Request, largest: int) -> bytes:
    """Give the body, at most `largest` bytes, whoever sent it. Raises RefusedError: 413 or 415 as `signed_body`."""
    body = await _bounded(request, largest)
    _of(request).read_whole()
    return body


async def _bounded(request: web.Request, largest: int) -> bytes:
    if "Content-Encoding" in request.headers:
        raise RefusedError(web.HTTPUnsupportedMediaType.status_code)
    if (request.content_length or 0) > largest:
        raise RefusedError(web.HTTPRequestEntityTooLarge.status_code)
    try:
        return await request.read()
    except web.HTTPRequestEntityTooLarge as error:
        raise RefusedError(error.status_code) from None


def _of(request: web.Request) -> Connection:
    connection = request.transport.get_protocol() if request.transport else None
    if not isinstance(connection, Connection):
        raise ConnectionResetError  # it was closed meanwhile
    return connection
