"""The card's body while a person links in their own browser: what to do, what it looks like, what to mind. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flow import states as st
from bot.screens.blocks import context, sections
from bot.screens.phrases import court_name, menus, page_of, reset, website
from bot.screens.progress import step_of
from bot.texts import common, guided, registering

if TYPE_CHECKING:
    from bot.screens.shapes import Block

_APPEALS_SIGN_IN = "/n/AttorneyFiling/login.jsf"
"""Where most courts of appeals sign in, as PACER's court lookup lists them."""


def guided_body(state: st.Guided) -> list[Block]:
    """Give the words of the present step, with this court's own addresses."""
    step = step_of(state)
    if state.road is st.Road.REGISTER:
        return [*sections(*_to_register(step, state)), *context(guided.LEAD)]
    minded = map(common.warning, _warnings(step, state))
    looks = common.sentences(guided.LOOKS_LIKE, _picture(step, state.court))
    return [*sections(_to_do(step, state.court), looks, *minded), *context(guided.LEAD)]


def _to_do(step: int, court: st.Court) -> str:
    match step:
        case 1 if court.appellate:
            return guided.open_appeals_court(website(court), page_of(court, _APPEALS_SIGN_IN))
        case 1:
            return guided.open_court(website(court), page_of(court))
        case 2:
            return guided.SIGN_IN
        case 3:
            return guided.FIND_LINK_APPEALS if court.appellate else guided.FIND_LINK
        case 4:
            return guided.OLD_LOGIN
        case 5:
            return guided.CHECK
        case _:
            return guided.refresh(menus(court))


def _picture(step: int, court: st.Court) -> str:
    if court.appellate and step in {1, 3}:
        return guided.PICTURE_APPEALS
    return guided.PICTURES[step - 1]


def _warnings(step: int, state: st.Guided) -> list[str]:
    court = state.court
    match step:
        case 1 if state.again_after:
            return [guided.wait_first(common.hour(state.again_after))]
        case 3:
            return [guided.already_linked(menus(court))]
        case 4:
            return [guided.two_tries(reset(court))]
        case 5:
            return [guided.OWN_LOGIN if state.run.agent else guided.OWN_ACCOUNT, guided.FOR_GOOD]
        case _:
            return []


def _to_register(step: int, state: st.Guided) -> tuple[str, ...]:
    agent = state.run.agent
    match step:
        case 1:
            return registering.OPEN_PACER, common.warning(registering.IF_YOU_HAVE_ONE)
        case 2:
            return (registering.OPEN_REGISTRATION_AGENT if agent else registering.OPEN_REGISTRATION,)
        case 3:
            return registering.choose_court(court_name(state.court)), registering.NOT_EVERY_COURT
        case 4:
            return registering.FILL_IN_AGENT if agent else registering.FILL_IN, registering.HELP_AT_PACER
        case _:
            return (registering.WAIT,)
