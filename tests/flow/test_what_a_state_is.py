"""What the shell asks of a state: whether it has a form, holds a session, waits for the help desk."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.lockout import COOL_DOWN, counts_until
from bot.vocabulary import QuestionKind
from tools.samples import ACCOUNTS, MIEB, NOW, QUESTIONS, REHEARSAL, RUN, states

WITH_FORM = {"AwaitingPacerSignIn", "SigningIn", "AwaitingFilerLogin", "FindingAccounts", "Reviewing"}


@pytest.mark.parametrize("state", states(), ids=lambda state: type(state).__name__)
def test_a_form_is_where_something_is_typed_checked_or_consented_to(state: st.State) -> None:
    assert flow.has_form(state) == (type(state).__name__ in WITH_FORM)


@pytest.mark.parametrize("state", states(), ids=lambda state: type(state).__name__)
def test_the_help_desk_is_waited_for_only_until_it_was_told_or_given_up(state: st.State) -> None:
    asked = state.run.asked
    waits = asked is not None and asked.desk in {st.Desk.ASKED, st.Desk.UNREACHED}
    assert flow.awaits_help_desk(state) == waits


def test_a_password_counts_for_a_quarter_of_an_hour() -> None:
    assert counts_until(NOW) - NOW == COOL_DOWN == timedelta(minutes=15)


def test_a_secret_is_asked_for_by_both_logins_and_where_a_court_wants_a_password() -> None:
    plain = tuple(each for each in QUESTIONS if each.kind is not QuestionKind.PASSWORD)
    page = ("Read this before you go on.",)
    asking = (
        st.AwaitingPacerSignIn(RUN, MIEB),
        st.AwaitingFilerLogin(RUN, MIEB),
        st.AwaitingFilerLogin(RUN, MIEB, questions=QUESTIONS, said=page),
        st.Reviewing(RUN, MIEB, ACCOUNTS, None, QUESTIONS),
    )
    others = (
        st.AwaitingFilerLogin(RUN, MIEB, questions=plain, said=page),
        st.Reviewing(RUN, MIEB, ACCOUNTS, None, plain),
        st.Reviewing(REHEARSAL, MIEB, ACCOUNTS, None, QUESTIONS),
        st.SigningIn(RUN, MIEB),
        st.ChoosingCourt(RUN),
    )
    assert all(map(flow.asks_secret, asking))
    assert not any(map(flow.asks_secret, others))


def test_what_is_wrong_at_the_fields_is_found_among_the_effects() -> None:
    wrong = ((do.Field.PACER_PASSWORD, do.FieldProblem.EMPTY),)
    state = st.AwaitingPacerSignIn(RUN, MIEB)
    assert flow.errors_of(flow.Step(state, (do.ShowCard(), do.ShowFieldErrors(wrong)))) == wrong
    assert flow.errors_of(flow.Step(state)) == flow.errors_of(None) == ()


@pytest.mark.parametrize("state", states(), ids=lambda state: type(state).__name__)
def test_a_way_back_and_out_is_known_just_where_the_rules_take_it(state: st.State) -> None:
    awake = replace(state, run=replace(state.run, pause=st.Pause.NONE, paused_at=None))
    checking = isinstance(awake, st.AwaitingPacerSignIn) and awake.unsettled is not None
    for may, event in ((flow.may_go_back, ev.WentBack()), (flow.may_leave, ev.AskedToCancel())):
        step = flow.advance(awake, event, NOW, rehearsal=awake.run.rehearsal)
        moves = step is not None and step.state != awake
        # Out of a check of an unknown end leads "not now" alone.
        assert may(awake) == (moves and not (checking and may is flow.may_go_back))
