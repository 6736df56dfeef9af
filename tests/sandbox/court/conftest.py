"""A client such as a stranger would write, for a practice court on a real socket: httpx, cookies, a page parser."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from urllib.parse import urljoin

import httpx
import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from bot.sandbox.court import PracticeCourt, RunningCourt, serve

SIGN_ON = "https://pacer.login.uscourts.gov"
MENU_SCRIPT = re.compile(r"src='(/cgi-bin/menu\.pl\?id=-1)'")
SCRIPT_ENTRY = re.compile(r'text: "(LINK[^"]*)", url: "([^"]*)"')
LINK_WORDS = re.compile(r"link\s+a\s+cm/?ecf\s+account\s+to\s+my\s+pacer\s+account", re.IGNORECASE)


class Gateway(httpx.AsyncBaseTransport):
    """Sends every request to the practice court; Host, path and cookies stay what they would be."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._wire = httpx.AsyncHTTPTransport()

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        address = request.url.copy_with(scheme="http", host="127.0.0.1", port=self._port)
        sent = httpx.Request(
            request.method, address, headers=request.headers, stream=request.stream, extensions=request.extensions
        )
        return await self._wire.handle_async_request(sent)

    async def aclose(self) -> None:
        await self._wire.aclose()


class Attorney:
    """Somebody at a client, walking through a link."""

    def __init__(self, court: PracticeCourt, port: int) -> None:
        self.court = court
        self.client = httpx.AsyncClient(transport=Gateway(port), timeout=5)

    async def authenticate(self, accept: str = "application/json", **sent: object) -> httpx.Response:
        headers = {"Content-Type": "application/json", "Accept": accept}
        return await self.client.post(f"{SIGN_ON}/services/cso-auth", json=sent, headers=headers)

    async def sign_in(self, kind: str, **more: str) -> dict[str, str]:
        person = self.court.person(kind)
        code = self.court.passcode(person)
        sent = {"loginId": person.username, "password": person.password, "redactFlag": "1"}
        answer = await self.authenticate(**sent, **({"otpCode": code} if code else {}), **more)
        result: dict[str, str] = answer.json()
        self.keep(result["nextGenCSO"])
        return result

    def keep(self, token: str) -> None:
        for name in ("NextGenCSO", "PacerSession"):
            self.client.cookies.set(name, token, domain=".uscourts.gov", path="/")

    async def get(self, court: str, path: str) -> httpx.Response:
        return await self.client.get(f"https://ecf.{court}.uscourts.gov{path}")

    async def menu(self, court: str) -> httpx.Response:
        return await self.get(court, "/cgi-bin/DisplayMenu.pl?Utilities")

    async def link_page(self, court: str) -> httpx.Response:
        menu = await self.menu(court)
        for anchor in LexborHTMLParser(menu.text).css("a"):
            if LINK_WORDS.fullmatch(" ".join(anchor.text().split())):
                return await self.client.get(urljoin(str(menu.url), anchor.attributes["href"] or ""))
        if found := MENU_SCRIPT.search(menu.text):
            entry = SCRIPT_ENTRY.search((await self.get(court, found[1])).text)
            if entry and LINK_WORDS.fullmatch(entry[1].replace("\\", "")):
                return await self.get(court, entry[2])
        raise AssertionError(f"no link at {court}")

    async def send_form(self, page: httpx.Response, login: str = "", password: str = "") -> httpx.Response:
        form = form_of(page)
        values = {"text": login, "password": password}
        fields = [
            (
                str(node.attributes["name"]),
                values.get((node.attributes.get("type") or "").lower(), node.attributes.get("value") or ""),
            )
            for node in form.css("input[name]:not([disabled])")
        ]
        return await self.post(page, form, fields)

    async def post(self, page: httpx.Response, form: LexborNode, fields: list[tuple[str, str]]) -> httpx.Response:
        address = urljoin(str(page.url), form.attributes["action"] or "")
        return await self.client.post(address, files=[(name, (None, value)) for name, value in fields])

    async def verify_page(self, court: str, kind: str) -> httpx.Response:
        await self.sign_in(kind)
        filer = next(filer for filer in self.court.person(kind).filers if filer.court == court)
        return await self.send_form(await self.link_page(court), filer.login, filer.password)


def form_of(page: httpx.Response) -> LexborNode:
    """Find the page's last form: the one of its content."""
    return LexborHTMLParser(page.text).css("form")[-1]


class Clock:
    """A clock that is moved by hand."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 2, 15, 0, 5, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def pass_by(self, **span: float) -> None:
        self.moment += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def court(clock: Clock) -> PracticeCourt:
    return PracticeCourt(clock=clock, seed=7)


@pytest.fixture
async def running(court: PracticeCourt) -> AsyncIterator[RunningCourt]:
    served = await serve(court)
    yield served
    await served.close()


@pytest.fixture
async def attorney(court: PracticeCourt, running: RunningCourt) -> AsyncIterator[Attorney]:
    somebody = Attorney(court, running.port)
    yield somebody
    await somebody.client.aclose()


@pytest.fixture
async def control(running: RunningCourt) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(base_url=running.url, timeout=5) as client:
        yield client


@pytest.fixture
def form_in() -> Callable[[httpx.Response], LexborNode]:
    return form_of


@pytest.fixture
def walk(attorney: Attorney) -> Callable[[str, str], Awaitable[httpx.Response]]:
    """Walk a whole link and give the answer to the final form."""

    async def whole(court: str, kind: str) -> httpx.Response:
        return await attorney.send_form(await attorney.verify_page(court, kind))

    return whole
