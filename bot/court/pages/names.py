"""Whether two account names look like one person, and whether one looks like a firm. PURE.

A warning to look twice, never a decision: courts write "Doe, Jane Q. (br)" where PACER writes "Jane Doe", so order,
initials, suffixes, logins in brackets, accents and titles are forgiven; only a name with nothing in common is called
another person.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from bot.court.results import Accounts
from bot.vocabulary import AccountWarning

_BRACKETS: Final = re.compile(r"\([^)]*\)|\[[^\]]*\]")
_FIELDS: Final = re.compile(
    r"\b(?:(?:user\s*(?:id|name)|username|login)\s*[:#]?"
    r"|(?:account(?:\s*(?:no|number|id))?|e-?mail|id|type|role)\s*[:#])\s*\S+",
    re.IGNORECASE,
)
_FIELD_NAMES: Final = re.compile(r"\b(?:(?:full|first|last|middle)\s+)?name\s*:", re.IGNORECASE)
_MAIL: Final = re.compile(r"\S+@\S+")
_APOSTROPHES: Final = str.maketrans("", "", "'\N{RIGHT SINGLE QUOTATION MARK}")
_SPLIT: Final = re.compile(r"[^a-z]+")
_NO_NAMES: Final = frozenset(
    "jr sr ii iii iv esq esquire mr mrs ms dr hon attorney atty trustee aty tr phd jd md attorneys"  # noqa: SIM905 - words read better so
    " name user filer individual account br active pacer ecf cm".split()
)
_FIRM: Final = re.compile(
    r"\b(?:LLP|LLC|PLLC|PLC|PC|LPA|LLLP|APC|APLC|PSC|Inc|Corp|Ltd)\b|,\s*(?:PA|Co)\b"
    r"|\bP\.\s?(?:C|A|L\.\s?L\.\s?C|L\.\s?C)\.|\bL\.\s?L\.\s?[PC]\b|\bAssociates\b|\b& Sons\b"
    r"|\bLaw (?:Firm|Offices?|Group|Center|Corporation|Practice)\b|\b(?:Attorneys|Lawyers|Counselors?) at Law\b"
    r"|\bLegal (?:Services|Group|Aid)\b|\bfirm\b|\bpartners(?:hip)?\b|\bdepartment\b|\boffice of\b",
    re.IGNORECASE,
)


def warnings_for(filer: str, pacer: str) -> Accounts:
    """Put both names together with what should be looked at twice."""
    found = []
    if looks_like_firm(pacer):
        found.append(AccountWarning.LOOKS_LIKE_FIRM)
    if not same_person(filer, pacer):
        found.append(AccountWarning.DIFFERENT_PEOPLE)
    return Accounts(filer, pacer, tuple(found))


def looks_like_firm(pacer: str) -> bool:
    """Whether a PACER account's name reads like a firm's: one that would lock out everybody who shares it."""
    return bool(_FIRM.search(pacer))


def same_person(one: str, other: str) -> bool:
    """Whether two names may be one person's. Without enough to compare, they may."""
    mine, yours = _words(one), _words(other)
    mine_full, yours_full = _full(mine), _full(yours)
    if not mine_full or not yours_full:
        return not mine or not yours or _compatible(mine, yours)
    shared = mine_full & yours_full
    if len(shared) != 1:
        return bool(shared)
    return _compatible(mine - yours, yours - mine)


def _words(name: str) -> frozenset[str]:
    plain = _FIELD_NAMES.sub(" ", _FIELDS.sub(" ", _MAIL.sub(" ", _BRACKETS.sub(" ", name))))
    letters = unicodedata.normalize("NFKD", plain.casefold())
    ascii_only = "".join(letter for letter in letters if not unicodedata.combining(letter)).translate(_APOSTROPHES)
    return frozenset(word for word in _SPLIT.split(ascii_only) if word and word not in _NO_NAMES)


def _full(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word for word in words if len(word) > 1)


def _compatible(mine: frozenset[str], yours: frozenset[str]) -> bool:
    """Whether what is left of both can be the same given names: one side none, or one word begins as another does."""
    if not mine or not yours:
        return True
    return any(a.startswith(b) or b.startswith(a) for a in mine for b in yours)
