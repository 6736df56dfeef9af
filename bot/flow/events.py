"""What can happen to a conversation: clicks and typed answers, what court and PACER answered, time.

PURE, standard library only. No event carries what was typed: only facts about its shape, which decide whether it is
worth sending.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flow import states as st
    from bot.vocabulary import SignInNotice


@dataclass(frozen=True, slots=True)
class FieldShape:
    """The shape of a typed field, never its content; `special` are forbidden characters found in it."""

    length: int = 0
    special: str = ""
    legacy: bool = False


@dataclass(frozen=True, slots=True)
class Tried:
    """How many passwords were sent for an account lately, and until when they count."""

    count: int = 0
    until: datetime | None = None


class Fate(StrEnum):
    """What became of a typed password: it counts unless it is proven that it was taken, or that it never left."""

    COUNTS = "counts"
    TAKEN = "taken"
    NOT_SENT = "not_sent"


# What the person does


@dataclass(frozen=True, slots=True)
class Started:
    """`/link-pacer`, with the court that the words after it name, if exactly one.

    `reference` and `token` are a new run's. `linked_on`: when this app linked that court for the person before.
    """

    reference: str
    court: st.Court | None = None
    query: str = ""
    linked_on: datetime | None = None
    token: str = ""


@dataclass(frozen=True, slots=True)
class CourtChosen:
    """A court was picked from the list; `linked_on` as in Started."""

    court: st.Court
    linked_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class SaidReady:
    """The fine print and PACER's redaction notice were accepted."""


@dataclass(frozen=True, slots=True)
class AskedToContinue:
    """The form of the present step was asked for, or asked for again."""


@dataclass(frozen=True, slots=True)
class PacerSubmitted:
    """The PACER form was sent; `tried` before for the same user name."""

    username: FieldShape
    password: FieldShape
    passcode: FieldShape = FieldShape()
    client_code: FieldShape = FieldShape()
    tried: Tried = Tried()


@dataclass(frozen=True, slots=True)
class FilerSubmitted:
    """The CM/ECF form was sent; `tried` before at the same court, by this person or for this login."""

    login: FieldShape
    password: FieldShape
    tried: Tried = Tried()


@dataclass(frozen=True, slots=True)
class ConfirmedLink:
    """Both accounts were seen, and the dialog that says "cannot be undone" was confirmed."""


@dataclass(frozen=True, slots=True)
class AskedToCheckAgain:
    """An unknown outcome is to be read again at the court."""


@dataclass(frozen=True, slots=True)
class WentBack:
    """One step back."""


@dataclass(frozen=True, slots=True)
class AskedToCancel:
    """Stop here."""


@dataclass(frozen=True, slots=True)
class AskedToStartOver:
    """Drop this run and begin another, under `reference` and `token`."""

    reference: str
    token: str = ""


@dataclass(frozen=True, slots=True)
class AskedForHelp:
    """What this step is, and whom one can ring, is wanted to be known."""


@dataclass(frozen=True, slots=True)
class AskedHelpDesk:
    """A human, please."""


@dataclass(frozen=True, slots=True)
class DidGuidedStep:
    """A step in the person's own browser is done."""


@dataclass(frozen=True, slots=True)
class SawSomethingElse:
    """A step in the person's own browser did not look as described."""


@dataclass(frozen=True, slots=True)
class OutdatedClick:
    """A button of an earlier drawing was used."""


# What PACER and the court answered


@dataclass(frozen=True, slots=True)
class SignedIn:
    """PACER accepted, and the court offers the link."""

    notice: SignInNotice | None = None


@dataclass(frozen=True, slots=True)
class FoundLinked:
    """The court's menu shows the filer's menus already."""


@dataclass(frozen=True, slots=True)
class CourtFailed:
    """PACER or the court said no, or could not be understood or reached; nothing irreversible was sent.

    `fate`: what became of the password that was sent; `tried`: how many count now, that one included.
    """

    problem: st.Problem
    words: str = ""
    fate: Fate = Fate.COUNTS
    tried: Tried = Tried()


@dataclass(frozen=True, slots=True)
class AccountsRead:
    """The court's page names both accounts."""

    accounts: st.Accounts


@dataclass(frozen=True, slots=True)
class LinkAnswered:
    """The court answered the submit; what it is worth, its menu tells."""


@dataclass(frozen=True, slots=True)
class LinkUnclear:
    """The submit was sent, perhaps, and no answer can be relied on."""


@dataclass(frozen=True, slots=True)
class LinkNotSent:
    """Proven: not a byte of the submit left."""

    problem: st.Problem


@dataclass(frozen=True, slots=True)
class LinkRefused:
    """The court's answer to the submit says no."""

    problem: st.Problem
    words: str = ""


@dataclass(frozen=True, slots=True)
class MenuShowsFiler:
    """The proof: the filer's menus are there."""


@dataclass(frozen=True, slots=True)
class MenuShowsNoProof:
    """The menu was read or could not be read, and shows no filer's menus."""

    problem: st.Problem


# Time and the machine


@dataclass(frozen=True, slots=True)
class DeadlinePassed:
    """The state's deadline is over; `due` is when it was, which may be long ago after a stop.

    `time_zone` is the person's, as IANA names it; empty when it is not known.
    """

    due: datetime
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class Restarted:
    """The app was started anew; what was sealed in memory is gone."""


# What became of a message to the help desk


@dataclass(frozen=True, slots=True)
class HelpDeskTold:
    """The help desk's notice of this run arrived."""


@dataclass(frozen=True, slots=True)
class HelpDeskUnreachable:
    """The help desk's notice of this run could not be delivered so far."""


FromPerson = (
    Started
    | CourtChosen
    | SaidReady
    | AskedToContinue
    | PacerSubmitted
    | FilerSubmitted
    | ConfirmedLink
    | AskedToCheckAgain
    | WentBack
    | AskedToCancel
    | AskedToStartOver
    | AskedForHelp
    | AskedHelpDesk
    | DidGuidedStep
    | SawSomethingElse
    | OutdatedClick
)
FromCourt = (
    SignedIn
    | FoundLinked
    | CourtFailed
    | AccountsRead
    | LinkAnswered
    | LinkUnclear
    | LinkNotSent
    | LinkRefused
    | MenuShowsFiler
    | MenuShowsNoProof
)
FromOutbox = HelpDeskTold | HelpDeskUnreachable
Event = FromPerson | FromCourt | FromOutbox | DeadlinePassed | Restarted
