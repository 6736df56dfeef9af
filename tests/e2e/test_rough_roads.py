"""What goes otherwise than planned, over real wires: wrong passwords, cancels, resumes, double clicks, bad input."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot.engine.codec import decode_state
from bot.flow.asking import COURTS_TIME
from tests.support.person import elements, words
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY, Stack, filer_fields, pacer_fields
from tests.support.walk import Walk, comes_to_the_check

if TYPE_CHECKING:
    from pathlib import Path


def value_of(view: dict, action_id: str) -> str:
    return next(each.get("initial_value", "") for _, each in elements(view["blocks"]) if each["action_id"] == action_id)


def everything_in(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.iterdir())


def block_of(view: dict, action_id: str) -> str:
    return next(block for block, each in elements(view["blocks"]) if each["action_id"] == action_id)


async def test_a_wrong_pacer_password_is_said_in_the_modal_and_a_second_try_works(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    await walk.me.sends(view, **pacer_fields(walk.known, password="not the right one"))
    again = await walk.me.sees_modal("PACER did not accept")
    assert again["id"] == view["id"], "in the same modal"
    assert value_of(again, "pacer_username") == walk.known.username
    assert value_of(again, "pacer_password") == ""
    assert block_of(again, "pacer_password") != block_of(view, "pacer_password"), "Slack would keep what was typed"
    await walk.sign_in(again)
    await walk.me.sees_modal("Old CM/ECF password")


async def test_after_two_wrong_pacer_passwords_it_stops_and_tells_the_help_desk(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    await walk.me.sends(view, **pacer_fields(walk.known, password="not the right one"))
    view = await walk.me.sees_modal("PACER did not accept")
    await walk.me.sends(view, **pacer_fields(walk.known, password="wrong as well"))
    desk = await stack.person(HELP_DESK)
    notice = await desk.reads("LP-", stack.workspace.help_desk_channel)
    assert walk.known.username not in str(notice)
    await walk.me.reads("Stopped")
    sign_ons = [each for each in stack.court.requests if each.path == "/services/cso-auth"]
    assert len(sign_ons) == 2
    await walk.me.types("/link-pacer mieb")
    await walk.me.is_told("when you can try again")


async def test_two_wrong_filer_passwords_stop_too(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_filer_login()
    await walk.me.sends(view, **filer_fields(walk.known, password="not this one"))
    again = await walk.me.until(
        lambda state: next((v for v in state["views"] if v["hash"] != view["hash"] and "did not accept" in words(v)), 0)
    )
    assert value_of(again, "filer_login") == filer_fields(walk.known)["filer_login"]
    await walk.me.sends(again, **filer_fields(walk.known, password="nor this"))
    await walk.me.reads("Stopped")
    assert stack.court.submits == 0


@pytest.mark.parametrize("step", ["choosing", "getting_ready", "sign_in", "filer_login", "review"])
async def test_every_step_before_linking_can_be_cancelled_on_the_card(stack: Stack, step: str) -> None:
    walk = await Walk.of(stack)
    if step == "choosing":
        await walk.me.types("/link-pacer")
    else:
        await getattr(walk, f"to_{step}")()
    await walk.me.clicks("cancel")
    card = await walk.me.reads("Cancelled")
    assert not list(elements(card["blocks"])), "a finished card has no buttons"
    assert stack.court.submits == 0
    if step in {"filer_login", "review"}:
        await walk.me.until(lambda _: any(each.path == "/services/cso-logout" for each in stack.court.requests))


async def test_the_command_resumes_at_the_bottom_and_folds_the_old_card(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_filer_login()
    first = await walk.me.card()
    await walk.me.types("/link-pacer")
    await walk.me.is_told("where you left it")
    await walk.me.reads("moved further down")
    second = await walk.me.card()
    assert second["ts"] > first["ts"]
    await walk.me.clicks("continue")
    await walk.me.sees_modal("Old CM/ECF password")


async def test_a_second_click_on_a_used_button_does_nothing_but_refresh_the_card(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    card = await walk.me.card()
    await asyncio.gather(walk.me.clicks("ready", card), walk.me.clicks("ready", card))
    await walk.me.is_told("was from before")
    await walk.me.sees_modal("PACER user name")
    await walk.me.reads("A form asks for your PACER user name")
    assert len((await walk.me.state())["views"]) == 1


async def test_a_modal_sent_twice_is_checked_once(stack: Stack) -> None:
    walk = await Walk.of(stack)
    stack.court.faults.arm("slow", at="sign_on", seconds=0.5)
    view = await walk.to_sign_in()
    fields = pacer_fields(walk.known)
    await asyncio.gather(walk.me.sends(view, **fields), walk.me.sends(view, **fields))
    await walk.me.sees_modal("Old CM/ECF password")
    assert sum(each.path == "/services/cso-auth" for each in stack.court.requests) == 1


async def test_a_modal_closed_in_the_middle_of_a_check_leaves_it_to_the_card(stack: Stack) -> None:
    walk = await Walk.of(stack)
    stack.court.faults.arm("slow", at="sign_on", seconds=0.5)
    await walk.sign_in(await walk.to_sign_in())
    view = await walk.me.sees_modal("Checking with PACER")
    await walk.me.closes(view)
    await walk.me.reads("PACER accepted your sign-in")
    assert not (await walk.me.state())["views"], "never opened again by force"
    await walk.me.clicks("continue")
    await walk.me.sees_modal("Old CM/ECF password")


async def test_field_problems_are_said_at_the_field_and_nothing_is_sent(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    answer = await walk.me.sends(view, pacer_username="ab1234", pacer_password="whatever it is")
    assert "errors" in answer["outcome"]
    assert set(answer["errors"]) == {block_of(view, "pacer_username")}
    answer = await walk.me.sends(view, pacer_username="   ", pacer_password="whatever it is")
    assert set(answer["errors"]) == {block_of(view, "pacer_username")}
    answer = await walk.me.sends(view, pacer_username="x" * 3000, pacer_password="y" * 3000)
    assert set(answer["errors"]) == {block_of(view, "pacer_username"), block_of(view, "pacer_password")}
    assert not any(each.path == "/services/cso-auth" for each in stack.court.requests)
    await walk.sign_in(view)
    await walk.me.sees_modal("Old CM/ECF password")


async def test_a_filer_login_that_may_not_be_linked_is_not_sent_at_first(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_filer_login()
    await walk.me.sends(view, filer_login="smith&jones", filer_password="whatever")
    warned = await walk.me.sees_modal("It was not sent.")
    assert not [each for each in stack.court.requests if each.effect.startswith("filer login")]
    await walk.me.sends(warned, filer_login="smith&jones", filer_password="whatever")
    await walk.me.sees_modal("The court did not accept the old CM/ECF login")


@pytest.mark.parametrize("word", ["no such court at all", "ünïcödé 法院", "x" * 3000, "<@U123> *bold* `code`"])
async def test_words_that_name_no_court_are_answered_and_asked_about(stack: Stack, word: str) -> None:
    me = await stack.person()
    await me.types(f"/link-pacer {word}")
    await me.is_told("direct message")
    await me.reads("No single court matches")
    await me.chooses("choose_court", "mieb")
    await me.reads("Which of these applies to you")


async def test_unicode_in_every_field_is_just_a_wrong_password(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    await walk.me.sends(
        view, pacer_username="Ж" * 9, pacer_password="пароль 🔑 \u202e", pacer_passcode="١٢٣٤٥٦", pacer_client_code="é"
    )
    await walk.me.sees_modal("PACER did not accept")


async def test_two_people_at_once_each_get_their_own(stack: Stack) -> None:
    first = await Walk.of(stack, kind="no_mfa", user=ATTORNEY)
    second = await Walk.of(stack, kind="mfa", user=SECOND_ATTORNEY)
    one, two = await asyncio.gather(first.to_review(), second.to_review())
    assert first.known.account_name in words(one)
    assert second.known.account_name in words(two)
    assert first.known.account_name not in words(two)
    await asyncio.gather(first.me.clicks_in_modal("link"), second.me.clicks_in_modal("link"))
    await asyncio.gather(*(walk.me.reads("refresh your screen") for walk in (first, second)))
    assert stack.court.submits == 2


async def test_two_clicks_on_link_at_once_submit_once(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    card = await walk.me.card()
    await asyncio.gather(walk.me.clicks_in_modal("link"), walk.me.clicks("link", card), walk.me.clicks("link", card))
    await walk.me.reads("refresh your screen")
    assert stack.court.submits == 1


async def test_an_account_linked_already_is_good_news(stack: Stack) -> None:
    walk = await Walk.of(stack, kind="already_linked")
    await walk.sign_in(await walk.to_sign_in())
    await walk.me.reads("already linked at")
    assert stack.court.submits == 0


async def test_a_shared_firm_account_is_warned_about_before_the_link(stack: Stack) -> None:
    walk = await Walk.of(stack, kind="shared_firm")
    view = await walk.to_review()
    assert "firm" in words(view)


async def test_the_home_shows_what_was_linked(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_linked()
    home = await walk.me.opens_home()
    assert "Eastern District of Michigan" in words(home)
    assert walk.known.username not in str(home)


async def test_a_lost_answer_after_the_submit_is_resolved_by_reading(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    stack.court.faults.arm("reset", at="submit", when="after")
    await walk.me.clicks_in_modal("link")
    await walk.me.reads("refresh your screen")
    assert stack.court.submits == 1


async def test_what_the_menu_does_not_prove_is_unknown_until_read_again(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    stack.court.faults.arm("reset", at="submit", when="before")
    await walk.me.clicks_in_modal("link")
    await stack.courts_take_their_time()
    await walk.me.reads("do not know yet")
    desk = await stack.person(HELP_DESK)
    await desk.reads("LP-", stack.workspace.help_desk_channel)
    await walk.me.clicks("check_again")
    await walk.sign_in(await walk.me.sees_modal("PACER user name"))
    card = await walk.me.reads("does not show the link yet")
    assert "The link request may have reached the court" in words(card)
    assert (stack.court.submits, stack.court.made_links) == (1, [])


async def test_after_half_an_hour_and_a_second_look_the_person_may_link_again(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    stack.court.faults.arm("reset", at="submit", when="before")
    await walk.me.clicks_in_modal("link")
    await stack.courts_take_their_time()
    await walk.me.reads("do not know yet")
    await checks(walk)
    await walk.me.reads("does not show the link yet")
    stack.clock.passed += COURTS_TIME
    await checks(walk)
    await walk.me.reads("does not show the earlier link request yet. Two sign-ins")
    view = await walk.me.sees_modal("Old CM/ECF password")
    await walk.me.sends(view, **filer_fields(walk.known))
    await walk.me.sees_modal("Link these accounts")
    await walk.me.clicks_in_modal("link")
    await walk.me.reads("refresh your screen and go to")
    assert len(stack.court.made_links) == 1


async def checks(walk: Walk) -> None:
    """Check again: sign in to PACER, from the card."""
    for view in reversed((await walk.me.state())["views"]):
        await walk.me.closes(view)
    await walk.me.clicks("check_again")
    await walk.sign_in(await walk.me.sees_modal("PACER user name"))


async def test_a_password_typed_in_the_dm_is_warned_about_and_not_repeated(stack: Stack) -> None:
    me = await stack.person()
    await me.types("my password is Hunter2-Hunter2")
    answer = await me.reads("looked like a password")
    assert "Hunter2" not in str(answer)


async def test_a_password_after_the_command_is_warned_about_and_kept_nowhere(stack: Stack, tmp_path: Path) -> None:
    me = await stack.person()
    await me.types("/link-pacer rcastellan Lantern-Orchard-41")
    warning = await me.is_told("looked like a password")
    assert "Lantern" not in str(warning)
    await stack.stop_app()
    assert b"Lantern" not in everything_in(tmp_path)
    assert b"Lantern" not in stack.running_workspace.requests_bytes()


async def test_another_court_needs_no_second_sign_in(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_linked()
    await walk.me.clicks("start")
    await walk.me.chooses("choose_court", "txwd")
    await walk.me.reads("still signed in")
    await walk.me.clicks("ready")
    view = await walk.me.sees_modal("Old CM/ECF password")
    await walk.me.sends(view, **filer_fields(walk.known, "txwd"))
    await walk.me.reads("See both accounts")
    await walk.me.clicks_in_modal("link")
    await walk.me.reads("go to Civil or Criminal")
    assert stack.court.submits == 2
    assert sum(each.path == "/services/cso-auth" for each in stack.court.requests) == 1


async def test_asked_to_forget_the_app_forgets(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_linked()
    home = await walk.me.opens_home()
    await walk.me.clicks_in_home("forget_me", home)
    await walk.me.reads("stored about you is deleted")
    home = await walk.me.until(lambda state: state["home"] if "Eastern" not in words(state["home"]) else None)
    assert "No court is linked" in words(home)
    assert decode_state.cache_info().currsize == 0, "nothing that was read lately is remembered"


async def test_a_court_by_hand_leads_step_by_step_and_ends_on_the_persons_word(stack: Stack) -> None:
    me = await stack.person()
    await me.types("/link-pacer ca6")
    await me.reads("own browser")
    await comes_to_the_check(me)
    await me.clicks("read_on")
    assert not (await me.state())["views"], "there is no form to open"
    for step in range(1, 7):
        await me.reads(f"Step {step} of 6")
        await me.clicks("guided_done")
    await me.reads("this app has not proven it")
    assert stack.court.submits == 0


async def test_asking_the_help_desk_tells_it_once_and_says_so(stack: Stack) -> None:
    walk = await Walk.of(stack)
    before = await walk.to_filer_login()
    await walk.me.types("help")
    await walk.me.clicks("ask_help_desk")
    await walk.me.reads("Your help desk has your message")
    desk = await stack.person(HELP_DESK)
    notice = await desk.reads("LP-", stack.workspace.help_desk_channel)
    assert f"<@{walk.me.user}>" in words(notice)
    await walk.me.clicks("continue")
    await walk.me.sees_another(before)  # the one before is still on the screen until this one opens
    await walk.me.sends(await walk.me.sees_modal("Old CM/ECF password"), **filer_fields(walk.known))
    await walk.me.sees_modal("Link these accounts")
