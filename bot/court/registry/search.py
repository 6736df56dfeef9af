"""Finding a court by what a person types of it. PURE.

What is typed is read as phrases: an address, a court's id or citation, a kind of court, a direction, a state, a town, a
county. Each means some courts; what all of them mean is found. Words that are none of these find nothing, but for a
last word that is not finished yet, and for slips.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.court.model import Court, CourtKind
from bot.court.registry.phrases import BEGUN, SLIPPED, Part, exact, guessed
from bot.court.registry.spelling import words
from bot.court.registry.vocabulary import DISTRICT, Sense, Vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_HOST: Final = re.compile(r"(?i)(?:[a-z0-9-]+\.)+uscourts\.gov\b")
_ADDRESS: Final = re.compile(r"(?i)<?(?:https?://|mailto:)[^\s>]*>?|\S*uscourts\.gov\S*")
_CASE: Final = re.compile(
    r"(?i)\b(?:\d{1,2}:)?\d{2,4}-(?:(?P<bankruptcy>bk|ap|adv|br)|(?P<district>cv|cr|mc|mj|md|po|sw|misc))-?\d{1,7}(?:-\w+)*(?:\s*\([A-Z]{2,4}\))?"
    r"|\b(?:\d{1,2}:)?\d{2,4}-\d{3,6}(?:-\w+)*(?:\s*\([A-Z]{2,4}\))?"
)
"""A case number: 2:24-bk-12345-ABC, 1:24-cv-01234, 24-12345 (XYZ); the letters behind are a judge's."""
_POINTS: Final = re.compile(r"\w\.\s?\w\.")
_MAX_TYPED: Final = 400
_MAX_WORDS: Final = 16
_LEAST: Final = 0.3
"""Of the best court's points: what has less is no more than a namesake."""
_LEAST_SLIPPED: Final = 0.8
_ORDER: Final = (CourtKind.DISTRICT, CourtKind.BANKRUPTCY, CourtKind.APPELLATE, CourtKind.NATIONAL)
_PAIRED: Final = (CourtKind.DISTRICT, CourtKind.BANKRUPTCY)
_PLAIN: Final = "asbestos bap cit cob cod dak deb did dnd hid lamb mad mdl med ned orb rib rid utd vid"
"""Ids and short names of courts that mean something else as well: written in capitals, they name the court."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a query was read as, and the courts that it means, best first, each with its points.

    `addressed`: it names its courts by a web address. `cited`: it is written as ids and citations are, in capitals or
    with points.
    """

    parts: tuple[Part, ...]
    kind: CourtKind | None
    ranked: tuple[tuple[int, Court], ...]
    addressed: bool
    cited: bool


