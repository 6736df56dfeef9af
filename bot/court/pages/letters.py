"""The letters of names: what a wrong charset made of them, accents and umlauts, and two spellings of one word. PURE."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

LOST: Final = "\N{REPLACEMENT CHARACTER}"
"""Where a letter stood that a court's page could not write."""
_FOREIGN: Final = re.compile(r"[^\x00-\x7f]+")
_TWICE: Final = 2
_SPACE: Final = re.compile(r"\u00c2(?=\s|$)")
"""What is left of a no-break space; and of an "à", whose second byte is one."""
_GRAVE: Final = re.compile(r"\u00c3(?=\s|$)")
_QUOTES: Final = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u00b4`\u02bc", "'"),
        **dict.fromkeys("\u201c\u201d\u00ab\u00bb\u201e", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014", "-"),
    }
)
_MENDED: Final = frozenset("`?")
"""What may have to be mended of ASCII."""
_ASKED: Final = re.compile(r"(?<=[^\W\d_])\?(?=[^\W\d_])")
_BASE: Final = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "\N{LATIN SMALL LETTER DOTLESS I}": "i"}
)
_SPELT_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SAINT: Final = "st"
_SHORT: Final = 6
_GENDERED: Final = "aeo"
_FEMININE: Final = frozenset("a e ia na ina ine ta te tte ette la le lla lle elle".split())  # noqa: SIM905 - words read better so
_BEGINS: Final = 3
_MOST_LOST: Final = 4
"""Parts of a word between lost letters: one of more fits too much, and takes too long."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a name in plain letters, and as it is spelt where its accents are written out ("ue" for an umlaut)."""

    plain: str
    spelt: str

    @property
    def is_initial(self) -> bool:
        """Whether it is one letter only."""
        return len(self.plain) == 1


def mended(text: str) -> str:
    """Undo UTF-8 that was taken for Windows-1252, as often as that happened, and give one sort of quotes and dashes."""
    if text.isascii() and _MENDED.isdisjoint(text):
        return text
    for _ in range(_TWICE):
        text = _FOREIGN.sub(lambda run: _read_again(run[0]), text)
    return _ASKED.sub(LOST, _GRAVE.sub(LOST, _SPACE.sub("", text)).translate(_QUOTES))


def _read_again(run: str) -> str:
    try:
        return b"".join(map(_byte, run)).decode("utf-8")
    except UnicodeError:
        return run


def _byte(letter: str) -> bytes:
    """Give the byte that was taken for a letter; the five that Windows-1252 leaves out are taken as they are."""
    try:
        return letter.encode("cp1252")
    except UnicodeEncodeError:
        return letter.encode("latin-1")


def word(text: str) -> Word:
    """Give a word without case, accents and points. Letters of other scripts stay."""
    lower = unicodedata.normalize("NFC", text.casefold().replace("'", "").replace(".", ""))
    if lower.isascii():
        return Word(lower, "saint" if lower == _SAINT else lower)
    plain = _bare(lower)
    return Word(plain, "saint" if plain == _SAINT else _bare(lower.translate(_SPELT_OUT)))


def _bare(lower: str) -> str:
    letters = unicodedata.normalize("NFKD", lower.translate(_BASE))
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def joined(words: tuple[Word, ...]) -> Word:
    """Give words written as one: "Mary Jane" as "Maryjane"."""
    return Word("".join(each.plain for each in words), "".join(each.spelt for each in words))


def is_same(one: Word, other: Word) -> bool:
    """Whether two words are one, accents written out or left out, or lost on the way."""
    if LOST in one.plain or LOST in other.plain:
        return _fits(one.plain, other.plain) or _fits(other.plain, one.plain)
    return not {one.plain, one.spelt}.isdisjoint((other.plain, other.spelt))


def _fits(gapped: str, whole: str) -> bool:
    parts = re.split(f"{LOST}+", gapped)
    return len(parts) <= _MOST_LOST and re.fullmatch(".{0,3}".join(map(re.escape, parts)), whole) is not None


def is_slip(one: Word, other: Word) -> bool:
    """Whether one word is the other with one slip: a letter too many, too few, another, or two in the wrong order.

    Short words, and those that only end in another letter, are different names as a rule: Jane and June, Kristen and
    Kristel.
    """
    short, long = sorted((one.plain, other.plain), key=len)
    if len(long) < _SHORT or short[:-1] == long[:-1] or short.rstrip(_GENDERED) == long.rstrip(_GENDERED):
        return False
    start = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1 :]
    swapped = long[start + 1 : start + 2] + long[start : start + 1]
    return short[start + 1 :] == long[start + 1 :] or short[start:] == swapped + long[start + 2 :]


def begins(one: Word, other: Word) -> bool:
    """Whether one word may be the other cut short, as "Xime" is of "Ximena"; never Paul of Paula."""
    short, long = sorted((one.plain, other.plain), key=len)
    return len(short) >= _BEGINS and long.startswith(short) and long[len(short) :] not in _FEMININE
