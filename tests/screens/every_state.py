"""Every state that a conversation can be in, with each problem, and with values as wild as a page can hold them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product
from typing import TYPE_CHECKING

from bot.flow import Seen
from bot.flow.states import (
    PROBLEMS,
    Accounts,
    AlreadyLinked,
    AwaitingFilerLogin,
    AwaitingPacerSignIn,
    Cancelled,
    ChoosingCourt,
    Confirming,
    Court,
    Desk,
    Expired,
    Finding,
    FindingAccounts,
    GettingReady,
    Guided,
    HandedOver,
    HandOver,
    Linked,
    Linking,
    Pause,
    Problem,
    Proof,
    Refused,
    Rehearsed,
    Reviewing,
    Run,
    SigningIn,
    State,
    Unknown,
)
from bot.screens import Drawn
from bot.vocabulary import AccountWarning, SignInNotice, Trouble

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime(2026, 6, 1, 14, 30, tzinfo=UTC)
SEEN = Seen("7f" * 16, 7, "a3" * 32)
DRAWN = Drawn("U0ATTORNEY", SEEN, "c-7f3a")
MIEB = Court(
    "mieb",
    "U.S. Bankruptcy Court, Eastern District of Michigan",
    "ecf.mieb.uscourts.gov",
    ("Bankruptcy", "Adversary"),
    "313-555-0100",
    linking_since=date(2021, 6, 1),
    note="Ask Dana on the third floor.",
)
MIED = Court("mied", "U.S. District Court, E.D. Mich.", "ecf.mied.uscourts.gov", ("Civil", "Criminal"))
MIEB_BY_HAND = replace(MIEB, automated=False, website="http://www.mieb.uscourts.gov/")
CA6 = Court(
    "ca6",
    "U.S. Court of Appeals, Sixth Circuit",
    "ecf.ca6.uscourts.gov",
    (),
    automated=False,
    appellate=True,
    website="http://www.ca6.uscourts.gov",
)
TIDY = Accounts("Alex Rivera", "Alex Rivera", ())
WARNED = Accounts("Alex Rivera", "Rivera & Partners LLP", tuple(AccountWarning))
WORDIEST = (Finding.COURT_NOT_FOUND, Trouble.LINK_NOT_OFFERED, Finding.MENUS_MISSING, Trouble.WRONG_FILER_CREDENTIALS)
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


def states_of(court: Court, accounts: Accounts, words: str, problems: Sequence[Problem] = PROBLEMS) -> list[State]:
    """Build every state with these values."""
    run = Run("c-7f3a")
    live: list[State] = [
        ChoosingCourt(run),
        GettingReady(run, court),
        SigningIn(run, court),
        SigningIn(run, court, "c-7f3a/1"),
        FindingAccounts(run, court),
        Linking(run, court, accounts, "c-7f3a/1"),
        Confirming(run, court, accounts, "c-7f3a/1", answered=True),
        Linked(run, court, NOW, accounts),
        Linked(run, court, NOW),
        AlreadyLinked(run, court, NOW),
        Cancelled(run, NOW),
        Cancelled(run, NOW, court),
        Expired(run, NOW),
        Expired(run, NOW, court),
    ]
    live += _newer(run, court, accounts, words)
    for problem in (None, *problems):
        live += [
            ChoosingCourt(run, problem, words),
            AwaitingPacerSignIn(run, court, problem),
            AwaitingPacerSignIn(run, court, problem, "c-7f3a/1"),
            Reviewing(run, court, accounts, problem),
        ]
        live += [AwaitingFilerLogin(run, court, problem, notice) for notice in (None, *SignInNotice)]
    for problem in problems:
        live += [
            Refused(run, court, problem, NOW, words),
            Refused(run, court, problem, NOW, words, NOW),
            Unknown(run, court, problem, "c-7f3a/1", NOW),
        ]
    return live


def _newer(run: Run, court: Court, accounts: Accounts, words: str) -> list[State]:
    sitting = replace(run, linked=tuple(f"{number} {words}" for number in range(20)), signed_in=True)
    paused = [replace(run, pause=pause, paused_at=NOW, time_zone="America/Detroit") for pause in Pause]
    rehearsing = replace(run, rehearsal=True)
    by_hand = replace(court, automated=False)
    return [
        GettingReady(sitting, court, NOW),
        *(GettingReady(each, place) for each in (*paused, rehearsing) for place in (court, by_hand)),
        *(ChoosingCourt(each) for each in (*paused, rehearsing)),
        *(AwaitingPacerSignIn(each, court, Finding.IDLE) for each in (*paused, rehearsing)),
        *(Guided(each, by_hand, step) for each in (*paused, rehearsing) for step in range(1, 7)),
        *(Guided(run, replace(by_hand, appellate=True), step) for step in range(1, 7)),
        Linked(sitting, court, NOW, accounts, session=True),
        Linked(sitting, court, NOW, proof=Proof.PERSONS_WORD),
        Linked(rehearsing, by_hand, NOW, proof=Proof.PERSONS_WORD),
        AlreadyLinked(sitting, court, NOW, session=True),
        Cancelled(run, NOW, court, by_hand=True),
        *(HandedOver(run, NOW, "Guided", reason, court) for reason in HandOver),
        *(HandedOver(run, NOW, "Reviewing", HandOver.ASKED, court, each) for each in Desk),
        *(HandedOver(run, NOW, "ChoosingCourt", HandOver.ASKED, None, each) for each in Desk),
        Rehearsed(rehearsing, court, accounts, NOW),
    ]


def wild(value: str) -> list[State]:
    """Build every state with `value` wherever a page, a court or a person can put one."""
    menus = (value,) * 8
    court = replace(MIEB, name=value, menus=menus, phone=value, note=value, website=value)
    accounts = Accounts(value, value, tuple(AccountWarning))
    return states_of(court, accounts, value, WORDIEST)


TIDY_STATES = [
    state
    for court, accounts in product((MIEB, MIED, MIEB_BY_HAND, CA6), (TIDY, WARNED))
    for state in states_of(court, accounts, "Said no.")
]
WILD_STATES = [state for value in WILD_VALUES for state in wild(value)]
