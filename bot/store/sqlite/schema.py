"""Opening the database file: where it is, whether it is ours, its settings and its tables.

One connection holds the file exclusively. That is on purpose: SQLite 3.7.0 to 3.51.2 can lose committed data when two
connections reset one write-ahead log ("WAL-reset bug", mended in 3.51.3), and a second process would send twice.
Nothing else in this process may open the file meanwhile, not even to read it: closing it again would drop the lock.
So whoever held the file before is gone when it can be opened: what it had taken is free, what it drove is left behind.

Times are INTEGER milliseconds since 1970, UTC. Migrations are applied by sqlite-utils; one that has been released is
never edited, another is added below it.
"""

import os
import secrets
import sqlite3
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from sqlite_utils import Database, Migrations

from bot.store import StoreError

OLDEST_SQLITE: Final = (3, 37, 0)  # RETURNING came with 3.35, STRICT tables with 3.37
_BUSY_SECONDS: Final = 1.0
_CHECK_SECONDS: Final = 5.0
"""How long the check at the opening may take: far more than a firm's database needs, and the start does not hang."""
_CHECK_STEP: Final = 10_000
"""Of SQLite's instructions, between two looks at the clock."""
_URL_PREFIX: Final = "sqlite:///"
_MIGRATIONS_TABLE: Final = "_sqlite_migrations"

migrations = Migrations("link-pacer")

_FIRST: Final = """
CREATE TABLE conversation (
    team TEXT NOT NULL, user TEXT NOT NULL, conversation TEXT NOT NULL UNIQUE, rev INTEGER NOT NULL,
    state TEXT NOT NULL, deadline INTEGER, channel TEXT, card_ts TEXT, view_id TEXT, updated_at INTEGER NOT NULL,
    driven_by TEXT NOT NULL, PRIMARY KEY (team, user)
) STRICT;
CREATE INDEX conversation_deadline ON conversation (deadline) WHERE deadline IS NOT NULL;
CREATE TABLE unreadable (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, reason TEXT NOT NULL, team TEXT NOT NULL, user TEXT NOT NULL,
    conversation TEXT NOT NULL, rev INTEGER NOT NULL, state TEXT NOT NULL, channel TEXT, card_ts TEXT
) STRICT;
CREATE TABLE audit (
    id INTEGER PRIMARY KEY, at INTEGER NOT NULL, conversation TEXT NOT NULL, rev INTEGER NOT NULL,
    event TEXT NOT NULL, before TEXT NOT NULL, after TEXT NOT NULL
) STRICT;
CREATE INDEX audit_conversation ON audit (conversation);
CREATE TABLE delivery (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE INDEX delivery_at ON delivery (at);
CREATE TABLE submit (
    reference TEXT PRIMARY KEY, team TEXT NOT NULL, user TEXT NOT NULL, conversation TEXT NOT NULL,
    claimed_at INTEGER NOT NULL, settled_at INTEGER,
    outcome TEXT CHECK (outcome IN ('LINKED', 'REFUSED', 'UNKNOWN', 'NOT_SENT'))
) STRICT;
CREATE UNIQUE INDEX submit_unsettled ON submit (conversation) WHERE outcome IS NULL;
CREATE TABLE try_key (key BLOB NOT NULL) STRICT;
CREATE TABLE try (
    id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, conversation TEXT NOT NULL, rev INTEGER NOT NULL,
    until INTEGER NOT NULL
) STRICT;
CREATE INDEX try_name ON try (name);
CREATE TABLE link (
    id INTEGER PRIMARY KEY, team TEXT NOT NULL, user TEXT NOT NULL, court TEXT NOT NULL, at INTEGER NOT NULL,
    filer_label TEXT NOT NULL, pacer_label TEXT NOT NULL, by TEXT NOT NULL,
    UNIQUE (team, user, court, filer_label)
) STRICT;
CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT, team TEXT NOT NULL, user TEXT NOT NULL, conversation TEXT NOT NULL,
    kind TEXT NOT NULL, payload TEXT NOT NULL, coalesce TEXT, lane TEXT NOT NULL, since INTEGER NOT NULL,
    due_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, taken_by TEXT, taken_until INTEGER, error TEXT,
    buried_at INTEGER, CHECK ((taken_by IS NULL) = (taken_until IS NULL))
) STRICT;
CREATE INDEX outbox_waiting ON outbox (conversation, lane, id) WHERE buried_at IS NULL;
CREATE INDEX outbox_due ON outbox (due_at) WHERE buried_at IS NULL;
CREATE TABLE sealed_key (
    conversation TEXT PRIMARY KEY, wrapped BLOB NOT NULL, expires INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE sealed_blob (
    conversation TEXT NOT NULL REFERENCES sealed_key ON DELETE CASCADE, team TEXT NOT NULL, user TEXT NOT NULL,
    purpose TEXT NOT NULL, sealed BLOB NOT NULL, expires INTEGER NOT NULL,
    PRIMARY KEY (conversation, team, user, purpose)
) STRICT;
"""


