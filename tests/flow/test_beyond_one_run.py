"""What goes beyond one run: another court, a human, starting over, rehearsing, and what is never dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.vocabulary import Trouble
from tools.samples import ACCOUNTS, CLAIM, LOST, MIEB, NOW, RUN, TXWD, states


def after(state: st.State | None, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


def kinds(step: flow.Step) -> list[type]:
    return [type(effect) for effect in step.effects]


def test_another_court_goes_on_with_the_same_session() -> None:
    linked = st.Linked(RUN, MIEB, NOW, session=True)
    begun = after(linked, ev.Started("LP-2", TXWD, "txwd"))
    assert begun.state.run == st.Run("LP-2", signed_in=True, linked=(MIEB.name,))
    assert do.CarrySession(RUN.reference) in begun.effects
    resumed = after(begun.state, ev.SaidReady())
    assert resumed.effects[-1] == do.ResumeSession(TXWD)
    gone = after(resumed.state, ev.CourtFailed(Trouble.SESSION_EXPIRED)).state
    assert isinstance(gone, st.AwaitingPacerSignIn)
    assert not gone.run.signed_in


def test_the_session_of_a_finished_link_ends_after_a_while() -> None:
    ended = after(st.Linked(RUN, MIEB, NOW, session=True), ev.DeadlinePassed(NOW))
    assert ended.state == st.Linked(RUN, MIEB, NOW)
    assert do.EndSession() in ended.effects
    assert do.CarrySession not in kinds(after(ended.state, ev.Started("LP-2")))


def test_a_human_can_be_asked_for_at_every_step_and_the_place_is_kept() -> None:
    for state in states():
        step = after(state, ev.AskedHelpDesk())
        if state.run.asked is None:
            assert step.state.run.asked == st.Asked(NOW, type(state).__name__, st.WhyHuman.ASKED)
        assert replace(step.state, run=state.run) == state


def test_help_is_shown_at_every_step_and_changes_nothing() -> None:
    for state in states():
        step = after(state, ev.AskedForHelp())
        assert do.ShowHelp() in step.effects
        assert replace(step.state, run=state.run) == state


def test_starting_over_drops_the_run_and_its_session() -> None:
    step = after(st.Reviewing(RUN, MIEB, ACCOUNTS), ev.AskedToStartOver("LP-2"))
    assert step.state == st.ChoosingCourt(st.Run("LP-2"))
    assert do.EndSession() in step.effects
    assert after(st.Linking(RUN, MIEB, ACCOUNTS, CLAIM), ev.AskedToStartOver("LP-2")).state.run == RUN
    assert after(st.Cancelled(RUN, NOW), ev.AskedToStartOver("LP-2")).state == st.ChoosingCourt(st.Run("LP-2"))


def test_a_claim_with_an_unknown_end_is_never_dropped() -> None:
    for state in (st.AwaitingPacerSignIn(RUN, MIEB, None, LOST), st.SigningIn(RUN, MIEB, LOST)):
        assert after(state, ev.AskedToStartOver("LP-2")).state == state


def test_a_person_who_goes_on_is_no_longer_paused() -> None:
    paused = st.Run("LP-1", pause=st.Pause.PAUSED, paused_at=NOW)
    step = after(st.AwaitingPacerSignIn(paused, MIEB), ev.PacerSubmitted(ev.FieldShape(9), ev.FieldShape(9)))
    assert step.state == st.SigningIn(st.Run("LP-1"), MIEB)


def test_a_rehearsal_ends_at_both_accounts() -> None:
    step = flow.advance(st.Reviewing(RUN, MIEB, ACCOUNTS), ev.ConfirmedLink(), NOW, rehearsal=True)
    assert step
    assert step.state == st.Rehearsed(replace(RUN, rehearsal=True), MIEB, ACCOUNTS.masked(), NOW)
    assert do.EndSession() in step.effects


def test_back_from_both_accounts_asks_for_the_old_login_again() -> None:
    assert after(st.Reviewing(RUN, MIEB, ACCOUNTS), ev.WentBack()).state == st.AwaitingFilerLogin(RUN, MIEB)
    back = after(st.AwaitingFilerLogin(RUN, MIEB), ev.WentBack())
    assert back.state == st.AwaitingPacerSignIn(RUN, MIEB)
    assert do.EndSession() in back.effects


def test_a_session_is_looked_for_where_one_may_be() -> None:
    held = {type(state) for state in states() if flow.holds_session(state)}
    assert held == {
        st.GettingReady,
        st.AwaitingFilerLogin,
        st.Reviewing,
        st.Linking,
        st.Confirming,
        st.Linked,
        st.AlreadyLinked,
    }
    assert not flow.may_forget(st.Linking(RUN, MIEB, ACCOUNTS, CLAIM))
    assert flow.may_forget(st.Reviewing(RUN, MIEB, ACCOUNTS))


@pytest.mark.parametrize(
    ("state", "goes"),
    [
        (st.Linked(RUN, MIEB, NOW), True),
        (st.Cancelled(RUN, NOW), True),
        (st.Refused(RUN, MIEB, Trouble.COURT_DOWN, NOW), True),
        (st.Unknown(RUN, MIEB, Trouble.COURT_DOWN, LOST, NOW), False),
        (st.Linked(replace(RUN, open_ends=(LOST,)), MIEB, NOW), False),
        (st.GettingReady(RUN, MIEB), False),
        (st.Linking(RUN, MIEB, ACCOUNTS, CLAIM), False),
    ],
    ids=lambda given: type(given).__name__,
)
def test_only_what_ended_and_is_known_outlives_its_time(state: st.State, goes: bool) -> None:
    keep = timedelta(days=30)
    assert flow.outlived(state, NOW + keep, keep) is goes
    assert not flow.outlived(state, NOW + keep - timedelta(seconds=1), keep)


def test_work_at_a_court_is_under_way_until_its_end_is_heard() -> None:
    under_way = (
        *(st.SigningIn(RUN, MIEB), st.FindingAccounts(RUN, MIEB), st.Linking(RUN, MIEB, ACCOUNTS, CLAIM)),
        st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW, reading=True),
    )
    between = (
        *(st.AwaitingPacerSignIn(RUN, MIEB), st.AwaitingFilerLogin(RUN, MIEB), st.Reviewing(RUN, MIEB, ACCOUNTS)),
        st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW, reading=False),
    )
    assert all(map(flow.at_court, under_way))
    assert not any(map(flow.at_court, between))
