"""A browser at the firm's own page, over raw requests: cookies, redirects and headers as browsers have them.

A cookie marked Secure is kept for this machine's http as well, as Chromium does.
"""

from __future__ import annotations

import html
import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from itertools import cycle
from typing import TYPE_CHECKING, Self
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

import aiohttp

from tests.support.person import usable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from multidict import CIMultiDictProxy

    from tests.support.person import Person

_SIGN_IN = re.compile(r'<a class="button" href="([^"]*openid/connect/authorize[^"]*)"')
_HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')
REFUSED = "This link cannot be used"
BUSY = "One moment"


@dataclass(frozen=True, slots=True)
class Answered:
    """What came back, after redirects of our own page were followed."""

    status: int
    text: str
    headers: CIMultiDictProxy[str]

    @property
    def hidden(self) -> dict[str, str]:
        return {name: html.unescape(value) for name, value in _HIDDEN.findall(self.text)}

    def asks(self, fields: Mapping[str, str]) -> bool:
        """Say whether its form has these boxes."""
        return all(f'name="{name}"' in self.text for name in fields)

    @property
    def title(self) -> str:
        found = re.search(r"<h1>(.*?)</h1>", self.text)
        assert found, self.text
        return html.unescape(found[1])


class FormBrowser:
    """One browser. `cookie` is the page's own cookie as it holds it.

    `ports`: of the processes to which a proxy would lead its requests, one after the other.
    """

    def __init__(self, http: aiohttp.ClientSession, ports: Sequence[int] = ()) -> None:
        self._http = http
        self._ports = cycle(ports) if ports else None
        self.cookie: str | None = None

    @classmethod
    @asynccontextmanager
    async def opened(cls, ports: Sequence[int] = ()) -> AsyncIterator[Self]:
        async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as http:
            yield cls(http, ports)

    async def get(self, address: str, **headers: str) -> Answered:
        """Open an address of the page, and go where it sends the browser, as far as it is the page's own."""
        answer = await self._request("GET", address, headers)
        if answer.status in {302, 303}:
            return await self.get(urljoin(address, answer.headers["Location"]))
        return answer

    async def post(self, address: str, fields: Mapping[str, str], **headers: str) -> Answered:
        """Send a form as the page's own would be sent."""
        sent = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
            "Origin": "null",
            **headers,
        }
        answer = await self._request("POST", address, sent, urlencode(fields).encode())
        if answer.status in {302, 303}:
            return await self.get(urljoin(address, answer.headers["Location"]))
        return answer

    async def post_bare(self, address: str, fields: Mapping[str, str], origin: str) -> Answered:
        """Send a form as a browser does that only says its origin."""
        sent = {"Content-Type": "application/x-www-form-urlencoded", "Origin": origin}
        return await self._request("POST", address, sent, urlencode(fields).encode())

    async def _request(
        self, method: str, address: str, headers: Mapping[str, str], body: bytes | None = None
    ) -> Answered:
        cookies = {"Cookie": f"__Host-link-pacer={self.cookie}"} if self.cookie else {}
        sent = {**cookies, **headers}
        if self._ports:
            parts = urlsplit(address)
            sent = {"Host": parts.netloc, **sent}
            address = parts._replace(netloc=f"127.0.0.1:{next(self._ports)}").geturl()
        async with self._http.request(method, address, data=body, headers=sent, allow_redirects=False) as answer:
            for set_cookie in answer.headers.getall("Set-Cookie", []):
                self.cookie = set_cookie.partition(";")[0].partition("=")[2]
            return Answered(answer.status, await answer.text(), answer.headers)

    async def sent_back(self, start: Answered, user: str) -> str:
        """Sign in at Slack as `user`, and give the address to which Slack sends the browser back."""
        found = _SIGN_IN.search(start.text)
        assert found, start.text
        at_slack = html.unescape(found[1])
        page = await self._plain(at_slack)
        allow = re.search(rf'href="([^"]*as={user})"', page.text)
        assert allow, page.text
        answer = await self._plain(urljoin(at_slack, html.unescape(allow[1])))
        return answer.headers["Location"]

    async def _plain(self, address: str) -> Answered:
        async with self._http.get(address, allow_redirects=False) as answer:
            return Answered(answer.status, await answer.text(), answer.headers)

    async def signs_in(self, link: str, user: str) -> Answered:
        """Open a link, sign in at Slack as `user`, and come back."""
        return await self.get(await self.sent_back(await self.get(link), user))


async def types_there(browser: FormBrowser, link: str, *fields: Mapping[str, str]) -> Answered:
    """Send one form after the other, each with what it asks for; what is drawn anew is filled in again.

    Ends at the first page without a form, or with one for which there are no `fields`.
    """
    address = form_address(link)
    page = await browser.get(address)
    while True:
        if page.title == BUSY:
            page = await browser.get(address)
        elif typed := next((each for each in fields if page.asks(each)), None):
            page = await browser.post(address, {**page.hidden, **typed})
        else:
            return page


async def pressed(person: Person) -> str:
    """Press the button that opens the page, and give its address, without opening it."""
    _, _, button = await person.until(lambda state: usable(state, person.dm, "open_form"))
    before = button["url"]
    await person.clicks("open_form")
    await person.until(lambda state: _url(state, person) not in {None, before})
    return str(before)


def _url(state: dict[str, object], person: Person) -> str | None:
    found = usable(state, person.dm, "open_form")
    return str(found[2]["url"]) if found else None


def form_address(link: str) -> str:
    """Give the address of the form of the page that a link is of."""
    return urljoin(link, "/form")


def state_of(address: str) -> str:
    """Give the state of an address."""
    return parse_qs(urlsplit(address).query)["state"][0]


__all__ = ["BUSY", "REFUSED", "Answered", "FormBrowser", "form_address", "pressed", "state_of", "types_there"]
