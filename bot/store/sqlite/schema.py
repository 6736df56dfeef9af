"""Opening the database file: where it is, whether it is ours, its settings and its tables.

One connection holds the file exclusively. That is on purpose: SQLite 3.7.0 to 3.51.2 can lose committed data when two
connections reset one write-ahead log ("WAL-reset bug", mended in 3.51.3), and a second process would send twice.
Nothing else in this process may open the file meanwhile, not even to read it: closing it again would drop the lock.
So whoever held the file before is gone when it can be opened: what it had taken is free, what it drove is left behind.

Migrations are applied by sqlite-utils.
"""

import os
import secrets
import sqlite3
import time
from functools import cache
from pathlib import Path
from typing import Final

from sqlite_utils import Database, Migrations

from bot.store import StoreError, StoreInUseError
from bot.store.sql.tables import VERSIONS, Words, statements

OLDEST_SQLITE: Final = (3, 37, 0)  # RETURNING came with 3.35, STRICT tables with 3.37
_BUSY_SECONDS: Final = 1.0
_CHECK_SECONDS: Final = 5.0
"""How long the check at the opening may take: far more than a firm's database needs, and the start does not hang."""
_CHECK_STEP: Final = 10_000
"""Of SQLite's instructions, between two looks at the clock."""
_URL_PREFIX: Final = "sqlite:///"
_MIGRATIONS_TABLE: Final = "_sqlite_migrations"

migrations = Migrations("link-pacer")

_WORDS: Final = Words(
    int="INTEGER",
    bytes="BLOB",
    number="INTEGER PRIMARY KEY",
    counted="INTEGER PRIMARY KEY AUTOINCREMENT",
    row="",
    no_bytes="x''",
    strict="STRICT",
    keyed="STRICT, WITHOUT ROWID",
    fleeting="",
)


@migrations()
def m001_first(db: Database) -> None:
    """Make the tables of the first release."""
    # Statement by statement: sqlite3's executescript() would commit the migration's transaction first.
    for statement in statements("m001_first", _WORDS):
        db.execute(statement)
    db.execute("INSERT INTO try_key (key) VALUES (?)", (secrets.token_bytes(32),))


def path_of(path_or_url: str) -> Path:
    """Return the file that `sqlite:///relative.db`, `sqlite:////absolute.db` or a plain path names.

    Raises `StoreError` for any other URL, and for one that names no file.
    """
    name = path_or_url.removeprefix(_URL_PREFIX)
    if "://" in name or "?" in name or name.startswith("sqlite:"):
        raise StoreError("The database URL is not supported: write sqlite:///file.db or sqlite:////path/to/file.db.")
    if name in {"", ":memory:"}:
        raise StoreError("The database URL names no file: write sqlite:///file.db or sqlite:////path/to/file.db.")
    return Path(name)


def open_database(path: Path) -> Database:
    """Return the migrated database, held by this connection alone. Raises `StoreError` with the reason."""
    require_version(sqlite3.sqlite_version_info)
    _make_private_file(path)
    try:
        connection = sqlite3.connect(path, timeout=_BUSY_SECONDS, isolation_level=None)
    except sqlite3.Error as error:
        raise explain(error) from error
    try:
        return _prepare(connection)
    except BaseException as error:
        connection.close()
        if isinstance(error, sqlite3.Error):
            raise explain(error) from error
        raise


def require_version(version: tuple[int, ...]) -> None:
    """Raise `StoreError` if SQLite itself is too old for the tables."""
    if version < OLDEST_SQLITE:
        wanted = ".".join(map(str, OLDEST_SQLITE))
        raise StoreError(f"This Python's SQLite is older than {wanted}: use a newer Python build.")


