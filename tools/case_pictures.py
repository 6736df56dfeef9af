"""The pictures of a stuck attorney's case, from its opening until it is closed; taken by `tools.screenshots`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from playwright.async_api import expect

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from tests.support.at_the_page import AtThePage


class Album(Protocol):
    """Where pictures go."""

    async def takes(self, person: AtThePage, name: str, card: str = "", part: Locator | None = None) -> None:
        """Take a picture, as soon as the messages say `card`."""
        ...


async def stuck(me: AtThePage) -> None:
    """Type a wrong password twice, so that the run stops."""
    await me.writes("/link-pacer mieb")
    another = me.on_card("another_account")
    await expect(another.or_(me.on_card("door_old_login"))).to_be_visible()
    if await another.is_visible():  # the sign-in of the court before is still there
        await another.click()
        await expect(me.on_card("details")).to_be_visible()
        await me.on_card("back").click()
    await me.agrees()
    for said in ("PACER did not accept", "Stopped:"):
        await me.fills(pacer_username="dana.whitfeld", pacer_password="not the right one")  # noqa: S106 - on purpose
        await me.sends()
        await expect(me.modal).to_contain_text(said)
    await me.modal.get_by_test_id("modal-close").click()


async def case(me: AtThePage, desk: AtThePage, album: Album) -> None:
    """Take the case as the help desk works on it, and what the attorney reads meanwhile."""
    await stuck(me)
    await album.takes(desk, "26-case", "Nobody has it yet")
    await desk.on_card("case_claim").click()
    await expect(desk.messages).to_contain_text("took the case")
    await desk.on_card("case_write").click()
    await desk.fills(
        letter="Your user name has a slip in it: is it whitfield, with an i? Try it in a quarter of an hour."
    )
    await album.takes(desk, "27-case-letter")
    await desk.sends()
    await expect(desk.modal).to_contain_text("It is on its way")
    await desk.modal.get_by_test_id("modal-close").click()
    await album.takes(me, "28-letter-of-the-help-desk", "has a slip in it")
    await me.on_card("case_answer").click()
    await me.fills(letter="It is, thank you. I will try again after lunch.")
    await album.takes(me, "29-answer")
    await me.sends()
    await expect(me.modal).to_contain_text("on its way to the help desk")
    await me.modal.get_by_test_id("modal-close").click()
    await expect(desk.messages).to_contain_text("after lunch")
    await desk.on_card("case_hold").click()
    await desk.in_modal("why").select_option("person")
    await desk.in_modal("until").fill("2031-03-03T09:41")
    await album.takes(desk, "30-case-hold")
    await desk.in_modal("until").fill(await _tomorrow(desk))
    await desk.sends()
    await expect(desk.modal).to_contain_text("The case is on hold")
    await desk.modal.get_by_test_id("modal-close").click()
    await expect(desk.messages).to_contain_text("put the case on hold")
    await desk.on_card("case_go_on").click()
    await expect(desk.messages).to_contain_text("ended the hold")
    await desk.on_card("case_resolve").select_option("helped")
    await album.takes(desk, "31-case-closed", "Closed by")
    await album.takes(me, "32-did-this-solve-it", "Did this solve it?")
    await me.on_card("case_solved").click()
    await album.takes(desk, "33-case-was-solved", "this is solved")


async def _tomorrow(person: AtThePage) -> str:
    """Give this time of tomorrow, as the page's field takes it."""
    return str(
        await person.page.evaluate(
            "() => { const at = new Date(Date.now() + 86400000 - new Date().getTimezoneOffset() * 60000);"
            " return at.toISOString().slice(0, 16); }"
        )
    )
