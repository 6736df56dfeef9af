"""The App Home: the conversation under way, the linked courts, what is stored, help. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import flow
from bot.flow import states as st
from bot.screens.blocks import actions, context, divider, header, section, sections
from bot.screens.buttons import forget, help_, start, step_button
from bot.screens.cards import lead, problem_of
from bot.screens.human import asked
from bot.screens.ids import stamp
from bot.screens.linked import linked_courts
from bot.screens.open_ends import open_ends
from bot.screens.phrases import court_name, court_of, not_done
from bot.screens.progress import paused, progress, rehearsal
from bot.screens.records import ended_at, record_lines
from bot.texts import common, notices

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.people import Refusal
    from bot.screens.ids import Drawn
    from bot.screens.linked import KnownLink
    from bot.screens.message import Message
    from bot.screens.shapes import Block, Home, Style

_PRIMARY: Style = "primary"


def home(state: st.State | None, links: Sequence[KnownLink], drawn: Drawn | None) -> Home:
    """Draw the App Home of a person; `drawn` belongs to the state, and is None without one."""
    blocks = [
        header(notices.HOME_TITLE),
        section(notices.HOME_ABOUT),
        *(open_ends(state, drawn) if state and drawn else []),
        *(_conversation(state, drawn, links) if state and drawn else _beginning()),
        divider(),
        *sections(notices.HOME_LINKS, *(linked_courts(links) or [notices.HOME_NO_LINKS])),
        divider(),
        *sections(notices.HOME_STORED, notices.HOME_STORED_WORDS, notices.HOME_FORGET),
        *actions(forget(stamp(drawn) if drawn else "")),
        divider(),
        *sections(notices.HOME_HELP, notices.HELP),
    ]
    return {"type": "home", "blocks": blocks}


def home_with_note(view: Home, note: Message, at: datetime) -> Home:
    """Say above an App Home what came of a click there; with the time, so that a second click is seen as well."""
    blocks = [*note.blocks, *context(common.second(at)), divider()]
    return {"type": "home", "blocks": [*blocks, *view["blocks"]]}


def refused_home(why: Refusal) -> Home:
    """Draw the App Home of somebody who is not let in."""
    return {"type": "home", "blocks": [header(notices.HOME_TITLE), section(notices.REFUSALS[why])]}


def trouble_home(*, upgrading: bool) -> Home:
    """Draw the App Home of somebody whose place could not be read; `upgrading` as for `trouble`."""
    words = not_done(upgrading=upgrading)
    return {"type": "home", "blocks": [header(notices.HOME_TITLE), section(words)]}


def _beginning() -> list[Block]:
    return actions(start(common.START, style=_PRIMARY), help_())


def _conversation(state: st.State, drawn: Drawn, links: Sequence[KnownLink]) -> list[Block]:
    court = court_name(court_of(state))
    helped = help_(stamp(drawn))
    if isinstance(state, st.Linked | st.AlreadyLinked) and any(link.court_name == state.court.name for link in links):
        # The list below names that court, and says how it ended there.
        return [*sections(asked(state)), *actions(start(common.START, style=_PRIMARY), helped)]
    if isinstance(state, st.Ended):
        words = common.lines(notices.HOME_LAST, court, *record_lines(state), asked(state), ended_at(state))
        again = start(common.SHOW_CARD if isinstance(state, st.Unknown) else common.START)
        return [section(words), *context(rehearsal(state)), *actions(again, helped)]
    now = problem_of(state) or lead(state)
    words = common.lines(notices.HOME_RUNNING, court, progress(state), paused(state), now, asked(state))
    on = step_button(state, drawn) if flow.asks(state) else None
    buttons = actions(on, start(common.SHOW_CARD), helped)
    return [section(words), *context(rehearsal(state)), *buttons]
