"""The Web API and response_url over HTTP: parameters from query, form or JSON; faults on request; all recorded."""

import asyncio
import base64
import json
import time
from collections.abc import Mapping
from email.utils import formatdate
from types import MappingProxyType
from typing import Any
from urllib.parse import parse_qsl, quote

from aiohttp import web

from bot.sandbox.workspace.api import METHODS, Call, answer
from bot.sandbox.workspace.api.call import Method, TokenKind
from bot.sandbox.workspace.faults import RESPONSE_URL, Fault, Faults
from bot.sandbox.workspace.messages import respond
from bot.sandbox.workspace.model import ApiError, Json
from bot.sandbox.workspace.recorder import Recorded, Recorder
from bot.sandbox.workspace.workspace import Workspace

_BEARER, _BASIC = "Bearer ", "Basic "


class WebApi:
    """Turns HTTP requests of the app into calls, and their answers into HTTP."""

    def __init__(
        self,
        workspace: Workspace,
        recorder: Recorder,
        faults: Faults,
        more: Mapping[str, Method] = MappingProxyType({}),
    ) -> None:
        self._more = more
        self._workspace = workspace
        self._recorder = recorder
        self._faults = faults

    async def call(self, request: web.Request) -> web.StreamResponse:
        """Serve one call of a method."""
        body = await self._kept(request)
        name = request.match_info["method"]
        try:
            params = _read_params(request, body)
        except ApiError as refusal:
            return self._json({"ok": False, "error": refusal.code})
        params = {**_app_credentials(request), **params}
        token = self._token_kind(request, params.pop("token", None))
        self._recorder.calls.append(Recorded(name, params, token))
        wait = self._workspace.limits.wait(name, params, self._workspace.clock.time())
        fault = Fault("429", wait) if wait else self._faults.take(name)
        if fault is not None and fault.kind == "slow":
            await self._workspace.clock.sleep(fault.seconds)
        elif fault is not None and fault.kind not in {"reset_after", "askew"}:
            return self._faulty(request, fault)
        answered = answer(METHODS.get(name) or self._more.get(name), Call(self._workspace, params, token))
        self._workspace.note("api", method=name, ok=answered["ok"], error=answered.get("error"))
        if fault is not None and fault.kind == "reset_after":
            return _reset(request)
        ahead = fault.seconds if fault is not None and fault.kind == "askew" else 0
        return self._json(answered, headers={"Date": formatdate(time.time() + ahead, usegmt=True)})

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Serve one answer by response_url."""
        body = await self._kept(request)
        fault = self._faults.take(RESPONSE_URL)
        if fault is not None and fault.kind not in {"slow", "reset_after"}:
            return self._faulty(request, fault)
        kind = request.path.split("/")[1]
        try:
            right = self._workspace.use_response_url(kind, request.match_info["key"])
        except ApiError as refusal:
            return self._json({"ok": False, "error": refusal.code}, status=404)
        try:
            respond(self._workspace, right, _read_answer(request, body))
        except ApiError as refusal:
            self._workspace.note("response_url", user=right.person, error=refusal.code)
            return self._json({"ok": False, "error": refusal.code}, status=400)
        self._workspace.note("response_url", user=right.person, uses=right.uses)
        return web.Response(text="ok")

    async def upload(self, request: web.Request) -> web.StreamResponse:
        """Take the bytes of a file at the address that was given for it."""
        body = await self._kept(request)
        file = self._workspace.files.get(request.match_info["file"])
        if file is None or len(body) != file.length:
            return web.Response(status=400, text="no such upload")
        file.content = body
        return web.Response(text=f"OK - {len(body)}")

    async def download(self, request: web.Request) -> web.StreamResponse:
        """Give a shared file to whoever plays somebody here."""
        file = self._workspace.files.get(request.match_info["file"])
        if file is None:
            return web.Response(status=404, text="There is no such file.")
        named = {"Content-Disposition": f'attachment; filename="{quote(file.name)}"'}
        return web.Response(body=file.content, content_type="text/csv", headers=named)

    async def private_download(self, request: web.Request) -> web.StreamResponse:
        """Give a file to the app, by its token; without one Slack leads to its sign-in page."""
        await self._kept(request)
        if self._token_kind(request, None) != "bot":
            raise web.HTTPFound(self._workspace.base_url)
        return await self.download(request)

    async def _kept(self, request: web.Request) -> bytes:
        body = await request.read()
        self._recorder.keep(f"{request.method} {request.path_qs}", request.raw_headers, body)
        return body

    def _token_kind(self, request: web.Request, param: Any) -> TokenKind:
        header = request.headers.get("Authorization", "")
        token = header.removeprefix(_BEARER) if header.startswith(_BEARER) else param
        if not token:
            return "none"
        if token == self._workspace.bot_token:
            return "bot"
        if token == self._workspace.config_token:
            return "config"
        return "app" if token == self._workspace.app_token else "unknown"

    def _faulty(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        self._workspace.note("fault", path=request.path.split("/")[1], fault=fault.kind)
        if fault.kind == "reset":
            return _reset(request)
        if fault.kind == "429":
            headers = {"Retry-After": str(fault.seconds)}
            return self._json({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
        if fault.kind.isdigit():
            return web.Response(status=int(fault.kind), text="Server error", content_type="text/html")
        return self._json({"ok": False, "error": fault.kind})

    def _json(self, body: Json, *, status: int = 200, headers: dict[str, str] | None = None) -> web.Response:
        scopes = {"x-oauth-scopes": ",".join(sorted(self._workspace.scopes))}
        return web.json_response(body, status=status, headers={**scopes, **(headers or {})})


def _app_credentials(request: web.Request) -> dict[str, str]:
    """Read an app's own client id and secret, which come in place of a token: RFC 6749, 2.3.1."""
    header = request.headers.get("Authorization", "")
    if not header.startswith(_BASIC):
        return {}
    try:
        client_id, _, secret = base64.b64decode(header.removeprefix(_BASIC), validate=True).decode().partition(":")
    except ValueError:
        return {}
    return {"client_id": client_id, "client_secret": secret}


def _reset(request: web.Request) -> web.StreamResponse:
    """Cut the connection, so that the app gets no answer at all."""
    if isinstance(request.transport, asyncio.Transport):
        request.transport.abort()
    return web.Response(status=500)


def _read_params(request: web.Request, body: bytes) -> dict[str, Any]:
    params: dict[str, Any] = dict(request.query)
    if not body:
        return params
    if request.content_type == "application/json":
        return {**params, **{name: value for name, value in _json_object(body).items() if name != "token"}}
    if request.content_type == "application/x-www-form-urlencoded":
        return {**params, **_form(body)}
    raise ApiError("invalid_post_type")


def _read_answer(request: web.Request, body: bytes) -> Any:
    if request.content_type != "application/x-www-form-urlencoded":
        return _json_object(body)
    form = _form(body)
    return _json_object(form["payload"].encode()) if "payload" in form else form


def _json_object(body: bytes) -> Json:
    try:
        value = json.loads(body)
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(value, dict):
        raise ApiError("json_not_object")
    return value


def _form(body: bytes) -> dict[str, str]:
    try:
        return dict(parse_qsl(body.decode(), keep_blank_values=True))
    except ValueError:
        raise ApiError("invalid_form_data") from None
