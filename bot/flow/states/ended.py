"""The states in which a run is over; each stays the record of how it ended. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime  # noqa: TC003 - the store's codec reads these hints at run time

from bot.flow.states.known import Accounts, Court, Problem, Proof
from bot.flow.states.run import Run, Unsettled  # noqa: TC001 - as above


@dataclass(frozen=True, slots=True)
class Linked:
    """The court's menu shows the filer's menus, or, by `proof`, the person says so.

    `accounts` are masked, and None when only the menu was read, after a loss. `session`: the PACER session is kept for
    another court.
    """

    run: Run
    court: Court
    at: datetime
    accounts: Accounts | None = None
    proof: Proof = Proof.COURT_MENU
    session: bool = False


@dataclass(frozen=True, slots=True)
class AlreadyLinked:
    """Linked before anything was sent, by the court's menu or the person's word. `session` as in Linked."""

    run: Run
    court: Court
    at: datetime
    session: bool = False
    proof: Proof = Proof.COURT_MENU


@dataclass(frozen=True, slots=True)
class Registered:
    """The person had no login at the court, and asked it for one in their own browser, by their own word."""

    run: Run
    court: Court
    at: datetime


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot go on. `words` are PACER's or the court's own; `again_after` is set when waiting helps.

    `curly` as in AwaitingPacerSignIn.
    """

    run: Run
    court: Court
    problem: Problem
    at: datetime
    words: str = ""
    again_after: datetime | None = None
    curly: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """The submit may or may not have worked; only reading the court's menu can tell. `words` as in Refused."""

    run: Run
    court: Court
    problem: Problem
    unsettled: Unsettled
    at: datetime
    words: str = ""


@dataclass(frozen=True, slots=True)
class Cancelled:
    """The person stopped before this app linked anything; `by_hand`: what they did in their browser stands."""

    run: Run
    at: datetime
    court: Court | None = None
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Expired:
    """Nobody went on for a week."""

    run: Run
    at: datetime
    court: Court | None = None


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsal ended where both accounts are shown; nothing was linked, and the pages met are kept."""

    run: Run
    court: Court
    accounts: Accounts
    at: datetime


Ended = Linked | AlreadyLinked | Registered | Refused | Unknown | Cancelled | Expired | Rehearsed
