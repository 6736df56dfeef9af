"""The lock-out guard, over real wires: two passwords for one account at most, whatever is done in between."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from tests.support.person import elements, words
from tests.support.stack import SECOND_ATTORNEY, Stack, filer_fields, pacer_fields
from tests.support.walk import Walk

if TYPE_CHECKING:
    from tests.support.person import Json

SIGN_ON, LOGIN = "/services/cso-auth", "refused login"
STOPPED = "We stop here"


def sign_ins(stack: Stack) -> int:
    return sum(each.path == SIGN_ON for each in stack.court.requests)


async def form_again(walk: Walk, view: Json) -> Json:
    """Wait for the same form, drawn afresh."""

    def found(state: Json) -> Json | None:
        return next((v for v in state["views"] if v["hash"] != view["hash"] and v["submit"]), None)

    again: Json = await walk.me.until(found)
    return again


async def wrong_once(walk: Walk, view: Json) -> Json:
    await walk.me.sends(view, **pacer_fields(walk.known, password="not the right one"))
    return await form_again(walk, view)


async def wrong_again(walk: Walk, view: Json) -> None:
    await walk.me.sends(view, **pacer_fields(walk.known, password="nor is this"))
    await walk.me.sees_modal(STOPPED)


async def closes(walk: Walk) -> None:
    for view in reversed((await walk.me.state())["views"]):
        await walk.me.closes(view)


async def is_forgotten(walk: Walk) -> None:
    await closes(walk)
    await walk.me.clicks_in_home("forget_me", await walk.me.opens_home())
    await walk.me.reads("is deleted")


async def test_to_be_forgotten_buys_no_tries(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await wrong_again(walk, await wrong_once(walk, await walk.to_sign_in()))
    await is_forgotten(walk)
    await wrong_again(walk, await walk.to_sign_in())
    assert sign_ins(stack) == 2
    assert not stack.court.sign_on_locked(walk.known.username)


async def test_neither_does_another_court_a_cancel_or_a_restart(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await wrong_once(walk, await walk.to_sign_in())
    await walk.me.reads("PACER did not accept")
    await walk.me.clicks("cancel")
    await walk.me.reads("Cancelled")
    await closes(walk)
    walk.court = "txwd"
    await wrong_again(walk, await walk.to_sign_in())
    assert sign_ins(stack) == 2
    await is_forgotten(walk)
    await stack.stop_app()
    await stack.start_app()
    await wrong_again(walk, await walk.to_sign_in())
    assert sign_ins(stack) == 2


async def test_neither_does_another_person_who_types_the_same_name_in_other_letters(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await wrong_once(walk, await walk.to_sign_in())
    other = await Walk.of(stack, user=SECOND_ATTORNEY)
    other.known = replace(other.known, username=f" {other.known.username.upper()}")
    await other.me.sends(await other.to_sign_in(), **pacer_fields(other.known, password="a guess"))
    await other.me.sees_modal(STOPPED)
    assert sign_ins(stack) == 2


async def test_a_lock_leaves_no_try_to_anybody(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    stack.court.faults.arm("locked", at="sign_on")
    await walk.sign_in(view)
    await walk.me.sees_modal("PACER has locked this account")
    await is_forgotten(walk)
    await wrong_again(walk, await walk.to_sign_in())
    other = await Walk.of(stack, user=SECOND_ATTORNEY)
    await wrong_again(other, await other.to_sign_in())
    assert sign_ins(stack) == 1


async def test_a_courts_lock_leaves_no_try_there_and_another_court_is_open(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_filer_login()
    stack.court.faults.arm("locked", at="filer_login")
    await walk.me.sends(view, **filer_fields(walk.known))
    await walk.me.sees_modal("has locked the old CM/ECF login")
    await is_forgotten(walk)
    await walk.me.sends(await walk.to_filer_login(), **filer_fields(walk.known))
    await walk.me.sees_modal(STOPPED)
    await closes(walk)
    walk.court = "txwd"
    await walk.to_review()


async def test_an_account_is_not_stopped_by_another_one(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await wrong_again(walk, await wrong_once(walk, await walk.to_sign_in()))
    other = await Walk.of(stack, user=SECOND_ATTORNEY, kind="client_code")
    await other.to_review()


async def test_a_password_whose_answer_was_lost_counts(stack: Stack) -> None:
    walk = await Walk.of(stack)
    stack.court.faults.arm("lost_answer", at="sign_on", when="after", times=8)
    view = await walk.to_sign_in()
    view = await wrong_once(walk, view)
    view = await wrong_once(walk, view)
    await wrong_again(walk, view)
    assert sign_ins(stack) == 2


async def test_a_password_that_was_taken_clears_the_count(stack: Stack) -> None:
    walk = await Walk.of(stack)
    for _ in range(2):
        await walk.sign_in(await wrong_once(walk, await walk.to_sign_in()))
        await walk.me.sees_modal("Old CM/ECF password")
        await walk.me.reads("Enter the old login")
        await walk.me.clicks("cancel")
        await walk.me.reads("Cancelled")
        await closes(walk)
    assert sign_ins(stack) == 4


async def test_a_court_that_fails_after_pacer_took_the_password_counts_nothing(stack: Stack) -> None:
    walk = await Walk.of(stack)
    stack.court.faults.arm("unavailable", at="menu", times=3)
    view = await walk.to_sign_in()
    for _ in range(3):
        await walk.sign_in(view)
        view = await form_again(walk, view)
    await walk.sign_in(view)
    await walk.me.sees_modal("Old CM/ECF password")


@pytest.mark.parametrize("fault", ["lost_answer", "unavailable", "bad_login"])
async def test_two_old_logins_reach_a_court_and_another_court_is_open(stack: Stack, fault: str) -> None:
    walk = await Walk.of(stack)
    stack.court.faults.arm(fault, at="filer_login", when="after", times=8)
    view = await walk.to_filer_login()
    await walk.me.sends(view, **filer_fields(walk.known, password="not this one"))
    view = await form_again(walk, view)
    if "PACER" in str(view["blocks"][-1]) or fault != "bad_login":  # the session is gone: sign in again
        await walk.sign_in(view)
        view = await walk.me.sees_modal("Old CM/ECF password")
    await walk.me.sends(view, **filer_fields(walk.known, password="nor this"))
    if fault != "bad_login":
        view = await form_again(walk, view)
        await walk.sign_in(view)
        view = await walk.me.sees_modal("Old CM/ECF password")
        await walk.me.sends(view, **filer_fields(walk.known))
    await walk.me.sees_modal(STOPPED)
    await closes(walk)
    stack.court.faults.clear()
    walk.court = "txwd"
    await walk.to_review()


async def test_a_resting_login_leaves_the_list_of_courts_and_what_to_do_next(stack: Stack) -> None:
    walk = await Walk.of(stack, court="txwd")
    view = await walk.to_filer_login()
    stack.court.faults.arm("bad_login", at="filer_login", when="after", times=8)
    await walk.me.sends(view, **filer_fields(walk.known, "txwd", password="not this one"))
    await walk.me.sends(await form_again(walk, view), **filer_fields(walk.known, "txwd", password="nor this"))
    await walk.me.sees_modal(STOPPED)
    await closes(walk)
    await walk.me.types("/link-pacer txwd")
    await walk.me.is_told("when you can try again")
    record = await walk.me.reads("*Next:*")
    assert {"own_browser", "start", "help"} <= {each["action_id"] for _, each in elements(record["blocks"])}
    await walk.me.types("/link-pacer")
    card = await walk.me.reads("Choose another court:")
    assert "The old login at U.S. District Court, Western District of Texas rests until" in words(card)
    assert {"choose_court", "help"} <= {each["action_id"] for _, each in elements(card["blocks"])}
    stack.court.faults.clear()
    walk.court = "mieb"
    await walk.to_review()


async def test_where_pacer_rests_another_court_is_got_ready_for_and_no_password_is_sent(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await wrong_again(walk, await wrong_once(walk, await walk.to_sign_in()))
    await closes(walk)
    await walk.me.types("/link-pacer ilnb")
    card = await walk.me.reads("The PACER account that you tried rests until")
    assert "Northern District of Illinois" in words(card)
    walk.court = "ilnb"
    await wrong_again(walk, await walk.to_sign_in())
    assert sign_ins(stack) == 2
