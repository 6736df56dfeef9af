"""A database that fails as disks do: which method of the store fails, at which step, and how, is for a test to say.

Where it can fail is found while the app runs: every method of the store that runs a statement, and at which step.
"""

from __future__ import annotations

import sqlite3
import sys
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from bot.store.sql import hops as ours
from bot.store.sql.groups import Groups

if TYPE_CHECKING:
    import pytest

WRITES = ("INSERT", "UPDATE", "DELETE", "PRAGMA")


class Fault(StrEnum):
    """A way to fail, by SQLite's own name for it."""

    FULL = "SQLITE_FULL"
    READ_ONLY = "SQLITE_READONLY"
    BUSY = "SQLITE_BUSY"
    CORRUPT = "SQLITE_CORRUPT"


class Place(NamedTuple):
    """A method of the store, and the last line of the audit trail when it ran."""

    method: str
    step: str


class Disk:
    """What every connection made from now on runs on.

    `breaks`: how it fails for all until it is mended. `once`: how each method fails once at each step; `failed` has
    those that did.
    """

    def __init__(self) -> None:
        self.breaks: Fault | None = None
        self.once: Fault | None = None
        self.failed: set[Place] = set()
        self.step = "start"

    def install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=_connection(self)))

    def fault(self, sql: str, *, in_transaction: bool) -> Fault | None:
        """Say how a statement fails, if it does."""
        found = self.breaks or self.once
        if found is None or not _meets(found, sql, in_transaction=in_transaction):
            return None
        places = {Place(method, self.step) for method in _methods()}
        if self.breaks is None:
            places -= self.failed
        self.failed |= places
        return found if places else None


def _meets(fault: Fault, sql: str, *, in_transaction: bool) -> bool:
    """Say whether a statement is one at which this fault shows: not all of them write, and not all are the first."""
    match fault:
        case Fault.CORRUPT:
            return not sql.startswith("ROLLBACK")
        case Fault.FULL:
            return sql.startswith("COMMIT") or (not in_transaction and sql.startswith(WRITES))
        case _:
            return sql.startswith("BEGIN") or (not in_transaction and sql.startswith(WRITES))


def _methods() -> set[str]:
    """Give the store's method that is running, or those whose common transaction is begun or committed."""
    frame, below = sys._getframe(1), ""
    while frame is not None:
        if frame.f_code is ours._guarded.__code__:
            return {below}
        if frame.f_code is Groups._commit.__code__:
            return {member.work.args[0].__name__ for member in frame.f_locals["group"]}
        below = frame.f_code.co_name.strip("_")
        frame = frame.f_back  # type: ignore[assignment]
    return set()


def _connection(disk: Disk) -> type[sqlite3.Connection]:
    class Connection(sqlite3.Connection):
        def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:  # type: ignore[override]
            fault = disk.fault(sql, in_transaction=self.in_transaction)
            if fault:
                if fault is not Fault.BUSY and self.in_transaction:
                    super().execute("ROLLBACK")  # as SQLite does by itself
                error = sqlite3.OperationalError("said by SQLite, and for nobody's eyes")
                error.sqlite_errorname = fault
                raise error
            done = super().execute(sql, *given)
            if sql.startswith("INSERT INTO audit ("):
                columns = sql[sql.index("(") + 1 : sql.index(")")].split(", ")
                line = dict(zip(columns, given[0], strict=True))
                disk.step = f"{line['event']} -> {line['after']}"
            return done

    return Connection
