"""The courts: who they are, where they answer, what their operator's own rules are. Reads files, never the network.

The list ships as `data/courts.json`, made from PACER's public court lookup (its meta says from where and when). A
firm's operator may override single courts, mostly to say that a court's rules ask the person to do the link
themselves.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, cached_property, lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, Self

from bot.court.model import Court, CourtKind, RegistryError
from bot.court.registry import contacts
from bot.court.registry.overrides import overridden
from bot.court.registry.search import Search
from bot.court.registry.vocabulary import Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HOST: Final = re.compile(r"ecf(?:\.[a-z0-9-]{1,20}){1,2}\.uscourts\.gov")
"""Where a court's CM/ECF answers."""
_ID: Final = re.compile(r"[a-z0-9]{2,12}")
_LINKING_SINCE: Final = {"mieb": date(2021, 6, 1)}
"""Dates that courts have published; Bankr. E.D. Mich. in its guide to linking."""
_TEXTS: Final = ("id", "psc_id", "kind", "name", "citation", "host", "website", "hours")
_LISTS: Final = ("states", "phones", "emails", "filer_menus")


@dataclass(frozen=True)
class Registry:
    """The courts of this installation, in the order of their ids."""

    courts: tuple[Court, ...]

    @classmethod
    def shipped(cls, overrides: Path | None = None) -> Self:
        """Give the shipped courts with the operator's overrides applied.

        `overrides` is a JSON file: {"<court id>": {"guided_only": true, "note": "...", "linking_since": "2021-06-01",
        "hidden": true, and what a `Profile` says}}, each optional. Raises RegistryError, with a line for each fault.
        """
        courts = _courts()
        return cls(overridden(courts, overrides) if overrides is not None else courts)

    def by_hand(self) -> Self:
        """Give the same courts, each left to the person's own browser."""
        return type(self)(tuple(replace(court, guided_only=True) for court in self.courts))

    def get(self, court_id: str) -> Court | None:
        """Give the court of that id, `mieb` as in `ecf.mieb.uscourts.gov`; any case."""
        wanted = court_id.strip().lower()
        return next((court for court in self.courts if court.id == wanted), None)

    def search(self, query: str, limit: int = 20) -> tuple[Court, ...]:
        """Give the courts that are meant, best first: by id, citation, name, town, county; slips forgiven."""
        return self._search.best(query, limit)

    def match(self, query: str) -> Court | None:
        """Give the one court that is named, see `names`, or None."""
        return self._search.clear_match(query)

    def names(self, text: str) -> bool:
        """Say whether a typed text names a court, or one of a few, surely enough to begin a run with it."""
        return self._search.names_court(text)

    def meant(self, text: str) -> tuple[Court, ...]:
        """Give the courts that whole words mean, best first; none for a few letters, and none for nothing typed."""
        return self._search.meant(text)

    def contact(self, court: Court, near: str = "") -> str:
        """Give whom to call at the court: the number nearest to a town in `near`, or a mail address; and the hours."""
        offices = _places()["courts"].get(court.id, {}).get("offices", ())
        return contacts.line(court.phones, court.emails, court.hours, offices, near)

    def get_ready(self) -> None:
        """Make what a search needs, in some tenths of a second, which the first search would take else."""
        _search_among(self.courts)

    @cached_property
    def _search(self) -> Search:
        return _search_among(self.courts)

    def left(self) -> tuple[Court, ...]:
        """Give the courts that are no longer on NextGen and that the operator has not taken out of automation."""
        return tuple(court for court in self.courts if not (court.nextgen or court.guided_only))

    def all(self) -> tuple[Court, ...]:
        """Give every court that is not hidden."""
        return self.courts


@cache
def _courts() -> tuple[Court, ...]:
    return read_courts(load_json(_shipped("courts.json"), "courts.json"), "courts.json")


@cache
def _places() -> Any:
    return load_json(_shipped("places.json"), "places.json")


@lru_cache(maxsize=4)
def _search_among(courts: tuple[Court, ...]) -> Search:
    sayings = load_json(_shipped("sayings.json"), "sayings.json")
    return Search(courts, Vocabulary.of(courts, _places(), sayings))


def _shipped(name: str) -> str:
    return resources.files(__package__).joinpath("data", name).read_text("utf-8")


def load_json(text: str, where: str) -> Any:
    """Read JSON. Raises RegistryError saying where it broke."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as broken:
        line = getattr(broken, "lineno", "?")
        raise RegistryError(f"{where}: not JSON (line {line})") from None


def read_courts(raw: Any, where: str) -> tuple[Court, ...]:
    """Read our own format, strictly. Raises RegistryError naming the court and the entry that is wrong."""
    entries = raw.get("courts") if isinstance(raw, dict) else None
    if not isinstance(entries, list) or not entries:
        raise RegistryError(f'{where}: expected {{"courts": [...]}}')
    courts = [_court(entry, f"{where}: courts[{index}]") for index, entry in enumerate(entries)]
    return in_order(courts, where)


def in_order(courts: Iterable[Court], where: str) -> tuple[Court, ...]:
    """Sort by id. Raises RegistryError when an id comes twice."""
    by_id: dict[str, Court] = {}
    for court in courts:
        if court.id in by_id:
            raise RegistryError(f"{where}: the court {court.id!r} comes twice")
        by_id[court.id] = court
    return tuple(by_id[key] for key in sorted(by_id))


def check_court(court: Court, where: str) -> Court:
    """Give the court back. Raises RegistryError when its id or its host is not of the form that courts have."""
    if not _ID.fullmatch(court.id):
        raise RegistryError(f"{where}.id: {court.id!r} is no court id")
    if not HOST.fullmatch(court.host):
        raise RegistryError(f"{where}.host: {court.host!r} is not ecf.<court>.uscourts.gov")
    return court


def _court(entry: Any, where: str) -> Court:
    if not isinstance(entry, dict):
        raise RegistryError(f"{where}: expected an object")
    for name in _TEXTS:
        if not isinstance(entry.get(name), str):
            raise RegistryError(f"{where}.{name}: expected a text")
    for name in _LISTS:
        value = entry.get(name)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise RegistryError(f"{where}.{name}: expected a list of texts")
    if entry["kind"] not in list(CourtKind):
        raise RegistryError(f"{where}.kind: {entry['kind']!r} is none of {', '.join(CourtKind)}")
    if not isinstance(entry.get("nextgen", True), bool):
        raise RegistryError(f"{where}.nextgen: expected true or false")
    texts = {name: entry[name] for name in _TEXTS}
    lists = {name: tuple(entry[name]) for name in _LISTS}
    court = Court(
        **{
            **texts,
            **lists,
            "kind": CourtKind(entry["kind"]),
            "linking_since": _LINKING_SINCE.get(entry["id"]),
            "nextgen": entry.get("nextgen", True),
        }
    )
    return check_court(court, where)
