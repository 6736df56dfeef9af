"""Reads typed words as meanings: one spelling, slips mended, different words for one thing made the same.

"I've lost the pw for the old filing system" and "forgot my CM/ECF password" are read alike. The meanings stand in
`data/concepts.txt`. What is read is given back and kept nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Reading = tuple[str, ...]
"""Meanings, in capitals, and the stems of other words, in the order of the text."""

_CURLY = str.maketrans("\u2018\u2019\u201c\u201d", "''\"\"")
_SYMBOL = re.compile(r"(?:(?<=\s)|(?<=^)|(?<=[\"'(]))[@&$*#%](?=[\s\"')?.,]|$)")
_NOT = ("ca", "wo", "do", "does", "did", "is", "are", "was", "were", "has", "have", "had", "would", "could", "should")
_ON_A_PHONE = """
u you, ur your, thru through, tho though, cuz because, abt about, cir circuit, min minutes, mins minutes, hr hour,
hrs hours, yr year, yrs years, wk week, dept department, asst assistant, atty attorney, attys attorneys,
okay ok, info information, num number, msg message, tmrw tomorrow, tmw tomorrow, tonite tonight, nvm nevermind
"""
"""Words as they are typed on a phone."""
_LONG_FORMS = {
    **{f"{short}nt": (short, "not") for short in _NOT},
    **{f"{short}s": (short, "is") for short in ("what", "where", "how", "who", "when", "that", "there", "here")},
    **{f"{short}ve": (short, "have") for short in ("i", "you", "we", "they")},
    **dict.fromkeys(("cant", "cannot"), ("can", "not")),
    **dict.fromkeys(("gonna", "wanna", "gotta"), ("want", "to")),
    **{f"{short}d": (short, "did") for short in ("where", "how", "what")},
    "wont": ("will", "not"),
    "hafta": ("have", "to"),
    **{short: (long,) for short, long in (each.split() for each in _ON_A_PHONE.split(","))},
    "lets": ("let", "us"),
    "im": ("i", "am"),
}
"""Words that are written together, with or without an apostrophe."""
_WITH = ((re.compile(r"\bw/o(?:ut)?\b"), " without "), (re.compile(r"\bw/|\bw(?=\s+(?!d\b))"), " with "))
"""As a letter; not in "W. D. Tex."."""
_COURT_ID = (
    r"\b(?:a(?:l[nms]|r[ew])|ca[ncse]|fl[nms]|ga[nms]|i(?:l[ncs]|[na][ns])|ky[ew]|la(?:[ew]|m(?=d))|m(?:[io][ew]|s[ns])"
    r"|n(?:y[nesw]|c[emw])|o(?:h[ns]|k[new])|pa[emw]|t(?:n[emw]|x[nesw])|va[ew]|w(?:[ai][ew]|v[ns]))[bd]k?\b"
)
"""As the courts of districts are called in their addresses: txsb, mied. Not lamb, which is a word as well."""
_KINDS = (
    (re.compile(_COURT_ID), " acourt "),
    (re.compile(r"\blp-[a-z0-9]{4,12}\b"), " ourreference "),
    (re.compile(r"\b(?:\d{1,2}:)?(?:19|20)?\d\d-(?:[a-z]{2,5}-?)?\d{3,6}\b[-\w]*"), " casenumber "),
    (re.compile(r"\(?\b\d{3}\)?[-. ]{0,2}\d{3}[-. ]\d{4}\b"), " phonenumber "),
)
"""What something is says more than which it is."""
_WORD = re.compile(r"[a-z0-9]+")
_SMALL = """
a an the of to in on at for from by with as is are am be been was were do does did have has had will would can could
should shall may might i me my mine we us our you your it its this that these those there here and or but so if then
than just please pls still also too very really any some all now about up out off into over get got go goes going
gets getting one ones them they their he she his her him who whom which what when where why how not no yes ok okay
hi say says said tell tells told saying want wants need needs like know knows think thought thing things way let
make makes made use uses using used try tries tried trying put keep keeps kept keeping right left take takes took
taken give gives gave given came come comes because bc since while once only even ever every each other both such
same own more most much many lot lots bit kind sort something anything everything nothing somebody someone anyone
anybody everyone sure again already yet right left take takes took taken keep keeps kept keeping give gives gave
given
"""
"""Words that are spelt right, though our own files may lack them."""
_QUESTIONS = {"how": "QHOW", "wher": "QWHERE", "why": "QWHY", "who": "QWHO", "when": "QWHEN", "which": "QWHICH"}
"""By their stems."""
_WHOLE = frozenset({"linked", "news", "times", "trustee", "trustees"})
"""Words that mean something else without their ending."""
_ENDINGS = (("ing", 6), ("ed", 5), ("s", 4))
_SHORTEST_STEM = 3
_LONGEST_PHRASE = 7
_SLIP_FROM = 6


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Which words mean what, and which words are known at all."""

    phrases: Mapping[tuple[str, ...], Reading]
    words: frozenset[str]

    @classmethod
    def of(cls, lines: Iterable[str], known: Iterable[str] = ()) -> Self:
        """Read lines of "MEANING MEANING: words, words"; `known` are texts whose words count as spelt right."""
        phrases = {
            tuple(map(stem, spelt(said))): tuple(meanings.split())
            for meanings, _, sayings in (line.partition(":") for line in lines if line.strip() and line[0] != "#")
            for said in sayings.split(",")
        }
        words = {word for phrase in phrases for word in phrase}
        words.update(stem(word) for text in known for word in spelt(text))
        return cls(phrases, frozenset(words) | small_words())

    @classmethod
    def shipped(cls, known: Iterable[str] = ()) -> Self:
        """Give this app's own."""
        return cls.of(data_lines("concepts.txt"), known)

    def read(self, text: str) -> Reading:
        """Give what `text` means, word by word."""
        return tuple(self._meanings([self._mended(stem(word)) for word in spelt(text)]))

    def _meanings(self, words: list[str]) -> Iterator[str]:
        at = 0
        while at < len(words):
            sizes = range(min(_LONGEST_PHRASE, len(words) - at), 0, -1)
            size = next((each for each in sizes if tuple(words[at : at + each]) in self.phrases), 0)
            if size:
                yield from self.phrases[tuple(words[at : at + size])]
            else:
                yield _QUESTIONS.get(words[at], words[at])
            at += size or 1

    def _mended(self, word: str) -> str:
        """Give the one known word that is a slip away from an unknown one."""
        if word in self.words or len(word) < _SLIP_FROM or not word.isalpha():
            return word
        near = [
            each for each in self.words if each[:1] == word[:1] and len(each) >= _SLIP_FROM and one_slip(word, each)
        ]
        return near[0] if len(near) == 1 else word


