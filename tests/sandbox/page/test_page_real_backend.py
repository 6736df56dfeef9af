"""The page on the practice workspace itself, with a small Bolt app on its other side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
import pytest_asyncio
from playwright.async_api import expect
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.workspace import RunningWorkspace, Workspace, serve
from tests.sandbox.page.page_fake import DANA, GENERAL, MARCUS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.sandbox.page.conftest import OpenPage

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]


def plain(text: str) -> dict[str, str]:
    return {"type": "plain_text", "text": text}


def field(block_id: str, label: str) -> dict[str, Any]:
    element = {"type": "plain_text_input", "action_id": "typed"}
    return {"type": "input", "block_id": block_id, "label": plain(label), "element": element}


def modal(*blocks: dict[str, Any]) -> dict[str, Any]:
    submit = {"submit": plain("Sign in")} if any(block["type"] == "input" for block in blocks) else {}
    return {"type": "modal", "callback_id": "form", "title": plain("Sign in to PACER"), "blocks": blocks, **submit}


CARD = [
    {
        "type": "actions",
        "block_id": "row",
        "elements": [{"type": "button", "action_id": "go", "text": plain("Sign in now")}],
    }
]
CHECKING = modal({"type": "section", "block_id": "wait", "text": plain("Checking with PACER…")})


@pytest_asyncio.fixture(loop_scope="session")
async def running() -> AsyncIterator[RunningWorkspace]:
    served = await serve(Workspace())
    yield served
    await served.close()


@pytest.fixture
def address(running: RunningWorkspace) -> str:
    """Open pages on the real workspace instead of the stand-in."""
    return running.url.rstrip("/")


@pytest_asyncio.fixture(loop_scope="session")
async def checked(running: RunningWorkspace) -> AsyncIterator[asyncio.Event]:
    """A connected app: command, card, modal, "Checking", and the next form once the event is set."""
    client = AsyncWebClient(token=running.workspace.bot_token, base_url=running.api_url)
    app = AsyncApp(client=client)
    go_on = asyncio.Event()

    async def command(ack: Any, body: dict[str, Any]) -> None:
        await ack("I've sent you a direct message.")
        opened = await client.conversations_open(users=body["user_id"])
        await client.chat_postMessage(channel=opened["channel"]["id"], text="Your card", blocks=CARD)

    async def click(ack: Any, body: dict[str, Any]) -> None:
        await ack()
        first = modal(field("user", "PACER username"), field("password", "PACER password"))
        await client.views_open(trigger_id=body["trigger_id"], view=first)

    async def submit(ack: Any, body: dict[str, Any]) -> None:
        if body["view"]["state"]["values"]["user"]["typed"]["value"] == "nobody":
            await ack(response_action="errors", errors={"user": "No such account."})
            return
        await ack(response_action="update", view=CHECKING)
        await go_on.wait()
        await client.views_update(view_id=body["view"]["id"], view=modal(field("filer", "Filer login")))

    app.command("/link-pacer")(command)
    app.action("go")(click)
    app.view("form")(submit)
    handler = AsyncSocketModeHandler(app, running.workspace.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]  # Bolt leaves it unannotated
    await running.connected()
    yield go_on
    await handler.close_async()  # type: ignore[no-untyped-call]  # the same


async def test_a_message_is_seen_by_others_at_once_and_read_marks_last(open_page: OpenPage) -> None:
    dana, marcus = await open_page(DANA), await open_page(MARCUS)
    await dana.get_by_test_id(f"conversation-{GENERAL}").click()
    await dana.get_by_test_id("composer").fill("Is <this> *live* & well?")
    await dana.get_by_test_id("composer").press("Enter")
    place = marcus.get_by_test_id(f"conversation-{GENERAL}")
    await expect(place).to_contain_text("1 unread")
    async with marcus.expect_response(f"**reading={GENERAL}*"):
        await place.click()
    await expect(marcus.get_by_test_id("messages")).to_contain_text("Is <this> live & well?")
    await marcus.reload()
    await expect(place).to_be_visible()
    await expect(place).not_to_contain_text("unread")


async def test_without_an_app_slackbot_says_so(open_page: OpenPage) -> None:
    page = await open_page(DANA)
    await page.get_by_test_id("composer").fill("/link-pacer")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.locator("li.failure")).to_contain_text("dispatch_failed")


async def test_from_the_command_through_the_modal_to_its_next_form(open_page: OpenPage, checked: asyncio.Event) -> None:
    page = await open_page(DANA)
    await page.get_by_test_id("composer").fill("/link-pacer")
    await page.get_by_test_id("composer").press("Enter")
    await expect(page.locator("li.ephemeral")).to_contain_text("I've sent you a direct message.")
    await page.get_by_role("button", name="Sign in now").click()
    modal_ = page.get_by_test_id("modal")
    await modal_.get_by_label("PACER username").fill("nobody")
    await modal_.get_by_label("PACER password").fill("Practice-Only-2026!")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal_.get_by_label("PACER username")).to_have_accessible_description("No such account.")
    await expect(modal_.get_by_label("PACER password")).to_have_value("Practice-Only-2026!")
    await modal_.get_by_label("PACER username").fill("dwhitfield01")
    await page.get_by_test_id("modal-submit").click()
    await expect(modal_).to_contain_text("Checking with PACER…")
    checked.set()
    await expect(modal_.get_by_label("Filer login")).to_be_focused()
    await page.get_by_test_id("modal-close").click()
    await expect(modal_).to_be_hidden()
    await expect(page.get_by_role("button", name="Sign in now")).to_be_focused()
    await page.reload()
    await expect(page.get_by_role("button", name="Sign in now")).to_be_visible()
    await expect(page.locator("li.ephemeral")).to_have_count(0)
