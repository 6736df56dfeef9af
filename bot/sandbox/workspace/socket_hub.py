"""Socket Mode's far end: at most ten connections of one app, and each envelope to exactly one of them."""

import asyncio
import contextlib
import json
import uuid
from collections.abc import Awaitable
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.workspace.clock import within
from bot.sandbox.workspace.delivery import ACK_SECONDS, Answer, Kind, Retry
from bot.sandbox.workspace.model import APP_ID, Json
from bot.sandbox.workspace.recorder import Recorder
from bot.sandbox.workspace.workspace import Workspace

MOST_CONNECTIONS = 10
PING_SECONDS = 5
GRACE_SECONDS = 10
CLOSE_SECONDS = 1
_DEBUG_INFO = {"host": "applink-practice", "build_number": 1, "approximate_connection_time": 18_060}


class SocketHub:
    """Hands envelopes to the app's sockets in turn and waits for their acks."""

    def __init__(self, workspace: Workspace, recorder: Recorder) -> None:
        self._workspace = workspace
        self._recorder = recorder
        self._sockets: list[web.WebSocketResponse] = []
        self._leaving: set[web.WebSocketResponse] = set()
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._chores: set[asyncio.Future[None]] = set()
        self._connected = asyncio.Event()

    @property
    def connections(self) -> int:
        """Count the open connections."""
        return len(self._sockets)

    async def connected(self) -> None:
        """Return once an app has a connection open."""
        while not self._sockets:
            self._connected.clear()
            await self._connected.wait()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection; its ticket must be new."""
        if not self._workspace.use_ticket(request.query.get("ticket", "")):
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=403)
        socket = web.WebSocketResponse(timeout=CLOSE_SECONDS)
        await socket.prepare(request)
        refusal = self._refusal()
        if refusal is not None:
            await socket.send_json({"type": "disconnect", "reason": refusal, "debug_info": _DEBUG_INFO})
            await socket.close()
            return socket
        self._sockets.append(socket)
        self._workspace.note("socket_opened", connections=self.connections)
        pings = asyncio.ensure_future(self._ping(socket))
        try:
            await self._greet(socket)
            await self._listen(socket)
        finally:
            pings.cancel()
            self._forget(socket)
        return socket

    def _refusal(self) -> str | None:
        if self._workspace.request_url is not None:
            return "link_disabled"
        return "too_many_websockets" if len(self._sockets) >= MOST_CONNECTIONS else None

    async def _greet(self, socket: web.WebSocketResponse) -> None:
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": self.connections,
                "debug_info": _DEBUG_INFO,
                "connection_info": {"app_id": APP_ID},
            }
        )
        self._connected.set()

    async def _listen(self, socket: web.WebSocketResponse) -> None:
        async for frame in socket:
            if frame.type is WSMsgType.TEXT:
                self._recorder.keep_frame(frame.data)
                self._take_ack(frame.data)

    def _take_ack(self, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            ack = None
        waiting = self._waiting.get(str(ack.get("envelope_id"))) if isinstance(ack, dict) else None
        if waiting is None or waiting.done():
            self._workspace.note("ack_for_nothing")
        elif isinstance(ack, dict):
            waiting.set_result(ack.get("payload"))

    async def deliver(
        self, kind: Kind, payload: Json, *, accepts_response: bool = False, retry: Retry | None = None
    ) -> Answer:
        """Send one envelope down one socket and wait at most 3 s for its ack, on whichever socket that comes."""
        envelope: Json = {
            "envelope_id": str(uuid.uuid4()),
            "type": kind,
            "accepts_response_payload": accepts_response,
            "payload": payload,
        }
        if kind == "events_api":
            envelope |= {"retry_attempt": retry.attempt if retry else 0, "retry_reason": retry.reason if retry else ""}
        ack: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        self._waiting[envelope["envelope_id"]] = ack
        try:
            if not await self._send(json.dumps(envelope)):
                return Answer("not_connected")
            answered = await within(self._workspace.clock, ACK_SECONDS, _result(ack))
            return Answer("acked", answered if accepts_response else None)
        except TimeoutError:
            return Answer("timeout")
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def _send(self, text: str) -> bool:
        while self._sockets:
            staying = [each for each in self._sockets if each not in self._leaving]
            socket = (staying or self._sockets)[0]
            self._sockets.remove(socket)
            self._sockets.append(socket)
            try:
                await socket.send_str(text)
            except ConnectionError:
                self._forget(socket)
            else:
                return True
        return False

    async def disconnect(self, reason: str) -> int:
        """Ask every connection to renew itself; gives their number.

        Those that did not are cut off after 10 s. The reason "drop" cuts at once, without a word.
        """
        sockets = list(self._sockets)
        for socket in sockets:
            if reason == "drop":
                await self._cut(socket)
                continue
            self._leaving.add(socket)
            with contextlib.suppress(ConnectionError):
                await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": _DEBUG_INFO})
            self._later(self._cut_after_grace(socket))
        self._workspace.note("socket_disconnect", reason=reason, connections=len(sockets))
        return len(sockets)

    def _later(self, work: Awaitable[None]) -> None:
        chore = asyncio.ensure_future(work)
        self._chores.add(chore)
        chore.add_done_callback(self._chores.discard)

    async def _cut_after_grace(self, socket: web.WebSocketResponse) -> None:
        await self._workspace.clock.sleep(GRACE_SECONDS)
        await self._cut(socket)

    async def _cut(self, socket: web.WebSocketResponse) -> None:
        self._forget(socket)
        await socket.close()

    async def _ping(self, socket: web.WebSocketResponse) -> None:
        while not socket.closed:
            await self._workspace.clock.sleep(PING_SECONDS)
            try:
                await socket.ping(b"Ping from applink-practice")
            except ConnectionError:
                return

    def _forget(self, socket: web.WebSocketResponse) -> None:
        self._leaving.discard(socket)
        if socket in self._sockets:
            self._sockets.remove(socket)
            self._workspace.note("socket_closed", connections=self.connections)

    async def close(self) -> None:
        """Close every connection."""
        for chore in list(self._chores):
            chore.cancel()
        for socket in list(self._sockets):
            await self._cut(socket)


async def _result(ack: asyncio.Future[Any]) -> Any:
    return await ack
