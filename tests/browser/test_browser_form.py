"""The firm's own page in Chromium: the whole run, whoever else has the link, and what a browser does to pages."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import expect

from tests.support.at_the_page import LAST_WORD, AtThePage, Known
from tests.support.browser import DESKTOP, NARROW, PHONE, REFUSED_ON_PURPOSE, Windows
from tests.support.process import Program
from tests.support.stack import ATTORNEY, SECOND_ATTORNEY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

    from tests.support.axe import Judge

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]
REFUSED = "This link cannot be used"


@pytest_asyncio.fixture(loop_scope="session")
async def address(browser: Browser) -> AsyncIterator[str]:  # noqa: ARG001 - without a browser there is nothing to start
    async with Program.started("sandbox", "--port", "0", "--credentials", "form") as sandbox:
        line = await sandbox.says("Open http")
        yield line.split()[1].rstrip("/")
        assert await sandbox.stopped() == 0


@pytest_asyncio.fixture(loop_scope="session")
async def windows(browser: Browser, address: str) -> AsyncIterator[Windows]:
    """All windows of a test; nothing may go wrong in any, but for refusals, and none may ask another machine."""
    opened = Windows(browser, tolerated=(REFUSED_ON_PURPOSE,))
    yield opened
    await opened.close()
    assert opened.faults == []
    assert {urlsplit(url).hostname for url in opened.requests} <= {urlsplit(address).hostname}


class Attorney:
    """One person, with the workspace in one tab and the firm's page in another."""

    def __init__(self, me: AtThePage, windows: Windows) -> None:
        self.me = me
        self.windows = windows

    @classmethod
    async def at(
        cls, windows: Windows, address: str, user: str = ATTORNEY, size: tuple[int, int] = DESKTOP
    ) -> Attorney:
        page = await windows.opened(f"{address}/?as={user}", size)
        return cls(await AtThePage.arrived(page), windows)

    async def comes_to_the_sign_in(self) -> None:
        me = self.me
        await me.writes("/link-pacer mieb")
        await me.reads_on()
        await me.on_card("ready").click()
        await expect(me.on_card("open_form")).to_be_visible()

    async def presses(self) -> Page:
        """Press the card's button, and give the tab that it opens."""
        async with self.me.page.expect_popup() as opened:
            await self.me.on_card("open_form").click()
        page = await opened.value
        page.on("pageerror", lambda error: self.windows.faults.append(str(error)))
        return page

    async def signs_in_at_slack(self, page: Page, user: str = ATTORNEY) -> None:
        await expect(page.get_by_role("heading", level=1)).to_have_text("Sign in with Slack first")
        await page.get_by_role("link", name="Sign in with Slack").click()
        await page.get_by_test_id(f"sign-in-{user}").click()


async def fills(page: Page, username: str, password: str) -> None:
    """Fill in as a password manager does: by what the boxes say that they are."""
    await page.locator("input[autocomplete=username]").fill(username)
    await page.locator("input[autocomplete=current-password]").fill(password)


async def title(page: Page, words: str) -> None:
    await expect(page.get_by_role("heading", level=1)).to_have_text(words)


@pytest.mark.parametrize(("kind", "size"), [("no_mfa", DESKTOP), ("mfa", PHONE)], ids=["desktop", "phone, passcode"])
async def test_the_whole_run_with_the_firms_own_page(
    windows: Windows, address: str, kind: str, size: tuple[int, int]
) -> None:
    user = ATTORNEY if size == DESKTOP else SECOND_ATTORNEY
    attorney = await Attorney.at(windows, address, user, size)
    me = attorney.me
    known: Known = await me.known(kind)
    await attorney.comes_to_the_sign_in()
    before = await me.submits()
    page = await attorney.presses()
    await attorney.signs_in_at_slack(page, user)
    await title(page, "Sign in to PACER")
    password = page.get_by_label("PACER password", exact=True)
    await fills(page, known.pacer_username, known.pacer_password)
    assert await password.get_attribute("type") == "password"
    await page.get_by_role("button", name="Show PACER password").click()
    assert await password.get_attribute("type") == "text"
    if known.mfa:
        await page.locator("input[autocomplete=one-time-code]").fill(await me.passcode(known))
    assert await overhang(page) == []
    await page.get_by_role("button", name="Sign in").click()
    await title(page, "Old CM/ECF login")
    await fills(page, known.filer_login, known.filer_password)
    await page.get_by_role("button", name="Show both accounts").click()
    await title(page, "Go on in Slack")
    await expect(me.messages).to_contain_text(known.name)
    await me.on_card("link").click()
    await me.confirm.get_by_test_id("confirm-yes").click()
    await expect(me.messages).to_contain_text(LAST_WORD)
    assert await me.submits() == before + 1


