from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.sandbox.workspace.conftest import Play, Wire

Json = dict[str, Any]


async def answer_to(play: Play, wire: Wire, payload: Any, **more: Any) -> Json:
    """Type a command, ack it with a payload, and give what the app was sent."""
    typed = play.command(**more)
    envelope = await wire.frame()
    await wire.ack(envelope, payload)
    await typed
    sent: Json = envelope["payload"]
    return sent


async def respond(play: Play, url: str, **body: Any) -> tuple[int, str]:
    async with play.http.post(url, json=body) as response:
        return response.status, await response.text()


async def test_nobody_is_connected(play: Play) -> None:
    await play.command()
    (failure,) = (await play.state())["failures"]
    assert failure["text"] == '/link-pacer failed with the error "dispatch_failed"'
    assert failure["channel"] == "D0ATTY001"


async def test_no_ack_within_three_seconds(play: Play, wire: Wire) -> None:
    typed = play.command()
    envelope = await wire.frame()
    await play.clock.asleep(3)
    play.clock.advance(3)
    assert await typed == {"ok": True}
    (failure,) = (await play.state())["failures"]
    assert failure["text"] == "/link-pacer didn't respond (operation_timeout)"
    assert (await play.state(session="other"))["failures"] == []
    await wire.ack(envelope, {"text": "too late"})
    await play.trigger(wire)
    assert (await play.state())["ephemerals"] == []


@pytest.mark.parametrize("payload", ["Hi", {"text": "Hi"}, {"text": "Hi", "response_type": "ephemeral"}])
async def test_an_answer_is_seen_by_one_session_only(play: Play, wire: Wire, payload: Any) -> None:
    assert (await play.state(session="another tab"))["ephemerals"] == []
    await answer_to(play, wire, payload)
    assert (await play.state(session="another tab"))["ephemerals"] == []
    (shown,) = (await play.state())["ephemerals"]
    assert (shown["channel"], shown["text"], shown["blocks"]) == ("D0ATTY001", "Hi", None)
    assert (await play.state(session="after a reload"))["ephemerals"] == []
    assert (await play.state("U0ATTY002"))["ephemerals"] == []


async def test_an_answer_for_the_channel(play: Play, wire: Wire) -> None:
    await answer_to(play, wire, {"text": "All", "response_type": "in_channel"}, channel="C0GENERAL")
    general = next(each for each in (await play.state("U0ATTY002"))["conversations"] if each["id"] == "C0GENERAL")
    assert [each["text"] for each in general["messages"]] == ["All"]
    assert general["unread"] == 1


@pytest.mark.parametrize("payload", [{"blocks": [{"type": "header"}]}, {"response_type": "ephemeral"}, 7])
async def test_an_answer_that_slack_would_not_show(play: Play, wire: Wire, payload: Any) -> None:
    await answer_to(play, wire, payload)
    state = await play.state()
    assert state["ephemerals"] == []
    assert state["failures"][0]["text"].startswith("/link-pacer failed with the error")


async def test_an_unknown_command_goes_nowhere(play: Play) -> None:
    answer = await play.command("/remind me")
    assert answer == {"ok": False, "error": "/remind is not a valid command."}
    assert (await play.command(channel="D0ATTY002"))["ok"] is False
    assert (await play.post("command", **{"as": "U404"}))["ok"] is False


async def test_five_uses_of_a_response_url(play: Play, wire: Wire) -> None:
    url = (await answer_to(play, wire, None))["response_url"]
    for _ in range(5):
        assert await respond(play, url, text="Later") == (200, "ok")
    status, text = await respond(play, url, text="Once more")
    assert (status, "used_url" in text) == (404, True)
    assert len((await play.state())["ephemerals"]) == 5


async def test_thirty_minutes_of_a_response_url(play: Play, wire: Wire) -> None:
    url = (await answer_to(play, wire, None))["response_url"]
    play.clock.advance(30 * 60 + 1)
    assert "expired_url" in (await respond(play, url, text="Late"))[1]
    assert "invalid_url" in (await respond(play, f"{url}x", text="Forged"))[1]
    assert "invalid_url" in (await respond(play, url.replace("/commands/", "/actions/"), text="Forged"))[1]


async def test_bad_answers_by_response_url(play: Play, wire: Wire) -> None:
    url = (await answer_to(play, wire, None))["response_url"]
    assert "invalid_blocks" in (await respond(play, url, blocks=[{"type": "nonsense"}]))[1]
    assert (await respond(play, url))[0] == 400
    await play.post("faults", method="response_url", fault="500")
    assert (await respond(play, url, text="a"))[0] == 500
    async with play.http.post(url, data={"payload": '{"text": "By form"}'}) as response:
        assert response.status == 200
    # A command has no original message to replace: the answer is a new one.
    assert (await respond(play, url, text="New", replace_original=True))[0] == 200
    assert [each["text"] for each in (await play.state())["ephemerals"]] == ["By form", "New"]
