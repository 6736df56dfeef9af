"""The rules up to the two accounts: which court, the fine print, PACER, the old CM/ECF login. PURE.

One function per state; None where an event means nothing in it. Everything here can be cancelled.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.flow.fields import filer_errors, pacer_errors
from bot.flow.lockout import is_spent
from bot.flow.pausing import idle, waited
from bot.flow.steps import (
    PASSING,
    Step,
    back_to_sign_in,
    cancel,
    linked,
    refuse,
    rehearsed,
    resume,
    show,
    with_court,
)
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from datetime import datetime


LOOKS = 2
"""Sign-ins that must see the court offer the link again before another submit may be consented to."""
COURTS_TIME = timedelta(minutes=30)
"""After a submit with an unknown end; a court that is slow may still be at work on it."""


def choosing_court(state: st.ChoosingCourt, event: ev.Event, now: datetime) -> Step | None:
    """Rule of ChoosingCourt: a court, found or picked."""
    match event:
        case ev.Started(court=None, query=""):
            return resume(state)
        case ev.Started():
            return _with_words(state, event, now)
        case ev.CourtChosen(court, linked_on):
            return with_court(state.run, court, now, linked_on)
        case ev.AskedToCancel():
            return cancel(state.run, now, None)
        case ev.DeadlinePassed():
            return waited(state, event, now)
        case _:
            return None


def _with_words(state: st.ChoosingCourt, event: ev.Started, now: datetime) -> Step:
    if event.court:
        return with_court(state.run, event.court, now, event.linked_on, at_bottom=True)
    return show(st.ChoosingCourt(state.run, st.Finding.COURT_NOT_FOUND, event.query), at_bottom=True)


def getting_ready(state: st.GettingReady, event: ev.Event, now: datetime) -> Step | None:
    """Rule of GettingReady: the fine print accepted."""
    match event:
        case ev.Started(court=None):
            return resume(state)
        case ev.Started(court=st.Court() as court):
            return with_court(state.run, court, now, event.linked_on, at_bottom=True)
        case ev.SaidReady():
            return _ready(state)
        case ev.WentBack():
            return show(st.ChoosingCourt(state.run))
        case ev.AskedToCancel():
            return cancel(state.run, now, state.court)
        case ev.DeadlinePassed():
            return waited(state, event, now)
        case _:
            return None


def _ready(state: st.GettingReady) -> Step:
    if not state.court.automated:
        return show(st.Guided(state.run, state.court))
    if state.run.signed_in:
        return show(st.SigningIn(state.run, state.court), do.ResumeSession(state.court))
    return show(st.AwaitingPacerSignIn(state.run, state.court))


def awaiting_pacer_sign_in(state: st.AwaitingPacerSignIn, event: ev.Event, now: datetime) -> Step | None:
    """Rule of AwaitingPacerSignIn: the form sent, unless its fields or the tries forbid it."""
    match event:
        case ev.Started(court=st.Court() as court) if court.id != state.court.id and not state.unsettled:
            return with_court(state.run, court, now, event.linked_on, at_bottom=True)
        case ev.Started():
            return resume(state)
        case ev.PacerSubmitted():
            return _submit_pacer(state, event, now)
        case ev.WentBack() if not state.unsettled:
            return show(st.GettingReady(state.run, state.court))
        case ev.WentBack() | ev.AskedToCancel() if state.unsettled:
            return show(st.Unknown(state.run, state.court, st.Finding.ANSWER_LOST, state.unsettled, now))
        case ev.AskedToCancel():
            return cancel(state.run, now, state.court)
        case ev.DeadlinePassed() if state.unsettled:
            return show(st.Unknown(state.run, state.court, st.Finding.ANSWER_LOST, state.unsettled, now))
        case ev.DeadlinePassed():
            return waited(state, event, now)
        case _:
            return None


def _submit_pacer(state: st.AwaitingPacerSignIn, event: ev.PacerSubmitted, now: datetime) -> Step:
    if errors := pacer_errors(event):
        return Step(state, (do.ShowFieldErrors(errors),))
    if is_spent(event.tried):
        return _stop_signing_in(state, ev.CourtFailed(st.Finding.TOO_MANY_PACER_TRIES, tried=event.tried), now)
    return show(st.SigningIn(state.run, state.court, state.unsettled), do.SignInToPacer(state.court))


def signing_in(state: st.SigningIn, event: ev.Event, now: datetime) -> Step | None:
    """Rule of SigningIn: what PACER and the court's menu answered."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.SignedIn() if state.unsettled:
            return _offered_again(state, replace(state.unsettled, looks=state.unsettled.looks + 1), now)
        case ev.SignedIn(notice):
            return show(st.AwaitingFilerLogin(state.run, state.court, None, notice))
        case ev.FoundLinked() if state.unsettled:
            return linked(st.Linked(state.run, state.court, now, session=True), state.unsettled.claim)
        case ev.FoundLinked():
            already = st.AlreadyLinked(state.run, state.court, now, session=True)
            return show(already, do.RecordLink(state.court), do.TellResult())
        case ev.CourtFailed():
            return _sign_in_failed(state, event, now)
        case ev.DeadlinePassed():
            # The work may still come to a session that nobody waits for; what ends it queues behind the work.
            step = _ask_again(state, Trouble.TIMED_OUT)
            return Step(step.state, (*step.effects, do.EndSession()))
        case ev.Restarted():
            return _ask_again(state, st.Finding.RESTARTED)
        case ev.AskedToCancel() if not state.unsettled:
            return cancel(state.run, now, state.court)
        case _:
            return None


