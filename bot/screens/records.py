"""How a conversation ended, in a few lines: for the card, the modal, the App Home and the status. PURE."""

from __future__ import annotations

from typing import assert_never

from bot.flow import states as st
from bot.screens.blocks import escaped
from bot.screens.phrases import LABEL, court_name, desk, problem, quotation, unknown
from bot.texts import cards, common, problems


def record_lines(state: st.Ended) -> list[str]:
    """Say how it ended, and how to begin again."""
    match state:
        case st.Linked(proof=st.Proof.COURT_MENU):
            return [cards.linked(common.moment(state.at)), cards.PROOF]
        case st.Linked():
            return [cards.linked_by_hand(common.moment(state.at)), common.ANOTHER_COURT]
        case st.AlreadyLinked():
            return [cards.already_linked(common.moment(state.at)), cards.ALREADY_NEXT]
        case st.Refused():
            return _refused(state)
        case st.Unknown():
            return [cards.unknown(common.moment(state.at)), unknown(state)]
        case st.Cancelled():
            words = cards.cancelled_by_hand if state.by_hand else cards.cancelled
            return [words(common.moment(state.at)), common.BEGIN_AGAIN]
        case st.Expired():
            return [cards.expired(common.moment(state.at)), common.BEGIN_AGAIN]
        case st.HandedOver():
            meant = cards.HANDED_OVER_BY_HAND if state.step == st.Guided.__name__ else cards.HANDED_OVER_MEANS
            return [_human(state), meant, common.BEGIN_AGAIN]
        case st.Rehearsed():
            return _rehearsed(state)
        case _:
            assert_never(state)


def short_record(state: st.Ended) -> list[str]:
    """Say how it ended in a line or two, for a card whose story is told by a message of its own."""
    if isinstance(state, st.Refused):
        happened = problems.what(state.problem, court_name(state.court))
        return [
            common.sentences(cards.refused(common.moment(state.at)), happened, problems.NOTHING_LINKED),
            _again(state),
        ]
    return record_lines(state)


def headline(state: st.Ended) -> str:
    """Say in a sentence or two how it ended."""
    if isinstance(state, st.Refused):
        told = problem(state.problem, problems.NOTHING_LINKED, state.court)
        return common.sentences(cards.refused(common.moment(state.at)), told)
    return record_lines(state)[0]


def _refused(state: st.Refused) -> list[str]:
    said = quotation(state.words)
    return [headline(state), *([said] if said else []), common.sentences(cards.DESK_KNOWS, _again(state))]


def _human(state: st.HandedOver) -> str:
    when = common.moment(state.at)
    match state.desk:
        case st.Desk.ASKED:
            return cards.asked_for_human(when)
        case st.Desk.TOLD:
            return cards.handed_over(when)
        case st.Desk.UNREACHED:
            return cards.desk_unreached(when, desk(state.court))
        case _:
            assert_never(state.desk)


def _again(state: st.Refused) -> str:
    return cards.again_after(common.moment(state.again_after)) if state.again_after else common.BEGIN_AGAIN


def _rehearsed(state: st.Rehearsed) -> list[str]:
    filer = escaped(state.accounts.filer, LABEL) or common.NOT_NAMED
    pacer = escaped(state.accounts.pacer, LABEL) or common.NOT_NAMED
    named = cards.rehearsed_accounts(filer, pacer)
    return [cards.rehearsed(common.moment(state.at)), named, cards.REHEARSED_PAGES, common.BEGIN_AGAIN]
