"""The states in which a run goes on: it waits for its person, for PACER or for the court. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - the store's codec reads these hints at run time

from bot.flow.states.doors import Page, Road
from bot.flow.states.known import Accounts, Court, Problem, Question, Refusal  # noqa: TC001 - as above
from bot.flow.states.run import Run, Unsettled  # noqa: TC001 - as above
from bot.vocabulary import SignInNotice  # noqa: TC001 - as above


@dataclass(frozen=True, slots=True)
class ChoosingCourt:
    """The person is asked which court.

    `query`: what they asked for in vain, and `found`: the courts that it may mean. `since`: the day from which the one
    asked for links accounts.
    """

    run: Run
    problem: Problem | None = None
    query: str = ""
    since: date | None = None
    found: tuple[Court, ...] = ()


@dataclass(frozen=True, slots=True)
class GettingReady:
    """The person says what applies, reads the fine print and checks what is needed, page by page."""

    run: Run
    court: Court
    page: Page = Page.DOORS


@dataclass(frozen=True, slots=True)
class Guided:
    """The person goes the `road` in their own browser, and says when each step, from 1, is done.

    `again_after`: a lock was met before, which counts in a browser as well.
    `problem`: why the app does not lead the link itself, where that was found out on the way.
    """

    run: Run
    court: Court
    step: int = 1
    road: Road = Road.LINK
    again_after: datetime | None = None
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class AwaitingPacerSignIn:
    """The person is asked for the PACER user name and password.

    `unsettled` is a submit with an unknown end; then this sign-in only reads what became of it. `words` are PACER's
    own, about the problem. `curly`: the password that was refused has typographic quotes. `tries`: how many passwords
    were sent for the account that count, where the last one was not taken.
    """

    run: Run
    court: Court
    problem: Problem | None = None
    unsettled: Unsettled | None = None
    words: str = ""
    curly: bool = False
    tries: int = 0


@dataclass(frozen=True, slots=True)
class SigningIn:
    """PACER is being asked. `curly`: with a password that has typographic quotes."""

    run: Run
    court: Court
    unsettled: Unsettled | None = None
    curly: bool = False


@dataclass(frozen=True, slots=True)
class AwaitingFilerLogin:
    """The person is asked for the old CM/ECF login, and for what else the court's page asks beside it.

    `curly` and `tries` as in AwaitingPacerSignIn. `said`: the lines of a page that the court puts before the login;
    then that page is shown, the questions are its, and the login is not asked for yet.
    """

    run: Run
    court: Court
    problem: Problem | None = None
    notice: SignInNotice | None = None
    curly: bool = False
    questions: tuple[Question, ...] = ()
    tries: int = 0
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FindingAccounts:
    """The court is being asked which accounts these are. `curly` as in SigningIn, `asked` what it asked for."""

    run: Run
    court: Court
    curly: bool = False
    asked: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Both accounts are shown, or what the court's page says; nothing is linked before the person says so.

    `questions` are what the page wants answered with it; they are put to the person as they are. `asked` are those that
    came with the old login, for a step back.
    """

    run: Run
    court: Court
    accounts: Accounts
    problem: Problem | None = None
    questions: tuple[Question, ...] = ()
    asked: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Linking:
    """The one request that cannot be undone is claimed, and may be on its way. `questions` were answered with it."""

    run: Run
    court: Court
    accounts: Accounts
    claim: str
    questions: tuple[Question, ...] = ()


@dataclass(frozen=True, slots=True)
class Confirming:
    """The court's menu is looked at for the proof, again and again, until it shows it or the time for it is over.

    `since`: when the first look began. `answered`: whether the court answered the submit, and `refused` what it said if
    that was a no. `looks` were made, and showed no proof; `reading` says that one is being made now.
    """

    run: Run
    court: Court
    accounts: Accounts
    claim: str
    since: datetime
    answered: bool = True
    refused: Refusal | None = None
    looks: int = 0
    reading: bool = True


Waiting = ChoosingCourt | GettingReady | AwaitingPacerSignIn | Guided
"""The states that hold no session: they may wait for days."""
Live = Waiting | SigningIn | AwaitingFilerLogin | FindingAccounts | Reviewing | Linking | Confirming
