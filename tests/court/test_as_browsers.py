"""Answers that break the grammar, taken as browsers take them; and a kept-open connection that is gone. Raw sockets."""

from __future__ import annotations

import gzip
import ssl
import zlib
from typing import TYPE_CHECKING, Any

import pytest

from bot.court import CourtService, CourtSession, Failed, FilerCredentials, SignedIn, Unclear
from bot.court.exchange import Answered, Get, Lost, PostForm, PostJson
from bot.court.model import Cookie, FormKind, PacerCredentials, PendingForm
from bot.court.transport import Pool, checked_gateway
from bot.court.wire import MAX_BODY, Wire
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.court.answers import fixture
from tests.court.conftest import QUICK
from tests.court.hostile import KeepsOpen
from tests.support.front import Front, make_certificate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable
    from pathlib import Path

    from bot.court import Court, Registry
    from bot.court.exchange import Request

HOST = "ecf.mieb.uscourts.gov"
URL = f"https://{HOST}/cgi-bin/x.pl"
PAGE = Get("page", URL, URL)
BODY = b"<html>no colon here\r\n\r\nX Y: z\r\n\r\n</html>"
FORM = PendingForm(FormKind.CONFIRM, URL, URL, multipart=True, charset="utf-8", fields=(("n", Secret("1")),))


def whole(body: bytes = BODY, *lines: bytes, status: bytes = b"HTTP/1.1 200 OK") -> bytes:
    return b"\r\n".join((status, *lines, b"Content-Length: %d" % len(body), b"", body))


@pytest.fixture
async def server() -> AsyncIterator[KeepsOpen]:
    async with KeepsOpen.serving() as found:
        yield found


@pytest.fixture
async def wire(server: KeepsOpen) -> AsyncIterator[Wire]:
    pool = Pool(checked_gateway(server.url), None, links=True)
    yield Wire(pool, QUICK, HOST)
    await pool.close()


@pytest.fixture
async def service(server: KeepsOpen) -> AsyncIterator[CourtService]:
    found = CourtService(gateway=server.url, timeouts=QUICK)
    yield found
    await found.close()


@pytest.fixture
def court(registry: Registry) -> Court:
    found = registry.get("mieb")
    assert found is not None
    return found


async def got(wire: Wire, asked: Request = PAGE, cookies: Iterable[Cookie] = ()) -> Answered:
    came = await wire.ask(asked, cookies)
    assert isinstance(came, Answered), came
    return came


@pytest.mark.parametrize(
    "line",
    [
        b"session ok",
        b"X Powered By: y",
        b": no name",
        b"Content-Encoding: none",
        b"Content-Length : %d" % len(BODY),
        b"X: \x00",
    ],
)
@pytest.mark.parametrize("asked", [PAGE, PostForm("submit", FORM, {}, irreversible=True)], ids=["page", "submit"])
async def test_a_sloppy_line_costs_nothing_but_itself(
    server: KeepsOpen, wire: Wire, asked: Request, line: bytes
) -> None:
    server.answer = lambda _: [whole(BODY, b"Content-Type: text/html", line, b"Set-Cookie: a=b")]
    came = await got(wire, asked)
    assert (came.answer.body, came.answer.content_type) == (BODY, "text/html")
    assert [cookie.value.reveal() for cookie in came.cookies] == ["b"]
    assert len(server.heard) == 1


@pytest.mark.parametrize("size", [1, 2, 3, 7])
async def test_an_answer_is_the_same_in_whatever_pieces_it_comes(server: KeepsOpen, wire: Wire, size: int) -> None:
    on_the_way = b"HTTP/1.1 100 Continue\r\nno colon\r\n\r\nHTTP/1.1 103 Early\r\n\r\n"
    raw = on_the_way + whole(BODY, b"session ok", b"Set-Cookie: a=b")
    server.answer = lambda _: [raw[at : at + size] for at in range(0, len(raw), size)]
    for _ in range(2):
        assert (await got(wire)).answer.body == BODY
    assert server.connections == 1, "it was read to its end, no further, and kept open"


@pytest.mark.parametrize(
    ("head", "trouble"),
    [
        (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 40_000, Trouble.UNREACHABLE),
        (b"HTTP/1.1 200 OK\r\nA", Trouble.TIMED_OUT),
        (b"200 OK\r\n\r\n", Trouble.UNREACHABLE),
    ],
    ids=["endless", "cut", "no status line"],
)
async def test_a_head_that_is_none_is_a_lost_answer(
    server: KeepsOpen, wire: Wire, head: bytes, trouble: Trouble
) -> None:
    server.answer = lambda _: [head]
    came = await wire.ask(PAGE, ())
    assert isinstance(came, Lost)
    assert (came.trouble, came.dropped) == (trouble, None), "the connection was fresh"


