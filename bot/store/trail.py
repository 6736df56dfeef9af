"""What was done: the courts that a person linked, and the audit lines, which name nobody."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.store import ConversationKey


@dataclass(frozen=True, slots=True)
class AuditLine:
    """A step, for the trail: names of an event and of the states around it, and no person's name."""

    event: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AuditRow:
    """An audit line as kept."""

    at: datetime
    conversation: str
    rev: int
    event: str
    before: str
    after: str


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