def explain(error: Exception) -> StoreError:
    """Return what a failure of SQLite means, in words that hold no value from the database."""
    # Codes are extended ones, such as SQLITE_READONLY_DIRECTORY; the second word is the primary code.
    code: str = getattr(error, "sqlite_errorname", None) or "SQLITE_ERROR"
    kind = code.split("_")[1]
    if kind in _IN_USE:
        return StoreInUseError("The database is in use by another process: stop that one first.")
    return StoreError(_MEANINGS.get(kind, f"The database failed ({code})."))


_IN_USE: Final = frozenset({"BUSY", "LOCKED"})
_MEANINGS: Final = {
    "READONLY": "The database cannot be written: make its file and directory writable.",
    "CANTOPEN": "The database cannot be opened: make its file and directory writable.",
    "PERM": "The database cannot be opened: make its file and directory writable.",
    "FULL": "The database's disk is full: free some space.",
    "IOERR": "The database's disk failed to read or write: check it, its free space and whether the file is writable.",
    "NOTADB": "The file is not a database: name another, or move it away.",
    "CORRUPT": (
        "The database is damaged: keep a copy of the file, and restore a backup; "
        "without one, the sqlite3 program's .recover saves what is left."
    ),
}


def _make_private_file(path: Path) -> None:
    """Create the file for its owner alone, if there is none; SQLite gives the write-ahead log the same mode.

    One that is there is not opened here: POSIX takes all of a process's locks from a file as soon as the process closes
    any descriptor of it, and SQLite's own exclusive lock would be gone.
    """
    if not path.parent.is_dir():
        raise StoreError("The database's directory does not exist: create it first.")
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    except FileExistsError:
        return
    except OSError as error:
        raise StoreError(_MEANINGS["CANTOPEN"]) from error


def _prepare(connection: sqlite3.Connection) -> Database:
    # Before the first access, so that WAL keeps its index in memory and no other process can join.
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA fullfsync = ON")  # on a Mac fsync() alone does not reach the disk
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    # Else what a step of a group could undo alone comes to lie in a file outside of the database's folder.
    connection.execute("PRAGMA temp_store = MEMORY")
    _check(connection)
    db = Database(connection)
    _refuse_foreign(db)
    migrations.apply(db)
    _refuse_changed(db)
    return db


def _check(connection: sqlite3.Connection) -> None:
    """Look through the whole file for damage, as far as there is time. Raises StoreError."""
    late = time.monotonic() + _CHECK_SECONDS
    connection.set_progress_handler(lambda: time.monotonic() > late, _CHECK_STEP)
    try:
        (said,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    except sqlite3.OperationalError as error:
        if error.sqlite_errorname != "SQLITE_INTERRUPT":
            raise
    else:
        if said != "ok":
            raise StoreError(_MEANINGS["CORRUPT"])
    finally:
        connection.set_progress_handler(None, _CHECK_STEP)


def _refuse_changed(db: Database) -> None:
    if any(_columns(db, table) != columns for table, columns in _tables_of_ours().items()):
        raise StoreError("The database's tables were changed by another program: restore a backup.")


@cache
def _tables_of_ours() -> dict[str, list[tuple[str, str, int]]]:
    """Give the columns of each table as the migrations make them."""
    ours = Database(memory=True)
    try:
        migrations.apply(ours)
        return {table: _columns(ours, table) for table in ours.table_names()}
    finally:
        ours.close()


def _columns(db: Database, table: str) -> list[tuple[str, str, int]]:
    rows = db.execute("SELECT name, type, [notnull] FROM pragma_table_info(?) ORDER BY name", (table,)).fetchall()
    return [(name, kind, int(needed)) for name, kind, needed in rows]


def _refuse_foreign(db: Database) -> None:
    applied = {migration.name for migration in migrations.applied(db)}
    if applied - VERSIONS.keys():
        raise StoreError("The database was made by a newer version of this app: run that version, or a newer one.")
    if not applied and set(db.table_names()) - {_MIGRATIONS_TABLE}:
        raise StoreError("The database holds another program's tables: name another file.")