class Search:
    """A search among the courts of one installation."""

    def __init__(self, courts: Sequence[Court], vocabulary: Vocabulary) -> None:
        self._courts = {court.id: court for court in courts}
        self._vocabulary = vocabulary

    def best(self, query: str, limit: int) -> tuple[Court, ...]:
        """Give at most `limit` courts that are meant, best first; with nothing typed, the first ones."""
        if not query.strip():
            return tuple(self._courts.values())[:limit]
        return tuple(court for _, court in self._reading(query).ranked[:limit])

    def meant(self, query: str) -> tuple[Court, ...]:
        """Give the courts that are meant by whole words, best first."""
        reading = self._reading(query)
        begun = any(part.far == BEGUN for part in reading.parts)
        return () if begun else tuple(court for _, court in reading.ranked)

    def clear_match(self, query: str) -> Court | None:
        """Give the one court that is named, see `names_court`; None where it may be several, and for a guess."""
        reading = self._reading(query)
        if not _names(reading):
            return None
        (points, court), *others = reading.ranked
        return None if others and others[0][0] >= points else court

    def names_court(self, query: str) -> bool:
        """Say whether what is typed names a court, or one of a few, so that a run may begin with it.

        A web address, an id, a citation or a short name of its own does; so does a state with a direction, and a town
        or county with its state or with a kind of court. A bare town, state, kind or direction finds courts, and names
        none.
        """
        return _names(self._reading(query))

    def _reading(self, query: str) -> Reading:
        typed = query[:_MAX_TYPED]
        addressed = self._addressed(typed)
        rest = _ADDRESS.sub(" ", typed)
        cases = list(_CASE.finditer(rest))
        tokens = words(_CASE.sub(" ", rest))[:_MAX_WORDS]
        parts = exact(self._vocabulary, tokens)
        cited = rest.isupper() or _POINTS.search(rest) is not None
        kind = _kind(parts) or next((told for case in cases if (told := _kind_of_case(case))), None)
        if addressed:
            return Reading(parts, kind, tuple((1, court) for court in addressed), True, cited)
        ranked = self._ranked(parts, kind)
        if not ranked or _may_go_on(parts):
            begun = guessed(self._vocabulary, tokens)
            more = self._ranked(begun, _kind(begun) or kind)
            parts = parts if ranked else begun
            ranked = (*more, *(each for each in ranked if each not in more))
        return Reading(parts, kind or _kind(parts), ranked, False, cited)

    def _addressed(self, typed: str) -> tuple[Court, ...]:
        """Give the courts of a web address that stands in it, www. and mail addresses among them."""
        for host in _HOST.findall(typed):
            for label in host.lower().split("."):
                if ids := [key for key in self._vocabulary.hosts.get(label, ()) if key in self._courts]:
                    return tuple(sorted((self._courts[key] for key in ids), key=_place))
        return ()

    def _ranked(self, parts: Iterable[Part], kind: CourtKind | None) -> tuple[tuple[int, Court], ...]:
        """Give the courts that every part means; none where a part means nothing that is known."""
        known = [part for part in parts if not part.meaning.senses <= {Sense.FILLER}]
        if any(part.unknown for part in parts):
            return ()
        narrowing = [part for part in known if part.narrows]
        if narrowing:
            points = dict(narrowing[0].meaning.courts)
            for part in narrowing[1:]:
                more = part.meaning.courts
                points = {key: weight + more[key] for key, weight in points.items() if key in more}
        else:
            points = dict.fromkeys(self._courts, 1) if _kind(known) else {}
        named = any(part.meaning.senses & {Sense.COURT, Sense.PLACE} for part in narrowing)
        bonus = 0 if kind else _is_district(parts)
        found = []
        for key, weight in points.items():
            court = self._courts[key]
            paired = court.kind in _PAIRED and court.id != "ohndad"
            if kind in (None, court.kind) and (paired or named or kind is court.kind):
                found.append((weight + bonus * (court.kind is CourtKind.DISTRICT), court))
        slipped = any(part.far >= SLIPPED for part in known)
        least = max((weight for weight, _ in found), default=0) * (_LEAST_SLIPPED if slipped else _LEAST)
        return tuple(sorted((each for each in found if each[0] >= least), key=lambda each: (-each[0], _place(each[1]))))


def _place(court: Court) -> tuple[str, int]:
    """Give where a court stands among equals: a district's two courts together, the district court first."""
    return (court.id[:-1] if court.kind in _PAIRED else court.name, _ORDER.index(court.kind))


def _kind(parts: Iterable[Part]) -> CourtKind | None:
    """Give the kind of court that is asked for; bankruptcy wins, since it stands in a district too."""
    kinds = {kind for part in parts for kind in part.meaning.kinds}
    return next(
        (kind for kind in (CourtKind.BANKRUPTCY, CourtKind.APPELLATE, CourtKind.DISTRICT) if kind in kinds), None
    )


def _kind_of_case(case: re.Match[str]) -> CourtKind | None:
    return CourtKind.BANKRUPTCY if case["bankruptcy"] else CourtKind.DISTRICT if case["district"] else None


def _is_district(parts: Iterable[Part]) -> bool:
    """Whether the words are of a district court's own name: "Eastern District of", "E.D." or "D."."""
    return any(not DISTRICT.isdisjoint(part.text) for part in parts)


def _may_go_on(parts: Sequence[Part]) -> bool:
    """Whether it may be the beginning of a name: "north", "west"."""
    return len(parts) == 1 and parts[0].meaning.senses == {Sense.DIRECTION}


def _names(reading: Reading) -> bool:
    told = [part for part in reading.parts if not part.meaning.senses <= {Sense.FILLER}]
    if not reading.ranked or any(part.unknown for part in reading.parts):
        return False
    if reading.addressed:
        return True
    narrowing = [part for part in told if part.narrows]
    surely = {Sense.KIND, Sense.DIRECTION, Sense.STATE}
    if any(part.far and (part.far != SLIPPED or not part.meaning.senses <= surely) for part in reading.parts):
        return False
    if len(narrowing) > 1:
        return True
    of_kind = reading.kind is not None or _is_district(part for part in reading.parts if not part.narrows)
    return any(_is_name(part, reading) or (of_kind and bool(part.meaning.senses & _PLACED)) for part in narrowing)


_PLACED: Final = frozenset({Sense.STATE, Sense.PLACE, Sense.COUNTY})


def _is_name(part: Part, reading: Reading) -> bool:
    if Sense.COURT not in part.meaning.senses:
        return False
    return reading.kind is not None or reading.cited or part.text[0] not in _PLAIN.split()
