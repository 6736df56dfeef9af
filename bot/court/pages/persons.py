"""Text of an account -> whose name it holds, in the order of speech; addresses, logins and titles are left out. PURE.

What stands beside a name is told by labels, digits and letter case only, since a page's lines are folded to one text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.court.pages.letters import LOST, Word, mended, word

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABEL: Final = re.compile(
    r"(?<![\w-])(?:(?:cm/?ecf|ecf|pacer|your)\s+)*(?:"
    r"(?P<name>(?:(?:full|filer|attorney|account\s+holder)(?:'s)?\s+)?name)\s*[:=]"
    r"|(?P<given>(?:first|given)(?:\s+name)?)\s*[:=]|(?P<middle>middle(?:\s+(?:name|initial))?)\s*[:=]"
    r"|(?P<family>(?:last|family)(?:\s+name)?|surname)\s*[:=]|(?P<suffix>suffix|generation)\s*[:=]"
    r"|(?P<firm>(?:law\s+)?firm(?:\s+name)?|organi[sz]ation|company|office)\s*[:=]"
    r"|(?:user\s*(?:id|name)|username|login(?:\s+(?:id|name))?)\s*[:#=]?(?=\s+\S)"
    r"|(?:account(?:\s+(?:no|number|id|type))?|e-?mail|id|type|role|status|(?:mailing\s+)?address)\b\.?\s*[:#=]"
    r"|(?:tele?(?:phone)?|phone|fax|cell|mobile)\b\.?\s*(?:no|number)?\.?\s*(?:[:#=]|(?=[(+]?\d))"
    r"|(?:state\s+)?bar\s*(?:no|number|id|#)\.?\s*[:#=]?|sbn\b\s*[:#=]?)",
    re.IGNORECASE,
)
_OWN_PARTS: Final = frozenset({"given", "middle", "family", "suffix"})
_ELSEWHERE: Final = re.compile(r"\S+@\S+|\bhttps?://\S+|\bwww\.\S+|\b[a-z]{2,}(?:[._][a-z]{2,})+\b")
_BRACKETS: Final = re.compile(r"\([^()]*\)|\[[^][]*\]|<[^<>]*>")
_CALLED: Final = re.compile(r"\"\s*([^\W\d_]+)\.?\s*\"|(?<!\w)'([^\W\d_]+)'(?!\w)|\(([A-Z][^\W\d_]+)\)")
_FORMERLY: Final = re.compile(r"\s(?:[fan]/?k/?a/?|n[ée]e|formerly(?: known as)?|also known as)\s(?=\S)")
_CHAPTER: Final = re.compile(r"\bchapter\s+\d+\b", re.IGNORECASE)
_ADDRESS: Final = re.compile(
    r"(?<![\w.-])(?:#?\d(?!(?:nd|rd|th)\b)|P\.?\s?O\.?\s?Box\b|(?:Suite|Ste\.?|Floor|Room|Unit)\s+#?\w*\d"
    r"|(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)\s(?:[A-Z]\w*\s){1,3}?"
    r"(?:Plaza|Place|Square|Center|Centre|Tower|Street|Avenue|Park|Way|Court|Drive)\b).*",
    re.DOTALL,
)
_POSTCODE: Final = re.compile(r",?\s*\b[A-Z]{2}\.?\s+(?=\d{5}\b)")
_AT_LAW: Final = re.compile(r"\b(?:attorney|counsel(?:l?or)?|lawyer)s?[ -]at[ -]law\b", re.IGNORECASE)
_FIRM_BESIDE: Final = re.compile(
    r"(?<=[^\W\d_])(?:,\s|\s)(?:[A-Z][\w'-]*,\s)*[A-Z][\w'-]*,?\s(?:&|and)\s[A-Z][\w'-]*"
    r"|(?<=[^\W\d_])(?:,\s|\s)[A-Z][\w'-]*\sLaw\s(?:Firm|Group|Offices?|Center)"
)
_FIRM_NEXT: Final = re.compile(r"\s*(?:[A-Z][\w'-]*,\s)*[A-Z][\w'-]*,?\s(?:&|and)\s[A-Z]")
_LEGAL_FORM: Final = re.compile(
    r"(?<=[\w,.])\s(?:[LP]{1,3}LP|P?LLC|L\.L\.[CP]\.|P\.\s?[CAS]\.|PC|PLC|LPA|APC)(?=$|[\s,])"
)
_APART: Final = re.compile(r"[/&-]+")
_AROUND: Final = "\"';:!?*|~()[]<>"
_SUFFIXES: Final = {
    **{each: each for each in ("jr", "sr", "ii", "iii", "iv")},
    "2nd": "ii",
    "3rd": "iii",
    "4th": "iv",
}
_TITLES: Final = frozenset("mr mrs ms miss dr hon honorable attorney atty prof professor judge".split())  # noqa: SIM905 - words read better so
_BEHIND: Final = frozenset(
    "esq esquire attorney atty aty trustee chapter tr counsel counselor lawyer jd md phd llm llb cpa mba br filer user"  # noqa: SIM905 - words read better so
    " individual account active pacer ecf cm dds cfe".split()
)
_PARTICLES: Final = frozenset(
    "de la las los del der den van von di da do dos du le el al bin ibn y e ter ten zu zum st and of v".split()  # noqa: SIM905 - words read better so
)
_VOWELS: Final = frozenset("AEIOUY")
_PAIR: Final = 2


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it may be meant: given names first; `family` words at the end are surely the family's, if any."""

    words: tuple[Word, ...]
    suffix: str = ""
    family: int = 0