async def test_behind_tls_and_a_proxy_it_is_the_same(
    server: KeepsOpen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answer = lambda _: [whole(BODY, b"session ok", b"Set-Cookie: a=b")]
    certificate = make_certificate(tmp_path, "court", HOST)
    async with Front.serving(int(server.url.rpartition(":")[2]), certificate) as front:
        monkeypatch.setenv("https_proxy", front.url)
        monkeypatch.setenv("no_proxy", "")
        pool = Pool(None, ssl.create_default_context(cafile=str(certificate)), links=True)
        assert (await got(Wire(pool, QUICK, HOST))).answer.body == BODY
        await pool.close()
        assert front.connected_to == [f"{HOST}:443"]


def bare(body: bytes) -> bytes:
    packing = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packing.compress(body) + packing.flush()


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        (b"none", BODY),
        (b"utf-8", BODY),
        (b"\xe9", BODY),
        (b"identity, identity", BODY),
        (b"GZIP", gzip.compress(BODY, mtime=0)),
        (b"x-gzip", gzip.compress(BODY, mtime=0)),
        (b"identity, gzip", gzip.compress(BODY, mtime=0)),
        (b"deflate", zlib.compress(BODY)),
        (b"deflate", zlib.compress(BODY, level=0)),
        (b"deflate", bare(BODY)),
    ],
)
@pytest.mark.parametrize("size", [1, 10_000])
async def test_an_odd_encoding_is_read(server: KeepsOpen, wire: Wire, encoding: bytes, body: bytes, size: int) -> None:
    head, _, sent = whole(body, b"Content-Encoding: " + encoding).partition(b"\r\n\r\n")
    server.answer = lambda _: [head + b"\r\n\r\n", *(sent[at : at + size] for at in range(0, len(sent), size))]
    assert (await got(wire)).answer.body == BODY


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        (b"zstd", BODY),
        (b"compress", BODY),
        (b"gzip, gzip", gzip.compress(gzip.compress(BODY, mtime=0), mtime=0)),
        (b"br, gzip", gzip.compress(BODY, mtime=0)),
        (b"deflate", bare(BODY)[:-3]),
        (b"deflate", zlib.compress(BODY)[:-3]),
        (b"deflate", zlib.compress(b"x" * (MAX_BODY + 1))),
        (b"deflate", bare(b"x" * (MAX_BODY + 1))),
        (b"deflate", BODY),
    ],
)
async def test_what_cannot_be_unpacked_is_told(server: KeepsOpen, wire: Wire, encoding: bytes, body: bytes) -> None:
    server.answer = lambda _: [whole(body, b"Content-Encoding: " + encoding)]
    came = await wire.ask(PAGE, ())
    assert isinstance(came, Lost)
    assert (came.trouble, came.dropped) == (Trouble.UNEXPECTED_PAGE, None)


@pytest.mark.parametrize("value", [b"caf\xe9", "café".encode(), b"\xff\xfe", b"\x80"])
async def test_a_cookie_goes_back_in_the_bytes_that_it_came_in(server: KeepsOpen, wire: Wire, value: bytes) -> None:
    server.answer = lambda _: [whole(BODY, b"Set-Cookie: name=" + value + b"; Path=/; Secure")]
    came = await got(wire)
    came = await got(wire, PAGE, came.cookies)
    await got(wire, PostForm("submit", FORM, {}, irreversible=True), came.cookies)
    for _, request in server.heard[1:]:
        head = request.partition(b"\r\n\r\n")[0].split(b"\r\n")
        assert [line for line in head if line.lower().startswith(b"cookie:")] == [b"Cookie: name=" + value]


async def test_a_redirect_in_utf_8_leads_where_it_says(server: KeepsOpen, wire: Wire) -> None:
    server.answer = lambda _: [whole(b"", b"Location: /\xc3\xa9.pl", status=b"HTTP/1.1 302 Found")]
    assert (await got(wire)).answer.location == "/é.pl"
    server.answer = lambda _: [whole(b"", b"Location: /\xe9.pl", status=b"HTTP/1.1 302 Found")]
    assert (await got(wire)).answer.location == "/é.pl"


def drops(*answers: bytes) -> Any:
    """Answer so many requests on each connection, and drop it at the next."""
    return lambda place: [answers[place - 1]] if place <= len(answers) else None


