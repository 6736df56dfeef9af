"""Whether two account names look like one person's, and what to warn of. PURE.

A warning to look twice, never a decision. Courts write "Doe, Jane Q. (br)" where PACER writes "Jane Doe": what only one
of them says is forgiven, what both say and differs is another person. Where neither can be said, that is said.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.court.pages import nicknames
from bot.court.pages.firms import looks_like_firm
from bot.court.pages.letters import is_same, is_slip, joined, mended
from bot.court.pages.likeness import Likeness, laid_beside
from bot.court.pages.persons import persons_in
from bot.court.pages.tree import fold
from bot.court.results import Accounts
from bot.vocabulary import AccountWarning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.court.pages.letters import Word
    from bot.court.pages.persons import Person

    Words = tuple[Word, ...]

_MOST_WORDS: Final = 10
"""Words that a name has at most: a text of more is none."""
_SECOND: Final = frozenset({"jr", "ii"})
_ASIAN: Final = """
an bai bui cai cao chan chang chen cheng cheung chin cho choi chow chu chung dang dinh do dong duong feng fong fujita
gao gu guo han he ho hoang hong hu huang huynh ito jang jiang jung kang kato kim kimura kobayashi kwan kwon lai lam
lau le lee leung li liang lim lin ling liu lo lu luo luong ly ma mai matsumoto mori nakamura ng ngo nguyen oh park
peng pham phan qian saito sato shin sim so song su sun suzuki takahashi tan tanaka tang tao tran trinh truong tsai  vo
vu wang watanabe wei wen won wong woo wu xia xie xiong xu yamada yamamoto yan yang yao ye yi yin yoo yoon yoshida  yu
yuan zeng zhang zhao zheng zhong zhou zhu
"""
_FAMILY_FIRST: Final = frozenset(_ASIAN.split())
"""Surnames of those who are often written with the surname first."""
_WARNINGS: Final = {
    Likeness.TWO_PEOPLE: [AccountWarning.DIFFERENT_PEOPLE],
    Likeness.NOT_COMPARABLE: [AccountWarning.NOT_COMPARED],
    Likeness.ONE_PERSON: [],
}


def warnings_for(filer: str, pacer: str) -> Accounts:
    """Put both names together with what should be looked at twice."""
    firm = [AccountWarning.LOOKS_LIKE_FIRM] if looks_like_firm(pacer) else []
    return Accounts(filer, pacer, (*firm, *_WARNINGS[likeness(filer, pacer)]))


def likeness(one: str, other: str) -> Likeness:
    """Say whether two texts name one person, two people, or nothing that can be compared. Any text will do."""
    if fold(mended(one)).casefold() == fold(mended(other)).casefold():
        return Likeness.ONE_PERSON
    ways = ((mine, yours) for mine in persons_in(one) for yours in persons_in(other))
    return max((_of(mine, yours) for mine, yours in ways), default=Likeness.NOT_COMPARABLE)


def _of(one: Person, other: Person) -> Likeness:
    if max(len(one.words), len(other.words)) > _MOST_WORDS or _is_latin(one.words) != _is_latin(other.words):
        return Likeness.NOT_COMPARABLE
    return min(_of_suffixes(one.suffix, other.suffix), _of_words(one, other))


def _is_latin(words: Words) -> bool:
    return any(each.plain.isascii() for each in words)


def _of_suffixes(one: str, other: str) -> Likeness:
    """Judge by "Jr." and the like. One that stands in one name only is no contradiction."""
    if not one or not other or one == other:
        return Likeness.ONE_PERSON
    return Likeness.NOT_COMPARABLE if {one, other} == _SECOND else Likeness.TWO_PEOPLE


def _of_words(one: Person, other: Person) -> Likeness:
    if one.family and other.family and not _share(one.words[-one.family :], other.words[-other.family :]):
        return Likeness.TWO_PEOPLE
    straight = laid_beside(one.words, other.words)
    if _in_another_order(one.words, other.words):
        straight = Likeness.NOT_COMPARABLE
    if straight is Likeness.ONE_PERSON:
        return straight
    return max(straight, _turned(one, other.words), _turned(other, one.words))


def _share(one: Words, other: Words) -> bool:
    """Whether two families' names have a word in common, or are written apart and as one."""
    if is_same(joined(one), joined(other)):
        return True
    return any(is_same(mine, yours) or is_slip(mine, yours) for mine in one for yours in other)


def _in_another_order(one: Words, other: Words) -> bool:
    """Whether two names are the same words, in another order: whose each is cannot be told from them."""
    mine, yours = ([each.plain for each in words] for words in (one, other))
    return mine != yours and sorted(mine) == sorted(yours)


def _turned(one: Person, other: Words) -> Likeness:
    """Judge a name written without a comma as if its family's came first."""
    turns = () if one.family else _turns(one.words)
    if not any(is_same(each[-1], other[-1]) and laid_beside(each, other) is Likeness.ONE_PERSON for each in turns):
        return Likeness.TWO_PEOPLE
    first, last = one.words[0].plain, one.words[-1].plain
    if first in _FAMILY_FIRST or (nicknames.is_given(last) and not nicknames.is_given(first)):
        return Likeness.ONE_PERSON
    return Likeness.NOT_COMPARABLE


def _turns(words: Words) -> Iterator[Words]:
    yield words[1:] + words[:1]
    if words[0].plain in _FAMILY_FIRST:
        yield words[::-1]
