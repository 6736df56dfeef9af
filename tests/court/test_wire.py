"""Requests on real sockets: hosts, redirects, cookies, bodies, the gateway, the proxy, TLS."""

from __future__ import annotations

import gzip
import logging
import ssl
from typing import TYPE_CHECKING, Any

import httpcore
import httpx
import pytest
from aiohttp import web

from bot.court import CourtService, CourtSession, Failed, GatewayError, NotSent, Sent, SignedIn, Timeouts
from bot.court.exchange import Answer, Answered, Get, Lost, PostForm, Unsent
from bot.court.model import Cookie, ForbiddenHost, FormKind, PendingForm
from bot.court.transport import Pool, check_host, checked_context, checked_gateway, shared_ssl_context
from bot.court.wire import MAX_BODY, Wire
from bot.vault import Secret
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.court import Registry
    from tests.court.conftest import Answering, Practice, Server

HOST = "ecf.mieb.uscourts.gov"
URL = f"https://{HOST}/cgi-bin/x.pl"
TIMEOUT = Timeouts(connect=2.0, read=2.0, submit=2.0)


@pytest.fixture
async def wire(server: Server) -> AsyncIterator[Wire]:
    pool = Pool(checked_gateway(server.url), None, links=True)
    yield Wire(pool, TIMEOUT, HOST)
    await pool.close()


async def got(wire: Wire, url: str = URL) -> Answer:
    came = await wire.ask(Get("page", url, "https://external"), ())
    assert isinstance(came, Answered)
    return came.answer


async def test_gateway_gets_host_path_and_secure_cookies_as_the_court_would(server: Server, wire: Wire) -> None:
    async def reissue(_request: web.Request) -> web.Response:
        headers = {"Set-Cookie": "NextGenCSO=two; Domain=.uscourts.gov; Path=/; Secure"}
        return web.Response(text="ok", headers=headers)

    server.handler = reissue
    first = await wire.ask(
        Get("page", f"{URL}?a=1", "https://external"), [Cookie("NextGenCSO", Secret("one"), ".uscourts.gov")]
    )
    assert isinstance(first, Answered)
    await wire.ask(Get("page", URL, URL), first.cookies)
    method, path, headers, _ = server.asked[0]
    assert (method, path, headers["Host"], headers["Cookie"]) == ("GET", "/cgi-bin/x.pl?a=1", HOST, "NextGenCSO=one")
    assert headers["Referer"] == "https://external"
    assert server.asked[1][2]["Cookie"] == "NextGenCSO=two"
    assert [cookie.value.reveal() for cookie in first.cookies] == ["two"]


@pytest.mark.parametrize(
    "address",
    [
        "https://127.0.0.1",
        "http://example.org",
        "http://10.0.0.1:80",
        "ftp://127.0.0.1",
        "127.0.0.1:80",
        "http://127.0.0.1:x",
        "http://127.0.0.1/path",
        "http://user@127.0.0.1",
        "",
    ],
)
def test_gateway_elsewhere_is_refused(address: str) -> None:
    with pytest.raises(GatewayError, match="COURT_GATEWAY"):
        CourtService(gateway=address)


@pytest.mark.parametrize("address", ["http://localhost:80", "http://127.0.0.9:1", "http://[::1]:5/"])
def test_gateway_on_loopback_is_taken(address: str) -> None:
    assert checked_gateway(address).scheme == "http"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org/",
        "https://ecf.cob.uscourts.gov/",
        "http://ecf.mieb.uscourts.gov/",
        "https://ecf.mieb.uscourts.gov:8443/",
        "https://a:b@ecf.mieb.uscourts.gov/",
        "https://ecf.mieb.uscourts.gov.example.org/",
    ],
)
async def test_other_hosts_are_refused_before_anything_is_sent(server: Server, wire: Wire, url: str) -> None:
    with pytest.raises(ForbiddenHost):
        check_host(httpx.URL(url), HOST)
    assert await wire.ask(Get("page", url, URL), ()) == Unsent(Trouble.UNEXPECTED_PAGE)
    assert server.asked == []


def test_court_that_is_none_is_refused() -> None:
    with pytest.raises(ForbiddenHost):
        check_host(httpx.URL("https://ecf.evil.example/"), "ecf.evil.example")


async def test_redirect_is_told_and_not_followed(answering: Answering, server: Server, wire: Wire) -> None:
    for location in ("x.pl", "https://example.org/", "https://pacer.login.uscourts.gov/csologin/login.jsf"):
        server.handler = answering(status=302, headers={"Location": location})
        assert (await got(wire)).location == location
    assert len(server.asked) == 3


def packed(body: bytes, encoding: str = "gzip") -> dict[str, Any]:
    return {"body": body, "headers": {"Content-Encoding": encoding}}


async def test_gzip_is_read_within_bounds(answering: Answering, server: Server, wire: Wire) -> None:
    server.handler = answering(**packed(gzip.compress(b"page" * 1000)))
    assert (await got(wire)).body == b"page" * 1000
    server.handler = answering(**packed(b""))
    assert (await got(wire)).body == b""


