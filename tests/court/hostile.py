"""A raw server that answers as no court should, over plain sockets: whole answers, broken ones, none at all."""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager, suppress
from itertools import count
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import random
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

STATUS_LINES: Final = (
    b"HTTP/1.1 200 OK", b"HTTP/1.1 302 Found", b"HTTP/1.1 204 No Content", b"HTTP/1.0 200", b"HTTP/1.1 999 \xff",
    b"HTTP/9.9 200 OK", b"ICY 200 OK", b"HTTP/1.1 200 \xc3\xa9", b"", b"HTTP/1.1 103 Early Hints", b"HTTP/1.1 304 No",
)  # fmt: skip
HEADERS: Final = (
    b"Content-Type: text/html", b"Content-Type: text/html; charset=\xff\xfe", b"Content-Length: 5",
    b"Content-Length: -1", b"Content-Length: 99999999999999999999", b"Content-Length: 5\r\nContent-Length: 7",
    b"Transfer-Encoding: chunked", b"Transfer-Encoding: \x00", b"Content-Encoding: gzip", b"Content-Encoding: \xe9",
    b"Location: /cgi-bin/next.pl", b"Location: https://\xd0\xb8\xd0\xbc\xd1\x8f.example/", b"Location: http://[::1",
    b"Location: //", b"Location: https://ecf.mieb.uscourts.gov:99999/", b"Location: \xff\xfe",
    b"Location: javascript:x",
    b"Location: https://a:b@ecf.mieb.uscourts.gov/", b"Location: " + b"a" * 9000, b"Location: https://xn--\xe4.gov/",
    b"Location: https://" + b"a" * 70 + b".gov/", b"Location: https://ecf.mieb.uscourts.gov/%zz\x7f",
    b"Set-Cookie: a=b", b"Set-Cookie: \xff=\xfe; Domain=.uscourts.gov", b"Set-Cookie: =;;;",
    b"Set-Cookie: a=b; Expires=x",
    b"Set-Cookie: a=b; Max-Age=\xb2", b"Set-Cookie: a=b; Domain=\xe9", b"Set-Cookie: a=" + b"b" * 9000,
    b"Set-Cookie: a=b; Expires=Fri, 99-Foo-9999 99:99:99 GMT", b'Set-Cookie: a="\\', b"no colon at all", b": no name",
    b" folded: yes", b"X: \x00", b"X\xff: y", b"Connection: close", b"Connection: upgrade\r\nUpgrade: websocket",
    b"Date: \xff", b"Retry-After: never",
)  # fmt: skip
BODIES: Final = (
    b"", b"hello", b"5\r\nhello\r\n0\r\n\r\n", b"zz\r\n", b"ffffffffffffffff\r\n", b"\x1f\x8b\x08bad",
    b"<html>" + b"<b>" * 300,
    b'{"nextGenCSO": "' + b"t" * 128 + b'", "loginResult": "0", "errorDescription": ""}', b'{"loginResult": ["0"]}',
    b"<script>location.assign('https://pacer.login.uscourts.gov/csologin/')</script>", bytes(range(256)), b"[" * 9000,
)  # fmt: skip


def hostile_answer(chance: random.Random) -> bytes:
    """Make an answer of odd parts, cut anywhere."""
    head = [chance.choice(STATUS_LINES), *chance.sample(HEADERS, chance.randrange(5))]
    whole = b"\r\n".join([*head, b"", chance.choice(BODIES)])
    return whole[: chance.randrange(len(whole) + 1)] if chance.random() < 0.3 else whole


@asynccontextmanager
async def listening(
    serve: Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]],
) -> AsyncIterator[str]:
    """Give the address of a server whose every connection is `serve`d and closed; none outlives it."""
    serving: set[asyncio.Task[None]] = set()

    async def accept(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        serving.add(task)
        task.add_done_callback(serving.discard)
        # A cancelled task would be reported by asyncio's streams as a fault of theirs.
        with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
            await serve(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(accept, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for task in serving:
            task.cancel()
        if serving:
            await asyncio.wait(serving)
        await server.wait_closed()


class Hostile:
    """Answers each request with what `answer` gives, and then closes. `heard` counts the bytes that came."""

    def __init__(self) -> None:
        self.answer: Callable[[], bytes] = lambda: b""
        self.heard: list[bytes] = []
        self.url = ""

    @classmethod
    @asynccontextmanager
    async def serving(cls) -> AsyncIterator[Hostile]:
        hostile = cls()
        async with listening(hostile._serve) as hostile.url:
            yield hostile

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.heard.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(self.answer())
        await writer.drain()


class KeepsOpen:
    """Answers each request on its connection as `answer` says, given its place there, from 1; None drops it."""

    def __init__(self) -> None:
        self.answer: Callable[[int], Iterable[bytes] | None] = lambda _: None
        self.heard: list[tuple[int, bytes]] = []
        """The connection, from 1, and the request, whole."""
        self.connections = 0
        self.url = ""

    @classmethod
    @asynccontextmanager
    async def serving(cls) -> AsyncIterator[KeepsOpen]:
        found = cls()
        async with listening(found._serve) as found.url:
            yield found

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        number = self.connections
        for place in count(1):
            head = await reader.readuntil(b"\r\n\r\n")
            length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", head)
            self.heard.append((number, head + (await reader.readexactly(int(length[1])) if length else b"")))
            pieces = self.answer(place)
            if pieces is None:
                writer.transport.abort()
                return
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
                await asyncio.sleep(0)  # each piece is to be read on its own
