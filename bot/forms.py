"""A form that was sent, the event that it is, and what it shows then; of what was typed it sees the shape."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flow import events as ev
from bot.flow.effects import ANSWERS, Field
from bot.flow.fields import shape_of
from bot.screens import ViewId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot import screens
    from bot.store import ConversationKey
    from bot.vault import Secret

Submitted = ev.PacerSubmitted | ev.WentOn | ev.FilerSubmitted | ev.AnsweredAndConfirmed


@dataclass(frozen=True, slots=True)
class Form:
    """A sent modal: by whom, which, and the sealed reference that it carried."""

    key: ConversationKey
    view_id: str
    purpose: str
    reference: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sent modal shows now: another view, or what is wrong at its fields."""

    view: screens.Modal | None = None
    errors: dict[str, str] | None = None


def event_of(purpose: str, typed: Mapping[Field, Secret]) -> Submitted | None:
    """Give the event of a sent form; None when no form has that purpose."""
    made = _EVENTS.get(purpose)
    return made(typed) if made else None


def _shape(typed: Mapping[Field, Secret], field: Field) -> ev.FieldShape:
    secret = typed.get(field)
    return ev.FieldShape() if secret is None else shape_of(secret.reveal())


def _pacer(typed: Mapping[Field, Secret]) -> Submitted:
    return ev.PacerSubmitted(
        username=_shape(typed, Field.PACER_USERNAME),
        password=_shape(typed, Field.PACER_PASSWORD),
        passcode=_shape(typed, Field.PACER_PASSCODE),
        client_code=_shape(typed, Field.PACER_CLIENT_CODE),
    )


def _filer(typed: Mapping[Field, Secret]) -> Submitted:
    return ev.FilerSubmitted(
        login=_shape(typed, Field.FILER_LOGIN),
        password=_shape(typed, Field.FILER_PASSWORD),
        answers=_answers(typed),
    )


def _went_on(typed: Mapping[Field, Secret]) -> Submitted:
    return ev.WentOn(_answers(typed))


def _answered(typed: Mapping[Field, Secret]) -> Submitted:
    return ev.AnsweredAndConfirmed(_shape(typed, Field.CONSENT), _answers(typed))


def _answers(typed: Mapping[Field, Secret]) -> tuple[ev.FieldShape, ...]:
    return tuple(_shape(typed, field) for field in ANSWERS)


_EVENTS: Mapping[str, Callable[[Mapping[Field, Secret]], Submitted]] = {
    ViewId.PACER: _pacer,
    ViewId.PAGE: _went_on,
    ViewId.FILER: _filer,
    ViewId.ANSWERS: _answered,
}