@pytest.mark.parametrize(
    "answer",
    [
        {"body": b"x" * (MAX_BODY + 1)},
        packed(gzip.compress(b"x" * (MAX_BODY + 1))),
        packed(gzip.compress(b"page") + gzip.compress(b"more")),
        packed(gzip.compress(b"page" * 99)[:-9]),
        packed(b"not gzip at all"),
        packed(b"page", "br"),
    ],
    ids=["long", "bomb", "two members", "cut short", "no gzip", "unasked"],
)
async def test_bodies_out_of_bounds_are_refused(
    answering: Answering, server: Server, wire: Wire, answer: dict[str, Any]
) -> None:
    server.handler = answering(**answer)
    came = await wire.ask(Get("page", URL, URL), ())
    assert isinstance(came, Lost)
    assert came.trouble is Trouble.UNEXPECTED_PAGE


def form(action: str = URL, kind: FormKind = FormKind.CONFIRM) -> PendingForm:
    return PendingForm(kind, URL, action, multipart=True, charset="utf-8", fields=(("n", Secret("1")),))


async def test_nothing_listening_is_proven_not_sent(registry: Registry) -> None:
    court = registry.get("mieb")
    assert court is not None
    session = CourtSession(court, Secret("t"), (), form())
    pool = Pool(checked_gateway("http://127.0.0.1:9"), None, links=True)
    came = await Wire(pool, TIMEOUT, HOST).ask(PostForm("submit", form(), {}, irreversible=True), ())
    assert came == Unsent(Trouble.UNREACHABLE)
    await pool.close()
    service = CourtService(gateway="http://127.0.0.1:9")
    result = await service.submit(session)
    assert isinstance(result, NotSent)
    assert (result.trouble, result.session.form is not None) == (Trouble.UNREACHABLE, True)
    await service.close()


async def test_form_that_leads_elsewhere_is_not_sent(practice: Practice) -> None:
    found = await practice.found()
    session = CourtSession(
        found.session.court, found.session.token, found.session.cookies, form("https://example.org/x")
    )
    result = await practice.service.submit(session)
    assert isinstance(result, NotSent)
    assert result.trouble is Trouble.UNEXPECTED_PAGE


async def test_connection_lost_between_look_and_submit_is_not_sent(practice: Practice) -> None:
    found = await practice.found()
    hang = Timeouts(connect=0.2, read=0.2, flow=0.2)
    service = CourtService(gateway=practice.running.url, timeouts=hang)
    practice.state.faults.arm("slow", at="menu", seconds=5.0, times=5)
    result = await service.submit(found.session)
    assert isinstance(result, NotSent)
    assert result.trouble is Trouble.TIMED_OUT
    assert practice.state.submits == 0
    await service.close()


async def test_slow_flows_end_in_timed_out(practice: Practice) -> None:
    signed_in = await practice.signed_in()
    service = CourtService(gateway=practice.running.url, timeouts=Timeouts(connect=5.0, read=5.0, flow=0.1))
    practice.state.faults.arm("slow", at="any", seconds=5.0, times=9)
    results = [
        await service.sign_in(practice.court(), practice.pacer("mfa")),
        await service.resume(practice.court(), signed_in.session),
        await service.find_accounts(signed_in.session, practice.filer()),
        await service.read_menu(signed_in.session),
    ]
    assert [getattr(result, "trouble", None) for result in results] == [Trouble.TIMED_OUT] * 4
    await service.close()


async def test_the_submit_is_waited_for_longer_than_anything_else(practice: Practice) -> None:
    found = await practice.found()
    timeouts = Timeouts(connect=5.0, read=0.8, flow=1.0, submit=30.0)
    service = CourtService(gateway=practice.running.url, timeouts=timeouts)
    practice.state.faults.arm("slow", at="submit", seconds=1.5)
    assert isinstance(await service.submit(found.session), Sent)
    await service.close()


async def test_submit_that_outlasts_its_time_is_unclear(practice: Practice) -> None:
    found = await practice.found()
    timeouts = Timeouts(connect=5.0, read=5.0, flow=5.0, submit=1.0)
    service = CourtService(gateway=practice.running.url, timeouts=timeouts)
    practice.state.faults.arm("slow", at="submit", seconds=5.0)
    result: Any = await service.submit(found.session)
    assert (type(result).__name__, result.why) == ("Unclear", Trouble.TIMED_OUT)
    await service.close()


def test_verification_cannot_be_turned_off() -> None:
    careless = ssl.create_default_context()
    careless.check_hostname = False
    with pytest.raises(ValueError, match="verify"):
        CourtService(ssl_context=careless)
    assert checked_context(None) is shared_ssl_context()


async def test_real_hosts_are_asked_through_the_proxy_only(
    answering: Answering, server: Server, monkeypatch: pytest.MonkeyPatch, registry: Registry
) -> None:
    court = registry.get("mieb")
    assert court is not None
    server.handler = answering(status=403)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("https_proxy", server.url.removeprefix("http://"))
    service = CourtService(ssl_context=ssl.create_default_context())
    result = await service.read_menu(CourtSession(court, Secret("t")))
    await service.close()
    assert isinstance(result, Failed)
    assert result.trouble is Trouble.PROXY_FAILED


async def test_hosts_excepted_from_the_proxy_are_asked_straight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    pool = Pool(None, ssl.create_default_context(), links=True)
    with pytest.raises(httpcore.ConnectError):
        await pool.handle_async_request(httpx.Request("GET", "https://127.0.0.1:9/"))
    await pool.close()


async def test_libraries_do_not_log_cookies_even_at_debug(practice: Practice, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    signed_in = await practice.signed_in(court_id="txwd")
    assert isinstance(signed_in, SignedIn)
    assert signed_in.session.token.reveal() not in caplog.text
    assert "httpcore" not in caplog.text
