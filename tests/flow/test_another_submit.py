"""After a submit with an unknown end: no other at that court before it had its time, and two sign-ins saw no link."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.asking import COURTS_TIME, LOOKS
from bot.flow.proof import AGREEING
from bot.vocabulary import QuestionKind, Trouble
from tools.samples import ACCOUNTS, CLAIM, GETS_READY, LOST, MIEB, NOW, RUN, TXWD, gets_ready

if TYPE_CHECKING:
    from datetime import datetime

SHAPE = ev.FieldShape(length=9)
UNKNOWN = st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW)


def after(state: st.State, event: ev.Event, now: datetime = NOW) -> flow.Step:
    step = flow.advance(state, event, now, rehearsal=False)
    assert step is not None
    return step


def looked(state: st.State, now: datetime) -> st.State:
    """Check again: sign in, and see the court offer the link."""
    for event in (ev.AskedToCheckAgain(), ev.PacerSubmitted(SHAPE, SHAPE), ev.SignedIn()):
        state = after(state, event, now).state
    return state


@pytest.mark.parametrize("minutes", [(1, 2), (1, 29), (35,), (29, 29)])
def test_one_look_or_two_early_ones_are_not_enough(minutes: tuple[int, ...]) -> None:
    state: st.State = UNKNOWN
    for each in minutes:
        state = looked(state, NOW + timedelta(minutes=each))
        assert isinstance(state, st.Unknown)
        assert state.problem is st.Finding.NOT_SHOWN_YET


def test_two_looks_the_last_one_late_let_the_person_consent_again_and_the_help_desk_knows() -> None:
    late = NOW + COURTS_TIME
    once = looked(UNKNOWN, NOW + timedelta(minutes=1))
    signing_in = after(after(once, ev.AskedToCheckAgain(), late).state, ev.PacerSubmitted(SHAPE, SHAPE), late)
    step = after(signing_in.state, ev.SignedIn(), late)
    assert step.state == st.AwaitingFilerLogin(
        replace(RUN, open_ends=(replace(LOST, looks=2),)), MIEB, st.Finding.FOUND_NOT_LINKED
    )
    assert do.TellHelpDesk(do.Outcome.UNKNOWN, MIEB, st.Finding.FOUND_NOT_LINKED) in step.effects
    assert not any(isinstance(effect, do.Settle) for effect in step.effects), "the first one stays on record"


OPEN = replace(RUN, open_ends=(replace(LOST, looks=2),))
REFUSED_AGAIN = st.Confirming(
    OPEN,
    MIEB,
    ACCOUNTS,
    "LP-SAMPLE22/2",
    NOW - AGREEING,
    refused=st.Refusal(Trouble.FILER_LINKED_ELSEWHERE, "words"),
)


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (st.AwaitingFilerLogin(OPEN, MIEB), ev.AskedToCancel()),
        (st.Reviewing(OPEN, MIEB, ACCOUNTS), ev.AskedToCancel()),
        (st.FindingAccounts(OPEN, MIEB), ev.CourtFailed(Trouble.FILER_LINKED_ELSEWHERE, "words")),
        (REFUSED_AGAIN, ev.MenuShowsNoProof(st.Finding.NOT_PROVEN)),
        (st.ChoosingCourt(OPEN), ev.CourtChosen(MIEB)),
        (st.GettingReady(OPEN, TXWD), ev.WentElsewhere(MIEB)),
    ],
)
def test_nothing_but_a_proof_ends_what_is_open(state: st.State, event: ev.Event) -> None:
    after_it = after(state, event).state
    assert isinstance(after_it, st.Unknown)
    assert after_it.unsettled == replace(LOST, looks=2)


def test_a_rehearsal_does_not_call_it_unchanged() -> None:
    step = flow.advance(st.Reviewing(OPEN, MIEB, ACCOUNTS), ev.ConfirmedLink(), NOW, rehearsal=True)
    assert step is not None
    assert isinstance(step.state, st.Unknown)


def test_a_proof_ends_it_for_the_runs_to_come() -> None:
    proven = after(st.SigningIn(OPEN, MIEB, LOST), ev.FoundLinked()).state
    begun = after(proven, ev.Started("LP-2", TXWD)).state
    assert begun.run.open_ends == ()


def test_another_court_can_be_linked_meanwhile_and_this_one_stays_open() -> None:
    begun = after(UNKNOWN, ev.Started("LP-2", TXWD)).state
    assert begun == st.GettingReady(st.Run("LP-2", open_ends=(LOST,)), TXWD)
    back = after(begun, ev.WentElsewhere(MIEB)).state
    assert isinstance(back, st.Unknown)
    assert back.unsettled.claim == CLAIM


AHEAD = ev.Submitted("LP-OTHER222/1", NOW + timedelta(hours=3))
MET = ev.Submitted("LP-OTHER222/1", NOW - timedelta(minutes=1))
QUESTION = st.Question(QuestionKind.TICK, "I have verified that both are mine.")


@pytest.mark.parametrize("submitted", [MET, AHEAD], ids=["lately", "by a clock that was ahead"])
@pytest.mark.parametrize(
    ("state", "event"),
    [
        (st.AwaitingFilerLogin(RUN, MIEB), ev.FilerSubmitted(SHAPE, SHAPE)),
        (st.AwaitingFilerLogin(OPEN, MIEB), ev.FilerSubmitted(SHAPE, SHAPE)),
        (st.AwaitingFilerLogin(RUN, MIEB), ev.FilerSubmitted(SHAPE, SHAPE, ev.Tried(2, NOW))),
        (st.Reviewing(RUN, MIEB, ACCOUNTS), ev.ConfirmedLink()),
        (st.Reviewing(RUN, MIEB, ACCOUNTS, questions=(QUESTION,)), ev.AnsweredAndConfirmed(SHAPE, (SHAPE,))),
    ],
)
def test_a_submit_of_another_conversation_is_met_before_anything_is_sent(
    state: st.State, event: ev.FilerSubmitted | ev.ConfirmedLink | ev.AnsweredAndConfirmed, submitted: ev.Submitted
) -> None:
    step = after(state, replace(event, submitted=submitted))
    open_end = st.Unsettled(submitted.claim, MIEB.id, min(submitted.at, NOW), name=MIEB.name)
    assert step.state == st.Unknown(state.run, MIEB, st.Finding.ANSWER_LOST, open_end, NOW)
    assert step.effects == (do.ShowCard(), do.EndSession())


def test_the_runs_own_open_end_was_met_already() -> None:
    own = ev.Submitted(LOST.claim, LOST.since)
    sent = after(st.AwaitingFilerLogin(OPEN, MIEB), ev.FilerSubmitted(SHAPE, SHAPE, submitted=own))
    assert isinstance(sent.state, st.FindingAccounts)
    assert isinstance(after(st.Reviewing(OPEN, MIEB, ACCOUNTS), ev.ConfirmedLink(own)).state, st.Linking)


def test_a_consent_is_claimed_under_the_names_of_the_login_that_was_typed_last() -> None:
    typed = ev.FilerSubmitted(SHAPE, SHAPE, ev.Tried(names=("login", "person")))
    sent = after(st.AwaitingFilerLogin(replace(RUN, known_as=("before",)), MIEB), typed)
    reviewing = after(sent.state, ev.AccountsRead(ACCOUNTS)).state
    submit = after(reviewing, ev.ConfirmedLink()).effects[-1]
    assert submit == do.SubmitLink(CLAIM, MIEB, ACCOUNTS.form, ("login", "person"))


EVENTS: list[ev.Event] = [
    ev.AskedToCheckAgain(),
    ev.PacerSubmitted(SHAPE, SHAPE),
    ev.SignedIn(),
    ev.FilerSubmitted(SHAPE, SHAPE),
    ev.AccountsRead(ACCOUNTS),
    ev.ConfirmedLink(),
    ev.Started("LP-2", MIEB),
    ev.Started("LP-3", TXWD),
    ev.CourtChosen(MIEB),
    *GETS_READY,
    ev.ChoseAnotherAccount(),
    ev.ChoseOwnBrowser(),
    ev.AskedToStartOver("LP-4"),
    ev.AskedToCancel(),
    ev.WentBack(),
    ev.Restarted(),
    ev.CourtFailed(Trouble.COURT_DOWN),
    ev.LinkRefused(Trouble.FILER_LOCKED, "words"),
    ev.LinkUnclear(),
    ev.MenuShowsNoProof(st.Finding.NOT_PROVEN),
]
LEADS_ON: dict[type[st.State], list[ev.Event]] = {
    st.Unknown: [ev.AskedToCheckAgain()],
    st.ChoosingCourt: [ev.CourtChosen(MIEB)],
    st.AwaitingPacerSignIn: [ev.PacerSubmitted(SHAPE, SHAPE)],
    st.SigningIn: [ev.SignedIn()],
    st.AwaitingFilerLogin: [ev.FilerSubmitted(SHAPE, SHAPE)],
    st.FindingAccounts: [ev.AccountsRead(ACCOUNTS)],
    st.Reviewing: [ev.ConfirmedLink()],
}


def leads_on(state: st.State) -> ev.Event:
    if isinstance(state, st.GettingReady):
        return gets_ready(state)
    return (LEADS_ON.get(type(state)) or [ev.Started("LP-5", MIEB)])[0]


@settings(max_examples=300, deadline=None)
@given(some.lists(some.tuples(some.integers(0, 30), some.sampled_from([None, None, None, *EVENTS])), max_size=60))
def test_whatever_is_done_no_other_submit_comes_too_early(course: list[tuple[int, ev.Event | None]]) -> None:
    state, now, lost_at, looks = UNKNOWN, NOW, NOW, 0
    for quarters, event in course:
        now += timedelta(minutes=quarters / 4)
        taken = event or leads_on(state)
        at_this_court = getattr(state, "court", None) == MIEB
        if isinstance(state, st.SigningIn) and isinstance(taken, ev.SignedIn) and at_this_court:
            looks += 1
        step = after(state, taken, now)
        if at_this_court and any(isinstance(effect, do.SubmitLink) for effect in step.effects):
            assert looks >= LOOKS
            assert now - lost_at >= COURTS_TIME
        if isinstance(step.state, st.Unknown) and isinstance(state, st.Linking | st.Confirming) and at_this_court:
            lost_at, looks = now, 0
        state = step.state
