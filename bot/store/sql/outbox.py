"""What must still be sent: plain functions, run in the store's thread.

Only the rest of `bot.store` calls them. They send nothing themselves.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.store import ConversationKey
from bot.store.outbox import OutboxItem, OutboxRow, Outgoing, Taken, Way
from bot.store.sql.database import Database, from_ms, to_ms

LEASE: Final = timedelta(minutes=10)
"""How long what was taken is kept from others: longer than sending it can take. Its taker is not given it again."""

# The oldest of its lane that was not given up: what is behind it waits, also while it is taken or postponed.
_HEAD: Final = (
    "way = :way AND buried_at IS NULL AND (taken_by IS NULL OR taken_by <> :me)"
    " AND NOT EXISTS (SELECT 1 FROM outbox AS older WHERE"
    " older.conversation = outbox.conversation AND older.lane = outbox.lane"
    " AND older.buried_at IS NULL AND older.id < outbox.id)"
)
_HEADS: Final = f"FROM outbox WHERE {_HEAD}"


class _Row(NamedTuple):
    """What is returned of a row that was taken."""

    id: int
    team: str
    user: str
    conversation: str
    kind: str
    payload: str
    since: int
    attempts: int


_TAKE: Final = (
    f"UPDATE outbox SET taken_by = :me, taken_until = :until WHERE id IN (SELECT id {_HEADS} AND due_at <= :now"  # noqa: S608 our own words
    " AND (taken_by IS NULL OR taken_until <= :now) ORDER BY id LIMIT :limit /*! FOR UPDATE SKIP LOCKED */)"
    f" RETURNING {', '.join(_Row._fields)}"
)

_NEXT: Final = f"SELECT min(CASE WHEN taken_until > due_at THEN taken_until ELSE due_at END) {_HEADS}"


def add(db: Database, key: ConversationKey, conversation: str, outgoing: Outgoing, now: datetime) -> None:
    """Put one more in, inside the caller's transaction; or in the place of one that waits under the same name.

    In its place: it keeps the id, by which a repeat is known, and the time until which Slack asked to wait.
    """
    conversation = outgoing.conversation or conversation
    if outgoing.coalesce is not None:
        written = db.execute(
            "UPDATE outbox SET kind = ?, payload = ?"
            " WHERE conversation = ? AND coalesce = ? AND taken_by IS NULL AND buried_at IS NULL",
            (outgoing.kind, outgoing.payload, conversation, outgoing.coalesce),
        )
        if written.rowcount:
            return
    db.execute(
        "INSERT INTO outbox (team, user, conversation, kind, payload, coalesce, lane, way, since, due_at)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(key.team, key.user, conversation, outgoing.kind, outgoing.payload, outgoing.coalesce, outgoing.lane),
            *(outgoing.way, to_ms(now), to_ms(now)),
        ),
    )


def put(db: Database, key: ConversationKey, conversation: str, outgoing: Outgoing, now: datetime) -> None:
    """Put one more in, in a transaction of its own, while the conversation is the person's."""
    present = "SELECT 1 FROM conversation WHERE team = ? AND user = ? AND conversation = ?"
    if db.execute(present, (key.team, key.user, conversation)).fetchone():
        add(db, key, conversation, outgoing, now)


def take_due(db: Database, me: str, now: datetime, limit: int, way: Way) -> Taken:
    """Take in the name `me`, and return, what is to be sent now by that way; see `Outbox.take_due`."""
    given = {"me": me, "way": way, "now": to_ms(now), "until": to_ms(now + LEASE), "limit": limit}
    rows = db.execute(_TAKE, given).fetchall()
    items = tuple(map(_item, sorted(map(_Row._make, rows))))
    return Taken(items, _next_due(db, me, way) if len(items) < limit else None)


def _next_due(db: Database, me: str, way: Way) -> datetime | None:
    (ms,) = db.execute(_NEXT, {"me": me, "way": way}).fetchone()
    return None if ms is None else from_ms(ms)


def _item(row: _Row) -> OutboxItem:
    return OutboxItem(
        id=row.id,
        key=ConversationKey(row.team, row.user),
        conversation=row.conversation,
        kind=row.kind,
        payload=row.payload,
        since=from_ms(row.since),
        attempts=row.attempts,
    )


