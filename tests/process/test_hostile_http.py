"""HTTP mode against what nobody signed: 401 before the body, bounded time, bounded connections, bounded log."""

from __future__ import annotations

import asyncio
import gzip
import secrets
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult

from bot.runtime.connections import Connections, most_connections
from bot.slack.transport import HttpServer
from bot.vault import Secret
from tests.process.test_http_mode import Http, http_mode, signature
from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.stack import Stack

SECRET = secrets.token_hex(16)
MOST, READ, IDLE = 8, 0.3, 0.6
HEAD = b"POST /slack/events HTTP/1.1\r\nHost: x\r\n"


class Server:
    """The HTTP server alone, with short times and few connections."""

    def __init__(self, port: int, connections: Connections) -> None:
        self.port = port
        self.connections = connections

    async def connect(self, sent: bytes = b"") -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        writer.write(sent)
        return reader, writer

    async def answer(self, sent: bytes) -> bytes:
        """Send, and give all that comes until the server closes; nothing more is sent."""
        reader, writer = await self.connect(sent)
        async with asyncio.timeout(PATIENCE):
            try:
                return await reader.read()
            except ConnectionResetError:
                return b""
            finally:
                writer.close()

    def signed(self, body: bytes) -> bytes:
        stamp = str(int(time.time()))
        sign = signature(SECRET, stamp, body)
        return f"X-Slack-Request-Timestamp: {stamp}\r\nX-Slack-Signature: {sign}\r\n".encode()

    async def health(self) -> int:
        async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{self.port}/healthz") as answer:
            return answer.status


@asynccontextmanager
async def serving(read: float = READ) -> AsyncIterator[Server]:
    async def authorize() -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id="T0PRACTICE")

    connections = Connections(MOST, read, IDLE)
    app = AsyncApp(authorize=authorize, signing_secret="", request_verification_enabled=False)
    server = await HttpServer.start(app, Secret(SECRET), "127.0.0.1", 0, connections)
    assert server._serving
    try:
        yield Server(server._serving.port, connections)
    finally:
        await server.stop()


async def test_an_unsigned_request_is_refused_before_its_body_is_there() -> None:
    async with serving(read=PATIENCE) as server:
        answer = await server.answer(HEAD + b"Content-Length: 900000\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 401")


@pytest.mark.parametrize("headers", [b"X-Slack-Request-Timestamp: 1\r\nX-Slack-Signature: v0=" + b"0" * 64 + b"\r\n"])
async def test_an_old_request_is_refused_before_its_body_is_there(headers: bytes) -> None:
    async with serving(read=PATIENCE) as server:
        answer = await server.answer(HEAD + headers + b"Content-Length: 900000\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 401")


async def test_a_large_body_is_refused_by_its_length_and_by_what_comes() -> None:
    async with serving(read=PATIENCE) as server:
        head = HEAD + server.signed(b"")
        assert (await server.answer(head + b"Content-Length: 1000001\r\n\r\n")).startswith(b"HTTP/1.1 413")
        chunk = b"10000\r\n" + b"x" * 0x10000 + b"\r\n"
        answer = await server.answer(head + b"Transfer-Encoding: chunked\r\n\r\n" + chunk * 20 + b"0\r\n\r\n")
        assert answer.startswith(b"HTTP/1.1 413")


async def test_a_packed_body_is_never_unpacked() -> None:
    async with serving(read=PATIENCE) as server:
        body = gzip.compress(b"payload=" + b"x" * 10_000_000)
        head = HEAD + server.signed(body) + b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(body)
        assert (await server.answer(head + body)).startswith(b"HTTP/1.1 415")


async def test_a_signed_request_is_taken_on_a_connection_that_is_used_again() -> None:
    async with serving() as server:
        body = b'{"type":"event_callback"}'
        whole = HEAD + server.signed(body) + b"Content-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(body)
        reader, writer = await server.connect()
        for _ in range(3):
            writer.write(whole + body)
            assert (await reader.readuntil(b"\r\n\r\n")).startswith(b"HTTP/1.1 200")
        writer.close()


@pytest.mark.parametrize(
    "sent",
    [b"", HEAD, HEAD + b"Content-Length: 10\r\n\r\n12345", b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" + HEAD],
    ids=["nothing", "half a head", "half a body", "a request, and half of another"],
)
async def test_who_does_not_finish_is_closed(sent: bytes) -> None:
    async with serving() as server:
        await server.answer(sent)
        assert len(server.connections) == 0


async def test_half_a_signed_body_is_closed() -> None:
    async with serving() as server:
        assert await server.answer(HEAD + server.signed(b"x") + b"Content-Length: 10\r\n\r\n12345") == b""


async def test_drops_do_not_buy_time() -> None:
    async with serving() as server:
        reader, writer = await server.connect(HEAD)
        sent = 0
        with suppress(ConnectionError):
            async with asyncio.timeout(PATIENCE):
                while not reader.at_eof():
                    writer.write(b"X: y\r\n")
                    sent += 1
                    with suppress(TimeoutError):
                        await asyncio.wait_for(reader.read(1), READ / 10)
        writer.close()
        assert sent < 100
        assert len(server.connections) == 0


async def test_with_all_connections_held_slack_and_the_health_check_get_through() -> None:
    async with serving(read=PATIENCE) as server:
        held = [await server.connect(HEAD) for _ in range(5 * MOST)]
        assert await server.health() == 200
        body = b'{"type":"event_callback"}'
        whole = HEAD + server.signed(body) + b"Connection: close\r\nContent-Type: application/json\r\n"
        answer = await server.answer(whole + b"Content-Length: %d\r\n\r\n" % len(body) + body)
        assert answer.startswith(b"HTTP/1.1 200")
        assert len(server.connections) <= MOST
        for _, writer in held:
            writer.close()


async def test_ten_thousand_unsigned_requests_get_401_each_and_leave_a_line_or_two(parts: Stack) -> None:
    canary = secrets.token_hex(12)
    body = f"command=%2Flink-pacer&text={canary}".encode()
    async with http_mode(parts) as http:
        statuses: dict[int, int] = {}
        await asyncio.gather(*(_unsigned(http, body, 10_000 // 20, statuses) for _ in range(20)))
        assert statuses == {401: 10_000}
        assert await http.app.stopped() == 0
        assert canary.encode() not in http.app.written
        assert http.app.err.count(b"without a good signature") <= 6
        assert len(http.app.err) < 10_000
        assert b'"repeated": ' in http.app.err


async def _unsigned(http: Http, body: bytes, number: int, statuses: dict[int, int]) -> None:
    async with aiohttp.ClientSession() as session:
        for at in range(number):
            odd = {"X-Slack-Signature": "v0=" + "0" * 64}, {"X-Slack-Request-Timestamp": "9" * (at % 50)}
            headers: dict[str, str] = ({}, *odd)[at % 3]
            async with session.post(f"{http.url}/slack/events", data=body, headers=headers) as answer:
                statuses[answer.status] = statuses.get(answer.status, 0) + 1


def test_the_number_of_connections_stays_below_the_files_that_may_be_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("resource.getrlimit", lambda _: (256, 1024))
    assert most_connections() == 64
    monkeypatch.setattr("resource.getrlimit", lambda _: (65536, 65536))
    assert most_connections() == 256
