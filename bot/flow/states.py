"""The states of a conversation: frozen values, each holding exactly what is known in it.

PURE, standard library only. States are stored as JSON, so they hold no secret: no password, passcode, cookie or token,
and no user name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime  # noqa: TC003 - the store's codec reads these hints at run time
from enum import StrEnum

from bot.vocabulary import AccountWarning, SignInNotice, Trouble


class Finding(StrEnum):
    """Why the conversation itself stopped, or what it makes of what was read. What came of a call is a `Trouble`."""

    COURT_NOT_FOUND = "court_not_found"
    COURT_NOT_AUTOMATED = "court_not_automated"
    TOO_EARLY = "too_early"
    TOO_MANY_PACER_TRIES = "too_many_pacer_tries"
    TOO_MANY_FILER_TRIES = "too_many_filer_tries"
    IDLE = "idle"
    RESTARTED = "restarted"
    ANSWER_LOST = "answer_lost"
    NOT_PROVEN = "not_proven"
    MENUS_MISSING = "menus_missing"
    FOUND_NOT_LINKED = "found_not_linked"
    NOT_SHOWN_YET = "not_shown_yet"


Problem = Trouble | Finding
"""Why a step did not go on; each has its own words in texts. The closed set of what can go wrong."""
PROBLEMS: tuple[Problem, ...] = (*Trouble, *Finding)


class Pause(StrEnum):
    """How long a step has been waiting for its person: not yet long, past the idle time, or reminded of as well."""

    NONE = "none"
    PAUSED = "paused"
    REMINDED = "reminded"


class HandOver(StrEnum):
    """Why a human is needed."""

    ASKED = "asked"
    SAW_SOMETHING_ELSE = "saw_something_else"


class Desk(StrEnum):
    """What the help desk knows of a person who asked for a human."""

    ASKED = "asked"
    TOLD = "told"
    UNREACHED = "unreached"


class Proof(StrEnum):
    """On whose word an account counts as linked."""

    COURT_MENU = "court_menu"
    PERSONS_WORD = "persons_word"


@dataclass(frozen=True, slots=True)
class Court:
    """What the conversation needs to know of a court; the registry knows the rest.

    A court that is not `automated` is linked by the person in their own browser, step by step.
    """

    id: str
    name: str
    host: str
    menus: tuple[str, ...]
    phone: str = ""
    automated: bool = True
    appellate: bool = False
    website: str = ""
    linking_since: date | None = None
    note: str = ""


def _masked(label: str) -> str:
    return re.sub(r"(\w)\w*", r"\1***", label)


@dataclass(frozen=True, slots=True)
class Accounts:
    """Both accounts as the court's page names them; `form` is a digest of the form that would be sent to link them.

    Where they could not be told apart, both are empty and `said` has the page's own lines.
    """

    filer: str
    pacer: str
    warnings: tuple[AccountWarning, ...] = ()
    form: str = ""
    said: tuple[str, ...] = ()

    def masked(self) -> Accounts:
        """Give the accounts as they are kept after the end: enough for their owner to know them again."""
        return Accounts(_masked(self.filer), _masked(self.pacer), self.warnings)


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A submit whose end is not known, by its claim: at which court, since when, how many sign-ins saw no link."""

    claim: str
    court: str
    since: datetime
    looks: int = 0


