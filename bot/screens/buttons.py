"""The rows of buttons, for the card, the modal and single messages: which clicks a state takes. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot import flow
from bot.flow import states as st
from bot.screens.blocks import LONGEST_OPTION, actions, button, clean, plain
from bot.screens.ids import OF_ANY_RUN, ActionId, Drawn, of_court, stamp
from bot.screens.phrases import LABEL_IN_CONFIRM
from bot.texts import agents, common, ready, registering
from bot.vocabulary import AccountWarning

if TYPE_CHECKING:
    from bot.screens.shapes import Block, Button, Confirm, ExternalSelect, Style

_LONGEST_CONFIRM_COURT = 55
_PRIMARY: Style = "primary"
_DANGER: Style = "danger"


def card_buttons(state: st.State, drawn: Drawn) -> list[Block]:  # noqa: C901 - one case a state
    """Give what can be clicked on the card: the step's own, back, help, cancel; on a record, what is left to do."""
    value = stamp(drawn)
    if isinstance(state, st.Ended):
        return _record_buttons(state, value)
    match state:
        case st.ChoosingCourt():
            found = [for_court(ActionId.FOUND_COURT, court, value) for court in state.found]
            return [*(actions(*found) if found else []), *_court_list(value), *actions(help_(value), cancel(value))]
        case st.GettingReady():
            return actions(*_getting_ready(state, value), *_ways_out(value, _back_from(state)))
        case st.Guided():
            return actions(*_guided(state, drawn), *_ways_out(value))
        case st.AwaitingPacerSignIn(unsettled=None):
            return actions(step_button(state, drawn), own_browser(state, value), *_ways_out(value))
        case st.AwaitingPacerSignIn():
            not_now = button(ActionId.CANCEL, common.NOT_NOW, value)
            return actions(step_button(state, drawn), help_(value), not_now)
        case st.SigningIn(unsettled=None) | st.FindingAccounts():
            return actions(help_(value), cancel(value))
        case st.AwaitingFilerLogin():
            return actions(step_button(state, drawn), own_browser(state, value), *_ways_out(value))
        case st.Reviewing() if state.questions and not state.run.rehearsal:
            return actions(step_button(state, drawn), *_ways_out(value))
        case st.Reviewing():
            see = button(ActionId.CONTINUE, common.SEE_ACCOUNTS, value)
            return actions(link(state, value), see, *_ways_out(value))
        case st.SigningIn() | st.Linking() | st.Confirming():
            return actions(help_(value))
        case _:
            assert_never(state)


def _record_buttons(state: st.Ended, value: str) -> list[Block]:
    match state:
        case st.Unknown():
            return actions(check_again(value), help_(value))
        case st.Refused() if state.again_after:
            return actions(*refused_on(state, value))
        case _:
            return []


def refused_on(state: st.Refused, value: str) -> list[Button | None]:
    """Make the ways on from a refusal: the person's own browser, another court where waiting helps here, help."""
    another = start(common.LINK_ANOTHER) if state.again_after else None
    return [own_browser(state, value), another, help_(value)]


def _ways_out(value: str, back: str = common.BACK) -> tuple[Button, Button, Button]:
    return button(ActionId.BACK, back, value), help_(value), cancel(value)


def _back_from(state: st.GettingReady) -> str:
    """Name the way back: where the court is on record as linked, the way to another one is most likely wanted."""
    first = state.page in {st.Page.DOORS, st.Page.ANOTHER_COURT}
    return ready.ANOTHER_COURT if first and state.run.linked_on else common.BACK


def _getting_ready(state: st.GettingReady, value: str) -> list[Button | None]:
    on_record = state.run.linked_on is not None
    style = None if on_record else _PRIMARY
    # Who is on record as linked finds out by a look at the court.
    look, not_sure = (open_court(state.court), None) if on_record else (None, _not_sure(value))
    match state.page:
        case st.Page.DOORS:
            old_login = button(ActionId.DOOR_OLD_LOGIN, ready.OLD_LOGIN, value, style=style)
            agent = button(ActionId.DOOR_FILING_AGENT, ready.FILING_AGENT, value)
            return [look, old_login, _never(ready.NEVER_HAD_ONE, value), agent, not_sure]
        case st.Page.NOT_SURE:
            old_login = button(ActionId.DOOR_OLD_LOGIN, ready.OLD_LOGIN, value)
            return [open_court(state.court), old_login, _never(ready.NEVER_HAD_ONE, value), _linked_already(value)]
        case st.Page.FINE_PRINT:
            none = _never(ready.NO_LOGIN_OF_MY_OWN, value) if state.run.agent else None
            return [_read_on(value), button(ActionId.DETAILS, ready.DETAILS, value), own_browser(state, value), none]
        case st.Page.CHECKLIST:
            return [_read_on(value)]
        case st.Page.NOTICE:
            return [button(ActionId.READY, ready.ACCEPT, value, style=_PRIMARY)]
        case st.Page.ANOTHER_COURT:
            use = button(ActionId.READY, ready.USE_OLD_LOGIN, value, style=style)
            another = button(ActionId.ANOTHER_ACCOUNT, ready.ANOTHER_ACCOUNT, value)
            return [look, use, another, _never(ready.NEVER_HAD_ONE, value), not_sure]
        case _:
            assert_never(state.page)


def _read_on(value: str) -> Button:
    return button(ActionId.READ_ON, ready.GO_ON, value, style=_PRIMARY)


def _never(words: str, value: str) -> Button:
    return button(ActionId.DOOR_NEVER_HAD_ONE, words, value)


def _not_sure(value: str) -> Button:
    return button(ActionId.DOOR_NOT_SURE, ready.NOT_SURE, value)