async def test_only_a_page_over_a_kept_open_connection_counts_as_dropped(server: KeepsOpen, wire: Wire) -> None:
    server.answer = drops(whole())
    await got(wire)
    came = await wire.ask(PAGE, ())
    assert isinstance(came, Lost)
    assert came.dropped is PAGE
    server.answer = drops()
    came = await wire.ask(PAGE, ())
    assert isinstance(came, Lost)
    assert came.dropped is None, "a fresh connection that is dropped is a court that drops connections"


@pytest.mark.parametrize(
    "asked",
    [
        PostJson("sign_on", "https://pacer.login.uscourts.gov/services/cso-auth", b"{}"),
        PostForm("filer_login", FORM, {}),
        PostForm("submit", FORM, {}, irreversible=True),
    ],
    ids=["sign-on", "form", "submit"],
)
async def test_what_is_posted_is_never_dropped_but_lost(server: KeepsOpen, wire: Wire, asked: Request) -> None:
    server.answer = lambda place: [whole()] if place == 1 and len(server.heard) == 1 else None
    await got(wire)
    came = await wire.ask(asked, ())
    assert isinstance(came, Lost)
    assert (came.dropped, len(server.heard)) == (None, 2)


async def test_what_breaks_off_after_its_head_is_not_dropped(server: KeepsOpen, wire: Wire) -> None:
    def answer(place: int) -> list[bytes] | None:
        return [whole()] if place == 1 else [b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"]

    server.answer = answer
    await got(wire)
    came = await wire.ask(PAGE, ())
    assert isinstance(came, Lost)
    assert came.dropped is None


async def test_a_page_is_asked_once_more_over_a_fresh_connection(
    server: KeepsOpen, service: CourtService, court: Court
) -> None:
    """PACER's answer, then the menu and the link page: each second request on a connection finds it gone."""
    token = b'{"nextGenCSO": "' + b"t" * 128 + b'", "loginResult": "0", "errorDescription": ""}'
    menu, login = fixture("menu/seed_utilities"), fixture("login/seed")

    def answer(place: int) -> list[bytes] | None:
        if place > 1:
            return None
        asked = server.heard[-1][1]
        page = (
            token if asked.startswith(b"POST") else (menu if b" /cgi-bin/DisplayMenu" in asked else login).answer.body
        )
        return [whole(page, b"Content-Type: text/html; charset=utf-8")]

    server.answer = answer
    result = await service.sign_in(court, PacerCredentials(Secret("someone"), Secret("a password"), Secret("123456")))
    assert isinstance(result, SignedIn)
    asked = [(connection, request.split(b" ")[0]) for connection, request in server.heard]
    assert asked == [(1, b"POST"), (1, b"GET"), (2, b"GET"), (3, b"GET")]


async def test_a_court_that_drops_the_fresh_connection_too_is_not_asked_a_third_time(
    server: KeepsOpen, service: CourtService, court: Court
) -> None:
    server.answer = lambda _: None if len(server.heard) > 1 else [whole(b"", b"Location: /x", status=b"HTTP/1.1 302 F")]
    result = await service.read_menu(CourtSession(court, Secret("t" * 128)))
    assert isinstance(result, Failed)
    assert result.trouble is Trouble.UNREACHABLE
    assert [connection for connection, _ in server.heard] == [1, 1, 2]


@pytest.mark.parametrize("call", ["sign_in", "find_accounts", "submit"])
async def test_no_form_is_sent_twice_however_connections_are_dropped(
    server: KeepsOpen, service: CourtService, court: Court, call: str
) -> None:
    menu = fixture("menu/seed_utilities").answer.body
    login = PendingForm(FormKind.FILER_LOGIN, URL, URL, True, "utf-8", (), "l", "p")

    def answer(place: int) -> list[bytes] | None:
        posted = server.heard[-1][1].startswith(b"POST")
        return None if posted or place > 1 else [whole(menu, b"Content-Type: text/html; charset=utf-8")]

    server.answer = answer
    session = CourtSession(court, Secret("t" * 128))
    match call:
        case "sign_in":
            result: Any = await service.sign_in(court, PacerCredentials(Secret("someone"), Secret("a password")))
        case "find_accounts":
            held = CourtSession(court, Secret("t" * 128), (), login)
            await service.read_menu(session)
            result = await service.find_accounts(held, FilerCredentials(Secret("old"), Secret("old password")))
        case _:
            result = await service.submit(CourtSession(court, Secret("t" * 128), (), FORM))
    assert isinstance(result, Unclear if call == "submit" else Failed)
    assert [request.split(b" ")[0] for _, request in server.heard].count(b"POST") == 1
