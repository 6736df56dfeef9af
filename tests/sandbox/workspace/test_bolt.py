"""An app as anybody would write it with Bolt for Python, over Socket Mode, against the practice workspace."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from tests.sandbox.workspace.conftest import Play

Json = dict[str, Any]
DM = "D0ATTY001"


@pytest.fixture
def client(play: Play) -> AsyncWebClient:
    return AsyncWebClient(token=play.workspace.bot_token, base_url=play.running.api_url)


@pytest.fixture
async def app(play: Play, client: AsyncWebClient) -> AsyncIterator[AsyncApp]:
    made = AsyncApp(client=client, process_before_response=True)
    handler = AsyncSocketModeHandler(made, play.workspace.app_token, web_client=client)
    await handler.connect_async()
    await play.running.connected()
    yield made
    await handler.close_async()


async def test_from_the_command_to_the_submitted_form(
    play: Play, app: AsyncApp, modal: Callable[..., Json], text: Callable[[str], Json]
) -> None:
    seen: list[Json] = []

    async def on_command(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await client.views_open(trigger_id=body["trigger_id"], view=modal())
        await ack()

    async def on_submit(ack: Any, view: Json) -> None:
        seen.append(view["state"]["values"])
        await ack(response_action="update", view={"type": "modal", "title": text("Checking"), "blocks": []})

    app.command("/link-pacer")(on_command)
    app.view("sign_in")(on_submit)
    assert await play.command() == {"ok": True}
    (view,) = (await play.state())["views"]
    typed = {"username": {"username_text": "dana"}, "password": {"password_text": "pw"}}
    assert (await play.submit(view, typed))["outcome"] == "updated"
    assert seen[0]["username"]["username_text"]["value"] == "dana"
    assert (await play.state())["views"][0]["title"]["text"] == "Checking"


async def test_buttons_menus_messages_and_the_home(play: Play, app: AsyncApp, text: Callable[[str], Json]) -> None:
    home_shown = asyncio.Event()
    button = {"type": "button", "action_id": "go", "text": text("Go"), "value": "1"}
    menu = {"type": "external_select", "action_id": "court", "min_query_length": 0}

    async def on_home(event: Json, client: AsyncWebClient) -> None:
        blocks = [{"type": "actions", "block_id": "b", "elements": [button, menu]}]
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})
        home_shown.set()

    async def on_options(ack: Any, payload: Json) -> None:
        await ack(options=[{"text": text(payload["value"]), "value": "mieb"}])

    async def on_go(ack: Any, body: Json, client: AsyncWebClient) -> None:
        await ack()
        await client.chat_postMessage(channel=body["user"]["id"], text="Started")

    app.event("app_home_opened")(on_home)
    app.options("court")(on_options)
    app.action("go")(on_go)
    await play.post("home/open")
    await home_shown.wait()
    place = {"container": {"type": "home"}, "block_id": "b"}
    options = await play.post("options", **place, action_id="court", value="Michigan")
    assert options["options"] == [{"text": text("Michigan"), "value": "mieb"}]
    assert await play.post("action", **place, action_id="go") == {"ok": True}
    (message,) = (await play.state())["conversations"][0]["messages"]
    assert message["text"] == "Started"


async def test_a_command_that_nobody_registered_is_a_visible_failure(play: Play, app: AsyncApp) -> None:
    assert app.name
    typed = play.command()
    await play.clock.asleep(3)
    play.clock.advance(3)
    await typed
    (failure,) = (await play.state())["failures"]
    assert failure["text"] == "/link-pacer didn't respond (operation_timeout)"


async def test_the_sdk_comes_back_after_a_disconnect_frame(play: Play, app: AsyncApp) -> None:
    answered = asyncio.Event()

    async def on_message(event: Json) -> None:
        assert event["text"] == "still there?"
        answered.set()

    app.event("message")(on_message)
    opened = asyncio.Event()
    note = play.workspace.note

    def watch(kind: str, **details: Any) -> None:
        note(kind, **details)
        if kind == "socket_opened":
            opened.set()

    play.workspace.note = watch  # type: ignore[method-assign]
    await play.post("socket/disconnect", reason="refresh_requested")
    await opened.wait()
    await play.post("message", channel=DM, text="still there?")
    await answered.wait()
    assert play.workspace.conversations[DM].messages[0].text == "still there?"


async def test_the_sdks_own_calls_are_understood(play: Play, client: AsyncWebClient) -> None:
    assert (await client.auth_test())["user_id"] == "U0BOT0001"
    assert (await client.users_info(user="U0ATTY001"))["user"]["tz"] == "America/New_York"
    assert (await client.conversations_open(users=["U0ATTY001"]))["channel"]["id"] == DM
    posted = await client.chat_postMessage(channel=DM, text="a", metadata={"event_type": "e", "event_payload": {}})
    history = await client.conversations_history(channel=DM, include_all_metadata=True, limit=5)
    assert history["messages"][0]["metadata"]["event_type"] == "e"
    await client.chat_update(channel=DM, ts=posted["ts"], text="b")
    assert (await client.chat_getPermalink(channel=DM, message_ts=posted["ts"]))["permalink"]
    await client.chat_delete(channel=DM, ts=posted["ts"])
    with pytest.raises(SlackApiError, match="message_not_found"):
        await client.chat_update(channel=DM, ts=posted["ts"], text="c")
    assert {each.token for each in play.running.recorded} == {"bot"}


async def test_the_sdks_rate_limit_handler_gets_through(play: Play, client: AsyncWebClient) -> None:
    client.retry_handlers.append(AsyncRateLimitErrorRetryHandler(max_retry_count=1))
    await play.post("faults", method="chat.postMessage", fault="429", seconds=0)
    assert (await client.chat_postMessage(channel=DM, text="a"))["ok"] is True
    assert [each.method for each in play.running.recorded] == ["chat.postMessage", "chat.postMessage"]
