from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import aiohttp
import pytest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.sandbox.workspace.conftest import Play

Json = dict[str, Any]
DIVIDER = [{"type": "divider"}]
POST = "chat.postMessage"


async def test_whose_token_it_is(play: Play) -> None:
    as_bot = await play.api("auth.test")
    assert as_bot["ok"] is True
    assert (as_bot["user_id"], as_bot["bot_id"], as_bot["team_id"]) == ("U0BOT0001", "B0BOT0001", "T0PRACTICE")
    as_app = await play.api("auth.test", token=play.workspace.app_token)
    assert as_app == {"ok": True, "app_name": "Link PACER", "app_id": "A0PRACTICE"}


@pytest.mark.parametrize(
    ("method", "token", "error"),
    [
        ("auth.test", "xoxb-wrong", "invalid_auth"),
        ("auth.test", "", "not_authed"),
        (POST, "app", "not_allowed_token_type"),
        ("apps.connections.open", "bot", "not_allowed_token_type"),
        ("chat.scream", "bot", "unknown_method"),
        ("conversations.history", "bot", "missing_scope"),
        ("reactions.add", "bot", "missing_scope"),
    ],
)
async def test_tokens_and_scopes(play: Play, method: str, token: str, error: str) -> None:
    known = {"app": play.workspace.app_token, "bot": play.workspace.bot_token}
    answer = await play.api(method, {"channel": "C0HELP001"}, token=known.get(token, token))
    assert (answer["ok"], answer["error"]) == (False, error)


async def test_scopes_can_be_fewer(start: Callable[..., Awaitable[Play]]) -> None:
    play = await start(scopes=["commands"])
    answer = await play.api(POST, {"channel": "C0HELP001", "text": "a"})
    assert (answer["error"], answer["needed"], answer["provided"]) == ("missing_scope", "chat:write", "commands")


async def test_scopes_stand_in_a_header(play: Play) -> None:
    headers = {"Authorization": f"Bearer {play.workspace.bot_token}"}
    async with play.http.get(play.running.api_url + "auth.test", headers=headers) as response:
        assert response.headers["x-oauth-scopes"] == (
            "channels:read,chat:write,commands,files:read,files:write,groups:read,im:history,im:write,"
            "usergroups:read,users:read,users:read.email"
        )


async def test_query_form_and_json_mean_the_same(play: Play) -> None:
    url, token = play.running.api_url + POST, play.workspace.bot_token
    bearer = {"Authorization": f"Bearer {token}"}
    fields = {"channel": "C0HELP001", "text": "Case", "blocks": json.dumps(DIVIDER)}
    for sent in (
        play.http.get(url, params=fields, headers=bearer),
        play.http.post(url, params=fields, headers=bearer),
        play.http.post(url, data={**fields, "token": token}),
        play.http.post(url, json={**fields, "blocks": DIVIDER}, headers=bearer),
    ):
        async with sent as response:
            answer = await response.json()
        assert answer["ok"] is True
        assert answer["message"]["blocks"][0]["type"] == "divider"


@pytest.mark.parametrize(
    ("body", "kind", "error"),
    [
        (b"{", "application/json", "invalid_json"),
        (b"[]", "application/json", "json_not_object"),
        (b"a=\xff", "application/x-www-form-urlencoded", "invalid_form_data"),
        (b"a", "text/plain", "invalid_post_type"),
        (b'{"token": "xoxb-1"}', "application/json", "not_authed"),
    ],
)
async def test_bodies_that_cannot_be_read(play: Play, body: bytes, kind: str, error: str) -> None:
    async with play.http.post(play.running.api_url + POST, data=body, headers={"Content-Type": kind}) as response:
        assert await response.json() == {"ok": False, "error": error}


async def test_people_have_time_zones(play: Play) -> None:
    user = (await play.api("users.info", {"user": "U0ATTY002"}))["user"]
    assert (user["tz"], user["tz_offset"], user["is_bot"]) == ("America/Chicago", -21_600, False)
    assert (await play.api("users.info", {"user": "U0BOT0001"}))["user"]["is_bot"] is True
    assert (await play.api("users.info", {"user": "U404"}))["error"] == "user_not_found"
    assert len((await play.api("users.list"))["members"]) == 4
    assert (await play.api("bots.info", {"bot": "B0BOT0001"}))["bot"]["user_id"] == "U0BOT0001"
    assert (await play.api("bots.info", {"bot": "B404"}))["error"] == "bot_not_found"


async def test_api_test_gives_back(play: Play) -> None:
    assert await play.api("api.test", {"a": "1"}, token="") == {"ok": True, "args": {"a": "1"}}
    assert await play.api("api.test", {"error": "my_error"}) == {"ok": False, "error": "my_error"}


async def test_everything_is_recorded_but_the_token_apart(play: Play) -> None:
    await play.api(POST, {"channel": "C0HELP001", "text": "canary-1"})
    await play.post("message", channel="D0ATTY001", text="canary-2")
    (recorded,) = play.running.recorded
    assert recorded == (POST, {"channel": "C0HELP001", "text": "canary-1"}, "bot")
    raw = play.running.requests_bytes()
    assert b"canary-1" in raw
    assert b"POST /api/chat.postMessage" in raw
    assert b"Authorization: Bearer xoxb-" in raw
    assert b"canary-2" not in raw


async def test_429_and_500_as_often_as_ordered(play: Play) -> None:
    url = play.running.api_url + "auth.test"
    bearer = {"Authorization": f"Bearer {play.workspace.bot_token}"}
    await play.post("faults", method="auth.test", fault="429", times=1, seconds=7)
    await play.post("faults", method="*", fault="500", times=1)
    async with play.http.post(url, headers=bearer) as response:
        assert (response.status, response.headers["Retry-After"]) == (429, "7")
        assert await response.json() == {"ok": False, "error": "ratelimited"}
    async with play.http.post(url, headers=bearer) as response:
        assert response.status == 500
    assert (await play.api("auth.test"))["ok"] is True


async def test_a_lost_answer_and_a_lost_request(play: Play) -> None:
    for fault in ("reset", "reset_after"):
        await play.post("faults", method=POST, fault=fault)
        with pytest.raises(aiohttp.ClientError):
            await play.api(POST, {"channel": "C0HELP001", "text": fault})
    (message,) = play.workspace.conversations["C0HELP001"].messages
    assert message.text == "reset_after"


async def test_an_error_code_on_order_and_taken_back(play: Play) -> None:
    await play.post("faults", method="auth.test", fault="invalid_auth", times=5)
    assert (await play.api("auth.test"))["error"] == "invalid_auth"
    await play.post("faults", method="auth.test", fault="invalid_auth", times=0)
    assert (await play.api("auth.test"))["ok"] is True


@pytest.mark.parametrize("wrong", [{"method": "a"}, {"fault": "500"}, {"method": "a", "fault": "500", "times": -1}])
async def test_a_fault_that_is_not_one(play: Play, wrong: Json) -> None:
    assert (await play.post("faults", **wrong))["ok"] is False
