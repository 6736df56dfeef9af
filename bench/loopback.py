"""A loopback Slack, as light as can be, and the driver of what connects to it: sends envelopes and times their answers.

One server in the driver's process for all that are compared, so that its cost is the same for each. It checks nothing:
the practice workspace does that.
"""

from __future__ import annotations

import asyncio
import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from aiohttp import web

from bench.payloads import TEAM, Json, channel_of, view_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bench.payloads import Envelope

PATIENCE = 60.0
"""Seconds until the benchmark gives up on something that never comes."""
_HEAD = '{"envelope_id": "'


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to one envelope: after how many seconds, and what."""

    user: str
    seconds: float
    text: str


@dataclass
class Line:
    """What one app did: its socket, and what it showed to each user."""

    name: str
    slowness: float = 0.0
    calls: int = 0
    connections: set[object] = field(default_factory=set)
    cards: dict[str, Json] = field(default_factory=dict)
    views: dict[str, Json] = field(default_factory=dict)
    on_view: Callable[[str, Json], None] | None = None
    connected_at: float = 0.0
    _sockets: list[web.WebSocketResponse] = field(default_factory=list)
    _turn: int = 0
    _connected: asyncio.Event = field(default_factory=asyncio.Event)
    _changed: asyncio.Event = field(default_factory=asyncio.Event)
    _waiting: dict[str, asyncio.Future[tuple[float, str]]] = field(default_factory=dict)

    @property
    def app_token(self) -> str:
        """The app-level token that leads to this line."""
        return f"xapp-{self.name}"

    @property
    def bot_token(self) -> str:
        """The bot token that leads to this line."""
        return f"xoxb-{self.name}"

    async def connected(self, many: int = 1) -> None:
        """Wait for the app's socket, or for so many: envelopes go to each in turn, as Slack's do."""
        async with asyncio.timeout(PATIENCE):
            while len(self._sockets) < many:
                self._connected.clear()
                await self._connected.wait()

    async def until(self, done: Callable[[str], bool], users: Iterable[str], patience: float = PATIENCE) -> None:
        """Wait until `done` for each of the users, looked at one by one whenever the app has called."""
        async with asyncio.timeout(patience):
            for user in users:
                while not done(user):
                    self._changed.clear()
                    await self._changed.wait()

    async def quiet(self, seconds: float = 0.15) -> None:
        """Wait until the app has not called for so long."""
        async with asyncio.timeout(PATIENCE):
            while True:
                before = self.calls
                await asyncio.sleep(seconds)
                if before == self.calls:
                    return

    async def send(self, envelope: Envelope) -> Answer:
        """Send an envelope and wait for its answer."""
        self._turn += 1
        socket = self._sockets[self._turn % len(self._sockets)]
        waiting = self._waiting[envelope.id] = asyncio.get_running_loop().create_future()
        began = time.perf_counter()
        await socket.send_str(envelope.text)
        ended, text = await asyncio.wait_for(waiting, PATIENCE)
        return Answer(envelope.user, ended - began, text)

    async def send_all(self, envelopes: Iterable[Envelope], at_once: int, pause: float = 0.0) -> list[Answer]:
        """Send envelopes, `at_once` under way at any time, each sender pausing `pause` seconds after an answer."""
        ready = iter(list(envelopes))
        answers: list[Answer] = []

        async def sender() -> None:
            for envelope in ready:
                answers.append(await self.send(envelope))
                if pause:
                    await asyncio.sleep(pause)

        await asyncio.gather(*(sender() for _ in range(at_once)))
        return answers

    async def serve(self, request: web.Request) -> web.WebSocketResponse:
        """Keep the app's socket."""
        socket = web.WebSocketResponse(compress=False)
        await socket.prepare(request)
        await socket.send_str('{"type": "hello", "num_connections": 1}')
        self._sockets.append(socket)
        self.connected_at = time.perf_counter()
        self._connected.set()
        async for message in socket:
            ended = time.perf_counter()
            text = str(message.data)
            if text.startswith(_HEAD):
                waiting = self._waiting.pop(text[len(_HEAD) : text.index('"', len(_HEAD))], None)
                if waiting and not waiting.done():
                    waiting.set_result((ended, text))
        return socket

    def take(self, method: str, body: Json) -> Json:
        """Take one call of the Web API."""
        self.calls += 1
        self._changed.set()
        match method:
            case "users.info":
                return {"user": {"id": body["user"], "team_id": TEAM}}
            case "conversations.info":
                return {"channel": {"id": body["channel"], "is_member": True}}
            case "conversations.open":
                return {"channel": {"id": channel_of(body["users"])}}
            case "chat.postMessage":
                ts = f"{self.calls}.1"
                self.cards[body["channel"][1:]] = {**body, "ts": ts}
                return {"ts": ts, "channel": body["channel"]}
            case "chat.update":
                user = body["channel"][1:]
                if self.cards.get(user, {}).get("ts") == body["ts"]:  # an older one is only folded
                    self.cards[user] = body
                return {"ts": body["ts"], "channel": body["channel"]}
            case "views.open":
                return {"view": {"id": self._seen(body["trigger_id"].partition(".")[2], body["view"])}}
            case "views.update":
                return {"view": {"id": self._seen(body["view_id"][1:], body["view"])}}
            case _:
                return {}

    def _seen(self, user: str, view: Json) -> str:
        self.views[user] = view
        if self.on_view:
            self.on_view(user, view)
        return view_of(user)


class LoopbackSlack:
    """The server of all lines."""

    def __init__(self) -> None:
        self._lines: dict[str, Line] = {}
        self._runner: web.AppRunner | None = None
        self.address = ""

    @property
    def api_url(self) -> str:
        """The Web API's address."""
        return f"http://{self.address}/api/"

    async def start(self) -> None:
        """Listen."""
        site = web.Application(client_max_size=10_000_000)
        site.router.add_route("*", "/api/{method}", self._call)
        site.router.add_get("/socket/{name}", self._socket)
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.2)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"{host}:{port}"

    async def stop(self) -> None:
        """Stop listening."""
        if self._runner:
            await self._runner.cleanup()

    def line(self, name: str) -> Line:
        """Give the line of that name, a new one if there is none."""
        return self._lines.setdefault(name, Line(name))

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        return await self._lines[request.match_info["name"]].serve(request)

    async def _call(self, request: web.Request) -> web.Response:
        name = request.headers["Authorization"].rpartition("-")[2]
        line = self._lines[name]
        line.connections.add(request.transport)
        method = request.match_info["method"]
        if method == "apps.connections.open":
            return _ok({"url": f"ws://{self.address}/socket/{name}"})
        if method == "auth.test":
            who = {"team_id": TEAM, "user_id": "U0BOT", "bot_id": "B0BOT", "team": "bench", "user": "bot"}
            return _ok({**who, "url": "https://bench.slack.com/"})
        # The SDK sends some methods' arguments in the query, some as a form, some as JSON.
        is_json = request.content_type == "application/json"
        body: Json = dict(request.query) | (json.loads(await request.read()) if is_json else dict(await request.post()))
        if line.slowness:
            await asyncio.sleep(line.slowness)
        return _ok(line.take(method, body))


def _ok(answer: Json) -> web.Response:
    return web.json_response({"ok": True, **answer})
