"""The card's body while a person links in their own browser: what to do, what it looks like, what to mind. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.screens.blocks import context, sections
from bot.screens.phrases import desk, menus, page_of, website
from bot.screens.progress import step_of
from bot.texts import common, guided

if TYPE_CHECKING:
    from bot.flow import states as st
    from bot.screens.shapes import Block

_APPEALS_SIGN_IN = "/n/AttorneyFiling/login.jsf"
"""Where most courts of appeals sign in, as PACER's court lookup lists them."""


def guided_body(state: st.Guided) -> list[Block]:
    """Give the words of the present step, with this court's own addresses."""
    step = step_of(state)
    minded = map(common.warning, _warnings(step, state.court))
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


def _warnings(step: int, court: st.Court) -> list[str]:
    match step:
        case 3:
            return [guided.already_linked(menus(court))]
        case 4:
            return [guided.two_tries(desk(court))]
        case 5:
            return [guided.OWN_ACCOUNT, guided.FOR_GOOD]
        case _:
            return []
