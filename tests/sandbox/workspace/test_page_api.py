from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from aiohttp import web

from bot.sandbox.workspace import Workspace, serve

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    import aiohttp

    from tests.sandbox.workspace.conftest import Play

Json = dict[str, Any]
DM = "D0ATTY001"


async def get(play: Play, path: str, **headers: str) -> aiohttp.ClientResponse:
    return await play.http.get(play.running.url + path, headers=headers, allow_redirects=False)


async def test_whom_one_can_be(play: Play) -> None:
    people = await (await get(play, "practice/people")).json()
    assert people["team"] == {"id": "T0PRACTICE", "name": "Practice workspace"}
    assert [(each["id"], each["role"]) for each in people["people"]] == [
        ("U0ATTY001", "attorney"),
        ("U0ATTY002", "attorney"),
        ("U0HELP001", "help_desk"),
    ]
    assert people["notes"] == await (await get(play, "practice/notes")).json()


async def test_everybody_sees_their_own_messages_only(play: Play) -> None:
    seen = {person: (await play.state(person))["conversations"] for person in play.workspace.people}
    assert [each["id"] for each in seen["U0ATTY001"]] == [DM, "C0GENERAL"]
    assert [each["id"] for each in seen["U0HELP001"]] == ["D0HELP001", "C0GENERAL", "C0HELP001"]
    assert (await play.state("U404"))["ok"] is False


async def test_unread_until_read(play: Play) -> None:
    await play.api("chat.postMessage", {"channel": DM, "text": "one"})
    assert (await play.state())["conversations"][0]["unread"] == 1
    await get(play, f"practice/state?as=U0ATTY001&session=page&reading={DM}")
    assert (await play.state())["conversations"][0]["unread"] == 0
    assert (await get(play, "practice/state?as=U0ATTY001&reading=D0ATTY002")).status == 400


async def event(stream: aiohttp.ClientResponse) -> Json:
    while True:
        line = await stream.content.readline()
        if line.startswith(b"data: "):
            data: Json = json.loads(line.removeprefix(b"data: "))
            return data


async def test_a_stream_of_changes(play: Play) -> None:
    stream = await get(play, "practice/events?as=U0ATTY001&session=page")
    assert stream.content_type == "text/event-stream"
    assert stream.headers["Cache-Control"] == "no-store"
    first = await event(stream)
    await play.api("chat.postMessage", {"channel": "D0ATTY002", "text": "for another"})
    await play.api("chat.postMessage", {"channel": DM, "text": "for me"})
    second = await event(stream)
    assert second["revision"] == first["revision"] + 1
    assert (await play.state())["revision"] == second["revision"]
    stream.close()
    assert (await get(play, "practice/events?as=U404")).status == 400


async def test_the_server_stops_with_a_stream_open(http: aiohttp.ClientSession) -> None:
    running = await serve(Workspace())
    stream = await http.get(f"{running.url}practice/events?as=U0ATTY001&session=page")
    await event(stream)
    await running.close()
    assert await stream.content.readline() in {b"\n", b""}


async def test_the_page_is_served_with_its_policy(play: Play) -> None:
    page = await get(play, "")
    assert page.content_type == "text/html"
    assert page.headers["Content-Security-Policy"].startswith("default-src 'self'")
    assert page.headers["Cache-Control"] == "no-store"
    assert (await get(play, "archives/D0ATTY001/p1")).status == 200
    assert (await get(play, "page/main.js")).content_type == "text/javascript"


@pytest.mark.parametrize("path", ["page/..%2Fserver.py", "page/server.py", "page/nothing.js", "page/.html", "other"])
async def test_nothing_but_the_page_is_served(play: Play, path: str) -> None:
    assert (await get(play, path)).status == 404


@pytest.mark.parametrize("host", ["evil.test", "127.0.0.1.evil.test", "10.0.0.1", "[::1", ""])
async def test_a_foreign_host_is_refused(play: Play, host: str) -> None:
    for path in ("", "practice/state?as=U0ATTY001", "api/auth.test"):
        assert (await get(play, path, Host=host)).status == 421


