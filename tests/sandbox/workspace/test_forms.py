from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.workspace.conftest import Play, Wire

Json = dict[str, Any]
TYPED = {"username": {"username_text": "dana"}, "password": {"password_text": "canary-pw"}}
TROUBLE = "We had some trouble connecting. Try again?"


async def submit(play: Play, wire: Wire, view: Json, payload: Any) -> tuple[Json, Json]:
    """Submit with everything typed, ack with a payload; give the page's answer and what the app was sent."""
    sent = play.submit(view, TYPED)
    envelope = await wire.frame()
    await wire.ack(envelope, payload)
    return await sent, envelope["payload"]


async def test_a_submission_is_complete(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal(private_metadata="sealed", external_id="mine"))
    answer, payload = await submit(play, wire, view, None)
    assert answer == {"ok": True, "outcome": "closed"}
    assert (await play.state())["views"] == []
    assert payload["type"] == "view_submission"
    assert payload["user"] == {
        "id": "U0ATTY001",
        "username": "dana.whitfield",
        "name": "dana.whitfield",
        "team_id": "T0PRACTICE",
    }
    assert (payload["team"]["id"], payload["api_app_id"], payload["response_urls"]) == ("T0PRACTICE", "A0PRACTICE", [])
    assert payload["trigger_id"]
    shown = payload["view"]
    assert (shown["id"], shown["hash"], shown["callback_id"]) == (view["id"], view["hash"], "sign_in")
    assert (shown["private_metadata"], shown["external_id"]) == ("sealed", "mine")
    assert (shown["root_view_id"], shown["previous_view_id"]) == (view["id"], None)
    assert shown["app_installed_team_id"] == "T0PRACTICE"
    assert shown["state"]["values"] == {
        "username": {"username_text": {"type": "plain_text_input", "value": "dana"}},
        "password": {"password_text": {"type": "plain_text_input", "value": "canary-pw"}},
    }


async def test_what_was_typed_is_written_nowhere(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal())
    await submit(play, wire, view, None)
    assert "canary-pw" not in repr(play.workspace.log)
    assert "canary-pw" not in repr(vars(play.workspace))
    assert b"canary-pw" not in play.running.requests_bytes()
    assert "canary-pw" not in repr(play.running.recorded)


async def test_busy_while_it_is_sent(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal())
    sent = play.submit(view, TYPED)
    envelope = await wire.frame()
    assert (await play.state())["views"][0]["busy"] is True
    assert (await play.submit(view, TYPED))["error"] == "the form is being sent"
    await wire.ack(envelope)
    assert (await sent)["outcome"] == "closed"


async def test_errors_stand_at_their_fields(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal())
    refusal = {"response_action": "errors", "errors": {"password": "Wrong"}}
    answer, _ = await submit(play, wire, view, refusal)
    assert answer == {"ok": True, "outcome": "errors", "errors": {"password": "Wrong"}}
    (shown,) = (await play.state())["views"]
    assert (shown["errors"], shown["busy"]) == ({"password": "Wrong"}, False)


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        ({"response_action": "errors", "errors": {"nowhere": "Wrong"}}, "no input block has the block_id nowhere"),
        ({"response_action": "errors", "errors": {}}, "errors must be an object that is not empty"),
        ({"response_action": "errors", "errors": {"password": ""}}, "each error must be a text"),
        ({"response_action": "update"}, "must be an object"),
        ({"response_action": "update", "view": {"type": "modal", "blocks": []}}, "missing required field: title"),
        ({"response_action": "explode"}, None),
        ({"text": "Hello"}, None),
        ("Hello", None),
    ],
)
async def test_an_answer_that_slack_would_not_take(
    play: Play, wire: Wire, modal: Callable[..., Json], payload: Any, reason: str | None
) -> None:
    view = await play.open(wire, modal())
    answer, _ = await submit(play, wire, view, payload)
    assert answer["outcome"] == "failed"
    state = await play.state()
    assert [each["text"] for each in state["failures"]] == [TROUBLE]
    assert len(state["views"]) == 1
    noted = next(each for each in play.workspace.log if each["kind"] == "bad_response")
    assert reason is None or any(reason in message for message in noted["messages"])


async def test_no_answer_in_three_seconds(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal())
    sent = play.submit(view, TYPED)
    await wire.frame()
    await play.clock.asleep(3)
    play.clock.advance(3)
    assert (await sent)["outcome"] == "failed"
    state = await play.state()
    assert [each["text"] for each in state["failures"]] == [TROUBLE]
    assert (state["views"][0]["busy"], state["views"][0]["values"]) == (False, TYPED)


