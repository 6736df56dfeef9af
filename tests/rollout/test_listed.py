"""What the help desk pastes: addresses in any form, or a firm's list, whatever its columns are called."""

from __future__ import annotations

import csv
import io
import random

import pytest

from bot.rollout.listed import Listed, Member, listed, matched

LIST = """First Name,Last Name,PACER User Name,Account Status,MFA Enrolled,CM/ECF Privileges
Dana,Whitfield,dwhitfield9,Active,No,Attorney Filer
Marcus,Oyelaran,moyelaran1,Active,Yes,
"""
DIRECTORY = (Member("U1", "Dana M. Whitfield"), Member("U2", "Márcus Oyelaran"), Member("U3", "Priya Nandakumar"))


def test_addresses_are_found_in_any_form() -> None:
    text = "Dana <Dana.Whitfield@firm.example>; marcus@firm.example, x@y\nmarcus@firm.example"
    assert listed(text) == (Listed(email="dana.whitfield@firm.example"), Listed(email="marcus@firm.example"))


def test_a_firms_list_is_read_by_its_headings() -> None:
    assert listed(LIST) == (Listed("Dana Whitfield", without_mfa=True), Listed("Marcus Oyelaran"))


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("cell", ["No", "not enrolled", "DISABLED", "0"])
def test_every_separator_and_way_to_say_no(separator: str, cell: str) -> None:
    written = io.StringIO()
    csv.writer(written, delimiter=separator).writerows(
        [["E-mail", "Multi-factor", "Name"], ["a@b.example", cell, "Whitfield, Dana"]]
    )
    assert listed("\ufeff" + written.getvalue()) == (Listed("Whitfield, Dana", "a@b.example", without_mfa=True),)


@pytest.mark.parametrize("cell", ["Yes", "Enabled", "App", "", "pending"])
def test_what_is_no_clear_no_asks_nobody_for_anything(cell: str) -> None:
    (person,) = listed(f"Name,MFA\nDana,{cell}\n")
    assert not person.without_mfa


def test_nothing_of_a_list_is_read_but_what_the_match_needs() -> None:
    assert "dwhitfield9" not in repr(listed(LIST))
    assert "Filer" not in repr(listed(LIST))


def test_columns_in_any_order_mean_the_same() -> None:
    rows = list(csv.reader(io.StringIO(LIST)))
    chance = random.Random(11)  # noqa: S311 - an order that can be repeated
    for _ in range(50):
        order = chance.sample(range(len(rows[0])), len(rows[0]))
        written = io.StringIO()
        csv.writer(written).writerows([[row[at] for at in order] for row in rows])
        assert listed(written.getvalue()) == listed(LIST)


@pytest.mark.parametrize("text", ["", "\n\n", "Name", "court,city\na,b", "Name,MFA\n,\n", "Name,MFA\n\n", "a,b@c"])
def test_what_names_nobody_is_empty(text: str) -> None:
    assert listed(text) == ()


def test_a_short_line_is_read_as_far_as_it_goes() -> None:
    assert listed("Name,MFA\nDana Whitfield\n") == (Listed("Dana Whitfield"),)


def test_people_are_found_by_name_whatever_its_order_accents_and_initials() -> None:
    people = (Listed("Whitfield, Dana", without_mfa=True), Listed("Marcus Oyelaran"), Listed("Dana Smith"))
    found = matched(people, DIRECTORY)
    assert found.found == {"U1": True, "U2": False}
    assert [each.shown for each in found.missing] == ["Dana Smith"]


def test_a_name_of_two_people_finds_nobody() -> None:
    twice = (*DIRECTORY, Member("U4", "Whitfield, Dana"))
    assert matched((Listed("Dana Whitfield"),), twice).found == {}
    both = (Listed("Dana A. Whitfield"), Listed("Dana B. Whitfield"))
    assert matched(both, DIRECTORY) == matched(both, ())
    assert matched((Listed("J. R."),), (Member("U5", "J R"),)).found == {}, "letters alone are no name"
