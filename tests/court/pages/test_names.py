"""Which names are warned of, and which are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.court.pages.names import looks_like_firm, same_person, warnings_for


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Doe", "Jane Doe"),
        ("Doe, Jane Q. (br)", "Jane Doe"),
        ("J. Q. Doe", "Jane Doe"),
        ("DOE, JANE (jdoe) (aty)", "Jane Quincy Doe, Esq."),
        ("Jane Doe Jr.", "Dr. Jane Doe"),
        ("Renée O'Hallow", "renee o\N{RIGHT SINGLE QUOTATION MARK}hallow"),
        ("Name: Jane Doe User ID: jdoe12", "Jane Doe login jd"),
        ("Jane Doe jdoe", "Jane Doe jdoe88"),
        ("Jane Doe jane@example.org", "Jane Doe"),
        ("Rob Doe", "Robert Doe"),
        ("", "Jane Doe"),
        ("J. D.", "Jane Doe"),
        ("(jdoe)", "Jane Doe"),
    ],
)
def test_one_person_is_not_warned_of(one: str, other: str) -> None:
    assert same_person(one, other)
    assert same_person(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Jane Doe", "John Doe"),
        ("Jane A. Doe", "John A. Doe"),
        ("Caspian Rookwood", "Juniper Halloway"),
        ("Jane Doe", "Example & Example LLP"),
        ("X. Y.", "Jane Doe"),
    ],
)
def test_two_people_are_warned_of(one: str, other: str) -> None:
    assert not same_person(one, other)
    assert not same_person(other, one)


@pytest.mark.parametrize(
    "name",
    [
        "Tansy, Larkspur & Moth LLP",
        "Example P.C.",
        "Example, PA",
        "Law Offices of Jane Doe",
        "Doe and Associates",
        "Doe Legal Group",
        "Doe Law Firm",
        "Doe, P.L.L.C.",
        "Doe L.L.P.",
        "Office of the Trustee",
    ],
)
def test_firms_are_seen(name: str) -> None:
    assert looks_like_firm(name)


@pytest.mark.parametrize("name", ["Jane Doe", "Paul Coe", "Paz Inchfield", "Colin Pcake", "Jane Lawson (jlaw)"])
def test_people_are_not_taken_for_firms(name: str) -> None:
    assert not looks_like_firm(name)


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_two_texts_are_compared_alike_both_ways(one: str, other: str) -> None:
    assert same_person(one, other) == same_person(other, one)
    assert same_person(one, one)
    assert warnings_for(one, other).filer == one
