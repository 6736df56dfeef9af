"""What takes no other password for a while, where its person chooses, gets ready or types. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import flow
from bot.flow import states as st
from bot.screens.blocks import escaped
from bot.screens.phrases import COURT
from bot.texts import cards, common

if TYPE_CHECKING:
    from collections.abc import Sequence


def resting(state: st.Live) -> str:
    """Say what rests, until when, and what can be done meanwhile; empty where nothing does."""
    meanwhile = cards.CHOOSE_ANOTHER if isinstance(state, st.ChoosingCourt) else cards.PREPARE
    said = [_words(each) for each in _rests(state)]
    return common.sentences(*said, meanwhile) if said else ""


def _rests(state: st.Live) -> Sequence[st.Rest]:
    match state:
        case st.ChoosingCourt():
            return state.run.rests
        case st.GettingReady() | st.AwaitingPacerSignIn():
            return flow.rests_at(state.run, state.court)
        case _:
            return ()


def _words(rest: st.Rest) -> str:
    until = common.hour(rest.until)
    return cards.login_rests(escaped(rest.name, COURT), until) if rest.court else cards.pacer_rests(until)