def begun(db: Database, item: int) -> None:
    """Count the first attempt before it is made."""
    db.execute("UPDATE outbox SET attempts = 1 WHERE id = ? AND attempts = 0", (item,))


def delivered(db: Database, item: int) -> bool:
    """Remove what was sent, and say whether it was there."""
    return db.execute("DELETE FROM outbox WHERE id = ?", (item,)).rowcount > 0


def postpone(db: Database, item: int, until: datetime, error: str, *, tried: bool) -> None:
    """Put one back for later."""
    db.execute(
        "UPDATE outbox SET taken_by = NULL, taken_until = NULL, attempts = attempts + ?, due_at = ?, error = ?"
        " WHERE id = ?",
        (int(tried), to_ms(until), error, item),
    )


_BEHIND: Final = (
    f"SELECT {', '.join(f'later.{name}' for name in _Row._fields)} FROM outbox AS later JOIN outbox AS first"  # noqa: S608 our own words
    " ON later.conversation = first.conversation AND later.lane = first.lane AND later.id > first.id"
    " WHERE first.id = ? AND later.buried_at IS NULL ORDER BY later.id"
)


def behind(db: Database, item: int) -> tuple[OutboxItem, ...]:
    """Return what waits behind one."""
    return tuple(map(_item, map(_Row._make, db.execute(_BEHIND, (item,)).fetchall())))


def send_also(db: Database, item: int, outgoing: Outgoing, now: datetime) -> None:
    """Put something in beside one, if that was not done before."""
    marked = "UPDATE outbox SET also = 1 WHERE id = ? AND also = 0 RETURNING team, user, conversation"
    for team, user, conversation in db.execute(marked, (item,)).fetchall():
        add(db, ConversationKey(team, user), conversation, outgoing, now)


def hasten(db: Database, errors: Collection[str], now: datetime) -> None:
    """Make due what waits because of one of these."""
    db.execute(
        f"UPDATE outbox SET due_at = ? WHERE buried_at IS NULL AND taken_by IS NULL AND error IN ({_marks(errors)})",  # noqa: S608 only marks
        (to_ms(now), *errors),
    )


def bury(db: Database, item: int, error: str, now: datetime) -> None:
    """Give one up."""
    db.execute(
        "UPDATE outbox SET taken_by = NULL, taken_until = NULL, attempts = attempts + 1, buried_at = ?, error = ?"
        " WHERE id = ?",
        (to_ms(now), error, item),
    )


def waiting(db: Database) -> int:
    """Count what is yet to be sent."""
    return int(db.execute("SELECT count(*) FROM outbox WHERE buried_at IS NULL").fetchone()[0])


def is_waiting(db: Database, conversation: str, kind: str) -> bool:
    """Say whether one of that kind is yet to be sent."""
    sql = "SELECT 1 FROM outbox WHERE conversation = ? AND kind = ? AND buried_at IS NULL"
    return db.execute(sql, (conversation, kind)).fetchone() is not None


def rows(db: Database) -> tuple[OutboxRow, ...]:
    """Return all, oldest first."""
    found = db.execute(
        "SELECT id, conversation, kind, since, attempts, coalesce(error, ''), buried_at IS NOT NULL FROM outbox"
        " ORDER BY id"
    )
    return tuple(
        OutboxRow(
            id=item,
            conversation=conversation,
            kind=kind,
            since=from_ms(since),
            attempts=attempts,
            error=error,
            buried=bool(buried),
        )
        for item, conversation, kind, since, attempts, error, buried in found
    )


def retry(db: Database, items: Collection[int] | None, now: datetime) -> int:
    """Make these due, or all."""
    which, given = ("", ()) if items is None else (f" WHERE id IN ({_marks(items)})", tuple(items))
    return db.execute(
        f"UPDATE outbox SET buried_at = NULL, taken_by = NULL, taken_until = NULL, due_at = ?{which}",  # noqa: S608 only marks
        (to_ms(now), *given),
    ).rowcount


def drop(db: Database, items: Collection[int]) -> int:
    """Remove these."""
    return db.execute(f"DELETE FROM outbox WHERE id IN ({_marks(items)})", tuple(items)).rowcount  # noqa: S608 only marks


def _marks(values: Collection[object]) -> str:
    return ", ".join("?" * len(values)) or "NULL"
