"""A small stand-in for the practice workspace's server, for tests of its page alone.

It serves the real page files under the real content security policy, speaks the page's JSON contract, and lets a test
hold an answer back, so that what the page shows meanwhile can be seen. It keeps no rules of Slack's.
"""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from aiohttp import web

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

Json = dict[str, Any]

PAGE_FOLDER = Path(__file__).parents[3] / "bot" / "sandbox" / "workspace" / "page"
DANA, MARCUS, PRIYA, BOT = "U0ATTY001", "U0ATTY002", "U0HELP001", "U0BOT0001"
PEOPLE = [
    {"id": DANA, "name": "Dana Whitfield", "role": "attorney"},
    {"id": MARCUS, "name": "Marcus Oyelaran", "role": "attorney"},
    {"id": PRIYA, "name": "Priya Nandakumar", "role": "help_desk"},
]
NAMES = {person["id"]: person["name"] for person in PEOPLE} | {BOT: "Link PACER"}
HELP_DESK, GENERAL = "C0HELP001", "C0GENERAL"


def dm_of(person: str) -> str:
    """The direct message between a person and the bot."""
    return f"D{person[1:]}"


@web.middleware
async def content_security_policy(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Serve everything under the policy that the page must live with."""
    response = await handler(request)
    if not response.prepared:
        response.headers["Content-Security-Policy"] = "default-src 'self'"
    return response


class PageFake:
    """What a test sets, and what the page sent: `posts` holds (path, body), oldest first."""

    def __init__(self) -> None:
        self.messages: dict[str, list[Json]] = {dm_of(person["id"]): [] for person in PEOPLE}
        self.messages |= {HELP_DESK: [], GENERAL: []}
        self.ephemerals: dict[str, list[Json]] = {}
        self.views: dict[str, list[Json]] = {}
        self.homes: dict[str, Json] = {}
        self.failures: dict[str, list[Json]] = {}
        self.court: Json | None = None
        self.court_people_url: str | None = None
        self.posts: list[tuple[str, Json]] = []
        self.answers: dict[str, Callable[[Json], Json]] = {}
        self.refused: dict[str, str] = {}
        self.gates: dict[str, asyncio.Event] = {}
        self.listening = asyncio.Event()
        self.revision = 0
        self.listeners: set[asyncio.Queue[int | None]] = set()
        self._stamp = time.time()

    def stamp(self) -> str:
        """The next message's ts: seconds, growing."""
        self._stamp += 0.001
        return f"{self._stamp:.6f}"

    def say(self, channel: str, text: str, blocks: list[Json] | None = None, user: str = BOT) -> Json:
        """Put a message into a conversation and tell the pages."""
        message = {
            "ts": self.stamp(),
            "user": user,
            "name": NAMES[user],
            "text": text,
            "blocks": blocks,
            "edited": False,
        }
        self.messages[channel].append(message)
        self.changed()
        return message

    def edit(self, message: Json, text: str, blocks: list[Json] | None = None) -> None:
        """Change a message and tell the pages."""
        message.update(text=text, blocks=blocks, edited=True)
        self.changed()

    def whisper(self, person: str, channel: str, text: str, blocks: list[Json] | None = None) -> None:
        """Show something to one person only."""
        entry = {"channel": channel, "ts": self.stamp(), "text": text, "blocks": blocks}
        self.ephemerals.setdefault(person, []).append(entry)
        self.changed()

    def show(self, person: str, *views: Json) -> Json:
        """Set a person's modal stack, root first; gives the answer of a deed that led to it."""
        self.views[person] = list(views)
        self.changed()
        return {"ok": True}

    def changed(self) -> None:
        """Tell every listening page that something changed."""
        self.revision += 1
        for queue in self.listeners:
            queue.put_nowait(self.revision)

    def hang_up(self) -> None:
        """End every event stream, as a restart would."""
        for queue in self.listeners:
            queue.put_nowait(None)

    def sent(self, path: str) -> list[Json]:
        """The bodies posted to one path."""
        return [body for posted, body in self.posts if posted == path]

    def app(self) -> web.Application:
        """The server."""
        app = web.Application(middlewares=[content_security_policy])
        app.router.add_get("/", self._index)
        app.router.add_static("/page", PAGE_FOLDER)
        app.router.add_get("/practice/people", self._people)
        app.router.add_get("/practice/state", self._state)
        app.router.add_get("/practice/events", self._events)
        app.router.add_get("/practice/court-people", self._court_people)
        app.router.add_post("/practice/{rest:.+}", self._post)
        return app

    async def _index(self, _request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE_FOLDER / "index.html")

    async def _people(self, _request: web.Request) -> web.Response:
        team = {"id": "T0PRACTICE", "name": "Whitfield & Oyelaran LLP"}
        notes = {"sections": [], "court_people_url": self.court_people_url}
        return web.json_response({"team": team, "people": PEOPLE, "notes": notes})

    async def _court_people(self, _request: web.Request) -> web.Response:
        return web.json_response(self.court) if self.court is not None else web.json_response({}, status=404)

    async def _state(self, request: web.Request) -> web.Response:
        person = request.query["as"]
        seen = [
            {"id": dm_of(person), "name": "Link PACER", "kind": "dm"},
            {"id": HELP_DESK, "name": "help-desk", "kind": "channel"},
            {"id": GENERAL, "name": "general", "kind": "channel"},
        ]
        return web.json_response(
            {
                "me": next(candidate for candidate in PEOPLE if candidate["id"] == person),
                "revision": self.revision,
                "conversations": [{**place, "unread": 0, "messages": self.messages[place["id"]]} for place in seen],
                "ephemerals": self.ephemerals.get(person, []),
                "home": self.homes.get(person),
                "views": self.views.get(person, []),
                "failures": self.failures.get(person, []),
            }
        )

    async def _events(self, request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        response.enable_chunked_encoding()
        await response.prepare(request)
        queue: asyncio.Queue[int | None] = asyncio.Queue()
        self.listeners.add(queue)
        self.listening.set()
        try:
            await response.write(b"retry: 50\n\n")
            while (revision := await queue.get()) is not None:
                await response.write(f"event: changed\ndata: {json.dumps({'revision': revision})}\n\n".encode())
        except ConnectionResetError:
            return response
        finally:
            self.listeners.discard(queue)
        return response

    async def _post(self, request: web.Request) -> web.Response:
        path, body = request.match_info["rest"], await request.json()
        self.posts.append((path, body))
        gate = self.gates.get(path)
        if gate is not None:
            await gate.wait()
        if path in self.refused:
            return web.json_response({"ok": False, "error": self.refused[path]}, status=400)
        answer = self.answers.get(path)
        return web.json_response({"ok": True} if answer is None else answer(body))
