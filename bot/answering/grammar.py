"""A small grammar over words: which ways of saying something the whole of a sentence can be read as. PURE.

Lines of "name: ways, ways"; in a way, <name> stands for any of its ways, [x|y] may be missing, (x|y) is one of them.
Words stand for all of their forms with the same stem. Words of the class "fluff" may stand anywhere.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from bot.answering.reading import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

FLUFF = "fluff"
_TOKEN = re.compile(r"<\w+>|[a-z0-9]+|[\[\]()|]")
_CLOSED_BY = {"[": "]", "(": ")"}


@dataclass(frozen=True, slots=True)
class Name:
    """Stands for any way of a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several ways; or none, if that is one of them. Found by the word that they begin with."""

    by_word: Mapping[str, Sequence[Way]]
    others: Sequence[Way]

    @classmethod
    def of(cls, ways: Iterable[Way]) -> Self:
        """Sort the ways by their first word."""
        by_word: dict[str, list[Way]] = defaultdict(list)
        others: list[Way] = []
        for way in ways:
            (by_word[way[0]] if way and isinstance(way[0], str) else others).append(way)
        return cls(dict(by_word), tuple(others))


Item = str | Name | Choice
Way = tuple[Item, ...]


class Grammar:
    """Names and their ways. To be read from our own files; what is asked is kept nowhere."""

    def __init__(self, lines: Iterable[str]) -> None:
        self.words: set[str] = set()
        self._names: dict[str, Choice] = {}
        for line in lines:
            name, _, ways = line.partition(":")
            self._names[name.strip()] = Choice.of(self._way(way) for way in ways.split(","))
        if unknown := set(re.findall(r"<(\w+)>", " ".join(lines))) - set(self._names):
            raise ValueError(f"There is no way to say {', '.join(sorted(unknown))}.")

    def _way(self, said: str) -> Way:
        tokens = _TOKEN.findall(said)
        items, at = self._items(tokens, 0)
        if at != len(tokens):
            raise ValueError(f"A bracket is open in {said.strip()!r}.")
        return items

    def _items(self, tokens: Sequence[str], at: int) -> tuple[Way, int]:
        items: list[Item] = []
        while at < len(tokens) and tokens[at] not in ")]|":
            token = tokens[at]
            at += 1
            if token in _CLOSED_BY:
                choice, at = self._choice(tokens, at, _CLOSED_BY[token])
                items.append(choice)
            elif token[0] == "<":
                items.append(Name(token[1:-1]))
            else:
                self.words.add(token)
                items.append(stem(token))
        return tuple(items), at

    def _choice(self, tokens: Sequence[str], at: int, closed_by: str) -> tuple[Choice, int]:
        ways: list[Way] = [()] if closed_by == "]" else []
        while True:
            way, at = self._items(tokens, at)
            ways.append(way)
            if at >= len(tokens) or tokens[at] not in {"|", closed_by}:
                raise ValueError(f"A bracket is open in {' '.join(tokens)!r}.")
            at += 1
            if tokens[at - 1] == closed_by:
                return Choice.of(ways), at

    def reading(self, words: Sequence[str]) -> Reading:
        """Read the stems of one sentence."""
        return Reading(self._names, words)


@dataclass(slots=True)
class Reading:
    """One sentence, and where the ways that begin somewhere in it can end."""

    names: Mapping[str, Choice]
    words: Sequence[str]
    _known: dict[tuple[int, int], frozenset[int]] = field(default_factory=dict)
    _rests: dict[int, frozenset[int]] = field(default_factory=dict)

    def whole(self, name: str, begin: int = 0) -> bool:
        """Say whether all words from there can be read as a way of that name."""
        return len(self.words) in self.ends(name, begin)

    def says_nothing(self) -> bool:
        """Say whether there is fluff only."""
        return len(self.words) in self.resting(0)

    def ends(self, name: str, begin: int = 0) -> frozenset[int]:
        """Give where a way of that name can end that begins there, with the fluff after it or without."""
        return frozenset({begin}.union(*map(self.resting, self._choice(self.names[name], begin)))) - {begin}

    def resting(self, at: int) -> frozenset[int]:
        """Give where one can be after as much fluff as there is, or less."""
        if at not in self._rests:
            fluff = self.names.get(FLUFF)
            ways = fluff.by_word.get(self.words[at], ()) if fluff and at < len(self.words) else ()
            ends = {at + len(way) for way in ways if tuple(self.words[at : at + len(way)]) == way}
            self._rests[at] = frozenset({at}.union(*map(self.resting, ends)))
        return self._rests[at]

    def _choice(self, choice: Choice, at: int) -> frozenset[int]:
        key = (id(choice), at)
        if key not in self._known:
            self._known[key] = frozenset(self._any(choice, at))
        return self._known[key]

    def _any(self, choice: Choice, at: int) -> Iterator[int]:
        for begin in self.resting(at):
            if begin < len(self.words):
                for way in choice.by_word.get(self.words[begin], ()):
                    yield from self._ends(way, begin)
        for way in choice.others:
            yield from self._ends(way, at)

    def _ends(self, way: Way, at: int) -> set[int]:
        ends = {at}
        for item in way:
            ends = {end for begin in ends for end in self._after(item, begin)}
            if not ends:
                break
        return ends

    def _after(self, item: Item, at: int) -> Iterable[int]:
        if isinstance(item, Name):
            return self._choice(self.names[item.name], at)
        if isinstance(item, Choice):
            return self._choice(item, at)
        return [begin + 1 for begin in self.resting(at) if begin < len(self.words) and self.words[begin] == item]