def spelt(text: str) -> list[str]:
    """Give the words of `text` in one spelling."""
    plain = _SYMBOL.sub(" symbol ", text.translate(_CURLY).casefold()).replace("'", "")
    for pattern, what in (*_WITH, *_KINDS):
        plain = pattern.sub(what, plain)
    return [word for found in _WORD.findall(plain) for word in _LONG_FORMS.get(found, (found,))]


def stem(word: str) -> str:
    """Give a word without its ending: crude, and the same for what is asked and what is known."""
    if word in _WHOLE or len(word) <= _SHORTEST_STEM:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    for ending, least in _ENDINGS:
        if word.endswith(ending) and len(word) >= least and not word.endswith(("ss", "us", "is")):
            return _bare(word[: -len(ending)], ending)
    return word if word.endswith("ee") else word.removesuffix("e")


def _bare(stem_: str, ending: str) -> str:
    if len(stem_) <= _SHORTEST_STEM:
        return stem_
    if ending in {"ing", "ed"} and stem_[-1] == stem_[-2] and stem_[-1] not in "ls":
        return stem_[:-1]
    return stem_.removesuffix("e")


def small_words() -> frozenset[str]:
    """Give the stems of words that are in every sentence and say little."""
    return frozenset(map(stem, _SMALL.split()))


def data_lines(name: str) -> list[str]:
    """Give the lines of one of our own files."""
    return resources.files("bot.answering").joinpath("data", name).read_text("utf-8").splitlines()


def one_slip(word: str, known: str) -> bool:
    """Whether one letter wrong, missing, too many or swapped with its neighbour makes the one from the other."""
    if abs(len(word) - len(known)) > 1:
        return False
    at = next((i for i, (a, b) in enumerate(zip(word, known, strict=False)) if a != b), min(len(word), len(known)))
    rest, other = word[at:], known[at:]
    return rest[1:] in (other, other[1:]) or rest == other[1:] or (rest[:2] == other[1::-1] and rest[2:] == other[2:])
