"""One aiohttp server for a practice workspace: Web API, Socket Mode, response_url, page. Loopback only.

A foreign Host (DNS rebinding) and a foreign Origin are refused, and nothing is ever cached.
"""

import re
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from aiohttp import web

from bot.sandbox.workspace.desk import Desk
from bot.sandbox.workspace.events import EventSender
from bot.sandbox.workspace.faults import Faults
from bot.sandbox.workspace.forms import Forms
from bot.sandbox.workspace.http_sender import HttpSender
from bot.sandbox.workspace.page_api import PageApi
from bot.sandbox.workspace.recorder import Recorded, Recorder
from bot.sandbox.workspace.sign_in import SignIns
from bot.sandbox.workspace.socket_hub import SocketHub
from bot.sandbox.workspace.web_api import WebApi
from bot.sandbox.workspace.workspace import LOOPBACK, Workspace

if TYPE_CHECKING:
    from bot.sandbox.workspace.delivery import Delivery

PAGE = Path(__file__).parent / "page"
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
# Named here, since a machine's own table of types may differ.
_TYPES = {"html": "text/html", "css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}
_FILE = re.compile(rf"[a-z0-9][a-z0-9_-]*\.({'|'.join(_TYPES)})")
_SECURE = {
    "Content-Security-Policy": POLICY,
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}
_LARGEST_BODY = 2 * 1024 * 1024


class RunningWorkspace:
    """A workspace that is being served. `recorded` and `requests_bytes` are for tests: what the app has sent."""

    def __init__(self, workspace: Workspace, url: str, port: int, recorder: Recorder, parts: "Parts") -> None:
        self.workspace = workspace
        self.url = url
        self.api_url = f"{url}api/"
        self.port = port
        self._recorder = recorder
        self._parts = parts

    @property
    def recorded(self) -> Sequence[Recorded]:
        """Give every Web API request so far: (method, parameters, kind of token)."""
        return list(self._recorder.calls)

    def requests_bytes(self) -> bytes:
        """Give the raw bytes (first lines, headers, bodies, frames) of everything that came from the app."""
        return self._recorder.raw()

    @property
    def connections(self) -> int:
        """Count the app's open Socket Mode connections."""
        return self._parts.hub.connections

    async def connected(self) -> None:
        """Return once the app has a Socket Mode connection open."""
        await self._parts.hub.connected()

    async def close(self) -> None:
        """Stop serving; events that were not delivered are given up."""
        self._parts.page.stop()
        await self._parts.events.close()
        await self._parts.hub.close()
        if self._parts.delivery is not self._parts.hub:
            await self._parts.delivery.close()
        await self._parts.runner.cleanup()


class Parts:
    """What a running workspace has to close."""

    def __init__(self, workspace: Workspace, recorder: Recorder) -> None:
        faults = Faults()
        self.hub = SocketHub(workspace, recorder, faults)
        self.delivery: Delivery = (
            HttpSender(workspace, recorder, workspace.request_url) if workspace.request_url else self.hub
        )
        self.events = EventSender(workspace, self.delivery)
        self.sign_ins = SignIns(workspace)
        self.web_api = WebApi(workspace, recorder, faults, self.sign_ins.methods())
        self.page = PageApi(
            workspace, Desk(workspace, self.delivery), Forms(workspace, self.delivery), faults, self.hub
        )
        self.runner = web.AppRunner(self._application(), access_log=None, shutdown_timeout=1)

    def _application(self) -> web.Application:
        application = web.Application(middlewares=[_guard], client_max_size=_LARGEST_BODY)
        application.on_response_prepare.append(_secure)
        application.add_routes(
            [
                web.get("/api/{method}", self.web_api.call),
                web.post("/api/{method}", self.web_api.call),
                web.post("/commands/{key}", self.web_api.respond),
                web.post("/actions/{key}", self.web_api.respond),
                web.post("/upload/{file}", self.web_api.upload),
                web.get("/files/{file}", self.web_api.download),
                web.get("/files-pri/{file}", self.web_api.private_download),
                web.get("/link/", self.hub.handle),
                *self.page.routes(),
                *self.sign_ins.routes(),
                web.get("/", _index),
                web.get("/page/{file}", _file),
                web.get("/archives/{channel}/{message}", _index),
            ]
        )
        return application


async def serve(workspace: Workspace, port: int = 0, host: str = "127.0.0.1") -> RunningWorkspace:
    """Serve a workspace on this machine only; port 0 takes a free one. Raises ValueError for any other host."""
    if host not in LOOPBACK:
        raise ValueError(
            "the practice workspace is served to this machine only: host must be 127.0.0.1, localhost or ::1"
        )
    recorder = Recorder()
    parts = Parts(workspace, recorder)
    await parts.runner.setup()
    site = web.TCPSite(parts.runner, host, port)
    try:
        await site.start()
    except OSError:
        await parts.runner.cleanup()
        raise
    taken: int = parts.runner.addresses[0][1]
    url = f"http://{'[::1]' if host == '::1' else host}:{taken}/"
    workspace.base_url = url
    workspace.send_event = parts.events.send
    return RunningWorkspace(workspace, url, taken, recorder, parts)


@web.middleware
async def _guard(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    if not _is_local(request.headers.get("Host", "")):
        return web.Response(status=421, text="This server answers to this machine only.")
    if request.method != "GET" and not _is_own(request):
        return web.Response(status=403, text="Requests of other sites are refused.")
    return await handler(request)


async def _secure(_request: web.Request, response: web.StreamResponse) -> None:
    """Put the policy on every answer: streams, files and errors too."""
    response.headers.update(_SECURE)


def _is_local(host: str) -> bool:
    try:
        return urlsplit(f"//{host}").hostname in LOOPBACK
    except ValueError:
        return False


def _is_own(request: web.Request) -> bool:
    origin = request.headers.get("Origin")
    return origin is None or origin == f"http://{request.headers.get('Host')}"


async def _index(_request: web.Request) -> web.StreamResponse:
    return _page("index.html")


async def _file(request: web.Request) -> web.StreamResponse:
    return _page(request.match_info["file"])


def _page(name: str) -> web.StreamResponse:
    named = _FILE.fullmatch(name)
    if named is None or not (PAGE / name).is_file():
        return web.Response(status=404, text="There is no such page.")
    return web.FileResponse(PAGE / name, headers={"Content-Type": f"{_TYPES[named[1]]}; charset=utf-8"})
