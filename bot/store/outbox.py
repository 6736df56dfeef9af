"""What must still be sent: put in by a step or by itself, taken by a sender, looked after by an operator."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from bot.store import ConversationKey


class Kind(StrEnum):
    """What is to be sent; what each means is its sender's business. A store keeps any, a newer version's too."""

    CARD = "card"
    CARD_BELOW = "card_below"
    RESULT = "result"
    REMINDER = "reminder"
    SET_ASIDE = "set_aside"
    HELP_DESK = "help_desk"
    LEFT = "left"
    CASE = "case"
    CASE_TOLD = "case_told"
    CASE_GONE = "case_gone"
    ABOUT_DESK = "about_desk"
    ATTORNEY = "attorney"
    ABOUT_ATTORNEY = "about_attorney"
    INVITE = "invite"
    DESK_DAY = "desk_day"
    WEBHOOK = "webhook"
    MAIL = "mail"


class Way(StrEnum):
    """By which way something goes out; what cannot go one way holds nothing back on another."""

    SLACK = "slack"
    WEBHOOK = "webhook"
    MAIL = "mail"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """Something to be sent, at least once.

    With a `coalesce` name it takes the place of a waiting one of the same conversation and name, if that was not taken
    yet. What is in one `lane` of a conversation is sent in order, by one way; another lane does not wait for it.
    `conversation`: that of which it is, if not of the one with whose change it is put in.
    """

    kind: Kind
    payload: str
    coalesce: str | None = None
    lane: str = ""
    way: Way = Way.SLACK
    conversation: str = ""


@dataclass(frozen=True, slots=True)
class OutboxItem:
    """Something taken from the outbox to be sent, put in at `since`; `attempts` counts the failed ones.

    `id` is the same each time.

    The `kind` is as it is kept: one that is no `Kind` was put in by another version.
    """

    id: int
    key: ConversationKey
    conversation: str
    kind: str
    payload: str
    since: datetime
    attempts: int


@dataclass(frozen=True, slots=True)
class Taken:
    """What is to be sent now, and when something is next.

    None: never, or not looked for, since as many were taken as were wanted.
    """

    items: tuple[OutboxItem, ...]
    next_due: datetime | None


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


class Posting(Protocol):
    """What is needed to post something outside of a step."""

    async def put(self, key: ConversationKey, conversation: str, outgoing: Outgoing) -> None:
        """Put something into the outbox by itself, if the person's conversation is still this one."""
        ...

    async def is_waiting(self, conversation: str, kind: Kind) -> bool:
        """Say whether something of that kind is yet to be sent for the conversation."""
        ...


class Beside(Protocol):
    """What is needed to say by another way what waits."""

    async def behind(self, item: int) -> tuple[OutboxItem, ...]:
        """Return what waits behind one in its lane, oldest first, without taking it."""
        ...

    async def send_also(self, item: int, outgoing: Outgoing) -> None:
        """Put something in beside one that waits; once for each, however often this is called."""
        ...


class Outbox(Protocol):
    """What is needed to send."""

    async def take_due(self, now: datetime, limit: int = 100, way: Way = Way.SLACK) -> Taken:
        """Take what is to be sent now by one way, oldest first, and of each lane of a conversation only its oldest.

        It is taken in the name of this opening of the store, which is not given it again until it is postponed. Another
        opening can take it when that is known to be gone, or after a time that is longer than sending can take. Cancel
        this only when stopping.
        """
        ...

    async def begun(self, item: int) -> None:
        """Note, before something is sent, that it may have been sent: its next attempt is not the first."""
        ...

    async def delivered(self, item: int, *, typed: bool = False) -> None:
        """Remove what was sent. One that is gone already is no error.

        `typed`: it held words that somebody typed, which are to be gone from the files as well when this returns.
        """
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


class OutboxByHand(Protocol):
    """What an operator needs."""

    async def outbox_rows(self) -> tuple[OutboxRow, ...]:
        """Return all that is in the outbox, buried ones too, oldest first."""
        ...

    async def waiting(self) -> int:
        """Return how many are yet to be sent, taken ones too, buried ones not."""
        ...

    async def retry(self, items: Collection[int] | None) -> int:
        """Make due now, buried ones too, `items` or, for None, all; return how many."""
        ...

    async def drop(self, items: Collection[int]) -> int:
        """Remove `items` unsent; return how many."""
        ...
