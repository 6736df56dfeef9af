"""The rules of the conversation: one function per state, and `advance`, which picks it.

PURE: time is an argument; nothing is read, written or sent here.

    ChoosingCourt -> GettingReady -> AwaitingPacerSignIn -> SigningIn -> AwaitingFilerLogin -> FindingAccounts
      -> Reviewing -> Linking -> Confirming -> Linked | AlreadyLinked | Refused | Unknown | Cancelled | Expired
    GettingReady -> Guided -> Linked, by the person's word    from nearly everywhere -> HandedOver

A click that does not belong to the state redraws the card and changes nothing. An answer of the court that comes too
late is dropped. From Linking on, nothing that a person does changes anything: a sent request cannot be recalled; a
deadline only ends the wait, at Unknown.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeGuard, assert_never

from bot.flow import asking, guided, linking
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.pausing import waiting_deadline
from bot.flow.steps import ANOTHER_COURT, SESSION_IDLE, Step, begin, hand_over
from bot.vocabulary import Trouble

CHANGES_NOTHING = (ev.AskedToContinue, ev.AskedForHelp)
"""The clicks that are answered by what they open or show; any other that changes nothing came too late."""
OPENS_FORM = (ev.SaidReady, ev.AskedToContinue, ev.AskedToCheckAgain)
"""The clicks after which the form of the present step is opened."""
WATCHDOG = timedelta(minutes=2)
"""When work at the court counts as lost, if not even its failure was reported; a whole flow is bounded to 60 s."""
SUBMIT_WATCHDOG = timedelta(minutes=4)
"""The same for the submit and for its proof, over all that either may take: a flow of 60 s, an answer waited for 90 s
more, and the work of the step before, in whose turn it comes."""


def advance(state: st.State | None, event: ev.Event, now: datetime, *, rehearsal: bool) -> Step | None:
    """Give the step that `event` leads to at `now`; None when there is no conversation and none begins.

    `now` is an aware datetime. `rehearsal`: this process only rehearses, whatever the one that stored the state did;
    then no step ever sends a link. Never raises for any pair of state and event.
    """
    if state is None:
        begun = _begins(event, now)
        return begun and Step(_in_process(begun.state, rehearsal=rehearsal), begun.effects)
    known = _in_process(state, rehearsal=rehearsal)
    step = _anywhere(known, event, now) or _of_state(known, event, now) or _without_effect(known, event)
    step = _awake(step) if isinstance(event, ev.FromPerson) else step
    # What has ended stays the record of what it was.
    over = isinstance(state, st.Ended) and isinstance(step.state, st.Ended)
    after = _in_process(step.state, rehearsal=state.run.rehearsal if over else rehearsal)
    turned = after.run.rehearsal != state.run.rehearsal
    return Step(after, _with_card(step.effects) if turned else step.effects)


def _in_process(state: st.State, *, rehearsal: bool) -> st.State:
    return replace(state, run=replace(state.run, rehearsal=rehearsal))


def _begins(event: ev.Event, now: datetime) -> Step | None:
    if isinstance(event, ev.AskedToStartOver):
        return begin(ev.Started(event.reference, token=event.token), now)
    return begin(event, now) if isinstance(event, ev.Started) else None


def _anywhere(state: st.State, event: ev.Event, now: datetime) -> Step | None:
    """Answer what a person may ask for at any step; a human or another run not while a submit is on its way."""
    match event:
        case ev.AskedForHelp():
            return Step(state, (do.ShowHelp(),))
        case ev.AskedHelpDesk() if may_stop(state):
            return hand_over(state, now, st.HandOver.ASKED)
        case ev.AskedToStartOver(reference, token) if may_stop(state):
            begun = begin(ev.Started(reference, token=token), now, state)
            return Step(begun.state, (*begun.effects, do.EndSession()))
        case ev.AskedToStartOver(reference, token) if isinstance(state, st.Ended):
            return _of_state(state, ev.Started(reference, token=token), now)
        case _:
            return None


def _without_effect(state: st.State, event: ev.Event) -> Step:
    if isinstance(event, ev.FromPerson) and not isinstance(event, ev.AskedToContinue):
        return Step(state, (do.ShowCard(),))
    return Step(state)


def _awake(step: Step) -> Step:
    """Take the pause off a step whose person is back."""
    state = step.state
    if state.run.pause is st.Pause.NONE or isinstance(state, st.Ended):
        return step
    awake = replace(state, run=replace(state.run, pause=st.Pause.NONE, paused_at=None))
    return Step(awake, _with_card(step.effects))


def _with_card(effects: tuple[do.Effect, ...]) -> tuple[do.Effect, ...]:
    shown = any(isinstance(effect, do.ShowCard) for effect in effects)
    return effects if shown else (do.ShowCard(), *effects)


def deadline(state: st.State, now: datetime) -> datetime | None:
    """Give the moment at which `DeadlinePassed` is due, for a state entered at `now`; None when there is none."""
    match state:
        case st.ChoosingCourt() | st.GettingReady() | st.AwaitingPacerSignIn() | st.Guided():
            return waiting_deadline(state, now)
        case st.AwaitingFilerLogin() | st.Reviewing():
            return now + SESSION_IDLE
        case st.SigningIn() | st.FindingAccounts():
            return now + WATCHDOG
        case st.Linking() | st.Confirming():
            return now + SUBMIT_WATCHDOG
        case st.Linked(session=True) | st.AlreadyLinked(session=True):
            return now + ANOTHER_COURT
        case _:
            return None


def may_stop(state: st.State) -> TypeGuard[st.Live]:
    """Say whether the run can be dropped, or given to a human: not while a submit is on its way, or its end unknown."""
    stoppable = isinstance(state, st.Waiting | st.SigningIn | st.AwaitingFilerLogin | st.FindingAccounts | st.Reviewing)
    return stoppable and getattr(state, "unsettled", None) is None


def has_form(state: st.State) -> bool:
    """Say whether a modal is where `state` goes on; elsewhere the card has all that there is."""
    return isinstance(
        state, st.AwaitingPacerSignIn | st.SigningIn | st.AwaitingFilerLogin | st.FindingAccounts | st.Reviewing
    )


def holds_session(state: st.State) -> bool:
    """Say whether a PACER session may be sealed for `state`."""
    carried = isinstance(state, st.ChoosingCourt | st.GettingReady) and state.run.signed_in
    kept = isinstance(state, st.Linked | st.AlreadyLinked) and state.session
    return carried or kept or isinstance(state, st.AwaitingFilerLogin | st.Reviewing | st.Linking | st.Confirming)


def awaits_help_desk(state: st.State) -> bool:
    """Say whether a person waits for the help desk to be told."""
    return isinstance(state, st.HandedOver) and state.desk is st.Desk.ASKED


def may_forget(state: st.State) -> bool:
    """Say whether a person can be forgotten now; not while a submit is on its way, which nobody could report then."""
    return not isinstance(state, st.Linking | st.Confirming)


def asks_time_zone(state: st.State) -> bool:
    """Say whether the next deadline of `state` wants to know the person's time zone."""
    return isinstance(state, st.Waiting | st.AwaitingFilerLogin | st.Reviewing) and not state.run.time_zone


