"""The rule of Guided: the person links, or asks for a login, in their own browser, and the app leads. PURE.

What a person does in their own browser cannot be taken back or seen here, so a cancel says no more than that the app
stops, and what was done counts on the person's word, marked as such.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.flow.human import ask
from bot.flow.pausing import waited
from bot.flow.resting import Leaves, waits_until
from bot.flow.steps import Step, cancel, show, stay, with_court
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from datetime import datetime
    from typing import TypeGuard

STEPS = {st.Road.LINK: 6, st.Road.REGISTER: 5}
"""LINK: open the court, sign in, find the link, give the old login, check both accounts, refresh and look for menus.
REGISTER: open PACER, open the registration, choose the court, fill it in and send it, wait for the court's answer."""
LED_AFTER: frozenset[st.Problem] = frozenset(
    {
        st.Finding.TOO_MANY_PACER_TRIES,
        st.Finding.TOO_MANY_FILER_TRIES,
        Trouble.PACER_LOCKED,
        Trouble.FILER_LOCKED,
        Trouble.UNEXPECTED_PAGE,
        Trouble.LINK_NOT_FOUND,
        Trouble.SESSION_NOT_ACCEPTED,
        st.Finding.COURT_NOT_AUTOMATED,
    }
)
"""After which the person may get on in their own browser: they see there what this app cannot."""

_FINE_PRINT_SEEN = frozenset({st.Page.FINE_PRINT, st.Page.CHECKLIST, st.Page.NOTICE})


def guided(state: st.Guided, event: ev.Event, now: datetime) -> Step | None:  # noqa: C901 - one case an event
    """Rule of Guided: a step is done, did not look as described, or is gone back from."""
    match event:
        case ev.Started():
            return stay(state, event)
        case ev.WentElsewhere(court, linked_on):
            return with_court(state.run, court, now, linked_on, at_bottom=True)
        case ev.DidGuidedStep() if state.step < STEPS[state.road]:
            return show(replace(state, step=state.step + 1, problem=None))
        case ev.DidGuidedStep():
            return _done(state, now)
        case ev.SaidLinkedAlready() if state.road is st.Road.LINK:
            return by_own_word(state, now)
        case ev.SawSomethingElse():
            return ask(state, now, st.WhyHuman.SAW_SOMETHING_ELSE)
        case ev.WentBack() if state.step > 1:
            return show(replace(state, step=state.step - 1, problem=None))
        case ev.WentBack():
            return show(st.GettingReady(state.run, state.court, page=_page_before(state)))
        case ev.AskedToCancel():
            return cancel(state.run, now, state.court, by_hand=True)
        case ev.DeadlinePassed():
            return waited(state, event, now)
        case _:
            return None


def turned(run: st.Run, court: st.Court, event: ev.CourtFailed) -> Step:
    """Lead on by hand at a court where the app turned out to link nothing; the help desk is told once of each court."""
    by_hand = replace(court, automated=False)
    state = st.Guided(replace(run, signed_in=False), by_hand, problem=event.problem)
    told = () if event.told else (do.TellHelpDesk(Outcome.TURNED, by_hand, event.problem),)
    return show(state, *told, do.EndSession())


def may_be_led(state: st.State) -> TypeGuard[Leaves]:
    """Say whether the person can go on in their own browser: never where a link request may have reached the court.

    Nor before the fine print, since a link in a browser is for good as well.
    """
    match state:
        case st.Refused():
            return state.problem in LED_AFTER
        case st.GettingReady(page=page) if page not in _FINE_PRINT_SEEN:
            return False
        case st.GettingReady() | st.AwaitingFilerLogin() | st.AwaitingPacerSignIn(unsettled=None):
            return state.court.automated and state.run.open_end(state.court) is None
        case _:
            return False


def led(state: Leaves) -> Step:
    """Go on in the person's own browser, from its first step."""
    return lead(state, st.Road.LINK)


def lead(state: Leaves, road: st.Road) -> Step:
    """Lead along `road`; a PACER session of this app is of no use there."""
    run = replace(state.run, signed_in=False)
    again_after = waits_until(state) if road is st.Road.LINK else None
    led_on = st.Guided(run, state.court, road=road, again_after=again_after)
    return show(led_on, do.EndSession(), at_bottom=isinstance(state, st.Refused))


def by_own_word(state: st.GettingReady | st.Guided, now: datetime) -> Step:
    """End with what the person sees in their own browser: the accounts are linked already."""
    run = replace(state.run, signed_in=False)
    return show(
        st.AlreadyLinked(run, state.court, now, proof=st.Proof.PERSONS_WORD),
        do.RecordLink(state.court, proof=st.Proof.PERSONS_WORD),
        do.TellResult(),
        do.EndSession(),
    )


def _page_before(state: st.Guided) -> st.Page:
    if state.road is st.Road.REGISTER:
        return st.Page.DOORS
    return st.Page.FINE_PRINT if state.court.automated else st.Page.CHECKLIST


def _done(state: st.Guided, now: datetime) -> Step:
    if state.road is st.Road.REGISTER:
        return show(st.Registered(state.run, state.court, now), do.TellResult())
    return show(
        st.Linked(state.run, state.court, now, proof=st.Proof.PERSONS_WORD),
        do.RecordLink(state.court, proof=st.Proof.PERSONS_WORD),
        do.TellResult(),
        do.TellHelpDesk(Outcome.LINKED, state.court, step=type(state).__name__),
    )
