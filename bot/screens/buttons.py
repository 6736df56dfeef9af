"""The rows of buttons, for the card and the modal alike: which clicks a state takes. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow.states import (
    AwaitingFilerLogin,
    AwaitingPacerSignIn,
    ChoosingCourt,
    Confirming,
    Ended,
    FindingAccounts,
    GettingReady,
    Linking,
    Reviewing,
    SigningIn,
    Unknown,
)
from bot.screens.blocks import Block, actions, button, escaped, mrkdwn, plain
from bot.screens.ids import ActionId, Drawn, stamp
from bot.screens.phrases import LABEL_IN_CONFIRM
from bot.texts import common

if TYPE_CHECKING:
    from bot.flow.states import Court, State

_LONGEST_CONFIRM_COURT = 60
_PRIMARY = "primary"
_DANGER = "danger"


def card_buttons(state: State, drawn: Drawn) -> list[Block]:
    """Give what can be clicked on the card; nothing on a record, and nothing while the link is under way."""
    value = stamp(drawn)
    if isinstance(state, Ended):
        check = button(ActionId.CHECK_AGAIN, common.CHECK_AGAIN, value, style=_PRIMARY)
        return actions(check) if isinstance(state, Unknown) else []
    match state:
        case ChoosingCourt():
            return [*_court_list(value), *actions(cancel(value))]
        case GettingReady():
            ready = button(ActionId.READY, common.READY, value, style=_PRIMARY)
            return actions(ready, _back(value), cancel(value))
        case AwaitingPacerSignIn(unsettled=None):
            return actions(_continue(common.SIGN_IN, value), _back(value), cancel(value))
        case AwaitingPacerSignIn():
            return actions(_continue(common.SIGN_IN_TO_CHECK, value), button(ActionId.CANCEL, common.NOT_NOW, value))
        case SigningIn(unsettled=None) | FindingAccounts():
            return actions(cancel(value))
        case AwaitingFilerLogin():
            return actions(_continue(common.ENTER_OLD_LOGIN, value), cancel(value))
        case Reviewing():
            see = button(ActionId.CONTINUE, common.SEE_ACCOUNTS, value)
            return actions(link(state, value), see, cancel(value))
        case SigningIn() | Linking() | Confirming():
            return []
        case _:
            assert_never(state)


def link(state: Reviewing, value: str) -> Block:
    """Make the button before the request that cannot be undone; Slack asks once more before it is sent."""
    filer = escaped(state.accounts.filer, LABEL_IN_CONFIRM) or common.NOT_NAMED
    pacer = escaped(state.accounts.pacer, LABEL_IN_CONFIRM) or common.NOT_NAMED
    words = common.confirm_text(filer, pacer, escaped(state.court.name, _LONGEST_CONFIRM_COURT))
    asked = {
        "title": plain(common.CONFIRM_TITLE),
        "text": mrkdwn(words),
        "confirm": plain(common.CONFIRM_YES),
        "deny": plain(common.CONFIRM_NO),
        "style": _DANGER,
    }
    style = _DANGER if state.accounts.warnings else _PRIMARY
    return button(ActionId.LINK, common.LINK, value, style=style, confirm=asked)


def cancel(value: str) -> Block:
    """Make the way out."""
    return button(ActionId.CANCEL, common.CANCEL, value)


def go_to_court(court: Court) -> Block:
    """Make the button that opens the court's own site in the browser."""
    return button(ActionId.GO_TO_COURT, common.GO_TO_COURT, url=f"https://{court.host}/", style=_PRIMARY)


def _continue(words: str, value: str) -> Block:
    return button(ActionId.CONTINUE, words, value, style=_PRIMARY)


def _back(value: str) -> Block:
    return button(ActionId.BACK, common.BACK, value)


def _court_list(value: str) -> list[Block]:
    # A list has no value of its own: its block's id carries the stamp instead.
    chooser = {
        "type": "external_select",
        "action_id": ActionId.CHOOSE_COURT.value,
        "placeholder": plain(common.CHOOSE_PLACEHOLDER),
        "min_query_length": 1,
    }
    return actions(chooser, block_id=value)
