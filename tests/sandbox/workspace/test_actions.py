from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.workspace.conftest import Play, Wire

Json = dict[str, Any]
DM = "D0ATTY001"


def plain(words: str) -> Json:
    return {"type": "plain_text", "text": words}


def option(value: str) -> Json:
    return {"text": plain(value), "value": value}


CONFIRM = {"title": plain("Sure?"), "text": plain("Really"), "confirm": plain("Yes"), "deny": plain("No")}
ELEMENTS = [
    {"type": "button", "action_id": "go", "text": plain("Go"), "value": "rev-1", "confirm": CONFIRM},
    {"type": "static_select", "action_id": "court", "options": [option("mieb"), option("miwb")]},
    {"type": "checkboxes", "action_id": "boxes", "options": [option("a"), option("b")]},
    {"type": "overflow", "action_id": "more", "options": [option("help")]},
    {"type": "external_select", "action_id": "far", "min_query_length": 2},
    {"type": "datetimepicker", "action_id": "when", "initial_date_time": 1_700_000_000},
    {"type": "users_select", "action_id": "who", "initial_user": "U0ATTY002"},
]
CARD = [{"type": "actions", "block_id": "card", "elements": ELEMENTS}]


@pytest.fixture
async def card(play: Play, wire: Wire) -> Json:
    """Post a card of every kind of control, let the app hear of it, and give the container that the page names."""
    posted = await play.api("chat.postMessage", {"channel": DM, "text": "Card", "blocks": CARD})
    await wire.ack(await wire.frame())
    return {"type": "message", "channel": DM, "ts": posted["ts"]}


async def act(play: Play, wire: Wire, container: Json, action_id: str, **more: Any) -> Json:
    asked = {"container": container, "block_id": "card", "action_id": action_id, **more}
    acting = asyncio.create_task(play.post("action", **asked))
    envelope = await wire.frame()
    await wire.ack(envelope)
    assert await acting == {"ok": True}
    assert envelope["accepts_response_payload"] is False
    payload: Json = envelope["payload"]
    return payload


async def test_a_click_on_a_message(play: Play, wire: Wire, card: Json) -> None:
    payload = await act(play, wire, card, "go")
    assert payload["type"] == "block_actions"
    assert payload["container"] == {
        "type": "message",
        "message_ts": card["ts"],
        "channel_id": DM,
        "is_ephemeral": False,
    }
    assert payload["channel"] == {"id": DM, "name": "directmessage"}
    assert payload["message"]["blocks"] == CARD
    assert payload["state"]["values"]["card"]["court"] == {"type": "static_select", "selected_option": None}
    assert payload["response_url"].startswith(f"{play.running.url}actions/")
    assert payload["trigger_id"]
    (action,) = payload["actions"]
    assert action.pop("action_ts")
    assert action == {
        "type": "button",
        "action_id": "go",
        "block_id": "card",
        "text": plain("Go"),
        "value": "rev-1",
        "confirm": CONFIRM,
    }


async def test_choices_carry_what_was_chosen(play: Play, wire: Wire, card: Json) -> None:
    payload = await act(play, wire, card, "court", selected_option=option("miwb"))
    assert payload["actions"][0]["selected_option"] == option("miwb")
    assert payload["state"]["values"]["card"]["court"]["selected_option"] == option("miwb")
    payload = await act(play, wire, card, "boxes", selected_options=[option("b")])
    assert payload["actions"][0]["selected_options"] == [option("b")]
    payload = await act(play, wire, card, "boxes")
    assert payload["actions"][0]["selected_options"] == []
    payload = await act(play, wire, card, "more", selected_option=option("help"))
    assert payload["actions"][0]["selected_option"] == option("help")
    assert "more" not in payload["state"]["values"]["card"]
    assert payload["state"]["values"]["card"]["who"] == {"type": "users_select", "selected_user": "U0ATTY002"}
    payload = await act(play, wire, card, "who", selected_user="U0HELP001")
    assert (payload["actions"][0]["selected_user"], payload["actions"][0]["initial_user"]) == ("U0HELP001", "U0ATTY002")
    assert payload["state"]["values"]["card"]["who"] == {"type": "users_select", "selected_user": "U0HELP001"}
    payload = await act(play, wire, card, "far", selected_option=option("anything"))
    assert payload["actions"][0]["selected_option"] == option("anything")
    assert payload["state"]["values"]["card"]["when"]["selected_date_time"] == 1_700_000_000
    payload = await act(play, wire, card, "when", selected_date_time=1_800_000_000)
    assert payload["actions"][0]["selected_date_time"] == 1_800_000_000
    assert payload["state"]["values"]["card"]["when"]["selected_date_time"] == 1_800_000_000


