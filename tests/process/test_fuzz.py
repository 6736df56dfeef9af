"""Payloads that Slack would never send, through both transports of a real process: each is answered, none does harm."""

from __future__ import annotations

import json
import os
import socket
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import aiohttp
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.workspace import Workspace, serve
from bot.sandbox.workspace.http_sender import sign
from tests.process.payloads import CANARY, mutated
from tests.support.process import Program, links, reviews, running_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.workspace.delivery import Kind
    from tests.support.stack import Stack

EXAMPLES = int(os.environ.get("LINK_PACER_FUZZ", "300"))
HARMLESS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    database=None,
    # The app is meant to take all examples one after the other: what one leaves behind must not hurt the next.
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
BROKEN = ("uncaught_exception", "event_loop_error", "exception_ignored", "Traceback", "was lost")
CONTENT_TYPES = st.sampled_from(
    ["application/json", "application/x-www-form-urlencoded", "text/plain", "multipart/form-data; boundary=x", "x"]
)
BODIES = st.one_of(
    st.binary(max_size=200),
    st.sampled_from(
        [b"", b"payload=", b"payload={", b"payload=null", b"payload=%FF", b"[]", b"null", b"{", b"\xff\xfe"]
    ),
    st.sampled_from([b"[" * 50_000, b"payload=" + b"[" * 50_000, b'{"a":' * 50_000, b"x" * 900_000, b"9" * 10_000]),
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


async def still_works(parts: Stack, app: Program) -> None:
    """Let somebody link, start to end, and the app stop."""
    me = await parts.person()
    await reviews(parts, me, parts.court_person())
    await links(me)
    assert parts.court.submits == 1
    assert await app.stopped() == 0
    assert_unharmed(app)


def assert_unharmed(app: Program) -> None:
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
async def http(parts: Stack) -> AsyncIterator[tuple[Http, Program]]:
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    parts.workspace = Workspace(
        request_url=f"http://127.0.0.1:{port}/slack/events",
        **{name: getattr(parts.workspace, name) for name in ("bot_token", "signing_secret")},
    )
    parts.running_workspace = await serve(parts.workspace)
    environ = {name: value for name, value in parts.environ.items() if name != "SLACK_APP_TOKEN"}
    environ |= {"PORT": str(port), "SLACK_API_URL": parts.running_workspace.api_url}
    async with running_app(environ) as app, aiohttp.ClientSession() as client:
        yield Http(parts, port, client), app
        await still_works(parts, app)
    await parts.running_workspace.close()


@HARMLESS
@given(sent=mutated())
async def test_over_socket_mode_every_payload_is_answered(
    parts: Stack, socket_app: Program, sent: tuple[Kind, dict[str, Any]]
) -> None:
    assert await Socket(parts).send(*sent) == "acked"
    assert_unharmed(socket_app)


@HARMLESS
@given(sent=mutated())
async def test_over_http_every_payload_is_answered_with_200(
    http: tuple[Http, Program], sent: tuple[Kind, dict[str, Any]]
) -> None:
    sender, app = http
    assert await sender.send(*sent) == "acked"
    assert_unharmed(app)


@HARMLESS
@given(body=BODIES, content_type=CONTENT_TYPES)
async def test_over_http_every_signed_body_is_answered_with_200(
    http: tuple[Http, Program], body: bytes, content_type: str
) -> None:
    sender, app = http
    assert await sender.post(body, content_type) == "acked"
    assert_unharmed(app)
