"""An attorney's clicks are passed on beside every step, once to each for each court, and what came of it is told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from tools.samples import ACCOUNTS, AGENT, MIEB, NOW, TXWD, states

LATER = NOW + timedelta(minutes=3)
MARCUS, PRIYA = "U0ATTY002", "U0HELP001"
LINKED = st.Linked(AGENT, MIEB, NOW, ACCOUNTS.masked(), session=True)
SENT, ARRIVED, LOST = (st.Passed(MARCUS, MIEB.id, each) for each in st.Arrival)
TOLD = do.TellAboutAttorney(MARCUS, MIEB, arrived=True)


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, LATER, rehearsal=state.run.rehearsal)
    assert step is not None
    return step


def linked(*passed: st.Passed) -> st.Linked:
    return replace(LINKED, run=replace(AGENT, passed=passed))


@pytest.mark.parametrize("state", states(), ids=lambda state: type(state).__name__)
def test_sending_at_any_step_changes_nothing_but_that(state: st.State) -> None:
    step = after(state, ev.SentClicks(MARCUS, MIEB))
    assert flow.beside(state, step.state)
    assert step.effects == (do.TellAttorney(MARCUS, MIEB),)
    assert flow.deadline_after(state, step.state, NOW, LATER) == NOW, "a session is not kept longer for it"
    assert flow.placed(state, step, 7).state.run.place == 7 or state.run.place, "what was drawn before stays good"


def test_one_who_has_them_or_will_have_them_is_not_written_to_again() -> None:
    for there in (SENT, ARRIVED):
        assert after(linked(there), ev.SentClicks(MARCUS, MIEB)) == flow.Step(linked(there), (do.ShowCard(),))


def test_another_attorney_another_court_and_another_try_are_sent() -> None:
    for attorney, court in ((PRIYA, MIEB), (MARCUS, TXWD)):
        step = after(linked(ARRIVED), ev.SentClicks(attorney, court))
        assert step == flow.Step(linked(ARRIVED, st.Passed(attorney, court.id)), (do.TellAttorney(attorney, court),))
    assert after(linked(LOST), ev.SentClicks(MARCUS, MIEB)).state == linked(SENT)


def test_what_came_of_it_is_told_once() -> None:
    arrived = after(linked(SENT), ev.ClicksDelivered(MARCUS, MIEB, arrived=True))
    assert arrived == flow.Step(linked(ARRIVED), (TOLD,))
    assert after(arrived.state, ev.ClicksDelivered(MARCUS, MIEB, arrived=True)) == flow.Step(arrived.state)
    lost = after(linked(SENT), ev.ClicksDelivered(MARCUS, MIEB, arrived=False))
    assert lost == flow.Step(linked(LOST), (replace(TOLD, arrived=False),))


def test_it_is_told_in_a_later_run_too_which_knows_of_those_before() -> None:
    begun = after(linked(ARRIVED), ev.Started("LP-2", TXWD)).state
    assert begun.run.passed == (ARRIVED,)
    told = after(replace(begun, run=replace(begun.run, passed=())), ev.ClicksDelivered(MARCUS, MIEB, arrived=True))
    assert told.effects == (TOLD,)
    assert told.state.run.passed == (ARRIVED,)
    unknown = st.Unknown(
        replace(AGENT, passed=(ARRIVED,)), MIEB, st.Finding.ANSWER_LOST, st.Unsettled("LP-1/1", MIEB.id, NOW), NOW
    )
    check = after(unknown, ev.AskedToCheckAgain(MIEB, "LP-3", "t"))
    assert check.state.run.passed == (ARRIVED,)


def test_the_oldest_are_forgotten() -> None:
    state: st.State = LINKED
    for number in range(50):
        state = after(state, ev.SentClicks(f"U{number}", MIEB)).state
    assert [each.attorney for each in state.run.passed] == [f"U{number}" for number in range(10, 50)]
