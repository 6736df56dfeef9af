"""What a sentence is about: surely one subject, perhaps one of a few, or none that has an answer.

A subject is liked by how near the question is to one way of asking for it, by how much its words say about the subject
at all, and by whether one of the subject's rules fits. The bounds were chosen by leaving sentences out, see
`docs/answering.md`.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, assert_never

from bot.answering.acts import shipped_acts
from bot.answering.index import Index
from bot.answering.knowledge import OTHER, Knowledge, Named, Rule
from bot.answering.reading import small_words
from bot.answering.topics import Subject, Topic
from bot.answering.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

SURE: Final = -0.4
"""How sure it must be of a subject to answer it at once; see `Matcher._sureness`."""
SURE_OF_A_WISH: Final = 1.3
"""The same of a thing to be done, see `Matcher._is_wished`; it is asked back before it is done."""
HALF_SURE: Final = -4.0
"""The same for up to three to be offered."""
_LIKED_AT_ALL: Final = 0.1
MOST_OFFERED: Final = 3

_NEARNESS: Final = 0.5
_OF_THE_QUESTION: Final = 0.55
"""How much of a question a phrasing must cover, against how much of the phrasing the question does."""
_RELEVANT_ENOUGH: Final = 1.1
_RULE_FITS: Final = 0.28
_NO_RULE_FITS: Final = 0.72
_PART_ONLY: Final = 0.93
"""What is worth a sentence that is only a part of what was said."""
_NEVER_SEEN: Final = 0.6
"""How much a word that we never use weighs, against our rarest one."""
_SURELY_OTHER: Final = 0.4
_OTHER_AHEAD: Final = 0.1
_PARTS = re.compile(r"[.?!;,]+\s+|\s+-+\s+|\s+(?:but|so|because|and)\s+")
_WHOLE_ONLY: Final[frozenset[Named]] = frozenset({Word.HELP, Topic.ABOUT_BOT, Topic.THANKS})
"""What is said by the way, beside a question, and then is not what it is about."""
_ELSEWHERE: Final = frozenset({"OFFICE", "CASEWORK", "CHAT"})
"""What is asked of others."""
_ASKS = re.compile(r"(?i)\W*(?:can|could|may|do|does|did|is|are|am|will|would|should|how|what|who|where|when|why)\b")
_SUPPOSES = re.compile(
    r"(?i)\W*(?:if|what|when|whats|why|who|which|once|do|does|did|is|are|am|was|were|should|suppose)\b"
)
_TOLD: Final[frozenset[Subject]] = frozenset({Word.HELP, Word.STATUS})
"""What is told and changes nothing: who asks about it, asks for it."""
_BY_THE_WAY: Final[frozenset[Subject]] = _TOLD | {Word.LINK, Topic.AM_I_LINKED}
"""What is asked for beside a question, and then matters less."""
_SHORTEST_PART = 3
_MOST_PARTS = 6


@dataclass(frozen=True, slots=True)
class Sure:
    """It is about this."""

    subject: Subject


@dataclass(frozen=True, slots=True)
class HalfSure:
    """It is perhaps about one of these, the likeliest first."""

    subjects: tuple[Subject, ...]


@dataclass(frozen=True, slots=True)
class NotSure:
    """It is about nothing that this app has an answer for."""


Understood = Sure | HalfSure | NotSure
Liking = tuple[float, Named]


class Matcher:
    """Tells what sentences are about. One per process; keeps nothing of them."""

    def __init__(self, knowledge: Knowledge) -> None:
        self._knowledge = knowledge
        self._index = Index(knowledge.phrasings)
        subjects: dict[str, set[Named]] = defaultdict(set)
        for phrasing in knowledge.phrasings:
            for meaning in phrasing.reading:
                subjects[meaning].add(phrasing.subject)
        count = len(knowledge.rules)
        self._weights: Mapping[str, float] = {
            meaning: math.log((count + 1) / (len(about) + 0.5)) for meaning, about in subjects.items()
        }
        self._unseen = math.log((count + 1) / 1.5) * _NEVER_SEEN
        self._acts = shipped_acts(knowledge.vocabulary.words)
        self._said: dict[Named, set[str]] = {
            about: {each for rule in rules for part in rule if not part.absent for each in part.either}
            for about, rules in knowledge.rules.items()
        }
        for phrasing in knowledge.phrasings:
            self._said[phrasing.subject].update(phrasing.reading)
        self._small = small_words()

    def understood(self, text: str) -> Understood:
        """Say what `text` is about: something asked to be done, or a subject."""
        asked = self._acts.asked(text)
        if asked.act is None:
            return self._about(text)
        return Sure(asked.act) if not asked.besides else _together(asked.act, self._about(text), text)

    def _about(self, text: str) -> Understood:
        """Say which subject `text` is near to."""
        meanings = self._read(text)
        liked = self._liked(text, meanings) if meanings else []
        if not liked or liked[0][0] < _LIKED_AT_ALL:
            return NotSure()
        (best, about), (second, _) = liked[0], liked[1]
        sureness = self._sureness(liked, meanings)
        if not isinstance(about, Topic | Word):
            other = best >= _SURELY_OTHER or best - second > _OTHER_AHEAD
            return NotSure() if other else _offered(liked)
        if sureness >= SURE and isinstance(about, Topic):
            return Sure(about)
        if isinstance(about, Word) and self._is_wished(about, text, liked, meanings):
            return Sure(about)
        fits = self._fit(about, meanings) is not None
        # One word that is no subject's own says nothing, however often it stands in ways to ask for one.
        if (len(meanings) == 1 and not fits) or (sureness < HALF_SURE and not (fits and isinstance(about, Word))):
            return NotSure()
        return _offered(liked)

    def _sureness(self, liked: list[Liking], meanings: frozenset[str]) -> float:
        """Say how sure the best is: how much it is liked, how far ahead of the next, and how little something else.

        A long question is liked less by everybody, and a subject more that a rule fits. The factors were fitted
        (logistic regression) to our own phrasings, each left out in its turn.
        """
        (best, about), (second, next_about) = liked[0], liked[1]
        return (
            4.8 * best
            + 4.2 * (best - second)
            - 4.8 * second / best
            - 2.8 * _liking_of_other(liked)
            + 1.1 * math.log(len(meanings))
            - 3.35 * (self._fit(about, meanings) is not None)
            + 2.0 * (self._fit(next_about, meanings) is not None)
            - 2.0 * len(_ELSEWHERE & meanings)
            - 0.7 * self._is_of_elsewhere(about, meanings)
        )

    def _is_wished(self, about: Word, text: str, liked: list[Liking], meanings: frozenset[str]) -> bool:
        """Whether something is surely to be done: it is ahead of all else, and nothing speaks against it.

        What is denied is no wish; what is supposed or asked about seldom is one. The factors were fitted (logistic
        regression) to sentences that ask for something to be done, and to such as look like it.
        """
        if "not" in meanings:
            return False
        (best, _), (second, _) = liked[0], liked[1]
        topic = next(liking for liking, each in liked if not isinstance(each, Word))
        asks = about not in _TOLD
        wished = (
            1.7 * (best - second)
            + 1.6 * (best - topic)
            - 1.9 * _liking_of_other(liked)
            + 2.3 * (self._fit(about, meanings) is not None)
            - 1.4 * self._is_of_elsewhere(about, meanings)
            - 3.4 * (asks and _SUPPOSES.match(text) is not None)
            - 1.9 * (asks and text.rstrip().endswith("?"))
            - 2.0 * len(_ELSEWHERE & meanings)
            + 0.6 * (about is Word.LINK and "ACOURT" in meanings)
        )
        return wished >= SURE_OF_A_WISH

    def _is_of_elsewhere(self, about: Named, meanings: frozenset[str]) -> bool:
        """Whether there is a word that nobody uses of the subject, unknown or used of what we do not know."""
        odd = meanings - self._said[about] - self._small
        return any(each in self._said[OTHER] or each not in self._weights for each in odd)

    def _read(self, text: str) -> frozenset[str]:
        return frozenset(self._knowledge.vocabulary.read(text))

    def _liked(self, text: str, meanings: frozenset[str]) -> list[Liking]:
        """Give every subject with how much it is liked, the best first."""
        nearness = self._nearness(text, meanings)
        relevance = self._index.relevance(meanings)
        weight = self._weight(meanings)
        liked = [
            (self._liking(nearness.get(each, 0.0), relevance.get(each, 0.0) / weight, self._fit(each, meanings)), each)
            for each in self._knowledge.rules
        ]
        return sorted(liked, key=lambda pair: (-pair[0], str(pair[1])))

    def _liking(self, nearness: float, relevance: float, fit: float | None) -> float:
        said = _NEARNESS * nearness + (1 - _NEARNESS) * min(1.0, relevance / _RELEVANT_ENOUGH)
        return said * _NO_RULE_FITS if fit is None else said + _RULE_FITS * fit

    def _nearness(self, text: str, whole: frozenset[str]) -> Mapping[Named, float]:
        """Give how near the question, or a part of it, comes to a way of asking for each subject, 0 to 1."""
        best: dict[Named, float] = defaultdict(float)
        for meanings, worth in self._parts(text, whole):
            weight = self._weight(meanings)
            for phrasing in self._index.near(meanings):
                if meanings != whole and phrasing.subject in _WHOLE_ONLY:
                    continue
                known = frozenset(phrasing.reading)
                wanted = _OF_THE_QUESTION * weight + (1 - _OF_THE_QUESTION) * self._weight(known)
                near = worth * self._weight(meanings & known) / wanted
                best[phrasing.subject] = max(best[phrasing.subject], near)
        return best

    def _parts(self, text: str, whole: frozenset[str]) -> Iterator[tuple[frozenset[str], float]]:
        yield whole, 1.0
        parts = [part for part in _PARTS.split(text) if len(part.split()) >= _SHORTEST_PART]
        readings = {self._read(part) for part in parts[:_MOST_PARTS]}
        yield from ((meanings, _PART_ONLY) for meanings in readings - {whole, frozenset()})

    def _fit(self, about: Named, meanings: frozenset[str]) -> float | None:
        """Give how much of the question the best fitting rule speaks of, 0 to 1; None when none fits."""
        weight = self._weight(meanings)
        fitting = [rule for rule in self._knowledge.rules[about] if all(part.fits(meanings) for part in rule)]
        return max((min(1.0, self._covered(rule, meanings) / weight) for rule in fitting), default=None)

    def _covered(self, rule: Rule, meanings: AbstractSet[str]) -> float:
        wanted = (part.either & meanings for part in rule if not part.absent)
        return sum(max(self._weight({each}) for each in there) for there in wanted)

    def _weight(self, meanings: AbstractSet[str]) -> float:
        """Give how much meanings say: the fewer subjects one is used for, the more."""
        return sum(self._weights.get(each, self._unseen) for each in meanings)


def _liking_of_other(liked: list[Liking]) -> float:
    return next(liking for liking, each in liked if each == OTHER)


def _together(act: Subject, about: Understood, text: str) -> Understood:
    """Say what matters more: what is asked to be done in one part, or what the whole is about."""
    if act is Topic.SORRY:  # no guesses for somebody who is angry
        return about if isinstance(about, Sure) else Sure(act)
    asks = text.rstrip().endswith("?") or _ASKS.match(text)
    if act not in _BY_THE_WAY and (not asks or isinstance(about, NotSure)):
        return about if isinstance(act, Topic) and _is_wish(about) else Sure(act)
    match about:
        case Sure():
            return about
        case HalfSure(subjects):
            return HalfSure((act, *(each for each in subjects if each != act))[:MOST_OFFERED])
        case NotSure():
            return HalfSure((act,))
        case _:
            assert_never(about)


def _is_wish(about: Understood) -> bool:
    return isinstance(about, Sure) and isinstance(about.subject, Word)


@cache
def shipped_matcher() -> Matcher:
    """Give the one that knows our own files; made once, in some tenths of a second."""
    return Matcher(Knowledge.shipped())


def _offered(liked: list[Liking]) -> HalfSure:
    best = [about for _, about in liked[: MOST_OFFERED + 1] if isinstance(about, Topic | Word)]
    return HalfSure(tuple(best[:MOST_OFFERED]))
