from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.sandbox.workspace.conftest import Play

Json = dict[str, Any]
HELP, DM = "C0HELP001", "D0ATTY001"
BUTTON = [{"type": "actions", "elements": [{"type": "button", "text": {"type": "plain_text", "text": "Go"}}]}]


async def say(play: Play, **params: Any) -> Json:
    return await play.api("chat.postMessage", {"channel": DM, "text": "Hello"} | params)


async def test_a_person_stands_for_their_messages(play: Play) -> None:
    answer = await say(play, channel="U0ATTY001")
    assert (answer["channel"], answer["message"]["bot_id"]) == (DM, "B0BOT0001")
    opened = await play.api("conversations.open", {"users": "U0ATTY001"})
    assert opened["channel"] == {"id": DM}


@pytest.mark.parametrize(
    ("params", "error"),
    [
        ({"channel": "C404"}, "channel_not_found"),
        ({"channel": "C0GENERAL"}, "not_in_channel"),
        ({"channel": None}, "invalid_arguments"),
        ({"text": ""}, "no_text"),
        ({"text": "x" * 40_001}, "msg_too_long"),
        ({"text": 1}, "invalid_arguments"),
        ({"blocks": "["}, "invalid_blocks_format"),
        ({"blocks": [{"type": "header"}]}, "invalid_blocks"),
        ({"blocks": [{"type": "divider"}] * 51}, "invalid_blocks"),
        ({"thread_ts": "1.000000"}, "thread_not_found"),
        ({"metadata": "["}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "a"}}, "invalid_metadata_format"),
        ({"metadata": {"event_type": "a", "event_payload": []}}, "invalid_metadata_schema"),
        ({"metadata": {"event_type": "a", "event_payload": {"a": "x" * 15_000}}}, "metadata_too_large"),
    ],
)
async def test_what_is_refused(play: Play, params: Json, error: str) -> None:
    answer = await say(play, **params)
    assert (answer["ok"], answer["error"]) == (False, error)
    assert play.workspace.conversations[DM].messages == []


async def test_refused_blocks_say_why(play: Play) -> None:
    answer = await say(play, blocks=[{"type": "header", "text": {"type": "plain_text", "text": ""}}])
    assert answer["response_metadata"]["messages"] == [
        "[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]"
    ]


async def test_every_ts_is_its_own(play: Play) -> None:
    stamps = [(await say(play))["ts"] for _ in range(20)]
    assert len(set(stamps)) == 20
    assert stamps == sorted(stamps)


async def test_an_edit_keeps_what_it_does_not_mention(play: Play) -> None:
    metadata = {"event_type": "card", "event_payload": {"key": "1"}}
    ts = (await say(play, blocks=BUTTON, metadata=metadata))["ts"]
    await play.api("chat.update", {"channel": DM, "ts": ts, "text": "New"})
    (message,) = play.workspace.conversations[DM].messages
    assert (message.text, message.metadata) == ("New", metadata)
    assert message.blocks is not None
    assert message.edited is not None
    await play.api("chat.update", {"channel": DM, "ts": ts, "text": "Bare", "blocks": [], "metadata": {}})
    assert [message.blocks, message.metadata] == [None, None]
    (shown,) = (await play.state())["conversations"][0]["messages"]
    assert (shown["text"], shown["edited"], shown["name"]) == ("Bare", True, "Link PACER")


@pytest.mark.parametrize(
    ("method", "own", "error"),
    [
        ("chat.update", True, "message_not_found"),
        ("chat.delete", True, "message_not_found"),
        ("chat.update", False, "cant_update_message"),
        ("chat.delete", False, "cant_delete_message"),
    ],
)
async def test_only_the_bots_own_messages(play: Play, method: str, own: bool, error: str) -> None:
    theirs = (await play.post("message", channel=DM, text="Mine"))["ts"]
    answer = await play.api(method, {"channel": DM, "ts": "1.000001" if own else theirs, "text": "a"})
    assert answer["error"] == error


async def test_a_person_is_no_channel_to_edit_in(play: Play) -> None:
    ts = (await say(play))["ts"]
    answer = await play.api("chat.update", {"channel": "U0ATTY001", "ts": ts, "text": "a"})
    assert answer["error"] == "channel_not_found"


