"""Finds what is a person's in a text: what was typed, names, mail, numbers, tokens, any word that is no page's. PURE.

Each text is looked at as it stands and with its escapes undone, so nothing is hidden by its spelling; what is found is
told as places in the text as it was.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import TYPE_CHECKING, Final

from bot.court.pages.folding import QUOTES, SHORTEST, blanked, find_all, folded, readings
from bot.court.rehearsal.wording import Standing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from bot.court.pages.folding import Folded
    from bot.court.rehearsal.wording import Wording

_MONTH: Final = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\b"
)
_STREET: Final = (
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|lane|ln|terrace|parkway|pkwy|highway|hwy|plaza)\b"
)
_SHAPES: Final = re.compile(
    r"(?P<mail>[a-z0-9_.+-]{1,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){0,5})"
    rf"|(?P<day>\b{_MONTH}\.? ?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? ?\d{{2,4}}\b)?|\b{_MONTH},? \d{{4}}\b"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th)?[ -](?:of )?{_MONTH}(?:,?[ -]\d{{2,4}}\b)?)"
    rf"|(?P<place>\b\d{{1,6}}[a-z]?(?: [a-z]{{1,15}}\.?){{1,4}} {_STREET})"
    r"|(?P<case>\b(?:\d{1,2}:)?\d{2,4}-(?:[a-z]{2,4}-)?\d{3,7}(?:-[a-z]{2,4})*\b)"
    r"|(?P<number>(?<!\d)(?:\d{1,4}(?P<by>[-/.])\d{1,2}(?P=by)\d{1,4}|\d(?:[\W_]{1,3}\d){3,}"
    r"|\(?\d{3}\)?[-./ ]{0,2}\d{3}[-. ]{0,2}\d{4})(?!\d))"
)
_TOKEN: Final = re.compile(r"[^\W_]+")
_SPELT: Final = re.compile(r"(?<![^\W_])[^\W\d_](?:[\W_]{1,4}[^\W\d_](?![^\W_]))+")
_CHARSET: Final = re.compile(r"\b(?:utf-8|iso-8859-\d{1,2}|windows-125\d)\b")
_HOST: Final = re.compile(r"[a-z0-9-]+(?:\.[a-z0-9-]+){2,}")
_GREETED: Final = re.compile(
    r"\b(?i:(?:welcome|hello|logged (?:in|on) as|signed (?:in|on) as|current user)\b\s*[:,-]?"
    r"|(?:mr|ms|mrs|mx|dr|hon)\.)\s+"
    r"((?:(?!(?i:to|the|back)\b)[^\W\d_a-z](?:\.|[\w'-]*),?\s*){1,4})"
)
"""Where a page may say a name before the page with both accounts has told it."""
_BESIDE: Final = re.compile(r"[ .,'&-]{0,3}")
_PRONOUNS: Final = frozenset("ai")
_LETTERS: Final = 2
_LETTERS_ONLY: Final = re.compile(r"[^\W\d_]+")
_APOSTROPHE: Final = re.compile(r"['`\u02bc\u2018\u2019\u00b4]")


class Kind(IntEnum):
    """What something private is, the surest last."""

    NUMBER = 1
    NAME = 2
    TOKEN = 3
    CASE = 4
    DAY = 5
    PLACE = 6
    MAIL = 7
    TYPED = 8
    VALUE = 9
    """Whatever stands where only values stand."""


@dataclass(frozen=True, slots=True, repr=False)
class Found:
    """Something private from `start` to `end` of a text; `plain` is what it is once folded."""

    start: int
    end: int
    kind: Kind
    plain: str


@dataclass(frozen=True, slots=True, repr=False)
class _Look:
    """One reading of a text, looked at: what is written in escapes is blank in all but the last."""

    text: str
    of: Folded
    original: str
    sentence: bool
    greeted: Sequence[tuple[int, int]]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give where it stands in the text as it was, without the quotation mark that closes it."""
        first, last = self.of.span(start, end)
        while last - first > 1 and self.original[last - 1] in QUOTES:
            last -= 1
        return first, last

    def written(self, start: int, end: int) -> str:
        """Give what stood there in the text as it was, less what nobody sees."""
        first, last = self.span(start, end)
        return "".join(each for each in self.original[first:last] if each.isprintable())

    def is_greeted(self, start: int, end: int) -> bool:
        first, last = self.span(start, end)
        return any(begun <= first and last <= ended for begun, ended in self.greeted)


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds. `is_name`: whether a folded word was told to be somebody's. `is_ours`: whether it is a stand-in."""

    wording: Wording
    is_name: Callable[[str], bool]
    is_ours: Callable[[str], bool]

    def find(self, text: str, exact: Sequence[str], *, sentence: bool = True) -> list[Found]:
        """Give all that is private in `text`, in order, none overlapping. `exact`: values as `sought` gives them."""
        found: list[Found] = []
        looks = _looks(text, sentence=sentence)
        for look in looks:
            for start, end, kind in (
                *_typed(look, exact),
                *_shaped(look.text),
                *_spelt(look.text, self.wording),
                *self._words(look),
            ):
                found.append(Found(*look.span(start, end), kind, look.of.text[start:end]))
        return _whole(_merged(found), looks)

    def names(self, text: str) -> list[Found]:
        """Give only the words in `text` that were told to be somebody's."""
        looks = _looks(text, sentence=True)
        told = _merged(
            Found(*look.span(*token.span()), Kind.NAME, token[0])
            for look in looks
            for token in _TOKEN.finditer(look.text)
            if self._is_told(token[0])
        )
        return _whole(told, looks)

    def is_markup(self, name: str) -> bool:
        """Whether the name of a tag or an attribute is made of a page's words; a person may be called as one is."""
        return replace(self, is_name=lambda _: False).is_clean(name)

    def is_clean(self, text: str) -> bool:
        """Whether each word and number of `text`, markup or not, is a page's or a stand-in."""
        return not any(
            self._standing(look, token) is Standing.SOMEBODYS
            for look in _looks(text, sentence=True)
            for token in _TOKEN.finditer(self._spared(look.text))
        )

    def _words(self, look: _Look) -> Iterator[tuple[int, int, Kind]]:
        tokens = list(_TOKEN.finditer(self._spared(look.text)))
        standings = [self._standing(look, token) for token in tokens]
        for index in (*range(len(tokens)), *reversed(range(len(tokens)))):
            if standings[index] is Standing.DOUBTED and (
                look.is_greeted(*tokens[index].span())
                or any(
                    standings[other] is Standing.SOMEBODYS and not tokens[other][0].isdigit()
                    for other in (index - 1, index + 1)
                    if 0 <= other < len(tokens) and _stand_together(look.text, tokens[index], tokens[other])
                )
            ):
                standings[index] = Standing.SOMEBODYS
        for token, standing in zip(tokens, standings, strict=True):
            if standing is Standing.SOMEBODYS:
                yield *token.span(), _kind(token[0])

    def _spared(self, text: str) -> str:
        """Blank the names of charsets and of courts' hosts."""
        text = _CHARSET.sub(lambda found: " " * len(found[0]), text)
        return _HOST.sub(lambda found: " " * len(found[0]) if found[0] in self.wording.hosts else found[0], text)

    def _standing(self, look: _Look, token: re.Match[str]) -> Standing:
        word = token[0]
        if self._is_told(word):
            return Standing.SOMEBODYS
        if self.is_ours(word):
            return Standing.PAGES
        if len(word) == 1:
            capital = word.isalpha() and word not in _PRONOUNS and look.written(*token.span()).isupper()
            return Standing.DOUBTED if capital else Standing.PAGES
        return self.wording.standing(word, look.written(*token.span()), sentence=look.sentence)

    def _is_told(self, word: str) -> bool:
        return self.is_name(word) or (len(word) > SHORTEST and word.endswith("s") and self.is_name(word[:-1]))


