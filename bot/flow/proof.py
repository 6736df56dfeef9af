"""The rules of the proof: the court's menu is looked at, again and again, and nothing is ever sent again. PURE.

Courts show a link late: some only at a second look, some after minutes. A look that fails is one look lost. A refusal
in the court's answer is believed when every look that could be made for a minute agrees with it; without a proof and
without such a refusal, the end is Unknown. No person has a say here.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Outcome, Settlement
from bot.flow.quoting import for_desk
from bot.flow.steps import Step, linked, refuse, resume, show
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from datetime import datetime

LOOKING = timedelta(minutes=15)
"""How long the menu is looked at: about as long as courts keep a session that nobody uses."""
AGREEING = timedelta(minutes=1)
"""How long the menu must go on to offer the link before a refusal is believed."""
_AFTER = tuple(timedelta(seconds=each) for each in chain((2, 5, 10, 20, 40), range(60, 901, 60)))
"""When the menu is looked at again, from the first look on."""


def look(state: st.Linking, now: datetime, *, answered: bool = True, refused: st.Refusal | None = None) -> Step:
    """Begin to look for the proof, whatever the court answered."""
    confirming = st.Confirming(state.run, state.court, state.accounts, state.claim, now, answered, refused)
    return show(confirming, do.ReadMenu())


def confirming(state: st.Confirming, event: ev.Event, now: datetime) -> Step | None:
    """Rule of Confirming: what the menu shows, look by look."""
    match event:
        case ev.Started():
            return resume(state)
        case ev.MenuShowsFiler():
            return linked(st.Linked(state.run, state.court, now, state.accounts.masked(), session=True), state.claim)
        case ev.MenuShowsNoProof(problem) if state.reading:
            return _looked(state, problem, now)
        case ev.DeadlinePassed() if state.reading:
            return lost(state, Trouble.TIMED_OUT, now)
        case ev.DeadlinePassed():
            return Step(replace(state, reading=True), (do.ReadMenu(),))
        case ev.Restarted():
            return lost(state, st.Finding.RESTARTED, now)
        case _:
            return None


def _looked(state: st.Confirming, problem: st.Problem, now: datetime) -> Step:
    """Look again later, unless the menu agreed with a refusal for long enough, or there is no time or session left."""
    begun = min(state.since, now)  # later than now: by a clock that was wrong, and is set back
    if state.refused and problem is st.Finding.NOT_PROVEN and now >= begun + AGREEING:
        why = ev.LinkRefused(state.refused.problem, state.refused.words)
        step = refuse(state.run, state.court, why, now, accounts=state.accounts)
        return Step(step.state, (*step.effects, do.Settle(state.claim, Settlement.REFUSED)))
    if problem is Trouble.SESSION_EXPIRED or now >= begun + LOOKING:
        return lost(state, _told(state, problem), now)
    # A filer without menus may be the one that was just linked: then the answer was no refusal.
    refused = None if problem is st.Finding.MENUS_MISSING else state.refused
    later = replace(state, since=begun, refused=refused, looks=state.looks + 1, reading=False)
    told_already = state.looks > 0 and refused == state.refused
    return Step(later) if told_already else show(later)


def _told(state: st.Confirming, problem: st.Problem) -> st.Problem:
    return st.Finding.ANSWER_LOST if problem is st.Finding.NOT_PROVEN and not state.answered else problem


def next_look(state: st.Confirming, now: datetime) -> datetime:
    """Give when the menu is looked at again, after a look that ended at `now`."""
    passed = now - state.since
    return state.since + next((each for each in _AFTER if each > passed), passed)


def lost(state: st.Linking | st.Confirming, problem: st.Problem, now: datetime) -> Step:
    """End without a proof: it may have been done, and only reading the menu can tell."""
    words, since = "", now
    if isinstance(state, st.Confirming):
        words, since = state.refused.words if state.refused else "", min(state.since, now)
    answered = isinstance(state, st.Confirming) and state.answered
    unsettled = st.Unsettled(state.claim, state.court.id, since, name=state.court.name, answered=answered)
    return show(
        st.Unknown(state.run, state.court, problem, unsettled, now, words),
        do.Settle(state.claim, Settlement.UNKNOWN),
        do.TellResult(),
        do.TellHelpDesk(Outcome.UNKNOWN, state.court, problem, for_desk(problem, words, state.accounts)),
        do.EndSession(),
    )
