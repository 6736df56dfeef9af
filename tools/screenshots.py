"""Makes the pictures of every screen in docs/screens: `python -m tools.screenshots`. Needs Chromium, and nothing else.

Walks through the sandbox in Chromium as a person would: on a desktop, on a phone, and in the dark at 320 px with
letters twice as large. Times, references and codes differ from run to run: in the pictures they are always the same, so
that a picture changes only when its screen does.
"""

from __future__ import annotations

import asyncio
import re
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import click
from playwright.async_api import expect

from tests.support.at_the_page import AtThePage
from tests.support.browser import DESKTOP, NARROW, PHONE, NoChromiumError, Windows, launched
from tools.case_pictures import case
from tools.small_png import small_png

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Locator, Page

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "screens"
SANDBOX = (sys.executable, "-m", "bot", "sandbox", "--port", "0")
ATTORNEY, SECOND_ATTORNEY, HELP_DESK = "U0ATTY001", "U0ATTY002", "U0HELP001"
SAME_GLYPHS = ("--disable-font-subpixel-positioning", "--disable-lcd-text")
"""A letter is drawn the same wherever it stands, so that the pictures stay small."""
NEXT_LOOK_SECONDS = 90
SLOW_SIGN_ON_SECONDS = 4
STEADY = """() => {
  const steady = [[/\\b\\d{1,2}:\\d{2}\\s[AP]M\\b/g, "9:41 AM"], [/\\bLP-[A-Z0-9]{8}\\b/g, "LP-7QK2M9XD"]];
  const settle = () => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      const text = steady.reduce((before, [from, to]) => before.replace(from, to), node.data);
      if (text !== node.data) { node.data = text; }
    }
  };
  settle();
  new MutationObserver(settle).observe(document.body, { subtree: true, childList: true, characterData: true });
}"""
"""Makes the words steady that differ from run to run, now and before anything later is drawn."""


@dataclass(frozen=True, slots=True)
class Look:
    """How somebody looks at the page: the window's size, the colour scheme, and how large the letters are (%)."""

    size: tuple[int, int]
    dark: bool = False
    text: int = 100


LOOKS = {"": Look(DESKTOP), "-phone": Look(PHONE), "-narrow-dark-large": Look(NARROW, dark=True, text=200)}


class Album:
    """Where the pictures of one size go. `suffix` ends their names; `blank` is a page to make them small in."""

    def __init__(self, suffix: str, blank: Page) -> None:
        self._suffix = suffix
        self._blank = blank

    async def takes(self, person: AtThePage, name: str, card: str = "", part: Locator | None = None) -> None:
        """Take a picture of the whole screen, or of a part of it, as soon as the messages say `card`."""
        if card:
            await expect(person.messages).to_contain_text(card)
        await person.page.mouse.move(0, 0)
        picture = await (part or person.page).screenshot(animations="disabled")
        (FOLDER / f"{name}{self._suffix}.png").write_bytes(await small_png(picture, self._blank))

    async def takes_page(self, page: Page, name: str, says: str = "") -> None:
        """Take a picture of a whole page of the firm's own, as soon as it says that."""
        await expect(page.get_by_role("main")).to_contain_text(says)
        picture = await page.screenshot(animations="disabled", full_page=True)
        (FOLDER / f"{name}{self._suffix}.png").write_bytes(await small_png(picture, self._blank))


