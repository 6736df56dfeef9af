"""Looks for `doctor` whether the firm's own page is reached under its name, as a browser would reach it.

Where the app does not listen yet, a stand-in does for the moment, so that the firm's proxy can be tried before the
first start. Asks for one page, which tells nothing and changes nothing.
"""

from __future__ import annotations

import errno
import os
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import aiohttp
from aiohttp import web

from bot.operations.lines import Line
from bot.runtime.proxies import proxy_for
from bot.runtime.serving import Serving, timed
from bot.runtime.trust import verifying_context
from bot.runtime.way_out import Bar, bar_of, remedy
from bot.texts import browser

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.reading_settings import FormPage

LIMIT: Final = 10.0
"""Seconds for each question."""
_PAGE: Final = "form"
_LARGEST: Final = 65_536
_MISDIRECTED: Final = 421
_UNREACHED: Final = frozenset({502, 503, 504})
_WAYS: Final = (
    (aiohttp.ClientConnectorDNSError, "its name is not known here; enter it in your DNS"),
    (aiohttp.ClientSSLError, "it is not sure who that is; look at its certificate, and at SSL_CERT_FILE"),
    (TimeoutError, "nothing came in time; look at your proxy and the network"),
    (aiohttp.ClientConnectorError, "there is no connection; look whether your proxy listens there"),
    (aiohttp.ClientError, "it does not answer as it should; look at your proxy"),
    (OSError, "there is no connection; look whether your proxy listens there"),
)


@dataclass(frozen=True, slots=True)
class _Answer:
    status: int
    words: str


async def looked_at(page: FormPage, host: str, port: int) -> AsyncIterator[Line]:
    """Say how FORM_PORT and PUBLIC_URL are. Never raises for what it finds."""
    netloc, number = urlsplit(page.public_url).netloc, secrets.token_hex(16)
    try:
        async with _standing_in(host, port, netloc, number):
            yield Line("FORM_PORT", good=True, words=f"{host}:{port} is free")
            yield await _from_outside(page, f"{host}:{port}", number)
    except OSError as error:
        ours = error.errno == errno.EADDRINUSE and await _is_ours(host, port, netloc)
        taken = (
            f"{host}:{port} cannot be had ({os.strerror(error.errno or 0)}); set HOST and FORM_PORT to a free address"
        )
        yield Line("FORM_PORT", good=ours, words=f"the page is served at {host}:{port}" if ours else taken)
        yield await _from_outside(page, f"{host}:{port}", number)


async def _from_outside(page: FormPage, here: str, number: str) -> Line:
    """Ask for the page under its name, with the certificate checked; `number` is what the stand-in says."""
    url = page.public_url + _PAGE
    try:
        answer = await _asked(url, {}, proxy_for(url))
    except (aiohttp.ClientError, OSError) as error:
        by_proxy = bar_of(error) is Bar.PROXY
        words = remedy(Bar.PROXY, url) if by_proxy else next(words for kind, words in _WAYS if isinstance(error, kind))
        return Line("PUBLIC_URL", good=False, words=words)
    ours = number in answer.words or any(each in answer.words for each in (browser.REFUSED_TITLE, browser.BAD_TITLE))
    if answer.status in _UNREACHED and not ours:
        words = f"your proxy answers {answer.status}; lead it to {here}"
    elif answer.status == _MISDIRECTED and ours:
        words = "your proxy changes the Host header; let it pass that on as it is"
    elif answer.status != web.HTTPForbidden.status_code or not ours:
        words = f"something else answers there ({answer.status}); lead your proxy to {here}"
    else:
        return Line("PUBLIC_URL", good=True, words="answers, and leads to the page")
    return Line("PUBLIC_URL", good=False, words=words)


async def _is_ours(host: str, port: int, netloc: str) -> bool:
    """Say whether what has the port is this app."""
    at = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - asked, and not listened at  # nosec B104
    try:
        answer = await _asked(f"http://{f'[{at}]' if ':' in at else at}:{port}/{_PAGE}", {"Host": netloc}, None)
    except (aiohttp.ClientError, OSError):
        return False
    return browser.REFUSED_TITLE in answer.words


async def _asked(url: str, headers: dict[str, str], proxy: str | None) -> _Answer:
    timeout = aiohttp.ClientTimeout(total=LIMIT)
    tls = verifying_context() if url.startswith("https:") else True
    async with (
        aiohttp.ClientSession(timeout=timeout, cookie_jar=aiohttp.DummyCookieJar()) as http,
        http.get(url, headers=headers, allow_redirects=False, ssl=tls, proxy=proxy) as answer,
    ):
        content = b""
        while len(content) < _LARGEST and (more := await answer.content.read(_LARGEST - len(content))):
            content += more
        return _Answer(answer.status, content.decode(errors="replace"))


@asynccontextmanager
async def _standing_in(host: str, port: int, netloc: str, number: str) -> AsyncIterator[None]:
    """Listen where the app will, and answer with a number that nobody else knows. Raises OSError."""

    async def answered(request: web.Request) -> web.Response:
        fits = request.headers.getall("Host", []) == [netloc]
        return web.Response(text=number, status=web.HTTPForbidden.status_code if fits else _MISDIRECTED)

    site = web.Application(middlewares=[timed])
    site.router.add_get(f"/{_PAGE}", answered)
    serving = await Serving.start(site, host, port)
    try:
        yield
    finally:
        await serving.stop()
