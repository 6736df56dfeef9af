"""Which processes drive what is in the database: a row for each, as long as it lives. Only `bot.store` calls these.

Whether one lives is not asked of a clock, but of the database, which knows whose connection is open.
"""

from bot.store.ring import Joining
from bot.store.sql.database import Database


def enter(db: Database, name: str, lock: int) -> None:
    """Put a process in, which holds that lock."""
    db.execute("INSERT INTO process (name, lock) VALUES (?, ?)", (name, lock))


def leave(db: Database, name: str) -> None:
    """Take a process out: what it drove is left behind, what it had taken is free."""
    db.execute("DELETE FROM process WHERE name = ?", (name,))
    db.execute(
        "UPDATE outbox SET taken_by = NULL, taken_until = NULL"
        " WHERE taken_by IS NOT NULL AND taken_by NOT IN (SELECT name FROM process)"
    )


def alone(db: Database, me: str) -> bool:
    """Say whether there is no other, now that those are taken out that are gone."""
    bury(db, me)
    return db.execute("SELECT 1 FROM process WHERE name <> ?", (me,)).fetchone() is None


def bury(db: Database, me: str) -> None:
    """Take out the processes that are gone."""
    for name in db.gone(me):
        leave(db, name)


def join(db: Database, me: str, public_key: bytes, wrapped: bytes) -> bytes | None:
    """Publish a key, and return what was wrapped for it; the first of all wraps for itself."""
    bury(db, me)
    if db.execute("SELECT 1 FROM process WHERE wrapped IS NOT NULL").fetchone() is None:
        db.execute("UPDATE process SET wrapped = ? WHERE name = ?", (wrapped, me))
    db.execute("UPDATE process SET public_key = ? WHERE name = ?", (public_key, me))
    (given,) = db.execute("SELECT wrapped FROM process WHERE name = ?", (me,)).fetchone()
    return None if given is None else bytes(given)


def joining(db: Database) -> tuple[Joining, ...]:
    """Return who waits for the key."""
    rows = db.execute("SELECT name, public_key FROM process WHERE public_key IS NOT NULL AND wrapped IS NULL")
    return tuple(Joining(name, bytes(public_key)) for name, public_key in rows)


def hand_on(db: Database, name: str, wrapped: bytes) -> None:
    """Give one who waits what was wrapped for them."""
    db.execute("UPDATE process SET wrapped = ? WHERE name = ? AND wrapped IS NULL", (wrapped, name))
