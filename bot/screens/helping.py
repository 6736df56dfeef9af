"""The help message: what the present step is, what comes next, whom to ring, and the way to a human. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow import states as st
from bot.screens import human
from bot.screens.blocks import actions, context, escaped, section, sections
from bot.screens.buttons import add_sentence, ask_help_desk, start
from bot.screens.message import Message
from bot.screens.phrases import REFERENCE, court_of, desk
from bot.screens.progress import by_hand, progress, upcoming, words_to_type
from bot.texts import common, helping, notices
from bot.texts import human as human_words

if TYPE_CHECKING:
    from bot.screens.ids import Drawn


def help_message(state: st.State, drawn: Drawn) -> Message:
    """Explain the present step. A human can be asked for from here, or be told more."""
    wanted = state.run.asked
    title = common.strong(helping.TITLE if isinstance(state, st.Ended) else progress(state))
    paragraphs = [
        _about(state),
        "" if isinstance(state, st.Ended) else upcoming(state),
        helping.words_to_type(words_to_type(state)),
        helping.whom_to_ring(desk(court_of(state))),
        human.asked(state) or human_words.ASKING_MEANS,
    ]
    blocks = [
        *sections(common.lines(title, paragraphs[0]), *paragraphs[1:]),
        *actions(ask_help_desk(drawn), add_sentence(drawn) if wanted else None),
        *context(common.reference(escaped(drawn.reference, REFERENCE))),
    ]
    return Message(blocks)


def no_conversation_help() -> Message:
    """Explain what the app does, when nothing is under way."""
    blocks = [section(helping.NO_CONVERSATION), *actions(start(common.START, style="primary")), section(notices.HELP)]
    return Message(blocks)


def _about(state: st.State) -> str:  # noqa: C901, PLR0912 - one case a state
    match state:
        case st.ChoosingCourt():
            return helping.CHOOSING
        case st.GettingReady():
            return helping.READING
        case st.Guided():
            return helping.REGISTERING if state.road is st.Road.REGISTER else helping.GUIDED
        case st.AwaitingPacerSignIn(unsettled=unsettled):
            return helping.SIGN_IN_TO_CHECK if unsettled else helping.SIGN_IN
        case st.SigningIn() | st.FindingAccounts():
            return helping.WAITING
        case st.AwaitingFilerLogin(said=said):
            return helping.COURTS_PAGE if said else helping.OLD_LOGIN
        case st.Reviewing():
            return helping.REVIEW
        case st.Linking() | st.Confirming():
            return helping.LINKING
        case st.Linked():
            return helping.LINKED_BY_HAND if by_hand(state) else helping.LINKED
        case st.AlreadyLinked():
            return helping.LINKED_BY_HAND if by_hand(state) else helping.ALREADY
        case st.Registered():
            return helping.REGISTERED
        case st.Refused():
            return helping.REFUSED
        case st.Unknown():
            return helping.UNKNOWN
        case st.Cancelled() | st.Expired():
            return helping.OVER
        case st.Rehearsed():
            return helping.REHEARSED
        case _:
            assert_never(state)
