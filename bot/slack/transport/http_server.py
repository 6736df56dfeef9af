"""HTTP mode: Slack's signed requests, and `/healthz`. What is not signed costs little, whatever it sends.

The headers are looked at first: without a fresh stamp and something like a signature the body is not read at all.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import re
import time
from typing import TYPE_CHECKING, Any

import structlog
from aiohttp import web
from slack_bolt.request.async_request import AsyncBoltRequest

from bot.slack.answered import answering
from bot.slack.transport.connections import Connection, Connections, most_connections
from bot.slack.transport.dispatching import dispatched

if TYPE_CHECKING:
    from typing import Self

    from aiohttp.typedefs import Handler
    from slack_bolt.async_app import AsyncApp
    from slack_bolt.response import BoltResponse

    from bot.vault import Secret

log = structlog.get_logger(__name__)

SIGNATURE_WINDOW = 300
"""Seconds that a signed request is good for: https://docs.slack.dev/authentication/verifying-requests-from-slack"""
LARGEST_BODY = 1_000_000
"""Bytes; Slack's own payloads stay far below."""
LINGER = 1.0
"""Seconds in which a refused body is let go by, so that its sender can read the answer."""
LAST_ANSWERS = 5.0
"""Seconds that requests under way have to be answered at a stop."""
_STAMP = re.compile(r"[0-9]{1,11}", re.ASCII)
_SIGNATURE = re.compile(r"v0=[0-9a-f]{64}", re.ASCII)


class HttpServer:
    """An HTTP server for Slack's signed requests, at `/slack/events`, and for `/healthz`."""

    def __init__(self, app: AsyncApp, signing_secret: Secret, connections: Connections) -> None:
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._app = app
        self._key = signing_secret.reveal().encode()
        self._connections = connections
        self._runner: web.AppRunner | None = None
        self._listening: asyncio.Server | None = None

    @classmethod
    async def start(
        cls, app: AsyncApp, signing_secret: Secret, host: str, port: int, connections: Connections | None = None
    ) -> Self:
        """Listen. Raises OSError when the address cannot be had."""
        server = cls(app, signing_secret, Connections(most_connections()) if connections is None else connections)
        site = web.Application(client_max_size=LARGEST_BODY, middlewares=[_timed])
        site.router.add_post("/slack/events", server.events)
        site.router.add_get("/healthz", server.healthz)
        runner = web.AppRunner(
            site,
            access_log=None,
            auto_decompress=False,  # Slack packs nothing, and a small packed body may unpack to a large one
            lingering_time=LINGER,
            shutdown_timeout=LAST_ANSWERS,
        )
        await runner.setup()
        server._runner = runner
        try:
            server._listening = await asyncio.get_running_loop().create_server(server._connection, host, port)
        except OSError:
            await runner.cleanup()
            raise
        return server

    def _connection(self) -> Connection:
        handlers = self._runner.server if self._runner else None
        if handlers is None:  # between the last accept and the close of a stop
            raise ConnectionAbortedError
        return self._connections.watched(handlers())

    async def stop(self) -> None:
        """Take no more requests, and answer those under way."""
        if self._listening:
            self._listening.close()
        if self._runner:
            await self._runner.cleanup()

    async def healthz(self, _: web.Request) -> web.Response:
        """Say that the process serves."""
        return web.json_response({"ok": True})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Take one signed request. 401 for whatever is not signed by Slack, lately; large or packed, 413 or 415."""
        if not _looks_signed(request):
            return _refused(web.HTTPUnauthorized.status_code)
        if "Content-Encoding" in request.headers:
            return _refused(web.HTTPUnsupportedMediaType.status_code)
        if (request.content_length or 0) > LARGEST_BODY:
            return _refused(web.HTTPRequestEntityTooLarge.status_code)
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge as error:
            return _refused(error.status_code)
        if not _signed(self._key, request, body):
            return _refused(web.HTTPUnauthorized.status_code)
        _of(request).read_whole()
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


@web.middleware
async def _timed(request: web.Request, handler: Handler) -> web.StreamResponse:
    if not request.can_read_body:
        _of(request).read_whole()
    try:
        return await handler(request)
    finally:
        _of(request).answered()


def _of(request: web.Request) -> Connection:
    connection = request.transport.get_protocol() if request.transport else None
    if not isinstance(connection, Connection):
        raise ConnectionResetError  # it was closed meanwhile
    return connection


def _refused(status: int) -> web.Response:
    log.warning("a request without a good signature was refused", status=status)
    answer = web.Response(status=status)
    answer.force_close()
    return answer


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
