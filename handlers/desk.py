"""What is clicked on the help desk's cases and sent of their forms, and what their persons click and send."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Final, TypeVar

from bot import screens
from bot.casework import CaseClick
from bot.helpdesk import cases
from bot.helpdesk.hints import Hint
from bot.screens import ActionId, ViewId
from handlers.letting_in import let_in
from handlers.payload import MalformedError, actor, optional_text_at, text_at

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from enum import StrEnum

    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.admission import Admission
    from bot.casework import CaseWork
    from bot.forms import Answer, Form
    from bot.reception import Reception
    from bot.store import ConversationKey
    from handlers.shapes import Action, BlockActions, MessageAction, View

    Work = Callable[[], Awaitable[None]]

E = TypeVar("E", bound="StrEnum")

OPEN_CASE: Final = "open_case"
"""The message shortcut *Open a PACER case*, as the manifest names it."""
LATEST: Final = 10_000_000_000
"""Seconds since 1970, of more digits than Slack's."""
LONGEST_TEXT: Final = 3000
"""Characters of a message that are looked at."""

FORMS: Final = frozenset({ViewId.CASE_WRITE, ViewId.CASE_HOLD, ViewId.CASE_ANSWER})
_ACTS: Mapping[str, Callable[[Action], cases.Act]] = {
    ActionId.CASE_CLAIM: lambda _: cases.Claim(),
    ActionId.CASE_TAKE_OVER: lambda _: cases.TakeOver(),
    ActionId.CASE_REOPEN: lambda _: cases.Reopen(),
    ActionId.CASE_GO_ON: lambda _: cases.GoOn(),
    ActionId.CASE_RESOLVE: lambda action: cases.Resolve(_chosen(action, cases.Reason)),
    ActionId.CASE_SUGGEST: lambda action: cases.Suggest(_chosen(action, Hint)),
}
"""What a member of the help desk does with a case, by one click."""
_OPENS: Mapping[str, ViewId] = {ActionId.CASE_WRITE: ViewId.CASE_WRITE, ActionId.CASE_HOLD: ViewId.CASE_HOLD}
"""What opens a member's form."""
_OF_ITS_PERSON: Final = frozenset({ActionId.CASE_ANSWER, ActionId.CASE_SOLVED, ActionId.CASE_NOT_SOLVED})


def is_of_a_case(action_id: str) -> bool:
    """Say whether a click is on a case, or on what its person was told of it."""
    return action_id in _ACTS or action_id in _OPENS or action_id in _OF_ITS_PERSON


def work_of(casework: CaseWork, key: ConversationKey, body: BlockActions, action: Action) -> Work:
    """Give what a click asks for. Raises MalformedError."""
    action_id = text_at(action, "action_id")
    named = optional_text_at(action, "value") or text_at(action, "block_id")
    trigger = optional_text_at(body, "trigger_id") or ""
    message = optional_text_at(body, "container", "message_ts") or ""
    click = CaseClick(key, text_at(body, "channel", "id"), screens.case_of(named), trigger, message)
    if action_id in _ACTS:
        return partial(casework.take, click, _ACTS[action_id](action))
    if action_id in _OPENS:
        return partial(casework.open_form, click, _OPENS[action_id])
    if action_id == ActionId.CASE_ANSWER:
        return partial(casework.open_answer, click)
    return partial(casework.judge, click, solved=action_id == ActionId.CASE_SOLVED)


def register(app: AsyncApp, reception: Reception, admission: Admission) -> None:
    """One listener for every shortcut: there is one, on a message, that opens a case for who wrote it."""

    @app.shortcut(re.compile(".*"))
    async def shortcut(ack: AsyncAck, body: MessageAction) -> None:
        await ack()
        if text_at(body, "callback_id") != OPEN_CASE:
            raise MalformedError("no such shortcut")
        key = actor(body, admission)
        click = CaseClick(key, text_at(body, "channel", "id"), "", optional_text_at(body, "trigger_id") or "")
        by_app = optional_text_at(body, "message", "bot_id")
        author = "" if by_app else optional_text_at(body, "message", "user") or ""
        said = (optional_text_at(body, "message", "text") or "")[:LONGEST_TEXT]
        let_in(key, body, reception, admission, lambda: reception.casework.open_case(click, author, said))


async def sent(casework: CaseWork, form: Form, view: View) -> Answer:
    """Take a form, leaving nothing of what was typed in its view. Raises MalformedError and StoreError."""
    state = view.get("state")
    values = state.pop("values", None) if isinstance(state, dict) else None
    if not isinstance(values, dict):
        raise MalformedError("no values")
    if form.purpose != ViewId.CASE_HOLD:
        return await casework.letter(form, optional_text_at(values, screens.LETTER, screens.LETTER, "value") or "")
    why = text_at(values, screens.WHY, screens.WHY, "selected_option", "value")
    return await casework.hold(form, _one_of(why, cases.Waiting), _moment(values))


def _chosen(action: Action, kind: type[E]) -> E:
    return _one_of(text_at(action, "selected_option", "value"), kind)


def _one_of(value: str, kind: type[E]) -> E:
    if value not in set(kind):
        raise MalformedError("not one of the list")
    return kind(value)


def _moment(values: Mapping[str, object]) -> datetime:
    block = values.get(screens.UNTIL)
    element = block.get(screens.UNTIL) if isinstance(block, dict) else None
    chosen = element.get("selected_date_time") if isinstance(element, dict) else None
    if type(chosen) is not int or not 0 <= chosen < LATEST:
        raise MalformedError("no time")
    return datetime.fromtimestamp(chosen, UTC)