@pytest.mark.parametrize(("origin", "status"), [("http://evil.test", 403), ("null", 403), ("own", 200), ("none", 200)])
async def test_a_foreign_origin_is_refused(play: Play, origin: str, status: int) -> None:
    headers = {} if origin == "none" else {"Origin": play.running.url[:-1] if origin == "own" else origin}
    body = {"as": "U0ATTY001", "channel": DM, "text": "hello"}
    url = f"{play.running.url}practice/message"
    async with play.http.post(url, json=body, headers=headers) as response:
        assert response.status == status
    assert len(play.workspace.conversations[DM].messages) == (1 if status == 200 else 0)


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{}", "text/plain", 415),
        (b"{", "application/json", 400),
        (b"[]", "application/json", 400),
        (b'{"as": "U0ATTY001", "session": 1}', "application/json", 400),
        (b'{"as": ["U0ATTY001"]}', "application/json", 400),
    ],
)
async def test_bodies_that_are_not_taken(play: Play, body: bytes, kind: str, status: int) -> None:
    url = f"{play.running.url}practice/message"
    async with play.http.post(url, data=body, headers={"Content-Type": kind}) as response:
        assert response.status == status
        assert (await response.json())["ok"] is False


async def test_the_courts_people_come_through_here(start: Callable[..., Awaitable[Play]]) -> None:
    async def list_people(_request: web.Request) -> web.Response:
        return web.json_response({"people": [{"name": "Ann"}], "submits": 0})

    court = web.Application()
    court.router.add_get("/practice/people", list_people)
    runner = web.AppRunner(court)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    url = f"http://127.0.0.1:{runner.addresses[0][1]}/practice/people"
    play = await start(court_people_url=url)
    assert (await (await get(play, "practice/notes")).json())["court_people_url"] == url
    assert (await (await get(play, "practice/court-people")).json())["people"] == [{"name": "Ann"}]
    await runner.cleanup()
    assert (await get(play, "practice/court-people")).status == 502


async def test_without_a_court_there_are_no_court_people(play: Play) -> None:
    assert (await get(play, "practice/court-people")).status == 404
    with pytest.raises(ValueError, match="this machine"):
        Workspace(court_people_url="http://example.test/")


async def test_the_log_says_what_happened(play: Play) -> None:
    await play.command()
    log = (await (await get(play, "practice/log")).json())["log"]
    assert [each["kind"] for each in log] == ["command", "failure"]
    assert log[0]["user"] == "U0ATTY001"


async def test_this_machine_only() -> None:
    with pytest.raises(ValueError, match="this machine only"):
        await serve(Workspace(), host="0.0.0.0")  # noqa: S104 - the address that must be refused


async def test_a_taken_port_is_an_error(play: Play) -> None:
    with pytest.raises(OSError, match="in use"):
        await serve(Workspace(), port=play.running.port)


async def test_tokens_are_new_for_each_run_or_as_told() -> None:
    one, other = Workspace(), Workspace()
    assert one.bot_token.startswith("xoxb-")
    assert one.app_token.startswith("xapp-")
    assert len({one.bot_token, other.bot_token, one.signing_secret, other.signing_secret}) == 4
    told = Workspace(bot_token="xoxb-1", app_token="xapp-1", signing_secret="s")
    assert (told.bot_token, told.app_token, told.signing_secret) == ("xoxb-1", "xapp-1", "s")
    assert told.help_desk_channel == "C0HELP001"


async def test_slow_answers_on_order(play: Play) -> None:
    await play.post("faults", method="auth.test", fault="slow", seconds=9)
    asking = asyncio.create_task(play.api("auth.test"))
    await play.clock.asleep(9)
    assert not asking.done()
    play.clock.advance(9)
    assert (await asking)["ok"] is True
