"""What a firm's proxy does not let through is told as the proxy's; what fails behind it, as the court's."""

from __future__ import annotations

import socket
import ssl
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.court import CourtService, CourtSession, Failed, NotSent, Timeouts
from bot.court.exchange import Get, PostForm, Unsent
from bot.court.model import FormKind, PendingForm
from bot.court.transport import Pool
from bot.court.wire import Wire
from bot.vault import Secret
from bot.vocabulary import Trouble
from tests.court.hostile import Hostile, KeepsOpen

if TYPE_CHECKING:
    from tests.court.conftest import Practice

HOST = "ecf.mieb.uscourts.gov"
URL = f"https://{HOST}/cgi-bin/x.pl"
PAGE = Get("page", URL, URL)
FORM = PendingForm(FormKind.CONFIRM, URL, URL, multipart=True, charset="utf-8", fields=(("n", Secret("1")),))
SUBMIT = PostForm("submit", FORM, {}, irreversible=True)
SHORT = Timeouts(connect=0.5, read=0.5, flow=2.0, submit=0.5)


@pytest.fixture
def by_proxy(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    monkeypatch.setenv("no_proxy", "")
    return monkeypatch


async def asked(request: Get | PostForm) -> object:
    pool = Pool(None, ssl.create_default_context(), links=True)
    try:
        return await Wire(pool, SHORT, HOST).ask(request, ())
    finally:
        await pool.close()


@pytest.mark.parametrize("request_", [PAGE, SUBMIT], ids=["page", "submit"])
@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 407 Proxy Authentication Required\r\nX Odd: y\r\n\r\n",
        b"HTTP/1.1 502 Bad Gateway\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: https://ecf.mieb.uscourts.gov/\r\n\r\n",
        b"SSH-2.0-OpenSSH\r\n\r\n",
        b"",
    ],
    ids=["403", "407", "502", "302", "garbage", "nothing"],
)
async def test_a_proxy_that_does_not_let_through_is_named_and_told_nothing(
    by_proxy: pytest.MonkeyPatch, answer: bytes, request_: Get | PostForm
) -> None:
    async with Hostile.serving() as proxy:
        proxy.answer = lambda: answer
        by_proxy.setenv("https_proxy", proxy.url.replace("//", "//someone:a%20secret@"))
        assert await asked(request_) == Unsent(Trouble.PROXY_FAILED)
        assert [each.split(b"\r\n")[0] for each in proxy.heard] == [b"CONNECT ecf.mieb.uscourts.gov:443 HTTP/1.1"]
        assert b"c29tZW9uZTphIHNlY3JldA==" in proxy.heard[0], "it is told who asks, as it wants to be"


async def test_a_proxy_that_says_nothing_is_named(by_proxy: pytest.MonkeyPatch) -> None:
    async with KeepsOpen.serving() as proxy:
        proxy.answer = lambda _: ()
        by_proxy.setenv("https_proxy", proxy.url)
        assert await asked(PAGE) == Unsent(Trouble.PROXY_FAILED)
        assert len(proxy.heard) == 1


@pytest.mark.parametrize("request_", [PAGE, SUBMIT], ids=["page", "submit"])
async def test_a_proxy_that_is_not_there_is_named(by_proxy: pytest.MonkeyPatch, request_: Get | PostForm) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as unused:
        port = unused.getsockname()[1]
    by_proxy.setenv("https_proxy", f"http://127.0.0.1:{port}")
    assert await asked(request_) == Unsent(Trouble.PROXY_FAILED)


@pytest.mark.parametrize("after", [b"", b"\x15\x03\x03\x00\x02\x02\x28"], ids=["closed", "TLS alert"])
async def test_what_fails_behind_the_proxy_is_the_courts(by_proxy: pytest.MonkeyPatch, after: bytes) -> None:
    async with Hostile.serving() as proxy:
        proxy.answer = lambda: b"HTTP/1.1 200 Connection established\r\n\r\n" + after
        by_proxy.setenv("https_proxy", proxy.url)
        assert await asked(PAGE) == Unsent(Trouble.UNREACHABLE)


async def test_a_host_that_goes_past_the_proxy_is_not_the_proxys(by_proxy: pytest.MonkeyPatch) -> None:
    by_proxy.setenv("https_proxy", "http://127.0.0.1:9")
    by_proxy.setenv("no_proxy", ".uscourts.gov")
    assert not Pool(None, ssl.create_default_context(), links=True).is_proxied(HOST)
    by_proxy.setenv("no_proxy", "")
    assert Pool(None, ssl.create_default_context(), links=True).is_proxied(HOST)


async def test_an_address_that_may_not_be_asked_is_not_the_proxys(by_proxy: pytest.MonkeyPatch) -> None:
    by_proxy.setenv("https_proxy", "http://127.0.0.1:9")
    assert await asked(Get("page", "https://example.org/", URL)) == Unsent(Trouble.UNEXPECTED_PAGE)


async def test_each_call_says_that_it_was_the_proxy_and_that_nothing_left(
    practice: Practice, by_proxy: pytest.MonkeyPatch
) -> None:
    found = await practice.found()
    async with Hostile.serving() as proxy:
        proxy.answer = lambda: b"HTTP/1.1 403 Forbidden\r\n\r\n"
        by_proxy.setenv("https_proxy", proxy.url)
        service = CourtService(ssl_context=ssl.create_default_context(), timeouts=SHORT)
        sign_in = await service.sign_in(practice.court(), practice.pacer())
        given = await service.find_accounts(found.session, practice.filer())
        submitted = await service.submit(found.session)
        read = await service.read_menu(CourtSession(practice.court(), Secret("t" * 128)))
        await service.close()
    assert isinstance(sign_in, Failed)
    assert isinstance(given, Failed)
    assert isinstance(submitted, NotSent)
    assert isinstance(read, Failed)
    assert {each.trouble for each in (sign_in, given, submitted, read)} == {Trouble.PROXY_FAILED}
    assert (sign_in.sent, given.sent) == (False, False)
    assert practice.state.submits == 0


@pytest.mark.parametrize("address", ["socks5://127.0.0.1:1080", "socks5h://127.0.0.1:1080"])
def test_a_proxy_of_another_kind_is_refused_without_its_password(by_proxy: pytest.MonkeyPatch, address: str) -> None:
    by_proxy.setenv("https_proxy", address.replace("//", "//someone:hush-hush@"))
    with pytest.raises(ValueError, match="HTTPS_PROXY") as refused:
        Pool(None, ssl.create_default_context(), links=True)
    assert "hush-hush" not in repr(refused.value)


def test_nothing_that_holds_the_proxy_shows_its_password(by_proxy: pytest.MonkeyPatch) -> None:
    by_proxy.setenv("https_proxy", "http://someone:hush-hush@127.0.0.1:9")
    ways = Pool(None, ssl.create_default_context(), links=True)._shared
    assert ways._proxied is not None
    pool = ways._proxied._pool
    assert "hush-hush" not in repr((ways, ways._proxied, pool, pool._proxy))
