"""What the app remembers: where each conversation is, what must still be sent, what was done, and ciphertext.

The types, and the `Store` protocol that the rest of the app is written against; `bot.store.sqlite` is the only one so
far. The store gives no meaning to a state, a payload or a sealed blob, and calls nobody. All times are aware; they
are kept to the millisecond, in UTC.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final, Literal, Protocol

Outcome = Literal["LINKED", "REFUSED", "UNKNOWN", "NOT_SENT"]


class StoreError(Exception):
    """The database cannot be used, or refused a change; nothing was changed. One plain sentence, without any value."""

    safe_to_log = True


class ClaimRefusedError(StoreError):
    """A submit was claimed a second time, or settled against what is known of it; nothing was changed."""


class Keep(Enum):
    """The type of `KEEP`."""

    KEEP = "keep"


KEEP: Final = Keep.KEEP
"""In a `Change`: leave what is there."""


@dataclass(frozen=True, slots=True)
class ConversationKey:
    """A person of a workspace; each has at most one conversation at a time."""

    team: str
    user: str


@dataclass(frozen=True, slots=True)
class Tried:
    """How often something was tried under `names`, as far as it still counts, and until when it does."""

    names: tuple[str, ...] = ()
    count: int = 0
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Try:
    """Something that is about to be tried. It counts under each of `names`, which are hashes, for so long."""

    names: tuple[str, ...]
    until: datetime


@dataclass(frozen=True, slots=True)
class Record:
    """A person's latest conversation.

    `rev` grows with each change, through the next conversation too. It is at least the milliseconds since 1970, so that
    it does not come again when the person was forgotten, or an older copy of the database was put back; what must hold
    even with a clock set back may not rest on it alone. `state` is JSON. `channel` and `card_ts` say where the living
    card is, `view_id` which modal is open. `tried` is no part of it: what a `decide` has asked to be told.
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


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to be sent, at least once.

    With a `coalesce` name it takes the place of a waiting one of the same conversation and name, if that was not taken
    yet. What is in one `lane` of a conversation is sent in order; another lane does not wait for it.
    """

    kind: str
    payload: str
    coalesce: str | None = None
    lane: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """The right to send one irreversible request, once. Committed and synced before it is sent."""

    reference: str


@dataclass(frozen=True, slots=True)
class Settle:
    """What became of a claimed request. UNKNOWN may later become any of the others; those stay."""

    reference: str
    outcome: Outcome


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


@dataclass(frozen=True, slots=True)
class Change:
    """All that one step changes; it happens whole or not at all.

    Another `conversation` than the record's begins the person's next one: `rev` goes on, `channel` stays, `view_id` is
    forgotten, and so is `card_ts` unless the change `keeps_card`, because the old card still has buttons.
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
    attempt: Try | None = None


@dataclass(frozen=True, slots=True)
class Transacted:
    """The record before and after a step; the same record if nothing changed."""

    before: Record | None
    after: Record | None
    duplicate: bool


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """Something taken from the outbox to be sent; `attempts` counts the failed ones. `id` is the same each time."""

    id: int
    key: ConversationKey
    conversation: str
    kind: str
    payload: str
    attempts: int


@dataclass(frozen=True, slots=True)
class OutboxRow:
    """Something in the outbox, as an operator may see it: no person and no words. `buried`: it was given up."""

    id: int
    conversation: str
    kind: str
    since: datetime
    attempts: int
    error: str
    buried: bool


Decide = Callable[[Record | None], Change | None]
Told = Callable[[bool], tuple[Outgoing, ...]]
"""What is to be sent when a conversation is set aside; given whether a submit's end is not known."""
Names = Callable[[Record], tuple[str, ...]]
"""Under which names a record's `tried` is to be looked up."""