@migrations()
def m001_first(db: Database) -> None:
    """Make the tables of the first release."""
    # Statement by statement: sqlite3's executescript() would commit the migration's transaction first.
    for statement in _FIRST.split(";"):
        db.execute(statement)
    db.execute("INSERT INTO try_key (key) VALUES (?)", (secrets.token_bytes(32),))


_RELEASED: Final = frozenset({"m001_first"})


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


def explain(error: sqlite3.Error) -> StoreError:
    """Return what a failure of SQLite means, in words that hold no value from the database."""
    # Codes are extended ones, such as SQLITE_READONLY_DIRECTORY; the second word is the primary code.
    code: str = getattr(error, "sqlite_errorname", None) or "SQLITE_ERROR"
    kind = code.split("_")[1]
    return StoreError(_MEANINGS.get(kind, f"The database failed ({code})."))


_MEANINGS: Final = {
    "BUSY": "The database is in use by another process: stop that one first.",
    "LOCKED": "The database is in use by another process: stop that one first.",
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


def to_ms(moment: datetime) -> int:
    """Return an aware time as the tables keep it."""
    return int(moment.timestamp() * 1000)


def from_ms(ms: int) -> datetime:
    """Return the UTC time that the tables keep as `ms`."""
    return datetime.fromtimestamp(ms / 1000, UTC)


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
    _check(connection)
    db = Database(connection)
    _refuse_foreign(db)
    migrations.apply(db)
    _refuse_changed(db)
    # A write, so that the exclusive lock is ours from here on. That it could be had is the proof that whoever took
    # something before is gone: all leases end at once, and a restart delays nothing.
    db.execute("BEGIN IMMEDIATE")
    db.execute("UPDATE outbox SET taken_by = NULL, taken_until = NULL WHERE taken_by IS NOT NULL")
    db.execute("COMMIT")
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
    ours = Database(memory=True)
    migrations.apply(ours)
    changed = any(_columns(db, table) != _columns(ours, table) for table in ours.table_names())
    ours.close()
    if changed:
        raise StoreError("The database's tables were changed by another program: restore a backup.")


def _columns(db: Database, table: str) -> list[tuple[str, str, int]]:
    rows = db.execute("SELECT name, type, [notnull] FROM pragma_table_info(?) ORDER BY name", (table,)).fetchall()
    return [(name, kind, int(needed)) for name, kind, needed in rows]


def _refuse_foreign(db: Database) -> None:
    applied = {migration.name for migration in migrations.applied(db)}
    if applied - _RELEASED:
        raise StoreError("The database was made by a newer version of this app: run that version, or a newer one.")
    if not applied and set(db.table_names()) - {_MIGRATIONS_TABLE}:
        raise StoreError("The database holds another program's tables: name another file.")
