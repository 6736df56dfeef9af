"""The main job, typed and clicked in Chromium, from `/link-pacer` to "go to Bankruptcy or Adversary"."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from playwright.async_api import expect

from tests.support.at_the_page import COURT, LAST_WORD, AtThePage, Known
from tests.support.browser import DESKTOP, PHONE
from tests.support.stack import ATTORNEY, SECOND_ATTORNEY

if TYPE_CHECKING:
    from playwright.async_api import Locator

    from tests.browser.conftest import Arrive
    from tests.support.browser import Windows

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


RUNS = {"desktop": ("no_mfa", DESKTOP), "desktop, passcode": ("mfa", DESKTOP), "phone, passcode": ("mfa", PHONE)}


@pytest.mark.parametrize(("kind", "size"), RUNS.values(), ids=RUNS.keys())
async def test_the_whole_run_typed_and_clicked_links_once_and_asks_nothing_of_other_machines(
    arrive: Arrive, windows: Windows, kind: str, size: tuple[int, int]
) -> None:
    me = await arrive(ATTORNEY, size)
    known = await me.known(kind)
    await me.begins()
    await me.chooses_court("eastern mich bankr")
    await me.agrees()
    await me.signs_in(known)
    await me.gives_old_login(known)
    await expect(me.modal).to_contain_text(f"{known.name} ({known.filer_login})")
    await expect(me.modal).to_contain_text(f"{known.name} ({known.pacer_username})")
    await me.in_modal("link").click()
    await expect(me.confirm).to_contain_text("You and this app cannot undo it; only the court might.")
    assert await me.submits() == 0, "seeing both accounts links nothing"
    await me.confirm.get_by_test_id("confirm-yes").click()
    await expect(me.messages).to_contain_text(LAST_WORD)
    assert await me.submits() == 1
    await me.page.get_by_test_id("modal-close").click()
    court = me.messages.get_by_role("link", name="Open the court")
    async with me.page.expect_popup() as opened:
        await court.click()
    window = await opened.value
    await expect(window.get_by_role("heading", level=1)).to_have_text(COURT)
    menus = window.get_by_role("navigation", name="Menu bar").get_by_role("link")
    assert (await menus.all_inner_texts())[:2] == ["Bankruptcy", "Adversary"]
    assert urlsplit(window.url).hostname == "127.0.0.1"
    await expect(me.on_card("cancel")).to_have_count(0)
    await me.opens_home()
    await expect(me.page.get_by_test_id("home")).to_contain_text(COURT)
    assert {urlsplit(url).hostname for url in windows.requests} == {"127.0.0.1"}


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
async def test_nothing_hangs_over_the_edge_of_the_screen(arrive: Arrive, size: tuple[int, int]) -> None:
    me = await arrive(ATTORNEY, size)
    await me.begins()
    assert await overhang(me) == []
    await me.chooses_court()
    assert await overhang(me) == []
    await me.agrees()
    assert await overhang(me) == []
    await me.signs_in(await me.known())
    await me.gives_old_login(await me.known())
    assert await overhang(me) == []
    await me.in_modal("link").click()
    await expect(me.confirm).to_be_visible()
    assert await overhang(me) == []


async def overhang(me: AtThePage) -> list[str]:
    """Name what is drawn beyond the left or right edge, and cannot be seen there."""
    found: list[str] = await me.page.evaluate(
        """() => [...document.querySelectorAll("main *, dialog[open], dialog[open] *")]
          .filter((each) => each.checkVisibility() && !each.closest(".unseen, .follows .byline, .follows .avatar"))
          .filter((each) => { const box = each.getBoundingClientRect();
                              return box.width > 1 && (box.left < -1 || box.right > innerWidth + 1); })
          .map((each) => each.outerHTML.slice(0, 120))"""
    )
    return found


async def test_the_whole_run_by_keyboard_alone(arrive: Arrive) -> None:
    me = await arrive()
    known = await me.known()
    keyboard = me.page.keyboard
    await expect(me.composer).to_be_focused()
    await keyboard.type("/link-pacer")
    await keyboard.press("Enter")
    await expect(me.on_card("choose_court")).to_be_visible()
    await tabs_to(me, me.on_card("choose_court"), "Shift+Tab")
    await keyboard.type("michigan")
    await arrows_to(me, COURT)
    await keyboard.press("Enter")
    for action in ("door_old_login", "read_on"):
        await expect(me.on_card(action)).to_be_visible()
        await tabs_to(me, me.on_card(action), "Tab")
        await keyboard.press("Enter")
    await expect(me.messages).to_contain_text("Are you ready?")
    for action in ("read_on", "ready"):
        await expect(me.on_card(action)).to_be_visible()
        await tabs_to(me, me.on_card(action), "Tab")
        await keyboard.press("Enter")
    await types_both_forms(me, known)
    await expect(me.in_modal("link")).to_be_focused()
    await keyboard.press("Enter")
    await expect(me.confirm.get_by_test_id("confirm-no")).to_be_focused()
    await keyboard.press("Tab")
    await keyboard.press("Enter")
    await expect(me.messages).to_contain_text(LAST_WORD)
    await expect(me.modal).to_contain_text("linked for good")
    await keyboard.press("Escape")
    await expect(me.modal).to_be_hidden()
    assert await me.submits() == 1
    await tabs_to(me, me.on_card("go_to_court"), "Tab")


async def types_both_forms(me: AtThePage, known: Known) -> None:
    """Fill in and send both forms, with Tab from field to field and Enter at the end."""
    forms = (("pacer_username", "pacer_password"), ("filer_login", "filer_password"))
    for (first, second), typed in zip(forms, (known.credentials[:2], known.credentials[2:]), strict=True):
        await expect(me.in_modal(first)).to_be_focused()
        await me.page.keyboard.type(typed[0])
        await me.page.keyboard.press("Tab")
        await expect(me.in_modal(second)).to_be_focused()
        await me.page.keyboard.type(typed[1])
        await me.page.keyboard.press("Enter")


async def tabs_to(me: AtThePage, wanted: Locator, key: str) -> None:
    """Press Tab, or Shift and Tab, until the focus is there; it must come within 40 presses."""
    for _ in range(40):
        await me.page.keyboard.press(key)
        if await wanted.evaluate("element => element === document.activeElement"):
            return
    await expect(wanted).to_be_focused()


async def arrows_to(me: AtThePage, name: str) -> None:
    """Press the down arrow until the option is marked; it must come within 20 presses."""
    marked = me.page.get_by_role("listbox", name="Suggestions").get_by_role("option", selected=True)
    for _ in range(20):
        if await marked.inner_text() == name:
            return
        await me.page.keyboard.press("ArrowDown")
    await expect(marked).to_have_text(name)


async def test_two_people_in_two_windows_each_link_their_own(arrive: Arrive) -> None:
    one, two = await arrive(ATTORNEY), await arrive(SECOND_ATTORNEY)
    rowan, imogen = await one.known("no_mfa"), await two.known("mfa")
    await asyncio.gather(one.reviews(rowan), two.reviews(imogen))
    await expect(one.modal).to_contain_text(rowan.name)
    await expect(two.modal).to_contain_text(imogen.name)
    assert imogen.name not in await one.modal.inner_text()
    await asyncio.gather(one.links(), two.links())
    assert await one.submits() == 2
