"""How a conversation ended, in a few lines: for the card, the modal, the App Home and the status. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow import states as st
from bot.screens.blocks import escaped
from bot.screens.phrases import LABEL, court_name, linked_since, problem, unknown, what_next
from bot.texts import cards, common, notices, problems, registering

if TYPE_CHECKING:
    from collections.abc import Callable


def record_lines(state: st.Ended) -> list[str]:
    """Say how it ended and why, what was changed, and how to begin again; without the time, which stands last."""
    match state:
        case st.Linked(proof=st.Proof.COURT_MENU):
            return [cards.LINKED, cards.PROOF]
        case st.Linked() | st.AlreadyLinked(proof=st.Proof.PERSONS_WORD):
            return [cards.LINKED_BY_HAND, common.ANOTHER_COURT]
        case st.Registered():
            return [registering.REGISTERED_MEANS]
        case st.AlreadyLinked():
            return [cards.ALREADY_LINKED, cards.ALREADY_NEXT]
        case st.Refused():
            told = problem(state.problem, unchanged(state), state.court, said=state.words, curly=state.curly)
            return [common.sentences(_stopped(state), told), common.sentences(cards.DESK_KNOWS, again(state))]
        case st.Unknown():
            return [cards.UNKNOWN, unknown(state)]
        case st.Cancelled():
            stopped = cards.CANCELLED_BY_HAND if state.by_hand else cards.CANCELLED
            return [common.sentences(stopped, linked_since(state)), common.BEGIN_AGAIN]
        case st.Expired():
            return [common.sentences(cards.EXPIRED, linked_since(state)), common.BEGIN_AGAIN]
        case st.Rehearsed():
            return _rehearsed(state)
        case _:
            assert_never(state)


def ended_at(state: st.Ended) -> str:
    """Say when it ended."""
    return _word_for(state)(common.moment(state.at))


def _word_for(state: st.Ended) -> Callable[[str], str]:
    match state:
        case st.Linked(proof=st.Proof.COURT_MENU):
            return notices.proven
        case st.Linked() | st.AlreadyLinked(proof=st.Proof.PERSONS_WORD) | st.Registered():
            return cards.noted
        case st.AlreadyLinked():
            return cards.seen
        case st.Unknown():
            return cards.since
        case st.Cancelled(by_hand=False):
            return cards.cancelled
        case st.Refused() | st.Cancelled():
            return cards.stopped
        case st.Expired():
            return cards.closed
        case st.Rehearsed():
            return cards.rehearsed
        case _:
            assert_never(state)


def short_record(state: st.Ended) -> list[str]:
    """Say how it ended in a line or two, for a card whose story is told by a message of its own."""
    if isinstance(state, st.Refused):
        happened = problems.what(state.problem, court_name(state.court))
        told = common.sentences(_stopped(state), happened, unchanged(state))
        # Whoever comes back before it is over sees this record again.
        advice = common.next_step(what_next(state.problem, state.court)) if state.again_after else ""
        return [told, *([advice] if advice else []), again(state)]
    return record_lines(state)


def headline(state: st.Ended) -> str:
    """Say in a sentence or two how it ended, and when."""
    if isinstance(state, st.Refused):
        told = problem(state.problem, unchanged(state), state.court)
        return common.sentences(_stopped(state), told, ended_at(state))
    return common.sentences(record_lines(state)[0], ended_at(state))


def _stopped(state: st.Refused) -> str:
    return cards.NOT_GONE_ON if state.run.linked_on else cards.NOT_LINKED


def unchanged(state: st.Refused) -> str:
    """Say that nothing was changed; where the court is on record as linked, not that nothing was."""
    on_record = linked_since(state)
    return common.sentences(problems.NOTHING_CHANGED, on_record) if on_record else problems.NOTHING_LINKED


def again(state: st.Refused) -> str:
    """Say how to begin again, and from when on."""
    return cards.again_after(common.hour(state.again_after)) if state.again_after else common.BEGIN_AGAIN


def _rehearsed(state: st.Rehearsed) -> list[str]:
    filer = escaped(state.accounts.filer, LABEL) or common.NOT_NAMED
    pacer = escaped(state.accounts.pacer, LABEL) or common.NOT_NAMED
    named = cards.rehearsed_accounts(filer, pacer)
    return [cards.REHEARSED, named, cards.REHEARSED_PAGES, common.BEGIN_AGAIN]
