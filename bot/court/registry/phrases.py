"""Reading a query as phrases: which words belong together, and what each phrase may be taken to mean. PURE."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.court.registry.spelling import slips
from bot.court.registry.vocabulary import Meaning, Sense

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.court.registry.vocabulary import Phrase, Vocabulary

_MAX_GUESSED: Final = 8
"""Words of a query in which slips are looked for."""
_LONGEST_SLIP: Final = 3
_LONG: Final = 7
"""From here on, a word one letter off a town's is the town rather than a small county's."""
BEGUN, _SMALL, SLIPPED, _SMALL_LONG, _UNKNOWN = 1, 2, 3, 4, 1000
"""How far what is typed is from what it is taken for: begun, a small county, with a slip."""
_STATE_FIRST: Final = 5
"""Of what a few letters may be the beginning of, a state is likelier than a town."""
_NONE: Final = Meaning({}, frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Part:
    """Some words of a query and what they are taken to mean; `far`: 0 for just that, else how far from it."""

    text: Phrase
    meaning: Meaning
    far: int = 0

    @property
    def narrows(self) -> bool:
        """Whether it says which courts, and not only which kind."""
        return not self.meaning.senses <= {Sense.KIND, Sense.FILLER}

    @property
    def unknown(self) -> bool:
        """Whether it means nothing that is known."""
        return not self.meaning.senses


def exact(vocabulary: Vocabulary, tokens: Phrase) -> tuple[Part, ...]:
    """Split into known phrases, with as few unknown words and as few phrases as can be."""

    def known(text: Phrase, _: int) -> Part | None:
        meaning = vocabulary.meanings.get(text)
        return Part(text, meaning) if meaning else None

    return _in_their_place(vocabulary, _split(tokens, vocabulary.longest, known))


def guessed(vocabulary: Vocabulary, tokens: Phrase) -> tuple[Part, ...]:
    """Split as `exact` does, where a last word may be unfinished and any word may have a slip."""
    strange = {part.text[0] for part in exact(vocabulary, tokens) if part.unknown}

    def found(text: Phrase, end: int) -> Part | None:
        last = end == len(tokens)
        if text in vocabulary.meanings and not (last and end == 1):
            return Part(text, vocabulary.meanings[text])
        if not (last or strange.intersection(text)):
            return None
        return _guess(vocabulary, text, last=last)

    return _in_their_place(vocabulary, _split(tokens[:_MAX_GUESSED], vocabulary.longest, found))


def _guess(vocabulary: Vocabulary, text: Phrase, *, last: bool) -> Part | None:
    whole = " ".join(text)
    if last and len(whole) > 1 and (begun := vocabulary.beginning(whole)):
        return Part(text, _together(vocabulary, begun), BEGUN)
    small = vocabulary.minor.get(text)
    if small and len(whole) < _LONG:
        return Part(text, small, _SMALL)
    if len(text) <= _LONGEST_SLIP and (meant := slips(whole, vocabulary.near(whole))):
        return Part(text, _together(vocabulary, (tuple(each.split()) for each in meant)), SLIPPED)
    return Part(text, small, _SMALL_LONG) if small else None


def _together(vocabulary: Vocabulary, phrases: Iterable[Phrase]) -> Meaning:
    """Give the meaning of any of the phrases."""
    courts: dict[str, int] = {}
    meanings = [vocabulary.meanings[each] for each in phrases]
    for meaning in meanings:
        more = _STATE_FIRST * (Sense.STATE in meaning.senses)
        for key, weight in meaning.courts.items():
            courts[key] = max(weight + more, courts.get(key, 0))
    return Meaning(
        courts,
        frozenset(sense for meaning in meanings for sense in meaning.senses),
        frozenset(kind for meaning in meanings for kind in meaning.kinds),
    )


def _split(tokens: Phrase, longest: int, find: Callable[[Phrase, int], Part | None]) -> tuple[Part, ...]:
    """Give the nearest split, and of equally near ones the one with the fewest parts."""
    best: list[tuple[int, int, tuple[Part, ...]]] = [(0, 0, ())]
    for end in range(1, len(tokens) + 1):
        ways = []
        for start in range(max(0, end - longest), end):
            part = find(tokens[start:end], end)
            if part is None and end - start == 1:
                part = Part(tokens[start:end], _NONE, _UNKNOWN)
            if part:
                far, count, before = best[start]
                ways.append((far + part.far, count + 1, (*before, part)))
        best.append(min(ways, key=lambda way: way[:2]))
    return best[-1][2]


def _in_their_place(vocabulary: Vocabulary, parts: tuple[Part, ...]) -> tuple[Part, ...]:
    """Take "in", "or" and "e" for a state or a direction only where one may stand; and "md" beside a state for M.D."""
    states = sum(Sense.STATE in part.meaning.senses for part in parts)
    told: list[Part] = []
    for at, part in enumerate(parts):
        if states > 1 and (directed := vocabulary.directed.get(part.text)):
            told.append(replace(part, meaning=directed))
        elif _stands(part, parts[at - 1] if at else None, parts[at + 1] if at + 1 < len(parts) else None):
            told.append(part)
        else:
            told.append(replace(part, meaning=_FILLER))
    return tuple(told)


def _stands(part: Part, before: Part | None, after: Part | None) -> bool:
    senses = part.meaning.senses
    if {Sense.FILLER, Sense.STATE} <= senses:
        return before is not None and (before.narrows or before.text == ("d",))
    if Sense.DIRECTION in senses and len(part.text[0]) == 1:
        return after is not None and not after.meaning.senses.isdisjoint({Sense.STATE, Sense.FILLER})
    return True


_FILLER: Final = Meaning({}, frozenset({Sense.FILLER}), frozenset())
