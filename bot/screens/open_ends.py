"""What is not known yet of earlier runs stays on every card and on the Home until it is settled. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import flow
from bot.screens.blocks import actions, button, escaped, section
from bot.screens.ids import ActionId, stamp
from bot.screens.phrases import COURT, court_of
from bot.texts import cards, common

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.flow import states as st
    from bot.screens.ids import Drawn
    from bot.screens.shapes import Block


def of_earlier_runs(state: st.State) -> Sequence[st.Unsettled]:
    """Give the open ends that the state itself is not about."""
    court = court_of(state)
    return [each for each in state.run.open_ends if court is None or each.court != court.id]


def still_unknown(state: st.State) -> str:
    """Say which ends are not known yet; empty when all are."""
    return common.lines(*(_words(each) for each in of_earlier_runs(state)))


def open_ends(state: st.State, drawn: Drawn) -> list[Block]:
    """Show each with its own *Check again*, where it can be read now."""
    shown: list[Block] = []
    for each in of_earlier_runs(state):
        shown.append(section(_words(each)))
        if flow.may_check_earlier(state):
            check = button(ActionId.CHECK_EARLIER, common.CHECK_AGAIN, stamp(drawn))
            check["action_id"] = f"{ActionId.CHECK_EARLIER}.{each.court}"
            shown += actions(check)
    return shown


def _words(unsettled: st.Unsettled) -> str:
    return cards.still_unknown(escaped(unsettled.name, COURT), common.moment(unsettled.since))
