"""Who comes to the firm's own page: plain functions, run in the store's thread. Only `bot.store` calls them.

A person has one row, with the last press and the one browser that is let in. Nobody else writes within a transaction.
"""

from datetime import datetime

from bot.store import ConversationKey
from bot.store.sql.database import Database, to_ms
from bot.store.visits import Claimed, Visit


def press(db: Database, key: ConversationKey, until: datetime) -> None:
    """Note a press, in place of the one before."""
    db.execute(
        "INSERT INTO form_visit (team, user, pressed_until) VALUES (?, ?, ?)"
        " ON CONFLICT (team, user) DO UPDATE SET pressed_until = excluded.pressed_until",
        (key.team, key.user, to_ms(until)),
    )


def claim(db: Database, claimed: Claimed, now: datetime) -> bool:
    """Use a press and a link up, by one UPDATE, or change nothing."""
    if db.execute("SELECT 1 FROM form_link WHERE digest = ?", (claimed.link,)).fetchone():
        return False
    key = claimed.visit.key
    won = db.execute(
        "UPDATE form_visit SET pressed_until = NULL, browser = ?, token = ?, until = ?"
        " WHERE team = ? AND user = ? AND pressed_until > ?",
        (claimed.browser, claimed.visit.token, to_ms(claimed.until), key.team, key.user, to_ms(now)),
    ).rowcount
    if won:
        db.execute("INSERT INTO form_link (digest, until) VALUES (?, ?)", (claimed.link, to_ms(claimed.link_until)))
    return bool(won)


def visit(db: Database, browser: bytes, now: datetime) -> Visit | None:
    """Return the visit of a browser, if its time is not over."""
    sql = "SELECT team, user, token FROM form_visit WHERE browser = ? AND until > ?"
    row = db.execute(sql, (browser, to_ms(now))).fetchone()
    return None if row is None else Visit(ConversationKey(row[0], row[1]), row[2])


def sweep(db: Database, now: datetime) -> None:
    """Remove what is of no use any more, inside the caller's transaction."""
    over = "coalesce(pressed_until, 0) <= :now AND coalesce(until, 0) <= :now"
    db.execute(f"DELETE FROM form_visit WHERE {over}", {"now": to_ms(now)})  # noqa: S608 our own words
    db.execute("DELETE FROM form_link WHERE until <= :now", {"now": to_ms(now)})
