from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.workspace.conftest import Play, Wire

Json = dict[str, Any]


async def open_with(play: Play, method: str, trigger: str, view: Json) -> Json:
    return await play.api(method, {"trigger_id": trigger, "view": view})


async def trigger_inside(play: Play, wire: Wire, view: Json) -> str:
    """Submit the modal on top, have it refused so that it stays, and give the trigger that came with it."""
    sent = play.submit(view, {"username": {"username_text": "dana"}, "password": {"password_text": "pw"}})
    envelope = await wire.frame()
    await wire.ack(envelope, {"response_action": "errors", "errors": {"username": "No"}})
    assert (await sent)["outcome"] == "errors"
    trigger: str = envelope["payload"]["trigger_id"]
    return trigger


async def test_a_trigger_works_once(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    trigger = await play.trigger(wire)
    opened = await open_with(play, "views.open", trigger, modal())
    assert opened["ok"] is True
    assert opened["view"]["root_view_id"] == opened["view"]["id"]
    assert (await open_with(play, "views.open", trigger, modal()))["error"] == "exchanged_trigger_id"


async def test_a_trigger_lives_three_seconds(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    trigger = await play.trigger(wire)
    play.clock.advance(3.1)
    assert (await open_with(play, "views.open", trigger, modal()))["error"] == "expired_trigger_id"
    assert (await open_with(play, "views.open", "made.up", modal()))["error"] == "invalid_trigger_id"
    assert (await play.state())["views"] == []


async def test_a_bad_view_says_why_and_leaves_the_trigger(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    trigger = await play.trigger(wire)
    refused = await open_with(play, "views.open", trigger, modal(title={"type": "plain_text", "text": "x" * 25}))
    assert refused["error"] == "invalid_arguments"
    assert "/view/title/text" in refused["response_metadata"]["messages"][0]
    assert (await open_with(play, "views.open", trigger, modal(private_metadata="x" * 250_000)))[
        "error"
    ] == "view_too_large"
    assert (await play.api("views.open", {"trigger_id": trigger}))["error"] == "invalid_arguments"
    assert (await open_with(play, "views.open", trigger, modal()))["ok"] is True


async def test_three_on_the_stack_and_no_more(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    views = [await play.open(wire, modal())]
    for _ in range(2):
        pushed = await open_with(play, "views.push", await trigger_inside(play, wire, views[-1]), modal())
        assert pushed["view"]["previous_view_id"] == views[-1]["id"]
        assert pushed["view"]["root_view_id"] == views[0]["id"]
        views.append(pushed["view"])
    trigger = await trigger_inside(play, wire, views[-1])
    assert (await open_with(play, "views.push", trigger, modal()))["error"] == "push_limit_reached"
    assert [each["id"] for each in (await play.state())["views"]] == [each["id"] for each in views]


async def test_only_a_modal_can_be_pushed_upon(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    refused = await open_with(play, "views.push", await play.trigger(wire), modal())
    assert refused["error"] == "invalid_trigger_id"


async def test_an_update_keeps_the_id_and_renews_the_hash(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal())
    change = {"view_id": view["id"], "hash": view["hash"], "view": modal()}
    updated = (await play.api("views.update", change))["view"]
    assert updated["id"] == view["id"]
    assert updated["hash"] != view["hash"]
    assert (await play.api("views.update", change))["error"] == "hash_conflict"
    assert (await play.api("views.update", {"view_id": view["id"], "view": modal()}))["ok"] is True


async def test_a_view_that_is_not_open(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal())
    await play.post("view/close", view_id=view["id"], all=True)
    assert (await play.api("views.update", {"view_id": view["id"], "view": modal()}))["error"] == "not_found"
    assert (await play.api("views.update", {"view": modal()}))["error"] == "invalid_arguments"


async def test_external_ids(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    await play.open(wire, modal(external_id="mine"))
    updated = await play.api("views.update", {"external_id": "mine", "view": modal(external_id="mine")})
    assert updated["ok"] is True
    again = await open_with(play, "views.open", await play.trigger(wire), modal(external_id="mine"))
    assert again["error"] == "duplicate_external_id"


async def test_typed_values_stay_with_their_ids(
    play: Play, wire: Wire, modal: Callable[..., Json], field: Callable[..., Json]
) -> None:
    view = await play.open(wire, modal())
    await trigger_inside(play, wire, view)
    (shown,) = (await play.state())["views"]
    assert shown["errors"] == {"username": "No"}
    assert shown["values"]["password"] == {"password_text": "pw"}
    fresh = modal(blocks=[field("username"), field("password-2")])
    await play.api("views.update", {"view_id": view["id"], "view": fresh})
    (shown,) = (await play.state())["views"]
    assert shown["values"] == {"username": {"username_text": "dana"}}
    assert shown["errors"] == {}


async def test_an_app_home_of_ones_own(play: Play) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    published = (await play.api("views.publish", {"user_id": "U0ATTY001", "view": home}))["view"]
    assert (await play.state())["home"]["blocks"][0]["type"] == "divider"
    assert (await play.state("U0ATTY002"))["home"] is None
    stale = {"user_id": "U0ATTY001", "view": home, "hash": "old"}
    assert (await play.api("views.publish", stale))["error"] == "hash_conflict"
    again = await play.api("views.publish", {**stale, "hash": published["hash"]})
    assert again["view"]["id"] == published["id"]
    assert (await play.api("views.publish", {"user_id": "U404", "view": home}))["error"] == "user_not_found"


async def test_each_kind_of_view_in_its_place(play: Play, modal: Callable[..., Json]) -> None:
    refused = await play.api("views.publish", {"user_id": "U0ATTY001", "view": modal()})
    assert "must be a home view" in refused["response_metadata"]["messages"][0]


async def test_a_value_does_not_move_to_another_kind_of_element(
    play: Play, wire: Wire, modal: Callable[..., Json], field: Callable[..., Json]
) -> None:
    view = await play.open(wire, modal())
    await trigger_inside(play, wire, view)
    option = {"text": {"type": "plain_text", "text": "Dana"}, "value": "dana"}
    menu = {"type": "static_select", "action_id": "username_text", "options": [option]}
    await play.api(
        "views.update", {"view_id": view["id"], "view": modal(blocks=[{**field("username"), "element": menu}])}
    )
    (shown,) = (await play.state())["views"]
    assert shown["values"] == {}


async def test_opening_from_inside_a_modal_puts_it_on_top(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    view = await play.open(wire, modal())
    opened = await open_with(play, "views.open", await trigger_inside(play, wire, view), modal())
    assert opened["view"]["previous_view_id"] == view["id"]


async def test_a_command_replaces_the_forms_that_were_open(play: Play, wire: Wire, modal: Callable[..., Json]) -> None:
    await play.open(wire, modal())
    second = await play.open(wire, modal())
    assert [each["id"] for each in (await play.state())["views"]] == [second["id"]]