@pytest.mark.parametrize(
    "wrong",
    [
        {"action_id": "gone"},
        {"block_id": "gone"},
        {"action_id": "court"},
        {"action_id": "court", "selected_option": option("zz")},
        {"action_id": "boxes", "selected_options": option("a")},
        {"action_id": "when"},
        {"action_id": "when", "selected_date_time": "1800000000"},
        {"action_id": "when", "selected_date_time": 1_800_000_000_000},
        {"action_id": "far", "selected_option": "text"},
        {"action_id": "who"},
        {"action_id": "who", "selected_user": "U0STRANGER"},
        {"action_id": "who", "selected_option": option("U0HELP001")},
        {"container": {"type": "message", "channel": DM, "ts": "1.0"}},
        {"container": {"type": "view", "view_id": "V1"}},
        {"container": {"type": "home"}},
        {"container": None},
        {"as": "U0ATTY002"},
        {"values": {"card": {"go": "x"}}},
    ],
)
async def test_what_no_page_could_ask(play: Play, card: Json, wrong: Json) -> None:
    asked = {"container": card, "block_id": "card", "action_id": "go", **wrong}
    assert (await play.post("action", **asked))["ok"] is False


async def test_no_ack_is_seen(play: Play, wire: Wire, card: Json) -> None:
    acting = asyncio.create_task(play.post("action", container=card, block_id="card", action_id="go"))
    await wire.frame()
    await play.clock.asleep(3)
    play.clock.advance(3)
    await acting
    assert [each["text"] for each in (await play.state())["failures"]] == [
        "Link PACER didn't respond (operation_timeout)"
    ]


async def test_a_response_url_may_replace_or_delete_the_message(play: Play, wire: Wire, card: Json) -> None:
    url = (await act(play, wire, card, "go"))["response_url"]
    async with play.http.post(url, json={"text": "Psst"}) as response:
        assert response.status == 200
    async with play.http.post(url, json={"text": "Done", "replace_original": True}) as response:
        assert response.status == 200
    state = await play.state()
    (message,) = state["conversations"][0]["messages"]
    assert (message["text"], message["blocks"], message["edited"]) == ("Done", None, True)
    assert [each["text"] for each in state["ephemerals"]] == ["Psst"]
    async with play.http.post(url, json={"delete_original": True}) as response:
        assert response.status == 200
    assert (await play.state())["conversations"][0]["messages"] == []


async def test_a_click_on_an_ephemeral(play: Play, wire: Wire) -> None:
    typed = play.command(channel="C0GENERAL")
    await wire.ack(await wire.frame(), {"text": "Choose", "blocks": CARD})
    await typed
    (shown,) = (await play.state())["ephemerals"]
    container = {"type": "message", "channel": "C0GENERAL", "ts": shown["ts"]}
    payload = await act(play, wire, container, "go")
    assert payload["container"]["is_ephemeral"] is True
    assert "message" not in payload
    for body in ({"text": "New", "replace_original": "true"}, {"delete_original": True}):
        before = len((await play.state())["ephemerals"])
        async with play.http.post(payload["response_url"], json=body) as response:
            assert response.status == 200
        assert len((await play.state())["ephemerals"]) == (0 if "delete_original" in body else before)


