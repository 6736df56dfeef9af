"""Practice notes, and how the page lies on a small screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.page_fake import DANA, GENERAL, PageFake, dm_of

if TYPE_CHECKING:
    from tests.sandbox.page.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

PHONE = {"width": 360, "height": 740}


def person(name: str, *, start_here: bool, passcode: str | None = None) -> dict[str, Any]:
    return {
        "name": name,
        "kind": "upgraded_individual",
        "summary": f"What {name} shows.",
        "pacer_username": name.lower(),
        "pacer_password": f"{name}-Practice-2026!",
        "passcode": passcode,
        "passcode_expires_in": None if passcode is None else 12,
        "courts": [{"court": "mieb", "filer_login": f"{name}-filer", "filer_password": "old-password"}],
        "start_here": start_here,
    }


def court(passcode: str = "402913", submits: int = 0) -> dict[str, Any]:
    people = [person("Later", start_here=False), person("Starter", start_here=True, passcode=passcode)]
    return {"people": people, "submits": submits}


def modal() -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "typed"}
    block = {
        "type": "input",
        "block_id": "code",
        "label": {"type": "plain_text", "text": "Passcode"},
        "element": element,
    }
    frame = {"id": "V1", "hash": "1", "type": "modal", "title": "Sign in", "submit": "Go on", "close": None}
    return {**frame, "blocks": [block], "values": {}, "busy": False, "errors": {}}


async def test_those_to_start_with_come_first(fake: PageFake, open_page: OpenPage) -> None:
    fake.court = court()
    page = await open_page(DANA)
    notes = page.get_by_test_id("notes")
    await expect(notes.get_by_role("article", name="Starter")).to_contain_text("402913")
    await expect(notes.get_by_role("article", name="Starter")).to_contain_text("Starter-filer")
    await expect(notes.get_by_role("article", name="Later")).to_have_count(0)
    await notes.get_by_text("1 more to play").click()
    await expect(notes.get_by_role("article", name="Later")).to_be_visible()
    await expect(page.get_by_test_id("submits")).to_have_text("Final submits the court has received: 0")


async def test_a_passcode_counts_down_and_is_asked_anew(fake: PageFake, open_page: OpenPage) -> None:
    fake.court = court()
    page = await open_page(DANA, clock=True)
    starter = page.get_by_role("article", name="Starter")
    await expect(starter).to_contain_text("12 s left")
    await page.clock.run_for(2000)
    await expect(starter).to_contain_text("10 s left")
    await starter.get_by_role("button", name="Copy Passcode").focus()
    fake.court = court(passcode="771204", submits=1)
    await page.clock.run_for(5000)
    await expect(starter).to_contain_text("771204")
    await expect(starter.get_by_role("button", name="Copy Passcode")).to_be_focused()
    await expect(page.get_by_test_id("submits")).to_contain_text("received: 1")


async def test_copying_while_a_modal_is_open(fake: PageFake, open_page: OpenPage) -> None:
    fake.court = court()
    fake.views[DANA] = [modal()]
    page = await open_page(DANA)
    copy = page.get_by_role("button", name="Copy Passcode of Starter")
    await copy.click()
    await expect(copy).to_have_accessible_name("Copy Passcode of Starter")
    await expect(copy).to_have_text("Copied")
    await page.get_by_label("Passcode", exact=True).click()
    await page.keyboard.press("Control+V")
    await expect(page.get_by_label("Passcode", exact=True)).to_have_value("402913")
    await page.get_by_test_id("modal-notes").click()
    await expect(page.locator("#notes-title")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("modal-notes")).to_be_focused()
    assert fake.sent("view/close") == []


def sign_in_form(*action_ids: str) -> dict[str, Any]:
    inputs = [
        {
            "type": "input",
            "block_id": action_id,
            "optional": True,
            "label": {"type": "plain_text", "text": action_id},
            "element": {"type": "plain_text_input", "action_id": action_id},
        }
        for action_id in action_ids
    ]
    words = {
        "type": "section",
        "block_id": "told",
        "text": {"type": "mrkdwn", "text": "Sent to ecf.txwd.uscourts.gov."},
    }
    return {**modal(), "blocks": [words, *inputs]}


async def test_a_form_is_filled_in_with_the_values_of_the_person_chosen(fake: PageFake, open_page: OpenPage) -> None:
    fake.court = court()
    fake.court["people"][0]["courts"].append(
        {**fake.court["people"][0]["courts"][0], "court": "txwd", "filer_login": "at-txwd"}
    )
    fake.views[DANA] = [sign_in_form("pacer_username", "pacer_password", "pacer_passcode", "filer_login", "other")]
    page = await open_page(DANA)
    await page.get_by_test_id("fill-in").click()
    await expect(page.get_by_label("pacer_username")).to_have_value("starter")
    await expect(page.get_by_label("pacer_passcode")).to_have_value("402913")
    await expect(page.get_by_label("filer_login")).to_have_value("Starter-filer")
    await page.get_by_label("Practice: fill in as").select_option(label="Later: What Later shows.")
    await page.get_by_test_id("fill-in").click()
    await expect(page.get_by_label("pacer_password")).to_have_value("Later-Practice-2026!")
    await expect(page.get_by_label("pacer_passcode")).to_have_value("")
    await expect(page.get_by_label("filer_login")).to_have_value("at-txwd")
    await expect(page.get_by_label("other")).to_have_value("")
    async with page.expect_response("**/practice/view/submit"):
        await page.get_by_test_id("modal-submit").click()
    (sent,) = fake.sent("view/submit")
    assert sent["values"]["filer_login"]["filer_login"] == "at-txwd"


async def test_where_there_is_nothing_to_fill_nothing_is_offered(fake: PageFake, open_page: OpenPage) -> None:
    fake.court = court()
    fake.views[DANA] = [modal()]
    page = await open_page(DANA)
    await expect(page.get_by_test_id("modal")).to_be_visible()
    await expect(page.get_by_test_id("fill-in")).to_be_hidden()


async def test_without_a_court_there_are_no_notes(open_page: OpenPage) -> None:
    page = await open_page(DANA)
    async with page.expect_response("**/practice/court-people"):
        await page.reload()
    await expect(page.get_by_test_id("person")).to_have_value(DANA)
    await expect(page.get_by_test_id("notes")).to_be_hidden()
    await expect(page.get_by_test_id("notes-toggle")).to_be_hidden()


async def test_the_notes_go_with_the_court(fake: PageFake, open_page: OpenPage) -> None:
    fake.court = court()
    page = await open_page(DANA, clock=True)
    await expect(page.get_by_test_id("notes")).to_be_visible()
    fake.court = None
    await page.clock.run_for(5000)
    await expect(page.get_by_test_id("notes")).to_be_hidden()
    await expect(page.get_by_test_id("notes-toggle")).to_be_hidden()


async def test_the_notes_can_be_put_away_and_stay_away(fake: PageFake, open_page: OpenPage) -> None:
    fake.court = court()
    page = await open_page(DANA)
    toggle = page.get_by_test_id("notes-toggle")
    await expect(toggle).to_have_attribute("aria-expanded", "true")
    await toggle.click()
    await expect(page.get_by_test_id("notes")).to_be_hidden()
    await page.reload()
    await expect(toggle).to_have_attribute("aria-expanded", "false")
    await expect(page.get_by_test_id("notes")).to_be_hidden()


async def test_on_a_phone_the_rail_and_the_notes_are_drawers(fake: PageFake, open_page: OpenPage) -> None:
    fake.court = court()
    page = await open_page(DANA, **PHONE)
    menu = page.get_by_role("button", name="Open the menu")
    place = page.get_by_test_id(f"conversation-{GENERAL}")
    await expect(place).to_be_hidden()
    await menu.click()
    await expect(place).to_be_visible()
    await expect(page.get_by_role("button", name="Close the menu")).to_be_focused()
    await expect(page.locator("#main")).to_have_attribute("inert", "")
    await page.keyboard.press("Escape")
    await expect(place).to_be_hidden()
    await expect(menu).to_be_focused()
    await menu.click()
    await place.click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("#general")
    await expect(place).to_be_hidden()
    await expect(page.get_by_test_id("notes")).to_be_hidden()
    await page.get_by_test_id("notes-toggle").click()
    await expect(page.get_by_role("article", name="Starter")).to_be_visible()
    await page.get_by_role("button", name="Close the practice notes").click()
    await expect(page.get_by_test_id("notes")).to_be_hidden()
    await expect(page.get_by_test_id("notes-toggle")).to_be_focused()


async def test_on_a_phone_the_notes_lie_above_an_open_modal(fake: PageFake, open_page: OpenPage) -> None:
    fake.court = court()
    fake.views[DANA] = [modal()]
    page = await open_page(DANA, **PHONE)
    await page.get_by_test_id("modal-notes").click()
    await page.get_by_role("button", name="Copy Passcode of Starter").click()
    await page.keyboard.press("Escape")
    await expect(page.get_by_test_id("notes")).to_be_hidden()
    await expect(page.get_by_test_id("modal")).to_be_visible()
    await expect(page.get_by_test_id("modal-notes")).to_be_focused()


@pytest.mark.parametrize("width", [360, 390, 720, 1024, 1280])
async def test_nothing_sticks_out_sideways(fake: PageFake, open_page: OpenPage, width: int) -> None:
    fake.court = court()
    long_word = "x" * 200
    fake.say(dm_of(DANA), f"```{long_word}``` {long_word} <https://example.com/{long_word}>")
    page = await open_page(DANA, width=width, height=800)
    await expect(page.get_by_test_id("messages")).to_contain_text("xxx")
    for selector in ("html", "#scroller", ".composer", "#rail"):
        extra = await page.locator(selector).evaluate("element => element.scrollWidth - element.clientWidth")
        assert extra <= 0, selector