class Store(Protocol):
    """Each method is one transaction, and raises `StoreError` when the database fails it, having changed nothing."""

    async def close(self) -> None:
        """Finish what was begun and let go of the database."""
        ...

    async def transact(
        self, key: ConversationKey, decide: Decide, *, delivery: str | None = None, names: Names | None = None
    ) -> Transacted:
        """Load the person's record, let `decide` say what changes, and change it, with a higher `rev`.

        `decide` must be quick and pure; it runs in the store's thread. None from it changes nothing; what it raises
        comes out here and changes nothing. A `delivery` id seen within the last day makes a duplicate: `decide` is not
        asked. With `names`, the record that it gets says what was tried under them. Raises `ClaimRefusedError` when the
        claim was made before, or the settlement contradicts what is known.
        """
        ...

    async def load(self, key: ConversationKey) -> Record | None:
        """Return a person's latest conversation."""
        ...

    async def live(self) -> tuple[Record, ...]:
        """Return every person's latest conversation, ended ones too: the store cannot tell; longest untouched first."""
        ...

    async def due(self, now: datetime, limit: int = 100) -> tuple[Record, ...]:
        """Return the records whose deadline is not after `now`, earliest first."""
        ...

    async def set_card(self, key: ConversationKey, conversation: str, channel: str, ts: str | None) -> bool:
        """Note where the living card is; False, and no change, if another conversation has begun. `rev` stays."""
        ...

    async def forget_view(self, key: ConversationKey, view_id: str) -> None:
        """Note that this modal is not open any more; no change if another one is noted by now. `rev` stays."""
        ...

    async def set_view(self, key: ConversationKey, view_id: str) -> None:
        """Note which modal is open. `rev` stays."""
        ...

    async def links_of(self, key: ConversationKey) -> tuple[LinkRow, ...]:
        """Return what a person has linked, oldest first; of the same account of the same court the latest word."""
        ...

    async def unsettled(self) -> tuple[tuple[str, str], ...]:
        """Return (conversation, reference) of each claim that was never settled, oldest first."""
        ...

    async def latest(self) -> datetime | None:
        """Return when the latest step was taken; None before the first."""
        ...

    async def bring_nearer(self, now: datetime, by: timedelta) -> None:
        """Take `by` from the times that were written after `now`: the clock that wrote them was that much ahead."""
        ...

    async def audit_of(self, conversation: str) -> tuple[AuditRow, ...]:
        """Return a conversation's trail, oldest first."""
        ...

    async def forget(self, key: ConversationKey) -> None:
        """Remove everything about a person but the audit lines and the tries, which name nobody."""
        ...

    async def set_aside(self, key: ConversationKey, reason: str, told: Told) -> str | None:
        """Put a person's conversation, which nobody can read, where it is in nobody's way; return its name.

        A submit that was claimed under it and not settled is settled as UNKNOWN. What `told` gives is to be sent.
        None, and no change, if there is no conversation. `reason` is ours, never a text from the row.
        """
        ...

    async def try_key(self) -> bytes:
        """Return the key under which the names of tries are hashed; the same as long as the database lives."""
        ...

    async def take_back(self, names: tuple[str, ...], conversation: str, rev: int, *, and_before: bool) -> None:
        """Count the try of that step no longer, and none before it under the same names if `and_before`."""
        ...

    async def put(self, key: ConversationKey, conversation: str, outgoing: Outgoing) -> None:
        """Put something into the outbox by itself, if the person's conversation is still this one."""
        ...

    async def take_due(self, now: datetime, limit: int = 100) -> tuple[OutboxItem, ...]:
        """Take what is to be sent now, oldest first, and of each lane of a conversation only its oldest.

        What was taken is not given again until it is postponed, or the store is opened anew. Cancel this only when
        stopping.
        """
        ...

    async def delivered(self, item: int) -> None:
        """Remove what was sent. One that is gone already is no error."""
        ...

    async def postpone(self, item: int, until: datetime, error: str, *, tried: bool = True) -> None:
        """Put back what could not be sent, for another attempt. `error` is a short code, never a text from outside.

        With `tried` it counts as an attempt.
        """
        ...

    async def hasten(self, errors: Collection[str]) -> None:
        """Make due now what was put back because of one of these `errors`."""
        ...

    async def bury(self, item: int, error: str) -> None:
        """Give up sending: the row stays for a human to read, and what is behind it goes on."""
        ...

    async def waiting(self) -> int:
        """Return how many are yet to be sent, taken ones too, buried ones not."""
        ...

    async def is_waiting(self, conversation: str, kind: str) -> bool:
        """Say whether something of that kind is yet to be sent for the conversation."""
        ...

    async def outbox_rows(self) -> tuple[OutboxRow, ...]:
        """Return all that is in the outbox, buried ones too, oldest first."""
        ...

    async def retry(self, items: Collection[int] | None) -> int:
        """Make due now, buried ones too, `items` or, for None, all; return how many."""
        ...

    async def drop(self, items: Collection[int]) -> int:
        """Remove `items` unsent; return how many."""
        ...

    async def next_due(self) -> datetime | None:
        """Return when `take_due` has something next, of what is not taken."""
        ...

    async def get_key(self, conversation: str) -> bytes | None:
        """Return the conversation's wrapped data key."""
        ...

    async def put_blob(
        self,
        *,
        team: str,
        user: str,
        conversation: str,
        purpose: str,
        sealed: bytes,
        expires: datetime,
        wrapped_key: bytes,
        expected_key: bytes | None,
    ) -> bool:
        """Keep `sealed` and `wrapped_key`, if the key is `expected_key` so far; a new key voids older blobs."""
        ...

    async def take_blob(self, *, team: str, user: str, conversation: str, purpose: str) -> tuple[bytes, bytes] | None:
        """Remove a blob and return it with the wrapped key."""
        ...

    async def delete_conversation_secrets(self, conversation: str) -> None:
        """Remove a conversation's blobs and wrapped key, from the files as well."""
        ...

    async def sweep(self, now: datetime) -> int:
        """Remove expired blobs and keys, from the files as well, and delivery ids older than a day.

        Returns how many blobs and keys went.
        """
        ...
