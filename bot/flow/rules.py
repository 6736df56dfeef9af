"""The rules of the conversation: one function per state, and `advance`, which picks it.

PURE: time is an argument; nothing is read, written or sent here.

    ChoosingCourt -> GettingReady -> AwaitingPacerSignIn -> SigningIn -> AwaitingFilerLogin -> FindingAccounts
      -> Reviewing -> Linking -> Confirming -> Linked | AlreadyLinked | Refused | Unknown | Cancelled | Expired
    GettingReady, Refused -> Guided -> Linked | AlreadyLinked | Registered, by the person's word
    a human can be asked beside each of them

A click that does not belong to the state redraws the card and changes nothing. An answer of the court that comes too
late is dropped. From Linking on, nothing that a person does changes anything: a sent request cannot be recalled; a
deadline only ends the wait, at Unknown.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import TypeGuard, assert_never

from bot.flow import asking, guided, human, linking, passing, preparing, proof
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.pausing import waiting_deadline
from bot.flow.seen import Seen, held
from bot.flow.steps import ANOTHER_COURT, SESSION_IDLE, Step, begin, resume, still_open_ends
from bot.vocabulary import QuestionKind, Trouble

_BESIDE = (ev.AskedHelpDesk, ev.AddedSentence, ev.SentClicks, ev.SawSomethingElse)
"""What a person does beside a step, so that one that is paused stays so."""
OPENS_FORM = (ev.SaidReady, ev.AskedToContinue, ev.AskedToCheckAgain)
"""The clicks after which the form of the present step is opened."""
WATCHDOG = timedelta(minutes=2)
"""When work at the court counts as lost, if not even its failure was reported; a whole flow is bounded to 60 s."""
REHEARSAL_WATCHDOG = timedelta(minutes=15)
"""The same in a rehearsal, whose operator may be asked what a page means."""
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
    step = _awake(step) if isinstance(event, ev.FromPerson) and not isinstance(event, _BESIDE) else step
    # What has ended stays the record of what it was.
    over = isinstance(state, st.Ended) and isinstance(step.state, st.Ended)
    after = _in_process(step.state, rehearsal=state.run.rehearsal if over else rehearsal)
    after = after if after == state or human.beside(state, after) else replace(after, run=replace(after.run, place=0))
    turned = after.run.rehearsal != state.run.rehearsal
    leaving = () if isinstance(event, ev.ToBeForgotten) else _leaving(state, after)
    effects = (*(_with_card(step.effects) if turned else step.effects), *leaving)
    return Step(after, _as_news(effects) if isinstance(event, ev.FromCourt) and asks(after) else effects)


def _leaving(state: st.State, after: st.State) -> tuple[do.Effect, ...]:
    """Tell of a run that went on, and is left by this step."""
    reference = state.run.reference
    match after:
        case _ if isinstance(state, st.Ended):
            return ()
        case _ if after.run.reference != reference:
            return (do.TellLeaving(reference, do.Leaving.BEGAN_ANOTHER),)
        case st.Cancelled():
            return (do.TellLeaving(reference, do.Leaving.CANCELLED),)
        case st.Expired():
            return (do.TellLeaving(reference, do.Leaving.EXPIRED),)
        case _:
            return ()


def _in_process(state: st.State, *, rehearsal: bool) -> st.State:
    return state if state.run.rehearsal == rehearsal else replace(state, run=replace(state.run, rehearsal=rehearsal))


def _begins(event: ev.Event, now: datetime) -> Step | None:
    if isinstance(event, ev.AskedToStartOver):
        return begin(ev.Started(event.reference, token=event.token), now)
    return begin(event, now) if isinstance(event, ev.Started) else None


def _anywhere(state: st.State, event: ev.Event, now: datetime) -> Step | None:  # noqa: C901 - one case an event
    """Answer what belongs to no one step: help, a human and what became of asking, being forgotten, another run.

    That last one not while a submit is on its way.
    """
    match event:
        case ev.AskedForHelp():
            return Step(state, (do.ShowHelp(),))
        case ev.AskedHelpDesk() | ev.AddedSentence() | ev.SentClicks():
            return _asked_of_others(state, event, now)
        case ev.HelpDeskTold() | ev.HelpDeskUnreachable():
            return human.heard(state, event)
        case ev.ClicksDelivered():
            return passing.heard(state, event)
        case ev.AskedToResume() if isinstance(state, st.Live):
            return resume(state)
        case ev.ChoseOwnBrowser() if guided.may_be_led(state):
            return guided.led(state)
        case ev.AskedToStartOver(reference, token) if may_stop(state):
            begun = begin(ev.Started(reference, token=token), now, state)
            return Step(begun.state, (*begun.effects, do.EndSession()))
        case ev.ToBeForgotten():
            return _forgotten(state, now)
        case ev.AskedToCheckAgain(court=st.Court()):
            return _check_earlier(state, event)
        case ev.AskedToStartOver(reference, token) if isinstance(state, st.Unknown):
            return begin(ev.Started(reference, token=token), now, state)
        case ev.AskedToStartOver(reference, token) if isinstance(state, st.Ended):
            return _of_state(state, ev.Started(reference, token=token), now)
        case _:
            return None


def _asked_of_others(
    state: st.State, event: ev.AskedHelpDesk | ev.AddedSentence | ev.SentClicks, now: datetime
) -> Step | None:
    match event:
        case ev.AskedHelpDesk():
            return human.ask(state, now, st.WhyHuman.ASKED)
        case ev.AddedSentence(words):
            return human.add(state, words)
        case ev.SentClicks():
            return passing.send(state, event)
        case _:
            assert_never(event)


def may_check_earlier(state: st.State) -> bool:
    """Say whether an open end of an earlier run can be read now: it would drop nothing that was typed, sent or led."""
    idle = isinstance(state, st.ChoosingCourt | st.GettingReady | st.AwaitingPacerSignIn | st.Ended)
    return (idle and getattr(state, "unsettled", None) is None) or isinstance(state, st.Unknown)


def meant_earlier(state: st.State | None, what: Seen) -> str:
    """Give the court, by its id, of the only open end, where *Check again* was pressed on an earlier run's card.

    Empty on this run's own, and where it may be any of several: the card then has a button for each.
    """
    if state is None or what.token == state.run.token:
        return ""
    (court, *more) = [each.court for each in still_open_ends(state)] or [""]
    return "" if more else court


def _check_earlier(state: st.State, event: ev.AskedToCheckAgain) -> Step | None:
    """Ask for the sign-in that only reads what became of a submit of an earlier run."""
    open_ends = still_open_ends(state)
    unsettled = next((each for each in open_ends if event.court and each.court == event.court.id), None)
    if unsettled is None or event.court is None or not may_check_earlier(state):
        return None
    kept = state.run
    run = st.Run(event.reference, token=event.token, time_zone=kept.time_zone, open_ends=open_ends, passed=kept.passed)
    run = replace(run, rests=kept.rests)
    checking = st.AwaitingPacerSignIn(run, event.court, unsettled=unsettled)
    return Step(checking, (do.ShowCard(at_bottom=True), do.EndSession()))


def _forgotten(state: st.State, now: datetime) -> Step:
    """End the run of who is to be forgotten, before anything is deleted: another process may be at the court for it.

    Its card is closed by whoever deletes. What is not settled stays so, in case that nothing can be deleted.
    """
    if not may_forget(state):
        return Step(state)
    match state:
        case st.SigningIn(run, court, st.Unsettled() as unsettled):
            over: st.State = st.Unknown(run, court, st.Finding.ANSWER_LOST, unsettled, now)
        case st.Linked() | st.AlreadyLinked():
            over = replace(state, session=False)
        case _:
            cancelled = _of_state(state, ev.AskedToCancel(), now)
            over = cancelled.state if cancelled else state
    return Step(over, (do.EndSession(),))


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


def _as_news(effects: tuple[do.Effect, ...]) -> tuple[do.Effect, ...]:
    return tuple(replace(each, news=True) if isinstance(each, do.ShowCard) else each for each in effects)


def _with_card(effects: tuple[do.Effect, ...]) -> tuple[do.Effect, ...]:
    shown = any(isinstance(effect, do.ShowCard) for effect in effects)
    return effects if shown else (do.ShowCard(), *effects)


def placed(before: st.State | None, step: Step, rev: int) -> Step:
    """Give the step with its place kept, as it was drawn at `rev`, if it was only done beside it."""
    if before is None or not human.beside(before, step.state):
        return step
    return Step(held(step.state, rev), step.effects)


def deadline_after(before: st.State | None, state: st.State, kept: datetime | None, now: datetime) -> datetime | None:
    """Give the deadline of a step; what was done beside a place does not put off the one that is `kept` for it."""
    return kept if before is not None and human.beside(before, state) else deadline(state, now)


def deadline(state: st.State, now: datetime) -> datetime | None:
    """Give the moment at which `DeadlinePassed` is due, for a state entered at `now`; None when there is none."""
    match state:
        case st.ChoosingCourt() | st.GettingReady() | st.AwaitingPacerSignIn() | st.Guided():
            return waiting_deadline(state, now)
        case st.AwaitingFilerLogin() | st.Reviewing():
            return now + SESSION_IDLE
        case st.SigningIn() | st.FindingAccounts():
            return now + (REHEARSAL_WATCHDOG if state.run.rehearsal else WATCHDOG)
        case st.Confirming(reading=False):
            return proof.next_look(state, now)
        case st.Linking() | st.Confirming():
            return now + SUBMIT_WATCHDOG
        case st.Linked(session=True) | st.AlreadyLinked(session=True):
            return now + ANOTHER_COURT
        case _:
            return None


def may_stop(state: st.State) -> TypeGuard[st.Live]:
    """Say whether the run can be dropped: not while a submit is on its way, or its end unknown."""
    stoppable = isinstance(state, st.Waiting | st.SigningIn | st.AwaitingFilerLogin | st.FindingAccounts | st.Reviewing)
    return stoppable and getattr(state, "unsettled", None) is None


def may_leave(state: st.State) -> bool:
    """Say whether a cancel does something: it drops the run, or leaves a check of an unknown end for later."""
    return may_stop(state) or isinstance(state, st.AwaitingPacerSignIn)


def may_go_back(state: st.State) -> bool:
    """Say whether there is a step back."""
    steps = st.GettingReady | st.Guided | st.AwaitingPacerSignIn | st.AwaitingFilerLogin | st.Reviewing
    return may_stop(state) and isinstance(state, steps)


def has_form(state: st.State) -> bool:
    """Say whether a modal is where `state` goes on; elsewhere the card has all that there is."""
    return isinstance(
        state, st.AwaitingPacerSignIn | st.SigningIn | st.AwaitingFilerLogin | st.FindingAccounts | st.Reviewing
    )


def asks(state: st.State) -> TypeGuard[st.AwaitingPacerSignIn | st.AwaitingFilerLogin | st.Reviewing]:
    """Say whether it is the person's turn in a form."""
    return isinstance(state, st.AwaitingPacerSignIn | st.AwaitingFilerLogin | st.Reviewing)


