"""A browser, the stand-in server, and pages opened on it that must not log a single error."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright

from tests.sandbox.page.page_fake import DANA, PageFake

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from playwright.async_api import ConsoleMessage

    OpenPage = Callable[..., Awaitable[Page]]

WAIT_MS = 8000
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """One Chromium for all tests here."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None and "CI" not in os.environ:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=path, args=QUIET)
        yield running
        await running.close()


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


def is_fault(message: ConsoleMessage) -> bool:
    """Errors and refusals of the content security policy, but not an answer that the server refused on purpose."""
    return message.type == "error" and not message.text.startswith("Failed to load resource")


@pytest_asyncio.fixture(loop_scope="session")
async def open_page(browser: Browser, address: str) -> AsyncIterator[OpenPage]:
    """Open the page as somebody: `await open_page(as_=..., width=..., height=...)`; faults fail the test at its end."""
    contexts = []
    faults: list[str] = []

    async def opened(as_: str = DANA, width: int = 1280, height: int = 800, *, clock: bool = False) -> Page:
        context = await browser.new_context(
            viewport={"width": width, "height": height},
            locale="en-US",
            timezone_id="America/Detroit",
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.set_default_timeout(WAIT_MS)
        page = await context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if is_fault(message) else None)
        if clock:
            await page.clock.install()
        await page.goto(f"{address}/?as={as_}")
        await page.get_by_test_id(f"conversation-D{as_[1:]}").wait_for(state="attached")
        return page

    yield opened
    for context in contexts:
        await context.close()
    assert faults == []
