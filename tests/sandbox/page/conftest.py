"""A browser, the stand-in server, and pages opened on it that must not log a single error."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest_asyncio
from aiohttp import web

from tests.sandbox.page.page_fake import DANA, PageFake
from tests.support.browser import REFUSED_ON_PURPOSE, Windows, needed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from playwright.async_api import Browser, Page

    OpenPage = Callable[..., Awaitable[Page]]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests here."""
    async with needed() as running:
        yield running


@pytest_asyncio.fixture(loop_scope="session")
async def fake() -> PageFake:
    """The stand-in, to be filled before a page is opened or while it is."""
    return PageFake()


@pytest_asyncio.fixture(loop_scope="session")
async def address(fake: PageFake) -> AsyncIterator[str]:
    """Where the stand-in listens."""
    runner = web.AppRunner(fake.app(), shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    fake.hang_up()
    for gate in fake.gates.values():
        gate.set()
    await runner.cleanup()


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, address: str) -> AsyncIterator[OpenPage]:
    """Open the page as somebody: `await open_page(as_=..., width=..., height=...)`; faults fail the test at its end."""
    windows = Windows(browser, tolerated=(REFUSED_ON_PURPOSE,))

    async def opened(as_: str = DANA, width: int = 1280, height: int = 800, *, clock: bool = False) -> Page:
        page = await windows.opened(f"{address}/?as={as_}", (width, height), clock=clock)
        await page.get_by_test_id(f"conversation-D{as_[1:]}").wait_for(state="attached")
        return page

    yield opened
    await windows.close()
    assert windows.faults == []
