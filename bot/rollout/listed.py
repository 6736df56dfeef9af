"""Reads what the help desk pastes: e-mail addresses, or the list that a firm's PAA downloads at PACER. PURE.

PACER lets a firm's account administrator (PAA) download the firm's accounts with their MFA and CM/ECF privilege status.
What its columns are called is not public, so they are known by the words in their headings, in any order.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

MOST: Final = 2000
"""Lines of a list that are read."""
_EMAIL: Final = re.compile(r"[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
_SEPARATORS: Final = ",;\t"
_ACCOUNT: Final = re.compile(r"user.?name|login|account", re.IGNORECASE)
_HEADINGS: Final = {
    "email": re.compile(r"e-?mail", re.IGNORECASE),
    "mfa": re.compile(r"\bmfa\b|multi.?factor|two.?factor", re.IGNORECASE),
    "first": re.compile(r"\b(first|given).?name", re.IGNORECASE),
    "last": re.compile(r"\b(last|family).?name|surname", re.IGNORECASE),
    "name": re.compile(r"\bname\b", re.IGNORECASE),
}
"""Whichever fits first is what a column is for."""
_WITHOUT: Final = frozenset(
    {"no", "n", "none", "false", "0", "off", "disabled", "inactive", "not enrolled", "not enabled", "not active"}
)
"""What stands in a column about MFA where there is none; anything else asks nobody for anything."""


@dataclass(frozen=True, slots=True)
class Listed:
    """One person of a list: an address, or else a name; and whether it says that they have no second factor yet."""

    name: str = ""
    email: str = ""
    without_mfa: bool = False

    @property
    def shown(self) -> str:
        """Give what the list calls them."""
        return self.name or self.email


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of the workspace, as its directory has them."""

    user: str
    name: str


@dataclass(frozen=True, slots=True)
class Matched:
    """Who was found, by Slack user id: True for whom the list has without a second factor; and who was not."""

    found: Mapping[str, bool]
    missing: tuple[Listed, ...]


def listed(text: str) -> tuple[Listed, ...]:
    """Read a list with a heading line that has names or addresses, or else all addresses that stand in a text."""
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()][: MOST + 1]
    if lines:
        separator = max(_SEPARATORS, key=lines[0].count)
        rows = list(csv.reader(lines, delimiter=separator))
        columns = _columns(rows[0])
        if separator in lines[0] and {"email", "name", "last"} & columns.keys():
            return _distinct(_line(row, columns) for row in rows[1:])
    return _distinct(Listed(email=each.lower()) for each in _EMAIL.findall("\n".join(lines)))


def matched(people: Iterable[Listed], directory: Iterable[Member]) -> Matched:
    """Find who is listed by name. A name that two people of the directory have, or two of the list, finds nobody."""
    by_name: dict[tuple[str, ...], list[str]] = {}
    for member in directory:
        by_name.setdefault(_words(member.name), []).append(member.user)
    asked: dict[tuple[str, ...], list[Listed]] = {}
    for person in people:
        asked.setdefault(_words(person.name), []).append(person)
    found: dict[str, bool] = {}
    missing: list[Listed] = []
    for words, persons in asked.items():
        users = by_name.get(words, []) if words else []
        if len(users) == 1 and len(persons) == 1:
            found[users[0]] = persons[0].without_mfa
        else:
            missing += persons
    return Matched(found, tuple(missing))


def _columns(headings: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, heading in enumerate(headings):
        if _ACCOUNT.search(heading) and not _HEADINGS["email"].search(heading):
            continue
        meant = next((name for name, words in _HEADINGS.items() if words.search(heading)), None)
        if meant:
            columns.setdefault(meant, at)
    return columns


def _line(row: Sequence[str], columns: Mapping[str, int]) -> Listed:
    cells = {name: row[at].strip() for name, at in columns.items() if at < len(row)}
    both = f"{cells.get('first', '')} {cells.get('last', '')}".strip()
    address = _EMAIL.fullmatch(cells.get("email", ""))
    return Listed(
        name=cells.get("name") or both,
        email=address[0].lower() if address else "",
        without_mfa=cells.get("mfa", "").casefold() in _WITHOUT,
    )


def _distinct(people: Iterable[Listed]) -> tuple[Listed, ...]:
    return tuple(dict.fromkeys(each for each in people if each.shown))


def _words(name: str) -> tuple[str, ...]:
    """Give a name's words in one order: "Whitfield, Dana M." is Dana Whitfield; a lone letter tells nobody apart."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(each))
    return tuple(sorted(word for word in re.findall(r"\w+", plain) if len(word) > 1))
