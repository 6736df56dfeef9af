"""What a court says of its help desk, down to what a person can use: a number, a mail address, hours. PURE.

The feed's fields hold remarks as well ("NA", "call location phone number listed above", how to reset a password). A
remark is left out whole, never cut in the middle.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Final

from bot.court.pages.tree import fold
from bot.court.registry.spelling import words

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER: Final = re.compile(
    r"(?:\+?1[ .-]?)?\(?(\d{3})\)?[ .-]{0,2}(\d{3})[ .-](\d{4})(?:,? *(ext(?:ension)?|x|option)\b\.? *(\d{1,5}))?",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"[\w.+-]+@[a-z0-9.-]+\.gov\b", re.IGNORECASE)
_REMARK: Final = re.compile(
    r"\s*(?:https?:|www\.|- general|&(?= (?-i:[a-z]))| - (?!civil|criminal)|\().*", re.IGNORECASE
)
_PLACE: Final = re.compile(r"[A-Z][A-Za-z .,'/&-]{1,39}")
_NO_PLACE: Final = re.compile(r"(?i)\b(?:for|login|pswd|password|reset|questions?|credentials|inquir\w+|fee)\b")
_TIME: Final = r"(?:noon|\d{1,2}(?::\d\d)?\s*(?:[ap]\.?\s?m\b\.?)?)"
_RANGE: Final = re.compile(rf"(?i)\b{_TIME}\s*(?:-+|\N{{EN DASH}}|to|until|till?|through)\s*{_TIME}")
_DAYS: Final = re.compile(
    r"(?i)\b(?:M|Mon\.?|Monday)\s*(?:-|\N{EN DASH}|to|thru|through)\s*(?:F|Fri\.?|Friday|Thursday)\b"
)
_LONGEST_HOURS: Final = 60
LONGEST_LINE: Final = 100
_IN_BRACKETS: Final = re.compile(r"\((.+)\)")


def phone(said: str, division: str) -> str:
    """Give "313-234-0065 (Detroit)" of what is said; empty when there is no number in it."""
    found = _NUMBER.search(fold(said))
    if not found:
        return ""
    inner = "option" if (found[4] or "").lower() == "option" else "ext."
    number = "-".join(found.group(1, 2, 3)) + (f" {inner} {found[5]}" if found[5] else "")
    place = _place(division) or _place(said[found.end() :].strip(" ()"))
    return f"{number} ({place})" if place else number


def _place(text: str) -> str:
    place = _REMARK.sub("", fold(text)).strip(" ,;:-")
    if not _PLACE.fullmatch(place) or _NO_PLACE.search(place):
        return ""
    return place.capitalize() if place.isupper() and len(place) > len("NYC") else place


def addresses(*said: str) -> tuple[str, ...]:
    """Give the mail addresses of courts that are said anywhere."""
    return tuple(dict.fromkeys(each for text in said for each in _ADDRESS.findall(text)))


def hours(said: str) -> str:
    """Give the hours that are said, whole when they are short; empty when none are said, or several in many words."""
    whole = fold(said)
    ranges = list(dict.fromkeys(fold(each) for each in _RANGE.findall(whole)))
    if not ranges or len(whole) <= _LONGEST_HOURS:
        return whole if ranges else ""
    days = _DAYS.search(whole)
    return ", ".join([ranges[0], *([days[0]] if days else [])]) if len(ranges) == 1 else ""


def line(phones: Sequence[str], emails: Sequence[str], said_hours: str, places: Sequence[str], near: str) -> str:
    """Give what to call: the number at a place that `near` names, else the number of no place, else that of an office.

    `places`: the court's offices, the main one first. Without a number, a mail address. With the hours, where they fit.
    """
    filers = sorted(phones, key=lambda each: "criminal" in each.lower())
    near_by = [each for each in filers if (place := _place_of(each)) and f" {place} " in f" {' '.join(words(near))} "]
    of_all = [each for each in filers if not _place_of(each)]
    of_offices = [each for place in places for each in filers if _place_of(each) == " ".join(words(place))]
    best = next(chain(near_by, of_all, of_offices, filers, emails), "")
    if not (best and said_hours):
        return best
    whole = f"{best[:-1]}; {said_hours})" if best.endswith(")") else f"{best} ({said_hours})"
    return whole if len(whole) <= LONGEST_LINE else best


def _place_of(phone: str) -> str:
    found = _IN_BRACKETS.search(phone)
    place = found[1].partition(" - ")[0] if found else ""
    return " ".join(words("New York" if place == "NYC" else place))
