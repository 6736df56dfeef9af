"""Which of several is meant: by points, the best clearly ahead, or nobody. PURE.

Each reason gives or takes points. What is not clearly ahead is a guess, and nothing here guesses: `NoneAheadError` says
how the points stood, without a word of the page.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.court.pages.controls import Control

T = TypeVar("T")
_SHORT: Final = 60
"""Characters of a label; more is a sentence, which may speak of anything."""
AHEAD: Final = 2
"""Points by which the best must lead."""
ASIDE: Final = -5
"""What takes a button or a form out of the running, whatever else speaks for it."""

_GOING: Final = re.compile(r"\b(?:submit|link|continue|yes|confirm|proceed|next|accept|i agree)\b", re.IGNORECASE)
_PERHAPS: Final = re.compile(
    r"\b(?:ok|go|done|save|send|finish|complete|verify|enter|log ?-?in|sign ?-?in)\b", re.IGNORECASE
)
_STAYING: Final = re.compile(
    r"^\W*(?:cancel|back|return|no|clear|reset|previous|do not|don['\u2019]t|search|find|help|print|edit|change|close"
    r"|exit|quit|new|forgot|view|download)\b"
    r"|\b(?:cancel|start over|begin again|start again|go back|not now|decline|disagree|do not|lookup)\b"
    r"|\b(?:an)?(?:other|different) (?:\w+ )?(?:account|user|login)\b|\b(?:log|sign)\s?-?\s?(?:out|off)\b",
    re.IGNORECASE,
)
_ELSEWHERE: Final = re.compile(
    r"log-?_?(?:out|off)|sign-?_?(?:out|off)|search|iquery|find|print|help|start_?over|lost_?password|forgot",
    re.IGNORECASE,
)
"""Addresses and names of forms that lead away from the matter."""
_LOGIN: Final = re.compile(r"log-?\s?in|user|\buid|e-?filing (?:name|id)|account")
_NO_LOGIN: Final = re.compile(
    r"\b(?:first|last|middle|full|firm|division|office|department|county|initials|title|role|state)\b"
    r"|name of|phone|e-?mail|\bbar\b|case|search|captcha|date|\bzip\b|address"
    r"|\bcity\b|suffix|\bssn\b|answer|question|comment|\bpin\b|\bcode\b|retype|re-type|again|confirm|client"
)
_PASSWORD: Final = re.compile(r"pass|pwd|\bkey\b")
_OLD_PASSWORD: Final = re.compile(r"\bold|current|ecf|filing|filer|court")
_NO_OLD_PASSWORD: Final = re.compile(
    r"\bnew\b|new-?pass|confirm|again|re-?type|re-?enter|repeat|pacer|\bpin\b|second|verify"
)


class NoneAheadError(ValueError):
    """None of several is clearly ahead; the text says of what, and the points."""


@dataclass(frozen=True, slots=True)
class Scored(Generic[T]):
    """Something that may be meant, and the points for it."""

    what: T
    points: int


def best(of: str, among: Iterable[Scored[T]], ahead: int = AHEAD) -> T | None:
    """Give what is meant; None of none. Raises NoneAheadError when the first does not lead by `ahead` points."""
    ranked = sorted(among, key=lambda each: -each.points)
    if len(ranked) > 1 and ranked[0].points - ranked[1].points < ahead:
        points = ", ".join(str(each.points) for each in ranked[:5])
        raise NoneAheadError(f"{len(ranked)} {of}, none clearly ahead: {points}")
    return ranked[0].what if ranked else None


def button(control: Control) -> int:
    """Score what stands on a button: Submit before Save, and Cancel not at all."""
    if _STAYING.search(control.label):
        return ASIDE
    return 3 if _GOING.search(control.label) else 1 if _PERHAPS.search(control.label) else 0


def leads_aside(words: str) -> bool:
    """Whether a form's address or name says that it is for something else: to log out, to search, to start over."""
    return bool(_ELSEWHERE.search(words[:1000]))


def may_be_login(control: Control) -> bool:
    """Whether a line may be for the login: unless its label says that it is for something else, or may be left."""
    is_else = control.optional or (len(control.label) <= _SHORT and _NO_LOGIN.search(control.label.lower()))
    return not is_else or _names(control)


def may_be_password(control: Control) -> bool:
    """Whether a box may be for the password of that login: unless its label says that it is for another."""
    label = control.label.lower()
    return len(label) > _SHORT or not _NO_OLD_PASSWORD.search(label) or bool(_OLD_PASSWORD.search(label))


def login(control: Control, *, is_first: bool, is_next: bool) -> int:
    """Score a line as the place for the login; `is_next`: the password stands right behind it."""
    points = 3 * bool(_LOGIN.search(control.label.lower())) + 2 * bool(_LOGIN.search(control.words))
    points -= 3 * bool(_NO_LOGIN.search(control.label.lower()[:_SHORT]))
    points -= 2 * (bool(control.value) + control.optional)
    return points + is_first + 2 * is_next


def names_login(control: Control) -> bool:
    """Whether a line is for a login, by its words or by saying nothing else that it is for."""
    says_else = control.label and len(control.label) <= _SHORT and not control.label.endswith((".", "!", "?"))
    return not says_else or _names(control)


def _names(control: Control) -> bool:
    return bool(_LOGIN.search(control.words))


def password(control: Control, *, is_first: bool) -> int:
    """Score a box as the place for the password that goes with the login."""
    words = control.words.replace("_", " ")
    points = bool(_PASSWORD.search(words)) + 2 * bool(_OLD_PASSWORD.search(words)) + is_first
    return points - 4 * bool(_NO_OLD_PASSWORD.search(words)) - 2 * control.optional
