"""Where a call at a court is, and what is next: the states of `bot.court.procedure`, as frozen values. PURE.

Each state holds exactly what is known in it. Nothing here decides anything.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from bot.court.exchange import Get
from bot.court.pages.menus import Signs
from bot.court.results import (
    AccountsFound,
    AlreadyLinked,
    AskedOn,
    Failed,
    MenuRead,
    NotSent,
    RefusedByCourt,
    Sent,
    SignedIn,
    Unclear,
)
from bot.court.visit import FOREIGN_REFERER

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.court.exchange import Request
    from bot.court.model import Answers, Cookie, Court, FilerCredentials, PacerCredentials, PendingForm
    from bot.court.pages.tree import Page
    from bot.court.results import Accounts
    from bot.court.visit import Visit
    from bot.vocabulary import SignInNotice

R = TypeVar("R")
Opened = SignedIn | AlreadyLinked | Failed
Found = AccountsFound | Failed
Submitted = Sent | AskedOn | NotSent | RefusedByCourt | Unclear | AlreadyLinked
Read = MenuRead | Failed
Result = Opened | Found | Submitted | Read


@dataclass(frozen=True, slots=True, eq=False)
class AfterSignIn:
    """The link page is opened after a sign-in; `more`: how often PACER may still be asked."""

    credentials: PacerCredentials
    more: int
    notice: SignInNotice | None


@dataclass(frozen=True, slots=True, eq=False)
class WithSession:
    """The link page is opened with a session that PACER gave before."""


@dataclass(frozen=True, slots=True, eq=False)
class WithLogin:
    """The link page is opened anew, since a form is good once, and the old login goes into it."""

    credentials: FilerCredentials


Errand = AfterSignIn | WithSession | WithLogin
"""What the link page is opened for."""


@dataclass(frozen=True, slots=True, eq=False)
class SigningOn:
    """PACER is asked. `more`: how often it may be asked again, should the court not take the session over.

    `taken`: it has taken the password once already.
    """

    court: Court
    credentials: PacerCredentials
    more: int
    taken: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class LeavingFirst:
    """The session that the court did not take is signed out, before PACER is asked for another."""

    visit: Visit
    then: SigningOn


@dataclass(frozen=True, slots=True, eq=False)
class OpeningMenu:
    """The court's menu is asked for, on the way to its link page."""

    visit: Visit
    errand: Errand


@dataclass(frozen=True, slots=True, eq=False)
class AtTheDoor:
    """No menu came; the court's front page tells whether it is another system's now. Else the call ends as `failed`."""

    visit: Visit
    failed: Failed
    menu: Page | None = None


@dataclass(frozen=True, slots=True, eq=False)
class OpeningLinkPage:
    """The page that asks for the old login is asked for.

    `went_on`: from the page before it, as the person did earlier.
    """

    visit: Visit
    errand: Errand
    went_on: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class GivingLogin:
    """The old login was sent, in this form."""

    visit: Visit
    form: PendingForm


@dataclass(frozen=True, slots=True, eq=False)
class Looking:
    """The menu is read once more, before the form whose Submit cannot be undone."""

    visit: Visit
    form: PendingForm
    answers: Answers = ()


@dataclass(frozen=True, slots=True, eq=False)
class Submitting:
    """The Submit is given out; it is not given out again."""

    visit: Visit
    form: PendingForm


@dataclass(frozen=True, slots=True, eq=False)
class LookingOn:
    """The Submit was answered with another form; the menu is read once, before that is told."""

    visit: Visit
    form: PendingForm
    accounts: Accounts


@dataclass(frozen=True, slots=True, eq=False)
class Proving:
    """The menu is read as proof; `form` is kept for the session."""

    visit: Visit
    form: PendingForm | None


@dataclass(frozen=True, slots=True, eq=False)
class Done:
    """The call has its result; nothing leads on."""


ReadingMenu = OpeningMenu | Looking | LookingOn | Proving
"""The states in which the court's menu is read, part by part."""
Visiting = OpeningMenu | AtTheDoor | OpeningLinkPage | GivingLogin | Looking | LookingOn | Proving
State = SigningOn | LeavingFirst | Visiting | Submitting | Done


@dataclass(frozen=True, slots=True, eq=False)
class Step(Generic[R]):
    """Where a call is, and what is next: a request, or the result `R`."""

    state: State
    next: Request | R


def visit_of(state: State) -> Visit | None:
    """Give the visit of a state that has one."""
    match state:
        case SigningOn() | Done():
            return None
        case _:
            return state.visit


def cookies(state: State) -> tuple[Cookie, ...]:
    """Give what the jar holds for the request of this step."""
    visit = visit_of(state)
    return visit.session.cookies if visit else ()


def ask_menu(visit: Visit, state: Callable[[Visit], State]) -> Step[Any]:
    """Ask for the menu; `state` makes the state that waits for it."""
    wanted = Get("menu", visit.menu_url, FOREIGN_REFERER)
    return Step(state(replace(visit.wants(wanted), menu_page=None, signs=Signs())), wanted)


def end(result: Result) -> Step[Any]:
    """End a call with its result."""
    return Step(Done(), result)
