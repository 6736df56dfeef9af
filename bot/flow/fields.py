"""What can be said of typed fields before they are sent anywhere. PURE, standard library only.

PACER's passwords have had 14 to 45 characters since 2025, but shorter old ones exist, so a password is only checked
for being there. A legacy PACER user name has exactly two letters and four digits. A CM/ECF login with one of
`& @ $ *` cannot be linked (help page of the Western District of Pennsylvania); the court must rename it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flow.effects import Field, FieldProblem

if TYPE_CHECKING:
    from bot.flow.events import FieldShape, FilerSubmitted, PacerSubmitted

LONGEST = 200
"""Characters; far over the 45 that PACER accepts, and short enough to refuse a pasted text."""
UNLINKABLE = "&@$*"
"""Characters that a CM/ECF login must not hold to be linked."""

FieldErrors = tuple[tuple[Field, FieldProblem], ...]


def pacer_errors(form: PacerSubmitted) -> FieldErrors:
    """Give what is wrong with the PACER form, field by field; empty when it may be sent."""
    return _problems(
        (
            (Field.PACER_USERNAME, _legacy(form.username) or _required(form.username)),
            (Field.PACER_PASSWORD, _required(form.password)),
            (Field.PACER_PASSCODE, _too_long(form.passcode)),
            (Field.PACER_CLIENT_CODE, _too_long(form.client_code)),
        )
    )


def filer_errors(form: FilerSubmitted) -> FieldErrors:
    """Give what is wrong with the CM/ECF form, field by field; empty when it may be sent."""
    special = FieldProblem.SPECIAL_CHARACTER if form.login.special else None
    return _problems(
        (
            (Field.FILER_LOGIN, _required(form.login) or special),
            (Field.FILER_PASSWORD, _required(form.password)),
        )
    )


def _problems(found: tuple[tuple[Field, FieldProblem | None], ...]) -> FieldErrors:
    return tuple((field, problem) for field, problem in found if problem)


def _required(shape: FieldShape) -> FieldProblem | None:
    return FieldProblem.EMPTY if shape.length == 0 else _too_long(shape)


def _too_long(shape: FieldShape) -> FieldProblem | None:
    return FieldProblem.TOO_LONG if shape.length > LONGEST else None


def _legacy(shape: FieldShape) -> FieldProblem | None:
    return FieldProblem.LEGACY_USERNAME if shape.legacy else None