async def test_a_deleted_message_is_gone(play: Play) -> None:
    ts = (await say(play))["ts"]
    assert (await play.api("chat.delete", {"channel": DM, "ts": ts}))["ok"] is True
    assert (await play.state())["conversations"][0]["messages"] == []


async def test_history_newest_first_and_threads_apart(play: Play) -> None:
    first, second = [(await say(play, text=name))["ts"] for name in ("one", "two")]
    await say(play, text="reply", thread_ts=first, metadata={"event_type": "e", "event_payload": {}})

    async def read(method: str, **params: Any) -> Json:
        return await play.api(method, {"channel": DM, **params})

    page = await read("conversations.history", limit=1)
    assert ([each["text"] for each in page["messages"]], page["has_more"]) == (["two"], True)
    rest = await read("conversations.history", limit=1, cursor=page["response_metadata"]["next_cursor"])
    assert ([each["text"] for each in rest["messages"]], rest["has_more"]) == (["one"], False)
    thread = await read("conversations.replies", ts=first, include_all_metadata=True)
    assert [each["text"] for each in thread["messages"]] == ["one", "reply"]
    assert thread["messages"][1]["metadata"] == {"event_type": "e", "event_payload": {}}
    later = await read("conversations.history", oldest=first)
    assert [each["text"] for each in later["messages"]] == ["two"]
    span = await read("conversations.history", oldest=first, latest=second, inclusive=True)
    assert len(span["messages"]) == 2
    assert (await read("conversations.replies", ts="1.0"))["error"] == "thread_not_found"
    assert (await read("conversations.history", cursor="x"))["error"] == "invalid_cursor"
    assert (await read("conversations.history", latest="x"))["error"] == "invalid_ts_latest"
    assert (await read("conversations.history", limit="x"))["error"] == "invalid_arguments"


async def test_channels_are_not_read_without_their_scope(play: Play) -> None:
    assert (await play.api("conversations.history", {"channel": HELP}))["error"] == "missing_scope"


async def test_conversations_with_more_scopes(start: Callable[..., Awaitable[Play]]) -> None:
    play = await start(scopes=["channels:read", "im:read", "im:write", "reactions:write", "chat:write"])
    listed = (await play.api("conversations.list", {"types": "im,public_channel"}))["channels"]
    assert len(listed) == 5
    assert (await play.api("conversations.info", {"channel": "C0GENERAL"}))["channel"]["is_member"] is False
    assert (await play.api("conversations.info", {"channel": "C404"}))["error"] == "channel_not_found"
    assert (await play.api("conversations.open", {"users": "U404"}))["error"] == "user_not_found"
    assert (await play.api("conversations.open", {"users": "U0ATTY001,U0ATTY002"}))["error"] == "missing_scope"
    opened = await play.api("conversations.open", {"channel": DM, "return_im": "1"})
    assert opened["channel"]["user"] == "U0ATTY001"
    mark = {"channel": DM, "timestamp": (await say(play))["ts"], "name": "eyes"}
    assert (await play.api("reactions.add", mark))["ok"] is True
    assert (await play.api("reactions.add", mark))["error"] == "already_reacted"


async def test_a_permalink_leads_to_the_page(play: Play) -> None:
    ts = (await say(play))["ts"]
    link = (await play.api("chat.getPermalink", {"channel": DM, "message_ts": ts}))["permalink"]
    assert link == f"{play.running.url}archives/{DM}/p{ts.replace('.', '')}"


async def test_ephemerals_of_the_api_go_to_the_sessions_there_are(play: Play) -> None:
    ask = {"channel": DM, "user": "U0ATTY001", "text": "Psst"}
    await play.api("chat.postEphemeral", ask)
    for session in ("one", "two"):
        assert (await play.state(session=session))["ephemerals"] == []
    sent = await play.api("chat.postEphemeral", ask)
    for session in ("one", "two"):
        (shown,) = (await play.state(session=session))["ephemerals"]
        assert (shown["ts"], shown["text"]) == (sent["message_ts"], "Psst")
    assert (await play.state(session="reloaded"))["ephemerals"] == []
    refused = await play.api("chat.postEphemeral", {**ask, "user": "U0ATTY002"})
    assert refused["error"] == "user_not_in_channel"
