"""What takes no other password for a while: an account at PACER, or the old login of one court. PURE.

It is told to people, and bars nothing: what may be sent is the lock-out guard's to say, whatever is known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flow import states as st
from bot.flow.lockout import COOL_DOWN
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from datetime import datetime

Leaves = st.GettingReady | st.AwaitingPacerSignIn | st.AwaitingFilerLogin | st.Refused
"""From where a person can be led in their own browser."""
_OF_ONE_COURT: frozenset[st.Problem] = frozenset({st.Finding.TOO_MANY_FILER_TRIES, Trouble.FILER_LOCKED})
"""What closes one court's old login, and no other court."""


def rests(state: st.Refused, now: datetime) -> bool:
    """Say whether waiting is all that helps at what was refused."""
    # One that lies further ahead was written by a clock that was wrong; what was typed is counted by the guard.
    return state.again_after is not None and now < state.again_after <= now + COOL_DOWN


def rests_after(state: st.State, now: datetime) -> tuple[st.Rest, ...]:
    """Give what rests when a run begins after `state`: what it knew of, and what it ended with."""
    known = {each.court: each for each in state.run.rests}
    if isinstance(state, st.Refused) and state.again_after and rests(state, now):
        of_court = state.problem in _OF_ONE_COURT
        where, name = (state.court.id, state.court.name) if of_court else ("", "")
        known[where] = st.Rest(state.again_after, where, name)
    return tuple(each for each in known.values() if now < each.until <= now + COOL_DOWN)


def rests_at(run: st.Run, court: st.Court) -> tuple[st.Rest, ...]:
    """Give what rests of what is asked for at `court`; PACER's first."""
    return tuple(sorted((each for each in run.rests if each.court in {"", court.id}), key=lambda each: each.court))


def waits_until(state: Leaves) -> datetime | None:
    """Give until when to wait with a password at the court of `state`; None where nothing rests."""
    if isinstance(state, st.Refused):
        return state.again_after
    return max((each.until for each in rests_at(state.run, state.court)), default=None)
