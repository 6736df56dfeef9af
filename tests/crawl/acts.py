"""Every act of a person, generated: what can be typed, pressed, sent; each knows where its person looks after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot import screens
from bot.answering.topics import Topic
from bot.answering.words import Word
from bot.sandbox.workspace.model import Message
from bot.screens.blocks import actions, button, section
from bot.screens.ids import of_topic
from tests.support.person import elements

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tests.crawl.place import Place, Sight

GENERAL = "C0GENERAL"
TYPED = (*Word, "mieb", "txwd", "what now?", "is it free?", "scrap the whole run", "Blue!Fish77 is it")
HOW = (None, "file", "me", "thread", "edit")
IN_ROWS = 5
"""Buttons in one row; what matters is that each id is there."""


@dataclass(frozen=True)
class Act:
    """One act: its name, what is done, and what of a later sight answers it, given the one before."""

    name: str
    do: Callable[[], Awaitable[object]]
    answers: Callable[[Sight, Sight], list[str]]


def commands(place: Place) -> list[Act]:
    """Give `/link-pacer` with every word, in the messages and in a channel."""
    return [
        Act(
            f"/link-pacer {text} in {channel}",
            lambda text=text, channel=channel: place.me.types(f"/link-pacer {text}".strip(), channel),  # type: ignore[misc]
            lambda before, after, channel=channel: after.news(before, channel),  # type: ignore[misc]
        )
        for channel, texts in ((place.me.dm, ("", *TYPED, "nowhere at all")), (GENERAL, ("", "status")))
        for text in texts
    ]


def messages(place: Place) -> list[Act]:
    """Give every word typed; and with a file, by `/me`, in a thread and as an edit, what tells those ways apart."""
    plain = [_typed(place, text, None) for text in TYPED]
    return [
        *plain,
        *(_typed(place, text, how) for how in HOW[1:] for text in ("back", "what now?", "Blue!Fish77 is it")),
    ]


def _typed(place: Place, text: str, how: str | None) -> Act:
    dm, me = place.me.dm, place.me

    async def types() -> None:
        if how == "edit":
            workspace = place.stack.workspace
            mine = Message(workspace.new_ts(), dm, me.user, "hello")
            workspace.conversations[dm].messages.append(mine)
            done = await me._post("message/edit", channel=dm, ts=mine.ts, text=text)
            assert done["ok"], done
        else:
            card = place.card()
            thread = card.ts if how == "thread" and card else None
            await me._post("message", channel=dm, text=text, how=how, thread_ts=thread)

    def answers(before: Sight, after: Sight) -> list[str]:
        card = max((ts for ts, (within, _, _) in before.messages.items() if within is None), default=None)
        return after.news(before, dm, card if how == "thread" else None)

    return Act(f"types {text!r}{f' ({how})' if how else ''}", types, answers)


async def of_message(place: Place, what: str, message: screens.Message, action_id: str) -> Act:
    """Press a button of a message that the app posts."""
    shown = await place.post(message)
    return _pressed(place, f"{what}: {action_id}", shown.ts, action_id)


def of_card(place: Place) -> list[str]:
    """Name the buttons of the card that stands there."""
    card = place.card()
    return place.buttons(card.blocks) if card else []


def on_card(place: Place, action_id: str) -> Act:
    """Press a button of the card that stands there."""
    card = place.card()
    assert card is not None
    return _pressed(place, f"card: {action_id}", card.ts, action_id)


def _pressed(place: Place, name: str, ts: str, action_id: str) -> Act:
    dm = place.me.dm

    async def press() -> None:
        message = next(each for each in place.stack.workspace.conversations[dm].messages if each.ts == ts)
        block_id = next(block for block, each in elements(message.blocks or []) if each["action_id"] == action_id)
        where = {"type": "message", "channel": dm, "ts": ts}
        done = await place.me._post("action", container=where, block_id=block_id, action_id=action_id)
        assert done["ok"], done

    def answers(before: Sight, after: Sight) -> list[str]:
        opened = [said for view in after.views if view not in before.views for said in view[1:]]
        return [*after.news(before, dm), *after.changed(before, ts), *opened]

    return Act(name, press, answers)


def in_home(place: Place, action_id: str) -> Act:
    """Press a button of the App Home that is open."""

    async def press() -> None:
        home = place.stack.workspace.homes[place.me.user]
        block_id = next(block for block, each in elements(home.blocks) if each["action_id"] == action_id)
        done = await place.me._post("action", container={"type": "home"}, block_id=block_id, action_id=action_id)
        assert done["ok"], done

    def answers(before: Sight, after: Sight) -> list[str]:
        opened = [said for view in after.views if view not in before.views for said in view[1:]]
        return [*([after.home] if after.home != before.home else []), *opened]

    return Act(f"home: {action_id}", press, answers)


def in_modal(place: Place, action_id: str, what: str = "") -> Act:
    """Press a button of the modal that is open, which may be about something that is over."""

    async def press() -> None:
        done = await place.me.clicks_in_modal(action_id)
        assert done["ok"], done

    return Act(f"modal{what}: {action_id}", press, _modal_changed)


def sent(place: Place, typed: dict[str, object], what: str) -> Act:
    """Send the form that is open."""

    async def send() -> None:
        state = await place.me.state()
        await place.me.sends(state["views"][-1], **typed)

    return Act(f"form{what}", send, _modal_changed)


def _modal_changed(before: Sight, after: Sight) -> list[str]:
    return [said for view in after.views if view not in before.views for said in view[1:]]


def every_button(drawn: screens.Drawn) -> screens.Message:
    """Make a message with a button for each id that there is, as `drawn`."""
    value = screens.stamp(drawn)
    made = [button(each, each.value, value) for each in screens.ActionId if each not in _NO_BUTTONS]
    made.append({**button(screens.ActionId.ANSWER, "answer", value), "action_id": of_topic(Topic.COST)})
    rows = [row for at in range(0, len(made), IN_ROWS) for row in actions(*made[at : at + IN_ROWS])]
    return screens.Message([section("Every button"), *rows])


_NO_BUTTONS = {
    screens.ActionId.ANSWER,  # names a topic
    *(screens.ActionId.GO_TO_COURT, screens.ActionId.GO_TO_PACER),  # the browser answers
    screens.ActionId.OPEN_FORM,  # the same, and only where a firm has a page of its own: tests/web presses it
    *(screens.ActionId.CHOOSE_COURT, screens.ActionId.CASE_RESOLVE, screens.ActionId.CASE_SUGGEST),  # lists
    # These name a court; they are pressed on their cards.
    *(screens.ActionId.FOUND_COURT, screens.ActionId.OTHER_COURT, screens.ActionId.CHECK_EARLIER),
    *(screens.ActionId.INVITED, screens.ActionId.SEND_CLICKS),  # so do these
}
