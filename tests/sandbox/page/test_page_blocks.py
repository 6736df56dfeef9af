"""Block Kit in messages: text and its marks, and what each interactive element sends."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from bot.screens.blocks import escaped
from tests.sandbox.page.page_fake import DANA, MARCUS, PageFake, dm_of

if TYPE_CHECKING:
    from tests.sandbox.page.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

# 2026-03-02 15:30 UTC, which is 10:30 in the morning in Detroit.
MOMENT = 1772465400


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def section(text: str, **more: Any) -> dict[str, Any]:
    return {"type": "section", "block_id": "words", "text": {"type": "mrkdwn", "text": text}, **more}


def actions(*elements: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"type": "actions", "block_id": "row", "elements": list(elements)}]


def button(action_id: str, text: str, **more: Any) -> dict[str, Any]:
    return {"type": "button", "action_id": action_id, "text": plain(text), **more}


OPTIONS = [{"text": plain(f"Choice {name}"), "value": name} for name in ("one", "two")]


@pytest.mark.parametrize(
    ("written", "selector", "text"),
    [
        ("a *bold word* b", "strong", "bold word"),
        ("an _italic one_.", "em", "italic one"),
        ("~gone~", "s", "gone"),
        ("type `a*b*c` now", "code", "a*b*c"),
        ("see ```x < *y*\nz``` end", "pre", "x < *y*\nz"),
        ("&gt; quoted\nnot", "blockquote", "quoted"),
        (f"hi <@{MARCUS}>", ".mention", "@Marcus Oyelaran"),
        ("in <#C0HELP001>", ".mention", "#help-desk"),
        ("<https://pacer.uscourts.gov/x_y_z|PACER &amp; co>", "a[rel~=noopener]", "PACER & co"),
        (f"<!date^{MOMENT}^{{date_num}} at {{time}}|later>", "time", "2026-03-02 at 10:30 AM"),
        (f"<!date^{MOMENT}^{{no_such_thing}}|the fallback>", "time", "the fallback"),
    ],
)
async def test_a_mark_is_drawn(fake: PageFake, open_page: OpenPage, written: str, selector: str, text: str) -> None:
    fake.say(dm_of(DANA), written)
    page = await open_page(DANA)
    found = page.locator(f".message-text {selector}")
    await expect(found).to_have_count(1)
    # Intl puts a narrow no-break space before AM.
    assert (await found.inner_text()).replace("\u202f", " ") == text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("&lt;b&gt; &amp;amp; <script>alert(1)</script>", "<b> &amp; scriptalert(1)/script"),
        ("<javascript:alert(1)|press me>", "press me"),
        ("1:2:3 :no_such_emoji:", "1:2:3 :no_such_emoji:"),
        ("• one\n• two", "• one\n• two"),
    ],
)
async def test_what_is_no_mark_stays_text(fake: PageFake, open_page: OpenPage, written: str, shown: str) -> None:
    fake.say(dm_of(DANA), written)
    page = await open_page(DANA)
    text = page.locator(".message-text")
    assert (await text.inner_text()) == shown
    await expect(text.locator("a, script, strong, em, b")).to_have_count(0)


@pytest.mark.parametrize("value", ["R*** M***", "_dana_", "> Warning", "`ls` ~x~", ":lock: 9:07", "<b> & *c*"])
async def test_a_value_that_the_app_made_safe_changes_no_formatting(
    fake: PageFake, open_page: OpenPage, value: str
) -> None:
    fake.say(dm_of(DANA), f"{escaped(value, 100)}\nAccount {escaped(value, 100)}.")
    page = await open_page(DANA)
    text = page.locator(".message-text")
    await expect(text).to_be_visible()
    await expect(text.locator("a, strong, em, s, code, blockquote, svg, img")).to_have_count(0)


async def test_no_link_leads_outside_where_there_is_a_practice_court(fake: PageFake, open_page: OpenPage) -> None:
    fake.court_people_url = "http://127.0.0.1:9/practice/people"
    written = "See <https://pacer.uscourts.gov/a?b=c>, https://www.mieb.uscourts.gov and <https://uscourts.gov|them>."
    blocks = [section(written), *actions(button("go", "Go to the court", url="https://ecf.mieb.uscourts.gov/"))]
    fake.say(dm_of(DANA), "See.", blocks)
    page = await open_page(DANA)
    await page.get_by_role("link", name="Go to the court").wait_for()
    found = [await each.get_attribute("href") for each in await page.locator(".message a").all()]
    hosts = ("pacer.uscourts.gov", "www.mieb.uscourts.gov", "uscourts.gov", "ecf.mieb.uscourts.gov")
    assert found == [f"http://127.0.0.1:9/practice/court/{host}" for host in hosts]


async def test_emoji_have_names(fake: PageFake, open_page: OpenPage) -> None:
    fake.say(dm_of(DANA), ":white_check_mark: Done :lock:")
    page = await open_page(DANA)
    await expect(page.locator(".message-text").get_by_role("img", name="white check mark")).to_be_visible()
    await expect(page.locator(".message-text").get_by_role("img", name="lock")).to_be_visible()


async def test_the_layout_blocks(fake: PageFake, open_page: OpenPage) -> None:
    fake.say(
        dm_of(DANA),
        "plain words",
        [
            {"type": "header", "block_id": "top", "text": plain("Your link &amp; you")},
            section("*Court*", accessory=button("more", "More"), fields=[plain("PACER"), plain("CM/ECF")]),
            {"type": "divider", "block_id": "line"},
            {"type": "context", "block_id": "small", "elements": [{"type": "mrkdwn", "text": "_small_ print"}]},
            {"type": "image", "block_id": "pic", "image_url": "https://example.com/x.png", "alt_text": "A seal"},
            {"type": "hologram", "block_id": "odd"},
        ],
    )
    page = await open_page(DANA)
    message = page.locator("li.message")
    await expect(message.get_by_role("heading", name="Your link & you")).to_be_visible()
    await expect(message.locator(".field")).to_have_text(["PACER", "CM/ECF"])
    await expect(message.get_by_role("separator")).to_be_visible()
    await expect(message.locator(".context em")).to_have_text("small")
    await expect(message.get_by_role("img", name="A seal")).to_be_visible()
    await expect(message).to_contain_text("does not draw the block “hologram”")
    await expect(message).not_to_contain_text("plain words")
    more = message.get_by_role("button", name="More")
    await expect(more).to_have_attribute("data-block-id", "words")
    await expect(more).to_have_attribute("data-action-id", "more")


async def test_a_button_sends_its_ids_once_while_it_is_busy(fake: PageFake, open_page: OpenPage) -> None:
    message = fake.say(dm_of(DANA), "card", actions(button("go", "Go on", style="primary")))
    gate = fake.gates["action"] = asyncio.Event()
    page = await open_page(DANA)
    go = page.get_by_role("button", name="Go on")
    await go.dblclick()
    await expect(go).to_have_attribute("aria-busy", "true")
    gate.set()
    await expect(go).not_to_have_attribute("aria-busy", "true")
    [sent] = fake.sent("action")
    assert sent.pop("session")
    assert sent == {
        "as": DANA,
        "container": {"type": "message", "channel": dm_of(DANA), "ts": message["ts"]},
        "block_id": "row",
        "action_id": "go",
    }
    await go.click()
    await expect(go).not_to_have_attribute("aria-busy", "true")
    assert len(fake.sent("action")) == 2


async def test_a_confirm_dialog_stands_before_the_action(fake: PageFake, open_page: OpenPage) -> None:
    confirm = {
        "title": plain("Link for good?"),
        "text": {"type": "mrkdwn", "text": "This *cannot be undone*."},
        "confirm": plain("Link them"),
        "deny": plain("Not yet"),
        "style": "danger",
    }
    fake.say(dm_of(DANA), "card", actions(button("link", "Link", style="danger", confirm=confirm)))
    page = await open_page(DANA)
    link = page.get_by_role("button", name="Link", exact=True)
    dialog = page.get_by_role("alertdialog", name="Link for good?")
    await link.click()
    await expect(dialog).to_contain_text("This cannot be undone.")
    await expect(page.get_by_test_id("confirm-no")).to_be_focused()
    await page.keyboard.press("Escape")
    await expect(dialog).to_be_hidden()
    await expect(link).to_be_focused()
    await link.click()
    await page.get_by_test_id("confirm-no").click()
    await expect(dialog).to_be_hidden()
    assert fake.sent("action") == []
    await link.click()
    await page.get_by_test_id("confirm-yes").click()
    await expect(dialog).to_be_hidden()
    await expect(link).not_to_have_attribute("aria-busy", "true")
    assert [sent["action_id"] for sent in fake.sent("action")] == ["link"]


async def test_a_url_button_opens_a_new_tab_and_acts(fake: PageFake, open_page: OpenPage) -> None:
    page = await open_page(DANA)
    here = await page.evaluate("location.origin")
    fake.say(dm_of(DANA), "card", actions(button("visit", "Open the court", url=f"{here}/page/icon.svg")))
    link = page.get_by_role("link", name="Open the court")
    await expect(link).to_have_attribute("rel", "noopener")
    async with page.context.expect_page() as opening:
        await link.click()
    opened = await opening.value
    assert opened.url.endswith("/page/icon.svg")
    assert await opened.evaluate("window.opener") is None
    await expect(link).not_to_have_attribute("aria-busy", "true")
    assert [sent["action_id"] for sent in fake.sent("action")] == ["visit"]


async def test_choices_send_what_was_chosen(fake: PageFake, open_page: OpenPage) -> None:
    fake.say(
        dm_of(DANA),
        "card",
        actions(
            {"type": "static_select", "action_id": "pick", "placeholder": plain("Pick one"), "options": OPTIONS},
            {"type": "checkboxes", "action_id": "tick", "options": OPTIONS, "initial_options": OPTIONS[:1]},
            {"type": "radio_buttons", "action_id": "dial", "options": OPTIONS},
        ),
    )
    page = await open_page(DANA)
    await page.get_by_role("combobox", name="Pick one").select_option("two")
    await page.get_by_role("checkbox", name="Choice two").check()
    await page.get_by_role("radio", name="Choice one").check()
    await expect(page.locator("[aria-busy=true]")).to_have_count(0)
    sent = {body["action_id"]: body for body in fake.sent("action")}
    assert sent["pick"]["selected_option"] == OPTIONS[1]
    assert sent["tick"]["selected_options"] == OPTIONS
    assert sent["dial"]["selected_option"] == OPTIONS[0]
