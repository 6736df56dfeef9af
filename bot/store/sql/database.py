"""What the statements ask of a database, and how its tables keep a time.

A statement is written as SQLite reads it: `?` and `:name` for what is given. What another database needs besides stands
in a comment that begins with an exclamation mark, which SQLite reads over.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from datetime import UTC, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from contextlib import AbstractContextManager

    from bot.store import StoreError


class Needs(IntEnum):
    """What a piece of work needs of the commit of its group."""

    NOTHING = 0
    """It only reads."""
    ORDER = 1
    """It is lost with the power only together with all that came after it; its loss has something done again."""
    SYNC = 2
    """It is on the disk before anybody hears of it."""


class Result(Protocol):
    """What came of a statement."""

    @property
    def rowcount(self) -> int:
        """How many rows were changed."""
        ...

    def fetchone(self) -> Any:
        """Return the next row, or None."""
        ...

    def fetchall(self) -> list[Any]:
        """Return the rows that are left."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Database(ABC):
    """One connection to a database, used in one thread. Of all that can write, one at a time does."""

    fault: ClassVar[type[Exception]]
    """What its failures are."""
    lock: int
    """What this connection holds as long as it is open, and no other one."""

    @abstractmethod
    def execute(self, sql: str, given: Sequence[object] | Mapping[str, object] = ()) -> Result:
        """Run one statement. Raises `fault`."""

    @abstractmethod
    def reading(self) -> AbstractContextManager[object]:
        """Have all that is read within stand as it was at one moment."""

    @abstractmethod
    def begin(self, needs: Needs) -> None:
        """Begin a transaction that writes, while nobody else does."""

    @property
    @abstractmethod
    def in_transaction(self) -> bool:
        """Whether one is open."""

    @property
    @abstractmethod
    def is_lost(self) -> bool:
        """Whether the connection is gone for good."""

    @abstractmethod
    def gone(self, me: str) -> list[str]:
        """Return the names of the processes that are gone, within a transaction that writes; `me` is not."""

    @abstractmethod
    def explain(self, error: Exception) -> StoreError:
        """Return what a failure means, in words that hold no value."""

    @abstractmethod
    def shred(self) -> None:
        """Have what was deleted gone from the files as well, as far as the database can."""

    @abstractmethod
    def try_writing(self) -> None:
        """Write in a transaction of its own, and leave nothing of it. Raises `fault` where a step would fail."""

    @abstractmethod
    def copy(self) -> bytes:
        """Return the contents of a file that opens as this database stands now, without what is sealed."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""


def to_ms(moment: datetime) -> int:
    """Return an aware time as the tables keep it."""
    return int(moment.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    """Return the UTC time that the tables keep as `ms`."""
    return datetime.fromtimestamp(ms / 1000, UTC)


def utc_now() -> datetime:
    """Return what time it is."""
    return datetime.now(UTC)
