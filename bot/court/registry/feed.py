"""From a downloaded copy of PACER's court lookup feed to this package's list of courts. Files only, no network.

The feed is public, regenerated daily, and looks like {"meta": {"last_updated": ...}, "data": [{"court_id": "MIEBK",
"type": "Bankruptcy", "title": ..., "court_name": ..., "software_version": "NextGen CM/ECF Release 1.8 ...",
"login_url": "https://ecf.mieb.uscourts.gov", "web_url": ..., "counties": [{"name": ..., "state": ...}], "help_desk":
[{"phone": ..., "division": ...}]}]}. A list in this package's own format is taken too. What the feed does not say (a
citation, the menus of a filer) is kept from the list before. A version that does not say NextGen is another system's.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, fields, replace
from html import unescape
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bot.court.model import Court, CourtKind, RegistryError
from bot.court.pages.tree import fold
from bot.court.registry import contacts
from bot.court.registry.registry import check_court, in_order, load_json, read_courts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

_SOURCE: Final = "https://pacer.uscourts.gov/file-case/court-cmecf-lookup/data.json"
_RIGHTS: Final = (
    "The feed is a work of the Administrative Office of the U.S. Courts; no U.S. copyright in federal government works "
    '(17 U.S.C. 105). Credit line: "PACER: Federal Court Records".'
)
_KINDS: Final = {
    "bankruptcy": CourtKind.BANKRUPTCY,
    "district": CourtKind.DISTRICT,
    "appeals": CourtKind.APPELLATE,
    "appellate": CourtKind.APPELLATE,
    "national": CourtKind.NATIONAL,
}
_NATIONAL: Final = frozenset({"cit", "cofc", "jpml"})
_MENUS: Final = {
    CourtKind.BANKRUPTCY: ("Bankruptcy", "Adversary"),
    CourtKind.DISTRICT: ("Civil", "Criminal"),
}
_NO_COURT: Final = frozenset({"00PCL", "SCOTUS"})
"""The case locator, which is no court, and the Supreme Court, which runs no CM/ECF of this kind."""
_MAILBOXES: Final = ("email", "phone", "division")
_SHRINK_LIMIT: Final = 0.9
_HOST_PARTS: Final = ("ecf.", ".uscourts.gov")


@dataclass(frozen=True, slots=True)
class FeedChange:
    """What an update changed: ids of courts, how many there are now, and each difference in words."""

    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    total: int
    differences: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """Courts that are no longer on NextGen."""

    @property
    def nothing(self) -> bool:
        """Whether all courts are as before."""
        return not (self.added or self.removed or self.changed)


def update(feed_file: Path, into: Path) -> FeedChange:
    """Rewrite the list of courts `into` from `feed_file`, at once or not at all, and say what changed.

    Raises RegistryError, naming file and place and with nothing written, for a feed that is not understood or that
    would lose more than a tenth of the courts.
    """
    where = feed_file.name
    raw = load_json(_text(feed_file), where)
    before = read_courts(load_json(_text(into), into.name), into.name)
    known = {court.id: court for court in before}
    courts = _courts_of(raw, known, where)
    if len(courts) < len(before) * _SHRINK_LIMIT:
        raise RegistryError(f"{where}: only {len(courts)} courts where there were {len(before)}; nothing was changed")
    meta = raw.get("meta")
    _write(into, courts, meta if isinstance(meta, dict) else {})
    return _change(known, courts)


def describe(change: FeedChange) -> list[str]:
    """Give lines, for a person, that show what an update changed."""
    if change.nothing:
        return [f"Nothing changed: {change.total} courts."]
    left = [
        f"! {court_id}: the feed no longer says NextGen. Once it is started anew, the app leads people by hand there."
        for court_id in change.left
    ]
    counts = (
        f"{len(change.added)} added, {len(change.removed)} removed, {len(change.changed)} changed: "
        f"{change.total} courts."
    )
    return [*change.differences, *left, counts]


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as unreadable:
        raise RegistryError(f"{path.name}: cannot be read ({type(unreadable).__name__})") from None


def _courts_of(raw: Any, known: Mapping[str, Court], where: str) -> tuple[Court, ...]:
    if isinstance(raw, dict) and isinstance(raw.get("courts"), list):
        return read_courts(raw, where)
    entries = raw.get("data") if isinstance(raw, dict) else None
    if not isinstance(entries, list) or not entries:
        raise RegistryError(f'{where}: neither PACER\'s feed, {{"data": [...]}}, nor our list, {{"courts": [...]}}')
    places = ((entry, f"{where}: data[{index}]") for index, entry in enumerate(entries))
    return in_order((_from_feed(entry, known, place) for entry, place in places if not _is_no_court(entry)), where)


def _is_no_court(entry: Any) -> bool:
    return isinstance(entry, dict) and entry.get("court_id") in _NO_COURT


def _from_feed(entry: Any, known: Mapping[str, Court], where: str) -> Court:
    if not isinstance(entry, dict):
        raise RegistryError(f"{where}: expected an object")
    psc_id = _required(entry, "court_id", where)
    host = urlsplit(_required(entry, "login_url", where)).hostname or ""
    before = next((court for court in known.values() if court.psc_id == psc_id), None)
    court_id = before.id if before else host.removeprefix(_HOST_PARTS[0]).removesuffix(_HOST_PARTS[1])
    kind = before.kind if before else _kind(entry, court_id, where)
    desks, version = _objects(entry, "help_desk", where), _optional(entry, "software_version")
    fresh = Court(
        id=court_id,
        name=before.name if before else fold(unescape(_required(entry, "title", where))),
        kind=kind,
        citation=(before.citation if before else "") or _optional(entry, "citation_string"),
        host=host,
        psc_id=psc_id,
        website=_optional(entry, "web_url"),
        phones=_distinct(contacts.phone(_optional(desk, "phone"), _optional(desk, "division")) for desk in desks),
        emails=contacts.addresses(*(_optional(desk, name) for name in _MAILBOXES for desk in desks)),
        hours=next(filter(None, map(contacts.hours, _hours(desks, before))), ""),
        states=_distinct(sorted(_optional(county, "state") for county in _objects(entry, "counties", where))),
        filer_menus=before.filer_menus if before else _MENUS.get(kind, ()),
        nextgen="nextgen" in version.lower() if version else before is None or before.nextgen,
    )
    if before is not None:
        fresh = replace(fresh, emails=fresh.emails or before.emails, linking_since=before.linking_since)
    return check_court(fresh, where)


def _kind(entry: Mapping[str, Any], court_id: str, where: str) -> CourtKind:
    stated = _required(entry, "type", where).lower()
    if stated not in _KINDS:
        raise RegistryError(f"{where}.type: {stated!r} is none of {', '.join(sorted(_KINDS))}")
    return CourtKind.NATIONAL if court_id in _NATIONAL else _KINDS[stated]


def _required(entry: Mapping[str, Any], name: str, where: str) -> str:
    value = _optional(entry, name)
    if not value:
        raise RegistryError(f"{where}.{name}: missing")
    return value


def _optional(entry: Mapping[str, Any], name: str) -> str:
    value = entry.get(name)
    return fold(unescape(value)) if isinstance(value, str) else ""


def _objects(entry: Mapping[str, Any], name: str, where: str) -> list[Mapping[str, Any]]:
    value = entry.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise RegistryError(f"{where}.{name}: expected a list of objects")
    return value


def _hours(desks: Iterable[Mapping[str, Any]], before: Court | None) -> list[str]:
    return [*(_optional(desk, "hours") for desk in desks), before.hours if before else ""]


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))


def _write(into: Path, courts: tuple[Court, ...], feed_meta: Mapping[str, Any]) -> None:
    meta = {
        "about": "U.S. federal courts that run CM/ECF: identifiers, names, e-filing hosts and help-desk contacts.",
        "source": f'PACER\'s "Court CM/ECF Lookup" public JSON feed, {_SOURCE}',
        "source_last_updated": str(feed_meta.get("last_updated") or feed_meta.get("source_last_updated") or "unknown"),
        "obtained_via": "a downloaded copy of that feed",
        "rights": _RIGHTS,
        "changes": "Trimmed to what is used, without remarks; names, citations and menus are from the list before.",
    }
    lines = ",\n".join("  " + json.dumps(_entry(court), ensure_ascii=False) for court in courts)
    text = f'{{\n "meta": {json.dumps(meta, indent=2, ensure_ascii=False)},\n "courts": [\n{lines}\n ]\n}}\n'
    beside = into.with_name(f"{into.name}.new")
    beside.write_text(text, "utf-8")
    beside.replace(into)


def _entry(court: Court) -> dict[str, Any]:
    return {
        "id": court.id,
        "psc_id": court.psc_id,
        "kind": court.kind.value,
        "name": court.name,
        "citation": court.citation,
        "host": court.host,
        "website": court.website,
        "states": court.states,
        "phones": court.phones,
        "emails": court.emails,
        "hours": court.hours,
        "filer_menus": court.filer_menus,
        **({} if court.nextgen else {"nextgen": False}),
    }


def _change(known: Mapping[str, Court], courts: tuple[Court, ...]) -> FeedChange:
    now = {court.id: court for court in courts}
    added, removed = sorted(now.keys() - known.keys()), sorted(known.keys() - now.keys())
    changed = sorted(key for key in now.keys() & known.keys() if now[key] != known[key])
    return FeedChange(
        added=tuple(added),
        removed=tuple(removed),
        changed=tuple(changed),
        total=len(now),
        left=tuple(key for key in sorted(now) if _leaves(known.get(key), now[key])),
        differences=(
            *(f"+ {key}: {now[key].name}, {now[key].host}" for key in added),
            *(f"- {key}: {known[key].name}, {known[key].host}" for key in removed),
            *(line for key in changed for line in _differences(known[key], now[key])),
        ),
    )


def _leaves(before: Court | None, now: Court) -> bool:
    return not now.nextgen and (before is None or before.nextgen)


def _differences(before: Court, after: Court) -> list[str]:
    """Name each field of a court that changed, with what it was and what it is."""
    return [
        f"~ {after.id}: {part.name}: {_shown(getattr(before, part.name))} -> {_shown(getattr(after, part.name))}"
        for part in fields(after)
        if getattr(before, part.name) != getattr(after, part.name)
    ]


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, tuple) else str(value or "")
