"""The lock-out guard: two passwords for one account, then nothing is sent, and the person is told until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.vocabulary import Trouble
from tools.samples import ACCOUNTS, LOST, MIEB, NOW, RUN, TWICE, TXWD, events

TYPED = ev.FieldShape(9)
ONCE = ev.Tried(1, NOW + timedelta(minutes=7))
PACER = ev.PacerSubmitted(TYPED, TYPED)
WRONG = ev.CourtFailed(Trouble.WRONG_PACER_CREDENTIALS, "No.")
WRONG_LOGIN = ev.CourtFailed(Trouble.WRONG_FILER_CREDENTIALS, "No.")


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


def tried(event: ev.CourtFailed, so_far: ev.Tried) -> ev.CourtFailed:
    return ev.CourtFailed(event.problem, event.words, tried=so_far)


def test_a_first_wrong_password_is_asked_for_again() -> None:
    assert after(st.SigningIn(RUN, MIEB), tried(WRONG, ONCE)).state == st.AwaitingPacerSignIn(
        RUN, MIEB, Trouble.WRONG_PACER_CREDENTIALS, None, "No.", tries=1
    )
    assert after(st.FindingAccounts(RUN, MIEB), tried(WRONG_LOGIN, ONCE)).state == st.AwaitingFilerLogin(
        RUN, MIEB, Trouble.WRONG_FILER_CREDENTIALS, tries=1
    )


def test_a_second_one_stops_until_it_counts_no_longer_and_the_help_desk_is_told() -> None:
    for state, event, problem in (
        (st.SigningIn(RUN, MIEB), WRONG, st.Finding.TOO_MANY_PACER_TRIES),
        (st.FindingAccounts(RUN, MIEB), WRONG_LOGIN, st.Finding.TOO_MANY_FILER_TRIES),
    ):
        step = after(state, tried(event, TWICE))
        assert step.state == st.Refused(RUN, MIEB, problem, NOW, "No.", TWICE.until)
        assert do.TellHelpDesk(do.Outcome.REFUSED, MIEB, problem, "No.") in step.effects
        assert do.EndSession() in step.effects


@pytest.mark.parametrize(
    ("state", "event", "problem"),
    [
        (
            st.AwaitingPacerSignIn(RUN, MIEB),
            ev.PacerSubmitted(TYPED, TYPED, tried=TWICE),
            st.Finding.TOO_MANY_PACER_TRIES,
        ),
        (st.AwaitingFilerLogin(RUN, MIEB), ev.FilerSubmitted(TYPED, TYPED, TWICE), st.Finding.TOO_MANY_FILER_TRIES),
    ],
)
def test_with_no_try_left_nothing_is_sent(state: st.State, event: ev.Event, problem: st.Problem) -> None:
    step = after(state, event)
    assert step.state == st.Refused(RUN, MIEB, problem, NOW, "", TWICE.until)
    assert not any(isinstance(effect, do.SignInToPacer | do.FindAccounts) for effect in step.effects)


def test_with_no_try_left_a_claim_with_an_unknown_end_stays_unknown() -> None:
    step = after(st.AwaitingPacerSignIn(RUN, MIEB, None, LOST), ev.PacerSubmitted(TYPED, TYPED, tried=TWICE))
    assert step.state == st.Unknown(RUN, MIEB, st.Finding.TOO_MANY_PACER_TRIES, LOST, NOW)


def test_a_try_that_is_left_is_sent() -> None:
    assert after(st.AwaitingPacerSignIn(RUN, MIEB), ev.PacerSubmitted(TYPED, TYPED, tried=ONCE)).effects[
        -1
    ] == do.SignInToPacer(MIEB)


def test_an_outage_keeps_the_place_even_with_no_try_left() -> None:
    failed = ev.CourtFailed(Trouble.TIMED_OUT, tried=TWICE)
    kept = st.AwaitingPacerSignIn(RUN, MIEB, Trouble.TIMED_OUT, tries=2)
    assert after(st.SigningIn(RUN, MIEB), failed).state == kept


def test_a_refused_start_waits_for_the_cool_down_where_it_was_refused() -> None:
    refused = st.Refused(RUN, MIEB, st.Finding.TOO_MANY_PACER_TRIES, NOW, "", NOW + flow.COOL_DOWN)
    assert after(refused, ev.Started("LP-2", MIEB)).state == refused
    later = flow.advance(refused, ev.Started("LP-2", MIEB), NOW + flow.COOL_DOWN, rehearsal=False)
    assert later
    assert later.state == st.GettingReady(st.Run("LP-2"), MIEB)


def test_a_cool_down_that_a_wrong_clock_wrote_keeps_nobody_out() -> None:
    ahead = NOW + timedelta(days=3650)
    refused = st.Refused(RUN, MIEB, st.Finding.TOO_MANY_PACER_TRIES, ahead, "", ahead + flow.COOL_DOWN)
    assert after(refused, ev.Started("LP-2", MIEB)).state == st.GettingReady(st.Run("LP-2"), MIEB)


def test_one_courts_old_login_does_not_close_another_court() -> None:
    refused = st.Refused(RUN, MIEB, st.Finding.TOO_MANY_FILER_TRIES, NOW, "", NOW + flow.COOL_DOWN)
    assert after(refused, ev.Started("LP-2", MIEB)).state == refused
    until = NOW + flow.COOL_DOWN
    rests = (st.Rest(until, MIEB.id, MIEB.name),)
    elsewhere = after(refused, ev.Started("LP-2", TXWD)).state
    assert elsewhere == st.GettingReady(st.Run("LP-2", rests=rests), TXWD)
    assert flow.rests_at(elsewhere.run, TXWD) == ()
    assert after(refused, ev.Started("LP-2")).state == st.ChoosingCourt(st.Run("LP-2", rests=rests))
    assert after(refused, ev.AskedToStartOver("LP-2")).state == st.ChoosingCourt(st.Run("LP-2", rests=rests))


def test_where_pacer_rests_any_court_can_be_chosen_and_got_ready_for() -> None:
    until = NOW + flow.COOL_DOWN
    refused = st.Refused(RUN, MIEB, st.Finding.TOO_MANY_PACER_TRIES, NOW, "", until)
    run = st.Run("LP-2", rests=(st.Rest(until),))
    assert after(refused, ev.Started("LP-2")).state == st.ChoosingCourt(run)
    for court in (MIEB, TXWD):
        ready = after(st.ChoosingCourt(run), ev.CourtChosen(court)).state
        assert ready == st.GettingReady(run, court)
        assert flow.rests_at(run, court) == (st.Rest(until),)
        told = replace(ready, page=st.Page.FINE_PRINT)
        assert after(told, ev.ChoseOwnBrowser()).state == st.Guided(run, court, again_after=until)
    sent = after(st.AwaitingPacerSignIn(run, TXWD), ev.PacerSubmitted(TYPED, TYPED, tried=TWICE))
    assert isinstance(sent.state, st.Refused)
    assert not any(isinstance(effect, do.SignInToPacer) for effect in sent.effects)


def test_what_rests_is_known_through_further_runs_until_it_is_over() -> None:
    soon, later = NOW + timedelta(minutes=1), NOW + timedelta(minutes=2)
    run = replace(RUN, rests=(st.Rest(soon), st.Rest(later, MIEB.id, MIEB.name)))
    begun = flow.advance(st.Cancelled(run, NOW), ev.Started("LP-2"), soon, rehearsal=False)
    assert begun
    assert begun.state == st.ChoosingCourt(st.Run("LP-2", rests=(st.Rest(later, MIEB.id, MIEB.name),)))
    refused = st.Refused(run, MIEB, st.Finding.TOO_MANY_PACER_TRIES, NOW, "", NOW + flow.COOL_DOWN)
    assert [each.until for each in after(refused, ev.Started("LP-2")).state.run.rests] == [
        NOW + flow.COOL_DOWN,
        later,
    ]
    paused = after(st.ChoosingCourt(run), ev.DeadlinePassed(NOW)).state
    assert paused.run.rests == ()


@pytest.mark.parametrize("event", [e for e in events() if isinstance(e, ev.FromCourt)])
def test_a_password_counts_unless_it_is_proven_taken_or_not_sent(event: ev.FromCourt) -> None:
    taken = isinstance(event, ev.SignedIn | ev.FoundLinked | ev.AccountsRead)
    assert flow.fate(event) is (ev.Fate.TAKEN if taken else ev.Fate.COUNTS)


def test_what_the_court_side_proves_is_believed() -> None:
    for fate in ev.Fate:
        assert flow.fate(ev.CourtFailed(Trouble.COURT_DOWN, fate=fate)) is fate
    assert flow.fate(ev.AccountsRead(ACCOUNTS)) is ev.Fate.TAKEN
