"""What can be done and said of typed fields before they are sent anywhere. PURE, standard library only.

PACER's passwords have had 14 to 45 characters since 2025, but shorter old ones exist, so a password is only checked
for being there. A legacy PACER user name has exactly two letters and four digits. A CM/ECF login with special
characters, "not limited to" `& @ $ *`, cannot be linked (help page of the Western District of Pennsylvania, and no
other court's), so its person is warned before it is sent.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from bot.flow.effects import ANSWERS, Field, FieldProblem
from bot.flow.events import FieldShape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flow.events import FilerSubmitted, PacerSubmitted
    from bot.flow.states import Question

LONGEST = 200
"""Characters; far over the 45 that PACER accepts, and short enough to refuse a pasted text."""
LONGEST_SENTENCE = 300
"""Characters of a person's own words to the help desk."""
FieldErrors = tuple[tuple[Field, FieldProblem], ...]
SPECIAL_LOGIN: FieldErrors = ((Field.FILER_LOGIN, FieldProblem.SPECIAL_CHARACTER),)
"""Nothing is wrong but that the login may not be linked."""
_PLAIN = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")
"""What a CM/ECF login may hold without a word; everything else is special."""
_CURLY = frozenset("\u2018\u2019\u201a\u201b\u201c\u201d\u201e\u201f")
_LEGACY_USERNAME = re.compile(r"[A-Za-z]{2}[0-9]{4}")
"""PACER's user names before August 2014."""
_AS_TYPED = frozenset({Field.PACER_PASSWORD, Field.FILER_PASSWORD, *ANSWERS})
_UNSEEN = frozenset({"Cf", "Cc"})
_BLANKS = frozenset("\u034f\u115f\u1160\u2800\u3164\uffa0\ufe0e\ufe0f")
"""Characters that show nothing though Unicode calls them letters, signs or marks."""
_MINUS = "\u2212"


def cleaned(field: Field, text: str) -> str:
    """Give what is sent for what was typed or pasted into a field.

    A password goes as it was typed. From all else, blanks at the ends and characters that nobody sees are dropped, as
    they come with copying; from a passcode, the blanks and hyphens that an app puts between its digits.
    """
    if field in _AS_TYPED:
        return text
    seen = "".join(each for each in text if not _is_unseen(each)).strip()
    return _passcode(seen) if field is Field.PACER_PASSCODE else seen


def _is_unseen(letter: str) -> bool:
    if letter.isspace():
        return False
    return letter in _BLANKS or unicodedata.category(letter) in _UNSEEN


def _passcode(text: str) -> str:
    code = "".join(each for each in text if not each.isspace())
    digits = "".join(each for each in code if unicodedata.category(each) != "Pd" and each != _MINUS)
    # A hyphen between letters may be a part of a backup code.
    return "".join(str(unicodedata.decimal(each)) for each in digits) if digits.isdecimal() else code


def shape_of(text: str) -> FieldShape:
    """Give the shape of what was typed, which says nothing of what it is."""
    return FieldShape(
        length=len(text),
        special=any(each not in _PLAIN for each in text),
        legacy=_LEGACY_USERNAME.fullmatch(text) is not None,
        curly=any(each in _CURLY for each in text),
    )


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
    """Give what is wrong with the CM/ECF form, field by field; empty when it may be sent without a word."""
    special = FieldProblem.SPECIAL_CHARACTER if form.login.special else None
    return _problems(
        (
            (Field.FILER_LOGIN, _required(form.login) or special),
            (Field.FILER_PASSWORD, _required(form.password)),
        )
    )


def answer_errors(questions: Sequence[Question], answers: Sequence[FieldShape]) -> FieldErrors:
    """Give what is wrong with the answers to what a court's page asks, in its order; empty when they may be sent."""
    given = (*answers, *(FieldShape() for _ in questions))
    asked = zip(ANSWERS, questions, given, strict=False)
    return _problems(tuple((field, _answer(question, shape)) for field, question, shape in asked))


def consent_errors(consent: FieldShape) -> FieldErrors:
    """Give what is wrong with the tick that says "link for good"; empty when it is there."""
    return _problems(((Field.CONSENT, _required(consent)),))


def _answer(question: Question, shape: FieldShape) -> FieldProblem | None:
    return _required(shape) if question.required and not question.default else _too_long(shape)


def _problems(found: tuple[tuple[Field, FieldProblem | None], ...]) -> FieldErrors:
    return tuple((field, problem) for field, problem in found if problem)


def _required(shape: FieldShape) -> FieldProblem | None:
    return FieldProblem.EMPTY if shape.length == 0 else _too_long(shape)


def _too_long(shape: FieldShape) -> FieldProblem | None:
    return FieldProblem.TOO_LONG if shape.length > LONGEST else None


def _legacy(shape: FieldShape) -> FieldProblem | None:
    return FieldProblem.LEGACY_USERNAME if shape.legacy else None
