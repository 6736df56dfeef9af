"""The same procedure as bare as can be: httpx with one shared TLS context, selectolax, and not one precaution.

It believes every page, sends the first form it finds and notices nothing that goes wrong: only its cost counts.
"""

from __future__ import annotations

import json
import ssl
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

import httpx
from selectolax.lexbor import LexborHTMLParser

if TYPE_CHECKING:
    from collections.abc import Mapping

SIGN_ON = "https://pacer.login.uscourts.gov"
COURT = "https://ecf.mieb.uscourts.gov"
MENU = f"{COURT}/cgi-bin/DisplayMenu.pl?Utilities"


class BareGateway(httpx.AsyncHTTPTransport):
    """Sends every request to the practice court, Host and cookies as they would be."""

    def __init__(self, address: str, context: ssl.SSLContext) -> None:
        super().__init__(verify=context, trust_env=False)
        self._address = httpx.URL(address)

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Send to the gateway."""
        there = request.url.copy_with(scheme="http", host=self._address.host, port=self._address.port)
        request = httpx.Request(request.method, there, headers=request.headers, stream=request.stream)
        return await super().handle_async_request(request)

    async def aclose(self) -> None:
        """Do nothing: connections are shared by all links, as the product's are."""


class BareLink:
    """Links again and again, sharing what the product shares: the TLS context and the connections."""

    def __init__(self, gateway: str) -> None:
        self._transport = BareGateway(gateway, ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))

    async def link(self, person: Mapping[str, str]) -> bool:
        """Sign in, send both forms, read the menu, sign out; give whether the menu shows the filer's events."""
        async with httpx.AsyncClient(transport=self._transport, trust_env=False, timeout=20) as client:
            typed = {"loginId": person["pacer_username"], "password": person["pacer_password"], "redactFlag": "1"}
            json_wanted = {"Accept": "application/json"}
            answer = await client.post(f"{SIGN_ON}/services/cso-auth", json=typed, headers=json_wanted)
            token = answer.json()["nextGenCSO"]
            for name in ("NextGenCSO", "PacerSession"):
                client.cookies.set(name, token, domain=".uscourts.gov")
            menu = _page(await client.get(MENU, headers={"Referer": "https://external"}))
            link = next(a for a in menu.css("a[href]") if "PACER account" in a.text() and "Link" in a.text())
            address = urljoin(MENU, link.attributes["href"] or "")
            page = _page(await client.get(address, headers={"Referer": MENU}))
            verify = _page(await _send(client, page, address, (person["filer_login"], person["filer_password"])))
            _page(await client.get(MENU, headers={"Referer": "https://external"}))
            done = await _send(client, verify, address, ())
            _page(done)
            proof = _page(await client.get(MENU, headers={"Referer": "https://external"}))
            body = json.dumps({"nextGenCSO": token})
            await client.post(
                f"{SIGN_ON}/services/cso-logout",
                content=body,
                headers={"Content-Type": "application/json", **json_wanted},
            )
            return bool(proof.css('#topmenu a[href*="BankruptcyEvents"], .yuimenubar a[href*="BankruptcyEvents"]'))


def _page(answer: httpx.Response) -> LexborHTMLParser:
    return LexborHTMLParser(answer.content)


async def _send(
    client: httpx.AsyncClient, page: LexborHTMLParser, page_url: str, typed: tuple[str, ...]
) -> httpx.Response:
    form: Any = next(form for form in page.css("form") if form.css("input[type=password]") or not typed)
    answers = iter(typed)
    fields: list[tuple[str, tuple[None, str]]] = []
    for control in form.css("input"):
        kind, name = (control.attributes.get("type") or "text").lower(), control.attributes.get("name")
        if not name or kind in ("button", "reset", "submit"):
            continue
        value = next(answers, "") if kind in ("text", "password") else control.attributes.get("value") or ""
        fields.append((name, (None, value)))
    target = urljoin(page_url, form.attributes.get("action") or "")
    headers = {"Referer": page_url, "Origin": COURT}
    return await client.post(target, files=fields, headers=headers)
