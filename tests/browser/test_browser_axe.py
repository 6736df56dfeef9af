"""No screen may break a rule of accessibility that axe-core knows, of whatever grade, for whoever looks at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.support.browser import DESKTOP, NARROW, PHONE
from tests.support.stack import ATTORNEY, HELP_DESK

if TYPE_CHECKING:
    from tests.browser.conftest import Arrive
    from tests.support.axe import Judge

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

LOOKS = {
    "desktop": (DESKTOP, False, 100),
    "phone, dark": (PHONE, True, 100),
    "320 px": (NARROW, False, 100),
    "desktop, dark, letters twice as large": (DESKTOP, True, 200),
    "320 px, letters twice as large": (NARROW, False, 200),
}


@pytest.mark.parametrize(("size", "dark", "text"), LOOKS.values(), ids=LOOKS.keys())
async def test_no_screen_of_the_whole_run_shuts_anybody_out(
    judge: Judge, arrive: Arrive, size: tuple[int, int], *, dark: bool, text: int
) -> None:
    me = await arrive(ATTORNEY, size, dark=dark, text=text)
    known = await me.known()
    await judge.looks(me.page, "start")
    await me.begins()
    await me.looks_for_court()
    await judge.looks(me.page, "type-ahead")
    await me.court_option().click()
    await expect(me.on_card("door_old_login")).to_be_visible()
    await judge.looks(me.page, "card")
    await me.reads_on()
    await judge.looks(me.page, "notice")
    await me.agrees()
    await judge.looks(me.page, "PACER modal")
    await me.signs_in(known, password="not the right one")
    await expect(me.modal).to_contain_text("PACER did not accept")
    await judge.looks(me.page, "error")
    await me.signs_in(known)
    await me.gives_old_login(known)
    await judge.looks(me.page, "review")
    await me.in_modal("link").click()
    await expect(me.confirm).to_be_visible()
    await judge.looks(me.page, "confirm dialog")
    await me.confirm.get_by_test_id("confirm-no").click()
    await me.links()
    await judge.looks(me.page, "linked")
    await me.opens_home()
    await judge.looks(me.page, "home")
    assert judge.found == []
    assert len(judge.seen) == 10


@pytest.mark.parametrize(("size", "dark", "text"), LOOKS.values(), ids=LOOKS.keys())
async def test_the_window_on_the_court_shuts_nobody_out(
    judge: Judge, arrive: Arrive, size: tuple[int, int], *, dark: bool, text: int
) -> None:
    me = await arrive(ATTORNEY, size, dark=dark, text=text)
    window = await me.page.context.new_page()
    for place in ("ecf.mieb.uscourts.gov", "ecf.txwd.uscourts.gov?as=ifarrowdale&menu=Utilities", "pacer.uscourts.gov"):
        await window.goto(f"{await me.court_address()}practice/court/{place}")
        await judge.looks(window, place)
        wide = (
            "[...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > innerWidth)"
        )
        assert await window.evaluate(f"{wide}.map((each) => each.outerHTML)") == []
    assert judge.found == []


async def test_the_help_desk_channel_shuts_nobody_out(judge: Judge, arrive: Arrive) -> None:
    me = await arrive()
    await me.reviews(await me.known())
    await me.links()
    desk = await arrive(HELP_DESK)
    await desk.page.get_by_test_id("conversation-C0HELP001").click()
    await expect(desk.messages).to_contain_text("LP-")
    await judge.looks(desk.page, "help desk channel")
    assert judge.found == []


@pytest.mark.parametrize("look", ["phone, dark", "320 px, letters twice as large"])
async def test_a_roll_out_shuts_nobody_out(judge: Judge, arrive: Arrive, look: str) -> None:
    size, dark, text = LOOKS[look]
    desk = await arrive(HELP_DESK, size, dark=dark, text=text)
    await desk.writes("/link-pacer invite")
    await desk.in_modal("invite_people").select_option([ATTORNEY])
    await judge.looks(desk.page, "whom to invite")
    await desk.fills(invite_courts="miwb")
    await desk.page.get_by_test_id("modal-submit").click()
    await expect(desk.modal).to_contain_text("People who get a message: 1")
    await judge.looks(desk.page, "who was found")
    await desk.page.get_by_test_id("modal-submit").click()
    await expect(desk.modal).to_contain_text("On their way: 1")
    await desk.modal.get_by_test_id("modal-close").click()
    await desk.goes_to("conversation-C0HELP001")
    await expect(desk.messages).to_contain_text("Roll-out")
    await judge.looks(desk.page, "board")
    assert judge.found == []
