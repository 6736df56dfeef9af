"""Where each person's conversation is, and the one way to change it: a step, with all that belongs to it.

The claim of an irreversible request is made and settled by a step, too.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import ClassVar, Final, Literal, Protocol

from bot.store import ConversationKey, StoreError
from bot.store.cases import CaseRow
from bot.store.outbox import Outgoing
from bot.store.trail import AuditLine, LinkRow
from bot.store.tries import Tried, Try

Outcome = Literal["LINKED", "REFUSED", "UNKNOWN", "NOT_SENT"]


class ClaimRefusedError(StoreError):
    """A submit was claimed a second time, or settled against what is known of it; nothing was changed."""


class Keep(Enum):
    """The type of `KEEP`."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP
"""In a `Change`: leave what is there."""


@dataclass(frozen=True, slots=True)
class Record:
    """A person's latest conversation.

    `rev` grows with each change, through the next conversation too. It is at least the milliseconds since 1970, so that
    it does not come again when the person was forgotten, or an older copy of the database was put back; what must hold
    even with a clock set back may not rest on it alone. `state` is JSON. `channel` and `card_ts` say where the living
    card is, `view_id` which modal is open. `tried` and `open_submit` are no part of it: what a `decide` has asked to be
    told.
    """

    key: ConversationKey
    conversation: str
    rev: int
    state: str
    deadline: datetime | None
    channel: str | None
    card_ts: str | None
    view_id: str | None
    updated_at: datetime
    tried: Tried = field(default=Tried(), compare=False)
    open_submit: "OpenSubmit | None" = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one irreversible request, once. Committed and synced before it is sent.

    `names`, which are hashes, say whose it is, to whoever knows how they are made; they outlive the conversation.
    """

    reference: str
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenSubmit:
    """A claim, in anybody's conversation, of which it is not known what became of it; and when it was made."""

    reference: str
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class Unsettled:
    """A claim of which it is not known what became of it."""

    conversation: str
    reference: str


@dataclass(frozen=True, slots=True)
class Settle:
    """What became of a claimed request. UNKNOWN may later become any of the others; those stay."""

    reference: str
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Change:
    """All that one step changes; it happens whole or not at all.

    Another `conversation` than the record's begins the person's next one: `rev` goes on, `channel` stays, `view_id` is
    forgotten, and so is `card_ts` unless the change `keeps_card`, because the old card still has buttons. It `goes_on`:
    work for it, which another process may be doing, is not begun by this step, and not over with it.
    """

    conversation: str
    state: str
    deadline: datetime | None
    outgoing: tuple[Outgoing, ...]
    audit: AuditLine
    claim: Claim | None = None
    settle: Settle | None = None
    view_id: str | Keep | None = KEEP
    link: LinkRow | None = None
    keeps_card: bool = False
    goes_on: bool = False
    attempt: Try | None = None


@dataclass(frozen=True, slots=True)
class Transacted:
    """The record before and after a step; the same record if nothing changed."""

    before: Record | None
    after: Record | None
    duplicate: bool


Decide = Callable[[Record | None], Change | None]
Told = Callable[[bool], tuple[Outgoing, ...]]
"""What is to be sent when a conversation is set aside; given whether a submit's end is not known."""
Forgotten = Callable[[CaseRow], tuple[Outgoing, ...]]
"""What is to be sent of a case when it is deleted with its person's data."""
Unless = Callable[[Record | None], bool]
"""Whether something is not to be done, given the conversation that is there."""
Names = Callable[[Record], tuple[str, ...]]
"""Under which names a record's `tried` and `open_submit` are to be looked up."""


class Places(Protocol):
    """What is needed to draw a conversation, and to note where it was drawn."""

    async def load(self, key: ConversationKey) -> Record | None:
        """Return a person's latest conversation."""
        ...

    async def set_card(self, key: ConversationKey, conversation: str, channel: str, ts: str | None) -> bool:
        """Note where the living card is; False, and no change, if another conversation has begun. `rev` stays."""
        ...

    async def set_view(self, key: ConversationKey, view_id: str) -> str | None:
        """Note which modal is open, and return the one that was noted before. `rev` stays."""
        ...

    async def forget_view(self, key: ConversationKey, view_id: str) -> None:
        """Note that this modal is not open any more; no change if another one is noted by now. `rev` stays."""
        ...


class Conversations(Places, Protocol):
    """What is needed to drive conversations."""

    shared: ClassVar[bool]
    """Whether other processes can drive conversations as well, and be gone, while this one runs."""

    async def transact(
        self, key: ConversationKey, decide: Decide, *, delivery: str | None = None, names: Names | None = None
    ) -> Transacted:
        """Load the person's record, let `decide` say what changes, and change it, with a higher `rev`.

        `decide` must be quick and pure; it runs in the store's thread. None from it changes nothing; what it raises
        comes out here and changes nothing. A `delivery` id seen within the last day makes a duplicate: `decide` is not
        asked. With `names`, the record that it gets says what was tried under them, and which submit is open. Raises
        `ClaimRefusedError` when the claim was made before, or the settlement contradicts what is known.
        """
        ...

    async def live(self) -> tuple[Record, ...]:
        """Return every person's latest conversation, ended ones too: the store cannot tell; longest untouched first."""
        ...

    async def left_behind(self) -> tuple[Record, ...]:
        """Return what `live` would of conversations that are driven by a process that is gone.

        One drives what it took the last step of, but for those that let it go on.
        """
        ...

    async def take_over(self, record: Record) -> None:
        """Drive a conversation from now on, if no step was taken since; `rev` stays."""
        ...

    async def alone(self) -> bool:
        """Say whether no other process is at this database."""
        ...

    async def due(self, now: datetime, limit: int = 100) -> tuple[Record, ...]:
        """Return the records whose deadline is not after `now`, earliest first."""
        ...

    async def forget(
        self, key: ConversationKey, told: Forgotten | None = None, *, unless: Unless | None = None
    ) -> bool:
        """Remove everything about a person but what names nobody: audit lines, tries, and submits that are open.

        What `told` gives for each case of theirs is to be sent, in nobody's name. False, and nothing removed, where
        `unless` says so of what is there by then; it is asked in the same transaction, and must be quick and pure.
        """
        ...

    async def set_aside(self, key: ConversationKey, reason: str, told: Told) -> str | None:
        """Put a person's conversation, which nobody can read, where it is in nobody's way; return its name.

        A submit that was claimed under it and not settled is settled as UNKNOWN. What `told` gives is to be sent.
        None, and no change, if there is no conversation. `reason` is ours, never a text from the row.
        """
        ...

    async def unsettled(self) -> tuple[Unsettled, ...]:
        """Return each claim that was never settled, oldest first."""
        ...

    async def latest(self) -> datetime | None:
        """Return when the latest step was taken; None before the first."""
        ...

    async def bring_nearer(self, now: datetime, by: timedelta) -> None:
        """Take `by` from the times that were written after `now`: the clock that wrote them was that much ahead."""
        ...
