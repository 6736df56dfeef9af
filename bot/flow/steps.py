"""What several states do alike: begin, resume, cancel, expire, refuse, go back to the sign-in. PURE."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Effect, Outcome, Settlement
from bot.flow.lockout import COOL_DOWN, LOCKS
from bot.flow.quoting import for_desk
from bot.flow.resting import rests_after
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from datetime import datetime

SESSION_IDLE = timedelta(minutes=14, seconds=30)
"""How long a signed-in step waits for its person: just under the 15 minutes that the sealed session lives."""
ANOTHER_COURT = timedelta(minutes=5)
"""How long the PACER session is kept after a link, for another court."""

_MOST_WORDS = 300
"""Characters of what a court asks that are kept."""

# What keeps the person's place: nothing was wrong with what they typed, and it may work in a while.
PASSING = frozenset(
    {
        Trouble.SIGN_ON_DOWN,
        Trouble.COURT_DOWN,
        Trouble.UNREACHABLE,
        Trouble.PROXY_FAILED,
        Trouble.NOT_TRUSTED,
        Trouble.TIMED_OUT,
        Trouble.SESSION_EXPIRED,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """Where the conversation is now, and what is to be done."""

    state: st.State
    effects: tuple[Effect, ...] = ()


def errors_of(step: Step | None) -> tuple[tuple[do.Field, do.FieldProblem], ...]:
    """Give what is wrong at the fields of what was sent; empty when nothing is, or nothing was sent."""
    effects = step.effects if step else ()
    return next((effect.errors for effect in effects if isinstance(effect, do.ShowFieldErrors)), ())


def show(state: st.State, *more: Effect, at_bottom: bool = False) -> Step:
    """Go to `state`, redraw the card, and do more."""
    return Step(state, (do.ShowCard(at_bottom=at_bottom), *more))


def below(step: Step) -> Step:
    """Give the same step with its card drawn at the bottom of the messages."""
    effects = (replace(each, at_bottom=True) if isinstance(each, do.ShowCard) else each for each in step.effects)
    return Step(step.state, tuple(effects))


def begin(event: ev.Started, now: datetime, previous: st.State | None = None) -> Step:
    """Begin a run after `previous`; a live session goes along, and so does what is not settled yet."""
    run = st.Run(event.reference, token=event.token)
    if previous:
        was, open_ends = previous.run, still_open_ends(previous)
        rests = rests_after(previous, now)
        run = replace(run, time_zone=was.time_zone, open_ends=open_ends, passed=was.passed, rests=rests)
    carried: tuple[Effect, ...] = ()
    if isinstance(previous, st.Linked | st.AlreadyLinked) and previous.session:
        courts = (*previous.run.linked, previous.court.name)
        run = replace(run, signed_in=True, linked=courts, agent=previous.run.agent)
        carried = (do.CarrySession(previous.run.reference),)
    step = _first(run, event, now)
    return Step(step.state, (*step.effects, *carried))


def still_open_ends(state: st.State) -> tuple[st.Unsettled, ...]:
    """Give the submits whose end is not known, that of an unknown end among them."""
    match state:
        case st.Unknown(run=run, court=court, unsettled=unsettled):
            return (*run.without(court), unsettled)
        case st.Linked() | st.AlreadyLinked():
            return state.run.without(state.court)
        case _:
            return state.run.open_ends


def _first(run: st.Run, event: ev.Started, now: datetime) -> Step:
    if event.court:
        return with_court(run, event.court, now, event.linked_on, at_bottom=True)
    problem = st.Finding.COURT_NOT_FOUND if event.query else None
    return show(st.ChoosingCourt(run, problem, event.query, found=event.found), at_bottom=True)


def with_court(
    run: st.Run, court: st.Court, now: datetime, linked_on: datetime | None = None, *, at_bottom: bool = False
) -> Step:
    """Go on with `court`, unless it does not link accounts yet, or a submit there is not settled: that comes first."""
    if unsettled := run.open_end(court):
        return still_open(run, court, unsettled, now, at_bottom=at_bottom)
    if court.linking_since and now.date() < court.linking_since:
        too_early = st.ChoosingCourt(nowhere(run), st.Finding.TOO_EARLY, court.name, court.linking_since)
        return show(too_early, at_bottom=at_bottom)
    at_court = replace(run, linked_on=linked_on)
    return show(st.GettingReady(at_court, court, first_page(run, court)), at_bottom=at_bottom)


def nowhere(run: st.Run) -> st.Run:
    """Give the run as it is while no court is chosen."""
    return replace(run, linked_on=None)


def first_page(run: st.Run, court: st.Court) -> st.Page:
    """Give what a person is asked first at `court`."""
    return st.Page.ANOTHER_COURT if run.signed_in and court.automated else st.Page.DOORS


def still_open(
    run: st.Run, court: st.Court, unsettled: st.Unsettled, now: datetime, *, at_bottom: bool = False
) -> Step:
    """End where a submit's end is not known: what became of it comes before everything else at that court."""
    known = replace(run, signed_in=False)
    unknown = st.Unknown(known, court, st.Finding.ANSWER_LOST, unsettled, now)
    return show(unknown, do.EndSession(), at_bottom=at_bottom)


