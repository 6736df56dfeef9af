from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import aiohttp
import pytest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.sandbox.workspace.conftest import Play, Wire


async def test_hello_and_a_whole_command(play: Play, wire: Wire) -> None:
    assert (wire.hello["type"], wire.hello["num_connections"]) == ("hello", 1)
    assert "host" in wire.hello["debug_info"]
    typed = play.command("/link-pacer  bankr ed mich ", channel="C0GENERAL")
    envelope = await wire.frame()
    assert (envelope["type"], envelope["accepts_response_payload"]) == ("slash_commands", True)
    payload = envelope["payload"]
    assert payload["response_url"].startswith(f"{play.running.url}commands/")
    del payload["response_url"], payload["trigger_id"]
    assert payload == {
        "token": play.workspace.verification_token,
        "team_id": "T0PRACTICE",
        "team_domain": "practice",
        "channel_id": "C0GENERAL",
        "channel_name": "general",
        "user_id": "U0ATTY001",
        "user_name": "dana.whitfield",
        "command": "/link-pacer",
        "text": "bankr ed mich",
        "api_app_id": "A0PRACTICE",
        "is_enterprise_install": "false",
    }
    await wire.ack(envelope)
    assert await typed == {"ok": True}
    state = await play.state()
    assert (state["ephemerals"], state["failures"]) == ([], [])


async def test_a_ticket_works_once_and_for_half_a_minute(play: Play) -> None:
    url = (await play.api("apps.connections.open", token=play.workspace.app_token))["url"]
    await (await play.http.ws_connect(url)).close()
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await play.http.ws_connect(url)
    url = (await play.api("apps.connections.open", token=play.workspace.app_token))["url"]
    play.clock.advance(31)
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await play.http.ws_connect(url)


async def test_each_envelope_goes_to_one_socket(play: Play) -> None:
    wires = [await play.wire() for _ in range(3)]
    typed = [play.command() for _ in range(6)]
    for wire in wires:
        for _ in range(2):
            await wire.ack(await wire.frame())
    assert await asyncio.gather(*typed) == [{"ok": True}] * 6
    await play.post("socket/disconnect", reason="drop")
    assert [(await wire.socket.receive()).type for wire in wires] == [aiohttp.WSMsgType.CLOSE] * 3


async def test_an_ack_may_come_on_another_socket(play: Play) -> None:
    one, other = await play.wire(), await play.wire()
    typed = play.command()
    await other.ack(await one.frame(), {"text": "Here"})
    await typed
    assert [each["text"] for each in (await play.state())["ephemerals"]] == ["Here"]


async def test_an_eleventh_connection_is_sent_away(play: Play) -> None:
    wires = [await play.wire() for _ in range(10)]
    assert wires[-1].hello["num_connections"] == 10
    eleventh = await play.wire()
    assert (eleventh.hello["type"], eleventh.hello["reason"]) == ("disconnect", "too_many_websockets")


@pytest.mark.parametrize("reason", ["warning", "refresh_requested"])
async def test_a_disconnect_frame_then_ten_seconds(play: Play, wire: Wire, reason: str) -> None:
    assert await play.post("socket/disconnect", reason=reason) == {"ok": True, "connections": 1}
    frame = await wire.frame()
    assert (frame["type"], frame["reason"]) == ("disconnect", reason)
    fresh = await play.wire()
    typed = play.command()
    await fresh.ack(await fresh.frame())
    assert await typed == {"ok": True}
    await play.clock.asleep(10)
    play.clock.advance(10)
    closing = await wire.socket.receive()
    while closing.type is aiohttp.WSMsgType.PING:
        closing = await wire.socket.receive()
    assert closing.type is aiohttp.WSMsgType.CLOSE
    assert (await play.post("socket/disconnect", reason="nap"))["ok"] is False


async def test_a_connection_may_drop_without_a_word(play: Play, wire: Wire) -> None:
    await play.post("socket/disconnect", reason="drop")
    assert (await wire.socket.receive()).type is aiohttp.WSMsgType.CLOSE
    assert await play.command() == {"ok": True}
    (failure,) = (await play.state())["failures"]
    assert failure["text"] == '/link-pacer failed with the error "dispatch_failed"'


async def test_frames_that_mean_nothing_are_noted(play: Play, wire: Wire) -> None:
    for frame in ("hello", "[]", '{"envelope_id": "none"}'):
        await wire.socket.send_str(frame)
    typed = play.command()
    await wire.ack(await wire.frame())
    await typed
    assert [each["kind"] for each in play.workspace.log].count("ack_for_nothing") == 3
    assert b'{"envelope_id": "none"}' in play.running.requests_bytes()


async def test_slack_pings(play: Play) -> None:
    opened = await play.api("apps.connections.open", token=play.workspace.app_token)
    socket = await play.http.ws_connect(opened["url"], autoping=False)
    await socket.receive_json()
    await play.clock.asleep(5)
    play.clock.advance(5)
    assert (await socket.receive()).type is aiohttp.WSMsgType.PING


async def test_http_mode_has_no_sockets(start: Callable[..., Awaitable[Play]]) -> None:
    play = await start(request_url="http://127.0.0.1:9/slack/events")
    assert (await play.wire()).hello["reason"] == "link_disabled"
