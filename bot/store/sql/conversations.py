"""Conversations and links: plain functions, run in the store's thread, each in a savepoint.

Only `store` calls them. They may raise the database's faults; what they did until then is undone.
"""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

from bot.store import ConversationKey, StoreError
from bot.store.conversations import (
    Change,
    Decide,
    Keep,
    Names,
    Record,
    Told,
    Transacted,
)
from bot.store.sql import chain, outbox, processes, submits, tries
from bot.store.sql.chain import Opening
from bot.store.sql.database import Database, from_ms, to_ms
from bot.store.trail import AuditLine, LinkRow


class _Row(NamedTuple):
    """A row of `conversation`; its fields are what is selected."""

    team: str
    user: str
    conversation: str
    rev: int
    state: str
    deadline: int | None
    channel: str | None
    card_ts: str | None
    view_id: str | None
    updated_at: int


_RECORD: Final = f"SELECT {', '.join(_Row._fields)} FROM conversation "  # noqa: S608 our own names
_LEFT_BEHIND: Final = "WHERE driven_by NOT IN (SELECT name FROM process) ORDER BY updated_at, conversation"


def load(db: Database, key: ConversationKey) -> Record | None:
    """Return a person's record."""
    row = db.execute(_RECORD + "WHERE team = ? AND user = ?", (key.team, key.user)).fetchone()
    return None if row is None else _record(_Row._make(row))


def live(db: Database) -> tuple[Record, ...]:
    """Return all records, longest untouched first."""
    return tuple(map(_record, map(_Row._make, db.execute(_RECORD + "ORDER BY updated_at, conversation"))))


def left_behind(db: Database, me: str) -> tuple[Record, ...]:
    """Return all records that were last written in the name of a process that is gone."""
    processes.bury(db, me)
    rows = db.execute(_RECORD + _LEFT_BEHIND)
    return tuple(map(_record, map(_Row._make, rows)))


def take_over(db: Database, record: Record, me: str) -> None:
    """Have a record driven by `me`, if it is as it was."""
    db.execute(
        "UPDATE conversation SET driven_by = ? WHERE team = ? AND user = ? AND rev = ?",
        (me, record.key.team, record.key.user, record.rev),
    )


def due(db: Database, now: datetime, limit: int) -> tuple[Record, ...]:
    """Return records whose deadline has come."""
    rows = db.execute(_RECORD + "WHERE deadline <= ? ORDER BY deadline LIMIT ?", (to_ms(now), limit))
    return tuple(map(_record, map(_Row._make, rows)))


def transact(
    db: Database,
    key: ConversationKey,
    decide: Decide,
    now: datetime,
    *,
    delivery: str | None,
    names: Names | None,
    me: Opening,
) -> Transacted:
    """Do one step in the name `me`. Nobody else can write meanwhile."""
    before = load(db, key)
    if before is not None and names is not None:
        known_as = names(before)
        before = replace(before, tried=tries.tried(db, known_as, now), open_submit=submits.open_submit(db, known_as))
    if delivery is not None and seen(db, delivery):
        return Transacted(before, before, duplicate=True)
    change = decide(before)
    if delivery is not None:
        note_delivery(db, delivery, now)
    after = before if change is None else _apply(db, key, before, change, now=now, me=me)
    return Transacted(before, after, duplicate=False)


def set_card(db: Database, key: ConversationKey, conversation: str, channel: str, ts: str | None) -> bool:
    """Note where the card is, if the conversation still stands."""
    sql = "UPDATE conversation SET channel = ?, card_ts = ? WHERE team = ? AND user = ? AND conversation = ?"
    return bool(db.execute(sql, (channel, ts, key.team, key.user, conversation)).rowcount)


def forget_view(db: Database, key: ConversationKey, view_id: str) -> None:
    """Note that this modal is not open any more, if it is the one that is noted."""
    db.execute(
        "UPDATE conversation SET view_id = NULL WHERE team = ? AND user = ? AND view_id = ?",
        (key.team, key.user, view_id),
    )


