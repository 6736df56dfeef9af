"""Single messages: the result, what one person is answered, the help desk's notice, the court list's options. PURE."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

from bot.flow.states import AlreadyLinked, ChoosingCourt, Ended, GettingReady, Linked, Refused, Unknown
from bot.screens.blocks import (
    LONGEST_OPTION,
    Message,
    actions,
    clean,
    context,
    escaped,
    modal_view,
    plain,
    section,
    sections,
)
from bot.screens.buttons import go_to_court
from bot.screens.cards import card
from bot.screens.ids import ViewId
from bot.screens.phrases import REFERENCE, court_name, menus, quotation, unknown
from bot.texts import common, modals, notices, problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.flow.effects import TellHelpDesk
    from bot.flow.states import Court, State
    from bot.screens.blocks import Block, View
    from bot.screens.ids import Drawn

_MOST_OPTIONS = 100
_LONGEST_ID = 64


def result(state: State, drawn: Drawn) -> Message:
    """Tell the end in a message of its own, since edits of the card do not notify. Any other state tells its card."""
    match state:
        case Linked():
            return _linked(state, drawn)
        case AlreadyLinked():
            filing = notices.go_file(menus(state.court))
            already = (notices.already_title(court_name(state.court)), notices.ALREADY_MEANS, filing)
            return _told(already, drawn, actions(go_to_court(state.court)))
        case Unknown():
            return _told(
                (notices.unknown_title(court_name(state.court)), unknown(state)),
                drawn,
                actions(go_to_court(state.court)),
            )
        case _:
            return card(state, drawn)


def _linked(state: Linked, drawn: Drawn) -> Message:
    paragraphs = (
        notices.linked_title(court_name(state.court)),
        notices.LINKED_MEANS,
        notices.refresh(menus(state.court)),
        common.sentences(notices.LINKED_PROOF, notices.MFA),
        common.ANOTHER_COURT,
    )
    return _told(paragraphs, drawn, actions(go_to_court(state.court)), paragraphs[0], paragraphs[2])


def _told(paragraphs: Sequence[str], drawn: Drawn, below: list[Block], *stressed: str) -> Message:
    shown = (common.strong(each) if each in stressed else each for each in paragraphs)
    named = context(common.reference(escaped(drawn.reference, REFERENCE)))
    return Message(common.sentences(*paragraphs), [*sections(*shown), *below, *named])


def said(words: str) -> Message:
    """Make a message of one paragraph."""
    return Message(words, [section(words)])


def not_yours() -> Message:
    """Answer a click on somebody else's button."""
    return said(notices.NOT_YOURS)


def refreshed() -> Message:
    """Answer a click on a button of an earlier drawing."""
    return said(notices.REFRESHED)


def trouble() -> Message:
    """Answer an unexpected fault of this app. Says nothing of what was sent: the card knows."""
    return said(notices.TROUBLE)


def trouble_view() -> View:
    """Answer an unexpected fault of this app while a form was sent."""
    return modal_view(ViewId.OUTCOME, modals.APP_TITLE, sections(notices.TROUBLE), {"close": modals.CLOSE})


def pointer() -> Message:
    """Answer whatever was written to the app, unread: it could have been a password."""
    return said(notices.POINTER)


def command_answer(state: State | None, app_link: str) -> Message:
    """Answer `/link-pacer`, wherever it was typed; `app_link` opens the direct message, and may be empty."""
    words = _answer(state)
    linked_words = notices.linked_to(app_link, notices.OPEN_MESSAGE) if app_link else ""
    return Message(words, sections(common.sentences(words, linked_words)))


def _answer(state: State | None) -> str:
    match state:
        case None | ChoosingCourt() | GettingReady():
            return notices.SENT_MESSAGE
        case Refused(again_after=again) if again:
            return notices.COOLING
        case _:
            return notices.ENDED if isinstance(state, Ended) else notices.RESUMED


def help_desk_notice(effect: TellHelpDesk, user: str, reference: str) -> Message:
    """Tell the help desk how a run ended: who, where, what, and PACER's or the court's words. Never a credential."""
    who = notices.case(escaped(user, _LONGEST_ID), court_name(effect.court))
    outcome = problems.HELP_DESK_OUTCOMES[effect.outcome]
    why = problems.HELP_DESK[effect.problem] if effect.problem else ""
    quoted = quotation(effect.words)
    named = context(common.reference(escaped(reference, REFERENCE)))
    blocks = [*sections(common.lines(common.strong(who), common.sentences(outcome, why)), quoted), *named]
    return Message(common.sentences(common.case(who), outcome, why), blocks)


def court_options(courts: Iterable[Court]) -> list[dict[str, Any]]:
    """Give the options of the court list: each court's name, and its id as the value; at most 100."""
    return [
        {"text": plain(clean(court.name, LONGEST_OPTION) or court.id), "value": court.id}
        for court in islice(courts, _MOST_OPTIONS)
    ]
