"""What several states do alike: begin, resume, cancel, expire, refuse, go back to the sign-in. PURE."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Effect, Outcome, Settlement
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from datetime import datetime

SESSION_IDLE = timedelta(minutes=14, seconds=30)
"""How long a signed-in step waits for its person: just under the 15 minutes that the sealed session lives."""
ANOTHER_COURT = timedelta(minutes=5)
"""How long the PACER session is kept after a link, for another court."""

# What keeps the person's place: nothing was wrong with what they typed, and it may work in a while.
PASSING = frozenset(
    {
        Trouble.SIGN_ON_DOWN,
        Trouble.COURT_DOWN,
        Trouble.UNREACHABLE,
        Trouble.TIMED_OUT,
        Trouble.SESSION_EXPIRED,
    }
)


@dataclass(frozen=True, slots=True)
class Step:
    """Where the conversation is now, and what is to be done."""

    state: st.State
    effects: tuple[Effect, ...] = ()


def show(state: st.State, *more: Effect, at_bottom: bool = False) -> Step:
    """Go to `state`, redraw the card, and do more."""
    return Step(state, (do.ShowCard(at_bottom=at_bottom), *more))


def begin(event: ev.Started, now: datetime, previous: st.State | None = None) -> Step:
    """Begin a run after `previous`; a live session goes along, and so does what is not settled yet."""
    run = st.Run(event.reference, token=event.token)
    if previous:
        run = replace(run, time_zone=previous.run.time_zone, open_ends=_open_ends(previous))
    carried: tuple[Effect, ...] = ()
    if isinstance(previous, st.Linked | st.AlreadyLinked) and previous.session:
        run = replace(run, signed_in=True, linked=(*previous.run.linked, previous.court.name))
        carried = (do.CarrySession(previous.run.reference),)
    step = _first(run, event, now)
    return Step(step.state, (*step.effects, *carried))


def _open_ends(state: st.State) -> tuple[st.Unsettled, ...]:
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
    return show(st.ChoosingCourt(run, problem, event.query), at_bottom=True)


def with_court(
    run: st.Run, court: st.Court, now: datetime, linked_on: datetime | None = None, *, at_bottom: bool = False
) -> Step:
    """Go on with `court`, unless it does not link accounts yet, or a submit there is not settled: that comes first."""
    if unsettled := run.open_end(court):
        known = replace(run, signed_in=False)
        open_end = st.Unknown(known, court, st.Finding.ANSWER_LOST, unsettled, now)
        return show(open_end, do.EndSession(), at_bottom=at_bottom)
    if court.linking_since and now.date() < court.linking_since:
        return show(st.ChoosingCourt(run, st.Finding.TOO_EARLY, court.name, court.linking_since), at_bottom=at_bottom)
    return show(st.GettingReady(run, court, linked_on), at_bottom=at_bottom)


def resume(state: st.State) -> Step:
    """Show where the conversation is, at the bottom of the messages."""
    return show(state, at_bottom=True)


def cancel(run: st.Run, now: datetime, court: st.Court | None, *, by_hand: bool = False) -> Step:
    """End at the person's wish, before this app linked anything; an earlier submit that is not settled stays so."""
    if court and (unsettled := run.open_end(court)):
        return show(st.Unknown(run, court, st.Finding.ANSWER_LOST, unsettled, now), do.EndSession())
    return show(st.Cancelled(run, now, court, by_hand), do.EndSession())


def hand_over(state: st.Live, now: datetime, reason: st.HandOver) -> Step:
    """Give it to a human, who is told once."""
    court = None if isinstance(state, st.ChoosingCourt) else state.court
    step = type(state).__name__
    return show(
        st.HandedOver(state.run, now, step, reason, court),
        do.TellHelpDesk(Outcome.ASKED, court, step=step, reason=reason),
        do.EndSession(),
    )


def refuse(
    run: st.Run,
    court: st.Court,
    why: ev.CourtFailed | ev.LinkRefused,
    now: datetime,
    again_after: datetime | None = None,
) -> Step:
    """End because it cannot go on; the help desk is told. `again_after`: when waiting helps.

    With an earlier submit that is not settled, nobody can say that nothing was linked.
    """
    if unsettled := run.open_end(court):
        return show(
            st.Unknown(run, court, why.problem, unsettled, now, why.words),
            do.TellResult(),
            do.TellHelpDesk(Outcome.UNKNOWN, court, why.problem, why.words),
            do.EndSession(),
        )
    return show(
        st.Refused(run, court, why.problem, now, why.words, again_after),
        do.TellResult(),
        do.TellHelpDesk(Outcome.REFUSED, court, why.problem, why.words),
        do.EndSession(),
    )


def rehearsed(state: st.FindingAccounts | st.Reviewing, accounts: st.Accounts, now: datetime) -> Step:
    """End a rehearsal where a consent would be asked for, or was given: nothing is ever sent for it."""
    if unsettled := state.run.open_end(state.court):
        return show(st.Unknown(state.run, state.court, st.Finding.ANSWER_LOST, unsettled, now), do.EndSession())
    return show(st.Rehearsed(state.run, state.court, accounts.masked(), now), do.TellResult(), do.EndSession())


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
    return show(
        state,
        do.Settle(claim, Settlement.LINKED),
        do.RecordLink(state.court, *names),
        do.TellResult(),
        do.TellHelpDesk(Outcome.LINKED, state.court),
    )
