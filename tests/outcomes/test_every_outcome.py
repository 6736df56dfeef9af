"""Everybody whom the practice court knows, and every case that it can show, from `/link-pacer` to the last word.

Over the wires, at bankruptcy and at district courts: what the person reads, what the help desk gets, how often the
court got the link request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flow import states as st
from bot.texts import help_desk, problems
from bot.vocabulary import AccountWarning, SignInNotice, Trouble
from tests.support.person import words
from tests.support.stack import HELP_DESK, Stack, filer_fields, pacer_fields
from tests.support.walk import Walk

if TYPE_CHECKING:
    from bot.sandbox.court.people import Person as CourtPerson

DISTRICT = {"txwd", "ord", "wvsd"}
BOTH_KINDS = pytest.mark.parametrize("court", ["mieb", "txwd"])


def menus(court: str) -> str:
    return "Civil or Criminal" if court in DISTRICT else "Bankruptcy or Adversary"


def beginning(sentence: str) -> str:
    """Give a sentence up to its first blank to fill in."""
    return sentence.split("{", maxsplit=1)[0].strip()


def secrets_of(person: CourtPerson, court: str) -> list[str]:
    filer = filer_fields(person, court).values() if any(each.court == court for each in person.filers) else ()
    return [*pacer_fields(person).values(), *filer]


async def desk_reads(stack: Stack, walk: Walk, text: str) -> None:
    """Wait for what the help desk gets: the person, the words, and never what was typed."""
    desk = await stack.person(HELP_DESK)
    notice = await desk.reads(text, stack.workspace.help_desk_channel)
    assert f"<@{walk.me.user}>" in words(notice)
    assert [each for each in secrets_of(walk.known, walk.court) if each in str(notice)] == []


async def desk_has_nothing(stack: Stack) -> None:
    desk = await stack.person(HELP_DESK)
    state = await desk.state()
    channel = stack.workspace.help_desk_channel
    assert [m for each in state["conversations"] if each["id"] == channel for m in each["messages"]] == []


async def refused(stack: Stack, walk: Walk, problem: st.Problem) -> None:
    """The card says why; the help desk is told why; nothing was linked."""
    card = await walk.me.reads(beginning(problems.WHAT.of(problem)))
    assert "Stopped" in words(card)
    await desk_reads(stack, walk, help_desk.WHAT.of(problem))
    assert stack.court.made_links == []


@pytest.mark.parametrize(
    ("kind", "court"),
    [
        *(("no_mfa", court) for court in ("mieb", "txwd", "ord", "arwb", "areb", "cob", "wvsd", "nvb")),
        *((kind, court) for kind in ("mfa", "several_accounts") for court in ("mieb", "txwd")),
    ],
)
async def test_who_can_link_is_linked_at_every_court(stack: Stack, kind: str, court: str) -> None:
    walk = await Walk.of(stack, kind=kind, court=court)
    await walk.to_linked()
    message = await walk.me.reads(f"refresh your screen and go to {menus(court)}")
    assert f"https://ecf.{court}.uscourts.gov/" in str(message["blocks"])
    await desk_reads(stack, walk, "LP-")
    (link,) = stack.court.made_links
    assert (link.court, link.pacer_username) == (court, walk.known.username)
    assert stack.court.submits == 1


@BOTH_KINDS
@pytest.mark.parametrize(
    ("kind", "notice"),
    [("client_code", SignInNotice.CLIENT_CODE_MISSING), ("search_disabled", SignInNotice.SEARCH_DISABLED)],
)
async def test_what_pacer_remarks_is_told_and_linking_goes_on(
    stack: Stack, kind: str, notice: SignInNotice, court: str
) -> None:
    walk = await Walk.of(stack, kind=kind, court=court)
    await walk.sign_in(await walk.to_sign_in())
    await walk.me.reads(problems.remarked(notice))
    view = await walk.me.sees_modal("Old CM/ECF password")
    await walk.me.sends(view, **filer_fields(walk.known, court))
    await walk.me.sees_modal("Link these accounts")
    await walk.me.clicks_in_modal("link")
    await walk.me.reads(f"go to {menus(court)}")
    assert stack.court.submits == 1


@BOTH_KINDS
@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("deactivated", Trouble.PACER_ACCOUNT_DISABLED),
        ("update_pending", Trouble.PACER_UPDATE_PENDING),
        ("mfa_pending", Trouble.PACER_MFA_PENDING),
        ("password_old", Trouble.PACER_PASSWORD_OLD),
        ("paa", Trouble.FIRM_ADMIN_ACCOUNT),
    ],
)
async def test_whom_pacer_or_the_court_turns_away(stack: Stack, kind: str, problem: st.Problem, court: str) -> None:
    walk = await Walk.of(stack, kind=kind, court=court)
    await walk.sign_in(await walk.to_sign_in())
    await refused(stack, walk, problem)
    assert stack.court.submits == 0


@BOTH_KINDS
async def test_a_legacy_account_is_stopped_at_the_field(stack: Stack, court: str) -> None:
    walk = await Walk.of(stack, kind="legacy", court=court)
    answer = await walk.me.sends(await walk.to_sign_in(), **pacer_fields(walk.known))
    (said,) = answer["errors"].values()
    assert "upgrade" in said.lower()
    assert not stack.court.requests
    await desk_reads(stack, walk, "Stuck.")


@BOTH_KINDS
@pytest.mark.parametrize("kind", ["special_character", "odd_character"])
async def test_a_login_with_a_special_character_is_warned_of_before_it_is_sent(
    stack: Stack, kind: str, court: str
) -> None:
    walk = await Walk.of(stack, kind=kind, court=court)
    await walk.me.sends(await walk.to_filer_login(), **filer_fields(walk.known, court))
    view = await walk.me.sees_modal("has a special character")
    assert not [each for each in stack.court.requests if each.effect.startswith(("filer login", "verify page"))]
    await desk_reads(stack, walk, "Stuck.")
    await walk.me.sends(view, **filer_fields(walk.known, court))
    linked = kind == "odd_character"
    await walk.me.sees_modal("Link these accounts" if linked else "The court did not accept the old CM/ECF login")


@BOTH_KINDS
async def test_a_client_code_that_pacer_demands_is_asked_for_in_pacers_words(stack: Stack, court: str) -> None:
    walk = await Walk.of(stack, kind="client_code_demanded", court=court)
    await walk.sign_in(await walk.to_sign_in())
    view = await walk.me.sees_modal("“A client code is required for this account.”")
    await walk.me.sends(view, **pacer_fields(walk.known), pacer_client_code="0042")
    await walk.me.sees_modal("Old CM/ECF password")


@BOTH_KINDS
async def test_who_is_linked_already_reads_good_news(stack: Stack, court: str) -> None:
    walk = await Walk.of(stack, kind="already_linked", court=court)
    await walk.sign_in(await walk.to_sign_in())
    await walk.me.reads(f"go to {menus(court)}")
    await desk_has_nothing(stack)
    assert stack.court.submits == 0


@BOTH_KINDS
@pytest.mark.parametrize(
    ("kind", "warning"),
    [("shared_firm", AccountWarning.LOOKS_LIKE_FIRM), ("wrong_names", AccountWarning.DIFFERENT_PEOPLE)],
)
async def test_who_should_not_confirm_is_warned_and_can_stop(
    stack: Stack, kind: str, warning: AccountWarning, court: str
) -> None:
    walk = await Walk.of(stack, kind=kind, court=court)
    view = await walk.to_review()
    assert problems.looks_odd(warning) in words(view)
    await walk.me.clicks("cancel")
    await walk.me.reads("Cancelled")
    if warning is AccountWarning.LOOKS_LIKE_FIRM:  # nobody's own account: the person needs a human
        await desk_reads(stack, walk, "Stuck.")
    else:
        await desk_has_nothing(stack)
    assert stack.court.submits == 0


async def test_accounts_that_cannot_be_told_apart_are_shown_in_the_courts_words(stack: Stack) -> None:
    walk = await Walk.of(stack, court="nvb")
    view = await walk.to_review()
    (filer,) = [each for each in walk.known.filers if each.court == "nvb"]
    shown = words(view)
    assert f"with the login {filer.login} will from now on belong to" in shown
    assert f"account {walk.known.username} of" in shown
    assert problems.looks_odd(AccountWarning.NOT_COMPARED) in shown
    assert "Utilities" not in shown
    assert walk.known.password not in str(await walk.me.state())
    await walk.me.clicks_in_modal("link")
    await walk.me.reads(f"go to {menus('nvb')}")
    assert stack.court.submits == 1


@BOTH_KINDS
async def test_an_account_linked_elsewhere_is_refused_early_or_late(stack: Stack, court: str) -> None:
    walk = await Walk.of(stack, kind="linked_elsewhere", court=court)
    view = await walk.to_filer_login()
    await walk.me.sends(view, **filer_fields(walk.known, court))
    if court in DISTRICT:  # this one says so only after the Submit
        await walk.me.sees_modal("Link these accounts")
        await walk.me.clicks_in_modal("link")
        await walk.me.reads("The court's answer was a no:")
        await stack.courts_take_their_time()
    await refused(stack, walk, Trouble.FILER_LINKED_ELSEWHERE)
    assert stack.court.submits == (1 if court in DISTRICT else 0)


@BOTH_KINDS
async def test_menus_that_stay_away_are_unknown_and_told_to_the_desk(stack: Stack, court: str) -> None:
    walk = await Walk.of(stack, kind="fees_locked", court=court)
    await walk.to_review()
    await walk.me.clicks_in_modal("link")
    await stack.courts_take_their_time()
    await walk.me.reads(beginning(problems.WHAT.of(st.Finding.MENUS_MISSING)))
    await desk_reads(stack, walk, help_desk.WHAT.of(st.Finding.MENUS_MISSING))
    assert stack.court.submits == 1


@BOTH_KINDS
async def test_who_has_no_filer_account_stops_after_two_tries(stack: Stack, court: str) -> None:
    walk = await Walk.of(stack, kind="no_filer_account", court=court)
    view = await walk.to_filer_login()
    typed = {"filer_login": "nosuchfiler", "filer_password": "Not-A-Password-1"}
    await walk.me.sends(view, **typed)
    again = await walk.me.until(
        lambda state: next((v for v in state["views"] if beginning(problems.WHAT.of(_WRONG)) in words(v)), None)
    )
    await walk.me.sends(again, **typed)
    await refused(stack, walk, st.Finding.TOO_MANY_FILER_TRIES)
    assert stack.court.submits == 0


_WRONG = Trouble.WRONG_FILER_CREDENTIALS


async def test_the_second_account_of_one_person_meets_the_first_ones_link(stack: Stack) -> None:
    walk = await Walk.of(stack, kind="several_accounts")
    await walk.to_linked()
    await walk.me.types("/link-pacer mieb")
    await walk.me.reads("You are still signed in to PACER")
    await walk.me.clicks("ready")
    await walk.me.reads("already linked at")
    assert stack.court.submits == 1


@pytest.mark.parametrize(
    ("fault", "at", "problem"),
    [
        ("sign_on_page", "menu", Trouble.SESSION_NOT_ACCEPTED),
        ("locked", "filer_login", Trouble.FILER_LOCKED),
        ("unknown_page", "link_page", Trouble.UNEXPECTED_PAGE),
        ("locked", "sign_on", Trouble.PACER_LOCKED),
    ],
)
@BOTH_KINDS
async def test_what_ends_a_run(stack: Stack, fault: str, at: str, problem: st.Problem, court: str) -> None:
    walk = await Walk.of(stack, court=court)
    view = await (walk.to_filer_login() if at == "filer_login" else walk.to_sign_in())
    stack.court.faults.arm(fault, at=at, times=9)
    await (walk.me.sends(view, **filer_fields(walk.known, court)) if at == "filer_login" else walk.sign_in(view))
    await refused(stack, walk, problem)
    assert stack.court.submits == 0


@pytest.mark.parametrize(
    ("fault", "at", "problem"),
    [
        ("maintenance", "menu", Trouble.COURT_DOWN),
        ("unavailable", "sign_on", Trouble.SIGN_ON_DOWN),
        ("too_many", "sign_on", Trouble.SIGN_ON_DOWN),
        ("maintenance", "sign_on", Trouble.SIGN_ON_DOWN),
        ("redirect_elsewhere", "sign_on", Trouble.SIGN_ON_DOWN),
        ("bomb", "sign_on", Trouble.SIGN_ON_DOWN),
        ("reset", "link_page", Trouble.UNREACHABLE),
        ("bad_login", "sign_on", Trouble.WRONG_PACER_CREDENTIALS),
    ],
)
@BOTH_KINDS
async def test_what_may_pass_keeps_the_place(
    stack: Stack, fault: str, at: str, problem: st.Problem, court: str
) -> None:
    walk = await Walk.of(stack, court=court)
    view = await walk.to_sign_in()
    stack.court.faults.arm(fault, at=at)
    await walk.sign_in(view)
    await walk.me.reads(beginning(problems.WHAT.of(problem)))
    await desk_has_nothing(stack)
    await walk.sign_in(await walk.me.sees_modal("PACER user name"))
    await walk.me.sees_modal("Old CM/ECF password")


@BOTH_KINDS
async def test_an_answer_that_is_lost_is_found_in_the_menu(stack: Stack, court: str) -> None:
    walk = await Walk.of(stack, court=court)
    await walk.to_review()
    stack.court.faults.arm("lost_answer", at="submit")
    await walk.me.clicks_in_modal("link")
    await walk.me.reads(f"refresh your screen and go to {menus(court)}")
    assert stack.court.submits == 1
