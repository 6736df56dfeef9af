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
    ASKED = "asked"
    SET_ASIDE = "set_aside"
    SET_ASIDE_UNKNOWN = "set_aside_unknown"


class Settlement(StrEnum):
    """How a claimed submit ended."""

    LINKED = "LINKED"
    REFUSED = "REFUSED"
    UNKNOWN = "UNKNOWN"
    NOT_SENT = "NOT_SENT"


@dataclass(frozen=True, slots=True)
class ShowCard:
    """Redraw the card; `at_bottom` posts it afresh where the person looks now, and folds the old one."""

    at_bottom: bool = False


@dataclass(frozen=True, slots=True)
class ShowFieldErrors:
    """Say at the fields what is wrong; nothing was sent."""

    errors: tuple[tuple[Field, FieldProblem], ...]


@dataclass(frozen=True, slots=True)
class TellResult:
    """A new message, since edits of the card do not notify."""


@dataclass(frozen=True, slots=True)
class TellHelpDesk:
    """One message in the help-desk channel; never a credential."""

    outcome: Outcome
    court: st.Court | None
    problem: st.Problem | None = None
    words: str = ""
    step: str = ""
    reason: st.HandOver | None = None


@dataclass(frozen=True, slots=True)
class TellReminder:
    """A new message, once: a step waits for its person."""


@dataclass(frozen=True, slots=True)
class ShowHelp:
    """A new message: what this step is, and whom to ring."""


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
class FindAccounts:
    """Give the court the old login that was just typed."""


@dataclass(frozen=True, slots=True)
class SubmitLink:
    """The one request that cannot be undone, under this claim; sent only if it is this court's and this form's."""

    claim: str
    court: st.Court
    form: str


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


CourtWork = SignInToPacer | ResumeSession | FindAccounts | SubmitLink | ReadMenu
Effect = (
    ShowCard
    | ShowFieldErrors
    | ShowHelp
    | TellResult
    | TellReminder
    | TellHelpDesk
    | Settle
    | RecordLink
    | CarrySession
    | EndSession
    | CourtWork
)
