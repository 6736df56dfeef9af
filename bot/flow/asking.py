"""The rules up to the two accounts: which court, PACER, the old CM/ECF login; getting ready is `preparing`'s. PURE.

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
from bot.flow.fields import SPECIAL_LOGIN, answer_errors, filer_errors, pacer_errors
from bot.flow.guided import turned
from bot.flow.human import stuck
from bot.flow.lockout import is_spent
from bot.flow.pausing import idle, parted, waited
from bot.flow.quoting import for_desk
from bot.flow.steps import (
    PASSING,
    Step,
    back_to_sign_in,
    cancel,
    ending,
    linked,
    met,
    refuse,
    resume,
    show,
    stay,
    too_much,
    with_court,
)
from bot.vocabulary import AccountWarning, Trouble

if TYPE_CHECKING:
    from datetime import datetime


TYPED_OTHERWISE = frozenset({Trouble.WRONG_PACER_CREDENTIALS, Trouble.PACER_PASSCODE_WANTED, Trouble.PACER_CLIENT_CODE})
"""What another look at the form may mend: the place is kept while a try is left."""
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
        case ev.Restarted() if state.run.signed_in:
            return show(parted(state))
        case _:
            return None


def _with_words(state: st.ChoosingCourt, event: ev.Started, now: datetime) -> Step:
    if event.court:
        return with_court(state.run, event.court, now, event.linked_on, at_bottom=True)
    not_found = st.ChoosingCourt(state.run, st.Finding.COURT_NOT_FOUND, event.query, found=event.found)
    return show(not_found, at_bottom=True)


def awaiting_pacer_sign_in(state: st.AwaitingPacerSignIn, event: ev.Event, now: datetime) -> Step | None:
    """Rule of AwaitingPacerSignIn: the form sent, unless its fields or the tries forbid it."""
    match event:
        case ev.Started() if state.unsettled:
            return resume(state)
        case ev.Started():
            return stay(state, event)
        case ev.WentElsewhere(court, linked_on) if not state.unsettled:
            return with_court(state.run, court, now, linked_on, at_bottom=True)
        case ev.PacerSubmitted():
            return _submit_pacer(state, event, now)
        case ev.WentBack() if not state.unsettled:
            return show(st.GettingReady(state.run, state.court, page=st.Page.NOTICE))
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
        legacy = (do.Field.PACER_USERNAME, do.FieldProblem.LEGACY_USERNAME) in errors
        noted, told = stuck(state, st.Stuck.LEGACY_USERNAME) if legacy else (state, ())
        return Step(noted, (do.ShowFieldErrors(errors), *told))
    if is_spent(event.tried):
        return _stop_signing_in(state, ev.CourtFailed(st.Finding.TOO_MANY_PACER_TRIES, tried=event.tried), now)
    signing_in = st.SigningIn(state.run, state.court, state.unsettled, event.password.curly)
    return show(signing_in, do.SignInToPacer(state.court))


def signing_in(state: st.SigningIn, event: ev.Event, now: datetime) -> Step | None:
    """Rule of SigningIn: what PACER and the court's menu answered."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.SignedIn() if state.unsettled:
            looked = replace(state.unsettled, looks=state.unsettled.looks + 1)
            return _offered_again(state, looked, event, now)
        case ev.SignedIn(notice, questions, said):
            asked = st.AwaitingFilerLogin(state.run, state.court, None, notice, questions=questions, said=said)
            return too_much(state.run, state.court, questions, now) or show(asked)
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


def _offered_again(state: st.SigningIn, unsettled: st.Unsettled, event: ev.SignedIn, now: datetime) -> Step:
    """Believe that the court shows no link when two sign-ins saw it so, and not before the court had its time."""
    if unsettled.looks < LOOKS or now < unsettled.since + COURTS_TIME:
        unknown = st.Unknown(state.run, state.court, st.Finding.NOT_SHOWN_YET, unsettled, now)
        told = do.TellHelpDesk(Outcome.UNKNOWN, state.court, st.Finding.NOT_SHOWN_YET)
        return show(unknown, told, do.EndSession())
    run = replace(state.run, open_ends=(*state.run.without(state.court), unsettled))
    if stopped := too_much(run, state.court, event.questions, now):
        return stopped
    told = do.TellHelpDesk(Outcome.UNKNOWN, state.court, st.Finding.FOUND_NOT_LINKED)
    asked = st.AwaitingFilerLogin(run, state.court, st.Finding.FOUND_NOT_LINKED, questions=event.questions)
    return show(replace(asked, said=event.said), told)


def _sign_in_failed(state: st.SigningIn, event: ev.CourtFailed, now: datetime) -> Step:
    if event.problem is Trouble.COURT_LEFT_NEXTGEN and not state.unsettled and not state.run.open_end(state.court):
        return turned(state.run, state.court, event)
    if event.problem in PASSING:
        return _ask_again(state, event.problem, event.words, event.tried.count)
    if event.problem not in TYPED_OTHERWISE:
        return _stop_signing_in(state, event, now)
    if not is_spent(event.tried):
        return _ask_again(state, event.problem, event.words, event.tried.count)
    return _stop_signing_in(state, replace(event, problem=st.Finding.TOO_MANY_PACER_TRIES), now)


