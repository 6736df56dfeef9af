"""Connections whose answers' heads are mended before they are parsed. Sends what it is given, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import httpcore

from bot.court import heads

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable


class Backend(httpcore.AsyncNetworkBackend):
    """Opens connections (https://www.encode.io/httpcore/network-backends/). Raises what httpcore raises."""

    def __init__(self) -> None:
        self._plain = httpcore.AnyIOBackend()

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Connect."""
        return _Mended(await self._plain.connect_tcp(host, port, timeout, local_address, socket_options))

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        await self._plain.sleep(seconds)


class _Mended(httpcore.AsyncNetworkStream):
    """A connection. What is read after something was written begins with a head, which is held until it is whole."""

    def __init__(self, plain: httpcore.AsyncNetworkStream) -> None:
        self._plain = plain
        self._awaits_head = False

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if not self._awaits_head:
            return await self._plain.read(max_bytes, timeout)
        held, end, received = bytearray(), 0, b"begun"
        while received and not end and len(held) <= heads.LONGEST:
            received = await self._plain.read(max_bytes, timeout)
            held += received
            end = heads.end_of(held, len(received))
            while end and heads.is_on_the_way(bytes(held[:end])):
                del held[:end]
                end = heads.end_of(held)
        self._awaits_head = False
        return heads.mended(bytes(held[:end])) + bytes(held[end:]) if end else bytes(held)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._awaits_head = self._awaits_head or bool(buffer)
        await self._plain.write(buffer, timeout)

    async def aclose(self) -> None:
        await self._plain.aclose()

    async def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.AsyncNetworkStream:
        return _Mended(await self._plain.start_tls(ssl_context, server_hostname, timeout))

    def get_extra_info(self, info: str) -> Any:
        return self._plain.get_extra_info(info)
