"""The rule of GettingReady: what applies, the fine print, what is needed, PACER's notice. PURE.

Nothing is typed here and nothing is sent. Each page leads to the next, and back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.guided import by_own_word, lead
from bot.flow.pausing import parted, waited
from bot.flow.steps import Step, cancel, first_page, nowhere, show, stay, with_court

if TYPE_CHECKING:
    from datetime import datetime

_NEXT = {st.Page.FINE_PRINT: st.Page.CHECKLIST, st.Page.CHECKLIST: st.Page.NOTICE}
_BEFORE = {
    st.Page.FINE_PRINT: st.Page.DOORS,
    st.Page.CHECKLIST: st.Page.FINE_PRINT,
    st.Page.NOTICE: st.Page.CHECKLIST,
}


def getting_ready(  # noqa: C901, PLR0912 - one case each
    state: st.GettingReady, event: ev.Event, now: datetime
) -> Step | None:
    """Rule of GettingReady: one page after the other, then the sign-in or the person's own browser."""
    match event:
        case ev.Started():
            return stay(state, event)
        case ev.WentElsewhere(court, linked_on):
            return with_court(state.run, court, now, linked_on, at_bottom=True)
        case ev.ChoseDoor(st.Door.NEVER_HAD_ONE) if state.run.open_end(state.court):
            return None  # a link request may have reached the court: then there was a login
        case ev.ChoseDoor(door):
            return _through(state, door)
        case ev.ReadOn():
            return _read_on(state)
        case ev.SaidReady():
            return _ready(state)
        case ev.ChoseAnotherAccount() if state.run.signed_in:
            return show(replace(parted(state), page=st.Page.FINE_PRINT), do.EndSession())
        case ev.SaidLinkedAlready() if state.page is st.Page.NOT_SURE:
            return by_own_word(state, now)
        case ev.WentBack():
            return _back(state)
        case ev.AskedToCancel():
            return cancel(state.run, now, state.court)
        case ev.DeadlinePassed():
            return waited(state, event, now)
        case ev.Restarted() if state.run.signed_in:
            return show(parted(state))
        case _:
            return None


def _through(state: st.GettingReady, door: st.Door) -> Step:
    match door:
        case st.Door.OLD_LOGIN:
            first = first_page(state.run, state.court)
            page = st.Page.FINE_PRINT if first is st.Page.DOORS else first
            return show(replace(state, run=replace(state.run, agent=False), page=page))
        case st.Door.FILING_AGENT:
            return show(replace(state, run=replace(state.run, agent=True), page=st.Page.FINE_PRINT))
        case st.Door.NEVER_HAD_ONE:
            return lead(state, st.Road.REGISTER)
        case st.Door.NOT_SURE:
            return show(replace(state, page=st.Page.NOT_SURE))
        case _:
            assert_never(door)


def _read_on(state: st.GettingReady) -> Step | None:
    if state.page is st.Page.CHECKLIST and not state.court.automated:
        return lead(state, st.Road.LINK)
    page = _NEXT.get(state.page)
    return show(replace(state, page=page)) if page else None


def _ready(state: st.GettingReady) -> Step | None:
    match state.page:
        case st.Page.NOTICE:
            # Who is asked for a sign-in uses that one: none of another court is kept sealed beside it.
            parting = (do.EndSession(),) if state.run.signed_in else ()
            return show(st.AwaitingPacerSignIn(parted(state).run, state.court), *parting)
        case st.Page.ANOTHER_COURT:
            return show(st.SigningIn(state.run, state.court), do.ResumeSession(state.court))
        case _:
            return None


def _back(state: st.GettingReady) -> Step:
    first = first_page(state.run, state.court)
    if state.page is first:
        return show(st.ChoosingCourt(nowhere(state.run)))
    return show(replace(state, page=_BEFORE.get(state.page, first)))
