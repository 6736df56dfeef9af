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
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, Self

from bot.court.model import Court, CourtKind, RegistryError
from bot.court.registry import search

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

HOST: Final = re.compile(r"ecf(?:\.[a-z0-9-]{1,20}){1,2}\.uscourts\.gov")
"""Where a court's CM/ECF answers."""
_ID: Final = re.compile(r"[a-z0-9]{2,12}")
_LINKING_SINCE: Final = {"mieb": date(2021, 6, 1)}
"""Dates that courts have published; Bankr. E.D. Mich. in its guide to linking."""
_TEXTS: Final = ("id", "psc_id", "kind", "name", "citation", "host", "website", "hours")
_LISTS: Final = ("states", "phones", "emails", "filer_menus")
_OVERRIDES: Final[Mapping[str, type]] = {"guided_only": bool, "note": str, "linking_since": str, "hidden": bool}
_MAX_NOTE: Final = 500


@dataclass(frozen=True, slots=True)
class Registry:
    """The courts of this installation, in the order of their ids."""

    courts: tuple[Court, ...]

    @classmethod
    def shipped(cls, overrides: Path | None = None) -> Self:
        """Give the shipped courts with the operator's overrides applied.

        `overrides` is a JSON file: {"<court id>": {"guided_only": true, "note": "...", "linking_since": "2021-06-01",
        "hidden": true}}, each entry optional. Raises RegistryError, naming file and place, when it cannot be used.
        """
        text = resources.files(__package__).joinpath("data/courts.json").read_text("utf-8")
        courts = read_courts(load_json(text, "courts.json"), "courts.json")
        return cls(_overridden(courts, overrides) if overrides is not None else courts)

    def get(self, court_id: str) -> Court | None:
        """Give the court of that id, `mieb` as in `ecf.mieb.uscourts.gov`; any case."""
        wanted = court_id.strip().lower()
        return next((court for court in self.courts if court.id == wanted), None)

    def search(self, query: str, limit: int = 20) -> tuple[Court, ...]:
        """Give the courts that fit, best first: by id, name, city, citation or state; typing slips forgiven."""
        return search.best(self.courts, query, limit)

    def match(self, query: str) -> Court | None:
        """Give the one court that clearly fits, or None."""
        return search.clear_match(self.courts, query)

    def all(self) -> tuple[Court, ...]:
        """Give every court that is not hidden."""
        return self.courts


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
    texts = {name: entry[name] for name in _TEXTS}
    lists = {name: tuple(entry[name]) for name in _LISTS}
    court = Court(
        **{**texts, **lists, "kind": CourtKind(entry["kind"]), "linking_since": _LINKING_SINCE.get(entry["id"])}
    )
    return check_court(court, where)


def _overridden(courts: tuple[Court, ...], overrides: Path) -> tuple[Court, ...]:
    where = str(overrides)
    try:
        text = overrides.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise RegistryError(f"{where}: cannot be read ({type(unreadable).__name__})") from None
    raw = load_json(text, where)
    if not isinstance(raw, dict):
        raise RegistryError(f'{where}: expected an object, {{"<court id>": {{...}}}}')
    unknown = set(raw) - {court.id for court in courts}
    if unknown:
        raise RegistryError(f"{where}: no court has the id {min(unknown)!r}")
    changes = {court_id: _changes(entry, f"{where}: {court_id}") for court_id, entry in raw.items()}
    kept = (court for court in courts if not changes.get(court.id, {}).get("hidden"))
    return tuple(replace(court, **_without_hidden(changes.get(court.id, {}))) for court in kept)


def _without_hidden(changes: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in changes.items() if name != "hidden"}


def _changes(entry: Any, where: str) -> dict[str, Any]:
    if not isinstance(entry, dict):
        raise RegistryError(f"{where}: expected an object")
    for name, value in entry.items():
        if name not in _OVERRIDES:
            raise RegistryError(f"{where}.{name}: unknown; use {', '.join(_OVERRIDES)}")
        if not isinstance(value, _OVERRIDES[name]):
            raise RegistryError(f"{where}.{name}: expected {'true or false' if _OVERRIDES[name] is bool else 'a text'}")
    if len(entry.get("note", "")) > _MAX_NOTE:
        raise RegistryError(f"{where}.note: at most {_MAX_NOTE} characters")
    if "linking_since" not in entry:
        return dict(entry)
    try:
        return {**entry, "linking_since": date.fromisoformat(entry["linking_since"])}
    except ValueError:
        raise RegistryError(f"{where}.linking_since: expected a date, 2021-06-01") from None
