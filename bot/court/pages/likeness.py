"""Two names laid beside each other, word for word in their order. PURE.

Where one name has words that the other lacks, a gap is left; where both have different words in one place, they cannot
be laid so, and are two people's. Every way of laying is tried, and the one counts that speaks most for one person.
"""

from __future__ import annotations

from enum import Enum, IntEnum, auto
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.court.pages import nicknames
from bot.court.pages.letters import begins, is_same, is_slip, joined

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.court.pages.letters import Word

    Words = tuple[Word, ...]

_LONGEST_JOIN: Final = 4
_ENOUGH: Final = 2


class Likeness(IntEnum):
    """What can be said of two names, in the order of how much speaks for one person."""

    TWO_PEOPLE = 0
    NOT_COMPARABLE = 1
    ONE_PERSON = 2


class _Fit(Enum):
    """How a word, or several that the other name writes as one, fits one of the other name."""

    WHOLE = auto()
    INITIAL = auto()
    NEARLY = auto()


class _Lacks(IntEnum):
    """Which of the two names lacks words in a gap."""

    NEITHER = auto()
    ONE = auto()
    OTHER = auto()


class _Laid(NamedTuple):
    """How two names have been laid so far. Gaps before the first fitting word, between, and now open at the end."""

    before: _Lacks = _Lacks.NEITHER
    between: frozenset[_Lacks] = frozenset()
    now: _Lacks = _Lacks.NEITHER
    fitting: int = 0
    whole: int = 0
    ends_whole: bool = False
    is_sure: bool = True

    def fitted(self, fit: _Fit) -> _Laid:
        whole = fit is not _Fit.INITIAL
        return _Laid(
            before=self.before if self.fitting else self.now,
            between=self.between | {self.now} if self.fitting and self.now is not _Lacks.NEITHER else self.between,
            fitting=min(self.fitting + 1, _ENOUGH),
            whole=min(self.whole + whole, _ENOUGH),
            ends_whole=whole,
            is_sure=self.is_sure and fit is not _Fit.NEARLY,
        )

    def judged(self) -> Likeness:
        lacking = self.between | ({self.now} - {_Lacks.NEITHER})
        both_lack = len(self.between) > 1 or (self.before is not _Lacks.NEITHER and bool(lacking - {self.before}))
        if not self.fitting or (both_lack and self.whole < _ENOUGH):
            return Likeness.TWO_PEOPLE
        enough = self.whole == _ENOUGH or (self.ends_whole and self.fitting == _ENOUGH)
        return Likeness.ONE_PERSON if enough and self.is_sure and not both_lack else Likeness.NOT_COMPARABLE


def laid_beside(one: Words, other: Words) -> Likeness:
    """Say what is most that two names' words, given names first, say for one person."""
    ways: dict[tuple[int, int], set[_Laid]] = {(0, 0): {_Laid()}}
    for at in range(len(one) + 1):
        for to in range(len(other) + 1):
            for laid in ways.get((at, to), ()):
                for place, further in _further(one, other, (at, to), laid):
                    ways.setdefault(place, set()).add(further)
    return max((laid.judged() for laid in ways.get((len(one), len(other)), ())), default=Likeness.TWO_PEOPLE)


def _further(one: Words, other: Words, place: tuple[int, int], laid: _Laid) -> Iterator[tuple[tuple[int, int], _Laid]]:
    """Give each way to go on: leave a gap in one name, or lay the next words of both beside each other."""
    at, to = place
    if at < len(one) and laid.now is not _Lacks.ONE:
        yield (at + 1, to), laid._replace(now=_Lacks.OTHER)
    if to < len(other) and laid.now is not _Lacks.OTHER:
        yield (at, to + 1), laid._replace(now=_Lacks.ONE)
    if at < len(one) and to < len(other):
        fit = _fit(one[at], other[to], are_last=at + 1 == len(one) or to + 1 == len(other))
        if fit is not None:
            yield (at + 1, to + 1), laid.fitted(fit)
        for mine, yours in _joins(one[at:], other[to:]):
            yield (at + mine, to + yours), laid.fitted(_Fit.WHOLE)


def _joins(one: Words, other: Words) -> Iterator[tuple[int, int]]:
    """Give how many words of one are one word of the other: "de la Quintana" and "Delaquintana", "Mary Ann", "JQ"."""
    for count in range(2, _LONGEST_JOIN + 1):
        if len(one) >= count and is_same(joined(one[:count]), other[0]):
            yield count, 1
        if len(other) >= count and is_same(one[0], joined(other[:count])):
            yield 1, count


def _fit(one: Word, other: Word, *, are_last: bool) -> _Fit | None:
    """Say how two words fit. What is last is a surname, which has neither a nickname nor a short form."""
    if is_same(one, other):
        return _Fit.INITIAL if one.is_initial and other.is_initial else _Fit.WHOLE
    if one.is_initial or other.is_initial:
        return _Fit.INITIAL if one.plain[:1] == other.plain[:1] else None
    if not are_last and nicknames.are_one(one.plain, other.plain):
        return _Fit.WHOLE
    return _Fit.NEARLY if _is_near(one, other, are_last=are_last) else None


def _is_near(one: Word, other: Word, *, are_last: bool) -> bool:
    if are_last:
        return is_slip(one, other)
    if nicknames.are_alike(one.plain, other.plain):
        return True
    both_known = nicknames.is_given(one.plain) and nicknames.is_given(other.plain)
    return not both_known and (is_slip(one, other) or begins(one, other))
