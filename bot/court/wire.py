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

import httpcore
import httpx

from bot.court.exchange import Answer, Answered, Get, Late, Lost, PostForm, PostJson, Unsent
from bot.court.model import Cookie
from bot.court.pages import forms
from bot.court.transport import ALONE, BYTES, FRESH, check_host, httpx_timeouts
from bot.runtime.way_out import not_trusted
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
    "Connection": "keep-alive",
}
_MAX_COOKIES: Final = 60
_MARKED: Final = frozenset({"http11.send_request_headers.started", "http11.send_request_body.started"})
_OPENING: Final = "connection.connect_tcp.started"
_THROUGH: Final = "proxy.start_tls.started"
_ANSWERED: Final = "http11.receive_response_headers.complete"
_BROKEN: Final = (httpcore.NetworkError, httpcore.RemoteProtocolError, OSError)
_PACKED: Final = frozenset({"gzip", "x-gzip", "deflate"})
_UNASKED: Final = frozenset({"br", "compress", "x-compress", "zstd", "dcb", "dcz"})
"""Encodings that exist and that no court was asked for; whatever else a header calls one encodes nothing."""


class _Begun:
    """How far a request came, as httpcore says before each step (https://www.encode.io/httpcore/extensions/#trace).

    `sending`: a byte of it may have left, on whatever connection. A proxy's CONNECT is a request of its own, and not
    the one that is asked about. `anew`: a connection was to be opened for it. `through`: a proxy, if there is one, let
    it pass. `answered`: the whole head of an answer came.
    """

    def __init__(self) -> None:
        self.sending = self.anew = self.through = self.answered = False

    async def note(self, event: str, about: Mapping[str, Any]) -> None:
        """Take one of httpcore's trace events."""
        if event == _OPENING:
            self.anew = True
        elif event == _THROUGH:
            self.through = True
        elif event in _MARKED and about["request"].method != b"CONNECT":
            self.sending = True
        elif event == _ANSWERED and self.sending:
            self.answered = True


class _ForJar:
    """A request as a jar of cookies looks at it (https://docs.python.org/3/library/http.cookiejar.html).

    httpx makes a whole urllib request of each for that, which costs more than the request itself.
    """

    type = "https"
    unverifiable = False

    def __init__(self, request: httpx.Request) -> None:
        self._request = request
        self.host = self.origin_req_host = request.url.host

    def get_full_url(self) -> str:
        return str(self._request.url)

    def has_header(self, _: str) -> bool:
        return False

    def get_header(self, _: str, default: str | None = None) -> str | None:
        return default

    def add_unredirected_header(self, name: str, value: str) -> None:
        self._request.headers[name] = value


class Wire:
    """Requests on behalf of one person at one court."""

    def __init__(self, pool: Pool, timeouts: Timeouts, court_host: str) -> None:
        self._court_host = court_host
        self._pool = pool
        self._for_final = httpx_timeouts(timeouts, timeouts.submit)
        self._jar = CookieJar()
        self._patience = httpx_timeouts(timeouts, timeouts.read).as_dict()

    async def ask(self, asked: Request, cookies: Iterable[Cookie], until: float | None = None) -> Came:
        """Perform one request, once, with these cookies and no others, and say what came of it. Never raises.

        An irreversible one goes over a connection of its own. `until`: when the time is over, on the loop's clock, if
        ever.
        """
        try:
            request = self._with(cookies, asked)
        except Exception:  # noqa: BLE001 - an address of a court's that leads elsewhere, or that cannot be one
            return Unsent(Trouble.UNEXPECTED_PAGE)
        if isinstance(asked, PostForm) and asked.irreversible:
            request.extensions |= {ALONE: True, "timeout": self._for_final.as_dict()}
        page = asked if isinstance(asked, Get) else None
        request.extensions[FRESH] = page is not None and page.fresh
        return await self._sent(request, page, until)

    async def _sent(self, request: httpx.Request, page: Get | None, until: float | None) -> Came:
        """Send a request that is whole; `page`: what it asks for, where it is no form."""
        begun, body, time = _Begun(), bytearray(), asyncio.timeout_at(until)
        request.extensions["trace"] = begun.note
        try:
            async with time:
                return Answered(await self._answer(request, body), self._cookies())
        except Exception as error:  # noqa: BLE001 - whatever a server can make a library raise is an outcome
            trouble = Trouble.TIMED_OUT if time.expired() else _trouble(error)
            dropped = isinstance(error, _BROKEN) and not begun.anew and not begun.answered
        if not begun.sending:
            stuck = begun.anew and not begun.through and self._pool.is_proxied(request.url.host)
            return Unsent(Trouble.PROXY_FAILED if stuck and trouble is not Trouble.NOT_TRUSTED else trouble)
        # An answer that broke off may have begun with a session, or with new cookies for it.
        if time.expired():
            return Late(bytes(body), self._cookies())
        return Lost(trouble, bytes(body), self._cookies(), page if dropped else None)

    def _cookies(self) -> tuple[Cookie, ...]:
        return tuple(islice(map(_from_jar, self._jar), _MAX_COOKIES))

    async def _answer(self, request: httpx.Request, body: bytearray) -> Answer:
        """Send, and read the answer into `body`. Raises what httpx and the libraries below it raise."""
        response = await self._pool.handle_async_request(request)
        response.request = request
        try:
            if "set-cookie" in response.headers:  # a look at the answer costs as much as a short page's reading
                httpx.Cookies(self._jar).extract_cookies(response)
            await _read_body(response, body)
        finally:
            await response.aclose()
        return Answer(
            status=response.status_code,
            url=str(request.url),
            content_type=response.headers.get("content-type", ""),
            body=bytes(body),
            location=_read_as_utf8(response.headers.get("location", "")) if response.is_redirect else "",
        )

    def _with(self, cookies: Iterable[Cookie], asked: Request) -> httpx.Request:
        """Make the request, its cookies in the bytes that the court set: httpx by itself writes ASCII, or fails."""
        self._jar.clear()
        request = self._request(asked)
        request.headers.encoding = BYTES
        for cookie in cookies:
            self._jar.set_cookie(_to_jar(cookie))
        if len(self._jar):
            self._jar.add_cookie_header(_ForJar(request))  # type: ignore[arg-type]  # all that a jar asks of a request
        return request

    def _request(self, asked: Request) -> httpx.Request:
        """Make the request. Raises ForbiddenHost, and what httpx raises, for an address that it must not go to."""
        match asked:
            case Get(url=url, referer=referer):
                return self._built("GET", url, {"Referer": referer})
            case PostForm(form=form, typed=typed, answers=answers):
                content_type, body = forms.encode(form, typed, answers)
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
        return httpx.Request(
            method, target, headers=_HEADERS | headers, content=body, extensions={"timeout": self._patience}
        )


