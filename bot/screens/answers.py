"""Short answers: to a command, to words typed in Slack, to a long wait, to "forget me". PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flow import states as st
from bot.screens.blocks import Message, actions, context, escaped, section, sections
from bot.screens.buttons import cancel, help_, start
from bot.screens.ids import stamp
from bot.screens.phrases import REFERENCE, court_name, court_of
from bot.screens.progress import paused, progress, rehearsal
from bot.screens.records import headline
from bot.texts import answers, common, notices

if TYPE_CHECKING:
    from bot.people import Refusal
    from bot.screens.ids import Drawn


def said(words: str) -> Message:
    """Make a message of one paragraph."""
    return Message(words, [section(words)])


def command_answer(state: st.State | None, app_link: str) -> Message:
    """Answer `/link-pacer`, wherever it was typed; `app_link` opens the direct message, and may be empty."""
    return _with_link(_sent(state), app_link)


def _sent(state: st.State | None) -> str:
    match state:
        case None | st.ChoosingCourt() | st.GettingReady():
            return notices.SENT_MESSAGE
        case st.Refused(again_after=again) if again:
            return notices.COOLING
        case _:
            return notices.ENDED if isinstance(state, st.Ended) else notices.RESUMED


def _with_link(words: str, app_link: str) -> Message:
    return Message(words, sections(common.sentences(words, _link(app_link))))


def _link(app_link: str) -> str:
    return notices.linked_to(app_link, notices.OPEN_MESSAGE) if app_link else ""


def help_answer(app_link: str) -> Message:
    """Answer `/link-pacer help`."""
    return _with_link(notices.HELP, app_link)


def status_answer(state: st.State | None, drawn: Drawn | None, app_link: str) -> Message:
    """Answer `/link-pacer status`, and the word typed: where it stands, and a button that leads there."""
    words = _status(state)
    live = state is not None and (isinstance(state, st.Unknown) or not isinstance(state, st.Ended))
    named = common.reference(escaped(drawn.reference, REFERENCE)) if drawn else ""
    blocks = [
        section(common.sentences(words, _link(app_link))),
        *actions(start(common.SHOW_CARD if live else common.START)),
        *context(named),
    ]
    return Message(words, blocks)


def _status(state: st.State | None) -> str:
    if state is None:
        return answers.NOTHING_UNDER_WAY
    court = court_name(court_of(state))
    if isinstance(state, st.Ended):
        return common.sentences(rehearsal(state), answers.ended(court, headline(state)))
    match state:
        case st.Linking() | st.Confirming():
            waits = answers.ON_ITS_WAY
        case st.SigningIn() | st.FindingAccounts():
            waits = answers.WAITS_FOR_COURT
        case _:
            waits = answers.WAITS_FOR_YOU
    return common.sentences(rehearsal(state), answers.status(court, progress(state)), paused(state) or waits)


def cancel_answer(state: st.State | None) -> Message:
    """Say what the word cancel did; `state` is what is there after it was taken."""
    match state:
        case st.Cancelled():
            return said(answers.CANCELLED)
        case st.Linking() | st.Confirming():
            return said(answers.TOO_LATE_TO_CANCEL)
        case st.Unknown():
            return said(answers.NOT_CANCELLED_UNKNOWN)
        case st.SigningIn():
            return said(answers.NOT_CANCELLED_CHECKING)
        case _:
            return said(answers.NOTHING_TO_CANCEL)


def pointer(drawn: Drawn | None = None) -> Message:
    """Answer whatever else was written to the app; `drawn` is of a conversation that is live, None without one."""
    value = stamp(drawn) if drawn else ""
    shown = start(common.SHOW_CARD if drawn else common.START, style="primary")
    blocks = [section(answers.POINTER), *actions(shown, help_(value), cancel(value) if drawn else None)]
    return Message(answers.POINTER, blocks)


def secret_warning() -> Message:
    """Warn at once of a secret that was typed as a message. Repeats nothing of it."""
    return said(answers.DELETE_IT)


def reminder(state: st.State, drawn: Drawn) -> Message:
    """Remind a person, once, of a step that waits for them."""
    court = court_name(court_of(state))
    where = headline(state) if isinstance(state, st.Ended) else progress(state)
    words = common.sentences(rehearsal(state), answers.reminder(court, where))
    blocks = [
        *sections(words, answers.GO_ON),
        *actions(start(common.SHOW_CARD, style="primary")),
        *context(answers.REMINDED_ONCE, common.reference(escaped(drawn.reference, REFERENCE))),
    ]
    return Message(common.sentences(words, answers.GO_ON), blocks)


def forgotten() -> Message:
    """Say that everything about a person is deleted."""
    return said(answers.FORGOTTEN)


def cannot_forget_now() -> Message:
    """Say that nothing is deleted while a link is on its way."""
    return said(answers.CANNOT_FORGET_NOW)


def not_forgotten() -> Message:
    """Say that nothing could be deleted."""
    return said(answers.NOT_FORGOTTEN)


def not_yours() -> Message:
    """Answer a click on somebody else's button."""
    return said(notices.NOT_YOURS)


def refreshed() -> Message:
    """Answer a click on a button of an earlier drawing."""
    return said(notices.REFRESHED)


def trouble() -> Message:
    """Answer an unexpected fault of this app. Says nothing of what was sent: the card knows."""
    return said(notices.TROUBLE)


def refused(why: Refusal) -> Message:
    """Answer somebody who is not let in."""
    return said(notices.REFUSALS[why])
