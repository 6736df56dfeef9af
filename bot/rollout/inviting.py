"""Who is written to, and about which courts. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Letter:
    """What an invitation says: to which courts, by ids; who of the help desk sent it; or that it is the reminder.

    `without_mfa`: the firm's list says that PACER has no second factor of theirs yet. It is kept until it is sent.
    """

    courts: tuple[str, ...]
    by: str = ""
    without_mfa: bool = False
    again: bool = False


def invited(
    people: Iterable[str], courts: Iterable[str], known: Collection[tuple[str, str]]
) -> Mapping[str, list[str]]:
    """Give the courts that each person is invited to: none that they were invited to before, or have linked."""
    wanted = tuple(dict.fromkeys(courts))
    fresh = {person: [court for court in wanted if (person, court) not in known] for person in dict.fromkeys(people)}
    return {person: theirs for person, theirs in fresh.items() if theirs}
