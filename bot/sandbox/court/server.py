"""The practice court's one server: by Host it is the sign-on, a court, or its own start page. Loopback only.

Bodies, cookies and unknown queries are never logged.
"""

import logging
import re
from dataclasses import dataclass

from aiohttp import web

from bot.sandbox.court import control, fault_answers, linking, sign_on, site
from bot.sandbox.court.courts import SIGN_ON_HOST, Court
from bot.sandbox.court.delivery import deliver
from bot.sandbox.court.exchange import Answer, Incoming
from bot.sandbox.court.intake import MOST_BYTES, host_of, is_loopback, receive
from bot.sandbox.court.skins import COURTS_BY_HOST
from bot.sandbox.court.state import PracticeCourt

CLOSING_SECONDS = 0.5
SAFE_PATH = re.compile(r"/(cgi-bin/[A-Za-z]{1,30}\.pl|services/cso-(auth|logout)|csologin/[a-z]{1,12}\.jsf)?")
SAFE_QUERY = re.compile(r"([A-Z][A-Za-z]{0,20}|logout)?(&?id=-?\d{1,9})?|\d{12,16}-L_1_0-1")
PROTOCOL_LOG = logging.getLogger("bot.sandbox.court.protocol")


@dataclass(slots=True)
class RunningCourt:
    """A practice court that is being served."""

    court: PracticeCourt
    host: str
    port: int
    _runner: web.AppRunner

    @property
    def url(self) -> str:
        """Give the address to open, or to use as a gateway."""
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}"

    async def close(self) -> None:
        """Stop serving; answers still hanging are dropped."""
        await self._runner.cleanup()


def make_app(court: PracticeCourt) -> web.Application:
    """Build the web application around a practice court's memory."""

    async def handle(request: web.Request) -> web.StreamResponse:
        return await _handle(court, request)

    app = web.Application(client_max_size=MOST_BYTES)
    app.router.add_route("*", "/{path:.*}", handle)
    return app


async def serve(court: PracticeCourt, port: int = 0, host: str = "127.0.0.1") -> RunningCourt:
    """Serve a practice court; port 0 picks a free one.

    Raises ValueError for a host that is not loopback, OSError for a port that is taken.
    """
    if not is_loopback(host):
        raise ValueError(f"the practice court is served on loopback only, not on {host}")
    # Broken requests can hold anything: what the HTTP parser has to say about them stays silent.
    PROTOCOL_LOG.setLevel(logging.CRITICAL)
    runner = web.AppRunner(
        make_app(court),
        access_log=None,
        logger=PROTOCOL_LOG,
        shutdown_timeout=CLOSING_SECONDS,
        handler_cancellation=True,
    )
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError:
        await runner.cleanup()
        raise
    return RunningCourt(court, host, int(runner.addresses[0][1]), runner)


async def _handle(state: PracticeCourt, request: web.Request) -> web.StreamResponse:
    host = host_of(request)
    court = COURTS_BY_HOST.get(host)
    if court is None and host != SIGN_ON_HOST and not is_loopback(host):
        state.log_request("(unknown)", request.method, "(withheld)", "misdirected")
        return web.Response(
            status=421, text="This practice server plays no such host. See /practice/people on 127.0.0.1.\n"
        )
    if request.path.startswith("/practice/") or is_loopback(host):
        return await control.handle(state, request)
    try:
        incoming = await receive(request, host)
    except web.HTTPRequestEntityTooLarge:
        state.log_request(host, request.method, _safe(request.path, ""), "too large")
        return web.Response(status=413, text="The request is too large.\n")
    return await _answer(state, court, incoming, request)


async def _answer(
    state: PracticeCourt, court: Court | None, incoming: Incoming, request: web.Request
) -> web.StreamResponse:
    """Answer for the sign-on (`court` is None) or a court, with the fault that was ordered for this place, if any."""
    place = place_of(state, court, incoming)
    if court is not None and place == "submit":
        state.count_submit(court.id, linking.known_form(state, incoming))
    order = state.faults.take(place)
    if order is not None and order.when == "before":
        answer = fault_answers.nothing_done(court, incoming)
    else:
        answer = _effect(state, court, incoming)
    effect = answer.effect
    if order is not None:
        answer = fault_answers.changed(order.fault, state, court, incoming, answer)
        effect = f"{effect}; fault {order.fault} {order.when}"
    state.log_request(incoming.host, incoming.method, _safe(incoming.path, incoming.query), effect)
    return await deliver(request, answer, order)


def _effect(state: PracticeCourt, court: Court | None, incoming: Incoming) -> Answer:
    return sign_on.answer(state, incoming) if court is None else site.answer(state, court, incoming)


def place_of(state: PracticeCourt, court: Court | None, incoming: Incoming) -> str:
    """Name the step of a link that a request is, as faults are ordered for it."""
    cgi = incoming.path.removeprefix(site.CGI)
    posted_form = incoming.method == "POST" and linking.FORM_QUERY.fullmatch(incoming.query) is not None
    if court is None:
        return {"/services/cso-auth": "sign_on", "/services/cso-logout": "sign_out"}.get(incoming.path, "other")
    if incoming.path == "/" or cgi == "ShowIndex.pl":
        return "root"
    if cgi == court.skin.link.cgi:
        return "filer_login" if posted_form else "link_page"
    if cgi == court.skin.verify.cgi:
        return "submit" if incoming.method == "POST" else "other"
    if cgi == "login.pl" and incoming.query == "logout":
        return "sign_out"
    if cgi in ("DisplayMenu.pl", "login.pl", "menu.pl"):
        session = site.session_of(state, incoming)
        return "proof_menu" if session is not None and state.awaits_proof(session, court.id) else "menu"
    return "other"


def _safe(path: str, query: str) -> str:
    """Write an address for the log; what is no known kind of address is withheld."""
    if not SAFE_PATH.fullmatch(path):
        return "(withheld)"
    if not query:
        return path
    return f"{path}?{query if SAFE_QUERY.fullmatch(query) else '(withheld)'}"
