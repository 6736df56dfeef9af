"""Ciphertext and wrapped keys: plain functions, run in the store's thread.

Only `store` calls them, and shreds what they delete where a key goes with it, once for each conversation.
"""

from datetime import datetime, timedelta
from typing import Final

from bot.store.sealed import Put, Wanted
from bot.store.sql import tries, visits
from bot.store.sql.database import Database, to_ms

DELIVERY_MEMORY: Final = timedelta(days=1)


def get_key(db: Database, conversation: str) -> bytes | None:
    """Return the wrapped key."""
    row = db.execute("SELECT wrapped FROM sealed_key WHERE conversation = ?", (conversation,)).fetchone()
    return None if row is None else bytes(row[0])


def put_blob(
    db: Database,
    owner: tuple[str, str, str],
    purpose: str,
    *,
    sealed: bytes,
    expires: datetime,
    wrapped_key: bytes,
    expected_key: bytes | None,
    wanted: Wanted | None,
) -> Put:
    """Keep a blob and its key, unless the key has changed meanwhile, or the conversation does not want it any more.

    `owner` is team, user, conversation.
    """
    team, user, conversation = owner
    if wanted is not None and not wanted(_state_of(db, owner)):
        return Put.UNWANTED
    if get_key(db, conversation) != expected_key:
        return Put.OTHER_KEY
    if wrapped_key != expected_key:
        # With the old key go, by the foreign key, the blobs that it alone could open.
        db.execute("DELETE FROM sealed_key WHERE conversation = ?", (conversation,))
    db.execute(
        "INSERT INTO sealed_key (conversation, wrapped, expires) VALUES (?, ?, ?)"
        " ON CONFLICT (conversation) DO UPDATE SET expires ="
        " CASE WHEN sealed_key.expires > excluded.expires THEN sealed_key.expires ELSE excluded.expires END",
        (conversation, wrapped_key, to_ms(expires)),
    )
    db.execute(
        "INSERT INTO sealed_blob (team, user, conversation, purpose, sealed, expires) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (conversation, team, user, purpose)"
        " DO UPDATE SET sealed = excluded.sealed, expires = excluded.expires",
        (team, user, conversation, purpose, sealed, to_ms(expires)),
    )
    return Put.KEPT


def _state_of(db: Database, owner: tuple[str, str, str]) -> str | None:
    sql = "SELECT state FROM conversation WHERE team = ? AND user = ? AND conversation = ?"
    row = db.execute(sql, owner).fetchone()
    return None if row is None else str(row[0])


def take_blob(db: Database, owner: tuple[str, str, str], purpose: str) -> tuple[bytes, bytes] | None:
    """Remove a blob and return it with its key. `owner` is team, user, conversation."""
    rows = db.execute(
        "DELETE FROM sealed_blob WHERE team = ? AND user = ? AND conversation = ? AND purpose = ? RETURNING sealed,"
        " (SELECT wrapped FROM sealed_key WHERE sealed_key.conversation = sealed_blob.conversation)",
        (*owner, purpose),
    ).fetchall()
    return (bytes(rows[0][0]), bytes(rows[0][1])) if rows else None


def delete_conversation(db: Database, conversation: str) -> bool:
    """Remove a conversation's blobs and key; say whether there were any."""
    return bool(db.execute("DELETE FROM sealed_key WHERE conversation = ?", (conversation,)).rowcount)


def sweep(db: Database, now: datetime) -> int:
    """Remove what has expired, of other trades too, and old delivery ids; return how many blobs and keys went."""
    gone: int = db.execute("DELETE FROM sealed_blob WHERE expires <= ?", (to_ms(now),)).rowcount
    gone += db.execute("DELETE FROM sealed_key WHERE expires <= ?", (to_ms(now),)).rowcount
    db.execute("DELETE FROM delivery WHERE at <= ?", (to_ms(now - DELIVERY_MEMORY),))
    tries.sweep(db, now)
    visits.sweep(db, now)
    return gone