def _offered_again(state: st.SigningIn, unsettled: st.Unsettled, now: datetime) -> Step:
    """Believe that the court shows no link when two sign-ins saw it so, and not before the court had its time."""
    if unsettled.looks < LOOKS or now < unsettled.since + COURTS_TIME:
        unknown = st.Unknown(state.run, state.court, st.Finding.NOT_SHOWN_YET, unsettled, now)
        told = do.TellHelpDesk(Outcome.UNKNOWN, state.court, st.Finding.NOT_SHOWN_YET)
        return show(unknown, told, do.EndSession())
    run = replace(state.run, open_ends=(*state.run.without(state.court), unsettled))
    told = do.TellHelpDesk(Outcome.UNKNOWN, state.court, st.Finding.FOUND_NOT_LINKED)
    return show(st.AwaitingFilerLogin(run, state.court, st.Finding.FOUND_NOT_LINKED), told)


def _sign_in_failed(state: st.SigningIn, event: ev.CourtFailed, now: datetime) -> Step:
    if event.problem in PASSING:
        return _ask_again(state, event.problem)
    if event.problem is not Trouble.WRONG_PACER_CREDENTIALS:
        return _stop_signing_in(state, event, now)
    if not is_spent(event.tried):
        return _ask_again(state, event.problem)
    return _stop_signing_in(state, replace(event, problem=st.Finding.TOO_MANY_PACER_TRIES), now)


def _stop_signing_in(state: st.AwaitingPacerSignIn | st.SigningIn, event: ev.CourtFailed, now: datetime) -> Step:
    if state.unsettled:
        return _not_checked(state, state.unsettled, event, now)
    again = event.tried.until if event.problem is st.Finding.TOO_MANY_PACER_TRIES else None
    return refuse(state.run, state.court, event, now, again)


def _ask_again(state: st.SigningIn, problem: st.Problem) -> Step:
    """Ask for the sign-in again; there is no session now, so the user name that was typed may stay in the form."""
    run = replace(state.run, signed_in=False)
    return show(st.AwaitingPacerSignIn(run, state.court, problem, state.unsettled))


def _not_checked(
    state: st.AwaitingPacerSignIn | st.SigningIn, unsettled: st.Unsettled, event: ev.CourtFailed, now: datetime
) -> Step:
    """Stay unknown: a link that may exist is never reported as refused because reading it failed."""
    # A filer without menus, after a submit whose end is not known, may be the one that it linked.
    without_menus = event.problem is Trouble.FILER_WITHOUT_MENUS
    problem = st.Finding.MENUS_MISSING if without_menus else event.problem
    unknown = st.Unknown(state.run, state.court, problem, unsettled, now, event.words)
    return show(unknown, do.TellHelpDesk(Outcome.UNKNOWN, state.court, problem, event.words), do.EndSession())


def awaiting_filer_login(state: st.AwaitingFilerLogin, event: ev.Event, now: datetime) -> Step | None:
    """Rule of AwaitingFilerLogin: the form sent, unless its fields or the tries forbid it."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.FilerSubmitted():
            if errors := filer_errors(event):
                return Step(state, (do.ShowFieldErrors(errors),))
            if is_spent(event.tried):
                return _too_many_logins(state, "", event.tried, now)
            return show(st.FindingAccounts(state.run, state.court), do.FindAccounts())
        case ev.WentBack():
            return back_to_sign_in(state, None)
        case ev.AskedToCancel():
            return cancel(state.run, now, state.court)
        case ev.DeadlinePassed():
            return idle(state, event)
        case ev.Restarted():
            return back_to_sign_in(state, st.Finding.RESTARTED)
        case ev.CourtFailed(problem):
            return back_to_sign_in(state, problem)
        case _:
            return None


def finding_accounts(state: st.FindingAccounts, event: ev.Event, now: datetime) -> Step | None:
    """Rule of FindingAccounts: what the court answered to the old login."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.AccountsRead(accounts) if state.run.rehearsal:
            return rehearsed(state, accounts, now)
        case ev.AccountsRead(accounts):
            return show(st.Reviewing(state.run, state.court, accounts))
        case ev.CourtFailed():
            return _filer_failed(state, event, now)
        case ev.DeadlinePassed():
            return back_to_sign_in(state, Trouble.TIMED_OUT)
        case ev.Restarted():
            return back_to_sign_in(state, st.Finding.RESTARTED)
        case ev.AskedToCancel():
            return cancel(state.run, now, state.court)
        case _:
            return None


def _filer_failed(state: st.FindingAccounts, event: ev.CourtFailed, now: datetime) -> Step:
    if event.problem in PASSING:
        return back_to_sign_in(state, event.problem)
    if event.problem is not Trouble.WRONG_FILER_CREDENTIALS:
        return refuse(state.run, state.court, event, now)
    if is_spent(event.tried):
        return _too_many_logins(state, event.words, event.tried, now)
    return show(st.AwaitingFilerLogin(state.run, state.court, event.problem))


def _too_many_logins(
    state: st.AwaitingFilerLogin | st.FindingAccounts, said: str, tried: ev.Tried, now: datetime
) -> Step:
    return refuse(state.run, state.court, ev.CourtFailed(st.Finding.TOO_MANY_FILER_TRIES, said), now, tried.until)
