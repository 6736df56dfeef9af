"""How far a conversation is, in words: the step, what is done, what comes next, paused, rehearsed. PURE.

What is done in the person's own browser has steps of its own.
"""

from __future__ import annotations

from typing import assert_never

from bot import flow
from bot.answering.words import Word
from bot.flow import STEPS
from bot.flow import states as st
from bot.texts import cards, common, guided, ready, registering


def step_of(state: st.Live) -> int:
    """Give the step, 1 to 6, that a live state belongs to. A sign-in that only checks belongs to the last."""
    match state:
        case st.ChoosingCourt():
            return 1
        case st.GettingReady():
            return 2
        case st.AwaitingPacerSignIn(unsettled=unsettled) | st.SigningIn(unsettled=unsettled):
            return 6 if unsettled else 3
        case st.AwaitingFilerLogin() | st.FindingAccounts():
            return 4
        case st.Reviewing():
            return 5
        case st.Linking() | st.Confirming():
            return 6
        case st.Guided():
            return min(max(state.step, 1), STEPS[state.road])
        case _:
            assert_never(state)


def by_hand(state: st.State) -> bool:
    """Say whether the person links in their own browser, or did."""
    match state:
        case st.GettingReady():
            return not state.court.automated
        case st.Linked() | st.AlreadyLinked():
            return state.proof is st.Proof.PERSONS_WORD
        case _:
            return isinstance(state, st.Guided | st.Registered)


def progress(state: st.Live) -> str:
    """Give the line that says which step it is."""
    match state:
        case st.Guided(road=st.Road.REGISTER):
            return registering.step(step_of(state))
        case st.Guided():
            return guided.step(step_of(state))
        case _:
            return guided.BEFORE if by_hand(state) else common.step(step_of(state))


def done(state: st.Live) -> str:
    """Give the steps that are done; empty where the card before says enough."""
    return "" if by_hand(state) else common.done(step_of(state))


def upcoming(state: st.Live) -> str:
    """Give what follows; empty for a last step."""
    match state:
        case st.Guided(road=st.Road.REGISTER):
            return registering.upcoming(step_of(state))
        case st.Guided():
            return guided.upcoming(step_of(state))
        case st.GettingReady():
            return (ready.THEN if state.court.automated else ready.THEN_BY_HAND)[state.page]
        case _:
            return common.upcoming(step_of(state))


def paused(state: st.State) -> str:
    """Say that nobody went on for a while; only a step that holds no session can be paused."""
    return cards.PAUSED if isinstance(state, st.Waiting) and state.run.pause is not st.Pause.NONE else ""


def words_to_type(state: st.State) -> str:
    """Name the words that do something at this step."""
    may = {
        Word.BACK: flow.may_go_back(state),
        Word.CANCEL: flow.may_leave(state),
        Word.START_OVER: flow.may_stop(state) or isinstance(state, st.Ended),
    }
    return common.any_of([Word.HELP, Word.STATUS, *(word for word, does in may.items() if does)])


def rehearsal(state: st.State) -> str:
    """Say that nothing is linked by this app in a rehearsal; empty otherwise, and where a link was made before it."""
    before = isinstance(state, st.Unknown) or (isinstance(state, st.Linked) and state.proof is st.Proof.COURT_MENU)
    if before or not state.run.rehearsal:
        return ""
    return common.REHEARSAL_BY_HAND if by_hand(state) else common.REHEARSAL
