"""The help desk's forms of a roll-out: what was typed and chosen, as typed values, and the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import screens
from bot.rollwork import Wanted
from bot.screens import ViewId
from handlers.payload import optional_text_at, text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck

    from bot.rollwork import RollWork
    from bot.store import ConversationKey
    from handlers.shapes import View

FORMS = frozenset({ViewId.INVITE, ViewId.INVITE_REVIEW})
_LONGEST_LIST = 5000
"""People that are looked at of those chosen."""


async def sent(ack: AsyncAck, by: ConversationKey, view: View, rollwork: RollWork) -> None:
    """Take one of the forms. Raises MalformedError and StoreError."""
    view_id = text_at(view, "id")
    if text_at(view, "callback_id") == ViewId.INVITE_REVIEW:
        await ack(response_action="update", view=dict(await rollwork.send(by, view_id)))
        return
    wanted = read(view)
    errors = rollwork.faults(wanted)
    if errors:
        await ack(response_action="errors", errors=errors)
    else:
        await ack(response_action="update", view=dict(await rollwork.look_up(by, view_id, wanted)))


def read(view: View) -> Wanted:
    """Read what stands in the form's fields."""

    def typed(field: str) -> str:
        return optional_text_at(view, "state", "values", field, field, "value") or ""

    files = [each for each in _held(view, screens.FILE, "files") if isinstance(each, dict)]
    return Wanted(
        people=tuple(each for each in _held(view, screens.PEOPLE, "selected_users") if isinstance(each, str)),
        group=typed(screens.GROUP),
        pasted=typed(screens.PASTED),
        file=next((found for each in files if (found := optional_text_at(each, "id"))), ""),
        courts=typed(screens.COURTS),
    )


def _held(view: View, field: str, name: str) -> list[object]:
    """Give the list that a field holds under that name."""
    state = view.get("state")
    values = state.get("values") if isinstance(state, dict) else None
    block = values.get(field) if isinstance(values, dict) else None
    element = block.get(field) if isinstance(block, dict) else None
    held = element.get(name) if isinstance(element, dict) else None
    return held[:_LONGEST_LIST] if isinstance(held, list) else []
