"""Before a person is forgotten their run is over for every process; and what is sealed is what a state waits for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.steps import still_open_ends
from tests.support.said_of import said_of
from tools.samples import ACCOUNTS, CLAIM, LOST, MIEB, NOW, RUN, events, states

FORGETTABLE = [state for state in states() if flow.may_forget(state)]
BY_CLICK_OR_TIME = (*ev.FromPerson.__args__, ev.DeadlinePassed, ev.ToBeForgotten)


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=state.run.rehearsal)
    assert step is not None
    return step


@pytest.mark.parametrize("state", FORGETTABLE)
def test_who_is_to_be_forgotten_has_a_run_that_is_over_and_no_session(state: st.State) -> None:
    step = after(state, ev.ToBeForgotten())
    assert isinstance(step.state, st.Ended)
    assert step.effects == (do.EndSession(),), "nothing is drawn: the card is closed"
    assert not flow.wants_session(step.state)
    assert not flow.wants_names(step.state)


@pytest.mark.parametrize("state", FORGETTABLE)
def test_should_nothing_be_deleted_then_what_is_not_settled_is_still_open(state: st.State) -> None:
    waiting = getattr(state, "unsettled", None)
    left = still_open_ends(after(state, ev.ToBeForgotten()).state)
    assert set(still_open_ends(state)) <= set(left)
    assert waiting is None or waiting in left


@pytest.mark.parametrize(
    "state", [st.Linking(RUN, MIEB, ACCOUNTS, CLAIM), st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW)]
)
def test_a_submit_that_is_on_its_way_forbids_it(state: st.State) -> None:
    assert after(state, ev.ToBeForgotten()) == flow.Step(state)
    assert not flow.may_forget(state)


def test_who_was_not_there_is_not_begun_with() -> None:
    assert flow.advance(None, ev.ToBeForgotten(), NOW, rehearsal=False) is None


@pytest.mark.parametrize("state", [state for state in states() if flow.wants_session(state)])
def test_a_step_after_which_no_session_is_waited_for_ends_the_one_there_is(state: st.State) -> None:
    for event in events():
        with said_of(event):
            step = after(state, event)
            if isinstance(event, BY_CLICK_OR_TIME) and not flow.wants_session(step.state):
                assert do.EndSession() in step.effects


def test_a_session_is_sealed_while_the_court_is_asked_and_while_it_is_needed() -> None:
    for state in (
        st.SigningIn(RUN, MIEB),
        st.AwaitingFilerLogin(RUN, MIEB),
        st.FindingAccounts(RUN, MIEB),
        st.Linked(RUN, MIEB, NOW, session=True),
        st.GettingReady(replace(RUN, signed_in=True), MIEB),
    ):
        assert flow.wants_session(state)
    for over in (
        st.Cancelled(RUN, NOW, MIEB),
        st.AwaitingPacerSignIn(RUN, MIEB),
        st.Linked(RUN, MIEB, NOW),
        st.GettingReady(RUN, MIEB),
        st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW),
    ):
        assert not flow.wants_session(over)


def test_names_are_sealed_for_a_form_that_may_ask_for_them_again() -> None:
    for state in (st.SigningIn(RUN, MIEB), st.AwaitingPacerSignIn(RUN, MIEB), st.AwaitingFilerLogin(RUN, MIEB)):
        assert flow.wants_names(state)
    for over in (st.Cancelled(RUN, NOW, MIEB), st.GettingReady(RUN, MIEB)):
        assert not flow.wants_names(over)
