"""A person at the practice page in a browser: types, clicks, reads. Waits for what is needed, never on a clock."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from playwright.async_api import expect

from tests.support.browser import WAIT_MS

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

expect.set_options(timeout=WAIT_MS)

LAST_WORD = "refresh your screen and go to Bankruptcy or Adversary"
COURT = "U.S. Bankruptcy Court, Eastern District of Michigan"


@dataclass(frozen=True, slots=True)
class Known:
    """One of the practice court's people, as the practice notes give them, at mieb."""

    name: str
    mfa: bool
    pacer_username: str
    pacer_password: str = field(repr=False)
    filer_login: str
    filer_password: str = field(repr=False)

    @property
    def credentials(self) -> tuple[str, ...]:
        """Everything that must be seen nowhere else."""
        return (self.pacer_username, self.pacer_password, self.filer_login, self.filer_password)


class AtThePage:
    """One person in one window. `messages`, `modal` and `confirm` are places of the page."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.messages = page.get_by_test_id("messages")
        self.modal = page.get_by_test_id("modal")
        self.confirm = page.get_by_test_id("confirm")
        self.composer = page.get_by_test_id("composer")
        self.notes = page.get_by_test_id("notes")

    @classmethod
    async def arrived(cls, page: Page, *, place: str = "Link PACER") -> Self:
        """Wait until the page shows a conversation and has learned about the practice court."""
        person = cls(page)
        await expect(page.get_by_role("heading", level=1, name=place)).to_be_visible()
        await expect(page.get_by_test_id("notes-toggle")).to_be_visible()
        return person

    # -- reading ------------------------------------------------------------------------------------------------------

    async def _court_people(self) -> dict[str, Any]:
        answer: dict[str, Any] = await self.page.evaluate("fetch('/practice/court-people').then(r => r.json())")
        return answer

    async def court_address(self) -> str:
        """Give the address of the practice court's own pages."""
        return str((await self._court_people())["page"])

    async def known(self, kind: str = "no_mfa", court: str = "mieb") -> Known:
        """Give the practice court's person of that kind, with their old login at `court`."""
        person = next(each for each in (await self._court_people())["people"] if each["kind"] == kind)
        filer = next(each for each in person["courts"] if each["court"] == court)
        return Known(
            name=person["name"],
            mfa=person["passcode"] is not None,
            pacer_username=person["pacer_username"],
            pacer_password=person["pacer_password"],
            filer_login=filer["filer_login"],
            filer_password=filer["filer_password"],
        )

    async def submits(self) -> int:
        """Give the number of final submits that the court has received."""
        return int((await self._court_people())["submits"])

    async def passcode(self, known: Known) -> str:
        """Read the present passcode off the practice notes; opens and closes them where they are not in view."""
        hidden = not await self.notes.is_visible()
        if hidden:
            in_modal = await self.modal.is_visible()
            await (
                self.modal.get_by_test_id("modal-notes") if in_modal else self.page.get_by_test_id("notes-toggle")
            ).click()
        card = self.notes.get_by_role("article", name=known.name)
        row = card.locator(".row", has=self.page.get_by_text("Passcode", exact=True))
        code = await row.locator("code").inner_text()
        if hidden:
            await self.notes.get_by_role("button", name="Close the practice notes").click()
        return code

    def on_card(self, action_id: str) -> Locator:
        """Find a control of the newest card that has it."""
        return self.messages.locator(f'[data-action-id="{action_id}"]').last

    def in_modal(self, action_id: str) -> Locator:
        """Find a control of the modal."""
        return self.modal.locator(f'[data-action-id="{action_id}"]')

    def court_option(self) -> Locator:
        """Find mieb in the list that lies open under the court's field."""
        return self.page.get_by_role("option", name=COURT)

    # -- doing --------------------------------------------------------------------------------------------------------

    async def writes(self, text: str) -> None:
        """Type into the conversation, and press Enter."""
        await self.composer.press_sequentially(text)
        await self.composer.press("Enter")

    async def fills(self, **typed: str) -> None:
        """Type into fields of the modal, by their action ids."""
        for action_id, value in typed.items():
            await self.in_modal(action_id).fill(value)

    async def sends(self) -> None:
        """Press the modal's own button."""
        await self.page.get_by_test_id("modal-submit").click()

    async def begins(self) -> None:
        """Type the command, and wait for the list of courts."""
        await self.writes("/link-pacer")
        await expect(self.on_card("choose_court")).to_be_visible()

    async def looks_for_court(self, query: str = "mieb") -> None:
        """Type into the list of courts until mieb is offered."""
        await self.on_card("choose_court").click()
        await self.on_card("choose_court").press_sequentially(query)
        await expect(self.court_option()).to_be_visible()

    async def chooses_court(self, query: str = "mieb") -> None:
        """Choose mieb by type-ahead, and wait for the card that says what to know first."""
        await self.looks_for_court(query)
        await self.court_option().click()
        await expect(self.messages).to_contain_text("Which of these applies to you")

    async def reads_on(self) -> None:
        """Go from the doors to PACER's notice."""
        await self.on_card("door_old_login").click()
        await expect(self.messages).to_contain_text("Read these three lines first")
        await self.on_card("read_on").click()
        await expect(self.messages).to_contain_text("Are you ready?")
        await self.on_card("read_on").click()
        await expect(self.messages).to_contain_text("REDACTION RESPONSIBILITY")

    async def agrees(self) -> None:
        """Accept PACER's notice, after the pages before it, and wait for the form."""
        await expect(self.on_card("door_old_login").or_(self.on_card("ready"))).to_be_visible()
        if await self.on_card("door_old_login").is_visible():
            await self.reads_on()
        await self.on_card("ready").click()
        await expect(self.in_modal("pacer_password")).to_be_visible()

    async def signs_in(self, known: Known, *, password: str | None = None) -> None:
        """Fill in and send the form for PACER."""
        await self.fills(pacer_username=known.pacer_username, pacer_password=password or known.pacer_password)
        if known.mfa:
            await self.fills(pacer_passcode=await self.passcode(known))
        await self.sends()

    async def gives_old_login(self, known: Known, then: str = "link") -> None:
        """Fill in and send the form for the old login, and wait for both accounts, with what asks for a consent."""
        await expect(self.in_modal("filer_login")).to_be_visible()
        await self.fills(filer_login=known.filer_login, filer_password=known.filer_password)
        await self.sends()
        await expect(self.in_modal(then)).to_be_visible()

    async def reviews(self, known: Known) -> None:
        """Go from nothing to both accounts."""
        await self.begins()
        await self.chooses_court()
        await self.agrees()
        await self.signs_in(known)
        await self.gives_old_login(known)

    async def links(self) -> None:
        """Press the button, say yes, wait for the last word, and close the modal."""
        await self.in_modal("link").click()
        await self.confirm.get_by_test_id("confirm-yes").click()
        await expect(self.messages).to_contain_text(LAST_WORD)
        await expect(self.modal).to_contain_text("linked for good")
        await self.page.get_by_test_id("modal-close").click()
        await expect(self.modal).to_be_hidden()

    async def goes_to(self, place: str) -> None:
        """Go to a conversation, by its test id; on a phone through the menu."""
        menu = self.page.get_by_role("button", name="Open the menu")
        if await menu.is_visible():
            await menu.click()
        await self.page.get_by_test_id(place).click()

    async def opens_home(self) -> None:
        """Go to the Home tab, and wait for what the app draws there."""
        await self.page.get_by_test_id("home-tab").click()
        await expect(self.page.get_by_test_id("home")).to_contain_text("What is stored about you")
