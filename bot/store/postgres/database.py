"""One connection to PostgreSQL, as the statements use it: opening it, its tables, its locks.

A process holds a session-level advisory lock as long as it is connected. So whose lock can be had is gone, and no clock
is asked. Of all processes one at a time writes, as at SQLite: each holds another lock from the beginning of a
transaction to its end. Every step needs the end of the one audit trail anyhow, and no two can wait for each other.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any, Final, Self

import psycopg
from psycopg.pq import TransactionStatus

from bot.store import NotOfferedError, StoreError
from bot.store.postgres.dialect import WORDS, explain, spoken
from bot.store.sql.database import Database, Needs
from bot.store.sql.tables import VERSIONS, statements

_CONNECT_SECONDS: Final = 10
# What hangs elsewhere must not hold up everybody for ever: not a process that is stopped within a transaction, not a
# host that vanished, not a lock.
_LIMITS: Final = (
    b"SET lock_timeout = '15s'; SET statement_timeout = '30s'; SET idle_in_transaction_session_timeout = '10s';"
    b" SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 2; SET tcp_keepalives_count = 3"
)
_WRITER: Final = b"SELECT pg_advisory_xact_lock('audit_head'::regclass::oid::bigint)"
_MAKER: Final = b"SELECT pg_advisory_xact_lock(1279345234)"
_BEGIN: Final = {
    Needs.ORDER: b"BEGIN; SET LOCAL synchronous_commit = off; " + _WRITER,
    Needs.SYNC: b"BEGIN; SET LOCAL synchronous_commit = on; " + _WRITER,
}
_LOCK_BITS: Final = 62


class PostgresDatabase(Database):
    """A connection, and the lock that says that this process lives. Made by `connect`."""

    fault = psycopg.Error

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        self.conn = connection
        self.lock = secrets.randbits(_LOCK_BITS)

    @classmethod
    def connect(cls, url: str) -> Self:
        """Connect, make the tables or bring them up, and take the lock. Raises StoreError."""
        try:
            connection = psycopg.connect(url, autocommit=True, connect_timeout=_CONNECT_SECONDS)
        except psycopg.Error as error:
            raise explain(error) from None  # the library's text quotes the address
        db = cls(connection)
        try:
            connection.execute(_LIMITS)
            db._bring_up()
            db.execute("SELECT pg_advisory_lock(?)", (db.lock,))
        except BaseException as error:
            connection.close()
            if isinstance(error, psycopg.Error):
                raise explain(error) from error
            raise
        return db

    def execute(self, sql: str, given: Sequence[object] | Mapping[str, object] = ()) -> psycopg.Cursor[Any]:
        """Run one statement, which is written as for SQLite."""
        return self.conn.execute(spoken(sql), given)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """See what others commit meanwhile only afterwards."""
        self.conn.execute(b"BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            self.conn.execute(b"ROLLBACK")

    def begin(self, needs: Needs) -> None:
        """Begin to write, when nobody else does."""
        self.conn.execute(_BEGIN[needs])

    @property
    def in_transaction(self) -> bool:
        """Whether one is open, a failed one too."""
        return self.conn.info.transaction_status in (TransactionStatus.INTRANS, TransactionStatus.INERROR)

    @property
    def is_lost(self) -> bool:
        """Whether the connection is gone, and with it the lock."""
        return self.conn.closed

    def gone(self, me: str) -> list[str]:
        """Return whose lock can be had; it is given back with the transaction."""
        rows = self.execute("SELECT name, pg_try_advisory_xact_lock(lock) FROM process WHERE name <> ?", (me,))
        return [name for name, free in rows if free]

    def explain(self, error: Exception) -> StoreError:
        """Return what a failure of PostgreSQL means."""
        return explain(error)

    def shred(self) -> None:
        """Have the room of what is sealed used anew. It was in no log; of what else is deleted, archives keep more."""
        self.conn.execute(b"VACUUM sealed_key, sealed_blob")

    def try_writing(self) -> None:
        """Write the own row as it is: where it may not, as on a standby, no step can be taken. It is in no log."""
        self.execute("UPDATE process SET lock = lock WHERE lock = ?", (self.lock,))

    def copy(self) -> bytes:
        """Refuse: PostgreSQL has its own way."""
        raise NotOfferedError(
            "PostgreSQL is copied by pg_dump --no-unlogged-table-data, which leaves out what is sealed."
        )

    def close(self) -> None:
        """Let go of the connection, and with it of the lock."""
        with suppress(psycopg.Error):
            self.conn.execute(b"SELECT pg_advisory_unlock_all()")  # else it were free a moment later
        self.conn.close()

    def _bring_up(self) -> None:
        self.conn.execute(b"BEGIN; " + _MAKER)
        tables = {
            name for (name,) in self.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        }
        self.execute("CREATE TABLE IF NOT EXISTS _migration (name TEXT PRIMARY KEY)")
        applied = {name for (name,) in self.execute("SELECT name FROM _migration")}
        if applied - VERSIONS.keys():
            raise StoreError("The database was made by a newer version of this app: run that version, or a newer one.")
        if tables and not applied:
            raise StoreError("The database holds another program's tables: name another one.")
        for version in (each for each in VERSIONS if each not in applied):  # each stands on the one before it
            for statement in statements(version, WORDS):
                self.execute(statement)
            self.execute("INSERT INTO _migration (name) VALUES (?)", (version,))
        if not applied:
            self.execute("INSERT INTO try_key (key) VALUES (?)", (secrets.token_bytes(32),))
        self.execute("COMMIT")
