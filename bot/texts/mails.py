"""Words of the mails to the help desk's mailbox. Plain text: nothing of Slack's marks in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot.helpdesk.cases import TICKETS, Deed

if TYPE_CHECKING:
    from collections.abc import Sequence

OPENED = "a new case"
UPDATED = "there is more"
UNTOLD = "Slack did not take this"


def happened(deed: Deed) -> str:  # noqa: C901, PLR0912 - one case a deed
    """Say in a few words what happened to a case."""
    match deed:
        case Deed.CLAIMED:
            return "somebody took it"
        case Deed.TAKEN_OVER:
            return "a colleague took it over"
        case Deed.RESOLVED:
            return "it was closed"
        case Deed.REOPENED:
            return "it is open again"
        case Deed.PROVEN:
            return "it closed by itself"
        case Deed.LEFT:
            return "they left the run"
        case Deed.HELD:
            return "it is on hold"
        case Deed.WOKEN:
            return "the hold is over"
        case Deed.WENT_ON:
            return "the hold was ended"
        case Deed.WROTE:
            return "the help desk wrote to them"
        case Deed.ANSWERED:
            return "they answered"
        case Deed.SUGGESTED:
            return "a step was suggested"
        case Deed.SOLVED:
            return "they say it is solved"
        case Deed.NOT_SOLVED:
            return "they say it is not solved"
        case Deed.NUDGED:
            return "nobody took it yet, and it is late soon"
        case Deed.NOT_ARRIVED:
            return "what was written did not reach them"
        case Deed.OPENED_BY:
            return "a member opened it for them"
        case _:
            assert_never(deed)


def subject(reference: str, headline: str, happened: str) -> str:
    """Name the run, what is known of it and what happened; never a person."""
    return f"{reference}: {headline} ({happened})"


def forgotten(reference: str) -> str:
    """Name a case whose person had their data deleted."""
    return f"{reference}: their data was deleted"


FORGOTTEN = (
    "The person had their data deleted, and this app keeps nothing of the case any more. "
    "If your rules ask for it, delete the mails about it as well."
)


LEFT = "They left that run: its place is not kept."


def court(name: str) -> str:
    """Name the court."""
    return f"Court: {name}"


def person(user: str) -> str:
    """Name the person as Slack does."""
    return f"Whose run it is: Slack user {user}"


def holder(user: str) -> str:
    """Name who has the case."""
    return f"Who has it: {_member(user)}"


def by(user: str) -> str:
    """Name who did this."""
    return f"Who did this: {_member(user)}"


def why_closed(why: str) -> str:
    """Say why a case was closed."""
    return f"Closed: {why}"


NOBODY = "Who has it: nobody yet"
BELOW = (
    "What was written about it is in Slack, in the help desk's channel. Work on it there. "
    "Nobody reads what is answered to this mail."
)


def body(parts: Sequence[str]) -> str:
    """Put the parts of a mail together."""
    return "\n\n".join(parts) + "\n"


def _member(user: str) -> str:
    return "the firm's ticket system" if user == TICKETS else f"Slack user {user}"
