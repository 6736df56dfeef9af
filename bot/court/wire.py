"""One link's HTTP: its cookie jar, single requests, bodies capped, and every failure as a `Trouble`.

A `Wire` lives for one call of `CourtService`; what outlasts it is the session it gives back. No redirect is followed
unless a GET stays at the same court, and no POST is ever repeated here.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from http.cookiejar import Cookie as JarCookie
from http.cookiejar import CookieJar
from typing import TYPE_CHECKING, Final

import httpx

from bot.court import forms
from bot.court.model import Cookie, ForbiddenHost, Trouble
from bot.court.transport import SIGN_ON_HOST, check_host
from bot.vault import Secret

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.court.model import PendingForm
    from bot.court.transport import Pool

MAX_BODY: Final = 512 * 1024
"""Bytes of a decoded body. CM/ECF pages have some 30 KB; reading more than this would hold up everybody else."""
FOREIGN_REFERER: Final = "https://external"
"""What public clients of CM/ECF send when they do not come from one of its pages."""
_HEADERS: Final = {
    "User-Agent": "Link-PACER/0.1",
    "Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}
_MAX_REDIRECTS: Final = 2
_MAX_COOKIES: Final = 60
_BEFORE_FIRST_BYTE: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.ProxyError,
    httpx.UnsupportedProtocol,
)


class WireError(Exception):
    """A request that brought no usable answer. `sent` is False only when it is proven that no byte of it left."""

    def __init__(self, trouble: Trouble, *, sent: bool) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble
        self.sent = sent


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: never shown, since a court's page may repeat what was typed."""

    status: int
    url: str
    content_type: str
    body: bytes = field(repr=False)
    location: str = field(default="", repr=False)


class Wire:
    """Requests on behalf of one person at one court."""

    def __init__(self, pool: Pool, timeout: httpx.Timeout, court_host: str, cookies: Iterable[Cookie] = ()) -> None:
        self._court_host = court_host
        self._jar = CookieJar()
        self.put(*cookies)
        self._client = httpx.AsyncClient(
            transport=pool,
            cookies=self._jar,
            timeout=timeout,
            headers=_HEADERS,
            follow_redirects=False,
            trust_env=False,
        )

    def put(self, *cookies: Cookie) -> None:
        """Put cookies into the jar, over older ones of the same name and place."""
        for cookie in cookies:
            self._jar.set_cookie(_to_jar(cookie))

    def clear(self) -> None:
        """Empty the jar, for a new sign-in."""
        self._jar.clear()

    def cookies(self) -> tuple[Cookie, ...]:
        """Give what the jar holds now, for the session."""
        found = [_from_jar(cookie) for cookie in self._jar]
        return tuple(found[:_MAX_COOKIES])

    async def get(self, url: str, referer: str) -> Answer:
        """GET a page; a redirect within the same court is followed, twice at most."""
        answer = await self._request("GET", url, {"Referer": referer})
        for _ in range(_MAX_REDIRECTS):
            if not answer.location or _joined(answer).host == SIGN_ON_HOST:
                return answer
            answer = await self._request("GET", str(_joined(answer)), {"Referer": answer.url})
        if answer.location:
            raise WireError(Trouble.UNEXPECTED_PAGE, sent=True)
        return answer

    async def go_after(self, answer: Answer) -> Answer:
        """GET where a form's answer redirects to."""
        return await self.get(str(_joined(answer)), answer.url)

    async def post_form(self, form: PendingForm, answers: Mapping[str, Secret]) -> Answer:
        """POST a held form once, redirects not followed."""
        content_type, body = forms.encode(form, answers)
        origin = f"https://{self._court_host}"
        headers = {"Content-Type": content_type, "Referer": form.page, "Origin": origin}
        return await self._request("POST", form.action, headers, body)

    async def post_json(self, url: str, body: bytes) -> Answer:
        """POST JSON once; without this Accept, PACER's sign-on answers XML."""
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        return await self._request("POST", url, headers, body)

    async def _request(self, method: str, url: str, headers: dict[str, str], body: bytes | None = None) -> Answer:
        try:
            target = httpx.URL(url)
            check_host(target, self._court_host)
            request = self._client.build_request(method, target, headers=headers, content=body)
        except (ForbiddenHost, httpx.InvalidURL, ValueError):
            raise WireError(Trouble.UNEXPECTED_PAGE, sent=False) from None
        try:
            response = await self._client.send(request, stream=True)
            try:
                content = await _capped_body(response)
            finally:
                await response.aclose()
        except httpx.RequestError as error:
            raise WireError(_trouble(error), sent=not isinstance(error, _BEFORE_FIRST_BYTE)) from None
        headers_back = response.headers
        return Answer(
            status=response.status_code,
            url=url,
            content_type=headers_back.get("content-type", ""),
            body=content,
            location=headers_back.get("location", "") if response.is_redirect else "",
        )


def _trouble(error: httpx.RequestError) -> Trouble:
    if isinstance(error, httpx.TimeoutException):
        return Trouble.TIMED_OUT
    if isinstance(error, httpx.NetworkError | httpx.ProxyError | httpx.RemoteProtocolError):
        return Trouble.UNREACHABLE
    return Trouble.UNEXPECTED_PAGE


def _joined(answer: Answer) -> httpx.URL:
    """Give where a redirect leads; httpx has refused an answer whose address cannot be read."""
    return httpx.URL(answer.url).join(answer.location)


async def _capped_body(response: httpx.Response) -> bytes:
    """Read and decode a body, bounded at every step, so that a small answer cannot unfold into a large one.

    Raises httpx.DecodingError for a body too long or in an encoding that was not asked for.
    """
    encoding = response.headers.get("content-encoding", "identity").strip().lower()
    if encoding not in ("identity", "", "gzip", "x-gzip"):
        raise httpx.DecodingError("an encoding that was not asked for")
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if encoding.endswith("gzip") else None
    body = bytearray()
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
    return bytes(body)


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
