"""The rules from the two accounts on: consent, the one submit, its proof, and the ends. PURE.

One function per state; None where an event means nothing in it. From Linking on, nothing that a person does changes
anything: a sent request cannot be recalled. A deadline there is a watchdog's: it ends the wait, never the request, and
never sends again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Outcome, Settlement
from bot.flow.lockout import COOL_DOWN
from bot.flow.pausing import idle
from bot.flow.steps import (
    Step,
    back_to_sign_in,
    begin,
    cancel,
    linked,
    refuse,
    rehearsed,
    resume,
    show,
)
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from datetime import datetime


def reviewing(state: st.Reviewing, event: ev.Event, now: datetime) -> Step | None:
    """Rule of Reviewing: consent, given once."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.ConfirmedLink() if state.run.rehearsal:
            return rehearsed(state, state.accounts, now)
        case ev.ConfirmedLink():
            run = replace(state.run, consents=state.run.consents + 1)
            claim = f"{run.reference}/{run.consents}"
            linking = st.Linking(run, state.court, state.accounts, claim)
            return show(linking, do.SubmitLink(claim, state.court, state.accounts.form))
        case ev.WentBack():
            return show(st.AwaitingFilerLogin(state.run, state.court))
        case ev.AskedToCancel():
            return cancel(state.run, now, state.court)
        case ev.DeadlinePassed():
            return idle(state, event)
        case ev.Restarted():
            return back_to_sign_in(state, st.Finding.RESTARTED)
        case _:
            return None


def linking(state: st.Linking, event: ev.Event, now: datetime) -> Step | None:
    """Rule of Linking: how the one submit ended; no person has a say."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.LinkAnswered() | ev.LinkUnclear():
            answered = isinstance(event, ev.LinkAnswered)
            confirming = st.Confirming(state.run, state.court, state.accounts, state.claim, answered)
            return show(confirming, do.ReadMenu())
        case ev.FoundLinked():
            return linked(st.Linked(state.run, state.court, now, session=True), state.claim)
        case ev.LinkNotSent(Trouble.SESSION_EXPIRED as problem):
            return back_to_sign_in(state, problem, do.Settle(state.claim, Settlement.NOT_SENT))
        case ev.LinkNotSent(problem):
            again = st.Reviewing(state.run, state.court, state.accounts, problem)
            return show(again, do.Settle(state.claim, Settlement.NOT_SENT))
        case ev.LinkRefused():
            step = refuse(state.run, state.court, event, now)
            return Step(step.state, (*step.effects, do.Settle(state.claim, Settlement.REFUSED)))
        case ev.DeadlinePassed():
            return _lost(state, Trouble.TIMED_OUT, now)
        case ev.Restarted():
            return _lost(state, st.Finding.RESTARTED, now)
        case _:
            return None


def confirming(state: st.Confirming, event: ev.Event, now: datetime) -> Step | None:
    """Rule of Confirming: what the menu shows; no person has a say."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.MenuShowsFiler():
            return linked(st.Linked(state.run, state.court, now, state.accounts.masked(), session=True), state.claim)
        case ev.MenuShowsNoProof(problem):
            lost = problem is st.Finding.NOT_PROVEN and not state.answered
            return _lost(state, st.Finding.ANSWER_LOST if lost else problem, now)
        case ev.DeadlinePassed():
            return _lost(state, Trouble.TIMED_OUT, now)
        case ev.Restarted():
            return _lost(state, st.Finding.RESTARTED, now)
        case _:
            return None


def _lost(state: st.Linking | st.Confirming, problem: st.Problem, now: datetime) -> Step:
    return show(
        st.Unknown(state.run, state.court, problem, st.Unsettled(state.claim, state.court.id, now), now),
        do.Settle(state.claim, Settlement.UNKNOWN),
        do.TellResult(),
        do.TellHelpDesk(Outcome.UNKNOWN, state.court, problem),
        do.EndSession(),
    )


def unknown(state: st.Unknown, event: ev.Event, now: datetime) -> Step | None:
    """Rule of Unknown: read again, never send again. Of what the court says late, only the proof of a link counts."""
    match event:
        case ev.FoundLinked() | ev.MenuShowsFiler():
            # What the court said came after the watchdog had ended the session and the wait for it.
            return linked(st.Linked(state.run, state.court, now), state.unsettled.claim)
        case ev.Started(court=st.Court() as court) if court.id != state.court.id:
            return begin(event, now, state)
        case ev.Started():
            return resume(state)
        case ev.AskedToCheckAgain():
            return show(st.AwaitingPacerSignIn(state.run, state.court, unsettled=state.unsettled))
        case _:
            return None


def handed_over(state: st.HandedOver, event: ev.Event, now: datetime) -> Step | None:
    """Rule of HandedOver: whether a human has it is said when it is so; good news after bad is a message of its own."""
    match event:
        case ev.HelpDeskTold() if state.desk is st.Desk.ASKED:
            return show(replace(state, desk=st.Desk.TOLD))
        case ev.HelpDeskTold() if state.desk is st.Desk.UNREACHED:
            return show(replace(state, desk=st.Desk.TOLD), do.TellResult())
        case ev.HelpDeskUnreachable() if state.desk is st.Desk.ASKED:
            return show(replace(state, desk=st.Desk.UNREACHED), do.TellResult())
        case _:
            return ended(state, event, now)


def ended(state: st.Ended, event: ev.Event, now: datetime) -> Step | None:
    """Rule of the ended states: only a new start, and not before a cool-down is over."""
    match event:
        case ev.Started() if isinstance(state, st.Refused) and _cools_down(state, event.court, now):
            return resume(state)
        case ev.Started():
            return begin(event, now, state)
        case ev.DeadlinePassed() | ev.Restarted() if isinstance(state, st.Linked | st.AlreadyLinked) and state.session:
            return show(replace(state, session=False), do.EndSession())
        case _:
            return None


def _cools_down(state: st.Refused, wanted: st.Court | None, now: datetime) -> bool:
    """Say whether waiting is all there is to do; one court's old login has nothing to do with another court."""
    elsewhere = wanted is not None and wanted.id != state.court.id
    if state.again_after is None or (elsewhere and state.problem is st.Finding.TOO_MANY_FILER_TRIES):
        return False
    # One that lies further ahead was written by a clock that was wrong; what was typed is counted by the guard.
    return now < state.again_after <= now + COOL_DOWN
