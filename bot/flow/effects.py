"""What is to be done after a step. PURE, standard library only.

Effects are performed by the engine, after the step is committed: cards and messages at least once, `SubmitLink` at
most once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from bot.flow import states as st


class Field(StrEnum):
    """The typed fields."""

    PACER_USERNAME = "pacer_username"
    PACER_PASSWORD = "pacer_password"  # noqa: S105 - a field's name
    PACER_PASSCODE = "pacer_passcode"
    PACER_CLIENT_CODE = "pacer_client_code"
    FILER_LOGIN = "filer_login"
    FILER_PASSWORD = "filer_password"  # noqa: S105 - a field's name
    ANSWER_1 = "answer_1"
    ANSWER_2 = "answer_2"
    ANSWER_3 = "answer_3"
    ANSWER_4 = "answer_4"
    ANSWER_5 = "answer_5"
    ANSWER_6 = "answer_6"
    ANSWER_7 = "answer_7"
    ANSWER_8 = "answer_8"
    CONSENT = "consent"
    SENTENCE = "sentence"
    ATTORNEY = "attorney"


ANSWERS = tuple(each for each in Field if each.value.startswith("answer_"))
"""The fields for what a court's page asks, in its order; a page that asks for more than these is not put to anybody."""


class FieldProblem(StrEnum):
    """What is wrong with a typed field before it is sent anywhere."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    LEGACY_USERNAME = "legacy_username"
    SPECIAL_CHARACTER = "special_character"


class Outcome(StrEnum):
    """What the help desk is told of a run."""

    LINKED = "linked"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    REHEARSED = "rehearsed"
    ASKED = "asked"
    ADDED = "added"
    TURNED = "turned"
    SET_ASIDE = "set_aside"
    SET_ASIDE_UNKNOWN = "set_aside_unknown"
    BY_MEMBER = "by_member"
    STUCK = "stuck"


class Leaving(StrEnum):
    """How a person left a run that went on: they cancelled it, nobody came for a week, or another began instead."""

    CANCELLED = "cancelled"
    EXPIRED = "expired"
    BEGAN_ANOTHER = "began_another"


class Settlement(StrEnum):
    """How a claimed submit ended."""

    LINKED = "LINKED"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"
    NOT_SENT = "NOT_SENT"


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Redraw the card; `at_bottom` posts it afresh where the person looks now, and folds the old one.

    `news` does so where no form is open to show what came, since an edit notifies nobody.
    """

    at_bottom: bool = False
    news: bool = False


@dataclass(frozen=True, slots=True)
class ShowFieldErrors:
    """Say at the fields what is wrong; nothing was sent."""

    errors: tuple[tuple[Field, FieldProblem], ...]


@dataclass(frozen=True, slots=True)
class TellResult:
    """A new message, since edits of the card do not notify."""


@dataclass(frozen=True, slots=True)
class TellHelpDesk:
    """One message in the help-desk channel; never a credential.

    `said` are the person's own words, without what looks secret. `notice` numbers the messages of one who asks.
    """

    outcome: Outcome
    court: st.Court | None
    problem: st.Problem | None = None
    words: str = ""
    step: str = ""
    why: st.WhyHuman | None = None
    said: str = ""
    notice: int = 0
    stuck: st.Stuck | None = None


@dataclass(frozen=True, slots=True)
class TellLeaving:
    """The help desk hears, if it has a case of the run `reference`, that its place is kept no longer, and why."""

    reference: str
    how: Leaving


@dataclass(frozen=True, slots=True)
class TellReminder:
    """A new message, once: a step waits for its person."""


@dataclass(frozen=True, slots=True)
class TellAboutDesk:
    """A new message: what became of asking the help desk, when that is other than was said before."""


@dataclass(frozen=True, slots=True)
class TellAttorney:
    """A direct message to an attorney, by their Slack id: the clicks at `court` that let this person file for them."""

    attorney: str
    court: st.Court


@dataclass(frozen=True, slots=True)
class TellAboutAttorney:
    """A new message: whether what was sent to the attorney arrived."""

    attorney: str
    court: st.Court
    arrived: bool


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """A new message: what this step is, and whom to ring."""


@dataclass(frozen=True, slots=True)
class OfferCourts:
    """A new message: whether the run should go to one of these courts instead of its own."""

    courts: tuple[st.Court, ...]


@dataclass(frozen=True, slots=True)
class CarrySession:
    """Seal the PACER session of the run `reference` for this one: another court needs no second sign-in."""

    reference: str


@dataclass(frozen=True, slots=True)
class ResumeSession:
    """Open the menu of another court with the PACER session that is at hand."""

    court: st.Court


@dataclass(frozen=True, slots=True)
class SignInToPacer:
    """Sign in with what was just typed, and open the court's menu."""

    court: st.Court


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go on from the court's page before the old login, with the answers to the `questions` that it asks."""

    questions: tuple[st.Question, ...] = ()


@dataclass(frozen=True, slots=True)
class FindAccounts:
    """Give the court the old login that was just typed, and the answers to the `questions` that it asks beside it."""

    questions: tuple[st.Question, ...] = ()


@dataclass(frozen=True, slots=True)
class UseUpTries:
    """Count a lock as the last try: for a while no password is sent for the account, whoever asks for it."""


@dataclass(frozen=True, slots=True)
class SubmitLink:
    """The one request that cannot be undone, under this claim; sent only if it is this court's and this form's.

    `known_as`: under which keyed hashes it is found again through another conversation.
    """

    claim: str
    court: st.Court
    form: str
    known_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadMenu:
    """Read the court's menu as proof."""


@dataclass(frozen=True, slots=True)
class Settle:
    """Write down how the claimed submit ended."""

    claim: str
    settlement: Settlement


@dataclass(frozen=True, slots=True)
class RecordLink:
    """Remember for the person's home that this court is linked; the account names masked, or empty when unknown."""

    court: st.Court
    filer: str = ""
    pacer: str = ""
    proof: st.Proof = st.Proof.COURT_MENU


@dataclass(frozen=True, slots=True)
class EndSession:
    """Sign out of PACER, and destroy the conversation's sealed secrets with their key."""


CourtWork = SignInToPacer | ResumeSession | GoOn | FindAccounts | SubmitLink | ReadMenu
Effect = (
    ShowCard
    | ShowFieldErrors
    | ShowHelp
    | OfferCourts
    | TellResult
    | TellReminder
    | TellHelpDesk
    | TellLeaving
    | TellAboutDesk
    | TellAttorney
    | TellAboutAttorney
    | Settle
    | RecordLink
    | CarrySession
    | EndSession
    | UseUpTries
    | CourtWork
)
