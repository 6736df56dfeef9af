"""The type-ahead select in a modal."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.page_fake import DANA, PageFake, dm_of

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

    from tests.sandbox.page.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


NAMES = ["Bankr. E.D. Mich. (mieb)", "Bankr. W.D. Mich. (miwb)", "D. Minn. (mnd)"]
COURTS = [{"text": plain(name), "value": name[-5:-1]} for name in NAMES]
ELEMENT = {"type": "external_select", "action_id": "court", "min_query_length": 2, "placeholder": plain("Type a court")}


def court_view(hash_: str = "h1", **element: Any) -> dict[str, Any]:
    block = {"type": "input", "block_id": "where", "label": plain("Court"), "element": {**ELEMENT, **element}}
    frame = {
        "id": "V1",
        "hash": hash_,
        "type": "modal",
        "title": plain("Choose"),
        "submit": plain("Go on"),
        "close": None,
    }
    return {**frame, "blocks": [block], "values": {}, "busy": False, "errors": {}}


async def opened(fake: PageFake, open_page: OpenPage, **element: Any) -> tuple[Page, Locator]:
    fake.answers.setdefault("options", lambda _body: {"options": COURTS, "option_groups": None})
    fake.answers["view/submit"] = lambda _body: {"outcome": "failed"}
    page = await open_page(DANA)
    fake.show(DANA, court_view(**element))
    return page, page.get_by_role("combobox", name="Court")


async def test_it_asks_once_for_a_burst_of_letters(fake: PageFake, open_page: OpenPage) -> None:
    fake.answers["options"] = lambda _body: {"options": COURTS, "option_groups": None}
    fake.views[DANA] = [court_view()]
    page = await open_page(DANA, clock=True)
    box = page.get_by_role("combobox", name="Court")
    await box.focus()
    await page.clock.pause_at(datetime.now(UTC) + timedelta(hours=1))
    for letter in "mich":
        await box.press_sequentially(letter)
        await page.clock.run_for(100)
    await page.clock.run_for(100)
    await expect(page.get_by_role("listbox").get_by_role("option")).to_have_text(NAMES)
    assert [asked["value"] for asked in fake.sent("options")] == ["mich"]


async def test_it_is_worked_by_keys(fake: PageFake, open_page: OpenPage) -> None:
    page, box = await opened(fake, open_page)
    await expect(box).to_have_attribute("aria-expanded", "false")
    await box.fill("mich")
    options = page.get_by_role("listbox").get_by_role("option")
    await expect(options).to_have_text(NAMES)
    await expect(box).to_have_attribute("aria-expanded", "true")
    await expect(options.nth(0)).to_have_attribute("aria-selected", "true")
    await box.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    second = await options.nth(1).get_attribute("id")
    assert second is not None
    await expect(box).to_have_attribute("aria-activedescendant", second)
    await box.press("ArrowUp")
    await box.press("ArrowUp")
    await expect(options.nth(2)).to_have_attribute("aria-selected", "true")
    await box.press("Enter")
    await expect(box).to_have_value("D. Minn. (mnd)")
    await expect(box).to_have_attribute("aria-expanded", "false")
    [asked] = fake.sent("options")
    assert (asked["container"], asked["block_id"], asked["action_id"], asked["value"]) == (
        {"type": "view", "view_id": "V1"}, "where", "court", "mich",
    )  # fmt: skip
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_role("alert")).to_contain_text("trouble connecting")
    assert fake.sent("view/submit")[0]["values"] == {"where": {"court": COURTS[2]}}


async def test_too_few_letters_ask_nothing_and_say_so(fake: PageFake, open_page: OpenPage) -> None:
    page, box = await opened(fake, open_page)
    await box.fill("m")
    await expect(page.get_by_role("listbox")).to_contain_text("Type 1 more letter to search")
    assert fake.sent("options") == []


async def test_escape_closes_the_list_and_not_the_modal(fake: PageFake, open_page: OpenPage) -> None:
    page, box = await opened(fake, open_page)
    await box.fill("mich")
    await expect(page.get_by_role("listbox")).to_be_visible()
    await box.press("Escape")
    await expect(page.get_by_role("listbox")).to_be_hidden()
    await expect(page.get_by_test_id("modal")).to_be_visible()
    assert fake.sent("view/close") == []


async def test_text_that_names_no_option_is_no_choice(fake: PageFake, open_page: OpenPage) -> None:
    page, box = await opened(fake, open_page)
    await box.fill("mich")
    await page.get_by_role("option", name="Bankr. E.D. Mich. (mieb)").click()
    await expect(box).to_have_value("Bankr. E.D. Mich. (mieb)")
    await box.fill("x")
    await page.get_by_test_id("modal-title").click()
    await expect(box).to_have_value("")
    await page.get_by_test_id("modal-submit").click()
    await expect(box).to_have_accessible_description("Please complete this required field.")
    assert fake.sent("view/submit") == []


async def test_groups_nothing_found_and_an_app_that_does_not_answer(fake: PageFake, open_page: OpenPage) -> None:
    grouped = [
        {"label": plain("Bankruptcy"), "options": COURTS[:2]},
        {"label": plain("District"), "options": COURTS[2:]},
    ]
    fake.answers["options"] = lambda _body: {"options": [], "option_groups": grouped}
    page, box = await opened(fake, open_page)
    listbox = page.get_by_role("listbox")
    await box.fill("mich")
    await expect(listbox).to_contain_text("District")
    await expect(listbox.get_by_role("option")).to_have_count(3)
    fake.answers["options"] = lambda _body: {"options": [], "option_groups": None}
    await box.fill("zzz")
    await expect(listbox).to_contain_text("No result found")
    fake.refused["options"] = "timeout"
    await box.fill("zzzz")
    await expect(listbox).to_contain_text("could not be loaded")


async def test_the_choice_outlives_an_update(fake: PageFake, open_page: OpenPage) -> None:
    page, box = await opened(fake, open_page, initial_option=COURTS[0])
    await expect(box).to_have_value("Bankr. E.D. Mich. (mieb)")
    await box.fill("minn")
    await page.get_by_role("option", name="D. Minn. (mnd)").click()
    fake.show(DANA, court_view("h2", placeholder=plain("Another hint")))
    await expect(box).to_have_attribute("placeholder", "Another hint")
    await expect(box).to_have_value("D. Minn. (mnd)")


async def test_a_choice_counts_though_more_suggestions_are_on_their_way(fake: PageFake, open_page: OpenPage) -> None:
    fake.answers["options"] = lambda _body: {"options": COURTS, "option_groups": None}
    page = await open_page(DANA)
    fake.say(dm_of(DANA), "Choose", [{"type": "actions", "block_id": "where", "elements": [ELEMENT]}])
    box = page.get_by_test_id("messages").get_by_role("combobox")
    await box.fill("mich")
    option = page.get_by_role("option", name=NAMES[1])
    await expect(option).to_be_visible()
    await page.route("**/practice/options", lambda _route: None)  # it is never answered
    async with page.expect_request("**/practice/options"):
        await box.press("i")
    async with page.expect_request("**/practice/action") as asked:
        await option.click()
    sent = await asked.value
    assert sent.post_data_json["selected_option"]["value"] == "miwb"