@dataclass(frozen=True, slots=True)
class Run:
    """One go at linking.

    `reference` is its name, which people are told. `token` is random and stands on its buttons alone: a run without one
    takes no click. `rehearsal` says whether the process only rehearses: it is set anew at each step, and at an end
    stays as it was. `consents` counts how often the person said "link for good", since each is good for one submit.
    `signed_in` says that the PACER session of the court before is at hand; `linked` names the courts linked with it.
    `time_zone` is the person's, as IANA names it. `open_ends` are submits of earlier runs, one for a court at most.
    """

    reference: str
    consents: int = 0
    signed_in: bool = False
    linked: tuple[str, ...] = ()
    time_zone: str = ""
    pause: Pause = Pause.NONE
    paused_at: datetime | None = None
    rehearsal: bool = False
    token: str = ""
    open_ends: tuple[Unsettled, ...] = ()

    def open_end(self, court: Court) -> Unsettled | None:
        """Give the submit of an earlier run at `court` whose end is not known."""
        return next((each for each in self.open_ends if each.court == court.id), None)

    def without(self, court: Court) -> tuple[Unsettled, ...]:
        """Give the open ends at other courts."""
        return tuple(each for each in self.open_ends if each.court != court.id)


@dataclass(frozen=True, slots=True)
class ChoosingCourt:
    """The person is asked which court; `since`: the day from which the one asked for links accounts."""

    run: Run
    problem: Problem | None = None
    query: str = ""
    since: date | None = None


@dataclass(frozen=True, slots=True)
class GettingReady:
    """The fine print is shown; the person says when they are ready. `linked_on`: linked here before, by our record."""

    run: Run
    court: Court
    linked_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class Guided:
    """The person links in their own browser, and says when each step, from 1, is done."""

    run: Run
    court: Court
    step: int = 1


@dataclass(frozen=True, slots=True)
class AwaitingPacerSignIn:
    """The person is asked for the PACER user name and password.

    `unsettled` is a submit with an unknown end; then this sign-in only reads what became of it.
    """

    run: Run
    court: Court
    problem: Problem | None = None
    unsettled: Unsettled | None = None


@dataclass(frozen=True, slots=True)
class SigningIn:
    """PACER is being asked."""

    run: Run
    court: Court
    unsettled: Unsettled | None = None


@dataclass(frozen=True, slots=True)
class AwaitingFilerLogin:
    """The person is asked for the old CM/ECF login."""

    run: Run
    court: Court
    problem: Problem | None = None
    notice: SignInNotice | None = None


@dataclass(frozen=True, slots=True)
class FindingAccounts:
    """The court is being asked which accounts these are."""

    run: Run
    court: Court


@dataclass(frozen=True, slots=True)
class Reviewing:
    """Both accounts are shown; nothing is linked before the person says so."""

    run: Run
    court: Court
    accounts: Accounts
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class Linking:
    """The one request that cannot be undone is claimed, and may be on its way."""

    run: Run
    court: Court
    accounts: Accounts
    claim: str


@dataclass(frozen=True, slots=True)
class Confirming:
    """The court's menu is being read as proof; `answered` says whether the court answered the submit."""

    run: Run
    court: Court
    accounts: Accounts
    claim: str
    answered: bool


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
    """The court's menu showed the filer's menus before anything was sent. `session` as in Linked."""

    run: Run
    court: Court
    at: datetime
    session: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """It cannot go on. `words` are PACER's or the court's own; `again_after` is set when waiting helps."""

    run: Run
    court: Court
    problem: Problem
    at: datetime
    words: str = ""
    again_after: datetime | None = None


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
class HandedOver:
    """A human at the help desk is asked for; `step` is the state in which the person asked.

    `desk`: the message is on its way, arrived, or could not be delivered so far.
    """

    run: Run
    at: datetime
    step: str
    reason: HandOver
    court: Court | None = None
    desk: Desk = Desk.ASKED


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """A rehearsal ended where both accounts are shown; nothing was linked, and the pages met are kept."""

    run: Run
    court: Court
    accounts: Accounts
    at: datetime


Ended = Linked | AlreadyLinked | Refused | Unknown | Cancelled | Expired | HandedOver | Rehearsed
Waiting = ChoosingCourt | GettingReady | AwaitingPacerSignIn | Guided
"""The states that hold no session: they may wait for days."""
Live = Waiting | SigningIn | AwaitingFilerLogin | FindingAccounts | Reviewing | Linking | Confirming
State = Live | Ended
