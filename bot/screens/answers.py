"""Short answers: to a command, to words typed in Slack, to a long wait, to "forget me". PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flow import LOOKING
from bot.flow import states as st
from bot.screens.blocks import actions, context, escaped, section, sections
from bot.screens.buttons import for_court, start
from bot.screens.human import asked
from bot.screens.ids import ActionId, stamp
from bot.screens.linked import linked_courts
from bot.screens.message import Message
from bot.screens.phrases import QUERY, REFERENCE, court_name, court_of, linked_since, not_done
from bot.screens.progress import paused, progress, rehearsal
from bot.screens.records import headline
from bot.texts import answers, common, notices

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.people import Refusal
    from bot.screens.ids import Drawn
    from bot.screens.linked import KnownLink


def said(words: str) -> Message:
    """Make a message of one paragraph."""
    return Message([section(words)])


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
    return Message(sections(common.sentences(words, _link(app_link))))


def _link(app_link: str) -> str:
    return notices.linked_to(app_link, notices.OPEN_MESSAGE) if app_link else ""


def help_answer(app_link: str) -> Message:
    """Answer `/link-pacer help`."""
    return _with_link(notices.HELP, app_link)


def status_answer(
    state: st.State | None, drawn: Drawn | None, app_link: str, links: Sequence[KnownLink] = ()
) -> Message:
    """Answer `/link-pacer status`, and the word typed: where it stands, what is linked, and the way there."""
    words = status_words(state)
    live = state is not None and (isinstance(state, st.Unknown) or not isinstance(state, st.Ended))
    named = common.reference(escaped(drawn.reference, REFERENCE)) if drawn else ""
    blocks = [
        section(common.sentences(words, _link(app_link))),
        *(sections(notices.HOME_LINKS, *linked_courts(links)) if links else []),
        *actions(start(common.SHOW_CARD if live else common.START)),
        *context(named),
    ]
    return Message(blocks)


def status_words(state: st.State | None) -> str:
    """Say where a conversation stands."""
    if state is None:
        return answers.NOTHING_UNDER_WAY
    court = court_name(court_of(state))
    if isinstance(state, st.Ended):
        return common.sentences(rehearsal(state), answers.ended(court, headline(state)), asked(state))
    match state:
        case st.Confirming(refused=None, looks=looks) if looks:
            waits = answers.still_looking(common.hour(state.since + LOOKING))
        case st.Linking() | st.Confirming():
            waits = answers.ON_ITS_WAY
        case st.SigningIn() | st.FindingAccounts():
            waits = answers.WAITS_FOR_COURT
        case _:
            waits = answers.WAITS_FOR_YOU
    now = paused(state) or waits
    return common.sentences(rehearsal(state), answers.status(court, progress(state)), now, asked(state))


def cancel_answer(state: st.State | None) -> Message:
    """Say what the word cancel did; `state` is what is there after it was taken."""
    match state:
        case st.Cancelled(by_hand=True):
            return said(common.sentences(answers.STOPPED_BY_HAND, linked_since(state)))
        case st.Cancelled():
            return said(common.sentences(answers.CANCELLED, linked_since(state)))
        case st.Linking() | st.Confirming():
            return said(answers.TOO_LATE_TO_CANCEL)
        case st.Unknown():
            return said(answers.NOT_CANCELLED_UNKNOWN)
        case st.SigningIn():
            return said(answers.NOT_CANCELLED_CHECKING)
        case _:
            return said(answers.NOTHING_TO_CANCEL)


def back_answer(state: st.State, drawn: Drawn) -> Message:
    """Say why there is no step back, and where one is."""
    match state:
        case st.Linking() | st.Confirming():
            why = answers.TOO_LATE_TO_GO_BACK
        case st.SigningIn() | st.FindingAccounts():
            why = answers.NOT_BACK_CHECKING
        case _:
            why = answers.NO_STEP_BACK
    return _where_one_is(why, state, drawn)


def start_over_answer(state: st.State, drawn: Drawn) -> Message:
    """Say why it does not start over, and where one is."""
    return _where_one_is(answers.NOT_STARTED_OVER, state, drawn)


def nothing_done(state: st.State, drawn: Drawn) -> Message:
    """Answer a click that has no meaning where its person is now, though it is not an old one."""
    return _where_one_is(notices.NOTHING_DONE, state, drawn)


def _where_one_is(why: str, state: st.State, drawn: Drawn) -> Message:
    now = status_answer(state, drawn, "")
    return Message([section(why), *now.blocks])


def see_card() -> Message:
    """Answer what was written in a thread and done: the card is no part of the thread."""
    return said(answers.SEE_CARD)


def not_edited() -> Message:
    """Answer the edit of a message."""
    return said(answers.NOT_EDITED)


def no_files() -> Message:
    """Answer a file."""
    return said(answers.NO_FILES)


def press_again() -> Message:
    """Answer a click whose form Slack did not open."""
    return said(notices.PRESS_AGAIN)


def in_messages(app_link: str) -> Message:
    """Answer a click in the App Home whose answer is in the messages."""
    return _with_link(notices.IN_MESSAGES, app_link)


def other_courts(state: st.State, drawn: Drawn, courts: tuple[st.Court, ...]) -> Message:
    """Ask whether a live run should go to one of these courts instead of its own."""
    value = stamp(drawn)
    words = answers.another_court(court_name(court_of(state)), court_name(courts[0]) if len(courts) == 1 else "")
    shown = (for_court(ActionId.OTHER_COURT, court, value) for court in courts)
    return Message([section(words), *actions(*shown, start(common.SHOW_CARD))])


def secret_warning() -> Message:
    """Warn at once of a secret that was typed as a message. Repeats nothing of it."""
    return said(answers.DELETE_IT)


def secret_in_command() -> Message:
    """Warn at once of a secret that was typed after the command, which leaves no message to delete."""
    return said(answers.IN_A_COMMAND)


def not_a_word(typed: str, app_link: str) -> Message:
    """Answer what was typed after the command and is neither a word nor a court, while a run goes on."""
    return _with_link(answers.not_a_word(escaped(typed, QUERY)), app_link)


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
    return Message(blocks)


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


def trouble(*, upgrading: bool = False) -> Message:
    """Answer an unexpected fault of this app. Says nothing of what was sent: the card knows.

    `upgrading`: it is none, but what a newer version of this app goes on with, which is to be asked.
    """
    return said(not_done(upgrading=upgrading))


def refused(why: Refusal) -> Message:
    """Answer somebody who is not let in."""
    return said(notices.REFUSALS[why])
