"""The watchdog of the submit and of its proof: the wait ends at Unknown, and nothing is ever sent again."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.vocabulary import Trouble
from tools.samples import ACCOUNTS, CLAIM, LOST, MIEB, NOW, REHEARSAL, RUN, events

IN_FLIGHT = [
    st.Linking(RUN, MIEB, ACCOUNTS, CLAIM),
    st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW),
    st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW, answered=False),
]
UNKNOWN = st.Unknown(RUN, MIEB, Trouble.TIMED_OUT, LOST, NOW)


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


@pytest.mark.parametrize("state", IN_FLIGHT)
def test_work_that_is_lost_without_a_word_ends_at_unknown_and_everybody_is_told(state: st.State) -> None:
    due = flow.deadline(state, NOW)
    assert due is not None
    assert due - NOW > timedelta(seconds=60 + 90), "longer than the work itself may take"
    step = after(state, ev.DeadlinePassed(due))
    answered = isinstance(state, st.Confirming) and state.answered
    assert step.state == replace(UNKNOWN, unsettled=replace(LOST, answered=answered))
    assert do.Settle(CLAIM, do.Settlement.UNKNOWN) in step.effects
    assert do.TellResult() in step.effects
    assert do.TellHelpDesk(do.Outcome.UNKNOWN, MIEB, Trouble.TIMED_OUT) in step.effects
    assert do.EndSession() in step.effects


def test_a_rehearsal_waits_for_its_operator_beside() -> None:
    for state in (st.SigningIn(REHEARSAL, MIEB), st.FindingAccounts(REHEARSAL, MIEB)):
        due = flow.deadline(state, NOW)
        assert due is not None
        assert due - NOW == timedelta(minutes=15)


@pytest.mark.parametrize("proof", [ev.FoundLinked(), ev.MenuShowsFiler()])
def test_a_proof_that_comes_late_settles_the_claim(proof: ev.Event) -> None:
    step = after(UNKNOWN, proof)
    assert step.state == st.Linked(RUN, MIEB, NOW)
    assert do.Settle(CLAIM, do.Settlement.LINKED) in step.effects
    assert do.TellResult() in step.effects


@pytest.mark.parametrize("event", [e for e in events() if isinstance(e, ev.FromCourt)])
def test_nothing_else_that_comes_late_changes_anything(event: ev.Event) -> None:
    if not isinstance(event, ev.FoundLinked | ev.MenuShowsFiler):
        assert after(UNKNOWN, event) == flow.Step(UNKNOWN)


@pytest.mark.parametrize("event", events())
def test_from_unknown_nothing_is_sent(event: ev.Event) -> None:
    assert not any(isinstance(effect, do.SubmitLink) for effect in after(UNKNOWN, event).effects)
