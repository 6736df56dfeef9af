"""What must still be sent: plain functions, run in the store's thread.

Only the rest of `bot.store` calls them. They send nothing themselves.
"""

from datetime import datetime
from typing import Final

from sqlite_utils import Database

from bot.store import ConversationKey, OutboxItem, Outgoing
from bot.store.schema import from_ms, to_ms

# The oldest of its conversation that was not given up: what is behind it waits, also while it is taken or postponed.
_HEAD: Final = (
    "buried_at IS NULL AND taken = 0 AND NOT EXISTS (SELECT 1 FROM outbox AS older"
    " WHERE older.conversation = outbox.conversation AND older.buried_at IS NULL AND older.id < outbox.id)"
)
_HEADS: Final = f"FROM outbox WHERE {_HEAD}"
_TAKE: Final = (
    f"UPDATE outbox SET taken = 1 WHERE id IN (SELECT id {_HEADS} AND due_at <= ? ORDER BY id LIMIT ?)"  # noqa: S608 our own words
    " RETURNING id, team, user, conversation, kind, payload, attempts"
)


def add(db: Database, key: ConversationKey, conversation: str, outgoing: Outgoing, now: datetime) -> None:
    """Put one more in, inside the caller's transaction; or in the place of one that waits under the same name.

    In its place: it keeps the id, by which a repeat is known, and the time until which Slack asked to wait.
    """
    if outgoing.coalesce is not None:
        written = db.execute(
            "UPDATE outbox SET kind = ?, payload = ?"
            " WHERE conversation = ? AND coalesce = ? AND taken = 0 AND buried_at IS NULL",
            (outgoing.kind, outgoing.payload, conversation, outgoing.coalesce),
        )
        if written.rowcount:
            return
    db.execute(
        "INSERT INTO outbox (team, user, conversation, kind, payload, coalesce, due_at) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key.team, key.user, conversation, outgoing.kind, outgoing.payload, outgoing.coalesce, to_ms(now)),
    )


def take_due(db: Database, now: datetime, limit: int) -> tuple[OutboxItem, ...]:
    """Mark and return what is to be sent now."""
    rows = db.execute(_TAKE, (to_ms(now), limit)).fetchall()
    return tuple(OutboxItem(item, ConversationKey(team, user), *rest) for item, team, user, *rest in sorted(rows))


def delivered(db: Database, item: int) -> None:
    """Remove what was sent."""
    db.execute("DELETE FROM outbox WHERE id = ?", (item,))


def postpone(db: Database, item: int, until: datetime, error: str) -> None:
    """Put one back for later."""
    db.execute(
        "UPDATE outbox SET taken = 0, attempts = attempts + 1, due_at = ?, error = ? WHERE id = ?",
        (to_ms(until), error, item),
    )


def bury(db: Database, item: int, error: str, now: datetime) -> None:
    """Give one up."""
    db.execute(
        "UPDATE outbox SET taken = 0, attempts = attempts + 1, buried_at = ?, error = ? WHERE id = ?",
        (to_ms(now), error, item),
    )


def waiting(db: Database) -> int:
    """Count what is yet to be sent."""
    return int(db.execute("SELECT count(*) FROM outbox WHERE buried_at IS NULL").fetchone()[0])


def next_due(db: Database) -> datetime | None:
    """Return when something can next be taken."""
    (ms,) = db.execute("SELECT min(due_at) " + _HEADS).fetchone()
    return None if ms is None else from_ms(ms)
