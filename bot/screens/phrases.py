"""Values and texts put together: a court's name, a time, a problem. All that is given back is safe in mrkdwn. PURE."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.flow import states as st
from bot.screens.blocks import escaped
from bot.texts import common, notices, problems

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date


COURT = 120
"""Longest court name shown, in characters."""
QUERY = 100
LABEL = 200
LABEL_IN_CONFIRM = 80
WORDS = 300
MENU = 40
PHONE = 60
HOST = 100
NOTE = 500
PAGE = 2900
REFERENCE = 100

_MOST_NAMED = 12
_WEBSITE = re.compile(r"https?://[A-Za-z0-9.-]{1,100}(?:/[A-Za-z0-9._~/%?=#-]{0,150})?")


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
    what: st.Problem | None, changed: str, court: st.Court | None, query: str = "", since: date | None = None
) -> str:
    """Say what happened, whether anything was changed and what to do next; empty without a problem."""
    if what is None:
        return ""
    named = escaped(query, QUERY) if query else court_name(court)
    return common.told(
        problems.what(what, named, common.day(since) if since else ""), changed, problems.what_next(what, desk(court))
    )


def unknown(state: st.Unknown) -> str:
    """Say what is known of an unknown end, and how it is settled."""
    what = problems.what(state.problem, court_name(state.court))
    told = common.told(what, problems.STILL_UNKNOWN, problems.what_next_after_submit(state.problem, desk(state.court)))
    said = quotation(state.words)
    return common.lines(told, *([said] if said else []), problems.check_again(menus(state.court)))


def signing_in_problem(state: st.AwaitingPacerSignIn) -> str:
    """Say why the sign-in is asked for again."""
    known = problems.NOTHING_CHANGED if state.unsettled is None else problems.STILL_UNKNOWN
    return problem(state.problem, known, state.court)


def login_problem(state: st.AwaitingFilerLogin | st.Reviewing) -> str:
    """Say what kept it from going on; where an earlier request may have linked, not that nothing was changed."""
    open_end = state.run.open_end(state.court)
    return problem(state.problem, problems.STILL_UNKNOWN if open_end else problems.NOTHING_CHANGED, state.court)


def both_accounts(accounts: st.Accounts) -> list[str]:
    """Name both accounts as the court's page does."""
    filer = escaped(accounts.filer, LABEL) or common.NOT_NAMED
    pacer = escaped(accounts.pacer, LABEL) or common.NOT_NAMED
    return [common.account(common.FILER_ACCOUNT, filer), common.account(common.PACER_ACCOUNT, pacer)]


def page_lines(accounts: st.Accounts) -> list[str]:
    """Give the court's own lines, as they stand; the reader of the page saw to it that they fit."""
    return [escaped(line, PAGE) for line in accounts.said]


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
    by_word = isinstance(state, st.Linked) and state.proof is st.Proof.PERSONS_WORD
    now = notices.by_own_word(court_name(state.court)) if by_word else court_name(state.court)
    left = len(before) - _MOST_NAMED
    more = [notices.more_courts(left)] if left > 0 else []
    return notices.sitting(common.listed([*more, *before[-_MOST_NAMED:], now]))