def set_view(db: Database, key: ConversationKey, view_id: str) -> str | None:
    """Note which modal is open, and return the one that was noted before."""
    before = load(db, key)
    db.execute("UPDATE conversation SET view_id = ? WHERE team = ? AND user = ?", (view_id, key.team, key.user))
    return before.view_id if before else None


def links_of(db: Database, key: ConversationKey) -> tuple[LinkRow, ...]:
    """Return a person's links."""
    rows = db.execute(
        "SELECT court, at, filer_label, pacer_label, by FROM link WHERE team = ? AND user = ? ORDER BY at, id",
        (key.team, key.user),
    )
    return tuple(
        LinkRow(court=court, at=from_ms(at), filer_label=filer, pacer_label=pacer, by=by)
        for court, at, filer, pacer, by in rows
    )


def latest(db: Database) -> datetime | None:
    """Return when the latest step was taken."""
    row = db.execute("SELECT at FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return None if row is None else from_ms(row[0])


_NEARER: Final = (
    "UPDATE conversation SET deadline = deadline - :by, updated_at = updated_at - :by WHERE updated_at > :now",
    "UPDATE delivery SET at = at - :by WHERE at > :now",
    "UPDATE outbox SET since = since - :by WHERE since > :now",
    "UPDATE outbox SET due_at = due_at - :by WHERE due_at > :soon",
    "UPDATE outbox SET taken_until = taken_until - :by WHERE taken_until > :soon",
    "UPDATE try SET until = until - :by WHERE until > :soon",
    "UPDATE form_visit SET pressed_until = pressed_until - :by WHERE pressed_until > :soon",
    "UPDATE form_visit SET until = until - :by WHERE until > :soon",
    "UPDATE sealed_key SET expires = expires - :by WHERE expires > :soon",
    "UPDATE sealed_blob SET expires = expires - :by WHERE expires > :soon",
    "UPDATE desk_day SET opens = opens - :by WHERE opens > :now",
)
_SOON: Final = timedelta(hours=1)
"""Longer than anything is kept or waits of which it is not known when it was written."""


def bring_nearer(db: Database, now: datetime, by: timedelta) -> None:
    """Take `by` from what was written after `now`; what a right clock wrote keeps its time."""
    given = {"by": round(by.total_seconds() * 1000), "now": to_ms(now), "soon": to_ms(now + _SOON)}
    for statement in _NEARER:
        db.execute(statement, given)


def forget(db: Database, key: ConversationKey) -> None:
    """Remove a person; the log, too, must forget them."""
    person = (key.team, key.user)
    theirs = "(SELECT conversation FROM %s WHERE team = ? AND user = ?)"
    for source in ("sealed_blob", "conversation"):
        db.execute(f"DELETE FROM sealed_key WHERE conversation IN {theirs % source}", person)  # noqa: S608 our names
    submits.forget(db, key)
    chain.forget(db, key.team, key.user)
    for table in ("outbox", "link", "conversation", "unreadable", "help_case", "invitation", "form_visit"):
        db.execute(f"DELETE FROM {table} WHERE team = ? AND user = ?", person)  # noqa: S608 our own names


def set_aside(db: Database, key: ConversationKey, reason: str, told: Told, now: datetime, *, me: Opening) -> str | None:
    """Put a conversation aside; see `Conversations.set_aside`."""
    record = load(db, key)
    if record is None:
        return None
    person, conversation = (key.team, key.user), record.conversation
    db.execute(
        "INSERT INTO unreadable (at, reason, team, user, conversation, rev, state, channel, card_ts)"
        " SELECT ?, ?, team, user, conversation, rev, state, channel, card_ts FROM conversation"
        " WHERE team = ? AND user = ?",
        (to_ms(now), reason, *person),
    )
    db.execute("DELETE FROM conversation WHERE team = ? AND user = ?", person)
    db.execute("DELETE FROM sealed_key WHERE conversation = ?", (conversation,))
    unknown = submits.give_up(db, conversation, now)
    line = AuditLine("SetAside", "Unreadable", "Unknown" if unknown else "NoneType")
    chain.add(db, me.audit_key, now, record, line)
    for outgoing in told(unknown):
        outbox.add(db, key, conversation, outgoing, now)
    return conversation


def seen(db: Database, delivery: str) -> bool:
    """Say whether this was delivered before."""
    return db.execute("SELECT 1 FROM delivery WHERE id = ?", (delivery,)).fetchone() is not None


def note_delivery(db: Database, delivery: str, now: datetime) -> None:
    """Note that this was delivered, so that it is known when it comes again."""
    db.execute("INSERT INTO delivery (id, at) VALUES (?, ?)", (delivery, to_ms(now)))


def _apply(
    db: Database, key: ConversationKey, before: Record | None, change: Change, *, now: datetime, me: Opening
) -> Record:
    after = _next(key, before, change, now)
    _write(db, before, after, None if change.goes_on else me.name)
    chain.add(db, me.audit_key, now, after, change.audit)
    for outgoing in change.outgoing:
        outbox.add(db, key, change.conversation, outgoing, now)
    if change.claim is not None:
        submits.claim(db, key, change.conversation, change.claim, now)
    if change.settle is not None:
        submits.settle(db, change.settle, now)
    if change.link is not None:
        _link(db, key, change.link)
    if change.attempt is not None:
        tries.add(db, change.attempt, after.conversation, after.rev, now)
    return after


def _next(key: ConversationKey, before: Record | None, change: Change, now: datetime) -> Record:
    same = before is not None and before.conversation == change.conversation
    kept_view = before.view_id if before is not None and same else None
    return Record(
        key=key,
        conversation=change.conversation,
        rev=max(to_ms(now), 1 if before is None else before.rev + 1),
        state=change.state,
        deadline=None if change.deadline is None else from_ms(to_ms(change.deadline)),
        channel=None if before is None else before.channel,
        card_ts=before.card_ts if before is not None and (same or change.keeps_card) else None,
        view_id=kept_view if isinstance(change.view_id, Keep) else change.view_id,
        updated_at=from_ms(to_ms(now)),
    )


def _write(db: Database, before: Record | None, after: Record, me: str | None) -> None:
    key = after.key
    deadline = None if after.deadline is None else to_ms(after.deadline)
    changed = (after.conversation, after.rev, after.state, deadline, after.card_ts, after.view_id, me)
    if before is None:
        db.execute(
            "INSERT INTO conversation (conversation, rev, state, deadline, card_ts, view_id, driven_by, updated_at,"
            " team, user) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (*changed, to_ms(after.updated_at), key.team, key.user),
        )
        return
    written = db.execute(
        "UPDATE conversation SET conversation = ?, rev = ?, state = ?, deadline = ?, card_ts = ?, view_id = ?,"
        " driven_by = coalesce(?, driven_by), updated_at = ? WHERE team = ? AND user = ? AND rev = ?",
        (*changed, to_ms(after.updated_at), key.team, key.user, before.rev),
    )
    if written.rowcount != 1:
        raise StoreError("The conversation was changed by somebody else meanwhile.")


def _link(db: Database, key: ConversationKey, link: LinkRow) -> None:
    db.execute(
        "INSERT INTO link (team, user, court, at, filer_label, pacer_label, by) VALUES (?, ?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (team, user, court, filer_label)"
        " DO UPDATE SET at = excluded.at, pacer_label = excluded.pacer_label, by = excluded.by",
        (key.team, key.user, link.court, to_ms(link.at), link.filer_label, link.pacer_label, link.by),
    )


def _record(row: _Row) -> Record:
    return Record(
        key=ConversationKey(row.team, row.user),
        conversation=row.conversation,
        rev=row.rev,
        state=row.state,
        deadline=None if row.deadline is None else from_ms(row.deadline),
        channel=row.channel,
        card_ts=row.card_ts,
        view_id=row.view_id,
        updated_at=from_ms(row.updated_at),
    )
