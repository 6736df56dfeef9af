"""The rule of Guided: the person links in their own browser, and the app leads. PURE.

What a person does in their own browser cannot be taken back or seen here, so a cancel says no more than that the app
stops, and a link counts on the person's word, marked as such.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.flow.pausing import waited
from bot.flow.steps import Step, cancel, hand_over, resume, show, with_court

if TYPE_CHECKING:
    from datetime import datetime

STEPS = 6
"""Open the court, sign in, find the link, give the old login, check both accounts, refresh and look for the menus."""


def guided(state: st.Guided, event: ev.Event, now: datetime) -> Step | None:
    """Rule of Guided: a step is done, did not look as described, or is gone back from."""
    match event:
        case ev.Started(court=st.Court() as court) if court.id != state.court.id:
            return with_court(state.run, court, now, event.linked_on, at_bottom=True)
        case ev.Started():
            return resume(state)
        case ev.DidGuidedStep() if state.step < STEPS:
            return show(replace(state, step=state.step + 1))
        case ev.DidGuidedStep():
            return _linked_by_hand(state, now)
        case ev.SawSomethingElse():
            return hand_over(state, now, st.HandOver.SAW_SOMETHING_ELSE)
        case ev.WentBack() if state.step > 1:
            return show(replace(state, step=state.step - 1))
        case ev.WentBack():
            return show(st.GettingReady(state.run, state.court))
        case ev.AskedToCancel():
            return cancel(state.run, now, state.court, by_hand=True)
        case ev.DeadlinePassed():
            return waited(state, event, now)
        case _:
            return None


def _linked_by_hand(state: st.Guided, now: datetime) -> Step:
    return show(
        st.Linked(state.run, state.court, now, proof=st.Proof.PERSONS_WORD),
        do.RecordLink(state.court, proof=st.Proof.PERSONS_WORD),
        do.TellResult(),
        do.TellHelpDesk(Outcome.LINKED, state.court, step=type(state).__name__),
    )
