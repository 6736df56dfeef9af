"""What words mean of courts: each phrase, and the courts that it may mean, each with a weight. PURE.

Made once from the list of courts, where they are held (28 U.S.C. 81-131) and what people say. A phrase that means
several things ("New York", "md") means the courts of all of them, the likelier ones with more weight.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass
from enum import Enum, auto
from functools import cache
from typing import TYPE_CHECKING, Any, Final, Self

from bot.court.model import Court, CourtKind
from bot.court.registry.spelling import words
from bot.court.registry.states import BY_NAME, STATES, State

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping


class Sense(Enum):
    """What kind of thing a phrase names."""

    COURT = auto()
    KIND = auto()
    DIRECTION = auto()
    STATE = auto()
    PLACE = auto()
    COUNTY = auto()
    DIVISION = auto()
    FILLER = auto()


Phrase = tuple[str, ...]

_NAMED, _OFFICE, _STATUTE, _SAID, _STATE, _AROUND, _COUNTY, _FORMER, _NAMESAKE, _APPEALS = (
    20,
    10,
    8,
    7,
    6,
    5,
    4,
    4,
    1,
    1,
)
"""How surely a phrase means a court: by its own name; a town by the court's office there, by statute, as a town people
mention, as a town of the district (bankruptcy); a state; a county; a town no longer in the statute."""
_LARGER: Final = 2
_BESIDE: Final = 4
"""How much less a citation means the bankruptcy court of the district than its district court."""
_DIRECTIONS: Final = {
    "n": ("northern", "north", "nd", "no dist", "no district"),
    "s": ("southern", "south", "sd", "so dist", "so district"),
    "e": ("eastern", "east", "ed"),
    "w": ("western", "west", "wd"),
    "m": ("middle", "md"),
    "c": ("central", "cd"),
}
DISTRICT: Final = frozenset({"district", "dist", "distr", "d", "nd", "sd", "ed", "wd", "md", "cd"})
"""Words of a district court's own name or citation."""
_FILLER: Final = (
    "us usa united states the of for in and a an at to on my our this is it court courts federal fed clerk clerks "
    "office offices courthouse division div case cases no number docket ecf cmecf cm efiling efile e filing pacer "
    "nextgen site website web page log login in link account open go please need want i help desk or so "
    "with me hi oh ok am im"
)
_KINDS: Final = {
    CourtKind.BANKRUPTCY: (
        "bankruptcy, bankruptcies, bankrupt, bankr, bkr, bkrcy, bkrtcy, bky, bkcy, bk, usbc, ch 7, ch 11, ch 13, "
        "chapter 7, chapter 11, chapter 12, chapter 13, adversary, adversary proceeding, adv, "
        "adv pro, adv proc, bankruptcy ct, bankr ct"
    ),
    CourtKind.DISTRICT: (
        "district court, dist court, dist ct, district ct, usdc, civil, criminal, civil court, trial court"
    ),
    CourtKind.APPELLATE: (
        "appeals, appeal, appellate, court of appeals, ct of appeals, coa, usca, circuit, cir, circuit court, "
        "appellate court, bap, appellate panel, bankruptcy appellate panel, bankr appellate panel"
    ),
}
_NATIONAL: Final = {
    "cit": ("court of international trade", "international trade", "intl trade", "ct intl trade", "trade court"),
    "cofc": ("court of federal claims", "federal claims", "fed cl", "claims court", "uscfc", "cfc"),
    "jpml": (
        "judicial panel on multidistrict litigation", "multidistrict litigation", "multi district litigation",
        "mdl panel", "mdl", "jpml",
    ),
    "ohndad": ("asbestos", "asbestos docket", "mardoc"),
    "cadc": ("dc circuit", "dc cir", "district of columbia circuit"),
    "cafc": ("federal circuit", "fed circuit", "fed cir", "federal cir"),
}  # fmt: skip
_ORDINALS: Final = (
    ("1", "1st", "first"), ("2", "2nd", "2d", "second"), ("3", "3rd", "3d", "third"), ("4", "4th", "fourth"),
    ("5", "5th", "fifth"), ("6", "6th", "sixth"), ("7", "7th", "seventh"), ("8", "8th", "eighth"),
    ("9", "9th", "ninth"), ("10", "10th", "tenth"), ("11", "11th", "eleventh"),
)  # fmt: skip
_PANEL: Final = ("bap", "appellate panel", "bankruptcy appellate panel", "bankr appellate panel")
_ELSEWHERE: Final = ("superior court", "superior courts")
"""Courts of a state, that sound like a town: Superior, Wisconsin."""
_DIRECTED: Final = re.compile(r"\b(Northern|Southern|Eastern|Western|Middle|Central) District\b")
_LEAST_SLIPPED: Final = 5


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one phrase means: courts with weights, as what it names them, and kinds of court."""

    courts: Mapping[str, int]
    senses: frozenset[Sense]
    kinds: frozenset[CourtKind]


class _Gathered:
    """The meaning of one phrase while its sources are read: ten thousand at a time, so it is kept small."""

    __slots__ = ("courts", "kinds", "senses")

    def __init__(self) -> None:
        self.courts: dict[str, int] = {}
        self.senses: frozenset[Sense] = frozenset()
        self.kinds: frozenset[CourtKind] = frozenset()


@cache
def _and(sense: Sense, senses: frozenset[Sense]) -> frozenset[Sense]:
    """Give one set for all that have the same senses."""
    return senses | {sense}


def _whole(gathered: Mapping[Phrase, _Gathered]) -> dict[Phrase, Meaning]:
    """Give the meanings, those that are alike as one: there are six times as many phrases as things to mean."""
    known: dict[tuple[frozenset[tuple[str, int]], frozenset[Sense], frozenset[CourtKind]], Meaning] = {}
    found = {}
    for phrase, each in gathered.items():
        kind = (frozenset(each.courts.items()), each.senses, each.kinds)
        if kind not in known:
            known[kind] = Meaning(each.courts, each.senses, each.kinds)
        found[phrase] = known[kind]
    return found


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every phrase. `minor` holds what is looked at when nothing else is meant: small counties without the word."""

    meanings: Mapping[Phrase, Meaning]
    minor: Mapping[Phrase, Meaning]
    directed: Mapping[Phrase, Meaning]
    """What a state's code ("nd", "sd", "md") means beside another state: a direction."""
    hosts: Mapping[str, tuple[str, ...]]
    whole: tuple[str, ...]
    by_head: Mapping[str, tuple[str, ...]]
    longest: int
    """The most words in a phrase."""

    @classmethod
    def of(cls, courts: Iterable[Court], places: Mapping[str, Any], sayings: Mapping[str, Any]) -> Self:
        """Make it for these courts, from the contents of places.json and sayings.json."""
        return cls(*_Making(tuple(courts), places["courts"], sayings).made())

    def beginning(self, start: str) -> tuple[Phrase, ...]:
        """Give the phrases that begin like that, the last word of `start` perhaps unfinished."""
        at = bisect_left(self.whole, start)
        found = []
        while at < len(self.whole) and self.whole[at].startswith(start):
            phrase = tuple(self.whole[at].split())
            if " " in start or self.meanings[phrase].senses != {Sense.COUNTY}:
                found.append(phrase)
            at += 1
        return tuple(found)

    def near(self, start: str) -> tuple[str, ...]:
        """Give the phrases that may have been meant by one that begins like that."""
        heads = dict.fromkeys(start[:2])
        return tuple(each for head in heads for each in self.by_head.get(head, ()))