@asynccontextmanager
async def sandbox(*more: str) -> AsyncIterator[str]:
    """Start a sandbox as a person would; give the address that it prints. Raises RuntimeError when it prints none."""
    process = await asyncio.create_subprocess_exec(*SANDBOX, *more, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    try:
        line = (await process.stdout.readline()).decode() if process.stdout else ""
        found = re.search(r"http://127\.0\.0\.1:\d+/", line)
        if found is None:
            raise RuntimeError(f"the sandbox did not start; it said {line!r}")
        yield found[0]
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def arrived(windows: Windows, address: str, user: str, look: Look) -> AtThePage:
    """Open the page as somebody, with steady words."""
    page = await windows.opened(urljoin(address, f"?as={user}"), look.size, dark=look.dark, text=look.text)
    person = await AtThePage.arrived(page)
    await person.page.evaluate(STEADY)
    return person


async def pictures(browser: Browser, album: Album, look: Look) -> None:
    """Start a sandbox of its own, and take every picture of one look."""
    async with sandbox() as address:
        windows = Windows(browser)
        me = await arrived(windows, address, ATTORNEY, look)
        await begin(me, album)
        await sign_in(me, album, address)
        await link(me, album)
        desk = await arrived(windows, address, HELP_DESK, look)
        await help_desk(desk, album)
        second = await arrived(windows, address, SECOND_ATTORNEY, look)
        await cancel(second, album)
        await in_the_courts_words(second, album, address)
        await to_messages(me)
        await case(me, desk, album)
        await roll_out(desk, second, album)
        await windows.close()


async def begin(me: AtThePage, album: Album) -> None:
    """Take the first steps: start, court, what to know first."""
    await album.takes(me, "01-start")
    await close_notes(me)
    await me.begins()
    await album.takes(me, "02-choose-court", "Step 1 of 6")
    await me.looks_for_court("michigan")
    await album.takes(me, "03-type-ahead")
    await me.court_option().click()
    await album.takes(me, "04-get-ready", "Which of these applies")
    await me.on_card("door_old_login").click()
    await album.takes(me, "23-fine-print", "Read these three lines")
    await me.on_card("details").click()
    await expect(me.modal).to_contain_text("The details")
    await album.takes(me, "24-details")
    await me.modal.get_by_test_id("modal-close").click()
    await me.on_card("read_on").click()
    await album.takes(me, "25-are-you-ready", "Are you ready?")
    await me.on_card("read_on").click()
    await album.takes(me, "05-get-ready-notice", "REDACTION RESPONSIBILITY")


async def sign_in(me: AtThePage, album: Album, address: str) -> None:
    """Take the forms for PACER and the court, with a wrong password first, and a slow answer after it."""
    known = await me.known()
    await me.agrees()
    await album.takes(me, "06-pacer-sign-in", "Step 3 of 6")
    await me.signs_in(known, password="not the right one")  # noqa: S106 - a wrong one, on purpose
    await expect(me.modal).to_contain_text("PACER did not accept")
    await album.takes(me, "07-wrong-password", "PACER did not accept")
    await slow_sign_on(me, address)
    await me.signs_in(known)
    await expect(me.modal).to_contain_text("Checking with PACER")
    await album.takes(me, "08-checking", "Asking PACER")
    await expect(me.in_modal("filer_login")).to_be_visible()
    await album.takes(me, "09-old-login", "Step 4 of 6")
    await me.gives_old_login(known)


async def link(me: AtThePage, album: Album) -> None:
    """Take both accounts, the last question, and what comes of it."""
    await album.takes(me, "10-check-both-accounts", "Step 5 of 6")
    await me.in_modal("link").click()
    await expect(me.confirm).to_be_visible()
    await album.takes(me, "11-confirm")
    await me.confirm.get_by_test_id("confirm-no").click()
    await me.links()
    await me.composer.focus()
    await me.on_card("go_to_court").scroll_into_view_if_needed()
    await album.takes(me, "12-linked", "Proven:")
    await album.takes(me, "13-finished-card", part=me.messages.locator("li.message", has_text="Proven:").first)
    await the_court(me, album)
    await me.opens_home()
    await album.takes(me, "14-home")


async def the_court(me: AtThePage, album: Album) -> None:
    """Take the court itself, as it opens from the result."""
    async with me.page.expect_popup() as opened:
        await me.on_card("go_to_court").click()
    window = await opened.value
    await expect(window.get_by_role("navigation", name="Menu bar")).to_contain_text("Bankruptcy")
    await album.takes(me, "22-the-court", part=window.locator("html"))
    await window.close()


async def help_desk(desk: AtThePage, album: Album) -> None:
    """Take what the help desk sees of it."""
    await close_notes(desk)
    await desk.goes_to("conversation-C0HELP001")
    await expect(desk.messages).to_contain_text("LP-")
    await album.takes(desk, "15-help-desk")


async def to_messages(me: AtThePage) -> None:
    """Go back to the messages, from wherever the last picture was taken."""
    await me.page.get_by_test_id("messages-tab").click()


async def roll_out(desk: AtThePage, invited: AtThePage, album: Album) -> None:
    """Take how the help desk invites people, what they get, and the board of how far they are, a minute later."""
    await desk.writes("/link-pacer invite")
    await desk.in_modal("invite_people").select_option([ATTORNEY, SECOND_ATTORNEY])
    await desk.in_modal("invite_courts").fill("wawb\nmiwb")
    await album.takes(desk, "34-invite")
    await desk.modal.get_by_test_id("modal-submit").click()
    await expect(desk.modal).to_contain_text("People who get a message: 2")
    await album.takes(desk, "35-invite-whom")
    await desk.modal.get_by_test_id("modal-submit").click()
    await expect(desk.modal).to_contain_text("On their way: 2")
    await desk.modal.get_by_test_id("modal-close").click()
    await album.takes(invited, "36-invited", "Your firm asks you to link")
    await invited.messages.locator('[data-action-id="invited.wawb"]').last.click()
    board = desk.messages.locator("li.message", has_text="Roll-out").first
    await expect(board).to_contain_text("started 1", timeout=NEXT_LOOK_SECONDS * 1000)
    await board.locator("h2, h3").first.scroll_into_view_if_needed()
    await album.takes(desk, "37-roll-out-board")
    await desk.goes_to("conversation-D0HELP001")
    await desk.opens_home()
    await album.takes(desk, "38-roll-out-home")


async def cancel(me: AtThePage, album: Album) -> None:
    """Take a card that was cancelled."""
    await close_notes(me)
    await me.begins()
    await me.chooses_court()
    await me.on_card("cancel").click()
    await expect(me.messages).to_contain_text("Cancelled:")
    await album.takes(me, "16-cancelled")


async def in_the_courts_words(me: AtThePage, album: Album, address: str) -> None:
    """Take two accounts that cannot be told apart, and a link whose end is not known, also after a look."""
    known = await me.known("no_mfa", "nvb")
    await me.writes("/link-pacer nvb")
    await me.agrees()
    await me.signs_in(known)
    await me.gives_old_login(known)
    await album.takes(me, "17-in-the-courts-words", "Step 5 of 6")
    await me.in_modal("link").click()
    await album.takes(me, "18-confirm-in-the-courts-words")
    await breaks(me, address, fault="lost_answer", at="submit", when="before")
    await me.confirm.get_by_test_id("confirm-yes").click()
    await expect(me.modal).to_contain_text("Still looking")
    await album.takes(me, "19-still-looking")
    await me.modal.get_by_test_id("modal-close").click()
    await breaks(me, address, fault="sign_on_page", at="proof_menu", times=2)  # the session ends before the time for it
    await expect(me.messages).to_contain_text("We do not know yet", timeout=NEXT_LOOK_SECONDS * 1000)
    await me.on_card("check_again").click()
    await expect(me.in_modal("pacer_password")).to_be_visible()
    await me.signs_in(known)
    await expect(me.modal).to_contain_text("does not show the link yet")
    await album.takes(me, "20-not-shown-yet")
    await me.modal.get_by_test_id("modal-close").click()
    await the_court_asks(me, album)


async def the_court_asks(me: AtThePage, album: Album) -> None:
    """Take what a court's page asks beside both accounts, and the consent to it."""
    known = await me.known("no_mfa", "ilnb")
    await me.writes("/link-pacer ilnb")
    await expect(me.messages).to_contain_text("Northern District of Illinois")
    await me.agrees()
    await me.signs_in(known)
    await me.gives_old_login(known, then="consent")
    await album.takes(me, "21-the-court-asks", "Step 5 of 6")
    await me.modal.get_by_test_id("modal-close").click()
    await me.on_card("cancel").click()
    await expect(me.messages).not_to_contain_text("Step 5 of 6")


async def breaks(me: AtThePage, address: str, **order: object) -> None:
    """Have the practice court do something else than it should, once."""
    notes = await (await me.page.request.get(urljoin(address, "practice/notes"))).json()
    await me.page.request.post(urljoin(notes["court_people_url"], "faults"), data=order)


async def slow_sign_on(me: AtThePage, address: str) -> None:
    """Have the practice court take its time over the next sign-in, so that the waiting can be seen."""
    await breaks(me, address, fault="slow", at="sign_on", seconds=SLOW_SIGN_ON_SECONDS)


async def form_pictures(browser: Browser, album: Album, look: Look) -> None:
    """Take the firm's own page for passwords, in a sandbox of its own."""
    async with sandbox("--credentials", "form") as address:
        windows = Windows(browser)
        me = await arrived(windows, address, ATTORNEY, look)
        await close_notes(me)
        known = await me.known()
        await me.writes("/link-pacer mieb")
        await me.reads_on()
        await me.on_card("ready").click()
        await album.takes(me, "39-card-with-the-firms-page", "in your browser")
        async with me.page.expect_popup() as opened:
            await me.on_card("open_form").click()
        pressed = await opened.value
        page = await windows.opened(pressed.url, look.size, dark=look.dark, text=look.text)
        await album.takes_page(page, "40-sign-in-with-slack-first")
        await page.get_by_role("link", name="Sign in with Slack").click()
        await page.get_by_test_id(f"sign-in-{ATTORNEY}").click()
        await album.takes_page(page, "41-firms-page-pacer", "Sign in to PACER")
        await page.get_by_label("PACER user name").fill(known.pacer_username)
        await page.get_by_role("button", name="Sign in").click()
        await album.takes_page(page, "42-firms-page-field-error", "Nothing was sent")
        await page.get_by_label("PACER password", exact=True).fill(known.pacer_password)
        await page.get_by_role("button", name="Sign in").click()
        await album.takes_page(page, "43-firms-page-old-login", "Old CM/ECF login")
        await page.get_by_label("Old CM/ECF login").fill(known.filer_login)
        await page.get_by_label("Old CM/ECF password", exact=True).fill(known.filer_password)
        await page.get_by_role("button", name="Show both accounts").click()
        await album.takes_page(page, "44-firms-page-back-to-slack", "Go on in Slack")
        await windows.close()


async def close_notes(me: AtThePage) -> None:
    """Close the practice notes where they stand open, as they do on a desktop."""
    if await me.notes.is_visible():
        await me.page.get_by_test_id("notes-toggle").click()
        await expect(me.notes).to_be_hidden()
        await me.composer.focus()


async def main() -> None:
    """Take all pictures anew. Raises NoChromiumError."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with launched(*SAME_GLYPHS) as browser:
        blank = await browser.new_page()
        for suffix, look in LOOKS.items():
            await pictures(browser, Album(suffix, blank), look)
            await form_pictures(browser, Album(suffix, blank), look)
    click.echo(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER}")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except NoChromiumError as fault:
        click.echo(str(fault), err=True)
        sys.exit(1)
