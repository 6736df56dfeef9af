"""Which court it is, over real wires: towns, names and addresses typed; another court only by a click."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.person import elements, usable, words

if TYPE_CHECKING:
    from tests.support.person import Person
    from tests.support.stack import Stack

BANKRUPTCY = "U.S. Bankruptcy Court, Northern District of Illinois"
DISTRICT = "U.S. District Court, Northern District of Illinois"
ELSEWHERE = "Go to U.S. Bankruptcy Court, Southern District of New York instead?"


async def at_mieb(stack: Stack) -> Person:
    me = await stack.person()
    await me.types("/link-pacer mieb")
    await me.reads("Eastern District of Michigan")
    return me


async def at_doors_of(me: Person, court: str) -> None:
    """Wait for the card with that court on which one says what applies."""
    await me.until(lambda state: (card := usable(state, me.dm, "door_old_login")) and court in words(card[0]))


async def test_a_typed_court_moves_a_live_run_only_by_a_click(stack: Stack) -> None:
    me = await at_mieb(stack)
    for typed in ("SDNY bankruptcy", "/link-pacer nysb"):
        await me.types(typed)
        await me.reads(ELSEWHERE)
    await me.types("status")
    await me.reads("Eastern District of Michigan: ")
    await me.clicks("other_court.nysb")
    await at_doors_of(me, "U.S. Bankruptcy Court, Southern District of New York")


async def test_what_may_be_several_courts_is_a_choice_of_both_kinds(stack: Stack) -> None:
    me = await stack.person()
    await me.types("/link-pacer Chicago")
    card = await me.reads("Press the court that you mean")
    offered = [each["text"]["text"] for _, each in elements(card["blocks"]) if each["action_id"].startswith("found_")]
    assert offered == [DISTRICT, BANKRUPTCY]
    await me.clicks("found_court.ilnb")
    await at_doors_of(me, BANKRUPTCY)


async def test_a_town_answers_the_question_for_a_court(stack: Stack) -> None:
    me = await stack.person()
    await me.types("/link-pacer")
    await me.reads("At which court")
    await me.types("what is a court?")
    await me.reads("Show where I am")
    await me.types("I am in Chicago")
    await me.reads("may be one of these courts")


@pytest.mark.parametrize("typed", ["password reset", "fee", "cm/ecf", "my court", "2:24-bk-12345", "western"])
async def test_words_that_are_no_courts_name_begin_and_move_nothing(stack: Stack, typed: str) -> None:
    me = await at_mieb(stack)
    await me.types(typed)
    await me.reads("Show where I am")
    await me.types("status")
    await me.reads("Eastern District of Michigan: ")
