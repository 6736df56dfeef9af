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
_WISHED = """
add begin connect do doing get getting go going gotta handle hook join like link linking need next open please pls ready
run set setup sign start take tie try want wish
"""
_WISHES = frozenset(_WISHED.split())
_AROUND = """
a account accounts again ahead also an and another at back can case cases cm cmecf credentials ecf efile efiler efiling
file filing first for hello hey hi i id im in into is it just lets let login logon me more my now of ok okay old on
one onto our over pacer right thanks that the then this time to today up us we with would you help
"""
_FILLERS = _WISHES | frozenset(_AROUND.split())
_ASKS = frozenset(
    ("am", "are", "did", "does", "how", "if", "is", "should", "was", "what", "when", "where", "which", "who", "why")
)
_ASKED = frozenset(("i", "they", "u", "we", "y", "ya", "yall", "you"))
"""Before these "do" asks, and elsewhere it wishes: "do you do txsb", "do txsb"."""


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
    if not _is_asked(text) and names(text):  # a question never begins a run
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


def _is_asked(text: str) -> bool:
    """Whether it is a question, by its end or its beginning."""
    first, *others = [*_bare(text), ""]
    return text.rstrip().endswith("?") or first in _ASKS or (first == "do" and others[0] in _ASKED)


def request(text: str) -> str:
    """Give what is wished for, without the words around it: "please link me at ..."; empty for a question."""
    words, bare = _WORD.findall(text), _bare(text)
    if _is_asked(text):
        return ""
    kept = [at for at, word in enumerate(bare) if word not in _FILLERS]
    return " ".join(words[kept[0] : kept[-1] + 1]) if kept else ""
