"""The court side of a link, product and bare, in one process: `link` does one of them and gives its CPU."""

from __future__ import annotations

import os
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

from bench.subjects.bare_link import BareLink
from bot.court import (
    AccountsFound,
    CourtService,
    FilerCredentials,
    MenuRead,
    MenuShows,
    PacerCredentials,
    Registry,
    Sent,
    SignedIn,
)
from bot.vault import Secret

if TYPE_CHECKING:
    from bench.subjects.serving import Questions

REGISTRY = Registry.shipped(None)


async def start(_: str) -> tuple[Questions, AsyncExitStack]:
    """Make both ready."""
    stack = AsyncExitStack()
    service = CourtService(gateway=os.environ["COURT_GATEWAY"])
    stack.push_async_callback(service.close)
    bare = BareLink(os.environ["COURT_GATEWAY"])

    async def link(asked: dict[str, Any]) -> dict[str, Any]:
        person = asked["person"]
        began = time.process_time()
        proven = await (bare.link(person) if asked["how"] == "bare" else _service_link(service, person))
        return {"cpu": time.process_time() - began, "proven": proven}

    async def services(_: dict[str, Any]) -> None:
        """Make what a process in service makes: one more for the real courts, whose TLS context is the full one."""
        for _each in range(3):
            await CourtService().close()

    return {"link": link, "services": services}, stack


async def _service_link(service: CourtService, person: dict[str, str]) -> bool:
    court = REGISTRY.get("mieb")
    assert court is not None
    signed_in = await service.sign_in(
        court, PacerCredentials(Secret(person["pacer_username"]), Secret(person["pacer_password"]))
    )
    assert isinstance(signed_in, SignedIn), signed_in
    found = await service.find_accounts(
        signed_in.session, FilerCredentials(Secret(person["filer_login"]), Secret(person["filer_password"]))
    )
    assert isinstance(found, AccountsFound), found
    sent = await service.submit(found.session)
    assert isinstance(sent, Sent), sent
    menu = await service.read_menu(sent.session)
    assert isinstance(menu, MenuRead), menu
    assert menu.session is not None
    await service.sign_out(menu.session)
    return menu.shows is MenuShows.FILER
