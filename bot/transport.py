"""How Slack's payloads come in: Socket Mode, or signed HTTP. A layer round Bolt that closes Bolt's gaps.

Malformed payloads raise inside Bolt before any of its own handlers, unsigned hostile headers make it answer 500, and a
bad signature logs the body. Here every payload ends in an answer, and nothing of it in a log.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from typing import TYPE_CHECKING, Any

import structlog
from aiohttp import web
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.answered import answering
from bot.hardening import collect_soon
from bot.log import library_logger

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from typing import Self

    from slack_bolt.async_app import AsyncApp
    from slack_sdk.socket_mode.aiohttp import SocketModeClient
    from slack_sdk.socket_mode.request import SocketModeRequest
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.vault import Secret

log = structlog.get_logger(__name__)

SIGNATURE_WINDOW = 300
"""Seconds that a signed request is good for: https://docs.slack.dev/authentication/verifying-requests-from-slack"""
LARGEST_BODY = 1_000_000
"""Bytes; Slack's own payloads stay far below."""


async def _dispatched(dispatch: Awaitable[BoltResponse]) -> BoltResponse:
    """Give Bolt's answer, or an empty one for a payload that Bolt could not even read."""
    try:
        response = await dispatch
    except Exception:
        log.exception("a payload could not be read")
        return BoltResponse(status=200, body="")
    finally:
        collect_soon()
    # An unknown payload gets Bolt's 404, on which Socket Mode would stay silent and Slack would ask again.
    return response if response.status == web.HTTPOk.status_code else BoltResponse(status=200, body="")


class _Handler(AsyncSocketModeHandler):
    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:  # type: ignore[override]
        began = time.time()
        with answering():
            response = await _dispatched(run_async_bolt_app(self.app, req))
            await send_async_response(client, req, response, began)


class SocketMode:
    """A Socket Mode connection to Slack."""

    def __init__(self, handler: _Handler) -> None:
        self._handler = handler

    @classmethod
    async def start(cls, app: AsyncApp, app_token: str, client: AsyncWebClient) -> Self:
        """Connect. Check the token first: the client tries a bad one for ever."""
        handler = _Handler(app, app_token, logger=library_logger("slack_sdk.socket_mode"), web_client=client)
        handler.client.proxy = client.proxy
        await handler.connect_async()  # type: ignore[no-untyped-call]
        return cls(handler)

    async def stop(self) -> None:
        """Disconnect."""
        await self._handler.close_async()  # type: ignore[no-untyped-call]


class HttpServer:
    """An HTTP server for Slack's signed requests, at `/slack/events`, and for `/healthz`."""

    def __init__(self, app: AsyncApp, signing_secret: Secret) -> None:
        self._app = app
        self._key = signing_secret.reveal().encode()
        self._runner: web.AppRunner | None = None

    @classmethod
    async def start(cls, app: AsyncApp, signing_secret: Secret, host: str, port: int) -> Self:
        """Listen. Raises OSError when the address cannot be had."""
        server = cls(app, signing_secret)
        site = web.Application(client_max_size=LARGEST_BODY)
        site.router.add_post("/slack/events", server.events)
        site.router.add_get("/healthz", server.healthz)
        runner = web.AppRunner(site, access_log=None)
        await runner.setup()
        await web.TCPSite(runner, host, port).start()
        server._runner = runner
        return server

    async def stop(self) -> None:
        """Take no more requests, and finish those under way."""
        if self._runner:
            await self._runner.cleanup()

    async def healthz(self, _: web.Request) -> web.Response:
        """Say that the process serves."""
        return web.json_response({"ok": True})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Take one signed request. 401 for whatever is not signed by Slack, lately."""
        body = await request.read()
        if not _signed(self._key, request, body):
            log.warning("a request without a good signature was refused")
            return web.Response(status=web.HTTPUnauthorized.status_code)
        with answering():
            response = await _dispatched(self._dispatch(request, body))
            answer = web.Response(
                status=response.status,
                text=response.body,
                content_type=response.first_headers().get("content-type", "text/plain").split(";")[0],
            )
            await answer.prepare(request)
            await answer.write_eof()
            return answer

    async def _dispatch(self, request: web.Request, body: bytes) -> BoltResponse:
        headers: dict[str, Any] = {name.lower(): value for name, value in request.headers.items()}
        return await self._app.async_dispatch(AsyncBoltRequest(body=body.decode(), headers=headers))


def _signed(key: bytes, request: web.Request, body: bytes) -> bool:
    stamp = request.headers.get("X-Slack-Request-Timestamp", "")
    given = request.headers.get("X-Slack-Signature", "")
    if not (stamp.isascii() and stamp.isdigit() and len(stamp) <= len("10000000000") and given.isascii()):
        return False
    if abs(time.time() - int(stamp)) > SIGNATURE_WINDOW:
        return False
    expected = "v0=" + hmac.new(key, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, given)
