"""Sent and closed modals. What was typed becomes `Secret` at the first line that touches it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import screens
from bot.answering.hushing import hushed
from bot.flow import events as ev
from bot.flow.effects import Field
from bot.flow.fields import LONGEST_SENTENCE, cleaned
from bot.forms import Answer, Form, event_of
from bot.screens import ViewId
from bot.vault import Secret
from handlers import desk, inviting
from handlers.payload import MalformedError, actor, admitted, optional_text_at, text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.admission import Admission
    from bot.reception import Reception
    from handlers.shapes import View, ViewSent

Typed = dict[Field, Secret]
_TYPED = frozenset({ViewId.SENTENCE, ViewId.ATTORNEY, ViewId.PACER, ViewId.PAGE, ViewId.FILER, ViewId.ANSWERS})


def register(app: AsyncApp, reception: Reception, admission: Admission) -> None:
    """One listener for every modal that is sent, and one for every modal that is closed."""

    @app.view(re.compile(".*"))
    async def sent(ack: AsyncAck, body: ViewSent, view: View) -> None:
        purpose = text_at(view, "callback_id")
        reference = optional_text_at(view, "private_metadata") or ""
        if purpose in desk.FORMS:
            form = Form(await admitted(body, admission), text_at(view, "id"), purpose, reference)
            await _answer(ack, await desk.sent(reception.casework, form, view))
            return
        if purpose in inviting.FORMS:
            await inviting.sent(ack, await admitted(body, admission), view, reception.rollwork)
            return
        if purpose not in _TYPED:
            await ack(response_action="update", view=dict(screens.form_outdated()))
            return
        typed = take_typed(view)
        form = Form(await admitted(body, admission), text_at(view, "id"), purpose, reference)
        event = event_of(purpose, typed)
        if purpose == ViewId.ATTORNEY:
            await _answer(ack, await reception.send_clicks(form, _attorney(typed)))
        elif event is None:
            await _answer(ack, await reception.add_sentence(form, _sentence(typed)))
        else:
            await _answer(ack, await reception.submit(form, event, typed))

    @app.view_closed(re.compile(".*"))
    async def closed(ack: AsyncAck, body: ViewSent, view: View) -> None:
        await ack()
        reception.spawn(reception.closed(actor(body, admission), text_at(view, "id")))


async def _answer(ack: AsyncAck, answer: Answer) -> None:
    if answer.view is None:
        await ack(response_action="errors", errors=answer.errors or {})
    else:
        await ack(response_action="update", view=dict(answer.view))


def take_typed(view: View) -> Typed:
    """Take what was typed out of a view's state, leaving nothing of it there. Raises MalformedError."""
    state = view.get("state")
    values = state.pop("values", None) if isinstance(state, dict) else None
    if not isinstance(values, dict):
        raise MalformedError("no values")
    typed: Typed = {}
    for block_id, elements in values.items():
        field = screens.field_of(block_id)
        value = _value(elements.get(field)) if field and isinstance(elements, dict) else None
        if field and value:
            typed[field] = Secret(cleaned(field, value))
    values.clear()
    return {field: secret for field, secret in typed.items() if secret.reveal()}


def _value(element: object) -> str | None:
    """Give what was typed, or the value of what was chosen or ticked; of a person, their id."""
    if not isinstance(element, dict):
        return None
    if element.get("type") == "users_select":
        return optional_text_at(element, "selected_user")
    chosen = element.get("selected_option")
    ticked = element.get("selected_options")
    if isinstance(ticked, list) and ticked:
        chosen = ticked[0]
    held = chosen if isinstance(chosen, dict) else element
    return optional_text_at(held, "value")


def _sentence(typed: Typed) -> ev.AddedSentence:
    said = typed.get(Field.SENTENCE)
    return ev.AddedSentence(hushed(said.reveal())[:LONGEST_SENTENCE] if said else "")


def _attorney(typed: Typed) -> str:
    chosen = typed.get(Field.ATTORNEY)
    return chosen.reveal() if chosen else ""
