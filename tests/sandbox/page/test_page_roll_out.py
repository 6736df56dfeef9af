"""What a roll-out needs of the page: a table, a chart, a file, and several people in a form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.page_fake import DANA, MARCUS, PageFake, dm_of

if TYPE_CHECKING:
    from tests.sandbox.page.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def raw(words: str) -> dict[str, str]:
    return {"type": "raw_text", "text": words}


async def test_a_table_and_a_chart_are_read_without_colours(fake: PageFake, open_page: OpenPage) -> None:
    line = {"type": "rich_text_section", "elements": [{"type": "user", "user_id": MARCUS}]}
    who = {"type": "rich_text", "elements": [line]}
    rows = [[raw("Person"), raw("How far")], [who, raw("linked")]]
    segments = [{"label": "linked", "value": 3}, {"label": "stuck", "value": 1}]
    blocks: list[dict[str, Any]] = [
        {"type": "data_table", "block_id": "table", "caption": "People", "rows": rows},
        {
            "type": "data_visualization",
            "block_id": "pie",
            "title": "How far",
            "chart": {"type": "pie", "segments": segments},
        },
    ]
    fake.say(dm_of(DANA), "board", blocks)
    message = (await open_page(DANA)).locator("li.message")
    table = message.get_by_role("table", name="People")
    await expect(table.get_by_role("columnheader")).to_have_text(["Person", "How far"])
    await expect(table.get_by_role("rowheader")).to_have_text(["@Marcus Oyelaran"])
    await expect(table.get_by_role("cell")).to_have_text(["linked"])
    await expect(message.locator(".chart li")).to_have_text(["linked3", "stuck1"])
    await expect(message.locator(".chart meter").last).to_have_attribute("value", "1")


async def test_a_file_can_be_taken(fake: PageFake, open_page: OpenPage) -> None:
    message = fake.say(dm_of(DANA), "Here is the table.")
    message["files"] = [{"name": "table.csv", "url": "/files/F1"}, {"name": "screen.png", "url": None}]
    shown = (await open_page(DANA)).locator("li.message")
    await expect(shown.get_by_role("link")).to_have_text(["table.csv"])
    await expect(shown.get_by_role("link")).to_have_attribute("download", "table.csv")


async def test_several_people_are_sent_by_their_ids(fake: PageFake, open_page: OpenPage) -> None:
    block = {
        "type": "input",
        "block_id": "who",
        "label": {"type": "plain_text", "text": "People"},
        "element": {"type": "multi_users_select", "action_id": "people", "initial_users": [MARCUS]},
    }
    words = {"title": "Invite", "submit": "Send", "close": "Close"}
    named = {name: {"type": "plain_text", "text": text} for name, text in words.items()}
    shown = {"id": "V1", "hash": "h1", "type": "modal", "blocks": [block], "values": {}, "busy": False, "errors": {}}
    page = await open_page(DANA)
    fake.show(DANA, {**shown, **named})
    people = page.get_by_label("People")
    await expect(people).to_have_values([MARCUS])
    await people.select_option([])
    await page.get_by_test_id("modal-submit").click()
    await expect(page.get_by_role("alert")).to_have_text("Please complete this required field.")
    await people.select_option([DANA, MARCUS])
    async with page.expect_response("**/practice/view/submit"):
        await page.get_by_test_id("modal-submit").click()
    [sent] = fake.sent("view/submit")
    assert sent["values"] == {"who": {"people": [DANA, MARCUS]}}
