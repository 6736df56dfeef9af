"""Clicks on the card, in modals and in the App Home: action id -> event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import screens
from bot.flow import events as ev
from bot.reception import Click
from bot.screens import ActionId
from handlers.letting_in import let_in
from handlers.payload import MalformedError, actor, optional_text_at, text_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.admission import Admission
    from bot.reception import Reception
    from bot.store import ConversationKey
    from handlers.shapes import Action, BlockActions

_CLICKS: Mapping[str, ev.FromPerson] = {
    ActionId.READY: ev.SaidReady(),
    ActionId.CONTINUE: ev.AskedToContinue(),
    ActionId.LINK: ev.ConfirmedLink(),
    ActionId.CHECK_AGAIN: ev.AskedToCheckAgain(),
    ActionId.BACK: ev.WentBack(),
    ActionId.CANCEL: ev.AskedToCancel(),
    ActionId.HELP: ev.AskedForHelp(),
    ActionId.HELP_DESK: ev.AskedHelpDesk(),
    ActionId.GUIDED_DONE: ev.DidGuidedStep(),
    ActionId.SOMETHING_ELSE: ev.SawSomethingElse(),
}


def register(app: AsyncApp, reception: Reception, admission: Admission) -> None:
    """One listener for every element that can be clicked."""

    @app.action(re.compile(".*"))
    async def action(ack: AsyncAck, body: BlockActions, action: Action) -> None:
        await ack()
        click = _click(actor(body, admission), body, action)
        action_id = text_at(action, "action_id")

        let_in(click.key, body, reception, admission, lambda: _take(reception, click, action_id, action))


async def _take(reception: Reception, click: Click, action_id: str, action: Action) -> None:
    match action_id:
        case ActionId.GO_TO_COURT:
            pass  # the link itself is the person's own browser's business
        case ActionId.START:
            await reception.start(click.key, click.trigger)
        case ActionId.FORGET:
            await reception.forget(click)
        case ActionId.CHOOSE_COURT:
            await _choose(reception, click, action)
        case _:
            await reception.click(click, _CLICKS.get(action_id, ev.OutdatedClick()))


async def _choose(reception: Reception, click: Click, action: Action) -> None:
    court = reception.courts.find(text_at(action, "selected_option", "value"))
    if court:
        await reception.choose(click, court)
    else:  # the operator took it out since the list was drawn
        await reception.click(click, ev.OutdatedClick())


def _click(key: ConversationKey, body: BlockActions, action: Action) -> Click:
    stamp = screens.read_stamp(optional_text_at(action, "value") or text_at(action, "block_id"))
    if stamp is None:
        # Not drawn by this version, or help that belongs to no run: the card is drawn anew.
        stamp = screens.Stamp(key.user, screens.NOTHING_SEEN)
    if optional_text_at(body, "container", "type") not in {"message", "view"}:
        raise MalformedError("no container")
    return Click(
        key=key,
        stamp=stamp,
        trigger=optional_text_at(body, "trigger_id"),
        view_id=optional_text_at(body, "container", "view_id"),
        channel=optional_text_at(body, "channel", "id") or optional_text_at(body, "container", "channel_id"),
    )
