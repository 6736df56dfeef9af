"""What was tried lately: plain functions, run in the store's thread.

Only the rest of `bot.store` calls them. A try stands for itself under each of its names, which are keyed hashes made by
whoever knows what was typed; the key lies beside them, so that a copy of the rows alone names nobody. They outlive
the conversation and the person's wish to be forgotten, until their time is over.
"""

from datetime import datetime
from typing import Final

from bot.store.sql.database import Database, from_ms, to_ms
from bot.store.tries import Tried, Try

_LAPSED: Final = "DELETE FROM try WHERE (SELECT max(until) FROM try AS same WHERE same.name = try.name) <= ?"
"""Of a name all at once, its latest try last."""


def key(db: Database) -> bytes:
    """Return the key under which names are hashed; the same as long as the database lives."""
    return bytes(db.execute("SELECT key FROM try_key").fetchone()[0])


def tried(db: Database, names: tuple[str, ...], now: datetime) -> Tried:
    """Return what counts now, under the one of the names that has most. What is under a name lapses all at once."""
    sql = "SELECT count(*), max(until) FROM try WHERE name = ? HAVING max(until) > ?"
    rows = (db.execute(sql, (name, to_ms(now))).fetchone() for name in names)
    count, until = max((row for row in rows if row), default=(0, None))
    return Tried(names, count, None if until is None else from_ms(until))


def add(db: Database, attempt: Try, conversation: str, rev: int, now: datetime) -> None:
    """Count a try, inside the caller's transaction; `rev` is that of the step that begins it."""
    for name in attempt.names:
        db.execute(_LAPSED + " AND name = ?", (to_ms(now), name))  # or it would count again, with this one
        db.execute(
            "INSERT INTO try (name, conversation, rev, until) VALUES (?, ?, ?, ?)",
            (name, conversation, rev, to_ms(attempt.until)),
        )


def take_back(db: Database, names: tuple[str, ...], conversation: str, rev: int, *, and_before: bool) -> None:
    """Count a try no longer, and none before it under the same name if `and_before`."""
    this = "(SELECT max(id) FROM try AS this WHERE this.name = try.name AND this.conversation = ? AND this.rev = ?)"
    for name in names:
        db.execute(
            f"DELETE FROM try WHERE name = ? AND id {'<=' if and_before else '='} {this}",  # noqa: S608 our own words
            (name, conversation, rev),
        )


def sweep(db: Database, now: datetime) -> None:
    """Remove what counts no longer, inside the caller's transaction."""
    db.execute(_LAPSED, (to_ms(now),))
