"""The rules from the two accounts on: consent, the one submit, and the ends; its proof is `proof`'s. PURE.

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
from bot.flow.effects import Settlement
from bot.flow.fields import answer_errors, consent_errors
from bot.flow.pausing import idle
from bot.flow.proof import look, lost
from bot.flow.resting import rests
from bot.flow.steps import (
    Step,
    back_to_sign_in,
    begin,
    cancel,
    linked,
    met,
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
            return rehearsed(state, now)
        case ev.ConfirmedLink(submitted) if not state.questions:
            return _consented(state, submitted, now)
        case ev.AnsweredAndConfirmed(consent, answers, submitted) if state.questions:
            errors = (*answer_errors(state.questions, answers), *consent_errors(consent))
            return Step(state, (do.ShowFieldErrors(errors),)) if errors else _consented(state, submitted, now)
        case ev.WentBack():
            return show(st.AwaitingFilerLogin(state.run, state.court, questions=state.asked))
        case ev.AskedToCancel():
            return cancel(state.run, now, state.court)
        case ev.DeadlinePassed():
            return idle(state, event)
        case ev.Restarted():
            return back_to_sign_in(state, st.Finding.RESTARTED)
        case _:
            return None


def _consented(state: st.Reviewing, submitted: ev.Submitted | None, now: datetime) -> Step:
    if state.run.rehearsal:
        return rehearsed(state, now)
    if stopped := met(state.run, state.court, submitted, now):
        return stopped
    run = replace(state.run, consents=state.run.consents + 1)
    claim = f"{run.reference}/{run.consents}"
    linking = st.Linking(run, state.court, state.accounts, claim, state.questions)
    return show(linking, do.SubmitLink(claim, state.court, state.accounts.form, run.known_as))


def linking(state: st.Linking, event: ev.Event, now: datetime) -> Step | None:  # noqa: C901 - one case an end
    """Rule of Linking: how the one submit ended; no person has a say."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.LinkAnswered():
            return look(state, now)
        case ev.LinkUnclear():
            return look(state, now, answered=False)
        case ev.LinkRefused(problem, words):
            return look(state, now, refused=st.Refusal(problem, words))
        case ev.AskedOn(accounts, questions):
            return _asked_on(state, accounts, questions, now)
        case ev.FoundLinked():
            return linked(st.Linked(state.run, state.court, now, session=True), state.claim)
        case ev.LinkNotSent(Trouble.SESSION_EXPIRED as problem):
            return back_to_sign_in(state, problem, do.Settle(state.claim, Settlement.NOT_SENT))
        case ev.LinkNotSent(problem):
            again = st.Reviewing(state.run, state.court, state.accounts, problem, state.questions)
            return show(again, do.Settle(state.claim, Settlement.NOT_SENT))
        case ev.DeadlinePassed():
            return lost(state, Trouble.TIMED_OUT, now)
        case ev.Restarted():
            return lost(state, st.Finding.RESTARTED, now)
        case _:
            return None


def _asked_on(state: st.Linking, accounts: st.Accounts, questions: tuple[st.Question, ...], now: datetime) -> Step:
    """Put the court's next page to the person, unless it asks more than can be put to anybody.

    What was sent stays on record as unknown, until a proof comes.
    """
    if len(questions) > len(do.ANSWERS):
        return look(state, now)
    sent = st.Unsettled(state.claim, state.court.id, now, name=state.court.name, answered=True)
    run = replace(state.run, open_ends=(*state.run.without(state.court), sent))
    reviewing = st.Reviewing(run, state.court, accounts, st.Finding.ASKED_ON, questions)
    return show(reviewing, do.Settle(state.claim, Settlement.UNKNOWN))


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


def ended(state: st.Ended, event: ev.Event, now: datetime) -> Step | None:
    """Rule of the ended states: only a new start, and at the court of a cool-down not before that is over."""
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
    """Say whether waiting is all there is to do: other courts can be chosen, and got ready for."""
    return wanted is not None and wanted.id == state.court.id and rests(state, now)
