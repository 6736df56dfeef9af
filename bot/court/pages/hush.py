"""Takes what was typed out of what is quoted. PURE.

A typed value goes whole, however it is spelled, before anything is shortened, so that no end of one stands at a cut.
No pattern is made of anything typed: `re` keeps the last 512. What cannot be quoted without a part of a secret is not
quoted at all: a gap among words that everybody knows would tell what was typed.
"""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING, Final

from bot.court.pages.folding import Folded, find_all, folded, readings
from bot.vocabulary import GAP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WINDOW: Final = 1500
"""Characters of a text that are looked at; of what stands behind, nothing is quoted."""
_SPREAD: Final = 6
"""A typed value shorter than this is not looked for across blanks: any two words may hold it."""
_NAME_PART: Final = 5
_LEAST_PART: Final = 4
_SURE_PART: Final = 5
"""Half of a secret, or five characters of it in a row, are a part of it; and each word of it is."""
_WORD: Final = re.compile(r"[^\W_]+")
_SAID_ANYWAY: Final = frozenset(
    "account accounts code court courts incorrect invalid link linked linking locked login number pacer passcode"  # noqa: SIM905 - words read better so
    " password passwords user username wrong".split()
)
"""What any page about a login says; to say it repeats nothing."""
_BASE64_UNIT: Final = 3


def hush(text: str, names: Iterable[str] = (), secrets: Iterable[str] = ()) -> str:
    """Give the beginning of `text`, with a gap in the place of each typed value, and of each half of a name."""
    head = text[:WINDOW]
    covered = bytearray(len(head))
    seen = readings(head)
    spread = [_together(reading) for reading in seen]
    for value in (*names, *secrets):
        for sought in (reading.text.strip() for reading in readings(value)):
            _cover(covered, seen, sought)
            if len(text) > len(head):
                _cover_cut(covered, seen, sought)
            if len(sought) >= _SPREAD:
                _cover(covered, spread, sought.replace(" ", ""))
        for sought in _coded(value):
            _cover(covered, seen, sought, word_of=head)
    for name in names:
        for part in _parts(folded(name).text.strip(), _NAME_PART, len(name)):
            _cover(covered, seen, part)
    return _without(head, covered)


def repeats_a_part(text: str, secrets: Iterable[str]) -> bool:
    """Whether half of a typed secret, five characters of it in a row, or a word of it, stands in a text."""
    seen = [_unexpected(reading.text) for reading in readings(text)]
    words = {word for each in seen for word in _WORD.findall(each) if len(word) >= _LEAST_PART}
    for secret in secrets:
        for sought in (reading.text.strip() for reading in readings(secret)):
            if words.intersection(_WORD.findall(sought)):
                return True
            if any(part in each for part in _parts(sought, _LEAST_PART, _SURE_PART) for each in seen):
                return True
    return False


def _unexpected(text: str) -> str:
    """Drop the words that say nothing."""
    return _WORD.sub(lambda word: "\n" if word[0] in _SAID_ANYWAY else word[0], text)


def _parts(value: str, least: int, most: int) -> Iterator[str]:
    """Give every half of a value, of at least and at most so many characters."""
    length = max(least, min(most, (len(value) + 1) // 2))
    return (value[at : at + length] for at in range(len(value) - length + 1))


def _together(reading: Folded) -> Folded:
    """Give a text without its blanks."""
    kept = [at for at, letter in enumerate(reading.text) if letter != " "]
    return Folded(reading.text.replace(" ", ""), [reading.starts[at] for at in kept], [reading.ends[at] for at in kept])


def _coded(value: str) -> Iterator[str]:
    """Give a typed value in hexadecimal and in base64, wherever in a longer text it begins, ready to be compared."""
    raw = value.encode("utf-8", "surrogatepass")
    if len(raw) >= _SPREAD:
        yield raw.hex()
        for shift in range(_BASE64_UNIT):
            end = len(raw) - (shift + len(raw)) % _BASE64_UNIT
            yield base64.b64encode(bytes(shift) + raw[:end]).decode()[4 if shift else 0 :].lower()


def _cover(covered: bytearray, seen: Iterable[Folded], sought: str, word_of: str = "") -> None:
    """Mark every place where a value stands; in `word_of`, the whole word that it is a part of."""
    for reading in seen:
        for at, behind in find_all(reading.text, sought):
            start, end = reading.span(at, behind)
            while start and word_of and not word_of[start - 1].isspace():
                start -= 1
            while end < len(word_of) and not word_of[end].isspace():
                end += 1
            covered[start:end] = b"\1" * (end - start)


def _cover_cut(covered: bytearray, seen: Iterable[Folded], sought: str) -> None:
    """Mark a value that begins before the window's end and would go on behind it."""
    for reading in seen:
        for length in range(min(len(sought), len(reading.text)), 0, -1):
            if reading.text.endswith(sought[:length]):
                start = reading.starts[-length]
                covered[start:] = b"\1" * (len(covered) - start)
                break


def _without(head: str, covered: bytearray) -> str:
    kept: list[str] = []
    at = 0
    while at < len(head):
        until = covered.find(b"\0" if covered[at] else b"\1", at)
        until = len(head) if until < 0 else until
        kept.append(GAP if covered[at] else head[at:until])
        at = until
    return "".join(kept)
