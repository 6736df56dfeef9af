"""What a transcript expects to be seen: on the card, in messages, modals, whispers, the home, at the help desk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tests.scenarios.deeds import value_of
from tests.scenarios.reading import number, step
from tests.scenarios.sight import buttons, fields, in_dm, plain, shown, value_in

if TYPE_CHECKING:
    from tests.scenarios.scene import Player, Scene
    from tests.scenarios.sight import Json

LIVING = "You can also type a word here"
"""What stands on the living card and on nothing else."""


@step('bot whispers[ to {who}] "{words}"')
async def whispers(scene: Scene, words: str, who: str | None = None) -> None:
    def new(state: Json) -> list[Json]:
        return [each for each in state["ephemerals"] if each["ts"] not in scene.whispered]

    await scene.reads(await scene.speaking(who), words, new)


@step('bot says[ to {who}] "{words}"')
async def says(scene: Scene, words: str, who: str | None = None) -> None:
    player = await scene.speaking(who)
    await scene.reads(player, words, lambda state: scene.news(state, player.person.dm))


@step('bot posts[ to {who}] "{words}"')
async def posts(scene: Scene, words: str, who: str | None = None) -> None:
    player = await scene.speaking(who)
    dm = player.person.dm

    def new(state: Json) -> list[Json]:
        return [each for each in scene.news(state, dm) if (dm, each["ts"]) not in scene.before]

    await scene.reads(player, words, new)


@step('card becomes[ for {who}] "{words}"')
async def becomes(scene: Scene, words: str, who: str | None = None) -> None:
    player = await scene.speaking(who)
    dm = player.person.dm

    def edited(state: Json) -> list[Json]:
        return [each for each in scene.news(state, dm) if (dm, each["ts"]) in scene.before]

    await scene.reads(player, words, edited)


@step('notification reads[ to {who}] "{words}"')
async def notifies(scene: Scene, words: str, who: str | None = None) -> None:
    player = await scene.speaking(who)
    wanted = plain(words)

    def found(state: Json) -> Json | None:
        news = scene.news(state, player.person.dm)
        return next((each for each in news if wanted in plain(each["text"])), None)

    await scene.see(player, found)


@step('card says "{words}"')
async def card_says(scene: Scene, words: str) -> None:
    player = await scene.speaking(None)
    await scene.reads(player, words, lambda state: _living(state, player))


@step('card does not say "{words}"')
async def card_does_not_say(scene: Scene, words: str) -> None:
    card = await _card(scene)
    assert plain(words) not in shown(card), shown(card)


@step("card has the buttons {more}")
async def card_has(scene: Scene, more: str) -> None:
    player = await scene.speaking(None)
    wanted = re.findall('"([^"]+)"', more)

    def found(state: Json) -> bool:
        return any(list(buttons(each)) == wanted for each in _living(state, player))

    await scene.see(player, found)


@step('the message "{words}" has no buttons')
async def has_no_buttons(scene: Scene, words: str) -> None:
    player = await scene.speaking(None)
    message = await scene.reads(player, words, lambda state: in_dm(state, player.person.dm))
    assert not buttons(message), list(buttons(message))


@step('the messages still show "{words}"')
async def still_shown(scene: Scene, words: str) -> None:
    player = await scene.speaking(None)
    await scene.reads(player, words, lambda state: in_dm(state, player.person.dm))


@step('the message "{words}" is the last one')
async def is_the_last(scene: Scene, words: str) -> None:
    player = await scene.speaking(None)
    await scene.reads(player, words, lambda state: in_dm(state, player.person.dm)[-1:])


@step("there is one living card")
async def one_card(scene: Scene) -> None:
    player = await scene.speaking(None)
    await scene.see(player, lambda state: len(_living(state, player)) == 1)


@step('button "{words}" leads to "{other}"')
async def leads_to(scene: Scene, words: str, other: str) -> None:
    player = await scene.speaking(None)

    def found(state: Json) -> bool:
        return any(buttons(each).get(words, {}).get("url") == other for each in in_dm(state, player.person.dm))

    await scene.see(player, found)


@step('modal shows "{words}"')
async def modal_shows(scene: Scene, words: str) -> None:
    player = await scene.speaking(None)
    view = await scene.reads(player, words, lambda state: state["views"][-1:])
    player.modal = view["id"]


@step('same modal shows "{words}"')
async def same_modal_shows(scene: Scene, words: str) -> None:
    player = await scene.speaking(None)
    view = await scene.reads(player, words, lambda state: state["views"][-1:])
    assert view["id"] == player.modal, "another modal was opened"


@step("modal has the fields {more}")
async def modal_has_fields(scene: Scene, more: str) -> None:
    wanted = re.findall('"([^"]+)"', more)

    def found(state: Json) -> bool:
        return any(list(fields(view)) == wanted for view in state["views"][-1:])

    await scene.see(await scene.speaking(None), found)


@step('modal does not show "{words}"')
async def modal_does_not_show(scene: Scene, words: str) -> None:
    view = await _modal(scene)
    assert plain(words) not in shown(view), shown(view)


@step("no modal is open")
async def no_modal(scene: Scene) -> None:
    await scene.see(await scene.speaking(None), lambda state: not state["views"])


@step("there is one modal")
async def one_modal(scene: Scene) -> None:
    await scene.see(await scene.speaking(None), lambda state: len(state["views"]) == 1)


@step('field "{words}" says "{other}"')
async def field_says(scene: Scene, words: str, other: str) -> None:
    def found(state: Json) -> bool:
        return any(plain(other) in plain(view["errors"].get(_block(view, words), "")) for view in state["views"])

    await scene.see(await scene.speaking(None), found)


@step('field "{words}" holds {value}')
async def field_holds(scene: Scene, words: str, value: str) -> None:
    player, view = await scene.speaking(None), await _modal(scene)
    assert value_in(view, fields(view)[words]) == value_of(scene, player, value)


@step('field "{words}" is empty')
async def field_is_empty(scene: Scene, words: str) -> None:
    view = await _modal(scene)
    assert value_in(view, fields(view)[words]) == "", "a person would have to clear it first"


@step('home[ of {who}] shows "{words}"')
async def home_shows(scene: Scene, words: str, who: str | None = None) -> None:
    await scene.reads(await scene.speaking(who), words, lambda state: [state["home"]] if state["home"] else [])


@step('home does not show "{words}"')
async def home_does_not_show(scene: Scene, words: str) -> None:
    state = await (await scene.speaking(None)).person.state()
    assert plain(words) not in shown(state["home"]), shown(state["home"])


@step('help desk reads "{words}"')
async def help_desk_reads(scene: Scene, words: str) -> None:
    desk, channel = await scene.player("Priya"), scene.stack.workspace.help_desk_channel
    await scene.reads(desk, words, lambda state: in_dm(state, channel))


@step("help desk has {count} message[s]")
async def help_desk_has(scene: Scene, count: str) -> None:
    desk, channel = await scene.player("Priya"), scene.stack.workspace.help_desk_channel
    await scene.see(desk, lambda state: len(in_dm(state, channel)) >= number(count))
    told = in_dm(await desk.person.state(), channel)
    assert len(told) == number(count), [shown(each) for each in told]


@step("{value} is nowhere in Slack")
async def is_nowhere(scene: Scene, value: str) -> None:
    secret = value_of(scene, await scene.speaking(None), value)
    assert secret not in written(scene), f"{value} was written somewhere"


@step('"{words}" is in nothing that the bot wrote')
async def is_in_nothing(scene: Scene, words: str) -> None:
    assert words not in written(scene)


@step("every time is written for the reader's own zone")
async def in_own_zone(scene: Scene) -> None:
    elsewhere, times = re.subn(r"<!date\^\d+\^[^|>]*\|[^>]*>", "", written(scene))
    assert times
    assert not re.search(r"(?<![\w:])\d{1,2}:\d\d(?![\w:])|\bUTC\b", elsewhere)  # a stamp's colons are no clock's


def written(scene: Scene) -> str:
    """Give all that the app wrote where somebody can read it: messages, their plain texts, whispers, homes, modals."""
    workspace = scene.stack.workspace
    said = [each for talk in workspace.conversations.values() for each in talk.messages if each.by_bot]
    told = [each for several in workspace.ephemerals.values() for each in several]
    views = [each.body for stack in workspace.stacks.values() for each in stack]
    homes = [each.body for each in workspace.homes.values()]
    return str([(each.text, each.blocks, each.metadata) for each in said] + [(e.text, e.blocks) for e in told]) + str(
        [views, homes]
    )


def _living(state: Json, player: Player) -> list[Json]:
    return [each for each in in_dm(state, player.person.dm) if LIVING in shown(each)]


async def _card(scene: Scene) -> Json:
    player = await scene.speaking(None)
    card: Json = await scene.see(player, lambda state: next(iter(_living(state, player)[-1:]), None))
    return card


async def _modal(scene: Scene) -> Json:
    view: Json = await scene.see(await scene.speaking(None), lambda state: state["views"][-1] if state["views"] else 0)
    return view


def _block(view: Json, label: str) -> str:
    block = fields(view).get(label)
    return str(block["block_id"]) if block else ""
