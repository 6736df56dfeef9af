"""How far a conversation is, in words: the step, what is done, what comes next, paused, rehearsed. PURE.

Links in the person's own browser have six steps of their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow.states import (
    AwaitingFilerLogin,
    AwaitingPacerSignIn,
    ChoosingCourt,
    Confirming,
    FindingAccounts,
    GettingReady,
    Guided,
    Linked,
    Linking,
    Pause,
    Proof,
    Reviewing,
    SigningIn,
    Unknown,
    Waiting,
)
from bot.texts import cards, common, guided

if TYPE_CHECKING:
    from bot.flow.states import Live, State


def step_of(state: Live) -> int:
    """Give the step, 1 to 6, that a live state belongs to. A sign-in that only checks belongs to the last."""
    match state:
        case ChoosingCourt():
            return 1
        case GettingReady():
            return 2
        case AwaitingPacerSignIn(unsettled=unsettled) | SigningIn(unsettled=unsettled):
            return 6 if unsettled else 3
        case AwaitingFilerLogin() | FindingAccounts():
            return 4
        case Reviewing():
            return 5
        case Linking() | Confirming():
            return 6
        case Guided():
            return min(max(state.step, 1), len(guided.STEPS))
        case _:
            assert_never(state)


def by_hand(state: State) -> bool:
    """Say whether the person links in their own browser, or did."""
    match state:
        case GettingReady():
            return not state.court.automated
        case Linked():
            return state.proof is Proof.PERSONS_WORD
        case _:
            return isinstance(state, Guided)


def progress(state: Live) -> str:
    """Give the line that says which step it is."""
    if by_hand(state):
        return guided.step(step_of(state)) if isinstance(state, Guided) else guided.BEFORE
    return common.step(step_of(state))


def done(state: Live) -> str:
    """Give the steps that are done; empty where the card before says enough."""
    return "" if by_hand(state) else common.done(step_of(state))


def upcoming(state: Live) -> str:
    """Give what follows; empty for a last step."""
    if by_hand(state):
        return guided.upcoming(step_of(state) if isinstance(state, Guided) else 0)
    return common.upcoming(step_of(state))


def paused(state: State) -> str:
    """Say that nobody went on for a while; only a step that holds no session can be paused."""
    return cards.PAUSED if isinstance(state, Waiting) and state.run.pause is not Pause.NONE else ""


def rehearsal(state: State) -> str:
    """Say that nothing is linked by this app in a rehearsal; empty otherwise, and where a link was made before it."""
    before = isinstance(state, Unknown) or (isinstance(state, Linked) and state.proof is Proof.COURT_MENU)
    if before or not state.run.rehearsal:
        return ""
    return common.REHEARSAL_BY_HAND if by_hand(state) else common.REHEARSAL
