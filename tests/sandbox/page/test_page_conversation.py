"""The conversation: commands, messages, what only one person sees, unread marks, live updates."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from playwright.async_api import expect

from tests.sandbox.page.page_fake import BOT, DANA, GENERAL, HELP_DESK, MARCUS, PRIYA, PageFake, dm_of

if TYPE_CHECKING:
    from tests.sandbox.page.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def button(action_id: str, text: str) -> dict[str, object]:
    return {
        "type": "actions",
        "block_id": "buttons",
        "elements": [{"type": "button", "action_id": action_id, "text": {"type": "plain_text", "text": text}}],
    }


async def test_the_first_look_says_who_where_and_what_to_do(fake: PageFake, open_page: OpenPage) -> None:
    page = await open_page(DANA)
    await expect(page.get_by_role("navigation")).to_contain_text("Whitfield & Oyelaran LLP")
    await expect(page.get_by_test_id("person")).to_have_value(DANA)
    await expect(page.get_by_role("heading", level=1)).to_have_text("Link PACER")
    await expect(page.get_by_test_id(f"conversation-{HELP_DESK}")).to_contain_text("help-desk")
    await expect(page.locator("#composer-hint")).to_have_text("Type /link-pacer and press Enter")
    await expect(page.get_by_test_id("composer")).to_be_focused()
    assert fake.posts == []


async def test_a_slash_offers_the_command_and_enter_sends_it(fake: PageFake, open_page: OpenPage) -> None:
    page = await open_page(DANA)
    composer = page.get_by_test_id("composer")
    await composer.press_sequentially("/li")
    await expect(page.get_by_role("listbox").get_by_role("option")).to_contain_text("/link-pacer")
    await composer.press("Enter")
    await expect(composer).to_have_value("/link-pacer ")
    assert fake.posts == []
    await composer.press_sequentially("mieb")
    await composer.press("Enter")
    await expect(composer).to_have_value("")
    [sent] = fake.sent("command")
    assert sent["text"] == "/link-pacer mieb"
    assert (sent["as"], sent["channel"]) == (DANA, dm_of(DANA))
    assert sent["session"]


async def test_the_whole_command_goes_out_at_the_first_enter(fake: PageFake, open_page: OpenPage) -> None:
    page = await open_page(DANA)
    await page.get_by_test_id("composer").press_sequentially("/link-pacer")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.get_by_test_id("composer")).to_have_value("")
    assert [body["text"] for body in fake.sent("command")] == ["/link-pacer"]


async def test_an_unknown_command_is_refused_by_slackbot(fake: PageFake, open_page: OpenPage) -> None:
    fake.refused["command"] = "/nonsense is not a valid command."
    page = await open_page(DANA)
    await page.get_by_test_id("composer").fill("/nonsense now")
    await page.get_by_test_id("send").click()
    line = page.locator("li.failure")
    await expect(line).to_contain_text("/nonsense is not a valid command.")
    await expect(line).to_contain_text("Slackbot")
    await expect(page.get_by_test_id("composer")).to_have_value("/nonsense now")


async def test_a_message_goes_to_the_open_conversation(fake: PageFake, open_page: OpenPage) -> None:
    fake.answers["message"] = lambda body: {"ok": fake.say(body["channel"], body["text"], user=body["as"]) is not None}
    page = await open_page(PRIYA)
    await page.get_by_test_id(f"conversation-{HELP_DESK}").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("#help-desk")
    await expect(page.get_by_test_id("home-tab")).to_be_hidden()
    composer = page.get_by_test_id("composer")
    await composer.fill("First line")
    await composer.press("Shift+Enter")
    await composer.press_sequentially("second line")
    await composer.press("Enter")
    await expect(page.get_by_test_id("messages").locator("li.message")).to_contain_text("Priya Nandakumar")
    assert [(body["channel"], body["text"]) for body in fake.sent("message")] == [
        (HELP_DESK, "First line\nsecond line")
    ]


async def test_what_cannot_be_sent_is_put_back(fake: PageFake, open_page: OpenPage) -> None:
    page = await open_page(DANA)
    fake.refused["message"] = "The practice workspace is being restarted."
    await page.get_by_test_id("composer").fill("do not lose me")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.locator("li.failure")).to_contain_text("being restarted")
    await expect(page.get_by_test_id("composer")).to_have_value("do not lose me")


async def test_only_visible_to_you(fake: PageFake, open_page: OpenPage) -> None:
    dana, marcus = await open_page(DANA), await open_page(MARCUS)
    for page in (dana, marcus):
        await page.get_by_test_id(f"conversation-{GENERAL}").click()
    fake.whisper(DANA, GENERAL, "I've sent you a <https://practice.slack.com/archives/D0ATTY001|direct message>.")
    fake.say(GENERAL, "Good morning", user=PRIYA)
    line = dana.locator("li.ephemeral")
    await expect(line).to_contain_text("Only visible to you")
    await expect(marcus.get_by_test_id("messages")).to_contain_text("Good morning")
    await expect(marcus.locator("li.ephemeral")).to_have_count(0)
    await line.get_by_role("link", name="direct message").click()
    await expect(dana.get_by_role("heading", level=1)).to_have_text("Link PACER")


async def test_a_failure_is_slackbots_line_and_stays_where_it_was_seen(fake: PageFake, open_page: OpenPage) -> None:
    page = await open_page(DANA)
    fake.failures[DANA] = [{"at": time.time(), "text": "link-pacer didn't respond (operation_timeout)"}]
    fake.changed()
    line = page.locator("li.failure")
    await expect(line).to_contain_text("didn't respond (operation_timeout)")
    await expect(line).to_contain_text("Only visible to you")
    await page.get_by_test_id(f"conversation-{GENERAL}").click()
    await expect(page.get_by_role("heading", level=1)).to_have_text("#general")
    await expect(page.locator("li.failure")).to_have_count(0)


async def test_unread_until_opened(fake: PageFake, open_page: OpenPage) -> None:
    page = await open_page(PRIYA)
    place = page.get_by_test_id(f"conversation-{HELP_DESK}")
    fake.say(HELP_DESK, "New case")
    fake.say(HELP_DESK, "Another case")
    await expect(place).to_contain_text("2 unread")
    await place.click()
    await expect(place).not_to_contain_text("unread")
    await expect(place).to_have_attribute("aria-current", "page")


async def test_an_edited_card_is_changed_in_place_and_keeps_the_focus(fake: PageFake, open_page: OpenPage) -> None:
    card = fake.say(dm_of(DANA), "Step 1", [button("go", "Go on")])
    page = await open_page(DANA)
    item = page.locator(f"[data-ts='{card['ts']}']")
    await item.get_by_role("button", name="Go on").focus()
    await item.evaluate("element => { element.sameAsBefore = true; }")
    changed = {"type": "section", "block_id": "words", "text": {"type": "mrkdwn", "text": "*Step 2*"}}
    fake.edit(card, "Step 2", [changed, button("go", "Go on now")])
    await expect(item).to_contain_text("Step 2")
    await expect(item).to_contain_text("(edited)")
    assert await item.evaluate("element => element.sameAsBefore")
    await expect(item.get_by_role("button", name="Go on now")).to_be_focused()
    fake.edit(card, "Done", [changed])
    await expect(item.get_by_role("button")).to_have_count(0)
    await expect(item).to_be_focused()


async def test_news_is_spoken_and_does_not_pull_the_reader_away(fake: PageFake, open_page: OpenPage) -> None:
    for number in range(40):
        fake.say(dm_of(DANA), f"Message {number}")
    page = await open_page(DANA)
    await expect(page.get_by_text("Message 39", exact=True)).to_be_in_viewport()
    await page.locator("#scroller").evaluate("element => { element.scrollTop = 0; }")
    fake.say(dm_of(DANA), "Here is *news*")
    await expect(page.locator("#live")).to_have_text("Link PACER: Here is news")
    await expect(page.get_by_text("Message 0", exact=True)).to_be_in_viewport()
    await page.get_by_role("button", name="New messages below").click()
    await expect(page.get_by_test_id("messages").get_by_text("Here is news")).to_be_in_viewport()


async def test_a_reply_stands_below_what_it_answers(fake: PageFake, open_page: OpenPage) -> None:
    case = fake.say(HELP_DESK, "Case 1")
    fake.say(HELP_DESK, "Case 2")
    fake.say(HELP_DESK, "Case 1: claimed")["thread_ts"] = case["ts"]
    page = await open_page(PRIYA)
    await page.get_by_test_id(f"conversation-{HELP_DESK}").click()
    texts = page.get_by_test_id("messages").locator(".message-text")
    await expect(texts).to_have_text(["Case 1", "Case 1: claimed", "Case 2"])
    await expect(page.locator("li.reply")).to_contain_text("in the thread")


async def test_playing_someone_else(fake: PageFake, open_page: OpenPage) -> None:
    fake.say(dm_of(DANA), "For Dana only")
    fake.say(dm_of(PRIYA), "For Priya only")
    page = await open_page(DANA)
    await expect(page.get_by_test_id("messages")).to_contain_text("For Dana only")
    await page.get_by_test_id("person").select_option(PRIYA)
    await expect(page.get_by_test_id("messages")).to_contain_text("For Priya only")
    await expect(page.get_by_test_id("messages")).not_to_contain_text("For Dana only")
    assert page.url.endswith(f"as={PRIYA}")
    fake.say(dm_of(PRIYA), "Live for Priya")
    await expect(page.get_by_test_id("messages")).to_contain_text("Live for Priya")
    await page.go_back()
    await expect(page.get_by_test_id("messages")).to_contain_text("For Dana only")


async def test_a_lost_connection_is_taken_up_again(fake: PageFake, open_page: OpenPage) -> None:
    page = await open_page(DANA)
    await fake.listening.wait()
    fake.messages[dm_of(DANA)].append(
        {
            "ts": fake.stamp(),
            "user": BOT,
            "name": "Link PACER",
            "text": "Said meanwhile",
            "blocks": None,
            "edited": False,
        }
    )
    fake.hang_up()
    await expect(page.get_by_test_id("messages")).to_contain_text("Said meanwhile")
    await expect(page.locator("#offline")).to_be_hidden()


async def test_the_home_tab_is_asked_for_and_drawn(fake: PageFake, open_page: OpenPage) -> None:
    page = await open_page(DANA)
    fake.homes[DANA] = {"blocks": [button("start", "Link a court")]}
    await page.get_by_test_id("messages-tab").focus()
    await page.keyboard.press("ArrowRight")
    await expect(page.get_by_test_id("home-tab")).to_have_attribute("aria-selected", "true")
    await page.get_by_role("button", name="Link a court").click()
    await expect(page.get_by_test_id("composer")).to_be_hidden()
    assert [body["as"] for body in fake.sent("home/open")] == [DANA]
    [action] = fake.sent("action")
    assert action["container"] == {"type": "home"}
