"""What is known of each subject: ways to ask for it, and what a question must be about. Reads our own files, once.

`data/phrasings.txt` and `data/rules.txt` are written by meaning; the sentences that the matching is measured with stand
elsewhere, and in neither of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from bot.answering.reading import Reading, Vocabulary, data_lines, stem
from bot.answering.topics import Subject, Topic
from bot.answering.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

OTHER = "other"
"""What this app has no answer for, and can tell: the printer, a motion, the weather."""

Named = Subject | str
"""A subject, or `OTHER`."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that must be in a question, in one of several forms, or must not."""

    either: frozenset[str]
    absent: bool = False

    @classmethod
    def of(cls, said: str) -> Self:
        """Read "THIS|that", a meaning or another word, or "!THIS" for what must not be there."""
        forms = said.removeprefix("!").split("|")
        return cls(frozenset(each if each.isupper() else stem(each) for each in forms), said.startswith("!"))

    def fits(self, meanings: AbstractSet[str]) -> bool:
        """Say whether a question with these meanings is as this part wants it."""
        return self.either.isdisjoint(meanings) == self.absent


Rule = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Phrasing:
    """One way to ask for a subject, as it is read."""

    subject: Named
    reading: Reading


@dataclass(frozen=True, slots=True)
class Knowledge:
    """All of it."""

    vocabulary: Vocabulary
    phrasings: tuple[Phrasing, ...]
    rules: Mapping[Named, tuple[Rule, ...]]

    @classmethod
    def shipped(cls) -> Self:
        """Read our own files. Raises ValueError for a subject that there is not."""
        said = tuple(_phrasings(data_lines("phrasings.txt")))
        vocabulary = Vocabulary.shipped(text for _, text in said)
        return cls(
            vocabulary,
            tuple(Phrasing(subject, vocabulary.read(text)) for subject, text in said),
            dict(_rules(data_lines("rules.txt"))),
        )


def subject(name: str) -> Named:
    """Give the subject of that name. Raises ValueError for a name that is none's."""
    if name == OTHER:
        return OTHER
    said = name.replace("_", " ")
    return Word(said) if said in set(Word) else Topic(name)


def _said(lines: Iterable[str]) -> Iterator[str]:
    return (line.strip() for line in lines if line.strip() and not line.startswith("#"))


def _phrasings(lines: Iterable[str]) -> Iterator[tuple[Named, str]]:
    about: Named = OTHER
    for line in _said(lines):
        if line.startswith("["):
            about = subject(line.strip("[]"))
        else:
            yield about, line


def _rules(lines: Iterable[str]) -> Iterator[tuple[Named, tuple[Rule, ...]]]:
    for line in _said(lines):
        name, _, rules = line.partition(":")
        yield subject(name), tuple(tuple(map(Part.of, rule.split())) for rule in rules.split(";"))
