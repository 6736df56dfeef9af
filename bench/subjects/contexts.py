"""Counts the TLS contexts that a process constructs: each of them can cost as much CPU as a whole link."""

from __future__ import annotations

import ssl
from typing import Any

_made = {"by imports": 0, "since": 0}
_now = ["by imports"]


def count_from_here() -> None:
    """Count every construction from now on, as one of the imports."""
    make = ssl.SSLContext.__new__

    def counted(cls: type[ssl.SSLContext], *given: Any, **named: Any) -> ssl.SSLContext:
        _made[_now[0]] += 1
        return make(cls, *given, **named)

    ssl.SSLContext.__new__ = counted  # type: ignore[assignment,method-assign]


def imported() -> None:
    """Say that imports are over: what is constructed from now on is our own doing."""
    _now[0] = "since"


def made() -> dict[str, int]:
    """Give how many were constructed by imports, and since."""
    return dict(_made)
