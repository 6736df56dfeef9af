"""A court that asks for more than a login: a tick, a page in between. Each further form is sent once, then read on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.court import (
    AccountsFound,
    AskedOn,
    CourtSession,
    Failed,
    MenuRead,
    MenuShows,
    NotSent,
    Question,
    Sent,
)
from bot.vault import Secret
from bot.vocabulary import QuestionKind

if TYPE_CHECKING:
    from tests.court.conftest import Practice

TICK, NO_TICK = (Secret("1"),), (None,)
OATH = Question(QuestionKind.TICK, "I have verified that both of these accounts are my own.")


def through_the_vault(session: CourtSession) -> CourtSession:
    return CourtSession.load(session.dump())


def asked(result: Any) -> tuple[Question, ...]:
    questions: tuple[Question, ...] = result.session.form.questions
    return questions


async def test_a_tick_is_asked_for_and_sent(practice: Practice) -> None:
    found = await practice.found(court_id="ilnb")
    assert asked(found) == (OATH,)
    assert "Rowan Castellan" in found.accounts.filer
    sent = await practice.service.submit(through_the_vault(found.session), TICK)
    assert isinstance(sent, Sent)
    read = await practice.service.read_menu(sent.session)
    assert isinstance(read, MenuRead)
    assert read.shows is MenuShows.FILER


async def test_without_the_tick_the_court_asks_again_and_nothing_is_linked(practice: Practice) -> None:
    found = await practice.found(court_id="ilnb")
    again: Any = await practice.service.submit(found.session, NO_TICK)
    assert isinstance(again, AskedOn)
    assert asked(again) == (OATH,)
    assert (practice.state.submits, practice.state.made_links) == (1, [])
    assert again.session.digest() != found.session.digest(), "a consent is for one form"
    assert isinstance(await practice.service.submit(through_the_vault(again.session), TICK), Sent)
    assert (practice.state.submits, len(practice.state.made_links)) == (2, 1)


async def test_a_page_in_between_is_a_step(practice: Practice) -> None:
    filer = practice.filer(court_id="gand")
    found = await practice.found(court_id="gand")
    assert (found.accounts.filer, found.accounts.pacer) == ("", "")
    assert "Before your accounts are shown, tell the court how you file here." in found.accounts.said
    roles = ("Attorney", "Trustee", "Another filer")
    assert asked(found) == (
        Question(QuestionKind.CHOICE, "You file here as", roles),
        Question(QuestionKind.PASSWORD, "CM/ECF password once more"),
    )
    wrong: Any = await practice.service.submit(through_the_vault(found.session), (Secret("1"), Secret("Not-This-One")))
    assert isinstance(wrong, AskedOn)
    assert asked(wrong) == asked(found)
    assert "Select a role, and type the password that you gave before." in wrong.accounts.said
    named: Any = await practice.service.submit(through_the_vault(wrong.session), (Secret("1"), filer.password))
    assert isinstance(named, AskedOn)
    assert asked(named) == ()
    assert "Rowan Castellan" in named.accounts.filer
    assert "rcastellan" in named.accounts.pacer
    assert (practice.state.submits, practice.state.made_links) == (0, [])
    assert isinstance(await practice.service.submit(through_the_vault(named.session)), Sent)
    assert len(practice.state.made_links) == 1


async def test_answers_that_do_not_fit_leave_everything_as_it_was(practice: Practice) -> None:
    found = await practice.found(court_id="ilnb")
    before = len(practice.state.requests)
    for answers in ((), (*TICK, None), (Secret("2"),)):
        with pytest.raises(ValueError, match="answer"):
            await practice.service.submit(found.session, answers)
    assert len(practice.state.requests) == before


@pytest.mark.parametrize("fault", ["lost_answer", "unavailable", "session_ended", "unknown_page", "maintenance"])
async def test_a_look_that_fails_after_the_submit_is_no_news(practice: Practice, fault: str) -> None:
    found = await practice.found(court_id="ilnb")
    practice.state.faults.arm(fault, at="proof_menu", when="after", times=9)
    result = await practice.service.submit(found.session, NO_TICK)
    assert isinstance(result, Sent)
    assert result.session.form is None
    assert practice.state.submits == 1


@pytest.mark.parametrize("fault", ["lost_answer", "unavailable", "unknown_page"])
async def test_a_look_that_fails_before_the_submit_keeps_the_form_and_what_it_asks(
    practice: Practice, fault: str
) -> None:
    found = await practice.found(court_id="ilnb")
    practice.state.faults.arm(fault, at="menu", when="after", times=2)
    result = await practice.service.submit(found.session, TICK)
    assert isinstance(result, NotSent)
    assert result.session.digest() == found.session.digest()
    assert practice.state.submits == 0
    practice.state.faults.clear()
    assert isinstance(await practice.service.submit(result.session, TICK), Sent)


async def test_going_back_asks_for_a_login_that_asks_no_more(practice: Practice) -> None:
    found = await practice.found(court_id="ilnb")
    again = await practice.service.find_accounts(found.session, practice.filer(court_id="ilnb"))
    assert isinstance(again, AccountsFound)


async def test_a_stop_leaves_one_line_that_says_where_and_why(practice: Practice) -> None:
    signed_in = await practice.signed_in()
    practice.state.faults.arm("form_missing", at="filer_login", when="after")
    filer = practice.filer()
    with capture_logs() as lines:
        result = await practice.service.find_accounts(signed_in.session, filer)
    assert isinstance(result, Failed)
    assert lines == [
        {
            "event": "a court's road ended",
            "log_level": "info",
            "step": "filer_login",
            "court": "mieb",
            "trouble": "unexpected_page",
            "reason": "no form with a Submit that is sent by POST, of 0: none",
        }
    ]
    with capture_logs() as lines:
        await practice.service.find_accounts((await practice.signed_in()).session, filer)
    assert lines == [], "what goes on is no stop"


@pytest.mark.parametrize(
    ("fault", "at", "reason"),
    [
        ("lost_answer", "submit", "no clear answer"),
        ("already_linked", "submit", "words of a refusal"),
        ("unavailable", "menu", "status 503"),
        ("redirect_loop", "menu", "too many redirects"),
    ],
)
async def test_each_end_of_the_submit_says_why(practice: Practice, fault: str, at: str, reason: str) -> None:
    found = await practice.found()
    practice.state.faults.arm(fault, at=at, when="after", times=5)
    with capture_logs() as lines:
        await practice.service.submit(found.session)
    assert [line["reason"] for line in lines] == [reason]
    assert not any(secret.reveal() in repr(lines) for secret in (found.session.token, *found.session.hushed))
