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
from bot.sandbox.workspace.faults import SOCKET, Faults
from bot.sandbox.workspace.model import APP_ID, Json
from bot.sandbox.workspace.recorder import Recorder
from bot.sandbox.workspace.treatment import LATE_SECONDS, Overtaking, Treatment, copy_of
from bot.sandbox.workspace.workspace import Workspace

MOST_CONNECTIONS = 10
PING_SECONDS = 5
GRACE_SECONDS = 10
CLOSE_SECONDS = 1
_DEBUG_INFO = {"host": "applink-practice", "build_number": 1, "approximate_connection_time": 18_060}


class SocketHub:
    """Hands envelopes to the app's sockets in turn and waits for their acks."""

    def __init__(self, workspace: Workspace, recorder: Recorder, faults: Faults) -> None:
        self.treatment = Treatment.NONE
        self._workspace = workspace
        self._recorder = recorder
        self._faults = faults
        self._overtaking = Overtaking(workspace.clock)
        self._copies: set[str] = set()
        self._sockets: list[web.WebSocketResponse] = []
        self._leaving: set[web.WebSocketResponse] = set()
        self._wires: dict[web.WebSocketResponse, asyncio.Transport] = {}
        self._silent: set[web.WebSocketResponse] = set()
        self._waiting: dict[str, asyncio.Future[Any]] = {}
        self._chores: set[asyncio.Future[object]] = set()
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
        if fault := self._faults.take(SOCKET):
            if fault.kind.isdigit():
                return web.Response(status=int(fault.kind))
            await self._workspace.clock.sleep(fault.seconds)  # "slow"
        socket = web.WebSocketResponse(timeout=CLOSE_SECONDS)
        await socket.prepare(request)
        refusal = self._refusal()
        if refusal is not None:
            await socket.send_json({"type": "disconnect", "reason": refusal, "debug_info": _DEBUG_INFO})
            await socket.close()
            return socket
        self._sockets.append(socket)
        if isinstance(wire := request.transport, asyncio.Transport):
            self._wires[socket] = wire
        self._workspace.note("socket_opened", connections=self.connections)
        self._speak_again()
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
        envelope_id = str(ack.get("envelope_id")) if isinstance(ack, dict) else ""
        if envelope_id in self._copies:
            self._copies.discard(envelope_id)
            return
        waiting = self._waiting.get(envelope_id)
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
            if not await self._treated(envelope):
                return Answer("not_connected")
            answered = await within(self._workspace.clock, ACK_SECONDS, _result(ack))
            return Answer("acked", answered if accepts_response else None)
        except TimeoutError:
            return Answer("timeout")
        finally:
            del self._waiting[envelope["envelope_id"]]

    async def _treated(self, envelope: Json) -> bool:
        text = json.dumps(envelope)
        if self.treatment is Treatment.OUT_OF_ORDER:
            return await self._overtaking.after_the_next(lambda: self._send(text))
        if self.treatment is Treatment.LATE:
            await self._workspace.clock.sleep(LATE_SECONDS)
        sent = await self._send(text)
        if self.treatment in (Treatment.AGAIN, Treatment.ELSEWHERE):
            again = copy_of(envelope)
            self._copies.add(again["envelope_id"])
            work = self._elsewhere if self.treatment is Treatment.ELSEWHERE else self._send
            self._later(work(json.dumps(again)))
        return sent

    async def _elsewhere(self, text: str) -> bool:
        """Send by a connection that was not there before: the others are cut."""
        for socket in list(self._sockets):
            await self._cut(socket)
        await self.connected()
        return await self._send(text)

    async def _send(self, text: str) -> bool:
        while self._sockets:
            staying = [each for each in self._sockets if each not in self._leaving]
            socket = (staying or self._sockets)[0]
            self._sockets.remove(socket)
            self._sockets.append(socket)
            if socket in self._silent:
                return True  # on its way, for all that anybody knows
            try:
                await socket.send_str(text)
            except ConnectionError:
                self._forget(socket)
            else:
                return True
        return False

    async def disconnect(self, reason: str) -> int:
        """Ask every connection to renew itself; gives their number.

        Those that did not are cut off after 10 s. The reason "drop" cuts at once, without a word; "silent" lets nothing
        through in either direction, as a network that is gone does, until there is another connection.
        """
        sockets = list(self._sockets)
        for socket in sockets:
            if reason == "silent":
                self._hush(socket)
                continue
            if reason == "drop":
                await self._cut(socket)
                continue
            self._leaving.add(socket)
            with contextlib.suppress(ConnectionError):
                await socket.send_json({"type": "disconnect", "reason": reason, "debug_info": _DEBUG_INFO})
            self._later(self._cut_after_grace(socket))
        self._workspace.note("socket_disconnect", reason=reason, connections=len(sockets))
        return len(sockets)

    def _hush(self, socket: web.WebSocketResponse) -> None:
        self._silent.add(socket)
        self._wires[socket].pause_reading()

    def _speak_again(self) -> None:
        for socket in self._silent:
            self._wires[socket].resume_reading()
        self._silent.clear()

    def _later(self, work: Awaitable[object]) -> None:
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
            if socket in self._silent:
                continue
            try:
                await socket.ping(b"Ping from applink-practice")
            except ConnectionError:
                return

    def _forget(self, socket: web.WebSocketResponse) -> None:
        self._leaving.discard(socket)
        self._silent.discard(socket)
        self._wires.pop(socket, None)
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
