"""The sandbox as a person starts it, and windows that must neither log an error nor ask anything of another machine."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import pytest_asyncio

from tests.support.at_the_page import AtThePage
from tests.support.axe import Judge, axe_script
from tests.support.browser import DESKTOP, Windows, needed
from tests.support.process import Program
from tests.support.stack import ATTORNEY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from playwright.async_api import Browser

    Arrive = Callable[..., Awaitable[AtThePage]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests here."""
    async with needed() as running:
        yield running


@pytest.fixture
def judge() -> Judge:
    """Looks at one screen after another."""
    return Judge(axe_script())


@pytest_asyncio.fixture(loop_scope="session")
async def address(browser: Browser) -> AsyncIterator[str]:  # noqa: ARG001 - without a browser there is nothing to start
    """Where a sandbox of its own says that it is."""
    async with Program.started("sandbox", "--port", "0") as sandbox:
        line = await sandbox.says("Open http")
        yield line.split()[1].rstrip("/")
        assert await sandbox.stopped() == 0


@pytest_asyncio.fixture(loop_scope="session")
async def windows(browser: Browser, address: str) -> AsyncIterator[Windows]:
    """All windows of a test; at its end nothing may have gone wrong in any."""
    opened = Windows(browser)
    yield opened
    await opened.close()
    assert opened.faults == []
    assert {urlsplit(url).hostname for url in opened.requests} <= {urlsplit(address).hostname}


@pytest_asyncio.fixture(loop_scope="session")
async def arrive(windows: Windows, address: str) -> Arrive:
    """Open the page as somebody: `await arrive(user, size, place=...)`."""

    async def arrived(
        user: str = ATTORNEY,
        size: tuple[int, int] = DESKTOP,
        *,
        place: str = "Link PACER",
        dark: bool = False,
        text: int = 100,
    ) -> AtThePage:
        page = await windows.opened(f"{address}/?as={user}", size, dark=dark, text=text)
        return await AtThePage.arrived(page, place=place)

    return arrived
