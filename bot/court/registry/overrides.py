"""The operator's court file: what it may say of a court, checked, every fault told at once. Files only, no network."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from bot.court.model import RegistryError
from bot.court.profile import MENU, NAMES, Profile, is_address, plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from bot.court.model import Court

_YES_OR_NO: Final = frozenset({"guided_only", "hidden", MENU})
_KNOWN: Final = ("guided_only", "note", "linking_since", "hidden", *NAMES, MENU)
_MAX_NOTE: Final = 500
_MAX_WORDS: Final = 200
_MOST_WORDS: Final = 5
_TWO_THINGS: Final = (
    ("login", "password", "no box is for both"),
    ("filer_account", "pacer_account", "no account is both"),
)


def overridden(courts: tuple[Court, ...], file: Path) -> tuple[Court, ...]:
    """Give the courts as the operator's file changes them.

    Raises RegistryError with a line for each fault: file and place, what is wrong, and what to write.
    """
    entries = _entries(file)
    known = {court.id: court for court in courts}
    faults = [
        f"{file}: {fault}" for court_id, entry in entries for fault in _faults(known.get(court_id), court_id, entry)
    ]
    ids = [court_id for court_id, _ in entries]
    faults += [
        f"{file}: {each}: stands there {ids.count(each)} times; put all that it says into one entry."
        for each in dict.fromkeys(ids)
        if ids.count(each) > 1
    ]
    if faults:
        raise RegistryError("\n".join(faults))
    changes = dict(entries)
    return tuple(
        _changed(court, changes.get(court.id, {})) for court in courts if not changes.get(court.id, {}).get("hidden")
    )


def usable(court: Court, entry: Mapping[str, Any]) -> dict[str, Any]:
    """Leave out what the file's checks would refuse of what was seen at a court."""
    left = {name: value for name, value in entry.items() if not _fault(court, name, value)}
    for one, other, _ in _TWO_THINGS:
        if any(_both(left, one, other)):
            left.pop(other)
    return left


def _entries(file: Path) -> list[tuple[str, Any]]:
    """Read the file's entries in order, those among them that stand there twice."""
    try:
        pairs = json.loads(file.read_text("utf-8"), object_pairs_hook=_Pairs)
    except (OSError, UnicodeDecodeError) as unreadable:
        raise RegistryError(f"{file}: cannot be read ({type(unreadable).__name__}).") from None
    except (ValueError, RecursionError) as broken:
        line = getattr(broken, "lineno", "?")
        raise RegistryError(f"{file}: not JSON (line {line}); mend it there.") from None
    if not isinstance(pairs, _Pairs):
        raise RegistryError(f'{file}: expected an object, {{"<court id>": {{...}}}}.')
    return [(name, dict(value) if isinstance(value, _Pairs) else value) for name, value in pairs]


class _Pairs(list[tuple[str, Any]]):
    """An object of JSON, with what stands in it twice."""


def _faults(court: Court | None, court_id: str, entry: Any) -> Iterator[str]:
    """Say what is wrong with a court's entry, each with its place and what to write."""
    if court is None:
        yield f"no court has the id {court_id!r}; write it as in ecf.<id>.uscourts.gov."
        return
    if not isinstance(entry, dict):
        yield f"{court_id}: expected an object, such as {{}}."
        return
    for name, value in entry.items():
        if fault := _fault(court, name, value):
            yield f"{court_id}.{name}: {fault}."
    for one, other, why in _TWO_THINGS:
        if _both(entry, one, other):
            yield f"{court_id}.{other}: says the same as {one}, and {why}; leave one of them out."


def _both(entry: Mapping[str, Any], one: str, other: str) -> set[str]:
    """Give the words that an entry has for two things at once."""
    first, second = ({plain(each) for each in _words(entry.get(name))} for name in (one, other))
    return first & second


def _fault(court: Court, name: str, value: Any) -> str:
    """Say what is wrong with one thing that an entry says; nothing when it is well."""
    if name not in _KNOWN:
        return f"unknown; use {', '.join(_KNOWN)}"
    if name in _YES_OR_NO:
        return "" if isinstance(value, bool) else "expected true or false"
    if name in NAMES:
        return _fault_of_words(court, name, value)
    if not isinstance(value, str):
        return "expected a text"
    if name == "note":
        return f"at most {_MAX_NOTE} characters" if len(value) > _MAX_NOTE else ""
    try:
        date.fromisoformat(value)
    except ValueError:
        return "expected a date, such as 2021-06-01"
    return ""


def _fault_of_words(court: Court, name: str, value: Any) -> str:
    given = value if isinstance(value, list) else [value]
    if not given or len(given) > _MOST_WORDS or not all(isinstance(each, str) for each in given):
        return f"expected a text, or a list of 1 to {_MOST_WORDS} texts"
    if not all(plain(each) for each in given):
        return "has no words; write them as the court's page has them, or leave this out"
    if any(len(each) > _MAX_WORDS for each in given):
        return f"at most {_MAX_WORDS} characters; write the label alone"
    addresses = [each for each in given if is_address(each)] if name in ("entry", "ignore_form") else []
    if any(_host(each) not in ("", court.host) for each in addresses):
        return f"leads away from this court; write an address of {court.host}, from its first slash on"
    if any(len(_path(each)) < len("/x") or "logout" in each.lower() for each in addresses):
        return "is no address of a page for that; write one such as /cgi-bin/Name.pl"
    return ""


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc
    except ValueError:
        return "?"


def _path(address: str) -> str:
    return urlsplit(address).path


def _words(value: Any) -> tuple[str, ...]:
    """Give what an entry says of one thing; nothing for what was told as a fault already."""
    given = value if isinstance(value, list) else [value]
    return tuple(" ".join(each.split()) for each in given if isinstance(each, str))


def _changed(court: Court, entry: Mapping[str, Any]) -> Court:
    profile = Profile(
        **{name: _words(entry[name]) for name in NAMES if name in entry},
        read_menu_before_submit=entry.get(MENU, True),
    )
    since = entry.get("linking_since")
    return replace(
        court,
        guided_only=entry.get("guided_only", court.guided_only),
        note=entry.get("note", court.note),
        linking_since=date.fromisoformat(since) if since else court.linking_since,
        profile=profile,
    )
