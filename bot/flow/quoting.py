"""What of a court's words the help desk is told: what a known trouble says, and nobody's name in it. PURE."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.vocabulary import GAP, Trouble

if TYPE_CHECKING:
    from bot.flow.states import Accounts, Problem

_ADDRESS = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|\b\d{1,6}\s+(?:[A-Z][\w.]*\s+){1,4}(?:St|Ave|Blvd|Rd|Dr|Ln|Suite)\b\.?"
)
_NAME = re.compile(r"[^\W\d_]{2,}")
_CAPITAL = re.compile(r"(?<![\w'\u2019.])[^\W\d_](?:[^\W\d_]+|\.)")
_SENTENCE = re.compile(r"(?:^|(?<![A-Z])[.!?:]\s+)\W*$")
_GOES_ON = re.compile(r"[\s,.]+[A-Z]")
_NO_NAMES = frozenset(
    "account accounts active adversary already another associated at attorney bankruptcy be been by call can cannot"  # noqa: SIM905 - words read better so
    " center civil clerk clerk's cm code contact court court's courts criminal denied desk disabled district ecf error"
    " failed federal filer filing for friday has have help id in inactive invalid is it judiciary link linked linking"
    " locked login mfa monday name new nextgen no not number of office on one only or otp paa pacer password please"
    " public records redact refused rejected request required security service sign social states system the this to"
    " try u unable united update use user username utilities was with you your".split()
)
"""Words that a court or PACER writes with capitals though nobody is called so."""


def for_desk(problem: Problem, words: str, accounts: Accounts | None = None) -> str:
    """Give what the help desk may read of a court's words; nothing of a page that nobody knows.

    Nobody's name is: not what `accounts` are called, nor what is written as names are, which may be anybody's.
    """
    if problem is Trouble.UNEXPECTED_PAGE:
        return ""
    names = _names(accounts) if accounts else frozenset()
    without = _ADDRESS.sub(GAP, words)
    without = _NAME.sub(lambda found: GAP if found[0].casefold() in names else found[0], without)
    return _CAPITAL.sub(lambda found: GAP if _may_be_name(found) else found[0], without)


def _may_be_name(found: re.Match[str]) -> bool:
    """Whether a word has a capital for no other reason than to be a name's."""
    word, text = found[0], found.string
    if not word[0].isupper() or word.casefold().rstrip(".") in _NO_NAMES:
        return False
    begins = _SENTENCE.search(text[: found.start()]) is not None
    return not begins or _GOES_ON.match(text[found.end() :]) is not None


def _names(accounts: Accounts) -> frozenset[str]:
    """Give every word that may be of a name; where a page is shown as it stands, that is each with a capital letter."""
    shown = (each for line in accounts.said for each in _NAME.findall(line) if each[0].isupper())
    words = {each.casefold() for each in (*_NAME.findall(f"{accounts.filer} {accounts.pacer}"), *shown)}
    return frozenset(words - _NO_NAMES)
