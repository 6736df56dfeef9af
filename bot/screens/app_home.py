"""The App Home: the conversation under way, the linked courts, what is stored, help. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flow import states as st
from bot.screens.blocks import actions, button, context, divider, escaped, header, section, sections
from bot.screens.buttons import forget, help_, start
from bot.screens.cards import lead, problem_of
from bot.screens.ids import ActionId, stamp
from bot.screens.phrases import COURT, court_name, court_of
from bot.screens.progress import paused, progress, rehearsal
from bot.screens.records import record_lines
from bot.texts import common, notices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.people import Refusal
    from bot.screens.ids import Drawn
    from bot.screens.shapes import Block, Button, Home, Style

_PRIMARY: Style = "primary"
_MOST_LINKS = 50
_LINKS_A_SECTION = 7
"""Courts in one paragraph: seven of the longest names and labels fit into its 3,000 characters."""
_LABEL = 40


@dataclass(frozen=True, slots=True)
class HomeLink:
    """A court that was linked: since when, on whose word (a `Proof`), and both accounts, masked, if they are known."""

    court_name: str
    at: datetime
    by: str
    filer_label: str = ""
    pacer_label: str = ""


def home(state: st.State | None, links: Sequence[HomeLink], drawn: Drawn | None) -> Home:
    """Draw the App Home of a person; `drawn` belongs to the state, and is None without one."""
    blocks = [
        header(notices.HOME_TITLE),
        section(notices.HOME_ABOUT),
        *(_conversation(state, drawn) if state and drawn else actions(start(common.START, style=_PRIMARY), help_())),
        divider(),
        *sections(notices.HOME_LINKS, *_links(links)),
        divider(),
        *sections(notices.HOME_STORED, notices.HOME_STORED_WORDS, notices.HOME_FORGET),
        *actions(forget(stamp(drawn) if drawn else "")),
        divider(),
        *sections(notices.HOME_HELP, notices.HELP),
    ]
    return {"type": "home", "blocks": blocks}


def refused_home(why: Refusal) -> Home:
    """Draw the App Home of somebody who is not let in."""
    return {"type": "home", "blocks": [header(notices.HOME_TITLE), section(notices.REFUSALS[why])]}


def trouble_home() -> Home:
    """Draw the App Home of somebody whose place could not be read."""
    return {"type": "home", "blocks": [header(notices.HOME_TITLE), section(notices.TROUBLE)]}


def _conversation(state: st.State, drawn: Drawn) -> list[Block]:
    court = court_name(court_of(state))
    helped = help_(stamp(drawn))
    if isinstance(state, st.Ended):
        words = common.lines(notices.HOME_LAST, court, *record_lines(state))
        again = start(common.SHOW_CARD if isinstance(state, st.Unknown) else common.START)
        return [section(words), *context(rehearsal(state)), *actions(again, helped)]
    now = problem_of(state) or lead(state)
    words = common.lines(notices.HOME_RUNNING, court, progress(state), paused(state), now)
    buttons = actions(_continue(state, drawn), start(common.SHOW_CARD), helped)
    return [section(words), *context(rehearsal(state)), *buttons]


def _continue(state: st.State, drawn: Drawn) -> Button | None:
    match state:
        case st.AwaitingPacerSignIn(unsettled=unsettled):
            words = common.SIGN_IN_TO_CHECK if unsettled else common.SIGN_IN
        case st.AwaitingFilerLogin():
            words = common.ENTER_OLD_LOGIN
        case st.Reviewing():
            words = common.SEE_ACCOUNTS
        case _:
            return None
    return button(ActionId.CONTINUE, words, stamp(drawn), style=_PRIMARY)


def _links(links: Sequence[HomeLink]) -> list[str]:
    if not links:
        return [notices.HOME_NO_LINKS]
    lines = [_line(link) for link in links[:_MOST_LINKS]]
    left = len(links) - len(lines)
    paragraphs = [common.bullets(lines[at : at + _LINKS_A_SECTION]) for at in range(0, len(lines), _LINKS_A_SECTION)]
    return [*paragraphs, notices.more_links(left)] if left else paragraphs


def _line(link: HomeLink) -> str:
    return notices.link_line(
        escaped(link.court_name, COURT),
        common.moment(link.at),
        notices.LINK_WORDS.get(link.by, ""),
        escaped(link.filer_label, _LABEL),
        escaped(link.pacer_label, _LABEL),
    )
