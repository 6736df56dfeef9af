"""What somebody asks to have done, in their own words: by a grammar that must read the whole of it, or of a part.

One word that the grammar does not know, and nothing is asked for: "cancel" is, "cancel my appointment" is not. What is
found is only ever offered, and done by a click.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.answering.grammar import Grammar
from bot.answering.knowledge import subject
from bot.answering.reading import data_lines, one_slip, spelt, stem
from bot.answering.topics import Topic
from bot.answering.words import Word

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from bot.answering.grammar import Reading
    from bot.answering.topics import Subject

_MARK = "ask "
_APART = (
    re.compile(r"[.?!;,:()\u2026\n]+|\s-+\s|\b(?:and then|and|but|so|because|cuz|since|then)\b", re.IGNORECASE),
    re.compile(r"[.?!;,:()\u2026\n]+"),
)
_REASONS = frozenset("i we he she they there because since cause".split())  # noqa: SIM905 - words read better so
_JOINS = frozenset("and but so".split())  # noqa: SIM905
_QUESTIONS = frozenset(
    map(
        stem,
        "if when whether once after before until unless what why who which where does do did is are am was were will"  # noqa: SIM905
        " would how has have can could should may must might".split(),
    )
)
"""Words that begin what is only supposed, or is a question."""
_SHORT_FORMS = (
    (re.compile(r"(?i)\b(i|we|you|they|it|that|there)['\u2019]d\b"), r"\1 would"),
    (re.compile(r"(?i)\bid (?=like|rather|love|prefer|want|need|wish)"), "i would "),
    (re.compile(r"(?i)\b(i|we|you|they|it|that|this)['\u2019]ll\b"), r"\1 will"),
    (re.compile(r"(?i)\b(we|you|they)['\u2019]re\b"), r"\1 are"),
    (re.compile(r"(?i)\bit['\u2019]?s\b"), "it is"),
    (re.compile(r"(?i)\blemme\b"), "let me"),
    (re.compile(r"(?i)\bgimme\b"), "give me"),
    (re.compile(r"(?i)\bdon['\u2019]?t\b"), "do not"),
    (re.compile(r"(?i)\bain['\u2019]?t\b"), "am not"),
    (re.compile(r"(?i)\bwanna\b"), "want to"),
    (re.compile(r"(?i)\bwana\b"), "want to"),
)
_SOMEBODYS = re.compile(
    r"(?i)\b(?!(?:firm|office|company|department|library|practice|court|clerk|admin|else|it|that|what|who|where|how|here"
    r"|there|let|he|she)['\u2019])[a-z]+(?:['\u2019]s|s['\u2019])(?= (?:pacer|cm/?ecf|ecf|account|login|password)\b)"
)
"""A person's, whoever it is: "Dana's PACER account"."""
_MOST_WORDS = 30
_SHORTEST_SLIP = 5
_SHORTEST_SWAP = 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for, if anything; and what else was said, which may matter more."""

    act: Subject | None
    besides: bool = False


class Acts:
    """The ways to ask for each act. One per process; keeps nothing of what is said."""

    def __init__(self, lines: Sequence[str], known: Collection[str]) -> None:
        self._grammar = Grammar([line.removeprefix(_MARK) for line in lines])
        names = [line.removeprefix(_MARK).partition(":")[0] for line in lines if line.startswith(_MARK)]
        self._acts = [(name, _act_named(name)) for name in names]
        self._known = frozenset(known)
        self._alike: dict[tuple[str, int], list[str]] = defaultdict(list)
        for word in self._grammar.words:
            for length in range(len(word) - 1, len(word) + 2):  # as long as a word that is one slip away
                self._alike[word[0], length].append(word)

    def asked(self, text: str) -> Asked:
        """Say what is asked for by the whole of `text`, or by one part of it, the rest being reasons or nothing."""
        for pattern, plain in _SHORT_FORMS:
            text = pattern.sub(plain, text)
        text = _SOMEBODYS.sub("somebody", text)
        words = self._stems(text)
        if not words or len(words) > _MOST_WORDS:
            return Asked(None)
        reading = self._grammar.reading(words)
        if act := self._act(reading):
            return Asked(act)
        for pattern in _APART:
            if asked := self._in_parts([self._stems(part) for part in pattern.split(text)]):
                return asked
        return self._in_a_row(reading) or Asked(None)

    def _in_parts(self, parts: Sequence[Sequence[str]]) -> Asked | None:
        """Look for an act in one of several parts; what is only supposed or asked beside it means something else."""
        read = [self._grammar.reading(part) for part in parts if part]
        said = [(reading.words, self._act(reading)) for reading in read if not reading.says_nothing()]
        besides = [words for words, act in said if act is None]
        acts = {act for _, act in said}
        found = [act for _, act in self._acts if act in acts]
        return Asked(found[0], besides=bool(besides)) if found and not any(map(_supposes, besides)) else None

    def _in_a_row(self, reading: Reading) -> Asked | None:
        """Look for an act at the beginning, with another one or a reason after it, and no comma between them."""
        ends = {act: reading.ends(name) for name, act in self._acts}
        for name, second in self._acts:
            for first, ended in ends.items():
                if any(reading.whole(name, end) for end in ended):
                    return Asked(min(first, second, key=self._order))
        last, first = max(((max(ended, default=0), act) for act, ended in ends.items()), key=lambda pair: pair[0])
        if 1 < last < len(reading.words) - 1 and reading.words[last] in _REASONS:
            return Asked(first, besides=True)
        return None

    def _order(self, act: Subject) -> int:
        return [each for _, each in self._acts].index(act)

    def _act(self, reading: Reading) -> Subject | None:
        if reading.says_nothing():
            return None
        return next((act for name, act in self._acts if reading.whole(name)), None)

    def _stems(self, text: str) -> list[str]:
        return [stem(self._mended(word)) for word in spelt(text)]

    def _mended(self, word: str) -> str:
        """Give the one word of the grammar that is a slip away from a word that nobody knows."""
        if word in self._grammar.words or stem(word) in self._known or not word.isalpha():
            return word
        near = {stem(each): each for each in self._alike.get((word[0], len(word)), ()) if _slipped(word, each)}
        return next(iter(near.values())) if len(near) == 1 else word


def _slipped(word: str, known: str) -> bool:
    """Whether it is a slip; of short words, two letters swapped alone: "bakc"."""
    if min(len(word), len(known)) < _SHORTEST_SLIP:
        return len(word) == len(known) == _SHORTEST_SWAP and sorted(word) == sorted(known)
    return one_slip(word, known)


def _act_named(name: str) -> Subject:
    named = subject(name)
    if not isinstance(named, Topic | Word):
        raise ValueError(f"{name} is nothing that can be asked for.")  # noqa: TRY004 - a fault of our own file
    return named


def _supposes(words: Sequence[str]) -> bool:
    return words[0] in _QUESTIONS or (len(words) > 1 and words[0] in _JOINS and words[1] in _QUESTIONS)


def shipped_acts(known: Collection[str]) -> Acts:
    """Give our own; `known` are the stems that are spelt right."""
    return Acts([line for line in data_lines("acts.txt") if line and line[0] != "#"], known)