@dataclass(frozen=True, slots=True)
class _Raw:
    """A word as written, and how it is compared; whether it is written as logins are."""

    text: str
    word: Word
    is_login: bool


def persons_in(text: str) -> tuple[Person, ...]:
    """Give each way in which a text can be read as a person's name; none when no word in it can be one."""
    found = (_person(each) for each in _ways(own_name(mended(text))))
    return tuple(dict.fromkeys(each for each in found if each.words))


def own_name(text: str) -> str:
    """Give what stands before all labels, or behind those that announce a name; parts of one as "Last, First"."""
    parts: dict[str, str] = {}
    labels = list(_LABEL.finditer(text))
    ends = [*(label.start() for label in labels[1:]), len(text)]
    for label, end in zip(labels, ends, strict=False):
        parts.setdefault(label.lastgroup or "", text[label.end() : end].strip(" ,;"))
    if _OWN_PARTS & parts.keys():
        given = " ".join(parts.get(each, "") for each in ("given", "middle", "suffix"))
        return f"{parts.get('family', '')}, {given}"
    before = text[: labels[0].start()] if labels else text
    return parts.get("name") or before


def firm_named(text: str) -> str:
    """Give what stands behind a firm's label, where no person is named beside it."""
    firm = [label for label in _LABEL.finditer(text) if label.lastgroup == "firm"]
    return text[firm[0].end() :] if firm and not own_name(text).strip() else ""


def without_beside(text: str) -> str:
    """Leave out e-mail and web addresses, logins in brackets, and everything from a street, box or number on."""
    plain = _CHAPTER.sub("chapter", _BRACKETS.sub(" ", _ELSEWHERE.sub(" ", text)))
    is_city = _POSTCODE.search(plain) is not None
    plain = _ADDRESS.sub("", _POSTCODE.sub(" ", plain)).strip(" ,")
    name, comma, city = plain.rpartition(",")
    return name if is_city and comma and " " in name.strip() and city else plain


def _ways(text: str) -> list[str]:
    """Give a text without what one is called by, with it, and by a former name."""
    called = _CALLED.sub(lambda found: f" {found[1] or found[2] or found[3]} ", text)
    plain = _CALLED.sub(" ", text)
    ways = [way for each in dict.fromkeys((plain, called)) for way in _FORMERLY.split(each)[:_PAIR]]
    return [ways[0], *(way for way in ways[1:] if " " in way.strip())]


