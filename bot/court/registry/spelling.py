"""Words in one spelling, and which words are meant by a slip. PURE."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final
from unicodedata import combining, normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_WORD: Final = re.compile(r"[^\W_]+")
_MARKS: Final = re.compile(r"(?<=\w)[.'\u2019\u02bb](?=\w)|(?<=\w)['\u2019](?=\w)")
_ENDS: Final = re.compile(r"(?<=\w)['\u2019](?!\w)|\.(?!\w)")
_ONE: Final = {"saint": "st", "sainte": "st", "ste": "st", "fort": "ft", "mount": "mt", "&": "and"}
"""Words that are written in two ways."""
_SLIP_FROM: Final = 5
_TWO_SLIPS_FROM: Final = 9
_LEAST_IN_COMMON: Final = 2


def plain(text: str) -> str:
    """Fold case and accents. A word in another script stays a word, which fits no court, and not nothing at all."""
    folded = text.casefold()
    return folded if folded.isascii() else "".join(each for each in normalize("NFKD", folded) if not combining(each))


def words(text: str) -> tuple[str, ...]:
    """Give the words of a text in one spelling: "S.D.N.Y.", "S. D. N. Y." and "s d n y" are all "sdny"."""
    found = _WORD.findall(_ENDS.sub(" ", _MARKS.sub("", plain(text))))
    joined: list[str] = []
    letters = False
    for word in found:
        initial = len(word) == 1 and word.isalpha()
        if initial and letters:
            joined[-1] += word
        else:
            joined.append(_ONE.get(word, word))
        letters = initial
    return tuple(joined)


def slips(word: str, known: Iterable[str]) -> tuple[str, ...]:
    """Give those of the `known` that `word` may have been meant for, if it has a slip; of the nearest, all."""
    most = 0 if len(word) < _SLIP_FROM else 1 if len(word) < _TWO_SLIPS_FROM else 2
    if not most:
        return ()
    letters = Counter(word)
    near = [(far, each) for each in known if (far := _distance(word, each, letters, most)) <= most]
    nearest = min((far for far, _ in near), default=0)
    return tuple(each for far, each in near if far == nearest)


def _distance(word: str, known: str, letters: Mapping[str, int], most: int) -> int:
    """Count the slips from `known` to `word`; more than `most` is not counted out."""
    if abs(len(word) - len(known)) > most or word[0] not in known[:2]:
        return most + 1
    # Most are told apart by the letters that they have at all, which costs a tenth of counting them.
    if len(_letters_of(known).difference(letters)) > most:
        return most + 1
    if sum((Counter(known) - Counter(letters)).values()) > most:
        return most + 1
    return 1 if _exchanged(word, known) else _edits(word, known)


@cache
def _letters_of(known: str) -> frozenset[str]:
    return frozenset(known)


def _exchanged(word: str, known: str) -> bool:
    """Whether two letters have changed places, next to each other or not."""
    differ = [(a, b) for a, b in zip(word, known, strict=False) if a != b]
    return len(word) == len(known) and len(differ) == _LEAST_IN_COMMON and differ[0] == differ[1][::-1]


def _edits(word: str, known: str) -> int:
    """Count letters to be changed, added or left out to make the one from the other (Levenshtein)."""
    above = list(range(len(known) + 1))
    for row, letter in enumerate(word, 1):
        line = [row]
        for (left, right), other in zip(pairwise(above), known, strict=True):
            line.append(min(left + (letter != other), right + 1, line[-1] + 1))
        above = line
    return above[-1]
