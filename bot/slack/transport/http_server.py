"""HTTP mode: Slack's signed requests, and `/healthz`. What is not signed by Slack, lately, costs little."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import time
from typing import TYPE_CHECKING, Any

from aiohttp import web
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.runtime.serving import Serving, signed_body, timed
from bot.slack.answered import answering
from bot.slack.transport.dispatching import dispatched

if TYPE_CHECKING:
    from typing import Self

    from slack_bolt.async_app import AsyncApp
    from slack_bolt.response import BoltResponse

    from bot.runtime.connections import Connections
    from bot.vault import Secret

SIGNATURE_WINDOW = 300
"""Seconds that a signed request is good for: https://docs.slack.dev/authentication/verifying-requests-from-slack"""
LARGEST_BODY = 1_000_000
"""Bytes; Slack's own payloads stay far below."""
_STAMP = re.compile(r"[0-9]{1,11}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class HttpServer:
    """An HTTP server for Slack's signed requests, at `/slack/events`, and for `/healthz`."""

    def __init__(self, app: AsyncApp, signing_secret: Secret) -> None:
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._app = app
        self._key = signing_secret.reveal().encode()
        self._serving: Serving | None = None

    @classmethod
    async def start(
        cls, app: AsyncApp, signing_secret: Secret, host: str, port: int, connections: Connections | None = None
    ) -> Self:
        """Listen. Raises OSError when the address cannot be had."""
        server = cls(app, signing_secret)
        site = web.Application(client_max_size=LARGEST_BODY, middlewares=[timed])
        site.router.add_post("/slack/events", server.events)
        site.router.add_get("/healthz", server.healthz)
        server._serving = await Serving.start(site, host, port, connections)
        return server

    async def stop(self) -> None:
        """Take no more requests, and answer those under way."""
        if self._serving:
            await self._serving.stop()

    @property
    def connected(self) -> bool:
        """Whether Slack's requests are taken."""
        return self._serving is not None and self._serving.is_open

    async def healthz(self, _: web.Request) -> web.Response:
        """Say that the process serves."""
        return web.json_response({"ok": True})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Take one signed request. 401 for whatever is not signed by Slack, lately; large or packed, 413 or 415."""
        body = await signed_body(
            request, LARGEST_BODY, lambda body: _signed(self._key, request, body), look=_looks_signed(request)
        )
        with answering():
            response = await dispatched(self._dispatch(request, body))
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


def _looks_signed(request: web.Request) -> bool:
    stamps = request.headers.getall("X-Slack-Request-Timestamp", [])
    signatures = request.headers.getall("X-Slack-Signature", [])
    if len(stamps) != 1 or len(signatures) != 1 or not _STAMP.fullmatch(stamps[0]):
        return False
    # The wall's time, since Slack stamps with it, whatever our own clock has been through.
    return _SIGNATURE.fullmatch(signatures[0]) is not None and abs(time.time() - int(stamps[0])) <= SIGNATURE_WINDOW


def _signed(key: bytes, request: web.Request, body: bytes) -> bool:
    stamp, given = request.headers["X-Slack-Request-Timestamp"], request.headers["X-Slack-Signature"]
    expected = "v0=" + hmac.new(key, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, given)
