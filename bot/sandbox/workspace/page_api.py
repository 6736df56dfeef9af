"""The page's own calls, and the controls for tests, under /practice: HTTP in, a person's deed or a state out."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urljoin

import aiohttp
from aiohttp import web

from bot.sandbox.workspace.desk import Desk
from bot.sandbox.workspace.faults import Faults
from bot.sandbox.workspace.forms import Forms
from bot.sandbox.workspace.model import Json, PersonError
from bot.sandbox.workspace.page_state import mark_read, notes_json, people_json, state_json
from bot.sandbox.workspace.socket_hub import SocketHub
from bot.sandbox.workspace.treatment import Treatment
from bot.sandbox.workspace.workspace import Workspace

HEARTBEAT_SECONDS = 15
_REASONS = ("warning", "refresh_requested", "drop", "silent")
Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


class PageApi:
    """Serves the page. Whoever asks says whom they play: nothing but what is typed is secret here."""

    def __init__(self, workspace: Workspace, desk: Desk, forms: Forms, faults: Faults, hub: SocketHub | None) -> None:
        self._workspace = workspace
        self._desk = desk
        self._forms = forms
        self._faults = faults
        self._hub = hub
        self._stopping = asyncio.Event()

    def routes(self) -> list[web.RouteDef]:
        """List everything under /practice."""
        return [
            web.get("/practice/people", self._people),
            web.get("/practice/notes", self._notes),
            web.get("/practice/court-people", self._court_people),
            web.get("/practice/state", self._state),
            web.get("/practice/events", self._events),
            web.get("/practice/log", self._log),
            web.post("/practice/command", self._doing(self._command)),
            web.post("/practice/message", self._doing(self._message)),
            web.post("/practice/message/edit", self._doing(self._edit)),
            web.post("/practice/action", self._doing(self._action)),
            web.post("/practice/shortcut", self._doing(self._shortcut)),
            web.post("/practice/options", self._doing(self._options)),
            web.post("/practice/file", self._doing(self._upload)),
            web.post("/practice/view/submit", self._doing(self._submit)),
            web.post("/practice/view/close", self._doing(self._close)),
            web.post("/practice/home/open", self._doing(self._open_home)),
            web.post("/practice/credentials", self._doing(self._choose_credentials)),
            web.post("/practice/faults", self._doing(self._order_fault)),
            web.post("/practice/socket/disconnect", self._doing(self._disconnect)),
            web.post("/practice/socket/treatment", self._doing(self._treat)),
        ]

    def stop(self) -> None:
        """Let the open event streams end."""
        self._stopping.set()
        for watchers in self._workspace.watchers.values():
            for watcher in watchers:
                watcher.set()

    # -- reading ------------------------------------------------------------------------------------------------------

    async def _people(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response(people_json(self._workspace))

    async def _notes(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response(notes_json(self._workspace))

    async def _log(self, _request: web.Request) -> web.StreamResponse:
        return web.json_response({"log": list(self._workspace.log)})

    async def _state(self, request: web.Request) -> web.StreamResponse:
        person_id, reading = request.query.get("as", ""), request.query.get("reading")
        try:
            if reading is not None:
                mark_read(self._workspace, self._workspace.person(person_id).id, reading)
            return web.json_response(state_json(self._workspace, person_id, request.query.get("session", "")))
        except PersonError as refusal:
            return _refused(refusal)

    async def _court_people(self, _request: web.Request) -> web.StreamResponse:
        url = self._workspace.court_people_url
        if url is None:
            return web.json_response({"ok": False, "error": "there is no practice court here"}, status=404)
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session,
                session.get(url, allow_redirects=False) as response,
            ):
                people = await response.json()
                if response.status == web.HTTPOk.status_code:
                    people["page"] = urljoin(url, "/")  # the court's own, where faults can be ordered
                return web.json_response(people, status=response.status)
        except (aiohttp.ClientError, TimeoutError, ValueError):
            return web.json_response({"ok": False, "error": "the practice court did not answer"}, status=502)

    async def _events(self, request: web.Request) -> web.StreamResponse:
        try:
            person_id = self._workspace.person(request.query.get("as")).id
        except PersonError as refusal:
            return _refused(refusal)
        self._workspace.meet(person_id, request.query.get("session", ""))
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        watcher = asyncio.Event()
        self._workspace.watchers[person_id].add(watcher)
        try:
            await self._stream(response, person_id, watcher)
        except ConnectionError:
            pass
        finally:
            self._workspace.watchers[person_id].discard(watcher)
        return response

    async def _stream(self, response: web.StreamResponse, person_id: str, watcher: asyncio.Event) -> None:
        told = -1
        while not self._stopping.is_set():
            revision = self._workspace.revisions[person_id]
            watcher.clear()
            if revision == told:
                await response.write(b": still here\n\n")
            else:
                await response.write(f"event: changed\ndata: {json.dumps({'revision': revision})}\n\n".encode())
                told = revision
            try:
                async with asyncio.timeout(HEARTBEAT_SECONDS):
                    await watcher.wait()
            except TimeoutError:
                continue

    # -- doing --------------------------------------------------------------------------------------------------------

    def _doing(self, deed: Callable[[Json], Awaitable[Json]]) -> Handler:
        """Wrap a deed: JSON object in, JSON object out, refusals as 400 with their words."""

        async def handler(request: web.Request) -> web.StreamResponse:
            if request.content_type != "application/json":
                return _refused(PersonError("send JSON"), status=415)
            try:
                wanted = await request.json()
            except ValueError:
                return _refused(PersonError("that is not JSON"))
            if not isinstance(wanted, dict):
                return _refused(PersonError("send an object"))
            try:
                return web.json_response({"ok": True, **await deed(wanted)})
            except PersonError as refusal:
                return _refused(refusal)

        return handler

    async def _command(self, wanted: Json) -> Json:
        person_id, session = self._who(wanted)
        await self._desk.command(person_id, session, wanted.get("channel"), wanted.get("text"))
        return {}

    async def _message(self, wanted: Json) -> Json:
        person_id, _ = self._who(wanted)
        how, thread = wanted.get("how"), wanted.get("thread_ts")
        return {"ts": self._desk.message(person_id, wanted.get("channel"), wanted.get("text"), how=how, thread=thread)}

    async def _edit(self, wanted: Json) -> Json:
        person_id, _ = self._who(wanted)
        self._desk.edit(person_id, wanted.get("channel"), wanted.get("ts"), wanted.get("text"))
        return {}

    async def _action(self, wanted: Json) -> Json:
        person_id, session = self._who(wanted)
        await self._desk.action(person_id, session, wanted)
        return {}

    async def _shortcut(self, wanted: Json) -> Json:
        person_id, session = self._who(wanted)
        await self._desk.shortcut(person_id, session, wanted)
        return {}

    async def _options(self, wanted: Json) -> Json:
        person_id, session = self._who(wanted)
        return await self._desk.options(person_id, session, wanted)

    async def _upload(self, wanted: Json) -> Json:
        self._who(wanted)
        name, content = wanted.get("name"), wanted.get("content")
        if not isinstance(name, str) or not name or not isinstance(content, str):
            raise PersonError("a file has a name and a content")
        file = self._workspace.keep_file(name, content.encode())
        return {"id": file.id, "name": file.name}

    async def _submit(self, wanted: Json) -> Json:
        person_id, session = self._who(wanted)
        return await self._forms.submit(person_id, session, wanted.get("view_id"), wanted.get("values", {}))

    async def _close(self, wanted: Json) -> Json:
        person_id, _ = self._who(wanted)
        await self._forms.close(person_id, wanted.get("view_id"), everything=wanted.get("all") is True)
        return {}

    async def _open_home(self, wanted: Json) -> Json:
        person_id, _ = self._who(wanted)
        self._desk.open_home(person_id)
        return {}

    async def _choose_credentials(self, wanted: Json) -> Json:
        await self._workspace.choose_credentials(str(wanted.get("credentials")))
        return {}

    async def _order_fault(self, wanted: Json) -> Json:
        self._faults.order(wanted)
        return {}

    async def _disconnect(self, wanted: Json) -> Json:
        reason = wanted.get("reason", "refresh_requested")
        if reason not in _REASONS:
            raise PersonError(f"reason must be one of {', '.join(_REASONS)}")
        return {"connections": await self._hub.disconnect(reason) if self._hub else 0}

    async def _treat(self, wanted: Json) -> Json:
        if self._hub:
            self._hub.treatment = Treatment.asked(wanted.get("how"))
        return {}

    def _who(self, wanted: Json) -> tuple[str, str]:
        session: Any = wanted.get("session", "")
        if not isinstance(session, str):
            raise PersonError("session must be a string")
        person_id = self._workspace.person(wanted.get("as")).id
        self._workspace.meet(person_id, session)
        return person_id, session


def _refused(refusal: PersonError, *, status: int = 400) -> web.Response:
    return web.json_response({"ok": False, "error": str(refusal)}, status=status)