async def test_a_click_in_a_form_and_on_the_home(
    play: Play, wire: Wire, modal: Callable[..., Json], field: Callable[..., Json]
) -> None:
    dispatching = field("search", block={"dispatch_action": True})
    view = await play.open(wire, modal(blocks=[*CARD, field("word"), dispatching]))
    container = {"type": "view", "view_id": view["id"]}
    payload = await act(play, wire, container, "go", values={"word": {"word_text": "typed"}})
    assert payload["container"] == container
    assert payload["view"]["state"]["values"]["word"]["word_text"]["value"] == "typed"
    assert "response_url" not in payload
    pushed = await play.api("views.push", {"trigger_id": payload["trigger_id"], "view": modal()})
    assert pushed["view"]["previous_view_id"] == view["id"]
    covered = await play.post("action", container=container, block_id="card", action_id="go")
    assert covered["error"] == "another form lies on top of that one"
    await play.post("view/close", view_id=pushed["view"]["id"])
    silent = await play.post("action", container=container, block_id="word", action_id="word_text", value="a")
    assert silent["ok"] is False
    payload = await act(play, wire, container, "search_text", block_id="search", value="mie")
    assert payload["actions"][0]["value"] == "mie"
    await play.api("views.publish", {"user_id": "U0ATTY001", "view": {"type": "home", "blocks": CARD}})
    payload = await act(play, wire, {"type": "home"}, "go")
    assert (payload["view"]["type"], payload["container"]["type"]) == ("home", "view")


async def options(play: Play, wire: Wire, container: Json, payload: Any) -> tuple[Json, Json]:
    asked = {"container": container, "block_id": "card", "action_id": "far", "value": "mi"}
    asking = asyncio.create_task(play.post("options", **asked))
    envelope = await wire.frame()
    await wire.ack(envelope, payload)
    return await asking, envelope["payload"]


async def test_a_menu_filled_by_the_app(play: Play, wire: Wire, card: Json) -> None:
    answer, payload = await options(play, wire, card, {"options": [option("mieb")]})
    assert answer == {"ok": True, "options": [option("mieb")], "option_groups": None}
    assert (payload["type"], payload["value"], payload["action_id"]) == ("block_suggestion", "mi", "far")
    assert "trigger_id" not in payload
    groups = [{"label": plain("Sixth"), "options": [option("mieb")]}]
    answer, _ = await options(play, wire, card, {"option_groups": groups})
    assert answer == {"ok": True, "options": [], "option_groups": groups}
    short = await play.post("options", container=card, block_id="card", action_id="far", value="m")
    assert short["options"] == []
    assert (await play.post("options", container=card, block_id="card", action_id="go", value="m"))["ok"] is False


@pytest.mark.parametrize("payload", [None, {"options": [option(str(n)) for n in range(101)]}, {"text": "a"}])
async def test_options_that_slack_would_not_show(play: Play, wire: Wire, card: Json, payload: Any) -> None:
    answer, _ = await options(play, wire, card, payload)
    assert answer["options"] == []
    assert [each["text"] for each in (await play.state())["failures"]] == ["The options could not be loaded."]


async def test_a_click_in_a_thread_and_without_ids(play: Play, wire: Wire, card: Json) -> None:
    button = {"type": "button", "text": plain("Claim")}
    posted = await play.api(
        "chat.postMessage",
        {
            "channel": DM,
            "text": "Reply",
            "thread_ts": card["ts"],
            "blocks": [{"type": "actions", "elements": [button]}],
        },
    )
    await wire.ack(await wire.frame())
    block = posted["message"]["blocks"][0]
    assert block["block_id"]
    container = {**card, "ts": posted["ts"]}
    payload = await act(play, wire, container, block["elements"][0]["action_id"], block_id=block["block_id"])
    assert payload["container"]["thread_ts"] == card["ts"]
    (_, reply) = (await play.state())["conversations"][0]["messages"]
    assert reply["thread_ts"] == card["ts"]
