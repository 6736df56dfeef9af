"""The one living card of a conversation, for every state; an ended one is a record of a few lines. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.flow import states as st
from bot.screens.blocks import Message, clean, columns, context, divider, escaped, header, section, sections
from bot.screens.buttons import card_buttons
from bot.screens.guided import guided_body
from bot.screens.phrases import (
    COURT,
    HOST,
    NOTE,
    REFERENCE,
    both_accounts,
    court_name,
    court_of,
    login_problem,
    page_lines,
    problem,
    signing_in_problem,
    warnings,
)
from bot.screens.progress import by_hand, done, paused, progress, rehearsal, upcoming
from bot.screens.records import short_record
from bot.texts import cards, common, guided, problems

if TYPE_CHECKING:
    from bot.screens.ids import Drawn
    from bot.screens.shapes import Block, Header


def card(state: st.State, drawn: Drawn) -> Message:
    """Draw the card. What is said in `text` alone is enough to know where one is."""
    return _record(state, drawn) if isinstance(state, st.Ended) else _living(state, drawn)


def folded(state: st.State) -> Message:
    """Draw what is left of a card that was posted afresh further down."""
    return _folded(state, cards.FOLDED_ENDED if isinstance(state, st.Ended) else cards.FOLDED_LIVE)


def closed(state: st.State) -> Message:
    """Draw what is left of a card whose person is being forgotten."""
    return _folded(state, cards.FOLDED_FORGOTTEN)


def _folded(state: st.State, words: str) -> Message:
    line = cards.summary(common.title(court_name(court_of(state))), words)
    return Message(line, context(line))


def _living(state: st.Live, drawn: Drawn) -> Message:
    trouble = problem_of(state)
    blocks = [
        _title(state),
        *context(rehearsal(state), common.strong(progress(state)), done(state)),
        *sections(paused(state), trouble),
        *_body(state),
        *card_buttons(state, drawn),
        *context(upcoming(state), cards.FOOTER),
    ]
    now = common.sentences(rehearsal(state), paused(state), trouble or lead(state))
    text = cards.summary(common.title(court_name(court_of(state))), common.at_step(progress(state), now))
    return Message(text, blocks)


def _title(state: st.State) -> Header:
    court = court_of(state)
    return header(common.title(clean(court.name, COURT) if court else ""))


def problem_of(state: st.Live) -> str:
    """Say what kept a live state from going on; empty when nothing did."""
    match state:
        case st.ChoosingCourt():
            return problem(state.problem, problems.NOTHING_CHANGED, None, state.query, state.since)
        case st.AwaitingPacerSignIn():
            return signing_in_problem(state)
        case st.AwaitingFilerLogin() | st.Reviewing():
            return login_problem(state)
        case st.GettingReady() | st.Guided() | st.SigningIn() | st.FindingAccounts() | st.Linking() | st.Confirming():
            return ""
        case _:
            assert_never(state)


def lead(state: st.Live) -> str:  # noqa: C901 - one case a state
    """Say what a live state is about, and what happens next."""
    match state:
        case st.ChoosingCourt():
            return cards.CHOOSE
        case st.GettingReady():
            return cards.GET_READY if state.court.automated else cards.GET_READY_BY_HAND
        case st.Guided():
            return guided.LEAD
        case st.AwaitingPacerSignIn(unsettled=unsettled):
            return cards.SIGN_IN_TO_CHECK if unsettled else cards.SIGN_IN
        case st.SigningIn():
            return cards.SIGNING_IN
        case st.AwaitingFilerLogin():
            return cards.OLD_LOGIN
        case st.FindingAccounts():
            return cards.FINDING
        case st.Reviewing(accounts=accounts):
            return cards.REVIEW_PAGE if accounts.said else cards.REVIEW
        case st.Linking():
            return cards.LINKING
        case st.Confirming():
            return cards.CONFIRMING
        case _:
            assert_never(state)


def _body(state: st.Live) -> list[Block]:
    match state:
        case st.GettingReady():
            return [*_beforehand(state), *_fine_print(state)]
        case st.Guided():
            return guided_body(state)
        case st.Reviewing():
            return [section(lead(state)), *review(state)]
        case st.AwaitingFilerLogin(notice=notice) if notice:
            return sections(problems.remarked(notice), lead(state))
        case _:
            return [section(lead(state))]


def review(state: st.Reviewing) -> list[Block]:
    """Show both accounts, or the court's page where they stand, what looks wrong, and that it cannot be undone."""
    accounts = state.accounts
    named = section(common.quoted(page_lines(accounts))) if accounts.said else columns(*both_accounts(accounts))
    return [named, *sections(*warnings(accounts), common.MAKE_SURE)]


def _beforehand(state: st.GettingReady) -> list[Block]:
    linked_on = state.linked_on
    return sections(
        cards.linked_here_before(common.on_day(linked_on)) if linked_on else "",
        cards.STILL_SIGNED_IN if state.run.signed_in and not by_hand(state) else "",
    )


def _fine_print(state: st.GettingReady) -> list[Block]:
    court = state.court
    since = court.linking_since
    note = escaped(court.note, NOTE)
    return [
        section(lead(state)),
        section(common.bullets(cards.RULES)),
        *sections(
            cards.HAVE_AT_HAND,
            cards.where_it_goes(escaped(court.host, HOST)) if court.automated else "",
            cards.HELP_DESK_SEES,
            cards.linking_since(common.day(since)) if since else "",
            cards.court_note(note) if note else "",
        ),
        *(_redaction_notice() if court.automated else []),
    ]


def _redaction_notice() -> list[Block]:
    return [
        divider(),
        section(common.strong(cards.REDACTION_TITLE)),
        section(cards.REDACTION_NOTICE),
        section(cards.REDACTION_MEANING),
    ]


def _record(state: st.Ended, drawn: Drawn) -> Message:
    lines = short_record(state)
    title = common.title(court_name(court_of(state)))
    blocks = [
        section(common.lines(common.strong(title), *lines)),
        *card_buttons(state, drawn),
        *context(rehearsal(state), common.reference(escaped(drawn.reference, REFERENCE))),
    ]
    return Message(cards.summary(title, common.sentences(rehearsal(state), *lines)), blocks)