def asks_secret(state: st.State) -> TypeGuard[st.AwaitingPacerSignIn | st.AwaitingFilerLogin | st.Reviewing]:
    """Say whether the form of `state` asks for a secret: a password, of PACER's or of the court's."""
    match state:
        case st.AwaitingPacerSignIn() | st.AwaitingFilerLogin(said=()):
            return True
        case st.AwaitingFilerLogin(questions=questions):
            return _has_password(questions)
        case st.Reviewing(questions=questions):
            return _has_password(questions) and not state.run.rehearsal
        case _:
            return False


def _has_password(questions: tuple[st.Question, ...]) -> bool:
    return any(each.kind is QuestionKind.PASSWORD for each in questions)


def at_court(state: st.State) -> bool:
    """Say whether work at the court is under way for `state`, whose end only the process that does it can hear."""
    reading = isinstance(state, st.Confirming) and state.reading
    return reading or isinstance(state, st.SigningIn | st.FindingAccounts | st.Linking)


def holds_session(state: st.State) -> bool:
    """Say whether a PACER session may be sealed for `state`."""
    carried = isinstance(state, st.ChoosingCourt | st.GettingReady) and state.run.signed_in
    kept = isinstance(state, st.Linked | st.AlreadyLinked) and state.session
    return carried or kept or isinstance(state, st.AwaitingFilerLogin | st.Reviewing | st.Linking | st.Confirming)


