"""The result, the help desk's notice, a fault while a form was sent, and the options of the court list. PURE."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.screens.blocks import LONGEST_OPTION, Message, actions, clean, context, escaped, modal_view, plain, sections
from bot.screens.buttons import go_to_court, start
from bot.screens.cards import card
from bot.screens.ids import ViewId
from bot.screens.phrases import REFERENCE, court_name, menus, quotation, sitting, unknown
from bot.screens.records import record_lines
from bot.texts import common, modals, notices, problems

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.flow.effects import TellHelpDesk
    from bot.people import Refusal
    from bot.screens.ids import Drawn
    from bot.screens.shapes import Block, Modal, Option

_MOST_OPTIONS = 100
_LONGEST_ID = 64


def result(state: st.State, drawn: Drawn) -> Message:
    """Tell the end in a message of its own, since edits of the card do not notify. Any other state tells its card."""
    match state:
        case st.Linked():
            return _linked(state, drawn)
        case st.AlreadyLinked():
            filing = notices.go_file(menus(state.court))
            already = (notices.already_title(court_name(state.court)), notices.ALREADY_MEANS, filing)
            return _told((*already, *_sitting(state)), drawn, _on_from(state))
        case st.Refused():
            return _told((notices.refused_title(court_name(state.court)), *record_lines(state)), drawn, [])
        case st.Unknown():
            paragraphs = (notices.unknown_title(court_name(state.court)), unknown(state))
            return _told(paragraphs, drawn, actions(go_to_court(state.court)))
        case st.HandedOver():
            told = notices.HUMAN_HAS_IT if state.desk is st.Desk.TOLD else notices.NO_HUMAN_YET
            return _told((told, *record_lines(state)), drawn, [], told)
        case _:
            return card(state, drawn)


def _linked(state: st.Linked, drawn: Drawn) -> Message:
    if state.proof is st.Proof.PERSONS_WORD:
        noted = (notices.by_hand_title(court_name(state.court)), notices.BY_HAND_MEANS, notices.MFA)
        return _told((*noted, *_sitting(state), common.ANOTHER_COURT), drawn, _on_from(state))
    paragraphs = (
        notices.linked_title(court_name(state.court)),
        notices.LINKED_MEANS,
        notices.refresh(menus(state.court)),
        common.sentences(notices.LINKED_PROOF, notices.MFA),
        *_sitting(state),
        common.ANOTHER_COURT,
    )
    return _told(paragraphs, drawn, _on_from(state), paragraphs[0], paragraphs[2])


def _sitting(state: st.Linked | st.AlreadyLinked) -> tuple[str, str]:
    return sitting(state), notices.SESSION_KEPT if state.session else ""


def _on_from(state: st.Linked | st.AlreadyLinked) -> list[Block]:
    """Give the ways on. The session is kept a few minutes only, but the button never gets old."""
    return actions(go_to_court(state.court), start(common.LINK_ANOTHER) if state.session else None)


def _told(paragraphs: Sequence[str], drawn: Drawn, below: list[Block], *stressed: str) -> Message:
    shown = (common.strong(each) if each in stressed else each for each in paragraphs)
    named = context(common.reference(escaped(drawn.reference, REFERENCE)))
    return Message(common.sentences(*paragraphs), [*sections(*shown), *below, *named])


def set_aside(drawn: Drawn, *, unknown: bool) -> Message:
    """Tell a person that their conversation could not be read; `unknown`: and that a submit's end is not known."""
    paragraphs = (notices.SET_ASIDE, notices.SET_ASIDE_UNKNOWN if unknown else notices.SET_ASIDE_NOTHING)
    return _told(paragraphs, drawn, actions(start(common.START)))


def trouble_view() -> Modal:
    """Answer an unexpected fault of this app while a form was sent."""
    return modal_view(ViewId.OUTCOME, modals.APP_TITLE, sections(notices.TROUBLE), close=modals.CLOSE)


def refused_view(why: Refusal) -> Modal:
    """Answer a form or a click in a modal of somebody who is not let in."""
    return modal_view(ViewId.OUTCOME, modals.APP_TITLE, sections(notices.REFUSALS[why]), close=modals.CLOSE)


def help_desk_notice(effect: TellHelpDesk, user: str, reference: str) -> Message:
    """Tell the help desk how a run ended: who, where, what, and PACER's or the court's words. Never a credential."""
    who = notices.case(escaped(user, _LONGEST_ID), court_name(effect.court))
    told = common.sentences(_outcome(effect), *_why(effect))
    named = context(common.reference(escaped(reference, REFERENCE)))
    blocks = [*sections(common.lines(common.strong(who), told), quotation(effect.words)), *named]
    return Message(common.sentences(common.case(who), told), blocks)


def _outcome(effect: TellHelpDesk) -> str:
    if effect.outcome is Outcome.LINKED and effect.step == st.Guided.__name__:
        return problems.LINKED_BY_HAND
    return problems.how_it_ended(effect.outcome)


def _why(effect: TellHelpDesk) -> tuple[str, ...]:
    step = problems.HELP_DESK_STEPS.get(effect.step, "") if effect.outcome is Outcome.ASKED else ""
    return (
        problems.why_handed_over(effect.reason) if effect.reason else "",
        problems.where_it_stopped(step) if step else "",
        problems.HELP_DESK.of(effect.problem) if effect.problem else "",
    )


def court_options(courts: Iterable[st.Court]) -> list[Option]:
    """Give the options of the court list: each court's name, and its id as the value; at most 100."""
    return [
        {"text": plain(clean(court.name, LONGEST_OPTION) or court.id), "value": court.id}
        for court in islice(courts, _MOST_OPTIONS)
    ]
