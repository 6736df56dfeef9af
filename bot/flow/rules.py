"""The rules of the conversation: one function per state, and `advance`, which picks it.

PURE: time is an argument; nothing is read, written or sent here.

    ChoosingCourt -> GettingReady -> AwaitingPacerSignIn -> SigningIn -> AwaitingFilerLogin -> FindingAccounts
      -> Reviewing -> Linking -> Confirming -> Linked | AlreadyLinked | Refused | Unknown | Cancelled | Expired

A click that does not belong to the state redraws the card and changes nothing. An answer of the court that comes too
late is dropped. From Linking on, nothing that a person or a deadline does changes anything: a sent request cannot be
recalled.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import assert_never

from bot.flow import asking, linking
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow.states import (
    AlreadyLinked,
    AwaitingFilerLogin,
    AwaitingPacerSignIn,
    Cancelled,
    ChoosingCourt,
    Confirming,
    Expired,
    FindingAccounts,
    GettingReady,
    Linked,
    Linking,
    Problem,
    Refused,
    Reviewing,
    SigningIn,
    State,
    Unknown,
)
from bot.flow.steps import (
    Step,
    begin,
)

SESSION_IDLE = timedelta(minutes=14, seconds=30)
"""How long a signed-in step waits for its person: just under the 15 minutes that the sealed session lives."""
EXPIRY = timedelta(days=7)
"""How long a step without a session waits."""
OPENS_FORM = (ev.SaidReady, ev.AskedToContinue, ev.AskedToCheckAgain)
"""The clicks after which the form of the present step is opened."""
WATCHDOG = timedelta(minutes=2)
"""When work at the court counts as lost, if not even its failure was reported; a whole flow is bounded to 60 s."""


def advance(state: State | None, event: ev.Event, now: datetime) -> Step | None:
    """Give the step that `event` leads to at `now`; None when there is no conversation and none begins.

    `now` is an aware datetime. Never raises for any pair of state and event.
    """
    if state is None:
        return begin(event, now) if isinstance(event, ev.Started) else None
    step = _of_state(state, event, now)
    if step is not None:
        return step
    if isinstance(event, ev.AskedToContinue):
        return Step(state)
    return Step(state, (do.ShowCard(),)) if isinstance(event, ev.FromPerson) else Step(state)


def deadline(state: State, now: datetime) -> datetime | None:
    """Give the moment at which `DeadlinePassed` is due, for a state entered at `now`; None when there is none."""
    match state:
        case ChoosingCourt() | GettingReady() | AwaitingPacerSignIn():
            return now + EXPIRY
        case AwaitingFilerLogin() | Reviewing():
            return now + SESSION_IDLE
        case SigningIn() | FindingAccounts():
            return now + WATCHDOG
        case _:
            return None


def given_up(work: do.CourtWork) -> ev.FromCourt:
    """Give the event for work at the court that broke on our side, so that no conversation waits for ever."""
    match work:
        case do.SubmitLink():
            return ev.LinkUnclear()
        case do.ReadMenu():
            return ev.MenuShowsNoProof(Problem.NOT_PROVEN)
        case do.SignInToPacer() | do.FindAccounts():
            return ev.CourtFailed(Problem.TIMED_OUT)
        case _:
            assert_never(work)


def _of_state(state: State, event: ev.Event, now: datetime) -> Step | None:  # noqa: C901 - one line a state
    match state:
        case ChoosingCourt():
            return asking.choosing_court(state, event, now)
        case GettingReady():
            return asking.getting_ready(state, event, now)
        case AwaitingPacerSignIn():
            return asking.awaiting_pacer_sign_in(state, event, now)
        case SigningIn():
            return asking.signing_in(state, event, now)
        case AwaitingFilerLogin():
            return asking.awaiting_filer_login(state, event, now)
        case FindingAccounts():
            return asking.finding_accounts(state, event, now)
        case Reviewing():
            return linking.reviewing(state, event, now)
        case Linking():
            return linking.linking(state, event, now)
        case Confirming():
            return linking.confirming(state, event, now)
        case Unknown():
            return linking.unknown(state, event, now)
        case Linked() | AlreadyLinked() | Refused() | Cancelled() | Expired():
            return linking.ended(state, event, now)
        case _:
            assert_never(state)
