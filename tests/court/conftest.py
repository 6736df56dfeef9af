"""What the tests of the court side share: pages to read, and a practice court with a service pointed at it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.court import AccountsFound, CourtService, FilerCredentials, PacerCredentials, Registry, SignedIn, Timeouts
from bot.court.model import CourtSession, FormKind, PendingForm
from bot.sandbox.court import PracticeCourt, RunningCourt, serve
from bot.vault import Secret

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.court import Court
    from bot.sandbox.court.people import Person

    Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]
    Answering = Callable[..., Handler]

PAGES = Path(__file__).parent / "pages" / "fixtures"
MENU = (PAGES / "menu" / "seed_utilities.html").read_bytes()
QUICK = Timeouts(connect=2.0, read=2.0, flow=6.0, submit=2.0)


@dataclass(slots=True)
class Practice:
    """A practice court, and the service that takes it for the real ones."""

    state: PracticeCourt
    running: RunningCourt
    service: CourtService
    registry: Registry

    def court(self, court_id: str = "mieb") -> Court:
        found = self.registry.get(court_id)
        assert found is not None
        return found

    def pacer(self, kind: str = "no_mfa", **changes: Any) -> PacerCredentials:
        person: Person = self.state.person(kind)
        code = self.state.passcode(person)
        typed = {"username": person.username, "password": person.password, "passcode": code, **changes}
        return PacerCredentials(**{name: Secret(value) for name, value in typed.items() if value is not None})

    def filer(self, kind: str = "no_mfa", court_id: str = "mieb", password: str = "") -> FilerCredentials:
        account = next(filer for filer in self.state.person(kind).filers if filer.court == court_id)
        return FilerCredentials(Secret(account.login), Secret(password or account.password))

    async def signed_in(self, kind: str = "no_mfa", court_id: str = "mieb") -> SignedIn:
        result = await self.service.sign_in(self.court(court_id), self.pacer(kind))
        assert isinstance(result, SignedIn)
        return result

    async def found(self, kind: str = "no_mfa", court_id: str = "mieb") -> AccountsFound:
        signed_in = await self.signed_in(kind, court_id)
        result = await self.service.find_accounts(signed_in.session, self.filer(kind, court_id))
        assert isinstance(result, AccountsFound)
        return result


class Server:
    """A loopback server that answers as its test says, and keeps what it was asked."""

    def __init__(self) -> None:
        self.handler: Any = None
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.url = ""

    async def handle(self, request: web.Request) -> web.StreamResponse:
        self.asked.append((request.method, request.path_qs, dict(request.headers), await request.read()))
        answer: web.StreamResponse = await self.handler(request)
        return answer


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    found = Server()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", found.handle)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    found.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    yield found
    await runner.cleanup()


@pytest.fixture
def answering() -> Answering:
    """Give what makes a handler that always answers the same."""
    return _answering


def _answering(**answer: Any) -> Handler:
    async def handle(_request: web.Request) -> web.StreamResponse:
        return web.Response(**answer)

    return handle


@pytest.fixture(scope="session")
def registry() -> Registry:
    return Registry.shipped()


@pytest.fixture
async def practice(registry: Registry) -> AsyncIterator[Practice]:
    running = await serve(PracticeCourt())
    service = CourtService(gateway=running.url, timeouts=QUICK)
    yield Practice(running.court, running, service, registry)
    await service.close()
    await running.close()


class Script:
    """A court's answers by the name of the CGI: status, body and Location."""

    def __init__(self, server: Server, service: CourtService, session: CourtSession) -> None:
        self.server = server
        self.service = service
        self.session = session
        self.pages: dict[str, tuple[int, bytes, str]] = {"DisplayMenu.pl": (200, MENU, "")}
        server.handler = self.answer

    async def answer(self, request: web.Request) -> web.Response:
        status, body, location = self.pages[request.path.rsplit("/", 1)[1]]
        headers = {"Location": location} if location else {}
        return web.Response(status=status, body=body, content_type="text/html", headers=headers)

    def holding(self, kind: FormKind, cgi: str) -> CourtSession:
        action = f"https://ecf.mieb.uscourts.gov/cgi-bin/{cgi}"
        form = PendingForm(kind, action, action, multipart=True, charset="utf-8", fields=())
        return CourtSession(self.session.court, self.session.token, (), form)


@pytest.fixture
async def script(server: Server, registry: Registry) -> AsyncIterator[Script]:
    court = registry.get("mieb")
    assert court is not None
    service = CourtService(gateway=server.url)
    yield Script(server, service, CourtSession(court, Secret("t")))
    await service.close()