def _stop_signing_in(state: st.AwaitingPacerSignIn | st.SigningIn, event: ev.CourtFailed, now: datetime) -> Step:
    if state.unsettled:
        return _not_checked(state, state.unsettled, event, now)
    tried_out = event.problem is st.Finding.TOO_MANY_PACER_TRIES
    curly = tried_out and isinstance(state, st.SigningIn) and state.curly
    return refuse(state.run, state.court, event, now, event.tried.until if tried_out else None, curly=curly)


def _ask_again(state: st.SigningIn, problem: st.Problem, words: str = "", tries: int = 0) -> Step:
    """Ask for the sign-in again; there is no session now, so the user name that was typed may stay in the form."""
    run = replace(state.run, signed_in=False)
    curly = state.curly and problem is Trouble.WRONG_PACER_CREDENTIALS
    return show(st.AwaitingPacerSignIn(run, state.court, problem, state.unsettled, words, curly, tries))


def _not_checked(
    state: st.AwaitingPacerSignIn | st.SigningIn, unsettled: st.Unsettled, event: ev.CourtFailed, now: datetime
) -> Step:
    """Stay unknown: a link that may exist is never reported as refused because reading it failed."""
    # A filer without menus, after a submit whose end is not known, may be the one that it linked.
    without_menus = event.problem is Trouble.FILER_WITHOUT_MENUS
    problem = st.Finding.MENUS_MISSING if without_menus else event.problem
    unknown = st.Unknown(state.run, state.court, problem, unsettled, now, event.words)
    return show(
        unknown,
        do.TellHelpDesk(Outcome.UNKNOWN, state.court, problem, for_desk(problem, event.words)),
        *ending(problem),
    )


def awaiting_filer_login(state: st.AwaitingFilerLogin, event: ev.Event, now: datetime) -> Step | None:
    """Rule of AwaitingFilerLogin: the form sent, unless its fields or the tries forbid it; a page before it read."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.WentOn(answers) if state.said:
            return _go_on(state, answers)
        case ev.FilerSubmitted() if not state.said:
            return _submit_login(state, event, now)
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


def _go_on(state: st.AwaitingFilerLogin, answers: tuple[ev.FieldShape, ...]) -> Step:
    """Ask for the page that comes after the one that was read."""
    if errors := answer_errors(state.questions, answers):
        return Step(state, (do.ShowFieldErrors(errors),))
    return show(st.SigningIn(state.run, state.court), do.GoOn(state.questions))


def _submit_login(state: st.AwaitingFilerLogin, event: ev.FilerSubmitted, now: datetime) -> Step:
    """Send the login; first warn of one that may not be linked, once: whoever sends it again has been warned."""
    errors = (*filer_errors(event), *answer_errors(state.questions, event.answers))
    if errors == SPECIAL_LOGIN and state.problem is not st.Finding.SPECIAL_LOGIN:
        warned, told = stuck(replace(state, problem=st.Finding.SPECIAL_LOGIN, curly=False), st.Stuck.SPECIAL_LOGIN)
        return show(warned, *told)
    if errors not in {(), SPECIAL_LOGIN}:
        return Step(state, (do.ShowFieldErrors(errors),))
    if stopped := met(state.run, state.court, event.submitted, now):
        return stopped
    if is_spent(event.tried):
        return _too_many_logins(state, "", event.tried, now)
    run = replace(state.run, known_as=event.tried.names)
    finding = st.FindingAccounts(run, state.court, event.password.curly, state.questions)
    return show(finding, do.FindAccounts(state.questions))


def finding_accounts(state: st.FindingAccounts, event: ev.Event, now: datetime) -> Step | None:
    """Rule of FindingAccounts: what the court answered to the old login."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.AccountsRead(accounts, questions):
            reviewing = st.Reviewing(state.run, state.court, accounts, None, questions, state.asked)
            return too_much(state.run, state.court, questions, now, accounts) or _seen(reviewing)
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


def _seen(reviewing: st.Reviewing) -> Step:
    """Show both accounts; of one that a firm seems to share, the help desk is told."""
    if AccountWarning.LOOKS_LIKE_FIRM not in reviewing.accounts.warnings:
        return show(reviewing)
    noted, told = stuck(reviewing, st.Stuck.SHARED_ACCOUNT)
    return show(noted, *told)


def _filer_failed(state: st.FindingAccounts, event: ev.CourtFailed, now: datetime) -> Step:
    if event.problem is Trouble.COURT_LEFT_NEXTGEN and not state.run.open_end(state.court):
        return turned(state.run, state.court, event)
    if event.problem in PASSING:
        return back_to_sign_in(state, event.problem)
    if event.problem is not Trouble.WRONG_FILER_CREDENTIALS:
        return refuse(state.run, state.court, event, now)
    if is_spent(event.tried):
        return _too_many_logins(state, event.words, event.tried, now)
    questions = state.asked if event.questions is None else event.questions
    again = st.AwaitingFilerLogin(state.run, state.court, event.problem, curly=state.curly, questions=questions)
    return too_much(state.run, state.court, questions, now) or show(replace(again, tries=event.tried.count))


def _too_many_logins(
    state: st.AwaitingFilerLogin | st.FindingAccounts, said: str, tried: ev.Tried, now: datetime
) -> Step:
    why = ev.CourtFailed(st.Finding.TOO_MANY_FILER_TRIES, said)
    curly = isinstance(state, st.FindingAccounts) and state.curly
    return refuse(state.run, state.court, why, now, tried.until, curly=curly)
