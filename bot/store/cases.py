"""The help desk's cases: one for each run that needs a human, and where it is shown."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import Protocol

from bot.store import ConversationKey
from bot.store.outbox import Outgoing


@dataclass(frozen=True, slots=True)
class CaseRow:
    """A case as kept: whose it is, the case itself, which a store gives no meaning to, and where its message is."""

    reference: str
    key: ConversationKey
    body: str
    channel: str | None = None
    ts: str | None = None


@dataclass(frozen=True, slots=True)
class CaseChange:
    """What a case is from now on, what is to be sent of it, when it is to be looked at by itself, and if it is open."""

    body: str
    outgoing: tuple[Outgoing, ...] = ()
    due: datetime | None = None
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Linked:
    """Who linked, and at which court."""

    user: str
    court: str


DecideCase = Callable[[CaseRow | None], CaseChange | None]


class Met(Enum):
    """How something from outside was met: for the first time, as what was taken before, or as that very attempt."""

    NEW = "new"
    AGAIN = "again"
    REPLAYED = "replayed"


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something from outside, by the `name` that it has for good, and the `attempt` to deliver it."""

    name: str
    attempt: str


class Cases(Protocol):
    """What is needed to keep cases. *Forget me* removes a person's."""

    async def case(self, reference: str) -> CaseRow | None:
        """Return the case of that run."""
        ...

    async def move_case(self, reference: str, key: ConversationKey | None, decide: DecideCase) -> CaseRow | None:
        """Let `decide` say what a case is from now on, and return it; None where there is none after all.

        `decide` must be quick and pure; it runs in the store's thread, and None from it changes nothing. A new one is
        made for the person `key`; without one, none is made.
        """
        ...

    async def move_case_once(self, arrival: Arrival, reference: str, decide: DecideCase) -> Met:
        """As `move_case`, and `decide` is asked for what is new alone. What arrived is known for a day, as all is."""
        ...

    async def due_cases(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Return the references of the cases that are to be looked at by now, the longest due first."""
        ...

    async def open_cases(self) -> tuple[CaseRow, ...]:
        """Return the cases that are open."""
        ...

    async def place_case(self, reference: str, channel: str, ts: str) -> None:
        """Note where a case's message is."""
        ...


class DeskDays(Protocol):
    """What is needed to do something once on each working day, also across stops."""

    async def last_day(self) -> datetime | None:
        """Return when the last working day began that was begun here."""
        ...

    async def begin_day(self, opens: datetime, outgoing: Outgoing | None) -> bool:
        """Begin the working day that opens then, and put in what is to be sent of it; False if it was begun before."""
        ...

    async def linked(self, since: datetime, until: datetime) -> tuple[Linked, ...]:
        """Return who linked from `since` on and before `until`, in order; as long as the person is not forgotten."""
        ...
