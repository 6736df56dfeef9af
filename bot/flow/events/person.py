"""What a person does: clicks, typed answers, words. PURE."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flow.events.facts import NOT_TYPED, UNTRIED, FieldShape, Submitted, Tried

if TYPE_CHECKING:
    from datetime import datetime

    from bot.flow import states as st


@dataclass(frozen=True, slots=True)
class Started:
    """`/link-pacer`, with the court that the words after it name, if exactly one.

    `reference` and `token` are a new run's. `linked_on`: when this app linked that court for the person before.
    `found`: without such a court, the few that the words may mean.
    """

    reference: str
    court: st.Court | None = None
    query: str = ""
    linked_on: datetime | None = None
    token: str = ""
    found: tuple[st.Court, ...] = ()


@dataclass(frozen=True, slots=True)
class CourtChosen:
    """A court was picked from the list; `linked_on` as in Started."""

    court: st.Court
    linked_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class ChoseDoor:
    """The person said what applies to them at the court."""

    door: st.Door


@dataclass(frozen=True, slots=True)
class ReadOn:
    """A page of what is to be known first was read."""


@dataclass(frozen=True, slots=True)
class WentElsewhere:
    """Another court than the run's was asked for, and then pressed; `linked_on` as in Started."""

    court: st.Court
    linked_on: datetime | None = None


@dataclass(frozen=True, slots=True)
class SaidReady:
    """PACER's redaction notice was accepted; at another court with the same sign-in, that it may go on."""


@dataclass(frozen=True, slots=True)
class ChoseAnotherAccount:
    """The person does not want to go on with the PACER sign-in that is at hand."""


@dataclass(frozen=True, slots=True)
class ChoseOwnBrowser:
    """The person wants to be led in their own browser, and to type nothing here."""


@dataclass(frozen=True, slots=True)
class SaidLinkedAlready:
    """The person sees in their own browser that the accounts are linked."""


@dataclass(frozen=True, slots=True)
class AskedToResume:
    """The card of the run that is under way is wanted below, to go on from there."""


@dataclass(frozen=True, slots=True)
class AskedToContinue:
    """The form of the present step was asked for, or asked for again."""


@dataclass(frozen=True, slots=True)
class PacerSubmitted:
    """The PACER form was sent; `tried` before for the same user name."""

    username: FieldShape
    password: FieldShape
    passcode: FieldShape = NOT_TYPED
    client_code: FieldShape = NOT_TYPED
    tried: Tried = UNTRIED


@dataclass(frozen=True, slots=True)
class FilerSubmitted:
    """The CM/ECF form was sent; `tried` before at the same court, by this person or for this login.

    `answers` are to what else the court's page asked, in its order. `submitted`: there, by this person or for this
    login, through whatever conversation.
    """

    login: FieldShape
    password: FieldShape
    tried: Tried = UNTRIED
    answers: tuple[FieldShape, ...] = ()
    submitted: Submitted | None = None


@dataclass(frozen=True, slots=True)
class WentOn:
    """The court's page before the old login was read, and what it asks answered, in its order."""

    answers: tuple[FieldShape, ...] = ()


@dataclass(frozen=True, slots=True)
class ConfirmedLink:
    """Both accounts were seen, and the dialog that says "cannot be undone" was confirmed.

    `submitted` as in FilerSubmitted.
    """

    submitted: Submitted | None = None


@dataclass(frozen=True, slots=True)
class AnsweredAndConfirmed:
    """What the court's page asks was answered, in its order, and "link for good" ticked beside both accounts.

    `submitted` as in FilerSubmitted.
    """

    consent: FieldShape
    answers: tuple[FieldShape, ...] = ()
    submitted: Submitted | None = None


@dataclass(frozen=True, slots=True)
class AskedToCheckAgain:
    """An unknown outcome is to be read again; with a `court`, an earlier run's, in a new run of this name and token."""

    court: st.Court | None = None
    reference: str = ""
    token: str = ""


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
class AddedSentence:
    """More for the human who was asked for, in the person's own words; what looks secret is out of it already."""

    words: str


@dataclass(frozen=True, slots=True)
class SentClicks:
    """The five clicks at `court` are to go to that `attorney`, by their Slack id."""

    attorney: str
    court: st.Court


@dataclass(frozen=True, slots=True)
class DidGuidedStep:
    """A step in the person's own browser is done."""


@dataclass(frozen=True, slots=True)
class SawSomethingElse:
    """A step in the person's own browser did not look as described."""


@dataclass(frozen=True, slots=True)
class OutdatedClick:
    """A button of an earlier drawing was used."""


FromPerson = (
    Started
    | CourtChosen
    | ChoseDoor
    | ReadOn
    | WentElsewhere
    | SaidReady
    | ChoseAnotherAccount
    | ChoseOwnBrowser
    | SaidLinkedAlready
    | AskedToResume
    | AskedToContinue
    | PacerSubmitted
    | FilerSubmitted
    | WentOn
    | ConfirmedLink
    | AnsweredAndConfirmed
    | AskedToCheckAgain
    | WentBack
    | AskedToCancel
    | AskedToStartOver
    | AskedForHelp
    | AskedHelpDesk
    | AddedSentence
    | SentClicks
    | DidGuidedStep
    | SawSomethingElse
    | OutdatedClick
)