def _linked_already(value: str) -> Button:
    return button(ActionId.LINKED_ALREADY, common.LINKED_ALREADY, value)


def own_browser(state: st.State, value: str) -> Button | None:
    """Make the way into the person's own browser, where there is one."""
    return button(ActionId.OWN_BROWSER, ready.OWN_BROWSER, value) if flow.may_be_led(state) else None


_FINDING_THE_LINK = 3


def _guided(state: st.Guided, drawn: Drawn) -> list[Button | None]:
    """Make the buttons of a step; once a human is asked, more can be said in place of asking again."""
    value, asked = stamp(drawn), state.run.asked
    something_else = button(ActionId.SOMETHING_ELSE, common.SOMETHING_ELSE, value)
    registers = state.road is st.Road.REGISTER
    last = state.step >= flow.STEPS[state.road]
    words = registering.SENT if registers else common.SEE_MENUS
    return [
        button(ActionId.GUIDED_DONE, words if last else common.DONE_NEXT, value, style=_PRIMARY),
        open_pacer() if registers else open_court(state.court, style=None),
        _linked_already(value) if state.step == _FINDING_THE_LINK and not registers else None,
        add_sentence(drawn) if asked and asked.desk is not st.Desk.LOST else something_else,
    ]


def link(state: st.Reviewing, value: str) -> Button:
    """Make the button before the request that cannot be undone; Slack asks once more before it is sent.

    In a rehearsal there is no such request: the button ends it.
    """
    if state.run.rehearsal:
        return button(ActionId.LINK, common.END_REHEARSAL, value, style=_PRIMARY)
    asked: Confirm = {
        "title": plain(common.CONFIRM_TITLE),
        "text": plain(_consent(state)),
        "confirm": plain(_yes(state.accounts)),
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
    differ = AccountWarning.DIFFERENT_PEOPLE in state.accounts.warnings
    return (common.confirm_text_of_different if differ else common.confirm_text)(filer, pacer, court)


def _yes(accounts: st.Accounts) -> str:
    """Name the last click by what its person says with it; 30 characters at most."""
    if accounts.said:
        return common.CONFIRM_YES_READ
    differ = AccountWarning.DIFFERENT_PEOPLE in accounts.warnings
    return common.CONFIRM_YES_DIFFERENT if differ else common.CONFIRM_YES


def check_again(value: str) -> Button:
    """Make the button that reads what became of a link request whose end is not known."""
    return button(ActionId.CHECK_AGAIN, common.CHECK_AGAIN, value, style=_PRIMARY)


def cancel(value: str) -> Button:
    """Make the way out."""
    return button(ActionId.CANCEL, common.CANCEL, value)


def help_(value: str = "") -> Button:
    """Make the button that explains the present step; without a conversation it carries no stamp."""
    return button(ActionId.HELP, common.HELP, value)


def ask_help_desk(drawn: Drawn) -> Button:
    """Make the button that asks for a human."""
    return button(ActionId.HELP_DESK, common.ASK_HELP_DESK, stamp(drawn))


def add_sentence(drawn: Drawn) -> Button:
    """Make the button that opens the form for a sentence to the human who was asked for."""
    return button(ActionId.ADD_SENTENCE, common.ADD_SENTENCE, stamp(drawn))


def send_clicks(court: st.Court, user: str) -> Button:
    """Make the button that has an attorney's clicks sent to them; it names its court, so it never gets old."""
    value = stamp(Drawn(user, OF_ANY_RUN, ""))
    made = button(ActionId.SEND_CLICKS, agents.SEND_THEM, value)
    return {**made, "action_id": of_court(ActionId.SEND_CLICKS, court)}


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


def open_court(court: st.Court, *, style: Style | None = _PRIMARY) -> Button:
    """Make the button that opens the court's own site in the browser."""
    return button(ActionId.GO_TO_COURT, common.OPEN_COURT, url=f"https://{court.host}/", style=style)


def open_pacer() -> Button:
    """Make the button that opens PACER's own site in the browser."""
    return button(ActionId.GO_TO_PACER, common.OPEN_PACER, url=registering.PACER_SITE)


def for_court(action: ActionId, court: st.Court, value: str) -> Button:
    """Make the button that takes one court of several."""
    return {**button(action, clean(court.name, LONGEST_OPTION), value), "action_id": of_court(action, court)}


def go_on(words: str, drawn: Drawn) -> Button:
    """Make the button to the modal of a step."""
    return button(ActionId.CONTINUE, words, stamp(drawn), style=_PRIMARY)


def step_button(state: st.AwaitingPacerSignIn | st.AwaitingFilerLogin | st.Reviewing, drawn: Drawn) -> Button:
    """Make the button to the form of a step, by the name that it has on the card."""
    match state:
        case st.AwaitingPacerSignIn(unsettled=unsettled):
            return into_form(common.SIGN_IN_TO_CHECK if unsettled else common.SIGN_IN, drawn)
        case st.AwaitingFilerLogin(said=(_, *_)):
            return (into_form if flow.asks_secret(state) else go_on)(common.READ_PAGE, drawn)
        case st.AwaitingFilerLogin():
            return into_form(common.ENTER_OLD_LOGIN, drawn)
        case st.Reviewing() if flow.asks_secret(state):
            return into_form(common.ANSWER, drawn)
        case st.Reviewing():
            return go_on(common.ANSWER if state.questions and not state.run.rehearsal else common.SEE_ACCOUNTS, drawn)
        case _:
            assert_never(state)


def into_form(words: str, drawn: Drawn) -> Button:
    """Make the button to the form of a step that asks for secrets: a modal, or the firm's own page."""
    if not drawn.form:
        return go_on(words, drawn)
    return button(ActionId.OPEN_FORM, words, stamp(drawn), url=drawn.form, style=_PRIMARY)


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
