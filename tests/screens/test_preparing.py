"""What stands on the pages before anything is typed: short, true for this court and this person, and nothing twice."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest

from bot import screens
from bot.flow import states as st
from bot.sandbox.workspace.blocks import validate_blocks
from bot.screens import ActionId
from tests.screens.every_state import CA6, MIEB, MIEB_BY_HAND, MIED, NOW
from tests.screens.test_cards import card_words, clicks

RUN = st.Run("c-7f3a")
AGENT = replace(RUN, agent=True)


def page(page: st.Page, run: st.Run = RUN, court: st.Court = MIEB) -> str:
    return card_words(st.GettingReady(run, court, page=page))


def bullets(words: str) -> list[str]:
    return [line for line in words.splitlines() if line.startswith("•")]


def test_the_doors_are_four_and_warn_of_the_wrong_one() -> None:
    words = page(st.Page.DOORS)
    for door in ("I have an old login", "I never had one", "I am a filing agent or assistant", "I am not sure"):
        assert door in words
    assert "do not ask PACER for access to this court: link the one you have" in words


def test_who_is_not_sure_is_told_how_to_find_out() -> None:
    words = page(st.Page.NOT_SURE)
    assert "Does the menu bar show Bankruptcy or Adversary? Then it is linked already." in words
    assert "313-555-0100" in words
    assert ActionId.LINKED_ALREADY in clicks(st.GettingReady(RUN, MIEB, page=st.Page.NOT_SURE))


@pytest.mark.parametrize(
    ("run", "court", "first", "last"),
    [
        (RUN, MIEB, "*Your own account.*", "*Who sees what you type.* Slack can."),
        (AGENT, MIEB, "*Your own login.*", "*Who sees what you type.* Slack can."),
        (RUN, MIEB_BY_HAND, "*Your own account.*", "*Nothing is typed here.*"),
    ],
)
def test_the_fine_print_is_three_lines(run: st.Run, court: st.Court, first: str, last: str) -> None:
    lines = bullets(page(st.Page.FINE_PRINT, run, court))
    assert len(lines) == 3
    assert first in lines[0]
    assert "*For good.*" in lines[1]
    assert last in lines[2]
    assert all(len(line.split()) <= 32 for line in lines)


def test_an_assistants_fine_print_speaks_of_the_attorney() -> None:
    words = page(st.Page.FINE_PRINT, AGENT)
    assert "Never sign in as an attorney: they link their own." in words
    assert "your attorney makes five clicks at the court" in words
    assert ActionId.DOOR_NEVER_HAD_ONE in clicks(st.GettingReady(AGENT, MIEB, page=st.Page.FINE_PRINT))


def test_the_operators_note_stands_on_the_first_page() -> None:
    assert "*From your firm about this court:* Ask Dana" in page(st.Page.DOORS)
    assert "From your firm" not in page(st.Page.DOORS, court=MIED)


def test_a_way_into_ones_own_browser_stands_beside_the_fine_print() -> None:
    assert ActionId.OWN_BROWSER in clicks(st.GettingReady(RUN, MIEB, page=st.Page.FINE_PRINT))
    assert "Lead me in my own browser" in page(st.Page.FINE_PRINT)
    assert "Lead me in my own browser" not in page(st.Page.FINE_PRINT, court=CA6)


def test_the_check_is_six_lines_and_says_the_fifteen_minutes_before_they_run() -> None:
    lines = bullets(page(st.Page.CHECKLIST))
    assert len(lines) == 6
    for line, fact in zip(
        lines,
        ("not your firm's", "device's clock", "180 days", "lostPassword.pl", "E-mail", "15 minutes"),
        strict=True,
    ):
        assert fact in line


@pytest.mark.parametrize(
    ("court", "fact"),
    [
        ("mdd", "your initials and your 5-digit bar number"),
        ("lawd", "holds for 24 hours"),
        ("idb", "ForgottenECF@id.uscourts.gov"),
        ("mieb", "Then call the court's e-filing help desk"),
    ],
)
def test_the_check_says_how_this_court_lets_one_reset_the_old_password(court: str, fact: str) -> None:
    there = replace(MIEB, id=court, host=f"ecf.{court}.uscourts.gov")
    words = page(st.Page.CHECKLIST, court=there)
    assert fact in words
    assert f"<https://ecf.{court}.uscourts.gov/cgi-bin/lostPassword.pl>" in words


def test_a_court_of_appeals_has_no_such_page() -> None:
    assert "lostPassword" not in page(st.Page.CHECKLIST, court=CA6)


def test_the_notice_stands_alone_above_its_button() -> None:
    state = st.GettingReady(RUN, MIEB, page=st.Page.NOTICE)
    words = card_words(state)
    assert words.index("All filers must redact") < words.index("\nI accept\n")
    assert "I understand that, if I file, I must comply with the redaction rules." in words
    assert clicks(state)[0] == ActionId.READY
    assert "All filers must redact" not in "".join(page(each) for each in st.Page if each is not st.Page.NOTICE)


def test_another_court_says_only_what_is_true_then() -> None:
    run = replace(RUN, signed_in=True, linked=("A",), linked_on=NOW)
    words = card_words(st.GettingReady(run, MIED, st.Page.ANOTHER_COURT))
    assert "You are still signed in to PACER" in words
    assert "Use another PACER account" in words
    assert f"noted on <!date^{int(NOW.timestamp())}^{{date}}|June 1, 2026>" in words
    for absent in ("Read these three lines", "180 days", "All filers must redact"):
        assert absent not in words
    assert "still signed in" not in page(st.Page.DOORS)


@pytest.mark.parametrize("court", [MIEB, MIED, MIEB_BY_HAND])
def test_the_details_hold_the_rest(court: st.Court) -> None:
    view: Any = screens.details(st.GettingReady(RUN, court, page=st.Page.FINE_PRINT))
    assert validate_blocks(view["blocks"], surface="modal") == []
    words = str(view["blocks"])
    assert court.name in words
    assert "lock out all other attorneys" in words
    assert "The help desk" in words
    assert "submit" not in view
    assert ("no masked fields" in words) == court.automated
    assert ("since June 1, 2021" in words) == (court.linking_since is not None)


@pytest.mark.parametrize("each", st.Page)
def test_no_sentence_stands_twice_on_a_page(each: st.Page) -> None:
    for run in (RUN, AGENT):
        said = [part for part in re.split(r"(?<=[.?!])\s+|\n", page(each, run)) if len(part.split()) > 2]
        assert len(set(said)) == len(said)