async def test_update_push_and_clear(play: Play, wire: Wire, modal: Callable[..., Json], text: Any) -> None:
    view = await play.open(wire, modal())
    waiting = {"type": "modal", "title": text("Checking"), "blocks": [{"type": "divider"}]}
    answer, _ = await submit(play, wire, view, {"response_action": "update", "view": waiting})
    assert answer["outcome"] == "updated"
    (shown,) = (await play.state())["views"]
    assert (shown["id"], shown["title"]["text"], shown["values"]) == (view["id"], "Checking", {})
    assert (await play.submit(view))["error"] == "that form has nothing to submit"
    await play.api("views.update", {"view_id": view["id"], "view": modal()})
    answer, _ = await submit(play, wire, view, {"response_action": "push", "view": modal()})
    assert answer["outcome"] == "pushed"
    top = (await play.state())["views"][-1]
    assert (await play.submit(view, TYPED))["error"] == "that form is not open any more"
    answer, _ = await submit(play, wire, top, {"response_action": "clear"})
    assert answer["outcome"] == "closed"
    assert (await play.state())["views"] == []


async def test_the_client_itself_refuses_what_is_incomplete(
    play: Play, wire: Wire, modal: Callable[..., Json], field: Callable[..., Json]
) -> None:
    blocks = [
        field("name"),
        field("note", block={"optional": True}),
        field("code", min_length=6, max_length=6),
        field("long"),
        field("given", initial_value="as it was"),
    ]
    view = await play.open(wire, modal(blocks=blocks))
    values = {"code": {"code_text": "123"}, "long": {"long_text": "x" * 3001}, "name": {"name_text": ""}}
    answer = await play.submit(view, values)
    assert answer == {
        "ok": True,
        "outcome": "errors",
        "errors": {
            "name": "Please complete this required field.",
            "code": "Please use at least 6 characters.",
            "long": "Please use at most 3000 characters.",
        },
    }
    right = {"code": {"code_text": "123456"}, "long": {"long_text": "x"}, "name": {"name_text": "Dana"}}
    sent = play.submit(view, right)
    envelope = await wire.frame()
    await wire.ack(envelope)
    assert (await sent)["outcome"] == "closed"
    state = envelope["payload"]["view"]["state"]["values"]
    assert state["note"]["note_text"] == {"type": "plain_text_input", "value": None}
    assert state["given"]["given_text"]["value"] == "as it was"


@pytest.mark.parametrize(
    "values",
    [{"nowhere": {"a": "b"}}, {"username": {"other": "b"}}, {"username": {"username_text": 1}}, {"username": "a"}, []],
)
async def test_values_that_no_page_could_send(play: Play, wire: Wire, modal: Callable[..., Json], values: Any) -> None:
    view = await play.open(wire, modal())
    answer = await play.post("view/submit", view_id=view["id"], values=values)
    assert answer["ok"] is False
    assert (await play.state())["views"][0]["values"] == {}


async def test_somebody_elses_form(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal())
    refused = await play.post("view/submit", **{"as": "U0ATTY002"}, view_id=view["id"], values=TYPED)
    assert refused["ok"] is False
    assert (await play.state("U0ATTY002"))["views"] == []


async def closed(play: Play, wire: Wire, view: Json, **how: Any) -> Json:
    """Close a modal that wants to know of it; give what the app was sent."""
    closing = asyncio.create_task(play.post("view/close", view_id=view["id"], **how))
    envelope = await wire.frame()
    await wire.ack(envelope)
    assert await closing == {"ok": True}
    payload: Json = envelope["payload"]
    return payload


async def two_modals(play: Play, wire: Wire, below: Json, above: Json) -> tuple[Json, Json]:
    view = await play.open(wire, below)
    await submit(play, wire, view, {"response_action": "push", "view": above})
    return view, (await play.state())["views"][-1]


async def test_cancel_closes_one_and_x_closes_all(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    told = modal(notify_on_close=True)
    root, top = await two_modals(play, wire, told, told)
    payload = await closed(play, wire, top)
    assert (payload["type"], payload["view"]["id"], payload["is_cleared"]) == ("view_closed", top["id"], False)
    assert [each["id"] for each in (await play.state())["views"]] == [root["id"]]
    payload = await closed(play, wire, root, all=True)
    assert (payload["view"]["id"], payload["is_cleared"]) == (root["id"], True)
    assert (await play.state())["views"] == []


async def test_clear_on_close_and_silence(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    _, top = await two_modals(play, wire, modal(), modal(clear_on_close=True, notify_on_close=True))
    assert await play.post("view/close", view_id=top["id"]) == {"ok": True}
    assert (await play.state())["views"] == []
    assert "view_closed" not in [each["kind"] for each in play.workspace.log]


async def test_an_answer_after_the_form_went_away(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal())
    sent = play.submit(view, TYPED)
    envelope = await wire.frame()
    trigger = await play.trigger(wire)
    await play.api("views.open", {"trigger_id": trigger, "view": modal(callback_id="other")})
    await wire.ack(envelope, {"response_action": "clear"})
    assert (await sent)["outcome"] == "closed"
    assert [each["callback_id"] for each in (await play.state())["views"]] == ["other"]