def sought(values: Iterable[str]) -> list[str]:
    """Give values as they are looked for: folded in each of their spellings, none too short to mean anything."""
    found = {reading.text.strip() for value in values for reading in readings(value)}
    return [each for each in found if len(each) >= SHORTEST or sum(map(str.isalnum, each)) >= _LETTERS]


def holds(text: str, exact: Iterable[str]) -> bool:
    """Whether one of `exact`, as `sought` gives them, is in `text` in any spelling."""
    return any(next(find_all(reading.text, each), None) for reading in readings(text) for each in exact)


def words_of(text: str) -> list[str]:
    """Give the folded words of letters in `text`, and the parts of those that an apostrophe joins."""
    return [
        token[0] for part in (text, _APOSTROPHE.sub(" ", text)) for token in _LETTERS_ONLY.finditer(folded(part).text)
    ]


def _looks(text: str, *, sentence: bool) -> list[_Look]:
    greeted = [match.span(1) for match in _GREETED.finditer(text)] if sentence else []
    seen = readings(text)
    return [
        _Look(each.text if each is seen[-1] else blanked(each.text), each, text, sentence, greeted) for each in seen
    ]


def _typed(look: _Look, exact: Sequence[str]) -> Iterator[tuple[int, int, Kind]]:
    """Give typed values with all of the word that they are a part of."""
    for value in exact:
        for start, end in find_all(look.of.text, value):
            first, last = start, end
            while first and look.text[first].isalnum() and look.text[first - 1].isalnum():
                first -= 1
            while last < len(look.text) and look.text[last - 1].isalnum() and look.text[last].isalnum():
                last += 1
            yield first, last, Kind.TYPED