def _trouble(error: Exception) -> Trouble:
    if not_trusted(error):
        return Trouble.NOT_TRUSTED
    match error:
        case httpcore.TimeoutException():
            return Trouble.TIMED_OUT
        # A TLS alert in the middle of an answer comes as ssl.SSLError, an OSError, past httpcore.
        case httpcore.NetworkError() | httpcore.ProxyError() | httpcore.RemoteProtocolError() | OSError():
            return Trouble.UNREACHABLE
        case _:
            return Trouble.UNEXPECTED_PAGE


def _read_as_utf8(text: str) -> str:
    """Read a header's bytes as what addresses are written in, where they are that."""
    try:
        return text.encode(BYTES).decode("utf-8")
    except UnicodeDecodeError:
        return text


async def _read_body(response: httpx.Response, body: bytearray) -> None:
    """Read and decode a body, bounded at every step, so that a small answer cannot unfold into a large one.

    Raises httpx.DecodingError for a body too long or in an encoding that was not asked for.
    """
    encoding, unpack, received = _encoding(response.headers.get("content-encoding", "")), None, 0
    async for chunk in response.aiter_raw():
        if encoding and unpack is None:
            unpack = zlib.decompressobj(_window(encoding, chunk))
        received += len(chunk)
        try:
            body += unpack.decompress(chunk, MAX_BODY + 1 - len(body)) if unpack else chunk
        except zlib.error:
            raise httpx.DecodingError("not in the encoding that it says") from None
        if max(len(body), received) > MAX_BODY:
            raise httpx.DecodingError("too long")
    if unpack and (not unpack.eof or unpack.unused_data):
        raise httpx.DecodingError("cut short, or with more behind it")


def _encoding(said: str) -> str:
    """Give what a body is packed in; empty for none. Raises httpx.DecodingError for what cannot be unpacked."""
    names = [name.strip().lower() for name in said.split(",")]
    packed = [name for name in names if name in _PACKED]
    if len(packed) > 1 or _UNASKED.intersection(names):
        raise httpx.DecodingError("an encoding that was not asked for")
    return packed[0] if packed else ""


def _window(encoding: str, begins: bytes) -> int:
    """Give zlib's window for a body that `begins` so.

    Of "deflate" there are two, in zlib's wrapping and bare, and browsers take both. The wrapping's first byte ends in
    an 8 (RFC 1950, 2.2); a bare body would begin so only with a block that is not packed and bits set that nobody sets.
    """
    if encoding != "deflate":
        return zlib.MAX_WBITS | 16
    return zlib.MAX_WBITS if begins[0] & 0x0F == zlib.DEFLATED else -zlib.MAX_WBITS


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
