"""The draft of courts' profiles that a rehearsal leaves beside its pages, as the operator's court file has them.

Holds labels and addresses only, each made of words that courts' pages are made of or that the operator pointed at. What
it says is checked as the operator's file is, so that it can be used as it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from bot.court.model import RegistryError, RehearsalError
from bot.court.profile import NAMES, NONE, Profile, is_one
from bot.court.registry.overrides import overridden, usable
from bot.court.registry.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.court.model import Court

NAME: Final = "profile.json"


class Draft:
    """The file in a rehearsal's folder. One that is there is gone on with.

    Raises RehearsalError when that one cannot be used, with its faults.
    """

    def __init__(self, folder: Path) -> None:
        self._path = folder / NAME
        self._known: dict[str, Profile] = {}
        self._taken: dict[str, Profile] = {}
        if self._path.exists():
            try:
                courts = overridden(Registry.shipped().courts, self._path)
            except RegistryError as fault:
                raise RehearsalError(f"The draft in the rehearsal's folder cannot be used; mend it.\n{fault}") from None
            self._known = {court.id: court.profile for court in courts if court.profile != NONE}

    def known(self, court_id: str) -> Profile:
        """Give what a draft that was there already says of a court."""
        return self._known.get(court_id, NONE)

    def write(self, court: Court, took: Profile, is_clean: Callable[[str], bool]) -> None:
        """Write down what is known of a court, and what a page was taken for where that is nobody's word yet.

        Raises OSError.
        """
        clean = Profile(
            **{name: tuple(filter(is_clean, getattr(took, name))) for name in NAMES}, read_menu_before_submit=True
        )
        self._taken[court.id] = self._taken.get(court.id, NONE).and_also(clean)
        said, taken = court.profile, self._taken[court.id]
        more = {name: () if getattr(said, name) else getattr(taken, name)[:1] for name in NAMES}
        more["go"] = tuple(each for each in taken.go if not is_one(said.go, each))
        self._known[court.id] = said.and_also(Profile(**more, read_menu_before_submit=True))
        entries = {each: profile.to_json() for each, profile in sorted(self._known.items())}
        entries[court.id] = usable(court, entries[court.id])
        self._path.touch(mode=0o600)
        self._path.write_text(json.dumps(entries, indent=2, ensure_ascii=False) + "\n", "utf-8")
