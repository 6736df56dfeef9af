"""The one connection to the file, as the statements use it."""

import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from typing import Final

from sqlite_utils import Database as Tables

from bot.store import StoreError
from bot.store.sql.database import Database, Needs
from bot.store.sqlite.schema import explain

_SYNCHRONOUS: Final = {Needs.ORDER: "PRAGMA synchronous = NORMAL", Needs.SYNC: "PRAGMA synchronous = FULL"}
_SEALED: Final = ("sealed_blob", "sealed_key")
_STEP: Final = 48 * 1024
"""Bytes of the twelve pages that a step changes: with less room than that on the disk, people are turned away."""


class SqliteDatabase(Database):
    """A file that this connection alone holds."""

    fault = sqlite3.Error
    lock = 0  # the file itself is locked

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._needs = Needs.SYNC

    def execute(self, sql: str, given: Sequence[object] | Mapping[str, object] = ()) -> sqlite3.Cursor:
        """Run one statement."""
        done: sqlite3.Cursor = self.tables.execute(sql, given)  # type: ignore[arg-type] # any mapping will do
        return done

    def reading(self) -> AbstractContextManager[object]:
        """Do nothing: nobody else can write."""
        return nullcontext()

    def begin(self, needs: Needs) -> None:
        """Begin to write, with as much of a sync at the end as is needed."""
        if needs is not self._needs:  # it cannot be changed within a transaction
            self.tables.conn.execute(_SYNCHRONOUS[needs])
            self._needs = needs
        self.tables.conn.execute("BEGIN IMMEDIATE")

    @property
    def in_transaction(self) -> bool:
        """Whether one is open."""
        return bool(self.tables.conn.in_transaction)

    @property
    def is_lost(self) -> bool:
        """Never: a file that fails may be mended."""
        return False

    def gone(self, me: str) -> list[str]:
        """Return all others: they are gone, or this connection could not hold the file."""
        return [name for (name,) in self.execute("SELECT name FROM process WHERE name <> ?", (me,))]

    def explain(self, error: Exception) -> StoreError:
        """Return what a failure of SQLite means."""
        return explain(error)

    def shred(self) -> None:
        """Move the log into the file and empty it: it may hold older copies of what was deleted. Costs two syncs."""
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def try_writing(self) -> None:
        """Put something in and take it out again: both go to the log, which a full disk does not take."""
        self.begin(Needs.ORDER)
        try:
            self.execute("INSERT INTO process (name, lock, public_key) VALUES ('', 0, zeroblob(?))", (_STEP,))
            self.execute("DELETE FROM process WHERE name = ''")  # zeroes its pages, and so they are written
            self.execute("COMMIT")
        except self.fault:
            if self.in_transaction:
                self.execute("ROLLBACK")
            raise

    def copy(self) -> bytes:
        """Make a copy in memory: what is sealed must come to rest nowhere, and nobody else writes for it meanwhile."""
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as copy:
            self.tables.conn.backup(copy)
            for table in _SEALED:
                copy.execute(f"DELETE FROM {table}")  # noqa: S608 - our own names
            copy.execute("VACUUM")  # what was deleted is in no free page either
            return copy.serialize()

    def close(self) -> None:
        """Let go of the file."""
        self.tables.close()
