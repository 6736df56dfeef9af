"""Finding a court by what a person types of it. PURE.

A court is found by its id, its citation in any spelling ("Bankr. E.D. Mich.", "bankr ed mich"), its name, its state,
or a city that its help desk names; words in any order, the last one perhaps unfinished, and one slip forgiven in a
longer word.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.court.model import Court

_WORD: Final = re.compile(r"[^\W_]+")
_INITIALS: Final = re.compile(r"\b([nsewmcd])\.\s*d\.", re.IGNORECASE)
_NOISE: Final = frozenset("us u s court courts united states the of for in and help desk".split())  # noqa: SIM905 - words read better so
_SAME: Final = {
    "bankruptcy": "bankr",
    "bk": "bankr",
    "bankrupcy": "bankr",
    "bkr": "bankr",
    "district": "dist",
    "circuit": "cir",
    "appeal": "appeals",
    "eastern": "ed",
    "western": "wd",
    "northern": "nd",
    "southern": "sd",
    "middle": "md",
    "central": "cd",
}
_DIRECTIONS: Final = {"e": "ed", "w": "wd", "n": "nd", "s": "sd", "m": "md", "c": "cd"}
_SLIP_FROM: Final = 5
_MAX_QUERY: Final = 100
_EXACT, _PREFIX, _SLIP = 6, 4, 2


def best(courts: Iterable[Court], query: str, limit: int) -> tuple[Court, ...]:
    """Give at most `limit` courts that fit every word, best first; with nothing typed, the first ones."""
    return tuple(court for _, court in _ranked(courts, query)[:limit])


def clear_match(courts: Iterable[Court], query: str) -> Court | None:
    """Give the one court that fits, or fits better than any other; None for nothing typed, and for a guess."""
    if not _words(query):
        return None
    ranked = _ranked(courts, query)
    if not ranked or (len(ranked) > 1 and ranked[0][0] <= ranked[1][0]):
        return None
    return ranked[0][1]


def _ranked(courts: Iterable[Court], query: str) -> list[tuple[int, Court]]:
    wanted = _words(query)
    scored = [(_score(court, wanted, "".join(_WORD.findall(_plain(query)))), court) for court in courts]
    fitting = [(score, court) for score, court in scored if score is not None]
    return sorted(fitting, key=lambda pair: (-pair[0], not pair[1].automated, pair[1].id))


def _score(court: Court, wanted: tuple[str, ...], run_together: str) -> int | None:
    if run_together in (court.id, court.host.replace(".", ""), court.psc_id.lower(), _squeezed(court.citation)):
        return 1000
    words, named = _court_words(court), frozenset(_words(court.name))
    total = 0
    for word in wanted:
        # What a court is called says more than which states it serves.
        points = max((_points(word, known) + (known in named) for known in words if _points(word, known)), default=0)
        if not points:
            return None
        total += points
    return total


def _points(word: str, known: str) -> int:
    if word == known:
        return _EXACT
    if len(word) > 1 and known.startswith(word):
        return _PREFIX
    if len(word) >= _SLIP_FROM and _one_slip(word, known):
        return _SLIP
    return 0


def _one_slip(word: str, known: str) -> bool:
    """Whether one letter wrong, missing, too many or swapped with its neighbour makes the one from the other."""
    if abs(len(word) - len(known)) > 1 or word[0] != known[0]:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    rest, other = word[at:], known[at:]
    return rest[1:] in (other, other[1:]) or rest == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])


def _plain(text: str) -> str:
    """Fold case and accents. A word in another script stays a word, which fits no court, and not nothing at all."""
    return "".join(each for each in normalize("NFKD", text.lower()) if not combining(each))


def _squeezed(text: str) -> str:
    return "".join(_WORD.findall(_plain(text)))


def _words(text: str) -> tuple[str, ...]:
    """Give the words of a query or a name in one spelling: "Eastern District", "E.D." and "ED" are all "ed"."""
    found = _WORD.findall(_INITIALS.sub(r" \1d ", _plain(text[:_MAX_QUERY])))
    same = [_SAME.get(word, word) for word in found]
    joined: list[str] = []
    for word in same:
        if joined and joined[-1] in _DIRECTIONS and word in ("d", "dist"):
            joined[-1] = _DIRECTIONS[joined[-1]]
        elif not (joined and joined[-1] in _DIRECTIONS.values() and word == "dist"):
            joined.append(word)
    return tuple(word for word in joined if word not in _NOISE)


@lru_cache(maxsize=512)
def _court_words(court: Court) -> frozenset[str]:
    words = {court.id, court.id[:2], court.psc_id.lower()}
    for text in (court.name, court.citation, *court.states, *court.phones, court.kind.value):
        words.update(_words(text))
    return frozenset(words)
