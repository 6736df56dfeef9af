"""Finds and starts Chromium, and opens windows that remember every fault and every request of theirs.

Without Chromium a test is skipped, and says so; with LINK_PACER_BROWSER=required, as in CI, it fails instead.
"""

from __future__ import annotations

import os
import shutil
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import pytest
from playwright.async_api import async_playwright

from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright

WAIT_MS = PATIENCE * 1000
DESKTOP, PHONE, NARROW = (1280, 800), (390, 844), (320, 640)
REQUIRED = os.environ.get("LINK_PACER_BROWSER") == "required"
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome")
REFUSED_ON_PURPOSE = "Failed to load resource"
"""What Chromium writes about any answer with an error status, also one that a test has ordered."""


class NoChromiumError(Exception):
    """There is no Chromium here; the message says what to do."""


def not_here(what: str) -> NoReturn:
    """Skip for want of `what`; fail where it is required."""
    if REQUIRED:
        pytest.fail(f"LINK_PACER_BROWSER=required, but {what}")
    pytest.skip(what)


def chromium_path(playwright: Playwright) -> str | None:
    """Give this machine's Chromium, or else the one that `playwright install chromium` has put there, or None."""
    installed = next(filter(None, map(shutil.which, NAMES)), None)
    own = playwright.chromium.executable_path
    return installed or (own if Path(own).exists() else None)


@asynccontextmanager
async def launched(*more: str) -> AsyncIterator[Browser]:
    """Chromium without a window, with `more` switches, until the end of the block. Raises NoChromiumError."""
    async with async_playwright() as playwright:
        path = chromium_path(playwright)
        if path is None:
            raise NoChromiumError("no Chromium on this machine: install it, or run `playwright install chromium`")
        browser = await playwright.chromium.launch(executable_path=path, args=[*QUIET, *more], timeout=WAIT_MS)
        try:
            yield browser
        finally:
            await browser.close()


@asynccontextmanager
async def needed() -> AsyncIterator[Browser]:
    """Give `launched` to a test; without Chromium the test is skipped or fails."""
    try:
        async with launched() as browser:
            yield browser
    except NoChromiumError as fault:
        not_here(str(fault))


class Windows:
    """Windows of people who share nothing. `faults` and `requests` gather what any page logged and asked for."""

    def __init__(self, browser: Browser, *, tolerated: tuple[str, ...] = ()) -> None:
        self.faults: list[str] = []
        self.requests: list[str] = []
        self._browser = browser
        self._tolerated = tolerated
        self._contexts: list[BrowserContext] = []

    async def opened(
        self, address: str, size: tuple[int, int] = DESKTOP, *, clock: bool = False, dark: bool = False, text: int = 100
    ) -> Page:
        """Open `address` in a window of its own; with `clock`, time there goes only as the test says.

        `dark` is the person's colour scheme, `text` the size of their letters in percent.
        """
        context = await self._browser.new_context(
            viewport={"width": size[0], "height": size[1]},
            locale="en-US",
            timezone_id="America/Detroit",
            permissions=["clipboard-read", "clipboard-write"],
            reduced_motion="reduce",
            color_scheme="dark" if dark else "light",
            is_mobile=size == PHONE,
            has_touch=size == PHONE,
        )
        self._contexts.append(context)
        context.set_default_timeout(WAIT_MS)
        await context.add_init_script(
            f"addEventListener('DOMContentLoaded', () => {{ document.documentElement.style.fontSize = '{text}%' }})"
        )
        context.on("request", lambda request: self.requests.append(request.url))
        page = await context.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._heard)
        if clock:
            await page.clock.install()
        await page.goto(address)
        return page

    async def close(self) -> None:
        """Close them all."""
        for context in self._contexts:
            await context.close()

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not message.text.startswith(self._tolerated or ("\0",)):
            self.faults.append(message.text)
