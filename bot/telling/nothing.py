"""What is so where nothing came of a click or a word, and why. Decides nothing: the rules did."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot import flow, screens
from bot.answering.words import Word
from bot.engine.drawing import drawn
from bot.flow import events as ev
from bot.flow import states as st

if TYPE_CHECKING:
    from bot.engine.engine import Handled


def did_nothing(handled: Handled, event: ev.FromPerson) -> bool:
    """Whether nothing came of a click: it was of something old, or asked for what cannot be now."""
    if handled.record is None or handled.state is None or handled.outdated:
        return True
    if isinstance(event, ev.AskedToContinue):
        return not flow.has_form(handled.state)
    if isinstance(event, ev.AskedToResume):
        return isinstance(handled.state, st.Ended)
    return not handled.changed and not isinstance(event, ev.AskedForHelp)


def why_nothing(event: ev.FromPerson, handled: Handled) -> screens.Message:
    """Say what is so where nothing came of a click; that it was from before only when it was."""
    record, state = handled.record, handled.state
    if isinstance(event, ev.AskedToResume):
        return screens.left_behind(state)
    if handled.outdated or record is None or state is None:
        return screens.refreshed()
    if isinstance(event, ev.AskedToCheckAgain) and event.court and state.run.open_end(event.court) is None:
        return screens.refreshed()
    if isinstance(event, ev.AskedHelpDesk | ev.SawSomethingElse) and state.run.asked:
        return screens.asked_already(state, drawn(record, state))
    return screens.nothing_done(state, drawn(record, state))


def not_done(word: Word, handled: Handled) -> screens.Message | None:
    """Say why nothing came of a word; None where the card or the help says what did."""
    if handled.changed or handled.duplicate or handled.record is None or handled.state is None:
        return None
    match word:
        case Word.CANCEL:
            return screens.cancel_answer(cancelled(handled))
        case Word.BACK:
            return screens.back_answer(handled.state, drawn(handled.record, handled.state))
        case Word.START_OVER if not isinstance(handled.state, st.Ended):
            return screens.start_over_answer(handled.state, drawn(handled.record, handled.state))
        case _:
            return None


def cancelled(handled: Handled) -> st.State | None:
    """Give what a cancel has to do with; nothing, when it was over already."""
    over = not handled.changed and isinstance(handled.state, st.Cancelled | st.Expired)
    return None if over else handled.state
