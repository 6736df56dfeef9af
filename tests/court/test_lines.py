"""Connections: what goes out together, what waits, what a broken one is called, and what TLS begins on."""

from __future__ import annotations

import asyncio
import ssl
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpcore
import pytest

from bot.court import lines
from tests.support.front import make_certificate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from bot.court.lines import Line

Peer = tuple[asyncio.StreamReader, asyncio.StreamWriter]
HOST = "ecf.mieb.uscourts.gov"
SOON = 5.0


@asynccontextmanager
async def connected() -> AsyncIterator[tuple[Line, Peer]]:
    came: asyncio.Queue[Peer] = asyncio.Queue()
    server = await asyncio.start_server(lambda reader, writer: came.put_nowait((reader, writer)), "127.0.0.1", 0)
    line = await lines.connect("localhost", server.sockets[0].getsockname()[1], SOON, None)
    reader, writer = await came.get()
    try:
        yield line, (reader, writer)
    finally:
        await line.aclose()
        writer.close()
        server.close()


async def test_a_request_goes_out_whole_or_when_its_answer_is_waited_for() -> None:
    async with connected() as (line, (reader, writer)):
        await line.write(b"head,")
        await line.write(b"body")
        await line.write(b"")
        assert await reader.read(100) == b"head,body"
        await line.write(b"more")
        writer.write(b"said")
        assert await line.read(2, SOON) == b"sa"
        assert await line.read(100, SOON) == b"id"
        assert await reader.read(100) == b"more"


async def test_what_is_much_goes_out_before_it_is_whole() -> None:
    async with connected() as (line, (reader, _)):
        await line.write(b"x" * 100_000)
        assert len(await reader.readexactly(100_000)) == 100_000


async def test_nobody_waits_longer_than_told() -> None:
    async with connected() as (line, (reader, _)):
        with pytest.raises(httpcore.ReadTimeout):
            await line.read(10, 0.01)
        with pytest.raises(httpcore.WriteTimeout):
            await line.write(b"x" * 50_000_000, 0.01)  # more than the machine takes of what nobody reads
        while await reader.read(10_000_000):
            if line._received.may_write.is_set():
                break
        await line.write(b"goes on")


async def test_what_comes_faster_than_it_is_read_waits_with_the_peer() -> None:
    async with connected() as (line, (_, writer)):
        writer.write(b"x" * 30_000_000)
        received = 0
        while received < 30_000_000:
            assert len(line._received.unread) < 1_000_000
            received += len(await line.read(100_000, SOON))


async def test_an_end_is_no_error_and_a_reset_is_one() -> None:
    async with connected() as (line, (_, writer)):
        assert not line.get_extra_info("is_readable")
        assert line.get_extra_info("server_addr")[0] == "127.0.0.1"
        writer.write(b"last")
        writer.close()
        assert await line.read(100, SOON) == b"last"
        assert await line.read(100, SOON) == b""
        assert line.get_extra_info("is_readable")
        with pytest.raises(httpcore.WriteError):
            await line.write(b"x" * 100_000)
    async with connected() as (line, (_, writer)):
        await line.write(b"never read")
        await line.write(b"")
        await asyncio.sleep(0)
        writer.transport.abort()
        with pytest.raises(httpcore.ReadError):
            await line.read(100, SOON)


async def test_a_closing_that_the_loop_did_not_see_yet_is_seen() -> None:
    async with connected() as (line, (_, writer)):
        writer.transport.abort()
        writer.get_extra_info("socket").shutdown(2)
        assert line.get_extra_info("is_readable")


async def test_nobody_listening_and_no_time_are_told_apart() -> None:
    server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(httpcore.ConnectTimeout):
        await lines.connect("127.0.0.1", port, 0.0, None)
    server.close()
    await server.wait_closed()
    with pytest.raises(httpcore.ConnectError):
        await lines.connect("127.0.0.1", port, SOON, None)


async def test_tls_within_tls_as_behind_a_proxy_that_speaks_it(tmp_path: Path) -> None:
    certificate = make_certificate(tmp_path, "court", HOST)
    ours, theirs = ssl.create_default_context(cafile=str(certificate)), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    theirs.load_cert_chain(certificate)
    async with connected() as (line, (reader, writer)):
        for _ in range(2):
            secured, _ = await asyncio.gather(line.start_tls(ours, HOST, SOON), writer.start_tls(theirs))
        assert secured.get_extra_info("ssl_object").version().startswith("TLS")
        await secured.write(b"asked")
        await secured.write(b"")
        assert await reader.read(100) == b"asked"
        writer.write(b"answered")
        assert await secured.read(100, SOON) == b"answered"


@pytest.mark.parametrize("spoils", [
    lambda writer: writer.write(b"HTTP/1.1 200 OK\r\n\r\n"),
    lambda writer: writer.close(),
])  # fmt: skip
async def test_what_came_in_clear_is_not_taken_for_what_was_protected(
    spoils: Callable[[asyncio.StreamWriter], Awaitable[None] | None],
) -> None:
    async with connected() as (line, (_, writer)):
        spoils(writer)
        await line._received.some()
        with pytest.raises(httpcore.ConnectError):
            await line.start_tls(ssl.create_default_context(), HOST, SOON)


async def test_a_handshake_that_takes_too_long_or_is_none_is_no_connection() -> None:
    async with connected() as (line, _):
        with pytest.raises(httpcore.ConnectTimeout):
            await line.start_tls(ssl.create_default_context(), HOST, 0.01)
    async with connected() as (line, (reader, writer)):

        async def answer() -> None:
            await reader.read(10)
            writer.write(b"no TLS here, but so many bytes of something else")

        with pytest.raises(httpcore.ConnectError):
            await asyncio.gather(line.start_tls(ssl.create_default_context(), HOST, SOON), answer())
