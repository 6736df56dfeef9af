"""No page holds up everybody else: what reading costs grows with its length, and a long one is read in a thread."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.court import CourtService, CourtSession, procedure
from bot.court.pages import menus, readers, words
from bot.court.pages.accounts import named_accounts
from bot.court.pages.tree import parse
from bot.vault import Secret

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.court import Registry
    from tests.court.conftest import Server

READERS: dict[str, Callable[[Any], object]] = {
    "accounts": named_accounts,
    "login": lambda page: _or_nothing(readers.login_form, page),
    "verify": lambda page: _or_nothing(readers.verify, page),
    "menu": menus.signs,
    "menu script": menus.signs_of_script,
    "words": words.spoken,
    "bounce": readers.is_bounce,
}
NESTS = [
    "<table><tr><td>",
    "<table><tr><td>x",
    "<form><table><input name=a>",
    "<b><p>x",
    "<ul><li>x",
    "<div>CM/ECF account:",
]


def _or_nothing(read: Callable[[Any], object], page: Any) -> object:
    try:
        return read(page)
    except readers.UnexpectedPageError:
        return None


def work(read: Callable[[Any], object], nest: str, depth: int) -> int:
    """Count the calls that reading takes: what does not depend on how busy the machine is."""
    page = parse((nest * depth).encode(), "text/html", "https://ecf.mieb.uscourts.gov/x")
    count = 0

    def counted(_frame: object, event: str, _about: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        read(page)
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("nest", NESTS)
@pytest.mark.parametrize("reader", sorted(READERS))
def test_reading_grows_with_the_length_and_no_faster(reader: str, nest: str) -> None:
    small, large = (work(READERS[reader], nest, depth) for depth in (60, 240))
    assert large <= 6 * small + 100


async def test_long_page_is_read_off_the_loop(
    server: Server, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    court = registry.get("mieb")
    assert court is not None
    threads: list[threading.Thread] = []
    advance = procedure.advance

    def noted(*given: Any) -> Any:
        threads.append(threading.current_thread())
        return advance(*given)

    monkeypatch.setattr(procedure, "advance", noted)
    service = CourtService(gateway=server.url)
    for body in ("<p>short</p>", "<p>x" * 2_500, "x" * 70_000):

        async def handle(_request: web.Request, body: str = body) -> web.Response:
            return web.Response(text=body, content_type="text/html")

        server.handler = handle
        await service.read_menu(CourtSession(court, Secret("t")))
    assert [thread is threading.main_thread() for thread in threads] == [True, False, False]
    await service.close()
