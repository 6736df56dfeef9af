"""What events carry: the shape of what was typed, what was tried before, what became of a password. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class FieldShape:
    """The shape of a typed field, never its content.

    `special`: it has characters with which a CM/ECF login may not be linked. `legacy`: it looks like a PACER user name
    of before 2014. `curly`: it has typographic quotes.
    """

    length: int = 0
    special: bool = False
    legacy: bool = False
    curly: bool = False


NOT_TYPED = FieldShape()


@dataclass(frozen=True, slots=True)
class Tried:
    """How many passwords were sent for an account lately, under which keyed hashes, and until when they count."""

    count: int = 0
    until: datetime | None = None
    names: tuple[str, ...] = ()


UNTRIED = Tried()


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submit whose end is not known: its claim, and when it was made."""

    claim: str
    at: datetime


class Fate(StrEnum):
    """What became of a typed password: it counts unless it is proven that it was taken, or that it never left."""

    COUNTS = "counts"
    TAKEN = "taken"
    NOT_SENT = "not_sent"
