"""Clicks on the card, in modals and in the App Home: action id -> event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from bot import screens
from bot.engine import Click, new_reference
from bot.flow import events as ev
from bot.screens import ActionId
from handlers.payload import MalformedError, actor, optional_text_at, text_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.engine import Engine

_CLICKS: Mapping[str, ev.FromPerson] = {
    ActionId.READY: ev.SaidReady(),
    ActionId.CONTINUE: ev.AskedToContinue(),
    ActionId.LINK: ev.ConfirmedLink(),
    ActionId.CHECK_AGAIN: ev.AskedToCheckAgain(),
    ActionId.BACK: ev.WentBack(),
    ActionId.CANCEL: ev.AskedToCancel(),
}


def register(app: AsyncApp, engine: Engine) -> None:
    """One listener for every element that can be clicked."""

    @app.action(re.compile(".*"))
    async def action(ack: AsyncAck, body: dict[str, Any], action: dict[str, Any]) -> None:
        await ack()
        click = _click(body, action)
        event = _event(engine, action)
        if isinstance(event, ev.Started):
            engine.spawn(engine.begin(click.key, event))
        elif event is not None:
            engine.spawn(engine.click(click, event))


def _event(engine: Engine, action: Mapping[str, Any]) -> ev.FromPerson | None:
    action_id = text_at(action, "action_id")
    if action_id == ActionId.CHOOSE_COURT:
        court = engine.courts.find(text_at(action, "selected_option", "value"))
        return ev.CourtChosen(court) if court else ev.OutdatedClick()
    if action_id == ActionId.START:
        return ev.Started(new_reference())
    if action_id == ActionId.GO_TO_COURT:  # the link itself is the person's own browser's business
        return None
    return _CLICKS.get(action_id, ev.OutdatedClick())


def _click(body: Mapping[str, Any], action: Mapping[str, Any]) -> Click:
    key = actor(body)
    stamp = screens.read_stamp(optional_text_at(action, "value") or text_at(action, "block_id"))
    if stamp is None:
        # Not drawn by this version: the oldest drawing there is, so that the card is drawn anew.
        stamp = screens.Stamp(0, key.user)
    if optional_text_at(body, "container", "type") not in {"message", "view"}:
        raise MalformedError("no container")
    return Click(
        key=key,
        stamp=stamp,
        trigger=optional_text_at(body, "trigger_id"),
        view_id=optional_text_at(body, "container", "view_id"),
        channel=optional_text_at(body, "channel", "id") or optional_text_at(body, "container", "channel_id"),
    )
