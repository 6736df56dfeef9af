"""The rules of passing on an attorney's clicks, beside every step: an agent has them sent to whom they choose. PURE.

What is sent is no more than a list of clicks and who asked for it. That it arrived is told when it did, and that it did
not as well.
"""

from __future__ import annotations

from dataclasses import replace

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.steps import Step

_MOST = 40
"""Messages that are remembered of a run; the oldest are forgotten first."""


def passed(state: st.State, attorney: str, court: st.Court) -> st.Arrival | None:
    """Say what became of the clicks at `court` that were passed on to `attorney`; None when they were not."""
    return next(
        (each.arrival for each in state.run.passed if (each.attorney, each.court) == (attorney, court.id)), None
    )


def send(state: st.State, event: ev.SentClicks) -> Step | None:
    """Send the clicks to an attorney; None when they have them, or they are on their way."""
    if passed(state, event.attorney, event.court) not in {None, st.Arrival.LOST}:
        return None
    on_its_way = _with(state, event.attorney, event.court, st.Arrival.ON_ITS_WAY)
    return Step(on_its_way, (do.TellAttorney(event.attorney, event.court),))


def heard(state: st.State, event: ev.ClicksDelivered) -> Step | None:
    """Tell the agent what became of it, whichever run they are in by now."""
    now = st.Arrival.ARRIVED if event.arrived else st.Arrival.LOST
    if passed(state, event.attorney, event.court) is now:
        return None
    told = do.TellAboutAttorney(event.attorney, event.court, event.arrived)
    return Step(_with(state, event.attorney, event.court, now), (told,))


def _with(state: st.State, attorney: str, court: st.Court, arrival: st.Arrival) -> st.State:
    others = [each for each in state.run.passed if (each.attorney, each.court) != (attorney, court.id)]
    now = (*others, st.Passed(attorney, court.id, arrival))[-_MOST:]
    return replace(state, run=replace(state.run, passed=now))