def wants_session(state: st.State) -> bool:
    """Say whether a PACER session that work at the court comes to is sealed for `state`; if not, it is signed out.

    A person, or another process, may have ended meanwhile what it was opened for.
    """
    return at_court(state) or holds_session(state)


def wants_names(state: st.State) -> bool:
    """Say whether user names that were typed are sealed for `state`: they may be asked for again."""
    return at_court(state) or isinstance(state, st.AwaitingPacerSignIn | st.AwaitingFilerLogin)


def may_forget(state: st.State) -> bool:
    """Say whether a person can be forgotten now; not while a submit is on its way, which nobody could report then."""
    return not isinstance(state, st.Linking | st.Confirming)


def outlived(state: st.State, now: datetime, keep: timedelta) -> bool:
    """Say whether a person's data has outlived its time: their run has ended that long ago, and nothing is open."""
    unknown = isinstance(state, st.Unknown) or bool(state.run.open_ends)
    return isinstance(state, st.Ended) and not unknown and state.at + keep <= now


def asks_time_zone(state: st.State) -> bool:
    """Say whether the next deadline of `state` wants to know the person's time zone."""
    return isinstance(state, st.Waiting | st.AwaitingFilerLogin | st.Reviewing) and not state.run.time_zone


def given_up(work: do.CourtWork) -> ev.FromCourt:
    """Give the event for work at the court that broke on our side, so that no conversation waits for ever."""
    match work:
        case do.SubmitLink():
            return ev.LinkUnclear()
        case do.ReadMenu():
            return ev.MenuShowsNoProof(Trouble.TIMED_OUT)
        case do.SignInToPacer() | do.ResumeSession() | do.GoOn() | do.FindAccounts():
            return ev.CourtFailed(Trouble.TIMED_OUT)
        case _:
            assert_never(work)


def _of_state(state: st.State, event: ev.Event, now: datetime) -> Step | None:  # noqa: C901, PLR0912 - one line a state
    match state:
        case st.ChoosingCourt():
            return asking.choosing_court(state, event, now)
        case st.GettingReady():
            return preparing.getting_ready(state, event, now)
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
            return proof.confirming(state, event, now)
        case st.Unknown():
            return linking.unknown(state, event, now)
        case st.Guided():
            return guided.guided(state, event, now)
        case (
            st.Linked()
            | st.AlreadyLinked()
            | st.Registered()
            | st.Refused()
            | st.Cancelled()
            | st.Expired()
            | st.Rehearsed()
        ):
            return linking.ended(state, event, now)
        case _:
            assert_never(state)
