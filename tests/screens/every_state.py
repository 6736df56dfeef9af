"""Every state that a conversation can be in, with each problem, and with values as wild as a page can hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import TYPE_CHECKING

from bot import screens
from bot.flow import Seen
from bot.flow import states as st
from bot.screens import Drawn, Message
from bot.vocabulary import AccountWarning, QuestionKind, SignInNotice, Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime(2026, 6, 1, 14, 30, tzinfo=UTC)
SEEN = Seen("7f" * 16, 7, "a3" * 32)
DRAWN = Drawn("U0ATTORNEY", SEEN, "c-7f3a")
MIEB = st.Court(
    "mieb",
    "U.S. Bankruptcy Court, Eastern District of Michigan",
    "ecf.mieb.uscourts.gov",
    ("Bankruptcy", "Adversary"),
    "313-555-0100",
    linking_since=date(2021, 6, 1),
    note="Ask Dana on the third floor.",
)
MIED = st.Court("mied", "U.S. District Court, E.D. Mich.", "ecf.mied.uscourts.gov", ("Civil", "Criminal"))
MIEB_BY_HAND = replace(MIEB, automated=False, website="http://www.mieb.uscourts.gov/")
CA6 = st.Court(
    "ca6",
    "U.S. Court of Appeals, Sixth Circuit",
    "ecf.ca6.uscourts.gov",
    (),
    automated=False,
    appellate=True,
    website="http://www.ca6.uscourts.gov",
)
LOST = st.Unsettled("c-7f3a/1", MIEB.id, NOW)
ANSWERED = replace(LOST, answered=True)
TIDY = st.Accounts("Alex Rivera", "Alex Rivera", ())
WARNED = st.Accounts("Alex Rivera", "Rivera & Partners LLP", tuple(AccountWarning)[:2])
IN_COURTS_WORDS = st.Accounts(
    "", "", (AccountWarning.NOT_COMPARED,), said=("Link accounts", "The filer arivera & the PACER account alexrivera.")
)
WORDIEST = (
    st.Finding.COURT_NOT_FOUND,
    Trouble.LINK_NOT_OFFERED,
    st.Finding.MENUS_MISSING,
    Trouble.WRONG_FILER_CREDENTIALS,
)
"""Problems that name the query or the court's phone, or have the longest words."""
WILD_VALUES = (
    "&" * 3000,
    "<!channel> <@U1> <https://evil.example|court>" * 100,
    "\u202e" + "\U0001f468\u200d\U0001f469\u200d\U0001f467" * 700,
    "é\u0301" * 1500,
    "\ud800\x00\n\t \u2028" * 600,
    "",
    " ",
    "*bold* _it_ `code` {query} {desk} %s",
)


def states_of(
    court: st.Court, accounts: st.Accounts, words: str, problems: Sequence[st.Problem] = st.PROBLEMS
) -> list[st.State]:
    """Build every state with these values."""
    run = st.Run("c-7f3a")
    live: list[st.State] = [
        st.ChoosingCourt(run),
        *(st.GettingReady(each, court, page=page) for page in st.Page for each in (run, replace(run, agent=True))),
        st.SigningIn(run, court),
        st.SigningIn(run, court, LOST),
        st.FindingAccounts(run, court),
        st.Linking(run, court, accounts, "c-7f3a/1"),
        st.Confirming(run, court, accounts, "c-7f3a/1", NOW),
        st.Confirming(run, court, accounts, "c-7f3a/1", NOW, refused=st.Refusal(problems[0], words), looks=1),
        st.Linked(run, court, NOW, accounts),
        st.Linked(run, court, NOW),
        st.AlreadyLinked(run, court, NOW),
        st.AlreadyLinked(run, court, NOW, proof=st.Proof.PERSONS_WORD),
        st.Registered(run, court, NOW),
        st.Cancelled(run, NOW),
        st.Cancelled(run, NOW, court),
        st.Expired(run, NOW),
        st.Expired(run, NOW, court),
    ]
    live += _newer(run, court, accounts, words)
    for problem in (None, *problems):
        live += [
            st.ChoosingCourt(run, problem, words),
            st.AwaitingPacerSignIn(run, court, problem),
            st.Guided(run, court, problem=problem),
            st.AwaitingPacerSignIn(run, court, problem, LOST),
            st.Reviewing(run, court, accounts, problem),
        ]
        live += [st.AwaitingFilerLogin(run, court, problem, notice) for notice in (None, *SignInNotice)]
    for problem in problems:
        live += [
            st.Refused(run, court, problem, NOW, words),
            st.Refused(run, court, problem, NOW, words, NOW),
            st.Unknown(run, court, problem, st.Unsettled("c-7f3a/1", court.id, NOW), NOW),
        ]
    return live


def _rests(court: st.Court, words: str) -> list[tuple[st.Rest, ...]]:
    pacer, login = st.Rest(NOW), st.Rest(NOW, court.id, words)
    return [(pacer,), (login,), (pacer, login)]


