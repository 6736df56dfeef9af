"""A line of what `doctor` says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADS: Final = {True: "ok   ", False: "FAULT", None: "?    "}


@dataclass(frozen=True, slots=True)
class Line:
    """What was looked at, whether it is as it must be, and what there is to say; `good`: None where nobody knows."""

    what: str
    good: bool | None
    words: str

    def __str__(self) -> str:
        return f"{_HEADS[self.good]} {self.what}: {self.words}"


def not_looked_at(why: str, *whats: str) -> Iterator[Line]:
    """Give a line for each thing that could not be looked at."""
    return (Line(what, good=None, words=f"not looked at: {why}") for what in whats)
