"""What was done: the courts that a person linked, and the audit lines, which name nobody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.store import ConversationKey


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A step, for the trail: names of an event and of the states around it, and no person's name.

    `court` is its id; `outcome` what became of a link request, or else what went wrong, or nothing. `by_person`: whose
    conversation it is did it, and not the app.
    """

    event: str
    before: str
    after: str
    court: str = ""
    outcome: str = ""
    by_person: bool = False


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An audit line as kept; `line` counts them all from 1, and `conversation` is the reference that people are told.

    `subject` is whose conversation it is, as a keyed hash, and `actor` the same or, where the app did it, nothing.
    `team` and `user` are the subject's Slack ids, until they are forgotten.
    """

    line: int
    at: datetime
    conversation: str
    rev: int
    event: str
    before: str
    after: str
    court: str
    outcome: str
    actor: str
    subject: str
    team: str
    user: str


@dataclass(frozen=True, slots=True)
class BrokenTrail:
    """Where the trail is not as it was written: the first `line`, and what is wrong with it."""

    line: int
    what: str

    def __str__(self) -> str:
        return f"Line {self.line} {self.what}."


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A court account that was linked. `by` says on whose word."""

    court: str
    at: datetime
    filer_label: str
    pacer_label: str
    by: str


class Links(Protocol):
    """What is needed to show what a person has linked. Written by a step, as its `Change.link`."""

    async def links_of(self, key: ConversationKey) -> tuple[LinkRow, ...]:
        """Return what a person has linked, oldest first; of the same account of the same court the latest word."""
        ...


class Trail(Links, Protocol):
    """What is needed to read all that was done. The audit is written by a step, as its `Change.audit`."""

    async def audit_of(self, conversation: str) -> tuple[AuditRow, ...]:
        """Return a conversation's trail, oldest first."""
        ...

    async def audit(self) -> tuple[AuditRow, ...]:
        """Return the whole trail, oldest first."""
        ...

    async def trail_fits(self) -> bool:
        """Say whether the trail so far was sealed with this opening's key."""
        ...

    async def broken_trail(self) -> BrokenTrail | None:
        """Look whether the trail is as it was written, and return the first place where it is not."""
        ...
