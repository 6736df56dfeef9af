"""The rules of asking for a human, beside every step: the place is kept, and what is said is what is so. PURE.

Whether a human has it is said when the message arrived; before that, that it is on its way. A message that could not be
delivered is told of in a message of its own, and so is good news after it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.flow.steps import Step, show

if TYPE_CHECKING:
    from datetime import datetime

S = TypeVar("S", bound=st.State)
_MISSED = frozenset({st.Desk.UNREACHED, st.Desk.LOST})


def beside(before: st.State, after: st.State) -> bool:
    """Say whether a step changed nothing but what is so of others: a human was asked or told, an attorney was.

    The place, its buttons and its forms are kept then.
    """
    was, now = before.run, after.run
    if (was.asked, was.passed, was.stuck) == (now.asked, now.passed, now.stuck):
        return False
    return before == replace(
        after, run=replace(now, asked=was.asked, passed=was.passed, stuck=was.stuck, place=was.place)
    )


def stuck(state: S, why: st.Stuck, step: str = "") -> tuple[S, tuple[do.Effect, ...]]:
    """Give the state as it is when the help desk is told of a stop, and what tells it: once of each in a run.

    `step`: where it was, if that is not `state`.
    """
    if why in state.run.stuck:
        return state, ()
    noted = replace(state, run=replace(state.run, stuck=(*state.run.stuck, why)))
    where = step or type(state).__name__
    return noted, (do.TellHelpDesk(Outcome.STUCK, _court_of(state), step=where, stuck=why),)


def ask(state: st.State, now: datetime, why: st.WhyHuman) -> Step | None:
    """Ask for a human, at the place that is kept; None when the same was asked for before and may still arrive."""
    asked, step = state.run.asked, type(state).__name__
    if asked and (asked.step, asked.why) == (step, why) and asked.desk is not st.Desk.LOST:
        return None
    number, said = (asked.notice + 1, asked.said) if asked else (1, "")
    wanted = st.Asked(now, step, why, _on_its_way(asked), number, said)
    notice = do.TellHelpDesk(Outcome.ASKED, _court_of(state), step=step, why=why, notice=number)
    return show(_with(state, wanted), notice, at_bottom=why is st.WhyHuman.ASKED)


def add(state: st.State, words: str) -> Step | None:
    """Pass on what a person adds to what they asked; None when they did not ask, or say nothing."""
    asked = state.run.asked
    if asked is None or not words:
        return None
    number = asked.notice + 1
    notice = do.TellHelpDesk(
        Outcome.ADDED, _court_of(state), step=type(state).__name__, why=asked.why, said=words, notice=number
    )
    return show(_with(state, replace(asked, desk=_on_its_way(asked), notice=number, said=words)), notice)


def heard(state: st.State, event: ev.HelpDeskTold | ev.HelpDeskUnreachable) -> Step | None:
    """Take what became of a message to the help desk."""
    asked = state.run.asked
    if asked is None or not event.notice:
        return None
    newest = event.notice == asked.notice
    match event:
        case ev.HelpDeskTold() if newest and asked.desk is not st.Desk.TOLD:
            return _found(state, asked, st.Desk.TOLD)
        case ev.HelpDeskUnreachable(given_up=True) if newest and asked.desk not in {st.Desk.LOST, st.Desk.TOLD}:
            return _found(state, asked, st.Desk.LOST)
        case ev.HelpDeskUnreachable() if asked.desk is st.Desk.ASKED:
            return _found(state, asked, st.Desk.UNREACHED)
        case _:
            return None


def awaits_help_desk(state: st.State) -> bool:
    """Say whether a person waits for the help desk to be told."""
    return state.run.asked is not None and state.run.asked.desk in {st.Desk.ASKED, st.Desk.UNREACHED}


def _on_its_way(asked: st.Asked | None) -> st.Desk:
    """Give what is so of the next message: it waits behind one that could not be delivered."""
    return st.Desk.UNREACHED if asked and asked.desk is st.Desk.UNREACHED else st.Desk.ASKED


def _found(state: st.State, asked: st.Asked, desk: st.Desk) -> Step:
    news = desk in _MISSED or asked.desk in _MISSED
    return show(_with(state, replace(asked, desk=desk)), *((do.TellAboutDesk(),) if news else ()))


def _with(state: st.State, asked: st.Asked) -> st.State:
    return replace(state, run=replace(state.run, asked=asked))


def _court_of(state: st.State) -> st.Court | None:
    return None if isinstance(state, st.ChoosingCourt) else state.court
