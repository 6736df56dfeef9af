"""The help desk's cases: plain functions, run in the store's thread. Only the rest of `bot.store` calls them."""

from dataclasses import replace
from datetime import datetime
from typing import Final

from bot.store import ConversationKey
from bot.store.cases import Arrival, CaseRow, DecideCase, Linked, Met
from bot.store.conversations import Forgotten, Unless
from bot.store.outbox import Outgoing
from bot.store.sql import conversations, outbox
from bot.store.sql.database import Database, from_ms, to_ms

OF_NOBODY: Final = ConversationKey("", "")
OF_THE_DAY: Final = "help-desk"
"""What stands in the place of a person and a run where something is sent that is of neither."""


def case(db: Database, reference: str) -> CaseRow | None:
    """Return a case."""
    sql = "SELECT team, user, body, channel, ts FROM help_case WHERE reference = ?"
    row = db.execute(sql, (reference,)).fetchone()
    if row is None:
        return None
    team, user, body, channel, ts = row
    return CaseRow(reference, ConversationKey(team, user), body, channel, ts)


def move(
    db: Database, reference: str, key: ConversationKey | None, decide: DecideCase, now: datetime
) -> CaseRow | None:
    """Change or make a case, and put in what is to be sent of it."""
    before = case(db, reference)
    change = decide(before)
    key = before.key if before else key
    if change is None or key is None:
        return before
    due = None if change.due is None else to_ms(change.due)
    db.execute(
        "INSERT INTO help_case (reference, team, user, body, due, is_open) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (reference) DO UPDATE SET body = excluded.body, due = excluded.due, is_open = excluded.is_open",
        (reference, key.team, key.user, change.body, due, int(change.is_open)),
    )
    for outgoing in change.outgoing:
        outbox.add(db, key, reference, outgoing, now)
    return replace(before, body=change.body) if before else CaseRow(reference, key, change.body)


def move_once(db: Database, arrival: Arrival, reference: str, decide: DecideCase, now: datetime) -> Met:
    """Change a case by something that did not arrive before."""
    name, attempt = f"case/{arrival.name}", f"case/{arrival.name}/{arrival.attempt}"
    if conversations.seen(db, attempt):
        return Met.REPLAYED
    conversations.note_delivery(db, attempt, now)
    if conversations.seen(db, name):
        return Met.AGAIN
    conversations.note_delivery(db, name, now)
    move(db, reference, None, decide, now)
    return Met.NEW


def forget(db: Database, key: ConversationKey, told: Forgotten | None, now: datetime, *, unless: Unless | None) -> bool:
    """Remove a person, and put in what is to be sent of each case of theirs; nothing of that if `unless` says so."""
    if unless is not None and unless(conversations.load(db, key)):
        return False
    theirs = "SELECT reference FROM help_case WHERE team = ? AND user = ? ORDER BY reference"
    rows = [case(db, reference) for (reference,) in db.execute(theirs, (key.team, key.user)).fetchall()]
    conversations.forget(db, key)
    for row in filter(None, rows):
        for outgoing in told(row) if told else ():
            outbox.add(db, OF_NOBODY, row.reference, outgoing, now)
    return True


def due(db: Database, now: datetime, limit: int) -> tuple[str, ...]:
    """Return the references of those that are to be looked at by now."""
    sql = "SELECT reference FROM help_case WHERE due <= ? ORDER BY due, reference LIMIT ?"
    return tuple(reference for (reference,) in db.execute(sql, (to_ms(now), limit)).fetchall())


def all_open(db: Database) -> tuple[CaseRow, ...]:
    """Return those that are open."""
    sql = "SELECT reference, team, user, body, channel, ts FROM help_case WHERE is_open = 1 ORDER BY reference"
    return tuple(
        CaseRow(reference, ConversationKey(team, user), body, channel, ts)
        for reference, team, user, body, channel, ts in db.execute(sql).fetchall()
    )


def last_day(db: Database) -> datetime | None:
    """Return when the last day began."""
    (ms,) = db.execute("SELECT max(opens) FROM desk_day").fetchone()
    return None if ms is None else from_ms(ms)


def begin_day(db: Database, opens: datetime, outgoing: Outgoing | None, now: datetime) -> bool:
    """Begin a day, if no such or later one was."""
    last = last_day(db)
    if last is not None and last >= opens:
        return False
    db.execute("DELETE FROM desk_day")
    db.execute("INSERT INTO desk_day (opens) VALUES (?)", (to_ms(opens),))
    if outgoing is not None:
        outbox.add(db, OF_NOBODY, OF_THE_DAY, outgoing, now)
    return True


def linked(db: Database, since: datetime, until: datetime) -> tuple[Linked, ...]:
    """Return who linked in between."""
    sql = "SELECT user, court FROM link WHERE at >= ? AND at < ? ORDER BY at, id"
    return tuple(Linked(user, court) for user, court in db.execute(sql, (to_ms(since), to_ms(until))).fetchall())


def place(db: Database, reference: str, channel: str, ts: str) -> None:
    """Note where its message is."""
    db.execute("UPDATE help_case SET channel = ?, ts = ? WHERE reference = ?", (channel, ts, reference))