_Meanings = dict[Phrase, Meaning]
_Contents = tuple[
    _Meanings, _Meanings, _Meanings, dict[str, tuple[str, ...]], tuple[str, ...], dict[str, tuple[str, ...]], int
]


class _Making:
    """The making of a vocabulary: gathers the phrases of every source."""

    def __init__(self, courts: tuple[Court, ...], places: Mapping[str, Any], sayings: Mapping[str, Any]) -> None:
        self._courts = courts
        self._ids = {court.id for court in courts}
        self._places = {key: entry for key, entry in places.items() if key in self._ids}
        self._sayings = sayings
        self._meanings: dict[Phrase, _Gathered] = defaultdict(_Gathered)
        self._minor: dict[Phrase, _Gathered] = defaultdict(_Gathered)
        self._directed: dict[Phrase, Meaning] = {}
        self._glued: set[Phrase] = set()
        self._unslipped: set[Phrase] = set()

    def made(self) -> _Contents:
        """Give all that a vocabulary has, in its order."""
        for state in STATES:
            self._state(state)
        self._fill()
        for key, entry in self._places.items():
            self._held(key, entry)
        self._say()
        self._counties()
        for court in self._courts:
            self._own_names(court)
        whole = sorted(" ".join(phrase) for phrase in self._meanings if phrase not in self._glued)
        heads: dict[str, list[str]] = defaultdict(list)
        for each in whole:
            exact = any(letter.isdigit() for letter in each) or tuple(each.split()) in self._unslipped
            if len(each) >= _LEAST_SLIPPED and not exact:
                heads[each[0]].append(each)
        return (
            _whole(self._meanings),
            _whole(self._minor),
            self._directed,
            _hosts(self._courts),
            tuple(whole),
            {head: tuple(found) for head, found in heads.items()},
            max(map(len, self._meanings)),
        )

    def _mean(self, text: str, sense: Sense, courts: Mapping[str, int], *, joined: bool = False) -> None:
        """Let a phrase mean more courts; `joined`: also written as one word."""
        phrase = words(text)
        for each in {phrase, ("".join(phrase),), words(text.replace(" ", ""))} if joined else {phrase}:
            meaning = self._meanings[each]
            meaning.senses = _and(sense, meaning.senses)
            for key, weight in courts.items():
                if key in self._ids:
                    meaning.courts[key] = max(weight, meaning.courts.get(key, 0))
            if each != phrase:
                self._glued.add(each)

    def _fill(self) -> None:
        for text in _FILLER.split():
            self._mean(text, Sense.FILLER, {})
        for text in ("district", "districts", "dist", "distr", "d"):
            self._mean(text, Sense.FILLER, {})
        for kind, texts in _KINDS.items():
            for text in texts.split(", "):
                self._mean(text, Sense.KIND, {})
                self._meanings[words(text)].kinds |= {kind}
        for text in _ELSEWHERE:
            self._mean(text, Sense.COURT, {})
        directed = {court.id: found[1].lower() for court in self._courts if (found := _DIRECTED.search(court.name))}
        for letter, names in _DIRECTIONS.items():
            there = {key: _AROUND for key, direction in directed.items() if direction[0] == letter}
            for name in (*names, letter):
                if (
                    words(name) in self._meanings and self._meanings[words(name)].courts
                ):  # North Dakota's code, and others'
                    self._directed[words(name)] = Meaning(there, frozenset({Sense.DIRECTION}), frozenset())
                else:
                    self._mean(name, Sense.DIRECTION, there)

    def _state(self, state: State) -> None:
        own = [key for key in self._ids if re.fullmatch(rf"{state.code}[nsewmc]?[db]", key)]
        there = dict.fromkeys(own, _STATE)
        for court in self._courts:
            if court.id not in there and (state.name in court.states or court.id.startswith(f"{state.code}nd")):
                there[court.id] = _APPEALS
        for text in (state.name, state.code, *state.short):
            self._mean(text, Sense.STATE, there, joined=True)
        for text in (state.code, *state.short, state.name):
            self._nicknames("".join(words(text)), own)

    def _nicknames(self, short: str, own: Iterable[str]) -> None:
        """Let "ndcal", "dnj" and the like mean the district court before the bankruptcy court."""
        for key in own:
            bankruptcy = key[-1] == "b"
            name = f"{key[2:-1].removeprefix('i')}d{short}"
            self._glue(name, {key: _NAMED - _BESIDE * bankruptcy})
            if bankruptcy:
                for text in (f"bankr{name}", f"bk{name}", f"{name}bk", f"{name}b", f"{name}bankr"):
                    self._glue(text, {key: _NAMED - bankruptcy})

    def _glue(self, text: str, courts: Mapping[str, int]) -> None:
        self._mean(text, Sense.COURT, courts)
        self._glued.add((text,))

    def _held(self, key: str, entry: Mapping[str, Any]) -> None:
        beside = f"{key[:-1]}b"
        if not {key, beside} <= self._ids:  # of one kind only: of appeals, of the nation, of a docket
            for text in entry.get("places", ()):
                self._town(text, {key: _APPEALS})
            return
        kinds = (key, beside)
        for text in entry.get("offices", ()):
            self._town(text, {beside: _AROUND, key: _OFFICE})
        for text in entry.get("places", ()):
            self._town(text, {beside: _AROUND, key: _STATUTE})
        for text in entry.get("former", ()):
            self._town(text, dict.fromkeys(kinds, _FORMER))
        for division in entry.get("divisions", ()):
            self._mean(f"{division['name']} division", Sense.DIVISION, dict.fromkeys(kinds, _STATE))

    def _town(self, text: str, courts: Mapping[str, int]) -> tuple[Phrase, ...]:
        texts = [text]
        if "'" in text:
            texts.append(text.replace("'", " "))
        if text.startswith("the ") and text.count(" ") > 1:
            texts.append(text.removeprefix("the "))
        for each in texts:
            self._mean(each, Sense.PLACE, courts, joined=" " in each)
        return tuple(words(each) for each in texts)

    def _say(self) -> None:
        districts = {county: key[:-1] for key, entry in self._places.items() for county in entry.get("counties", ())}
        for county, texts in self._sayings["in_county"].items():
            for text in texts:
                self._said(text, county, districts.get(county, ""))
        for county, texts in self._sayings["quarters"].items():
            for text in texts:
                self._unslipped.update(self._said(text, county, districts.get(county, "")))
        for text, heads in self._sayings["of_districts"].items():
            for rank, head in enumerate(heads):
                self._town(text, self._both(head, _OFFICE + _LARGER - rank))

    def _said(self, text: str, county: str, head: str) -> tuple[Phrase, ...]:
        """Take a saying; with its state's code behind it, it is a smaller namesake's."""
        code = BY_NAME[county.partition(", ")[2]].code
        name = text.removesuffix(f" {code}")
        return self._town(name, self._both(head, _SAID if name == text else _NAMESAKE))

    def _both(self, head: str, weight: int) -> dict[str, int]:
        return {f"{head}d": weight, f"{head}b": weight}

    def _counties(self) -> None:
        larger = set(self._sayings["larger_counties"])
        for key, entry in self._places.items():
            for county in entry.get("counties", ()):
                name = county.partition(", ")[0]
                more = _LARGER * (county in larger)
                courts = self._both(key[:-1], _OFFICE + more)
                for text in _county_names(*county.split(", ")):
                    self._mean(text, Sense.COUNTY, courts)
                bare = self._both(key[:-1], _COUNTY + more)
                phrase = words(name)
                if phrase in self._meanings and Sense.STATE in self._meanings[phrase].senses:
                    continue
                if county in larger:
                    self._mean(name, Sense.COUNTY, bare)
                elif phrase not in self._meanings or Sense.COUNTY in self._meanings[phrase].senses:
                    self._minor[phrase].senses = _and(Sense.COUNTY, self._minor[phrase].senses)
                    self._minor[phrase].courts.update(bare)

    def _own_names(self, court: Court) -> None:
        weight = {court.id: _NAMED}
        for text in (court.id, court.psc_id):
            self._mean(text, Sense.COURT, weight)
        for text in _NATIONAL.get(court.id, ()):
            self._mean(text, Sense.COURT, weight, joined=True)
        if court.kind is CourtKind.NATIONAL:
            self._mean(court.name, Sense.COURT, weight)
        if court.id != "ohndad":  # cited as the court whose docket it is
            self._mean(court.citation, Sense.COURT, weight, joined=True)
            if court.kind is CourtKind.BANKRUPTCY:
                self._mean(
                    court.citation.removeprefix("Bankr. "), Sense.COURT, {court.id: _NAMED - _BESIDE}, joined=True
                )
        if number := re.fullmatch(r"(ca|bap)(\d+)", court.id):
            panel = number[1] == "bap"
            for ordinal in _ORDINALS[int(number[2]) - 1]:
                for text in (f"{ordinal} circuit", f"{ordinal} cir", f"{ordinal}cir", f"circuit {ordinal}"):
                    self._mean(text, Sense.COURT, {court.id: _NAMED - panel})
            for text in _PANEL if panel else ():
                self._mean(text, Sense.COURT, {court.id: _OFFICE})


def _county_names(name: str, state: str) -> Iterator[str]:
    if name.endswith(" City"):
        yield from (name, f"city of {name.removesuffix(' City')}")
    else:
        yield from (f"{name} county", f"county of {name}", f"{name} cnty")
        if state == "Louisiana":
            yield f"{name} parish"


def _hosts(courts: Iterable[Court]) -> dict[str, tuple[str, ...]]:
    """Give the courts of each label before "uscourts.gov": its own, and those of shared websites and mailboxes."""
    found: dict[str, list[str]] = defaultdict(list)
    own: dict[str, str] = {}
    for court in courts:
        own.setdefault(court.host.split(".")[1], court.id)
        own[court.id] = court.id
        for text in (court.website, *court.emails):
            for label in re.findall(r"([a-z0-9-]+)\.uscourts\.gov", text.lower()):
                found[label].append(court.id)
    return {label: tuple(dict.fromkeys(ids)) for label, ids in found.items()} | {k: (v,) for k, v in own.items()}
