"""The one living card of a conversation, for every state; an ended one is a record of a few lines. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot import flow
from bot.flow import states as st
from bot.screens.blocks import clean, columns, context, escaped, header, section, sections
from bot.screens.buttons import card_buttons
from bot.screens.guided import guided_body
from bot.screens.human import asked_blocks, told
from bot.screens.message import Message
from bot.screens.open_ends import open_ends
from bot.screens.phrases import (
    COURT,
    LABEL,
    QUERY,
    REFERENCE,
    both_accounts,
    court_name,
    court_of,
    login_problem,
    looking,
    page_lines,
    problem,
    signing_in_problem,
    warnings,
)
from bot.screens.preparing import ready_body, ready_lead
from bot.screens.progress import done, paused, progress, rehearsal, upcoming, words_to_type
from bot.screens.records import ended_at, short_record
from bot.screens.resting import resting
from bot.texts import browser, cards, common, guided, problems

if TYPE_CHECKING:
    from bot.screens.ids import Drawn
    from bot.screens.shapes import Block, Header


def card(state: st.State, drawn: Drawn) -> Message:
    """Draw the card; what keeps it from going on, and the step, are heard first."""
    return _record(state, drawn) if isinstance(state, st.Ended) else _living(state, drawn)


def folded(state: st.State) -> Message:
    """Draw what is left of a card that was posted afresh further down."""
    return _folded(state, cards.FOLDED_ENDED if isinstance(state, st.Ended) else cards.FOLDED_LIVE)


def closed(state: st.State) -> Message:
    """Draw what is left of a card whose person is being forgotten."""
    return _folded(state, cards.FOLDED_FORGOTTEN)


def _folded(state: st.State, words: str) -> Message:
    return Message(context(cards.left(common.title(court_name(court_of(state))), words)))


def _living(state: st.Live, drawn: Drawn) -> Message:
    trouble = problem_of(state)
    blocks = [
        _title(state),
        *context(rehearsal(state), common.strong(progress(state)), done(state)),
        *sections(paused(state), trouble),
        *_body(state, drawn),
        *card_buttons(state, drawn),
        *asked_blocks(state, drawn),
        *open_ends(state, drawn),
        *context(upcoming(state), cards.footer(words_to_type(state))),
    ]
    return Message(blocks, common.lines(rehearsal(state), told(state), paused(state), trouble, progress(state)))


def _title(state: st.State) -> Header:
    court = court_of(state)
    return header(common.title(clean(court.name, COURT) if court else ""))


def problem_of(state: st.Live) -> str:
    """Say what kept a live state from going on, and what rests for a while; empty when nothing did."""
    return common.lines(_problem_of(state), resting(state))


def _problem_of(state: st.Live) -> str:
    match state:
        case st.Guided():
            return problem(state.problem, problems.NOTHING_CHANGED, state.court)
        case st.ChoosingCourt(found=(_, *_)):
            return cards.may_be_of_found(escaped(state.query, QUERY))
        case st.ChoosingCourt():
            return problem(state.problem, problems.NOTHING_CHANGED, None, state.query, state.since)
        case st.AwaitingPacerSignIn():
            return signing_in_problem(state)
        case st.AwaitingFilerLogin() | st.Reviewing():
            return login_problem(state)
        case st.GettingReady() | st.SigningIn() | st.FindingAccounts() | st.Linking() | st.Confirming():
            return ""
        case _:
            assert_never(state)


def lead(state: st.Live) -> str:  # noqa: C901 - one case a state
    """Say what a live state is about, and what happens next."""
    match state:
        case st.ChoosingCourt():
            return cards.CHOOSE_OF_FOUND if state.found else cards.CHOOSE
        case st.GettingReady():
            return ready_lead(state)
        case st.Guided():
            return guided.LEAD
        case st.AwaitingPacerSignIn(unsettled=unsettled):
            return cards.SIGN_IN_TO_CHECK if unsettled else cards.SIGN_IN
        case st.SigningIn():
            return cards.SIGNING_IN
        case st.AwaitingFilerLogin(said=said):
            return cards.READ_PAGE if said else cards.OLD_LOGIN
        case st.FindingAccounts():
            return cards.FINDING
        case st.Reviewing() if state.questions and not state.run.rehearsal:
            return cards.ANSWER_PAGE
        case st.Reviewing(accounts=accounts):
            return cards.REVIEW_PAGE if accounts.said else cards.REVIEW
        case st.Linking():
            return cards.LINKING
        case st.Confirming():
            return looking(state)
        case _:
            assert_never(state)


def _body(state: st.Live, drawn: Drawn) -> list[Block]:
    return [*_said(state, drawn), *sections(browser.OPENS if drawn.form and flow.asks_secret(state) else "")]


def _said(state: st.Live, drawn: Drawn) -> list[Block]:
    match state:
        case st.GettingReady():
            return ready_body(state, in_browser=bool(drawn.form))
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
    named = section(common.quoted(page_lines(accounts.said))) if accounts.said else columns(*both_accounts(accounts))
    if state.run.rehearsal:
        asked = common.bullets([escaped(each.label, LABEL) for each in state.questions])
        also = common.lines(common.COURT_WOULD_ASK, asked) if asked else ""
        return [named, *sections(*warnings(accounts), also, common.COMPARE)]
    return [named, *sections(*warnings(accounts), common.MAKE_SURE)]


def _record(state: st.Ended, drawn: Drawn) -> Message:
    lines = short_record(state)
    title = common.title(court_name(court_of(state)))
    blocks = [
        section(common.lines(common.strong(title), *lines)),
        *card_buttons(state, drawn),
        *asked_blocks(state, drawn),
        *open_ends(state, drawn),
        *context(rehearsal(state), ended_at(state), common.reference(escaped(drawn.reference, REFERENCE))),
    ]
    return Message(blocks, common.lines(rehearsal(state), told(state), lines[0]))
