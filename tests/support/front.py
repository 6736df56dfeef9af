"""A raw server before the practice court: plain, or a proxy with TLS behind its CONNECT; it fails as networks do.

Every request comes over a connection of its own, so that a connection can fail at any step.
"""

from __future__ import annotations

import asyncio
import os
import re
import ssl
from contextlib import asynccontextmanager, suppress
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

HOSTS = ("pacer.login.uscourts.gov", "ecf.mieb.uscourts.gov")


class Front:
    """Passes requests on to `upstream`, a port of this machine; without one it only listens."""

    def __init__(self, upstream: int | None, certificate: Path | None = None) -> None:
        self._upstream = upstream
        self._server: asyncio.Server | None = None
        self.certificate = certificate
        self.port = 0
        self.connections = 0
        self.connected_to: list[str] = []
        self.requests: list[str] = []
        self.heard = bytearray()
        self.on_request: Callable[[int], None] = lambda _: None
        self.alert_at = 0
        """The request, counted from 1, that is passed on, and answered by a TLS alert alone."""
        self._serving: set[asyncio.Task[None]] = set()

    @classmethod
    @asynccontextmanager
    async def serving(cls, upstream: int | None = None, certificate: Path | None = None) -> AsyncIterator[Self]:
        front = cls(upstream, certificate)
        await front.open()
        try:
            yield front
        finally:
            front.close()
            for task in front._serving:
                task.cancel()
            if front._serving:
                await asyncio.wait(front._serving)

    @property
    def url(self) -> str:
        return f"http://localhost:{self.port}"

    async def open(self) -> None:
        if self._server is None:
            self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
            self.port = self._server.sockets[0].getsockname()[1]

    def close(self) -> None:
        """Refuse all who come from now on."""
        if self._server is not None:
            self._server.close()
            self._server = None

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        task.add_done_callback(self._serving.discard)
        # A cancelled task would be reported by asyncio's streams as a fault of theirs.
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            await self._answer(reader, writer)
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if head.startswith(b"CONNECT "):
            self.connected_to.append(head.split(b" ")[1].decode())
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            await writer.drain()
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            assert self.certificate is not None
            context.load_cert_chain(self.certificate)
            await writer.start_tls(context)
            head = await reader.readuntil(b"\r\n\r\n")
        length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
        body = await reader.readexactly(int(length[1])) if length else b""
        self.heard += head + body
        self.requests.append(head.split(b"\r\n")[0].decode())
        self.on_request(len(self.requests))
        assert self._upstream is not None
        await _relay(head, body, self._upstream, None if len(self.requests) == self.alert_at else writer)
        if len(self.requests) == self.alert_at:
            # A fatal handshake_failure record in clear, past the TLS layer: RFC 8446, 6.
            os.write(writer.get_extra_info("socket").fileno(), b"\x15\x03\x03\x00\x02\x02\x28")


async def _relay(head: bytes, body: bytes, upstream: int, writer: asyncio.StreamWriter | None) -> None:
    reader, onward = await asyncio.open_connection("127.0.0.1", upstream)
    try:
        onward.write(re.sub(rb"(?i)\r\nconnection: [^\r]*", b"\r\nConnection: close", head) + body)
        while chunk := await reader.read(65536):
            if writer is not None:
                writer.write(chunk)
                await writer.drain()
    except ConnectionError:
        if writer is not None:
            writer.transport.abort()
    finally:
        onward.close()


def make_certificate(folder: Path, name: str, *hosts: str) -> Path:
    """Write a self-signed certificate for `hosts`, with its key, into one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=2))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = folder / f"{name}.pem"
    path.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
        + certificate.public_bytes(serialization.Encoding.PEM)
    )
    return path
