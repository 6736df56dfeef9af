"""A line of what `doctor` says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """What was looked at, whether it is as it must be, and what there is to say."""

    what: str
    good: bool
    words: str

    def __str__(self) -> str:
        return f"{'ok   ' if self.good else 'FAULT'} {self.what}: {self.words}"
