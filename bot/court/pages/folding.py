r"""Finds a value in a text however both are written, and says where it stands in the text as it was. PURE.

One answer to "is it in there" for all that must keep a secret out of words: case, accents, apostrophes, dashes, white
space and characters that nobody sees are folded away, and the spellings of web pages are undone: `%XX`, `+`, `&#...;`,
`\uXXXX`, once and again. A secret is only ever searched for with `str.find`: patterns made of one, and functions that
remember their arguments, would keep it in memory.
"""

from __future__ import annotations

import html
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

SHORTEST: Final = 3
"""Values shorter than this are found only where they stand alone: any text is full of two letters."""
_LEVELS: Final = 4
"""How often escapes are undone, each time in what the last time gave; `%252541` takes three."""
_LATIN: Final = "windows-1252"
_FOLLOWING: Final = "".join(
    re.escape(bytes([byte]).decode(encoding, "ignore"))
    for byte in range(0x80, 0xC0)
    for encoding in (_LATIN, "latin-1")
)
"""What the bytes of UTF-8 that follow a first one look like when they are read as Latin letters."""
_CODED: Final = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<units>(?:[\\%][uU][0-9A-Fa-f]{4})+)"
    r"|(?P<code>\\[uU]\{[0-9A-Fa-f]{1,6}\}|\\[xX][0-9A-Fa-f]{2}|\\[0-7]{2,3})"
    r"|(?P<entity>&(?:\#[0-9]{1,7};?|\#[xX][0-9A-Fa-f]{1,6};?|[A-Za-z][A-Za-z0-9]{1,31};?))"
    r"|(?P<escape>\\.)"
    rf"|(?P<misread>[\u00c2-\u00df][{_FOLLOWING}]|[\u00e0-\u00ef][{_FOLLOWING}]{{2}}|[\u00f0-\u00f4][{_FOLLOWING}]{{3}})"
    r"|(?P<plus>\+)",
    re.DOTALL,
)
_SPACES: Final = frozenset("nrtvfb")
_UNSEEN: Final = frozenset({"Mn", "Me", "Cf", "Cc", "Cs"})
_BLANKS: Final = frozenset("\u115f\u1160\u2800\u3164\uffa0\u00ad\u034f")
QUOTES: Final = frozenset(
    "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u02c8\u02ca\u02cb\u2018\u2019\u201a\u201b\u2032\u2035\uff07\ua78c\u05f3"
)
"""Apostrophes of all kinds: folded away, so that a name is found with any of them, or none."""
_ALIKE: Final = {
    **dict(zip("авекмнорстухіјѕԁӏ", "abekmhopctyxijsdl", strict=True)),
    **dict(zip("αβεηικμνορτυχζ", "abenikmvoptuxz", strict=True)),
    **dict(zip("øłđıðħŧƀƒ⁄", "oldidhtbf/", strict=True)),  # noqa: RUF001
    "þ": "th",
    "æ": "ae",
    "œ": "oe",
}
"""Letters that no decomposition brings to the ones they are read as."""


