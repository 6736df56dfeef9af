"""Single requests of one call: a jar of cookies, bodies capped, and every failure as a value.

Performs what `bot.court.procedure` asks for, and decides nothing: no redirect is followed here, nothing is repeated.
"""

from __future__ import annotations

import asyncio
import zlib
from http.cookiejar import Cookie as JarCookie
from http.cookiejar import CookieJar
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, assert_never

import httpx

from bot.court.exchange import Answer, Answered, Get, Late, Lost, PostForm, PostJson, Unsent
from bot.court.model import Cookie
from bot.court.pages import forms
from bot.court.transport import ALONE, check_host, httpx_timeouts
from bot.vault import Secret
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.court.exchange import Came, Request
    from bot.court.model import Timeouts
    from bot.court.transport import Pool

MAX_BODY: Final = 512 * 1024
"""Bytes of a decoded body. CM/ECF pages have some 30 KB; reading more than this would hold up everybody else."""
_HEADERS: Final = {
    "User-Agent": "Link-PACER/0.1",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}
_MAX_COOKIES: Final = 60
_MARKED: Final = frozenset({"http11.send_request_headers.started", "http11.send_request_body.started"})


class _Begun:
    """Whether a byte of the request itself may have left: httpcore says so before it writes, on whatever connection.

    A proxy's CONNECT is a request of its own, and not the one that is asked about.
    """

    def __init__(self) -> None:
        self.sending = False

    async def note(self, event: str, about: Mapping[str, Any]) -> None:
        """Take one of httpcore's trace events (https://www.encode.io/httpcore/extensions/#trace)."""
        if event in _MARKED and about["request"].method != b"CONNECT":
            self.sending = True


class Wire:
    """Requests on behalf of one person at one court."""

    def __init__(self, pool: Pool, timeouts: Timeouts, court_host: str) -> None:
        self._court_host = court_host
        self._for_final = httpx_timeouts(timeouts, timeouts.submit)
        self._jar = CookieJar()
        self._client = httpx.AsyncClient(
            transport=pool,
            cookies=self._jar,
            timeout=httpx_timeouts(timeouts, timeouts.read),
            headers=_HEADERS,
            follow_redirects=False,
            trust_env=False,
        )

    async def ask(self, asked: Request, cookies: Iterable[Cookie], until: float | None = None) -> Came:
        """Perform one request, once, with these cookies and no others, and say what came of it. Never raises.

        An irreversible one goes over a connection of its own. `until`: when the time is over, on the loop's clock, if
        ever.
        """
        self._jar.clear()
        for cookie in cookies:
            self._jar.set_cookie(_to_jar(cookie))
        begun, body, time = _Begun(), bytearray(), asyncio.timeout_at(until)
        final = isinstance(asked, PostForm) and asked.irreversible
        try:
            async with time:
                request = self._request(asked)
                request.extensions |= {"trace": begun.note, ALONE: final}
                if final:
                    request.extensions["timeout"] = self._for_final.as_dict()
                answer = await self._answer(request, body)
            return Answered(answer, self._cookies())
        except Exception as error:  # noqa: BLE001 - whatever a server can make a library raise is an outcome
            trouble = Trouble.TIMED_OUT if time.expired() else _trouble(error)
        if not begun.sending:
            return Unsent(trouble)
        # An answer that broke off may have begun with a session, or with new cookies for it.
        return Late(bytes(body), self._cookies()) if time.expired() else Lost(trouble, bytes(body), self._cookies())

    def _cookies(self) -> tuple[Cookie, ...]:
        return tuple(islice(map(_from_jar, self._jar), _MAX_COOKIES))

    async def _answer(self, request: httpx.Request, body: bytearray) -> Answer:
        """Send, and read the answer into `body`. Raises what httpx and the libraries below it raise."""
        response = await self._client.send(request, stream=True)
        try:
            await _read_body(response, body)
        finally:
            await response.aclose()
        return Answer(
            status=response.status_code,
            url=str(request.url),
            content_type=response.headers.get("content-type", ""),
            body=bytes(body),
            location=response.headers.get("location", "") if response.is_redirect else "",
        )

    def _request(self, asked: Request) -> httpx.Request:
        """Make the request. Raises ForbiddenHost, and what httpx raises, for an address that it must not go to."""
        match asked:
            case Get(url=url, referer=referer):
                return self._built("GET", url, {"Referer": referer})
            case PostForm(form=form, answers=answers):
                content_type, body = forms.encode(form, answers)
                origin = f"https://{self._court_host}"
                headers = {"Content-Type": content_type, "Referer": form.page, "Origin": origin}
                return self._built("POST", form.action, headers, body)
            case PostJson(url=url, body=body):
                # Without this Accept, PACER's sign-on answers XML.
                headers = {"Content-Type": "application/json", "Accept": "application/json"}
                return self._built("POST", url, headers, body)
            case _:
                assert_never(asked)

    def _built(self, method: str, url: str, headers: dict[str, str], body: bytes | None = None) -> httpx.Request:
        target = httpx.URL(url)
        check_host(target, self._court_host)
        return self._client.build_request(method, target, headers=headers, content=body)


def _trouble(error: Exception) -> Trouble:
    match error:
        case httpx.TimeoutException():
            return Trouble.TIMED_OUT
        # A TLS alert in the middle of an answer comes as ssl.SSLError, an OSError, past httpx.
        case httpx.NetworkError() | httpx.ProxyError() | httpx.RemoteProtocolError() | OSError():
            return Trouble.UNREACHABLE
        case _:
            return Trouble.UNEXPECTED_PAGE


async def _read_body(response: httpx.Response, body: bytearray) -> None:
    """Read and decode a body, bounded at every step, so that a small answer cannot unfold into a large one.

    Raises httpx.DecodingError for a body too long or in an encoding that was not asked for.
    """
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise httpx.DecodingError("an encoding that was not asked for")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding.endswith("gzip") else None
    received = 0
    async for chunk in response.aiter_raw():
        received += len(chunk)
        try:
            body += unpack.decompress(chunk, MAX_BODY + 1 - len(body)) if unpack else chunk
        except zlib.error:
            raise httpx.DecodingError("not gzip") from None
        if max(len(body), received) > MAX_BODY:
            raise httpx.DecodingError("too long")
    if unpack and received and (not unpack.eof or unpack.unused_data):
        raise httpx.DecodingError("gzip cut short, or with more behind it")


def _to_jar(cookie: Cookie) -> JarCookie:
    return JarCookie(
        version=0,
        name=cookie.name,
        value=cookie.value.reveal(),
        port=None,
        port_specified=False,
        domain=cookie.domain,
        domain_specified=cookie.domain.startswith("."),
        domain_initial_dot=cookie.domain.startswith("."),
        path=cookie.path,
        path_specified=True,
        secure=cookie.secure,
        expires=None,
        discard=True,
        comment=None,
        comment_url=None,
        rest={},
    )


def _from_jar(cookie: JarCookie) -> Cookie:
    return Cookie(cookie.name, Secret(cookie.value or ""), cookie.domain, cookie.path, cookie.secure)