def _newer(run: st.Run, court: st.Court, accounts: st.Accounts, words: str) -> list[st.State]:
    sitting = replace(run, linked=tuple(f"{number} {words}" for number in range(20)), signed_in=True)
    paused = [replace(run, pause=pause, paused_at=NOW, time_zone="America/Detroit") for pause in st.Pause]
    rehearsing, agent = replace(run, rehearsal=True), replace(run, agent=True)
    by_hand = replace(court, automated=False)
    asks = (st.Question(QuestionKind.TICK, words),) * 8
    return [
        st.GettingReady(replace(sitting, linked_on=NOW), court, st.Page.ANOTHER_COURT),
        st.GettingReady(replace(run, linked_on=NOW), court),
        st.Unknown(run, court, st.Finding.RESTARTED, ANSWERED, NOW),
        st.AwaitingPacerSignIn(run, court, st.Finding.RESTARTED, ANSWERED),
        *(st.ChoosingCourt(replace(run, rests=rests)) for rests in _rests(court, words)),
        *(st.GettingReady(replace(run, rests=rests), court) for rests in _rests(court, words)),
        *(st.AwaitingPacerSignIn(replace(run, rests=rests), court) for rests in _rests(court, words)),
        st.Cancelled(replace(run, linked_on=NOW), NOW, court),
        st.Refused(replace(run, linked_on=NOW), court, Trouble.COURT_DOWN, NOW),
        *(st.Guided(each, court, step, st.Road.REGISTER) for step in range(1, 6) for each in (run, agent)),
        *(st.Guided(agent, court, step, again_after=NOW) for step in range(1, 7)),
        *(st.GettingReady(each, place) for each in (*paused, rehearsing) for place in (court, by_hand)),
        *(st.ChoosingCourt(each) for each in (*paused, rehearsing)),
        *(st.AwaitingPacerSignIn(each, court, st.Finding.IDLE) for each in (*paused, rehearsing)),
        *(st.Guided(each, by_hand, step) for each in (*paused, rehearsing) for step in range(1, 7)),
        *(st.Guided(run, replace(by_hand, appellate=True), step) for step in range(1, 7)),
        st.Linked(sitting, court, NOW, accounts, session=True),
        st.Linked(sitting, court, NOW, proof=st.Proof.PERSONS_WORD),
        st.Linked(rehearsing, by_hand, NOW, proof=st.Proof.PERSONS_WORD),
        st.AlreadyLinked(sitting, court, NOW, session=True),
        st.Cancelled(run, NOW, court, by_hand=True),
        *_asked(run, court, accounts, words),
        st.Rehearsed(rehearsing, court, accounts, NOW),
        *(st.Reviewing(rehearsing, court, accounts, None, asked) for asked in ((), asks)),
    ]


def _asked(run: st.Run, court: st.Court, accounts: st.Accounts, words: str) -> list[st.State]:
    """Build states whose person asked for a human and wrote `words`, as long as a sentence may be."""
    runs = [
        replace(run, asked=st.Asked(NOW, "Guided", why, desk, said=words[:300]))
        for why in st.WhyHuman
        for desk in st.Desk
    ]
    by_hand = replace(court, automated=False)
    return [
        state
        for each in runs
        for state in (
            st.ChoosingCourt(each),
            st.GettingReady(each, court),
            st.Guided(each, by_hand, 3),
            st.Reviewing(each, court, accounts),
            st.Refused(each, court, Trouble.COURT_DOWN, NOW, words),
        )
    ]


def wild(value: str) -> list[st.State]:
    """Build every state with `value` wherever a page, a court or a person can put one."""
    menus = (value,) * 8
    court = replace(MIEB, name=value, menus=menus, phone=value, note=value, website=value)
    accounts = st.Accounts(value, value, tuple(AccountWarning))
    in_courts_words = st.Accounts("", "", tuple(AccountWarning), said=(value,))
    return [
        *states_of(court, accounts, value, WORDIEST),
        *(st.Reviewing(st.Run("c-7f3a"), court, in_courts_words, problem) for problem in WORDIEST),
    ]


def messages_of(state: st.State) -> list[Message]:
    """Give every message that a state can be told in."""
    return [
        screens.card(state, DRAWN),
        screens.folded(state),
        screens.result(state, DRAWN),
        screens.command_answer(state, "https://app.slack.com/x"),
        screens.command_answer(state, ""),
        screens.help_message(state, DRAWN),
        screens.reminder(state, DRAWN),
        screens.status_answer(state, DRAWN, "https://app.slack.com/x"),
        screens.status_answer(state, None, ""),
        screens.cancel_answer(state),
    ]


TIDY_STATES = [
    state
    for court, accounts in product((MIEB, MIED, MIEB_BY_HAND, CA6), (TIDY, WARNED, IN_COURTS_WORDS))
    for state in states_of(court, accounts, "Said no.")
]
WILD_STATES = [state for value in WILD_VALUES for state in wild(value)]
