from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs

import pytest
from aiohttp import web
from slack_bolt.async_app import AsyncApp
from slack_sdk.signature import SignatureVerifier
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from tests.sandbox.workspace.conftest import Play

Json = dict[str, Any]
DM = "D0ATTY001"


class Endpoint:
    """An app's request URL that gives challenges back and answers everything else as it is told."""

    def __init__(self) -> None:
        self.requests: asyncio.Queue[tuple[web.Request, bytes]] = asyncio.Queue()
        self.answers: asyncio.Queue[web.Response] = asyncio.Queue()
        self.url = ""

    async def handle(self, request: web.Request) -> web.Response:
        body = await request.read()
        if request.content_type == "application/json" and "challenge" in json.loads(body):
            return web.json_response({"challenge": json.loads(body)["challenge"]})
        await self.requests.put((request, body))
        return await self.answers.get()


async def serve_at(application: web.Application) -> tuple[web.AppRunner, str]:
    runner = web.AppRunner(application, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    return runner, f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"


@pytest.fixture
async def endpoint() -> AsyncIterator[Endpoint]:
    made = Endpoint()
    application = web.Application()
    application.router.add_post("/slack/events", made.handle)
    runner, made.url = await serve_at(application)
    yield made
    await runner.cleanup()


@pytest.fixture
async def play(endpoint: Endpoint, start: Callable[..., Awaitable[Play]]) -> Play:
    return await start(request_url=endpoint.url)


async def test_a_command_is_a_signed_form(play: Play, endpoint: Endpoint) -> None:
    endpoint.answers.put_nowait(web.Response(text="Hi there"))
    assert await play.command("/link-pacer mieb") == {"ok": True}
    request, body = endpoint.requests.get_nowait()
    assert SignatureVerifier(play.workspace.signing_secret).is_valid_request(body, dict(request.headers))
    assert not SignatureVerifier("another").is_valid_request(body, dict(request.headers))
    form = parse_qs(body.decode())
    assert (form["command"], form["text"], form["user_id"]) == (["/link-pacer"], ["mieb"], ["U0ATTY001"])
    assert [each["text"] for each in (await play.state())["ephemerals"]] == ["Hi there"]
    assert b"Hi there" in play.running.requests_bytes()


async def test_an_interaction_is_a_payload_in_a_form(
    play: Play, endpoint: Endpoint, modal: Callable[..., Json], field: Callable[..., Json]
) -> None:
    endpoint.answers.put_nowait(web.Response())
    await play.command()
    trigger = parse_qs(endpoint.requests.get_nowait()[1].decode())["trigger_id"][0]
    body = modal(blocks=[field("word")])
    view = (await play.api("views.open", {"trigger_id": trigger, "view": body}))["view"]
    endpoint.answers.put_nowait(web.json_response({"response_action": "errors", "errors": {"word": "No"}}))
    answer = await play.submit(view, {"word": {"word_text": "typed"}})
    assert answer["errors"] == {"word": "No"}
    payload = json.loads(parse_qs(endpoint.requests.get_nowait()[1].decode())["payload"][0])
    assert payload["view"]["state"]["values"]["word"]["word_text"]["value"] == "typed"


async def test_events_are_retried_with_headers(play: Play, endpoint: Endpoint) -> None:
    endpoint.answers.put_nowait(web.Response(status=500))
    await play.post("message", channel=DM, text="hello")
    first, _ = await endpoint.requests.get()
    again, body = await endpoint.requests.get()
    assert "X-Slack-Retry-Num" not in first.headers
    assert (again.headers["X-Slack-Retry-Num"], again.headers["X-Slack-Retry-Reason"]) == ("1", "http_error")
    assert json.loads(body)["event"]["text"] == "hello"
    await play.clock.asleep(3)
    play.clock.advance(3)
    await play.clock.asleep(60)
    play.clock.advance(60)
    third, _ = await endpoint.requests.get()
    assert (third.headers["X-Slack-Retry-Num"], third.headers["X-Slack-Retry-Reason"]) == ("2", "http_timeout")


async def test_an_app_may_forbid_retries(play: Play, endpoint: Endpoint) -> None:
    endpoint.answers.put_nowait(web.Response(status=500, headers={"X-Slack-No-Retry": "1"}))
    endpoint.answers.put_nowait(web.Response())
    await play.post("message", channel=DM, text="one")
    await endpoint.requests.get()
    await play.post("message", channel=DM, text="two")
    _, body = await endpoint.requests.get()
    assert json.loads(body)["event"]["text"] == "two"


async def test_failures_are_seen(play: Play, endpoint: Endpoint, start: Callable[..., Awaitable[Play]]) -> None:
    endpoint.answers.put_nowait(web.Response(status=404))
    await play.command()
    silent = play.command()
    await play.clock.asleep(3)
    play.clock.advance(3)
    await silent
    nobody = await start(request_url="http://127.0.0.1:9/slack/events")
    await nobody.command()
    failures = [*(await play.state())["failures"], *(await nobody.state())["failures"]]
    assert [each["text"] for each in failures] == [
        '/link-pacer failed with the error "http_service_error"',
        "/link-pacer didn't respond (operation_timeout)",
        '/link-pacer failed with the error "dispatch_failed"',
    ]


async def test_an_address_that_fails_its_challenge_gets_no_events(start: Callable[..., Awaitable[Play]]) -> None:
    async def mute(_request: web.Request) -> web.Response:
        return web.Response(text="what?")

    application = web.Application()
    application.router.add_post("/slack/events", mute)
    runner, url = await serve_at(application)
    play = await start(request_url=url)
    await play.post("message", channel=DM, text="hello")
    await play.clock.asleep(60)
    noted = [each for each in play.workspace.log if each["kind"] in {"url_verification", "event"}]
    assert [each.get("verified", each.get("outcome")) for each in noted] == [False, "failed", False, "failed"]
    await runner.cleanup()


@pytest.mark.parametrize("url", ["http://example.test/", "https://127.0.0.1/", "http://10.0.0.1/x", "127.0.0.1"])
def test_only_this_machine_is_posted_to(url: str) -> None:
    with pytest.raises(ValueError, match="this machine"):
        Workspace(request_url=url)


async def test_a_bolt_app_behind_aiohttp(start: Callable[..., Awaitable[Play]]) -> None:
    client = AsyncWebClient(token="xoxb-practice", base_url="http://127.0.0.1:9/")
    app = AsyncApp(client=client, signing_secret="practice-secret")
    heard: asyncio.Queue[str] = asyncio.Queue()

    async def on_command(ack: Any, command: Json) -> None:
        await ack(text=f"You said {command['text']}")

    async def on_message(event: Json, say: Any) -> None:
        await say(text=f"Heard {event['text']}")
        await heard.put(event["text"])

    app.command("/link-pacer")(on_command)
    app.event("message")(on_message)
    runner, url = await serve_at(app.web_app("/slack/events"))
    play = await start(request_url=url, bot_token="xoxb-practice", signing_secret="practice-secret")
    client.base_url = play.running.api_url
    await play.command("/link-pacer mieb")
    await play.post("message", channel=DM, text="hello")
    assert await heard.get() == "hello"
    state = await play.state()
    assert [each["text"] for each in state["ephemerals"]] == ["You said mieb"]
    assert [each["text"] for each in state["conversations"][0]["messages"]] == ["hello", "Heard hello"]
    await runner.cleanup()