async def overhang(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter((each) => each.checkVisibility() && !each.closest(".unseen"))
          .filter((each) => each.getBoundingClientRect().right > innerWidth + 1)
          .map((each) => each.outerHTML.slice(0, 120))"""
    )
    return found


async def test_a_colleague_with_the_forwarded_link_gets_nothing(windows: Windows, address: str) -> None:
    attorney = await Attorney.at(windows, address)
    await attorney.comes_to_the_sign_in()
    page = await attorney.presses()
    colleague = await windows.opened(page.url)
    await attorney.signs_in_at_slack(colleague, SECOND_ATTORNEY)
    await title(colleague, REFUSED)
    await colleague.goto(f"{page.url.split('/form/')[0]}/form")
    await title(colleague, REFUSED)
    await attorney.signs_in_at_slack(page)
    await title(page, "Sign in to PACER")
    used = await windows.opened(page.url.replace("/form", "/form/") + "A" * 100)
    await attorney.signs_in_at_slack(used)
    await title(used, REFUSED)


async def test_back_two_tabs_and_a_used_link(windows: Windows, address: str) -> None:
    attorney = await Attorney.at(windows, address)
    known = await attorney.me.known()
    await attorney.comes_to_the_sign_in()
    page = await attorney.presses()
    link = page.url
    await attorney.signs_in_at_slack(page)
    await title(page, "Sign in to PACER")
    other = await page.context.new_page()
    await other.goto(link)
    await title(other, "Sign in to PACER")
    await page.go_back()
    await page.go_forward()
    await title(page, "Sign in to PACER")
    await fills(page, known.pacer_username, "")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.locator("#pacer_password-error")).to_have_text("Please fill this in. Nothing was sent.")
    await expect(page.get_by_label("PACER user name")).to_have_value(known.pacer_username)
    await expect(page).to_have_title("Not sent: Sign in to PACER - Link PACER")
    await fills(page, known.pacer_username, known.pacer_password)
    await page.get_by_role("button", name="Sign in").click()
    await title(page, "Old CM/ECF login")
    await fills(other, known.pacer_username, known.pacer_password)
    await other.get_by_role("button", name="Sign in").click()
    await title(other, "Old CM/ECF login")
    await expect(other.get_by_role("alert")).to_contain_text("It can no longer be used")
    stranger = await windows.opened(link)
    await attorney.signs_in_at_slack(stranger)
    await title(stranger, REFUSED)


@pytest.mark.parametrize(("size", "dark"), [(DESKTOP, False), (PHONE, True), (NARROW, False)])
async def test_no_page_shuts_anybody_out(
    windows: Windows,
    address: str,
    judge: Judge,
    size: tuple[int, int],
    *,
    dark: bool,
) -> None:
    attorney = await Attorney.at(windows, address)
    await attorney.comes_to_the_sign_in()
    pressed = await attorney.presses()
    page = await windows.opened(pressed.url, size, dark=dark)
    await judge.looks(page, "start")
    await attorney.signs_in_at_slack(page)
    await title(page, "Sign in to PACER")
    await judge.looks(page, "form")
    await page.get_by_role("button", name="Sign in").click()
    await expect(page.locator("#pacer_password-error")).to_be_visible()
    await judge.looks(page, "errors")
    assert await overhang(page) == []
    await page.goto(page.url.replace("/form", "/nowhere"))
    await judge.looks(page, "refusal")
    assert judge.found == []


async def test_the_page_of_practice_switches_between_the_ways(windows: Windows, address: str) -> None:
    attorney = await Attorney.at(windows, address)
    me = attorney.me
    way = me.page.get_by_test_id("credentials")
    await expect(way).to_have_value("form")
    await attorney.comes_to_the_sign_in()
    await way.select_option("modal")
    await expect(way).to_be_enabled()
    await me.writes("/link-pacer")
    await me.on_card("continue").click()
    await expect(me.in_modal("pacer_password")).to_be_visible()
    await me.page.get_by_test_id("modal-close").click()
    await way.select_option("guided")
    await expect(way).to_be_enabled()
    await me.writes("/link-pacer start over")
    await me.writes("/link-pacer mieb")
    await expect(me.messages).to_contain_text("then six steps in your own browser")
