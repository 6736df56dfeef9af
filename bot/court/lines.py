"""Connections by asyncio's own transports, plain or TLS, for `bot.court.streams`. Reads no HTTP, decides nothing.

httpcore's own ones go through anyio, whose scopes and checkpoints cost at each read and write what parsing a page
does. Raises what httpcore says that a network backend raises, and that only.
"""

from __future__ import annotations

import asyncio
import select
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, cast

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable, Iterator

_NEXT_ADDRESS: Final = 0.25
"""Seconds until another of a host's addresses is tried beside the first (RFC 8305, 5)."""
_MOST_UNREAD: Final = 256 * 1024
"""Bytes that may wait to be read; the peer waits with what is more."""
_MOST_HELD: Final = 64 * 1024
"""Bytes of a request that are kept together before they are sent."""
_NAMES: Final = {"client_addr": "sockname", "server_addr": "peername"}
"""What httpcore and asyncio call otherwise."""


async def connect(host: str, port: int, timeout: float | None, options: Iterable[Any] | None) -> Line:
    """Connect. Raises httpcore.ConnectError and httpcore.ConnectTimeout."""
    with _told_as(httpcore.ConnectTimeout, httpcore.ConnectError):
        async with asyncio.timeout(timeout):
            _, received = await asyncio.get_running_loop().create_connection(
                _Received, host, port, happy_eyeballs_delay=_NEXT_ADDRESS
            )
    for option in options or ():
        received.transport.get_extra_info("socket").setsockopt(*option)
    return Line(received)


class _Received(asyncio.Protocol):
    """What came and was not read yet, and who waits for it. `lost`: what it broke with."""

    transport: asyncio.Transport

    def __init__(self) -> None:
        self.unread = bytearray()
        self.ended = False
        self.lost: BaseException | None = None
        self._waits: asyncio.Future[None] | None = None
        self.may_write = asyncio.Event()
        self.may_write.set()
        self._is_paused = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = cast("asyncio.Transport", transport)

    def data_received(self, data: bytes) -> None:
        self.unread += data
        if len(self.unread) > _MOST_UNREAD and not self._is_paused:
            self._is_paused = True
            self.transport.pause_reading()
        self._wake()

    def eof_received(self) -> None:
        self.ended = True
        self._wake()

    def connection_lost(self, exc: Exception | None) -> None:
        self.ended, self.lost = True, exc
        self._wake()
        self.may_write.set()

    def pause_writing(self) -> None:
        self.may_write.clear()

    def resume_writing(self) -> None:
        self.may_write.set()

    async def some(self) -> None:
        """Wait until there is something to read, or nothing more will come."""
        while not self.unread and not self.ended:
            self._waits = asyncio.get_running_loop().create_future()
            await self._waits

    def taken(self, most: int) -> bytes:
        """Give what came, `most` bytes of it; nothing at the end."""
        given = bytes(self.unread[:most])
        del self.unread[:most]
        if self._is_paused and len(self.unread) <= _MOST_UNREAD:
            self._is_paused = False
            self.transport.resume_reading()
        return given

    def must_be_silent(self) -> None:
        """Raise ConnectionError if anything came: what came in clear must not be taken for what was protected."""
        if self.unread or self.ended:
            raise ConnectionError("the other side spoke first, or is gone")

    def _wake(self) -> None:
        if self._waits is not None and not self._waits.done():
            self._waits.set_result(None)


class Line(httpcore.AsyncNetworkStream):
    """A connection. What is written goes out together, when the request is whole or an answer is waited for."""

    def __init__(self, received: _Received) -> None:
        self._received = received
        self._held = bytearray()

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Give some bytes; none at the end. Raises httpcore.ReadError and httpcore.ReadTimeout."""
        received = self._received
        self._send()
        if not received.unread and not received.ended:
            with _told_as(httpcore.ReadTimeout, httpcore.ReadError):
                async with asyncio.timeout(timeout):
                    await received.some()
        given = received.taken(max_bytes)
        if not given and received.lost is not None:
            raise httpcore.ReadError("the connection broke") from received.lost
        return given

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Send; an empty buffer says that it was all. Raises httpcore.WriteError and httpcore.WriteTimeout."""
        self._held += buffer
        if buffer and len(self._held) < _MOST_HELD:
            return
        if self._held and (self._received.ended or self._received.transport.is_closing()):
            self._held.clear()
            raise httpcore.WriteError("the connection is closed")
        self._send()
        if not self._received.may_write.is_set():
            with _told_as(httpcore.WriteTimeout, httpcore.WriteError):
                async with asyncio.timeout(timeout):
                    await self._received.may_write.wait()

    async def aclose(self) -> None:
        """End it, at once and without a word: whatever is to be read was."""
        self._received.transport.abort()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> Line:
        """Go on in TLS. Raises httpcore.ConnectError and httpcore.ConnectTimeout, and the connection is ended then."""
        received = self._received
        try:
            with _told_as(httpcore.ConnectTimeout, httpcore.ConnectError):
                self._send()
                received.must_be_silent()
                async with asyncio.timeout(timeout):
                    secured = await asyncio.get_running_loop().start_tls(
                        received.transport, received, ssl_context, server_hostname=server_hostname
                    )
        except BaseException:
            received.transport.abort()
            raise
        if secured is None:
            raise httpcore.ConnectError("the connection is closed")
        received.connection_made(secured)
        return self

    def get_extra_info(self, info: str) -> Any:
        """Give what httpcore asks for of a connection."""
        if info == "is_readable":
            return self._received.ended or bool(self._received.unread) or _is_readable(self._received.transport)
        return self._received.transport.get_extra_info(_NAMES.get(info, info))

    def _send(self) -> None:
        if self._held:
            self._received.transport.write(bytes(self._held))
            self._held.clear()


def _is_readable(transport: asyncio.Transport) -> bool:
    """Whether something came that the loop did not take yet: of an idle connection, that it was closed."""
    socket = transport.get_extra_info("socket")
    if socket is None or socket.fileno() < 0:
        return True
    waiting = select.poll()
    waiting.register(socket.fileno(), select.POLLIN)
    return bool(waiting.poll(0))


@contextmanager
def _told_as(late: type[Exception], broken: type[Exception]) -> Iterator[None]:
    """Say in httpcore's words what went wrong."""
    try:
        yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except OSError as error:
        raise broken(str(error)) from error