def _shaped(text: str) -> Iterator[tuple[int, int, Kind]]:
    for found in _SHAPES.finditer(text):
        yield *found.span(), Kind[(found.lastgroup or "number").upper()]


def _spelt(text: str, wording: Wording) -> Iterator[tuple[int, int, Kind]]:
    """Give what is written letter by letter, unless it is a word of a page's, as in "U.S."."""
    for found in _SPELT.finditer(text):
        letters = "".join(filter(str.isalpha, found[0]))
        if letters not in wording.anywhere and not _PRONOUNS.issuperset(letters):
            yield *found.span(), Kind.NAME


def _stand_together(text: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = text[min(one.end(), other.end()) : max(one.start(), other.start())]
    return _BESIDE.fullmatch(between) is not None


def _kind(word: str) -> Kind:
    if word.isdigit():
        return Kind.NUMBER
    return Kind.NAME if word.isalpha() else Kind.TOKEN


def _whole(found: list[Found], looks: Sequence[_Look]) -> list[Found]:
    """Take in the rest of each word, in any reading, that was found in part: it would be read with the stand-in."""
    cut = found
    while cut:
        starts = [each.start for each in found]
        cut = [
            Found(first, last, _kind(token[0]), token[0])
            for look in looks
            for token in _TOKEN.finditer(look.text)
            for first, last in [look.span(*token.span())]
            for each in found[max(bisect_right(starts, first) - 1, 0) : bisect_right(starts, last)]
            if first <= each.end and each.start <= last and not each.start <= first <= last <= each.end
        ]
        if cut:
            found = _merged([*found, *cut], touching=True)
    return found


def _merged(found: Iterable[Found], *, touching: bool = False) -> list[Found]:
    """Make one of those that overlap, or that touch, of the surest kind."""
    merged: list[Found] = []
    for each in sorted(found, key=lambda one: (one.start, one.end)):
        if merged and each.start < merged[-1].end + touching:
            last = merged[-1]
            surest = max(last, each, key=lambda one: (one.kind, len(one.plain)))
            merged[-1] = Found(last.start, max(last.end, each.end), surest.kind, surest.plain)
        else:
            merged.append(each)
    return merged
