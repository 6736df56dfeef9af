"""The one living card of a conversation, for every state; an ended one is a record of a few lines. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow.states import (
    AlreadyLinked,
    AwaitingFilerLogin,
    AwaitingPacerSignIn,
    Cancelled,
    ChoosingCourt,
    Confirming,
    Ended,
    Expired,
    FindingAccounts,
    GettingReady,
    Linked,
    Linking,
    Refused,
    Reviewing,
    SigningIn,
    Unknown,
)
from bot.screens.blocks import Message, clean, columns, context, divider, escaped, header, section, sections
from bot.screens.buttons import card_buttons
from bot.screens.phrases import (
    COURT,
    HOST,
    NOTE,
    REFERENCE,
    both_accounts,
    court_name,
    court_of,
    problem,
    quotation,
    signing_in_problem,
    step_of,
    unknown,
    warnings,
)
from bot.texts import cards, common, problems

if TYPE_CHECKING:
    from bot.flow.states import Live, State
    from bot.screens.blocks import Block
    from bot.screens.ids import Drawn


def card(state: State, drawn: Drawn) -> Message:
    """Draw the card. What is said in `text` alone is enough to know where one is."""
    return _record(state, drawn) if isinstance(state, Ended) else _living(state, drawn)


def folded(state: State) -> Message:
    """Draw what is left of a card that was posted afresh further down."""
    words = cards.FOLDED_ENDED if isinstance(state, Ended) else cards.FOLDED_LIVE
    line = cards.summary(common.title(court_name(court_of(state))), words)
    return Message(line, context(line))


def _living(state: Live, drawn: Drawn) -> Message:
    number = step_of(state)
    trouble = problem_of(state)
    blocks = [
        _title(state),
        *context(common.strong(common.step(number)), common.done(number)),
        *sections(trouble),
        *_body(state),
        *card_buttons(state, drawn),
        *context(common.upcoming(number), cards.FOOTER),
    ]
    text = cards.summary(common.title(court_name(court_of(state))), common.at_step(number, trouble or lead(state)))
    return Message(text, blocks)


def _title(state: State) -> Block:
    court = court_of(state)
    return header(common.title(clean(court.name, COURT) if court else ""))


def problem_of(state: Live) -> str:
    """Say what kept a live state from going on; empty when nothing did."""
    match state:
        case ChoosingCourt():
            return problem(state.problem, problems.NOTHING_CHANGED, None, state.query)
        case AwaitingPacerSignIn():
            return signing_in_problem(state)
        case AwaitingFilerLogin() | Reviewing():
            return problem(state.problem, problems.NOTHING_CHANGED, state.court)
        case GettingReady() | SigningIn() | FindingAccounts() | Linking() | Confirming():
            return ""
        case _:
            assert_never(state)


def lead(state: Live) -> str:
    """Say what a live state is about, and what happens next."""
    match state:
        case ChoosingCourt():
            return cards.CHOOSE
        case GettingReady():
            return cards.GET_READY
        case AwaitingPacerSignIn(unsettled=unsettled):
            return cards.SIGN_IN_TO_CHECK if unsettled else cards.SIGN_IN
        case SigningIn():
            return cards.SIGNING_IN
        case AwaitingFilerLogin():
            return cards.OLD_LOGIN
        case FindingAccounts():
            return cards.FINDING
        case Reviewing():
            return cards.REVIEW
        case Linking():
            return cards.LINKING
        case Confirming():
            return cards.CONFIRMING
        case _:
            assert_never(state)


def _body(state: Live) -> list[Block]:
    match state:
        case GettingReady():
            return _fine_print(state)
        case Reviewing():
            return [section(lead(state)), *review(state)]
        case AwaitingFilerLogin(notice=notice) if notice:
            return sections(problems.SIGN_IN_NOTICES[notice], lead(state))
        case _:
            return [section(lead(state))]


def review(state: Reviewing) -> list[Block]:
    """Show both accounts, what looks wrong about them, and that linking cannot be undone."""
    return [columns(*both_accounts(state.accounts)), *sections(*warnings(state.accounts), common.MAKE_SURE)]


def _fine_print(state: GettingReady) -> list[Block]:
    court = state.court
    since = court.linking_since
    note = escaped(court.note, NOTE)
    return [
        section(cards.GET_READY),
        section(common.bullets(cards.RULES)),
        *sections(
            cards.HAVE_AT_HAND,
            cards.where_it_goes(escaped(court.host, HOST)),
            cards.HELP_DESK_SEES,
            cards.linking_since(common.day(since)) if since else "",
            cards.court_note(note) if note else "",
        ),
        divider(),
        section(common.strong(cards.REDACTION_TITLE)),
        section(cards.REDACTION_NOTICE),
        section(cards.REDACTION_MEANING),
    ]


def _record(state: Ended, drawn: Drawn) -> Message:
    lines = record_lines(state)
    title = common.title(court_name(court_of(state)))
    blocks = [
        section(common.lines(common.strong(title), *lines)),
        *card_buttons(state, drawn),
        *context(common.reference(escaped(drawn.reference, REFERENCE))),
    ]
    return Message(cards.summary(title, common.sentences(*lines)), blocks)


def record_lines(state: Ended) -> list[str]:
    """Say how it ended, and how to begin again."""
    match state:
        case Linked():
            return [cards.linked(common.moment(state.at)), cards.PROOF]
        case AlreadyLinked():
            return [cards.already_linked(common.moment(state.at)), cards.ALREADY_NEXT]
        case Refused():
            return _refused(state)
        case Unknown():
            return [cards.unknown(common.moment(state.at)), unknown(state)]
        case Cancelled():
            return [cards.cancelled(common.moment(state.at)), common.BEGIN_AGAIN]
        case Expired():
            return [cards.expired(common.moment(state.at)), common.BEGIN_AGAIN]
        case _:
            assert_never(state)


def _refused(state: Refused) -> list[str]:
    told = problem(state.problem, problems.NOTHING_LINKED, state.court)
    again = cards.again_after(common.moment(state.again_after)) if state.again_after else common.BEGIN_AGAIN
    said = quotation(state.words)
    return [
        common.sentences(cards.refused(common.moment(state.at)), told),
        *([said] if said else []),
        common.sentences(cards.DESK_KNOWS, again),
    ]
