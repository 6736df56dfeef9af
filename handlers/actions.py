"""Clicks on the card, in modals and in the App Home: action id -> event."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import screens
from bot.answering.topics import Topic
from bot.flow import events as ev
from bot.flow.states import Door
from bot.screens import ActionId
from bot.telling import Click
from handlers import desk
from handlers.letting_in import let_in
from handlers.payload import MalformedError, actor, home_of_the_app, optional_text_at, text_at

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.admission import Admission
    from bot.listening import Listener
    from bot.reception import Reception
    from bot.store import ConversationKey
    from handlers.shapes import Action, BlockActions

_CLICKS: Mapping[str, ev.FromPerson] = {
    ActionId.DOOR_OLD_LOGIN: ev.ChoseDoor(Door.OLD_LOGIN),
    ActionId.DOOR_NEVER_HAD_ONE: ev.ChoseDoor(Door.NEVER_HAD_ONE),
    ActionId.DOOR_FILING_AGENT: ev.ChoseDoor(Door.FILING_AGENT),
    ActionId.DOOR_NOT_SURE: ev.ChoseDoor(Door.NOT_SURE),
    ActionId.READ_ON: ev.ReadOn(),
    ActionId.ANOTHER_ACCOUNT: ev.ChoseAnotherAccount(),
    ActionId.OWN_BROWSER: ev.ChoseOwnBrowser(),
    ActionId.LINKED_ALREADY: ev.SaidLinkedAlready(),
    ActionId.READY: ev.SaidReady(),
    ActionId.CONTINUE: ev.AskedToContinue(),
    ActionId.RESUME: ev.AskedToResume(),
    ActionId.LINK: ev.ConfirmedLink(),
    ActionId.BACK: ev.WentBack(),
    ActionId.CANCEL: ev.AskedToCancel(),
    ActionId.HELP: ev.AskedForHelp(),
    ActionId.HELP_DESK: ev.AskedHelpDesk(),
    ActionId.GUIDED_DONE: ev.DidGuidedStep(),
    ActionId.SOMETHING_ELSE: ev.SawSomethingElse(),
}


_ASIDE: Mapping[str, Callable[[Reception, Click], Awaitable[None]]] = {
    ActionId.START: lambda reception, click: reception.start(click),
    ActionId.ADD_SENTENCE: lambda reception, click: reception.ask_for_sentence(click),
    ActionId.DETAILS: lambda reception, click: reception.show_details(click),
    ActionId.FORGET: lambda reception, click: reception.forget(click),
}
"""What is no event of the step that is shown."""


def register(app: AsyncApp, listener: Listener, admission: Admission) -> None:
    """One listener for every element that can be clicked."""
    reception = listener.reception

    @app.action(re.compile(".*"))
    async def action(ack: AsyncAck, body: BlockActions, action: Action) -> None:
        await ack()
        key, action_id = actor(body, admission), text_at(action, "action_id")
        if desk.is_of_a_case(action_id):
            work = desk.work_of(reception.casework, key, body, action)
            let_in(key, body, reception, admission, work)
            return
        click = _click(key, body, action)
        let_in(click.key, body, reception, admission, lambda: _take(listener, click, action_id, action))


async def _take(listener: Listener, click: Click, action_id: str, action: Action) -> None:
    reception = listener.reception
    named, of_what = screens.action_of(action_id)
    match named:
        case ActionId.GO_TO_COURT | ActionId.GO_TO_PACER:
            pass  # the link itself is the person's own browser's business
        case ActionId.OPEN_FORM if reception.formwork:
            await reception.formwork.press(click)  # its browser opens the page by itself
        case ActionId.START | ActionId.ADD_SENTENCE | ActionId.DETAILS | ActionId.FORGET:
            await _ASIDE[named](reception, click)
        case ActionId.START_OVER:
            await listener.start_over(click)
        case ActionId.ANSWER if of_what in set(Topic):
            await listener.explain(click, Topic(of_what))
        case ActionId.CHOOSE_COURT:
            await _choose(reception, click, text_at(action, "selected_option", "value"))
        case ActionId.CHECK_AGAIN | ActionId.CHECK_EARLIER:
            await reception.check(click, of_what)
        case ActionId.FOUND_COURT | ActionId.OTHER_COURT | ActionId.SEND_CLICKS | ActionId.INVITED:
            await _at_court(reception, click, named, of_what)
        case _:
            await reception.click(click, _CLICKS.get(named, ev.OutdatedClick()))


async def _at_court(reception: Reception, click: Click, named: str, court_id: str) -> None:
    court = reception.courts.find(court_id)
    if named == ActionId.INVITED:
        await reception.start(click, court_id)
    elif named == ActionId.SEND_CLICKS and court:
        await reception.ask_for_attorney(click, court)
    elif named == ActionId.SEND_CLICKS:
        await reception.click(click, ev.OutdatedClick())
    else:
        await _choose(reception, click, court_id, elsewhere=named == ActionId.OTHER_COURT)


async def _choose(reception: Reception, click: Click, court_id: str, *, elsewhere: bool = False) -> None:
    court = reception.courts.find(court_id)
    if court:
        await reception.choose(click, court, elsewhere=elsewhere)
    else:  # the operator took it out since the list was drawn
        await reception.click(click, ev.OutdatedClick())


def _click(key: ConversationKey, body: BlockActions, action: Action) -> Click:
    stamp = screens.read_stamp(optional_text_at(action, "value") or text_at(action, "block_id"))
    if stamp is None:
        # Not drawn by this version, or help that belongs to no run: the card is drawn anew.
        stamp = screens.Stamp(key.user, screens.NOTHING_SEEN)
    if optional_text_at(body, "container", "type") not in {"message", "view"}:
        raise MalformedError("no container")
    home = optional_text_at(body, "view", "type") == "home"
    return Click(
        key=key,
        stamp=stamp,
        trigger=optional_text_at(body, "trigger_id"),
        view_id=None if home else optional_text_at(body, "container", "view_id"),
        channel=optional_text_at(body, "channel", "id") or optional_text_at(body, "container", "channel_id"),
        message=optional_text_at(body, "container", "message_ts") or "",
        home=home,
        link=home_of_the_app(body),
    )
