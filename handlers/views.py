"""Sent and closed modals. What was typed becomes `Secret` at the first line that touches it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import screens
from bot.flow import events as ev
from bot.flow.effects import Field
from bot.flow.fields import UNLINKABLE
from bot.reception import Answer, Form
from bot.screens import ViewId
from bot.vault import Secret
from handlers.payload import MalformedError, actor, admitted, optional_text_at, text_at

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.admission import Admission
    from bot.reception import Reception
    from handlers.shapes import View, ViewSent

_LEGACY_USERNAME = re.compile(r"[A-Za-z]{2}[0-9]{4}")
"""PACER's user names before August 2014."""

Typed = dict[Field, Secret]
SubmittedForm = ev.PacerSubmitted | ev.FilerSubmitted


def register(app: AsyncApp, reception: Reception, admission: Admission) -> None:
    """One listener for every modal that is sent, and one for every modal that is closed."""

    @app.view(re.compile(".*"))
    async def sent(ack: AsyncAck, body: ViewSent, view: View) -> None:
        purpose = text_at(view, "callback_id")
        event_of = _EVENTS.get(purpose)
        if event_of is None:
            await ack(response_action="update", view=dict(screens.form_outdated()))
            return
        typed = take_typed(view)
        reference = optional_text_at(view, "private_metadata") or ""
        form = Form(await admitted(body, admission), text_at(view, "id"), purpose, reference)
        await _answer(ack, await reception.submit(form, event_of(typed), typed))

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
        value = optional_text_at(elements, field, "value") if field and isinstance(elements, dict) else None
        if field and value:
            # Blanks at the ends come from copying; PACER's and the courts' own forms drop them from names and codes.
            typed[field] = Secret(value if field in _AS_TYPED else value.strip())
    values.clear()
    return {field: secret for field, secret in typed.items() if secret.reveal()}


_AS_TYPED = frozenset({Field.PACER_PASSWORD, Field.FILER_PASSWORD})


def _shape(typed: Typed, field: Field) -> ev.FieldShape:
    secret = typed.get(field)
    if secret is None:
        return ev.FieldShape()
    value = secret.reveal()
    return ev.FieldShape(
        length=len(value),
        special="".join(sorted(set(value) & set(UNLINKABLE))),
        legacy=_LEGACY_USERNAME.fullmatch(value) is not None,
    )


def _pacer(typed: Typed) -> SubmittedForm:
    return ev.PacerSubmitted(
        username=_shape(typed, Field.PACER_USERNAME),
        password=_shape(typed, Field.PACER_PASSWORD),
        passcode=_shape(typed, Field.PACER_PASSCODE),
        client_code=_shape(typed, Field.PACER_CLIENT_CODE),
    )


def _filer(typed: Typed) -> SubmittedForm:
    return ev.FilerSubmitted(login=_shape(typed, Field.FILER_LOGIN), password=_shape(typed, Field.FILER_PASSWORD))


_EVENTS: Mapping[str, Callable[[Typed], SubmittedForm]] = {ViewId.PACER: _pacer, ViewId.FILER: _filer}
