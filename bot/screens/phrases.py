"""Values and texts put together: a court's name, a time, a problem. All that is given back is safe in mrkdwn. PURE."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.flow import COURTS_TIME, LOOKING, TRIES
from bot.flow import states as st
from bot.screens.blocks import escaped
from bot.texts import cards, common, notices, problems, ready
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


COURT = 120
"""Longest court name shown, in characters."""
QUERY = 100
LABEL = 200
LABEL_IN_CONFIRM = 70
WORDS = 300
MENU = 40
PHONE = 100
HOST = 100
NOTE = 500
PAGE = 2900
REFERENCE = 100

_RESET_PAGE = "/cgi-bin/lostPassword.pl"
"""Where district and bankruptcy courts let one reset an old CM/ECF password."""
_FORGOTTEN = frozenset({Trouble.WRONG_FILER_CREDENTIALS, st.Finding.TOO_MANY_FILER_TRIES})

_MOST_NAMED = 12
_WEBSITE = re.compile(r"https?://[A-Za-z0-9.-]{1,100}(?:/[A-Za-z0-9._~/%?=#-]{0,150})?")


def not_done(*, upgrading: bool) -> str:
    """Say that it was not done: by a fault of this app, or since a newer version of it goes on."""
    return notices.UPGRADING if upgrading else notices.TROUBLE


def court_of(state: st.State) -> st.Court | None:
    """Give the court of a conversation, once there is one."""
    return None if isinstance(state, st.ChoosingCourt) else state.court


def court_name(court: st.Court | None) -> str:
    """Name the court; empty without one."""
    return escaped(court.name, COURT) if court else ""


def menus(court: st.Court) -> str:
    """Name a filer's menus at the court, as its menu bar does."""
    return common.menus([escaped(menu, MENU) for menu in court.menus[:4]])


def desk(court: st.Court | None) -> str:
    """Name whom to call at the court."""
    return common.court_desk(escaped(court.phone, PHONE) if court else "")


def quotation(words: str) -> str:
    """Quote PACER's or the court's own words; empty when they said none."""
    said = escaped(words, WORDS)
    return common.quotation(said) if said else ""


def problem(
    what: st.Problem | None,
    changed: str,
    court: st.Court | None,
    query: str = "",
    since: date | None = None,
    *,
    said: str = "",
    curly: bool = False,
) -> str:
    """Say what happened, whether anything was changed and what to do next; empty without a problem.

    `said` are PACER's or the court's own words about it. `curly`: the password that was refused has curly quotes.
    """
    if what is None:
        return ""
    named = escaped(query, QUERY) if query else court_name(court)
    happened = problems.what(what, named, common.day(since) if since else "")
    told = common.told(happened, changed, what_next(what, court), quotation(said))
    return common.lines(told, problems.CURLY_QUOTES if curly else "")


def unknown(state: st.Unknown) -> str:
    """Say what is known of an unknown end, and how it is settled."""
    what = problems.what(state.problem, court_name(state.court))
    what_next = problems.what_next_after_submit(state.problem, desk(state.court))
    told = common.told(what, still_unknown(state.unsettled), "", quotation(state.words))
    shows_soon = state.problem is st.Finding.NOT_SHOWN_YET
    when = problems.look_again_at(common.hour(state.unsettled.since + COURTS_TIME)) if shows_soon else ""
    check = problems.check_again(menus(state.court))
    return common.lines(told, when, common.next_step(common.sentences(what_next, check)))


def still_unknown(unsettled: st.Unsettled) -> str:
    """Say what is known of a link request whose end is not: that it came to the court, where the court answered it."""
    return problems.STILL_UNKNOWN_ANSWERED if unsettled.answered else problems.STILL_UNKNOWN


def looking(state: st.Confirming) -> str:
    """Say how the proof is looked for, and what the court said if that was a no."""
    if not state.looks:
        return cards.CONFIRMING if state.answered else cards.CONFIRMING_UNANSWERED
    if state.refused is None:
        return cards.still_looking(common.hour(state.since + LOOKING))
    said = quotation(state.refused.words)
    return common.lines(cards.COURT_SAID_NO, *([said] if said else []), cards.LOOKING_AT_A_NO)


def signing_in_problem(state: st.AwaitingPacerSignIn) -> str:
    """Say why the sign-in is asked for again."""
    known = problems.NOTHING_CHANGED if state.unsettled is None else still_unknown(state.unsettled)
    told = problem(state.problem, known, state.court, said=state.words, curly=state.curly)
    return common.lines(told, _tries(state.tries))


def reset(court: st.Court) -> str:
    """Say how the old password is reset at this court."""
    return ready.reset(court.id, "" if court.appellate else page_of(court, _RESET_PAGE), desk(court))


def what_next(what: st.Problem, court: st.Court | None) -> str:
    """Say what to do about a problem; after an old login that was not taken, also how it is reset at this court."""
    forgotten = reset(court) if court and what in _FORGOTTEN else ""
    return common.sentences(problems.what_next(what, desk(court)), forgotten)


def login_problem(state: st.AwaitingFilerLogin | st.Reviewing) -> str:
    """Say what kept it from going on; where an earlier request may have linked, not that nothing was changed."""
    open_end = state.run.open_end(state.court)
    known = still_unknown(open_end) if open_end else problems.NOTHING_CHANGED
    curly = isinstance(state, st.AwaitingFilerLogin) and state.curly
    told = problem(state.problem, known, state.court, curly=curly)
    return common.lines(told, _tries(state.tries if isinstance(state, st.AwaitingFilerLogin) else 0))


def linked_since(state: st.State) -> str:
    """Say since when the court is on record as linked; empty where it is not."""
    on_record = state.run.linked_on
    return cards.linked_since(common.moment(on_record)) if on_record else ""


def _tries(used: int) -> str:
    return problems.tries(used, TRIES) if used else ""


def both_accounts(accounts: st.Accounts) -> list[str]:
    """Name both accounts as the court's page does."""
    filer = escaped(accounts.filer, LABEL) or common.NOT_NAMED
    pacer = escaped(accounts.pacer, LABEL) or common.NOT_NAMED
    return [common.account(common.FILER_ACCOUNT, filer), common.account(common.PACER_ACCOUNT, pacer)]


def page_lines(said: Sequence[str]) -> list[str]:
    """Give the court's own lines, as they stand; the reader of the page saw to it that they fit."""
    return [escaped(line, PAGE) for line in said]


def warnings(accounts: st.Accounts) -> Sequence[str]:
    """Say what looks wrong about the two accounts; each once."""
    return [common.warning(problems.looks_odd(each)) for each in dict.fromkeys(accounts.warnings)]


def website(court: st.Court) -> str:
    """Give the court's own website, to be clicked; empty when it is none that can be shown."""
    return common.address(court.website) if _WEBSITE.fullmatch(court.website) else ""


def page_of(court: st.Court, path: str = "/") -> str:
    """Give a page of the court's e-filing, to be clicked."""
    return common.address(f"https://{escaped(court.host, HOST)}{path}")


def sitting(state: st.Linked | st.AlreadyLinked) -> str:
    """Sum up the courts linked in one sitting; empty when it is this one alone."""
    before = [escaped(name, COURT) for name in dict.fromkeys(state.run.linked) if name != state.court.name]
    if not before:
        return ""
    by_word = state.proof is st.Proof.PERSONS_WORD
    now = notices.by_own_word(court_name(state.court)) if by_word else court_name(state.court)
    left = len(before) - _MOST_NAMED
    more = [notices.more_courts(left)] if left > 0 else []
    return notices.sitting(common.listed([*more, *before[-_MOST_NAMED:], now]))
