"""The rows of buttons, for the card, the modal and single messages: which clicks a state takes. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow import states as st
from bot.screens.blocks import actions, button, clean, plain
from bot.screens.ids import ActionId, Drawn, stamp
from bot.screens.phrases import LABEL_IN_CONFIRM
from bot.texts import common, guided

if TYPE_CHECKING:
    from bot.screens.shapes import Block, Button, Confirm, ExternalSelect, Style

_LONGEST_CONFIRM_COURT = 60
_PRIMARY: Style = "primary"
_DANGER: Style = "danger"


def card_buttons(state: st.State, drawn: Drawn) -> list[Block]:  # noqa: C901 - one case a state
    """Give what can be clicked on the card: the step's own, back, help, cancel. Nothing on a record."""
    value = stamp(drawn)
    if isinstance(state, st.Ended):
        check = button(ActionId.CHECK_AGAIN, common.CHECK_AGAIN, value, style=_PRIMARY)
        return actions(check, help_(value)) if isinstance(state, st.Unknown) else []
    match state:
        case st.ChoosingCourt():
            return [*_court_list(value), *actions(help_(value), cancel(value))]
        case st.GettingReady():
            ready = button(ActionId.READY, common.READY, value, style=_PRIMARY)
            return actions(ready, *_ways_out(value))
        case st.Guided():
            return actions(*_guided(state, value), *_ways_out(value))
        case st.AwaitingPacerSignIn(unsettled=None):
            return actions(_continue(common.SIGN_IN, value), *_ways_out(value))
        case st.AwaitingPacerSignIn():
            not_now = button(ActionId.CANCEL, common.NOT_NOW, value)
            return actions(_continue(common.SIGN_IN_TO_CHECK, value), help_(value), not_now)
        case st.SigningIn(unsettled=None) | st.FindingAccounts():
            return actions(help_(value), cancel(value))
        case st.AwaitingFilerLogin():
            return actions(_continue(common.ENTER_OLD_LOGIN, value), *_ways_out(value))
        case st.Reviewing():
            see = button(ActionId.CONTINUE, common.SEE_ACCOUNTS, value)
            return actions(link(state, value), see, *_ways_out(value))
        case st.SigningIn() | st.Linking() | st.Confirming():
            return actions(help_(value))
        case _:
            assert_never(state)


def _ways_out(value: str) -> tuple[Button, Button, Button]:
    return button(ActionId.BACK, common.BACK, value), help_(value), cancel(value)


def _guided(state: st.Guided, value: str) -> tuple[Button, Button]:
    words = common.SEE_MENUS if state.step >= len(guided.STEPS) else common.DONE_NEXT
    return (
        button(ActionId.GUIDED_DONE, words, value, style=_PRIMARY),
        button(ActionId.SOMETHING_ELSE, common.SOMETHING_ELSE, value),
    )


def link(state: st.Reviewing, value: str) -> Button:
    """Make the button before the request that cannot be undone; Slack asks once more before it is sent."""
    asked: Confirm = {
        "title": plain(common.CONFIRM_TITLE),
        "text": plain(_consent(state)),
        "confirm": plain(common.CONFIRM_YES_READ if state.accounts.said else common.CONFIRM_YES),
        "deny": plain(common.CONFIRM_NO),
        "style": _DANGER,
    }
    style = _DANGER if state.accounts.warnings else _PRIMARY
    return button(ActionId.LINK, common.LINK, value, style=style, confirm=asked)


def _consent(state: st.Reviewing) -> str:
    court = clean(state.court.name, _LONGEST_CONFIRM_COURT)
    if state.accounts.said:
        return common.confirm_text_of_page(court)
    filer = clean(state.accounts.filer, LABEL_IN_CONFIRM) or common.NOT_NAMED
    pacer = clean(state.accounts.pacer, LABEL_IN_CONFIRM) or common.NOT_NAMED
    return common.confirm_text(filer, pacer, court)


def cancel(value: str) -> Button:
    """Make the way out."""
    return button(ActionId.CANCEL, common.CANCEL, value)


def help_(value: str = "") -> Button:
    """Make the button that explains the present step; without a conversation it carries no stamp."""
    return button(ActionId.HELP, common.HELP, value)


def ask_help_desk(drawn: Drawn) -> Button:
    """Make the button that gives it to a human."""
    return button(ActionId.HELP_DESK, common.ASK_HELP_DESK, stamp(drawn))


def start(words: str, *, style: Style | None = None) -> Button:
    """Make the button that begins or resumes; it asks for what is there now, so it never gets old."""
    return button(ActionId.START, words, style=style)


def forget(value: str = "") -> Button:
    """Make the button that deletes everything about a person; Slack asks once more before it is sent."""
    asked: Confirm = {
        "title": plain(common.FORGET_TITLE),
        "text": plain(common.FORGET_TEXT),
        "confirm": plain(common.FORGET_YES),
        "deny": plain(common.FORGET_NO),
        "style": _DANGER,
    }
    return button(ActionId.FORGET, common.FORGET, value, style=_DANGER, confirm=asked)


def go_to_court(court: st.Court) -> Button:
    """Make the button that opens the court's own site in the browser."""
    return button(ActionId.GO_TO_COURT, common.GO_TO_COURT, url=f"https://{court.host}/", style=_PRIMARY)


def _continue(words: str, value: str) -> Button:
    return button(ActionId.CONTINUE, words, value, style=_PRIMARY)


def _court_list(value: str) -> list[Block]:
    # A list has no value of its own: its block's id carries the stamp instead.
    chooser: ExternalSelect = {
        "type": "external_select",
        "action_id": ActionId.CHOOSE_COURT.value,
        "placeholder": plain(common.CHOOSE_PLACEHOLDER),
        # From nothing typed on: then the operator's own courts are offered.
        "min_query_length": 0,
    }
    return actions(chooser, block_id=value)
