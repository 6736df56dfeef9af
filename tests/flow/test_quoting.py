"""What the help desk reads of a court's words: of a known trouble alone, and nobody's name, address or e-mail."""

from __future__ import annotations

import pytest

from bot.flow.quoting import for_desk
from bot.flow.states import Accounts
from bot.vocabulary import Trouble

BOTH = Accounts("Castellan, Rowan M. (rcastellan)", "Rowan Castellan PACER account")


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("This account is already linked.", "This account is already linked."),
        ("The CM/ECF account of ROWAN CASTELLAN is linked.", "The CM/ECF account of … … is linked."),
        ("rcastellan is linked to another PACER account.", "… is linked to another PACER account."),
        ("A notice was sent to r.m+c@firm-name.example.org.", "A notice was sent to …."),
        ("Rowan, 12 North Example St, is linked.", "…, …, is linked."),
        ("The castellano is somebody else.", "The castellano is somebody else."),
    ],
)
def test_names_addresses_and_e_mails_are_left_out(said: str, told: str) -> None:
    assert for_desk(Trouble.FILER_LINKED_ELSEWHERE, said, BOTH) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("The account of Jordan Q. Sampleton is in use.", "The account of … … … is in use."),
        ("Sampleton, Jordan has a PACER link.", "…, … has a PACER link."),
        (
            "JORDAN SAMPLETON: THIS LOGIN IS LINKED TO ANOTHER PACER ACCOUNT.",
            "… …: THIS LOGIN IS LINKED TO ANOTHER PACER ACCOUNT.",
        ),
        ("Invalid username, password, or one-time passcode.", "Invalid username, password, or one-time passcode."),
        ("Your PACER account has been disabled. Contact the PACER Service Center.", None),
        ("Linking is not possible. Call the Clerk's Office of the U.S. Bankruptcy Court.", None),
        ("We cannot link these accounts.", None),
        ("All filers must redact: Social Security numbers.", None),
        ("REQUEST DENIED - CM/ECF USER HAS A PACER LINK", None),
    ],
)
def test_what_is_written_as_a_name_is_left_out_whoever_that_is(said: str, told: str | None) -> None:
    assert for_desk(Trouble.FILER_LINKED_ELSEWHERE, said) == (said if told is None else told)


def test_of_a_page_that_could_not_be_split_no_word_is_told_that_may_be_a_name() -> None:
    as_it_stands = Accounts("", "", said=("You file here as", "Castellan, Rowan M., login rcastellan", "PACER account"))
    said = "Rowan Castellan: the PACER account is already linked here."
    assert (
        for_desk(Trouble.FILER_LINKED_ELSEWHERE, said, as_it_stands) == "… …: the PACER account is already linked here."
    )


def test_nothing_of_a_page_that_nobody_knows_is_told() -> None:
    assert for_desk(Trouble.UNEXPECTED_PAGE, "Whatever stands there.") == ""
    assert for_desk(Trouble.COURT_DOWN, "Down for maintenance.") == "Down for maintenance."