def _person(text: str) -> Person:
    suffix = ""
    parts: list[list[_Raw]] = []
    for part in _without_firm(_AT_LAW.sub(" ", without_beside(text))).split(","):
        words, found = _without_suffix(_words(part), is_first=not parts)
        words = _without_callings(words, sum(map(len, parts)))
        suffix = suffix or found
        if words:
            parts.append(words)
    parts = _without_login(parts)
    if all(each.word.plain in _BEHIND | _TITLES for part in parts for each in part):
        return Person(())
    if len(parts) < _PAIR:
        return _natural(parts[0] if parts else [], suffix)
    return Person(_compared(parts[1], given=True) + _compared(parts[0]), suffix, len(parts[0]))


def _without_firm(text: str) -> str:
    """Leave out a firm's name behind a person's, but not one that is all there is."""
    name, _, behind = text.partition(",")
    if " " in name.strip() and _FIRM_NEXT.match(behind):
        return name
    without = _FIRM_BESIDE.sub(" ", text)
    return _LEGAL_FORM.sub(" ", without if " " in without.strip() else text)


def _natural(words: list[_Raw], suffix: str) -> Person:
    if len(words) > _PAIR and words[-1].word.plain == "v":
        return Person(_compared(words[:-1], given=True), suffix or "v")
    return Person(_compared(words, given=True), suffix)


def _words(part: str) -> list[_Raw]:
    return [each for piece in part.split() for each in _pieces(piece)]


def _pieces(text: str) -> Iterator[_Raw]:
    """Give what a hyphen or a slash joins; a login is written in small letters as a whole."""
    is_login = text.islower() and len(text) > _PAIR and word(text).plain not in _PARTICLES
    for piece in (raw.strip(_AROUND) for raw in _APART.split(text)):
        if any(map(str.isalpha, piece)) or LOST in piece:
            yield _Raw(piece, word(piece), is_login)


def _without_suffix(words: list[_Raw], *, is_first: bool) -> tuple[list[_Raw], str]:
    """Take "Jr." and the like out of a part; what begins a name are initials."""
    for at, each in enumerate(words):
        plain = each.word.plain
        if plain in _SUFFIXES and not (is_first and at == 0):
            return words[:at] + words[at + 1 :], _SUFFIXES[plain]
        if plain == "v" and len(words) == 1 and not is_first:
            return [], "v"
    return words, ""


def _without_callings(words: list[_Raw], before: int) -> list[_Raw]:
    """Leave out titles before a name; degrees and callings behind two words of it, since some are surnames too."""
    while len(words) > 1 and not before and words[0].word.plain in _TITLES:
        words = words[1:]
    kept: list[_Raw] = []
    for each in words:
        if before + len(kept) < _PAIR or each.word.plain not in _BEHIND:
            kept.append(each)
    return kept


def _without_login(parts: list[list[_Raw]]) -> list[list[_Raw]]:
    """Leave out a word in small letters beside a name in capital ones, and one with digits."""
    named = [[each for each in part if not any(map(str.isdigit, each.text))] for part in parts]
    capitals = sum(each.text[:1].isupper() for part in named for each in part)
    if capitals >= _PAIR:
        named = [[each for each in part if not each.is_login] for part in named]
    elif not capitals and sum(map(len, named)) == 1:
        return []
    return [part for part in named if part]


def _compared(words: list[_Raw], *, given: bool = False) -> tuple[Word, ...]:
    """Give the words that are compared; "TJ" and "J.Q." of given names as initials."""
    return tuple(one for each in words for one in (_letters(each) if given else [each.word]))


def _letters(each: _Raw) -> list[Word]:
    pieces = [piece for piece in each.text.split(".") if piece]
    if len(pieces) > 1 and all(len(piece) == 1 for piece in pieces):
        return [word(piece) for piece in pieces]
    if len(each.text) == _PAIR and each.text.isalpha() and each.text.isupper() and _VOWELS.isdisjoint(each.text):
        return [word(letter) for letter in each.text]
    return [each.word]
