"""A firm's roll-out: who was invited to link at which court, and how far each of them is."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from bot.store import ConversationKey
from bot.store.outbox import Outgoing


@dataclass(frozen=True, slots=True)
class Invitation:
    """Who is invited to link at which courts, by ids, and what is to be sent of it."""

    key: ConversationKey
    courts: tuple[str, ...]
    outgoing: Outgoing


@dataclass(frozen=True, slots=True)
class Progress:
    """One invited person at one court.

    `sent_at`: when Slack took the invitation; `fault`: the code of why it never will. `after`: the name of the state
    after their last step there since then, and `moved_at` when they last did something there. `case` is that of the
    help desk for the run of that step, to which a store gives no meaning.
    """

    key: ConversationKey
    court: str
    wave: str
    at: datetime
    sent_at: datetime | None
    fault: str
    reminded_at: datetime | None
    linked_at: datetime | None
    after: str
    moved_at: datetime | None
    case: str | None


@dataclass(frozen=True, slots=True)
class BoardPlace:
    """Where a board is, empty before it was drawn, and when somebody last took the turn to draw it."""

    ts: str
    drawn_at: datetime


DecideInvitations = Callable[[Collection[tuple[ConversationKey, str]]], tuple[Invitation, ...]]
"""Says who is invited; given who was invited to which court before, or has linked it."""


class RollOuts(Protocol):
    """What is needed to roll out. *Forget me* removes a person's."""

    async def invite(self, wave: str, decide: DecideInvitations) -> tuple[Invitation, ...]:
        """Let `decide` say who is invited, keep that under the name `wave` with what is to be sent, and return it.

        All of a wave is sent one after the other. `decide` must be quick and pure; it runs in the store's thread.
        """
        ...

    async def roll_out(self) -> tuple[Progress, ...]:
        """Return what is known of everybody who was invited, at each court, the longest invited first."""
        ...

    async def written_to(self, key: ConversationKey, wave: str, fault: str = "") -> None:
        """Note that Slack took a person's invitation of that wave; or, with the code of a `fault`, that it never will.

        No change if that was noted before.
        """
        ...

    async def remind(self, key: ConversationKey, outgoing: Outgoing) -> bool:
        """Note that a person is reminded, and put in what is to be sent; False, and no change, if they were before."""
        ...

    async def board(self, channel: str) -> BoardPlace | None:
        """Return where the board of a channel is; None before the first."""
        ...

    async def turn_at_board(self, channel: str, every: timedelta) -> str | None:
        """Take the turn to draw the board of a channel now, and return its ts, empty before the first.

        None, and no change, if it was taken less than `every` ago: of several processes one draws.
        """
        ...

    async def place_board(self, channel: str, ts: str) -> None:
        """Note where the board of a channel is."""
        ...