def met(run: st.Run, court: st.Court, submitted: ev.Submitted | None, now: datetime) -> Step | None:
    """Stop at a submit that another conversation sent, or one that was forgotten; None when it is the run's own."""
    known = run.open_end(court)
    if submitted is None or (known and known.claim == submitted.claim):
        return None
    since = min(submitted.at, now)  # later than now: by a clock that was wrong
    return still_open(run, court, st.Unsettled(submitted.claim, court.id, since, name=court.name), now)


def resume(state: st.State) -> Step:
    """Show where the conversation is, at the bottom of the messages."""
    return show(state, at_bottom=True)


def stay(state: st.GettingReady | st.Guided | st.AwaitingPacerSignIn, event: ev.Started) -> Step:
    """Keep to the court of a live run; whoever asked for another one is asked whether they want to go there."""
    asked_for = (event.court,) if event.court else event.found
    others = tuple(court for court in asked_for if court.id != state.court.id)
    return Step(state, (do.OfferCourts(others),)) if others else resume(state)


def cancel(run: st.Run, now: datetime, court: st.Court | None, *, by_hand: bool = False) -> Step:
    """End at the person's wish, before this app linked anything; an earlier submit that is not settled stays so."""
    if court and (unsettled := run.open_end(court)):
        return still_open(run, court, unsettled, now)
    return show(st.Cancelled(run, now, court, by_hand), do.EndSession())


def refuse(
    run: st.Run,
    court: st.Court,
    why: ev.CourtFailed | ev.LinkRefused,
    now: datetime,
    again_after: datetime | None = None,
    *,
    curly: bool = False,
    accounts: st.Accounts | None = None,
) -> Step:
    """End because it cannot go on; the help desk is told. `again_after`: when waiting helps, as with a lock.

    `accounts`: both, where they are known, so that the help desk does not read their names in what the court said.
    With an earlier submit that is not settled, nobody can say that nothing was linked.
    """
    quoted = for_desk(why.problem, why.words, accounts)
    rest = now + COOL_DOWN if why.problem in LOCKS else again_after
    if unsettled := run.open_end(court):
        return show(
            st.Unknown(run, court, why.problem, unsettled, now, why.words),
            do.TellResult(),
            do.TellHelpDesk(Outcome.UNKNOWN, court, why.problem, quoted),
            *ending(why.problem),
        )
    return show(
        st.Refused(run, court, why.problem, now, why.words, rest, curly),
        do.TellResult(),
        do.TellHelpDesk(Outcome.REFUSED, court, why.problem, quoted),
        *ending(why.problem),
    )


def too_much(
    run: st.Run,
    court: st.Court,
    questions: tuple[st.Question, ...],
    now: datetime,
    accounts: st.Accounts | None = None,
) -> Step | None:
    """Stop, with what it asks in the court's words, at a page that asks more than can be put to anybody."""
    if len(questions) <= len(do.ANSWERS):
        return None
    asked = " ".join(each.label for each in questions)[:_MOST_WORDS]
    return refuse(run, court, ev.CourtFailed(st.Finding.ASKS_TOO_MUCH, asked), now, accounts=accounts)


def ending(problem: st.Problem) -> tuple[Effect, ...]:
    """Give what the end of a session goes with: after a lock, that no other password is sent for a while."""
    return (do.EndSession(), do.UseUpTries()) if problem in LOCKS else (do.EndSession(),)


def rehearsed(state: st.Reviewing, now: datetime) -> Step:
    """End a rehearsal where a consent would be given: nothing is ever sent for it."""
    if unsettled := state.run.open_end(state.court):
        return still_open(state.run, state.court, unsettled, now)
    ended = st.Rehearsed(state.run, state.court, state.accounts.masked(), now)
    return show(ended, do.TellResult(), do.TellHelpDesk(Outcome.REHEARSED, state.court), do.EndSession())


def back_to_sign_in(
    state: st.AwaitingFilerLogin | st.FindingAccounts | st.Reviewing | st.Linking,
    problem: st.Problem | None,
    *more: Effect,
) -> Step:
    """Keep the court, drop the session, and ask for the sign-in again."""
    run = replace(state.run, signed_in=False)
    return show(st.AwaitingPacerSignIn(run, state.court, problem), *more, do.EndSession())


def linked(state: st.Linked, claim: str) -> Step:
    """End with the court's own proof; the claim is settled, and the session kept a while for another court."""
    names = (state.accounts.filer, state.accounts.pacer) if state.accounts else ("", "")
    state = replace(state, run=replace(state.run, open_ends=state.run.without(state.court)))
    return show(
        state,
        do.Settle(claim, Settlement.LINKED),
        do.RecordLink(state.court, *names),
        do.TellResult(),
        do.TellHelpDesk(Outcome.LINKED, state.court),
    )
