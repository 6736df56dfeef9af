"""The strange courts' one server: by Host it is PACER's sign-on or a court. Loopback only."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.strange_courts.court import answer_at_court
from tests.strange_courts.world import World

if TYPE_CHECKING:
    import ssl
    from collections.abc import Mapping

    from tests.strange_courts.scene import Answer
    from tests.strange_courts.world import Session

SILENT = logging.getLogger("tests.strange_courts.protocol")
"""What aiohttp says of connections that were closed on purpose."""
SILENT.setLevel(logging.CRITICAL)
COURT = re.compile(r"ecf\.([a-z]+[bd])\.uscourts\.gov")
SIGN_ON = "pacer.login.uscourts.gov"
WRONG = "Invalid username, password, or one-time passcode."
MUST_REDACT = "All filers must redact: Social Security or taxpayer-identification numbers; dates of birth."
MAINTENANCE = (
    "<html><head><title>Maintenance</title></head><body><h1>CM/ECF is not available</h1><p>The system is down for "
    "scheduled maintenance. Please try again later.</p></body></html>"
)


@dataclass(frozen=True, slots=True)
class Asked:
    """One request at a court."""

    method: str
    path: str
    query: str
    fields: Mapping[str, list[str]]
    token: str
    court_cookie: str


class StrangeCourts:
    """A server over one world. `url` is for COURT_GATEWAY."""

    def __init__(self, context: ssl.SSLContext | None = None) -> None:
        self.world = World()
        self._context = context
        self._runner: web.AppRunner | None = None
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def open(self) -> None:
        app = web.Application(client_max_size=1 << 20)
        app.router.add_route("*", "/{path:.*}", self._handle)
        # What a client has given up goes on at a court.
        self._runner = web.AppRunner(app, access_log=None, logger=SILENT, shutdown_timeout=0.5)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0, ssl_context=self._context).start()
        self.port = int(self._runner.addresses[0][1])

    async def close(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        host = request.headers.get("Host", "").partition(":")[0]
        if host == SIGN_ON:
            return await self._sign_on(request)
        court = COURT.fullmatch(host)
        if court is None:
            self.world.unknown_requests.append(host)
            return web.Response(status=421, text="No such court here.")
        session = self._session(request)
        fields: dict[str, list[str]] = {}
        for name, value in [*request.query.items(), *(await request.post()).items()]:
            fields.setdefault(name, []).append(str(value))
        asked = Asked(
            request.method,
            request.path,
            request.query_string,
            fields,
            session.token if session else "",
            request.cookies.get("CMECFSession", ""),
        )
        return await _delivered(request, await self._at_court(court[1], session, asked))

    def _session(self, request: web.Request) -> Session | None:
        """Give the session of a request that has both cookies."""
        session = self.world.session(request.cookies.get("PacerSession", ""))
        own = request.cookies.get("NextGenCSO", "")
        return session if session and own in {session.token, *session.second_sight} and own else None

    async def _at_court(self, court: str, session: Session | None, asked: Asked) -> Answer:
        answer = await answer_at_court(court, session, asked)
        if answer.delay:
            await asyncio.sleep(answer.delay)
        return answer

    async def _sign_on(self, request: web.Request) -> web.Response:
        body: Any = await request.json() if request.content_type == "application/json" else {}
        if request.path == "/services/cso-logout":
            session = self.world.session(str(body.get("nextGenCSO", "")))
            if session:
                session.ended = True
            return _result("0" if session else "1", "")
        if request.path != "/services/cso-auth":
            return web.Response(text="<h1>PACER: Login</h1>", content_type="text/html")
        case = self.world.cases.get(str(body.get("loginId", "")))
        if case is None:
            return _result("13", WRONG)
        case.pacer_checks += 1
        case.trail.append("sign-on")
        if case.pacer.password != body.get("password"):
            return _result("13", WRONG)
        if body.get("redactFlag") != "1":
            return _result("1", MUST_REDACT)
        fault = case.fault_at("sign_on")
        if fault is not None:
            return web.Response(status=503, text=MAINTENANCE, content_type="text/html")
        return _result("0", "", self.world.open_session(case).token)


def _result(code: str, words: str, token: str = "") -> web.Response:
    content = json.dumps({"nextGenCSO": token, "loginResult": code, "errorDescription": words})
    return web.Response(text=content, content_type="application/json")


async def _delivered(request: web.Request, answer: Answer) -> web.StreamResponse:
    if answer.dropped:
        if request.transport is not None:
            request.transport.abort()
        raise ConnectionResetError
    body = answer.body.encode(answer.charset, "xmlcharrefreplace")
    response = web.Response(body=body, status=answer.status, headers=answer.headers)
    charset = f"; charset={answer.charset}" if answer.charset_said else ""
    response.headers["Content-Type"] = f"{answer.content_type}{charset}"
    for cookie in answer.cookies:
        response.headers.add("Set-Cookie", cookie)
    return response