@dataclass(frozen=True, slots=True, repr=False)
class Folded:
    """A text folded, and for each of its characters where it begins and ends in the text it was made of."""

    text: str
    starts: list[int]
    ends: list[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where `text[start:end]`, not empty, stands in the original."""
        return self.starts[start], self.ends[end - 1]


def folded(text: str) -> Folded:
    """Fold a text for comparison: small letters without accents, plain hyphens, single spaces, nothing unseen.

    Escapes are left as they are. What is folded away belongs to the character before it.
    """
    return _fold(Folded(text, list(range(len(text))), list(range(1, len(text) + 1))))


def readings(text: str) -> list[Folded]:
    """Give a text folded as it stands, and folded with its escapes undone once, twice, until none is left."""
    coded = Folded(text, list(range(len(text))), list(range(1, len(text) + 1)))
    found = [_fold(coded)]
    for _ in range(_LEVELS):
        undone = _decode(_shown(coded))
        if undone.text == coded.text:
            break
        coded = undone
        if (next_one := _fold(coded)).text != found[-1].text:
            found.append(next_one)
    return found


def blanked(text: str) -> str:
    """Give a text with spaces in place of its escapes: what they mean stands in the next of its `readings`."""
    return _CODED.sub(lambda found: " " * len(found[0]), text)


def find_all(text: str, value: str) -> Iterator[tuple[int, int]]:
    """Give each place of `value` in `text`, both folded. A value under 3 characters must stand alone."""
    at = text.find(value) if value else -1
    while at >= 0:
        end = at + len(value)
        if len(value) >= SHORTEST or not (text[at - 1 : at].isalnum() or text[end : end + 1].isalnum()):
            yield at, end
        at = text.find(value, at + 1)


def _shown(coded: Folded) -> Folded:
    """Drop what nobody sees, which may stand within an escape."""
    if _is_plain(coded.text):
        return coded
    kept = [at for at, letter in enumerate(coded.text) if not _is_unseen(letter)]
    if len(kept) == len(coded.text):
        return coded
    text = "".join(coded.text[at] for at in kept)
    return Folded(text, [coded.starts[at] for at in kept], [coded.ends[at] for at in kept])


def _is_plain(text: str) -> bool:
    """Whether a text has nothing but what can be seen and typed anywhere: most of what courts say."""
    return text.isascii() and text.isprintable()


def _is_unseen(letter: str) -> bool:
    if " " <= letter <= "~" or letter.isspace():
        return False
    return letter in _BLANKS or unicodedata.category(letter) in _UNSEEN - {"Mn", "Me"}


def _fold(coded: Folded) -> Folded:
    if _is_plain(coded.text) and "  " not in coded.text and QUOTES.isdisjoint(coded.text):
        return Folded(coded.text.lower(), coded.starts, coded.ends)
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for letter, start, end in zip(coded.text, coded.starts, coded.ends, strict=True):
        plain = _plain(letter)
        if not plain or (plain == " " and letters[-1:] == [" "]):
            if ends:
                ends[-1] = end
            continue
        for each in plain:
            letters.append(each)
            starts.append(start)
            ends.append(end)
    return Folded("".join(letters), starts, ends)


def _plain(letter: str) -> str:
    if letter.isascii():
        if letter.isspace():
            return " "
        return "" if letter in QUOTES or not letter.isprintable() else letter.lower()
    if letter in QUOTES:
        return ""
    plain = []
    for each in unicodedata.normalize("NFKD", letter.casefold()):
        small = each.lower()
        kind = unicodedata.category(each)
        if each.isspace():
            plain.append(" ")
        elif each in QUOTES or each in _BLANKS or kind in _UNSEEN:
            continue
        elif kind == "Nd":
            plain.append(str(unicodedata.digit(each)))
        elif kind == "Pd" or each == "\N{MINUS SIGN}":
            plain.append("-")
        else:
            plain.append(_ALIKE.get(small, small))
    return "".join(plain)


def _decode(coded: Folded) -> Folded:
    letters: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    last = 0

    def put(text: str, start: int, end: int) -> None:
        letters.append(text)
        starts.extend([coded.starts[start]] * len(text))
        ends.extend([coded.ends[end - 1]] * len(text))

    for found in _CODED.finditer(coded.text):
        letters.append(coded.text[last : found.start()])
        starts += coded.starts[last : found.start()]
        ends += coded.ends[last : found.start()]
        at = last = found.start()
        for text, length in _meant(found):
            put(text, at, at + length)
            at += length
        last = found.end()
    letters.append(coded.text[last:])
    return Folded("".join(letters), starts + coded.starts[last:], ends + coded.ends[last:])


def _meant(found: re.Match[str]) -> Iterator[tuple[str, int]]:
    """Give what an escape, or several in a row, stand for, each with how many characters it was written in."""
    written = found[0]
    match found.lastgroup:
        case "percent":
            raw = bytes.fromhex(written.replace("%", ""))
            yield from ((each, 3 * width) for each, width in _text(raw))
        case "misread":
            yield from _misread(written)
        case "units":
            units = bytes.fromhex("".join(written[at + 2 : at + 6] for at in range(0, len(written), 6)))
            for each in units.decode("utf-16-be", "replace"):
                yield each, 12 if ord(each) > 0xFFFF else 6  # noqa: PLR2004 - the last one of a single unit
        case "code":
            hexadecimal = written[1] in "uUxX"
            number = int(written.strip("\\uUxX{}"), 16 if hexadecimal else 8)
            yield chr(number) if number <= 0x10FFFF else "", len(written)  # noqa: PLR2004 - the last code point
        case "entity":
            meant = html.unescape(written)
            yield from [(meant, len(written))] if meant != written else [(each, 1) for each in written]
        case "escape":
            yield " " if written[1] in _SPACES else written[1], len(written)
        case _:
            yield " ", len(written)


def _misread(written: str) -> Iterator[tuple[str, int]]:
    """Read letters as the bytes of UTF-8 that they may have been: one letter, or those that were written if none."""
    raw = b"".join(each.encode("latin-1" if ord(each) <= 0xFF else _LATIN) for each in written)  # noqa: PLR2004 - the last Latin-1 letter
    try:
        yield raw.decode("utf-8"), len(written)
    except UnicodeDecodeError:
        yield from ((each, 1) for each in written)


def _text(raw: bytes) -> Iterator[tuple[str, int]]:
    """Read bytes as UTF-8, else as Latin letters, each with how many bytes it took."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode(_LATIN, "replace")
        widths = [1] * len(text)
    else:
        widths = [len(each.encode()) for each in text]
    yield from zip(text, widths, strict=True)