def given_up(work: do.CourtWork) -> ev.FromCourt:
    """Give the event for work at the court that broke on our side, so that no conversation waits for ever."""
    match work:
        case do.SubmitLink():
            return ev.LinkUnclear()
        case do.ReadMenu():
            return ev.MenuShowsNoProof(st.Finding.NOT_PROVEN)
        case do.SignInToPacer() | do.ResumeSession() | do.FindAccounts():
            return ev.CourtFailed(Trouble.TIMED_OUT)
        case _:
            assert_never(work)


def _of_state(state: st.State, event: ev.Event, now: datetime) -> Step | None:  # noqa: C901, PLR0912 - one line a state
    match state:
        case st.ChoosingCourt():
            return asking.choosing_court(state, event, now)
        case st.GettingReady():
            return asking.getting_ready(state, event, now)
        case st.AwaitingPacerSignIn():
            return asking.awaiting_pacer_sign_in(state, event, now)
        case st.SigningIn():
            return asking.signing_in(state, event, now)
        case st.AwaitingFilerLogin():
            return asking.awaiting_filer_login(state, event, now)
        case st.FindingAccounts():
            return asking.finding_accounts(state, event, now)
        case st.Reviewing():
            return linking.reviewing(state, event, now)
        case st.Linking():
            return linking.linking(state, event, now)
        case st.Confirming():
            return linking.confirming(state, event, now)
        case st.Unknown():
            return linking.unknown(state, event, now)
        case st.Guided():
            return guided.guided(state, event, now)
        case st.HandedOver():
            return linking.handed_over(state, event, now)
        case st.Linked() | st.AlreadyLinked() | st.Refused() | st.Cancelled() | st.Expired() | st.Rehearsed():
            return linking.ended(state, event, now)
        case _:
            assert_never(state)
