"""Payloads that Slack would never send, through both transports of a real process: each is answered, none does harm.

Many are on their way at a time, as from a workspace of many people, so that the process is what takes the time.
`LINK_PACER_FUZZ=200000` asks for so many over each transport. `tests/reliability/test_mangled.py` sends many more,
without the sockets.
"""

from __future__ import annotations

import asyncio
import json
import os
import time
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.sandbox.workspace import Workspace, serve
from bot.sandbox.workspace.http_sender import sign
from tests.process.payloads import CANARY, mutated
from tests.support.process import Program, links, reviews, running_app
from tests.support.stack import free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator

    from bot.sandbox.workspace.delivery import Kind
    from tests.support.stack import Stack

PAYLOADS = int(os.environ.get("LINK_PACER_FUZZ", "1500"))
AT_A_TIME = 32
BROKEN = ("uncaught_exception", "event_loop_error", "exception_ignored", "Traceback", "was lost", "a task failed")
CONTENT_TYPES = (
    *("application/json", "application/x-www-form-urlencoded", "text/plain"),
    *("multipart/form-data; boundary=x", "x"),
)
BODIES = (
    *(b"", b"payload=", b"payload={", b"payload=null", b"payload=%FF", b"[]", b"null", b"{", b"\xff\xfe"),
    *(b"[" * 50_000, b"payload=" + b"[" * 50_000, b'{"a":' * 50_000, b"x" * 900_000, b"9" * 10_000),
)


class Socket:
    """Sends over the practice workspace's own Socket Mode connection."""

    def __init__(self, parts: Stack) -> None:
        self._hub = parts.running_workspace._parts.hub

    async def send(self, kind: Kind, payload: dict[str, Any]) -> str:
        return (await self._hub.deliver(kind, payload, accepts_response=True)).outcome


class Http:
    """Posts signed requests, as the workspace does."""

    def __init__(self, parts: Stack, port: int, client: aiohttp.ClientSession) -> None:
        self._secret = parts.workspace.signing_secret
        self._url = f"http://127.0.0.1:{port}/slack/events"
        self._client = client

    async def send(self, kind: Kind, payload: dict[str, Any]) -> str:
        if kind == "events_api":
            return await self.post(json.dumps(payload).encode(), "application/json")
        fields = payload if kind == "slash_commands" else {"payload": json.dumps(payload)}
        body = urlencode(fields, errors="replace").encode()
        return await self.post(body, "application/x-www-form-urlencoded")

    async def post(self, body: bytes, content_type: str) -> str:
        stamp = str(int(time.time()))
        headers = {
            "Content-Type": content_type,
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": sign(self._secret, stamp, body),
        }
        async with self._client.post(self._url, data=body, headers=headers) as answer:
            await answer.read()
            return "acked" if answer.status == 200 else f"status {answer.status}"


async def volley(made: Iterator[tuple[Any, Any]], send: Callable[[Any, Any], Awaitable[str]]) -> None:
    """Send all that is made, many at a time, and have each answered as it must be."""

    async def one_after_the_other() -> None:
        for first, second in made:
            outcome = await send(first, second)
            assert outcome == "acked", (outcome, first, second)

    async with asyncio.TaskGroup() as senders:
        for _ in range(AT_A_TIME):
            senders.create_task(one_after_the_other())


async def still_works(parts: Stack, app: Program) -> None:
    """Let somebody link, start to end, and the app stop."""
    me = await parts.person()
    await reviews(parts, me, parts.court_person())
    await links(me)
    assert parts.court.submits == 1
    assert await app.stopped() == 0
    said = app.written.decode()
    assert [line for line in said.splitlines() if any(word in line for word in BROKEN)] == []
    assert CANARY not in said


@pytest.fixture
async def socket_app(parts: Stack) -> AsyncIterator[Program]:
    async with running_app(parts.environ) as app:
        await parts.running_workspace.connected()
        yield app
        await still_works(parts, app)


@pytest.fixture
async def http(parts: Stack) -> AsyncIterator[Http]:
    port = free_port()
    parts.workspace = Workspace(
        request_url=f"http://127.0.0.1:{port}/slack/events",
        **{name: getattr(parts.workspace, name) for name in ("bot_token", "signing_secret")},
    )
    parts.running_workspace = await serve(parts.workspace)
    environ = {name: value for name, value in parts.environ.items() if name != "SLACK_APP_TOKEN"}
    environ |= {"PORT": str(port), "SLACK_API_URL": parts.running_workspace.api_url}
    async with running_app(environ) as app, aiohttp.ClientSession() as client:
        yield Http(parts, port, client)
        await still_works(parts, app)
    await parts.running_workspace.close()


def made(seed: int) -> Iterator[tuple[Kind, dict[str, Any]]]:
    random = Random(seed)  # noqa: S311 - to be the same each time
    return (mutated(random) for _ in range(PAYLOADS))


async def test_over_socket_mode_every_payload_is_answered(parts: Stack, socket_app: Program) -> None:
    await volley(made(1), Socket(parts).send)
    assert CANARY.encode() not in socket_app.written


async def test_over_http_every_payload_and_every_signed_body_is_answered_with_200(http: Http) -> None:
    await volley(made(2), http.send)
    random = Random(3)  # noqa: S311 - to be the same each time
    bodies = (random.choice((random.randbytes(200), *BODIES)) for _ in range(PAYLOADS // 3))
    await volley(((body, random.choice(CONTENT_TYPES)) for body in bodies), http.post)
