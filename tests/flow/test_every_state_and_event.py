"""Every state x every event: what may happen, and what must never."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.asking import COURTS_TIME
from bot.vocabulary import Trouble
from tests.support.said_of import said_of
from tools.samples import (
    ACCOUNTS,
    CA6,
    CLAIM,
    GETS_READY,
    LOST,
    MIEB,
    NOW,
    RUN,
    TWICE,
    TXWD,
    event_kinds,
    events,
    state_kinds,
    states,
)


def after(state: st.State | None, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


def kinds(step: flow.Step) -> list[type]:
    return [type(effect) for effect in step.effects]


def test_the_samples_hold_every_kind_of_state_and_event() -> None:
    assert {type(state) for state in states()} == set(state_kinds())
    assert {type(event) for event in events()} == set(event_kinds())


@pytest.mark.parametrize("state", states())
def test_what_holds_for_every_pair(state: st.State) -> None:
    for event in events():
        with said_of(event):
            holds(state, event)


def holds(state: st.State, event: ev.Event) -> None:
    """Check one pair."""
    step = after(state, event)
    submits = [effect for effect in step.effects if isinstance(effect, do.SubmitLink)]
    if submits:
        assert isinstance(state, st.Reviewing), "only from both accounts shown"
        assert isinstance(event, ev.ConfirmedLink | ev.AnsweredAndConfirmed), "only by the person's own consent"
        assert isinstance(step.state, st.Linking)
        assert submits == [do.SubmitLink(step.state.claim, state.court, state.accounts.form)]
    looking_again = isinstance(state, st.Confirming) and isinstance(step.state, st.Confirming)
    if step.state != state and not looking_again and not isinstance(event, ev.ToBeForgotten):
        seen = do.ShowCard | do.TellAttorney | do.TellAboutAttorney  # those are answered in their form, and told
        assert any(isinstance(effect, seen) for effect in step.effects), "the person sees every change"
    if isinstance(step.state, st.Linked) and step.state.proof is st.Proof.COURT_MENU:
        settled = do.Settlement.LINKED in {
            effect.settlement for effect in step.effects if isinstance(effect, do.Settle)
        }
        assert settled or isinstance(state, st.Linked)
    if isinstance(event, ev.FromPerson) and step.state == state:
        quiet = do.ShowCard | do.ShowFieldErrors | do.ShowHelp | do.OfferCourts
        assert all(isinstance(effect, quiet) for effect in step.effects), "a click without effect only draws"


@pytest.mark.parametrize("state", [s for s in states() if isinstance(s, st.Linking | st.Confirming)])
@pytest.mark.parametrize("event", [e for e in events() if isinstance(e, ev.FromPerson)])
def test_nothing_that_a_person_does_touches_a_sent_request(state: st.State, event: ev.Event) -> None:
    step = after(state, event)
    assert step.state == state or flow.beside(state, step.state), "a human may be asked beside it"


CANCELLABLE = (
    st.ChoosingCourt,
    st.GettingReady,
    st.AwaitingPacerSignIn,
    st.SigningIn,
    st.AwaitingFilerLogin,
    st.FindingAccounts,
    st.Reviewing,
)


@pytest.mark.parametrize("state", [s for s in states() if isinstance(s, CANCELLABLE)])
def test_every_step_before_linking_can_be_cancelled(state: st.State) -> None:
    step = after(state, ev.AskedToCancel())
    at_court = getattr(state, "court", None)
    if getattr(state, "unsettled", None) or (at_court and state.run.open_end(at_court)):
        assert isinstance(step.state, st.Unknown | st.SigningIn), "what may be linked is not called cancelled"
    else:
        assert isinstance(step.state, st.Cancelled)
        assert do.EndSession() in step.effects


def test_no_conversation_begins_but_by_a_start() -> None:
    begun = [event for event in events() if flow.advance(None, event, NOW, rehearsal=False)]
    assert {type(event) for event in begun} == {ev.Started, ev.AskedToStartOver}


def test_a_start_with_a_clear_court_skips_the_choice() -> None:
    assert after(None, ev.Started("LP-1", MIEB)).state == st.GettingReady(st.Run("LP-1"), MIEB)


def test_a_start_with_words_that_name_no_court_asks() -> None:
    assert after(None, ev.Started("LP-1", None, "xx")).state == st.ChoosingCourt(
        st.Run("LP-1"), st.Finding.COURT_NOT_FOUND, "xx"
    )


def test_a_court_that_cannot_be_automated_is_linked_by_hand_on_the_persons_word() -> None:
    state = after(st.ChoosingCourt(RUN), ev.CourtChosen(CA6)).state
    for event in GETS_READY[:-1]:
        state = after(state, event).state
    assert state == st.Guided(RUN, CA6, 1)
    for _ in range(flow.STEPS[st.Road.LINK]):
        step = after(state, ev.DidGuidedStep())
        state = step.state
    assert state == st.Linked(RUN, CA6, NOW, proof=st.Proof.PERSONS_WORD)
    assert do.RecordLink(CA6, proof=st.Proof.PERSONS_WORD) in step.effects


def test_something_else_in_the_browser_asks_a_human_and_keeps_the_step() -> None:
    step = after(st.Guided(RUN, CA6, 3), ev.SawSomethingElse())
    asked = st.Asked(NOW, "Guided", st.WhyHuman.SAW_SOMETHING_ELSE)
    assert step.state == st.Guided(replace(RUN, asked=asked), CA6, 3)
    assert do.TellHelpDesk in kinds(step)


def test_guided_goes_back_a_step_and_then_to_the_fine_print() -> None:
    assert after(st.Guided(RUN, CA6, 2), ev.WentBack()).state == st.Guided(RUN, CA6, 1)
    assert after(st.Guided(RUN, CA6, 1), ev.WentBack()).state == st.GettingReady(RUN, CA6, page=st.Page.CHECKLIST)
    assert after(st.Guided(RUN, CA6, 5), ev.AskedToCancel()).state == st.Cancelled(RUN, NOW, CA6, by_hand=True)


def test_before_the_day_that_linking_began_the_court_refuses() -> None:
    early = NOW.replace(year=2021, month=5, day=31)
    step = flow.advance(None, ev.Started("LP-1", MIEB), early, rehearsal=False)
    assert step
    assert step.state == st.ChoosingCourt(st.Run("LP-1"), st.Finding.TOO_EARLY, MIEB.name, MIEB.linking_since)


@pytest.mark.parametrize("state", [s for s in states() if not isinstance(s, st.ChoosingCourt | st.Ended)])
def test_no_typed_word_takes_a_live_run_to_another_court(state: st.GettingReady) -> None:
    for event in (ev.Started("LP-2", TXWD, "txwd"), ev.Started("LP-2", MIEB, "mieb"), ev.Started("LP-2", None, "x")):
        stayed = after(state, event).state
        assert (type(stayed), stayed.court) == (type(state), state.court)


def test_another_court_may_be_gone_to_until_the_sign_in() -> None:
    event = ev.WentElsewhere(TXWD)
    for state in (st.GettingReady(RUN, MIEB), st.AwaitingPacerSignIn(RUN, MIEB)):
        assert after(state, event).state == st.GettingReady(RUN, TXWD)
    assert after(st.Reviewing(RUN, MIEB, ACCOUNTS), event).state == st.Reviewing(RUN, MIEB, ACCOUNTS)


def test_the_whole_way() -> None:
    shape = ev.FieldShape(length=10)
    way: list[ev.Event] = [
        ev.Started("LP-1"),
        ev.CourtChosen(MIEB),
        *GETS_READY,
        ev.PacerSubmitted(shape, shape),
        ev.SignedIn(),
        ev.FilerSubmitted(shape, shape),
        ev.AccountsRead(ACCOUNTS),
        ev.ConfirmedLink(),
        ev.LinkAnswered(),
        ev.MenuShowsFiler(),
    ]
    state: st.State | None = None
    for event in way:
        state = after(state, event).state
    assert state == st.Linked(st.Run("LP-1", consents=1), MIEB, NOW, ACCOUNTS.masked(), session=True)
    assert ACCOUNTS.masked().filer == "D… W… (d…)"


@pytest.mark.parametrize("state", [s for s in states() if isinstance(s, st.SigningIn | st.FindingAccounts)])
def test_an_outage_keeps_the_place(state: st.State) -> None:
    for problem in (
        Trouble.SIGN_ON_DOWN,
        Trouble.COURT_DOWN,
        Trouble.UNREACHABLE,
        Trouble.PROXY_FAILED,
        Trouble.NOT_TRUSTED,
        Trouble.TIMED_OUT,
    ):
        kept = after(state, ev.CourtFailed(problem)).state
        assert isinstance(kept, st.AwaitingPacerSignIn)
        assert kept.problem is problem
        assert kept.run == replace(state.run, signed_in=False, rehearsal=False), "an outage is no failed try"


def test_a_restart_asks_for_the_sign_in_again_or_calls_a_claim_unknown() -> None:
    for state in states():
        restarted = after(state, ev.Restarted()).state
        match state:
            case st.SigningIn() | st.AwaitingFilerLogin() | st.FindingAccounts() | st.Reviewing():
                assert isinstance(restarted, st.AwaitingPacerSignIn)
                assert restarted.problem is st.Finding.RESTARTED
            case st.Linking() | st.Confirming():
                said = state.refused.words if isinstance(state, st.Confirming) and state.refused else ""
                lost = replace(LOST, answered=isinstance(state, st.Confirming) and state.answered)
                assert restarted == st.Unknown(state.run, state.court, st.Finding.RESTARTED, lost, NOW, said)
            case st.Linked() | st.AlreadyLinked():
                assert restarted == replace(state, session=False)
            case st.ChoosingCourt() | st.GettingReady() if state.run.signed_in:
                assert not restarted.run.signed_in, "the session was sealed under a key that is gone"
            case _:
                assert restarted == state


def test_an_unknown_link_is_read_and_never_sent_again() -> None:
    shape = ev.FieldShape(length=10)
    unknown = st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW)
    asked = after(unknown, ev.AskedToCheckAgain()).state
    signing_in = after(asked, ev.PacerSubmitted(shape, shape))
    assert signing_in.state == st.SigningIn(RUN, MIEB, LOST)
    found = after(signing_in.state, ev.FoundLinked())
    assert found.state == st.Linked(RUN, MIEB, NOW, session=True)
    assert do.Settle(CLAIM, do.Settlement.LINKED) in found.effects
    not_found = after(signing_in.state, ev.SignedIn()).state
    assert not_found == st.Unknown(RUN, MIEB, st.Finding.NOT_SHOWN_YET, replace(LOST, looks=1), NOW)


@pytest.mark.parametrize("problem", list(st.PROBLEMS))
def test_a_failed_reading_never_calls_an_unknown_link_refused(problem: st.Problem) -> None:
    for tried in (ev.Tried(1, NOW), TWICE):
        state = after(st.SigningIn(RUN, MIEB, LOST), ev.CourtFailed(problem, tried=tried)).state
        assert isinstance(state, st.Unknown | st.AwaitingPacerSignIn)
        assert getattr(state, "unsettled", None) == LOST


def test_a_submit_that_was_proven_not_sent_may_be_consented_to_again_under_another_claim() -> None:
    linking = after(st.Reviewing(RUN, MIEB, ACCOUNTS), ev.ConfirmedLink()).state
    back = after(linking, ev.LinkNotSent(Trouble.UNREACHABLE)).state
    assert back == st.Reviewing(replace(RUN, consents=1), MIEB, ACCOUNTS, Trouble.UNREACHABLE)
    assert after(back, ev.ConfirmedLink()).effects[-1] == do.SubmitLink("LP-SAMPLE22/2", MIEB, ACCOUNTS.form)


def test_a_second_consent_in_a_run_is_a_claim_of_its_own_whatever_lay_between() -> None:
    shape = ev.FieldShape(length=10)
    state = after(st.Reviewing(RUN, MIEB, ACCOUNTS), ev.ConfirmedLink()).state
    look = (ev.AskedToCheckAgain(), ev.PacerSubmitted(shape, shape), ev.SignedIn())
    for event in (ev.LinkUnclear(), ev.MenuShowsNoProof(Trouble.SESSION_EXPIRED), *look):
        state = after(state, event).state
    assert isinstance(state, st.Unknown)
    state = replace(state, unsettled=replace(state.unsettled, since=NOW - COURTS_TIME))
    for event in (*look, ev.FilerSubmitted(shape, shape), ev.AccountsRead(ACCOUNTS)):
        state = after(state, event).state
    assert after(state, ev.ConfirmedLink()).effects[-1] == do.SubmitLink("LP-SAMPLE22/2", MIEB, ACCOUNTS.form)


def test_field_problems_are_said_at_the_field_and_nothing_is_sent() -> None:
    good = ev.FieldShape(length=9)
    cases = [
        (ev.PacerSubmitted(ev.FieldShape(), good), do.Field.PACER_USERNAME, do.FieldProblem.EMPTY),
        (ev.PacerSubmitted(good, ev.FieldShape()), do.Field.PACER_PASSWORD, do.FieldProblem.EMPTY),
        (ev.PacerSubmitted(good, ev.FieldShape(3000)), do.Field.PACER_PASSWORD, do.FieldProblem.TOO_LONG),
        (ev.PacerSubmitted(good, good, ev.FieldShape(3000)), do.Field.PACER_PASSCODE, do.FieldProblem.TOO_LONG),
    ]
    for event, field, problem in cases:
        state = st.AwaitingPacerSignIn(RUN, MIEB)
        assert after(state, event) == flow.Step(state, (do.ShowFieldErrors(((field, problem),)),))
    old = after(st.AwaitingPacerSignIn(RUN, MIEB), ev.PacerSubmitted(ev.FieldShape(6, legacy=True), good))
    error = do.ShowFieldErrors(((do.Field.PACER_USERNAME, do.FieldProblem.LEGACY_USERNAME),))
    assert old.effects[0] == error
    assert {type(each) for each in old.effects} == {do.ShowFieldErrors, do.TellHelpDesk}


def test_deadlines() -> None:
    assert flow.deadline(st.ChoosingCourt(RUN), NOW) == NOW + flow.IDLE
    assert flow.deadline(st.Reviewing(RUN, MIEB, ACCOUNTS), NOW) == NOW + flow.SESSION_IDLE
    assert flow.deadline(st.SigningIn(RUN, MIEB), NOW) == NOW + timedelta(minutes=2)
    assert flow.deadline(st.Linked(RUN, MIEB, NOW, session=True), NOW) == NOW + flow.ANOTHER_COURT
    idle = after(st.Reviewing(RUN, MIEB, ACCOUNTS), ev.DeadlinePassed(NOW))
    paused = st.Run(RUN.reference, pause=st.Pause.PAUSED, paused_at=NOW, stuck=(st.Stuck.IDLE_IN_REVIEW,))
    assert idle.state == st.AwaitingPacerSignIn(paused, MIEB, st.Finding.IDLE)
    assert do.EndSession() in idle.effects


def test_work_that_broke_on_our_side_has_an_end() -> None:
    assert flow.given_up(do.SubmitLink(CLAIM, MIEB, ACCOUNTS.form)) == ev.LinkUnclear()
    assert flow.given_up(do.ReadMenu()) == ev.MenuShowsNoProof(Trouble.TIMED_OUT)
    assert flow.given_up(do.FindAccounts()) == ev.CourtFailed(Trouble.TIMED_OUT)
    assert flow.given_up(do.SignInToPacer(MIEB)) == ev.CourtFailed(Trouble.TIMED_OUT)
