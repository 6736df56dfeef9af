"""Takes what somebody wrote for what it is: a word, a court's name, a secret, a question, or none of these."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from bot.answering.matching import HalfSure, NotSure, Sure
from bot.answering.secrets import looks_secret
from bot.answering.words import Word, meaning

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.answering.matching import Matcher, Understood

_WORD = re.compile(r"[^\s,;:!]+")
_AROUND = """
a account accounts an and at can case cases cm cmecf do ecf efiling filing file for hello hi i im id in is it let
like lets link linking login me my need next now of old on one pacer please pls start begin thanks that the then this to
us want we with would you help get go
"""
_FILLERS = frozenset(_AROUND.split())
_WISHES = frozenset(("begin", "like", "link", "linking", "need", "next", "please", "pls", "start", "want"))
_ASKS = frozenset(
    ("am", "are", "did", "do", "does", "how", "is", "should", "was", "what", "when", "where", "which", "who", "why")
)


@dataclass(frozen=True, slots=True)
class AtCourt:
    """A court was named, by these words, and nothing else was asked."""

    words: str


@dataclass(frozen=True, slots=True)
class SecretTyped:
    """Something that must not be written here."""


def heard(text: str, matcher: Matcher, names: Callable[[str], bool]) -> Word | AtCourt | SecretTyped | Understood:
    """Say what `text` is; `names` tells whether words name a court, and that alone."""
    word = meaning(text)
    if word is not None:
        return word
    if looks_secret(text):  # before anybody else looks at it
        return SecretTyped()
    if names(text) and not text.rstrip().endswith("?"):  # a question never begins a run
        return AtCourt(text)
    taken = matcher.understood(text)
    asked = request(text) if _wishes(text, taken) else ""
    return AtCourt(asked) if asked and names(asked) else taken


def _wishes(text: str, taken: Understood) -> bool:
    """Whether something is wished for, by a word that says so or by what the whole is about."""
    match taken:
        case Sure(subject):
            return subject is Word.LINK
        case HalfSure(subjects):
            return subjects[0] is Word.LINK or not _WISHES.isdisjoint(_bare(text))
        case NotSure():
            return not _WISHES.isdisjoint(_bare(text))
        case _:
            assert_never(taken)


def _bare(text: str) -> list[str]:
    return [re.sub(r"[^a-z]", "", word.lower()) for word in _WORD.findall(text)]


def request(text: str) -> str:
    """Give what is wished for, without the words around it: "please link me at ..."; empty for a question."""
    words, bare = _WORD.findall(text), _bare(text)
    if not words or text.rstrip().endswith("?") or bare[0] in _ASKS:
        return ""
    kept = [at for at, word in enumerate(bare) if word not in _FILLERS]
    return " ".join(words[kept[0] : kept[-1] + 1]) if kept else ""
