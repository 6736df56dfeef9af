"""Which names are warned of, and which are not: by a table of pairs, most of it written before the code."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.court.pages.firms import looks_like_firm
from bot.court.pages.letters import mended
from bot.court.pages.names import Likeness, likeness, warnings_for
from bot.vocabulary import AccountWarning

TABLE: dict[str, list[dict[str, Any]]] = json.loads(
    (Path(__file__).parent / "name_pairs.json").read_text(encoding="utf-8")
)
PAIRS, SINGLES = TABLE["pairs"], TABLE["singles"]
NAMES = sorted({pair[side] for pair in PAIRS for side in ("a", "b")})
MOST_FALSE_ALARMS = 0.02


def pairs_that_are(what: str) -> list[tuple[str, str]]:
    return [(pair["a"], pair["b"]) for pair in PAIRS if pair["they_are"] == what]


def test_the_table_is_wide() -> None:
    assert len(PAIRS) >= 300
    assert len(SINGLES) >= 60
    assert set(Counter(pair["they_are"] for pair in PAIRS)) == {"same", "two", "unsure"}
    assert len({(pair["a"], pair["b"]) for pair in PAIRS}) == len(PAIRS)
    assert len({single["text"] for single in SINGLES}) == len(SINGLES)


def test_the_decision_speaks_of_the_table_as_it_is() -> None:
    record = Path(__file__).parents[3] / "docs" / "decisions" / "0010-names-are-compared-by-ourselves.md"
    said = " ".join(record.read_text(encoding="utf-8").split())
    of = {what: len(pairs_that_are(what)) for what in ("two", "same", "unsure")}
    firms = sum(single["is_firm"] for single in SINGLES)
    assert f"{len(PAIRS)} pairs of names ({of['two']} of two people, {of['same']} of one, {of['unsure']} that" in said
    assert f"{len(SINGLES)} single texts ({firms} firms, {len(SINGLES) - firms} people)" in said


@pytest.mark.parametrize(("one", "other"), pairs_that_are("two"))
def test_two_people_are_warned_of(one: str, other: str) -> None:
    assert likeness(one, other) is Likeness.TWO_PEOPLE


def test_one_person_is_hardly_ever_warned_of() -> None:
    same = pairs_that_are("same")
    alarms = [(one, other) for one, other in same if likeness(one, other) is not Likeness.ONE_PERSON]
    assert len(alarms) <= MOST_FALSE_ALARMS * len(same), alarms
    assert not [pair for pair in alarms if likeness(*pair) is Likeness.TWO_PEOPLE]


@pytest.mark.parametrize(("one", "other"), pairs_that_are("unsure"))
def test_what_cannot_be_judged_is_not_passed_over(one: str, other: str) -> None:
    assert likeness(one, other) is not Likeness.ONE_PERSON


@pytest.mark.parametrize("text", [single["text"] for single in SINGLES if single["is_firm"]])
def test_a_firm_is_seen(text: str) -> None:
    assert looks_like_firm(text)


@pytest.mark.parametrize("text", [single["text"] for single in SINGLES if not single["is_firm"]])
def test_a_person_is_no_firm(text: str) -> None:
    assert not looks_like_firm(text)


@pytest.mark.parametrize(
    ("filer", "pacer", "warnings"),
    [
        ("Castellan, Rowan M.", "Rowan Castellan", ()),
        ("Rowan Castellan", "Dana Whitfield", (AccountWarning.DIFFERENT_PEOPLE,)),
        ("Rowan Castellan", "rcast88", (AccountWarning.NOT_COMPARED,)),
        ("Rowan Castellan", "Tansy & Moth LLP", (AccountWarning.LOOKS_LIKE_FIRM, AccountWarning.DIFFERENT_PEOPLE)),
        ("Rowan Castellan", "Law Offices of Rowan Castellan", (AccountWarning.LOOKS_LIKE_FIRM,)),
        ("Tansy & Moth LLP", "Rowan Castellan", (AccountWarning.DIFFERENT_PEOPLE,)),
        ("Rowan M. Castellan", "Rowan Castelan", (AccountWarning.NOT_COMPARED,)),
    ],
)
def test_what_is_warned_of(filer: str, pacer: str, warnings: tuple[AccountWarning, ...]) -> None:
    found = warnings_for(filer, pacer)
    assert (found.filer, found.pacer, found.warnings, found.said) == (filer, pacer, warnings, ())


@given(st.text(max_size=60), st.text(max_size=60))
@example("\ufffda" * 30, "a" * 60 + "b")
@example("A " * 12, "B " * 12)
@example("Ana " * 30, "Ana " * 31)
def test_any_two_texts_are_compared_alike_both_ways(one: str, other: str) -> None:
    assert likeness(one, other) is likeness(other, one)
    assert likeness(one, one) is Likeness.ONE_PERSON
    assert looks_like_firm(one) in {True, False}


@given(st.data())
def test_names_in_pieces_are_compared_alike_both_ways(data: st.DataObject) -> None:
    one, other = (" ".join(data.draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3))) for _ in range(2))
    cut = data.draw(st.integers(0, len(one)))
    assert likeness(one[cut:], other) is likeness(other, one[cut:])


@given(st.sampled_from([name for name in NAMES if mended(name) == name]))
def test_case_and_white_space_make_nobody_another(name: str) -> None:
    assert likeness(name, f"  {name.upper()} ") is not Likeness.TWO_PEOPLE
