from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.sandbox.workspace.delivery import ACK_SECONDS

if TYPE_CHECKING:
    from tests.sandbox.workspace.conftest import Play, Wire

Json = dict[str, Any]
DM = "D0ATTY001"


async def test_a_message_to_the_bot(play: Play, wire: Wire) -> None:
    await play.post("message", channel=DM, text="help <me> & you")
    envelope = await wire.frame()
    await wire.ack(envelope)
    assert (envelope["type"], envelope["retry_attempt"], envelope["accepts_response_payload"]) == (
        "events_api",
        0,
        False,
    )
    payload = envelope["payload"]
    assert (payload["type"], payload["team_id"]) == ("event_callback", "T0PRACTICE")
    assert payload["event_id"].startswith("Ev")
    assert payload["authorizations"][0]["user_id"] == "U0BOT0001"
    event = payload["event"]
    assert (event["type"], event["channel_type"], event["channel"]) == ("message", "im", DM)
    assert (event["user"], event["text"]) == ("U0ATTY001", "help &lt;me&gt; &amp; you")
    assert event["client_msg_id"]
    assert event["event_ts"] == event["ts"]


async def test_messages_between_people_are_none_of_the_bots(play: Play, wire: Wire) -> None:
    await play.post("message", channel="C0GENERAL", text="lunch?")
    await play.post("message", channel=DM, text="hello")
    envelope = await wire.frame()
    assert envelope["payload"]["event"]["text"] == "hello"
    await wire.ack(envelope)
    assert (await play.post("message", channel=DM, text="  "))["ok"] is False
    assert (await play.post("message", channel="C0HELP001", text="hi"))["ok"] is False


async def test_the_bots_own_messages_come_back_too(play: Play, wire: Wire) -> None:
    ts = (await play.api("chat.postMessage", {"channel": DM, "text": "Card"}))["ts"]
    await play.api("chat.update", {"channel": DM, "ts": ts, "text": "Card 2"})
    await play.api("chat.delete", {"channel": DM, "ts": ts})
    events = []
    for _ in range(3):
        envelope = await wire.frame()
        await wire.ack(envelope)
        events.append(envelope["payload"]["event"])
    assert [each.get("subtype") for each in events] == [None, "message_changed", "message_deleted"]
    assert events[0]["bot_id"] == "B0BOT0001"
    assert (events[1]["message"]["text"], events[1]["previous_message"]["text"]) == ("Card 2", "Card")
    assert events[2]["deleted_ts"] == ts
    assert all(each["hidden"] for each in events[1:])


async def test_three_retries_at_once_a_minute_and_five_minutes_later(play: Play, wire: Wire) -> None:
    await play.post("message", channel=DM, text="hello")
    seen = []
    for pause in (0, 0, 60, 300):
        if pause:
            await play.clock.asleep(pause)
            play.clock.advance(pause)
        envelope = await wire.frame()
        seen.append((envelope["payload"]["event_id"], envelope["retry_attempt"], envelope["retry_reason"]))
        await play.clock.asleep(ACK_SECONDS)
        play.clock.advance(ACK_SECONDS)
    first = seen[0][0]
    assert seen == [(first, 0, ""), (first, 1, "timeout"), (first, 2, "timeout"), (first, 3, "timeout")]
    # The fifth delivery never comes: the next thing on the wire is the next event.
    await play.post("message", channel=DM, text="and again")
    assert (await wire.frame())["payload"]["event"]["text"] == "and again"


async def test_an_ack_ends_the_retries(play: Play, wire: Wire) -> None:
    await play.post("message", channel=DM, text="one")
    await wire.frame()
    await play.clock.asleep(ACK_SECONDS)
    play.clock.advance(ACK_SECONDS)
    await wire.ack(await wire.frame())
    await play.post("message", channel=DM, text="two")
    envelope = await wire.frame()
    assert (envelope["payload"]["event"]["text"], envelope["retry_attempt"]) == ("two", 0)


async def test_opening_the_home(play: Play, wire: Wire) -> None:
    assert await play.post("home/open") == {"ok": True}
    envelope = await wire.frame()
    await wire.ack(envelope)
    event = envelope["payload"]["event"]
    assert (event["type"], event["tab"], event["user"], event["channel"]) == (
        "app_home_opened",
        "home",
        "U0ATTY001",
        DM,
    )
    assert "view" not in event
    await play.api("views.publish", {"user_id": "U0ATTY001", "view": {"type": "home", "blocks": []}})
    await play.post("home/open")
    envelope = await wire.frame()
    assert envelope["payload"]["event"]["view"]["type"] == "home"
    await wire.ack(envelope)


async def test_a_file_a_me_message_and_a_reply_in_a_thread(play: Play, wire: Wire) -> None:
    ts = (await play.post("message", channel=DM, text="first"))["ts"]
    await wire.ack(await wire.frame())
    for how, text, subtype in (("file", "", "file_share"), ("me", "waves", "me_message"), (None, "below", None)):
        told = await play.post("message", channel=DM, text=text, how=how, thread_ts=ts if how is None else None)
        assert told["ok"] is True
        envelope = await wire.frame()
        await wire.ack(envelope)
        event = envelope["payload"]["event"]
        assert (event.get("subtype"), event["text"], bool(event.get("files"))) == (subtype, text, how == "file")
        assert event.get("thread_ts") == (ts if how is None else None)
    assert (await play.post("message", channel=DM, text="lost", thread_ts="1.2"))["ok"] is False


async def test_an_edit_of_ones_own_message(play: Play, wire: Wire) -> None:
    ts = (await play.post("message", channel=DM, text="first"))["ts"]
    await wire.ack(await wire.frame())
    assert (await play.post("message/edit", channel=DM, ts=ts, text="second"))["ok"] is True
    envelope = await wire.frame()
    await wire.ack(envelope)
    event = envelope["payload"]["event"]
    assert (event["subtype"], event["message"]["text"], event["previous_message"]["text"]) == (
        "message_changed",
        "second",
        "first",
    )
    assert event["message"]["edited"]["user"] == "U0ATTY001"
    assert (await play.post("message/edit", channel=DM, ts=ts, text=" "))["ok"] is False
    own = (await play.api("chat.postMessage", {"channel": DM, "text": "Card"}))["ts"]
    assert (await play.post("message/edit", channel=DM, ts=own, text="mine now"))["ok"] is False
