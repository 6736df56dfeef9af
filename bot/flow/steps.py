"""What several states do alike: begin, resume, cancel, expire, refuse, go back to the sign-in. PURE."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow.effects import Effect, Outcome, Settlement
from bot.flow.states import (
    AwaitingFilerLogin,
    AwaitingPacerSignIn,
    Cancelled,
    ChoosingCourt,
    Court,
    Expired,
    FindingAccounts,
    GettingReady,
    Linked,
    Problem,
    Refused,
    Reviewing,
    Run,
    State,
)

TRIES = 2
"""Wrong credentials of one kind before the conversation stops; a third could lock the account."""
COOL_DOWN = timedelta(minutes=15)
"""How long failed tries count, across cancelled and repeated runs. Courts lock a login for 5 minutes and longer."""

# What keeps the person's place: nothing was wrong with what they typed, and it may work in a while.
PASSING = frozenset(
    {
        Problem.SIGN_ON_DOWN,
        Problem.COURT_DOWN,
        Problem.UNREACHABLE,
        Problem.TIMED_OUT,
        Problem.SESSION_EXPIRED,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """Where the conversation is now, and what is to be done."""

    state: State
    effects: tuple[Effect, ...] = ()


def show(state: State, *more: Effect, at_bottom: bool = False) -> Step:
    """Go to `state`, redraw the card, and do more."""
    return Step(state, (do.ShowCard(at_bottom=at_bottom), *more))


def begin(event: ev.Started, now: datetime, previous: Run | None = None) -> Step:
    """Begin a run; failed tries of a moment ago go on counting."""
    run = Run(event.reference)
    if previous and previous.failed_at and now - previous.failed_at < COOL_DOWN:
        run = replace(previous, reference=event.reference)
    if event.court:
        return with_court(run, event.court, now, at_bottom=True)
    problem = Problem.COURT_NOT_FOUND if event.query else None
    return show(ChoosingCourt(run, problem, event.query), at_bottom=True)


def with_court(run: Run, court: Court, now: datetime, *, at_bottom: bool = False) -> Step:
    """Go on with `court`, unless something forbids it today."""
    problem = _obstacle(court, now.date())
    if problem:
        return show(ChoosingCourt(run, problem, court.name), at_bottom=at_bottom)
    return show(GettingReady(run, court), at_bottom=at_bottom)


def _obstacle(court: Court, today: date) -> Problem | None:
    if not court.automated:
        return Problem.COURT_NOT_AUTOMATED
    if court.linking_since and today < court.linking_since:
        return Problem.TOO_EARLY
    return None


def resume(state: State) -> Step:
    """Show where the conversation is, at the bottom of the messages."""
    return show(state, at_bottom=True)


def cancel(run: Run, now: datetime, court: Court | None) -> Step:
    """End at the person's wish, before anything was linked."""
    return show(Cancelled(run, now, court), do.EndSession())


def expire(run: Run, now: datetime, court: Court | None) -> Step:
    """End because nobody went on."""
    return show(Expired(run, now, court), do.EndSession())


def refuse(run: Run, court: Court, why: ev.CourtFailed | ev.LinkRefused, now: datetime) -> Step:
    """End because it cannot go on; the help desk is told."""
    again = now + COOL_DOWN if why.problem in {Problem.TOO_MANY_PACER_TRIES, Problem.TOO_MANY_FILER_TRIES} else None
    return show(
        Refused(run, court, why.problem, now, why.words, again),
        do.TellHelpDesk(Outcome.REFUSED, court, why.problem, why.words),
        do.EndSession(),
    )


def fresh_tries(run: Run, now: datetime) -> Run:
    """Forget failed tries that are older than the cool-down."""
    if run.failed_at and now - run.failed_at >= COOL_DOWN:
        return Run(run.reference)
    return run


def back_to_sign_in(state: AwaitingFilerLogin | FindingAccounts | Reviewing, problem: Problem) -> Step:
    """Keep the court, drop the session, and ask for the sign-in again."""
    return show(AwaitingPacerSignIn(state.run, state.court, problem), do.EndSession())


def linked(state: Linked, claim: str) -> Step:
    """End with the proof; the claim is settled."""
    names = (state.accounts.filer, state.accounts.pacer) if state.accounts else ("", "")
    return show(
        state,
        do.Settle(claim, Settlement.LINKED),
        do.RecordLink(state.court, *names),
        do.TellResult(),
        do.TellHelpDesk(Outcome.LINKED, state.court),
        do.EndSession(),
    )
