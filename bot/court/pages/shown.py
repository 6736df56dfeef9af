"""What a page shows of two accounts, for the person to check: its own lines, and whose login stands on them. PURE.

Where a page's words cannot be split into two accounts with certainty, the person gets the words themselves. The typed
names are anchors: a login that the page names and that nobody typed, or that stands under the other account, is a stop.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from html import escape
from typing import TYPE_CHECKING, Final

from bot.court.pages.hush import WINDOW
from bot.court.pages.tree import fold, lines_with_values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.court.pages.tree import Page

MOST_SHOWN: Final = 2_900
"""Characters of a page, escaped and quoted, that fit into one section of Slack's; more cannot be shown whole."""
_QUOTED: Final = len("> \n")
_LOGIN: Final = re.compile(
    r"(?:(?:your|the|current|old|existing|individual|upgraded)\s+)*"
    r"(?:(?P<pacer>pacer)|(?P<filer>(?:nextgen\s+)?cm\s*/?\s*ecf|ecf|e-?filing|filing|filer|court))?\s*"
    r"(?:account\s+)?(?:login(?:\s*(?:name|id))?|user\s*name|user\s*id)",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(r"\s*[:=#]\s*")
_NAME: Final = re.compile(r"[^\s()<>,;]{2,64}")


class Side(Enum):
    """Whose login a label speaks of."""

    FILER = auto()
    PACER = auto()
    EITHER = auto()


@dataclass(frozen=True, slots=True)
class Typed:
    """The two names that the person typed: to the court and to PACER."""

    login: str
    username: str

    def __repr__(self) -> str:
        return "Typed(***)"


def lines_of(page: Page) -> tuple[str, ...]:
    """Give the page's own lines, menu bar, buttons and scripts left out."""
    return tuple(line.text for line in page.once(lines_with_values) if line.tag != "button")


def can_be_shown(lines: Sequence[str]) -> bool:
    """Whether all of a page's lines can be shown whole: a cut account must not look like one."""
    whole = sum(len(escape(line, quote=False)) + _QUOTED for line in lines)
    return whole <= MOST_SHOWN and all(len(line) <= WINDOW for line in lines)


def names_another(lines: Sequence[str], typed: Typed) -> bool:
    """Whether a label on the page speaks of a login that was not typed, or that was typed for the other account."""
    mine = {Side.FILER: {_plain(typed.login)}, Side.PACER: {_plain(typed.username)}}
    mine[Side.EITHER] = mine[Side.FILER] | mine[Side.PACER]
    return any(_plain(name) not in mine[side] for side, name in _logins(lines))


def agree(filer: str, pacer: str, typed: Typed) -> bool:
    """Whether the typed names stand, if at all, each in its own account: else the split into two is not certain."""
    login, username = _plain(typed.login), _plain(typed.username)
    if login == username:
        return True
    return not (_stands_in(login, pacer) or _stands_in(username, filer))


def _logins(lines: Sequence[str]) -> Iterator[tuple[Side, str]]:
    """Give each login that stands after its label, in the same line or alone in the next one."""
    for number, line in enumerate(lines):
        label, *value = _AFTER.split(line, maxsplit=1)
        found = _LOGIN.fullmatch(label.strip())
        if found is None:
            continue
        after = value[0].strip() if value and value[0].strip() else "".join(lines[number + 1 : number + 2]).strip()
        if _NAME.fullmatch(after) and _LOGIN.fullmatch(after) is None:
            yield Side.PACER if found["pacer"] else Side.FILER if found["filer"] else Side.EITHER, after


def _stands_in(name: str, account: str) -> bool:
    return name in {_plain(word) for word in re.split(r"[\s()\[\]<>,;:=#/]+", account)}


def _plain(name: str) -> str:
    return fold(name).casefold()
