"""What people do in a transcript: type, click by label, fill in by label, close, look things up."""

from __future__ import annotations

import asyncio
import re
from functools import partial
from typing import TYPE_CHECKING

from tests.scenarios.reading import step
from tests.scenarios.scene import IDS
from tests.scenarios.sight import buttons, fields, in_dm, plain, shown
from tests.support.stack import filer_fields

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.scenarios.scene import Player, Scene
    from tests.scenarios.sight import Json

_FILLED = re.compile(r'"([^"]+)" with ((?:(?!, "[^"]+" with ).)+)(?:, |$)')


@step("{who} is {kind}[ at {court}]")
async def plays(scene: Scene, who: str, kind: str, court: str = "mieb") -> None:
    player = await scene.player(who)
    player.known, player.court = scene.stack.court_person(kind), court


@step("{who} is at {court} now")
async def goes_to(scene: Scene, who: str, court: str) -> None:
    (await scene.player(who)).court = court


@step('{who} types "{words}"[ in #{channel}]')
async def types(scene: Scene, who: str, words: str, channel: str = "") -> None:
    player = await scene.deed(who)
    talks = scene.stack.workspace.conversations
    where = next((each.id for each in talks.values() if each.name == channel), None)
    await player.person.types(words, where)


@step('{who} clicks "{words}"')
async def clicks(scene: Scene, who: str, words: str) -> None:
    player = await scene.deed(who)
    await _press(player, *await scene.see(player, lambda state: _in_front(state, player, words)))


@step('{who} clicks "{words}" on the card')
async def clicks_on_the_card(scene: Scene, who: str, words: str) -> None:
    # As from a second device: a form that is open on the first does not cover it there.
    player = await scene.deed(who)
    await _press(player, *await scene.see(player, lambda state: _on_a_message(state, player, words)))


@step('{who} clicks "{words}" below "{other}"')
async def clicks_below(scene: Scene, who: str, words: str, other: str) -> None:
    player = await scene.deed(who)
    await _press(player, *await scene.see(player, lambda state: _on_a_message(state, player, words, other)))


@step('{who} double-clicks "{words}"')
async def double_clicks(scene: Scene, who: str, words: str) -> None:
    player = await scene.deed(who)
    element, press = await scene.see(player, lambda state: _in_front(state, player, words))
    assert "confirm" not in element, "a dialog would come between"
    await asyncio.gather(press(), press())


@step('{who} clicks "{words}" on {whose}\'s card')
async def clicks_anothers(scene: Scene, who: str, words: str, whose: str) -> None:
    player, owner = await scene.deed(who), await scene.player(whose)
    talk = scene.stack.workspace.conversations[owner.person.dm]
    talk.members |= {player.person.user}
    _, press = await scene.see(player, lambda state: _on_a_message(state, player, words, channel=owner.person.dm))
    await press()


@step('{who} clicks "{words}" in the home')
async def clicks_in_the_home(scene: Scene, who: str, words: str) -> None:
    player = await scene.deed(who)
    home = await scene.see(player, lambda state: state["home"] if words in buttons(state["home"] or {}) else None)
    element = buttons(home)[words]
    await _press(player, element, lambda: player.person.clicks_in_home(element["action_id"], home))


@step('{who} is asked "{words}"')
async def is_asked(scene: Scene, who: str, words: str) -> None:
    player = await scene.player(who)
    assert player.asked, f"{who} was asked nothing"
    confirm = player.asked[0]["confirm"]
    told = plain(f"{confirm['title']['text']} {confirm['text']['text']}")
    assert plain(words) in told, f"asked was: {told}"


@step('{who} answers "{words}"')
async def answers(scene: Scene, who: str, words: str) -> None:
    player = await scene.player(who)
    assert player.asked, f"{who} was asked nothing"
    element, press = player.asked
    offered = [element["confirm"][each]["text"] for each in ("confirm", "deny")]
    assert words in offered, f"offered was: {', '.join(offered)}"
    player.asked = None
    await scene.deed(who)
    if words == offered[0]:
        await press()


@step('{who} looks up "{words}" and picks "{other}"')
async def picks(scene: Scene, who: str, words: str, other: str) -> None:
    player = await scene.deed(who)
    await player.person.picks("choose_court", words, other)


@step("{who} fills {filled} and sends")
async def fills(scene: Scene, who: str, filled: str) -> None:
    player = await scene.deed(who)
    typed = {label: value_of(scene, player, value) for label, value in _FILLED.findall(filled)}

    def ready(state: Json) -> Json | None:
        top = state["views"][-1] if state["views"] else None
        return top if top and typed.keys() <= fields(top).keys() and top["submit"] else None

    view = await scene.see(player, ready)
    inputs = fields(view)
    await player.person.sends(view, **{inputs[label]["element"]["action_id"]: text for label, text in typed.items()})


@step('{who} chooses {person} for "{words}" and sends')
async def chooses(scene: Scene, who: str, person: str, words: str) -> None:
    player = await scene.deed(who)
    view = await scene.see(
        player, lambda state: next((each for each in state["views"][-1:] if words in fields(each)), None)
    )
    await player.person.sends(view, **{fields(view)[words]["element"]["action_id"]: IDS[person]})


@step("{who} closes the modal")
async def closes(scene: Scene, who: str) -> None:
    player = await scene.deed(who)
    view = await scene.see(player, lambda state: state["views"][-1] if state["views"] else None)
    await player.person.closes(view)


@step("{who} opens the home")
async def opens_home(scene: Scene, who: str) -> None:
    player = await scene.deed(who)
    await player.person.opens_home()


def value_of(scene: Scene, player: Player, said: str) -> str:
    """Give what a transcript calls "her password", "a wrong password", or quotes."""
    known = player.identity
    match re.sub(r"^(?:her|his) ", "own ", said):
        case "own user name":
            return known.username
        case "own password":
            return known.password
        case "own passcode":
            return scene.stack.court.passcode(known) or ""
        case "own old login":
            return filer_fields(known, player.court)["filer_login"]
        case "own old password":
            return filer_fields(known, player.court)["filer_password"]
        case "a wrong password":
            return "not the right one"
        case quoted if re.fullmatch('"[^"]+"', quoted):
            return quoted[1:-1]
        case _:
            raise AssertionError(f"what is {said}?")


def _in_front(state: Json, player: Player, label: str) -> tuple[Json, Callable[[], Awaitable[Json]]] | None:
    """Find a button where the person looks: in the open form, or else on the newest message that has it."""
    if not state["views"]:
        return _on_a_message(state, player, label)
    element = buttons(state["views"][-1]).get(label)
    return (element, lambda: player.person.clicks_in_modal(element["action_id"])) if element else None


def _on_a_message(
    state: Json, player: Player, label: str, beside: str = "", channel: str = ""
) -> tuple[Json, Callable[[], Awaitable[Json]]] | None:
    channel = channel or player.person.dm
    for message in reversed(in_dm(state, channel)):
        element = buttons(message).get(label)
        if element and plain(beside) in shown(message):
            return element, partial(player.person.clicks_at, channel, message, element["action_id"])
    return None


async def _press(player: Player, element: Json, press: Callable[[], Awaitable[Json]]) -> None:
    if "confirm" in element:
        player.asked = (element, press)
    else:
        await press()
