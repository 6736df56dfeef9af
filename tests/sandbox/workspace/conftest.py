"""A served practice workspace, its people and its wires, shared by the tests of this folder."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

from bot.sandbox.workspace import ManualClock, RunningWorkspace, Workspace, serve

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

Json = dict[str, Any]
DANA, MARCUS, PRIYA = "U0ATTY001", "U0ATTY002", "U0HELP001"
DANAS_DM = "D0ATTY001"


class Wire:
    """One raw Socket Mode connection of an app that does nothing by itself."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.hello: Json = {}

    async def frame(self) -> Json:
        async with asyncio.timeout(10):
            frame: Json = await self.socket.receive_json()
        return frame

    async def ack(self, envelope: Json, payload: Any = None) -> None:
        answer = {"envelope_id": envelope["envelope_id"]}
        await self.socket.send_json(answer if payload is None else {**answer, "payload": payload})


class Play:
    """Plays the people at the page, and calls the Web API as an app would."""

    def __init__(self, running: RunningWorkspace, clock: ManualClock, http: aiohttp.ClientSession) -> None:
        self.running = running
        self.workspace = running.workspace
        self.clock = clock
        self.http = http

    async def post(self, path: str, **body: Any) -> Json:
        sent = {"as": DANA, "session": "page", **body}
        async with self.http.post(f"{self.running.url}practice/{path}", json=sent) as response:
            answer: Json = await response.json()
        return answer

    async def state(self, person: str = DANA, session: str = "page") -> Json:
        asked = {"as": person, "session": session}
        async with self.http.get(f"{self.running.url}practice/state", params=asked) as response:
            answer: Json = await response.json()
        return answer

    async def api(self, method: str, params: Json | None = None, *, token: str | None = None) -> Json:
        headers = {"Authorization": f"Bearer {self.workspace.bot_token if token is None else token}"}
        async with self.http.post(self.running.api_url + method, json=params or {}, headers=headers) as response:
            answer: Json = await response.json()
        return answer

    async def wire(self) -> Wire:
        opened = await self.api("apps.connections.open", token=self.workspace.app_token)
        wire = Wire(await self.http.ws_connect(opened["url"]))
        wire.hello = await wire.frame()
        return wire

    def command(self, text: str = "/link-pacer", channel: str = DANAS_DM, **more: Any) -> asyncio.Task[Json]:
        return asyncio.create_task(self.post("command", channel=channel, text=text, **more))

    async def trigger(self, wire: Wire) -> str:
        """Type a command, ack it, and give its trigger."""
        typed = self.command()
        envelope = await wire.frame()
        await wire.ack(envelope)
        await typed
        trigger: str = envelope["payload"]["trigger_id"]
        return trigger

    async def open(self, wire: Wire, view: Json) -> Json:
        """Open a modal for Dana and give the view that the API answered."""
        opened = await self.api("views.open", {"trigger_id": await self.trigger(wire), "view": view})
        shown: Json = opened["view"]
        return shown

    def submit(self, view: Json, values: Json | None = None) -> asyncio.Task[Json]:
        return asyncio.create_task(self.post("view/submit", view_id=view["id"], values=values or {}))


@pytest.fixture
def clock() -> ManualClock:
    return ManualClock()


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.fixture
async def start(clock: ManualClock, http: aiohttp.ClientSession) -> AsyncIterator[Callable[..., Awaitable[Play]]]:
    """Serve a workspace made with the arguments given."""
    serving: list[RunningWorkspace] = []

    async def make(**settings: Any) -> Play:
        running = await serve(Workspace(clock=clock, **settings))
        serving.append(running)
        return Play(running, clock, http)

    yield make
    for running in serving:
        await running.close()


@pytest.fixture
async def play(start: Callable[..., Awaitable[Play]]) -> Play:
    return await start()


@pytest.fixture
async def wire(play: Play) -> AsyncIterator[Wire]:
    opened = await play.wire()
    yield opened
    await opened.socket.close()


@pytest.fixture
def modal() -> Callable[..., Json]:
    """Make a modal with two inputs, with whatever is to be different."""

    def make(**different: Any) -> Json:
        return {
            "type": "modal",
            "callback_id": "sign_in",
            "title": plain("Sign in"),
            "submit": plain("Continue"),
            "blocks": [text_input("username"), text_input("password")],
        } | different

    return make


@pytest.fixture
def field() -> Callable[..., Json]:
    """Make an input block."""
    return text_input


@pytest.fixture
def text() -> Callable[[str], Json]:
    """Make a plain_text object."""
    return plain


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def text_input(name: str, *, block: Json | None = None, **element: Any) -> Json:
    return {
        "type": "input",
        "block_id": name,
        "label": plain(name),
        "element": {"type": "plain_text_input", "action_id": f"{name}_text", **element},
        **(block or {}),
    }
