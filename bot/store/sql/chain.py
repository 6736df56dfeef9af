"""The audit trail as a chain: each line's seal covers the line and the seal before it.

Plain functions, run in the store's thread; only the rest of `bot.store` calls those that write. A line that was
changed, taken out, put in or moved does not fit its neighbours any more, and a head, sealed too, knows how many there
are. Whoever has the key can make a new chain, so it is best not kept where the database is. A person stands in a line
as a keyed hash, and beside it, until they are forgotten, by their Slack ids, which the seal does not cover.
"""

import hashlib
import hmac
import json
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final, NamedTuple, Self

from bot.store.conversations import Record
from bot.store.sql import processes, tries
from bot.store.sql.database import Database, Needs, from_ms, to_ms
from bot.store.trail import AuditLine, AuditRow, BrokenTrail

_HASH_BYTES: Final = 16
_COVERED: Final = "at, conversation, rev, event, before, after, court, outcome, actor, subject"
_written: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_COLUMNS: Final = f"id, {_COVERED}, team, user, seal"


class _Line(NamedTuple):
    """A row of the table."""

    id: int
    at: int
    conversation: str
    rev: int
    event: str
    before: str
    after: str
    court: str
    outcome: str
    actor: str
    subject: str
    team: str | None
    user: str | None
    seal: bytes

    @property
    def covered(self) -> tuple[object, ...]:
        """What the seal covers, its place included."""
        return (*self[: _Line._fields.index("team")],)


@dataclass(frozen=True, slots=True)
class Key:
    """What seals the trail: the operator's, or one made from what lies in the database."""

    secret: bytes

    @classmethod
    def of(cls, db: Database, given: bytes | None) -> Self:
        """Give the operator's key, or the database's own."""
        return cls(given if given is not None else hmac.digest(tries.key(db), b"link-pacer audit v1", hashlib.sha256))

    def __repr__(self) -> str:
        return "Key(***)"

    def person(self, team: str, user: str) -> str:
        """Give the name of a person in the trail: the same for the same one, and telling nothing."""
        digest = hmac.digest(self.secret, f"person\0{team}\0{user}".encode(), hashlib.sha256)
        return digest[:_HASH_BYTES].hex()

    def seal(self, before: bytes, covered: tuple[object, ...]) -> bytes:
        """Give the seal of a line behind another."""
        return hmac.digest(self.secret, b"line\0" + before + _written(covered).encode(), hashlib.sha256)

    def head(self, lines: int, last: bytes) -> bytes:
        """Give the seal of the whole: how many lines there are, and the last one's seal."""
        return hmac.digest(self.secret, b"head\0" + lines.to_bytes(8) + last, hashlib.sha256)


@dataclass(frozen=True, slots=True)
class Opening:
    """One opening of the database: its name, which nobody can guess, and what it seals the trail with."""

    name: str
    audit_key: Key

    @classmethod
    def of(cls, db: Database, audit_key: bytes | None) -> Self:
        """Enter the database in a name of its own, and take out those that are gone."""
        opening = cls(secrets.token_hex(16), Key.of(db, audit_key))
        db.begin(Needs.SYNC)
        processes.enter(db, opening.name, db.lock)
        processes.bury(db, opening.name)
        db.execute("COMMIT")
        return opening


def entered(connect: Callable[[], Database], audit_key: bytes | None) -> tuple[Database, Opening]:
    """Connect, and enter the database. Raises StoreError."""
    db = connect()
    try:
        return db, Opening.of(db, audit_key)
    except BaseException as error:
        db.close()
        if isinstance(error, db.fault):
            raise db.explain(error) from error
        raise


def add(db: Database, key: Key, now: datetime, record: Record, line: AuditLine) -> None:
    """Put a line at the end, inside the caller's transaction."""
    lines, last = db.execute("SELECT lines, last FROM audit_head").fetchone()
    person = key.person(record.key.team, record.key.user)
    covered = (
        *(lines + 1, to_ms(now), record.conversation, record.rev, line.event, line.before, line.after),
        *(line.court, line.outcome, person if line.by_person else "", person),
    )
    seal = key.seal(last, covered)
    db.execute(
        f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 our own names
        (*covered, record.key.team, record.key.user, seal),
    )
    db.execute("UPDATE audit_head SET lines = ?, last = ?, seal = ?", (lines + 1, seal, key.head(lines + 1, seal)))


def fits(db: Database, key: Key) -> bool:
    """Say whether the key is the one that the trail was sealed with; an empty trail fits any."""
    lines, last, seal = db.execute("SELECT lines, last, seal FROM audit_head").fetchone()
    return lines == 0 or hmac.compare_digest(seal, key.head(lines, last))


def rows(db: Database) -> Iterator[AuditRow]:
    """Give the whole trail, oldest first."""
    return map(_row, _lines(db))


def rows_of(db: Database, conversation: str) -> tuple[AuditRow, ...]:
    """Return a conversation's lines, oldest first."""
    sql = f"SELECT {_COLUMNS} FROM audit WHERE conversation = ? ORDER BY id"  # noqa: S608 our own names
    return tuple(_row(_Line._make(each)) for each in db.execute(sql, (conversation,)))


def verify(db: Database, key: Key) -> BrokenTrail | None:
    """Go through the whole trail; give the first place at which it is not as it was written."""
    heads = db.execute("SELECT lines, last, seal FROM audit_head").fetchall()
    last, place = b"", 0
    for line in _lines(db):
        if line.id != place + 1:
            return BrokenTrail(place + 1, "is missing")
        if not hmac.compare_digest(line.seal, key.seal(last, line.covered)):
            return BrokenTrail(line.id, "is not as it was written, or not where it was, or AUDIT_KEY is another")
        last, place = line.seal, line.id
    if len(heads) != 1 or (place == 0 and _has_conversations(db)):
        return BrokenTrail(place + 1, "and all that was after it is missing")
    lines, sealed_last, seal = heads[0]
    if lines == 0 and place == 0:
        return None
    if lines > place:
        return BrokenTrail(place + 1, f"and all after it is missing: there were {lines}")
    if lines < place or sealed_last != last or not hmac.compare_digest(seal, key.head(lines, last)):
        return BrokenTrail(place, "is the last one, and was not when the trail was closed")
    return None


def _has_conversations(db: Database) -> bool:
    return bool(db.execute("SELECT EXISTS (SELECT 1 FROM conversation) OR EXISTS (SELECT 1 FROM link)").fetchone()[0])


def forget(db: Database, team: str, user: str) -> None:
    """Take a person's Slack ids out; the lines stay, under their hash."""
    db.execute("UPDATE audit SET team = NULL, user = NULL WHERE team = ? AND user = ?", (team, user))


def _lines(db: Database) -> Iterator[_Line]:
    return map(_Line._make, db.execute(f"SELECT {_COLUMNS} FROM audit ORDER BY id"))  # noqa: S608 our own names


def _row(line: _Line) -> AuditRow:
    return AuditRow(
        line=line.id,
        at=from_ms(line.at),
        conversation=line.conversation,
        rev=line.rev,
        event=line.event,
        before=line.before,
        after=line.after,
        court=line.court,
        outcome=line.outcome,
        actor=line.actor,
        subject=line.subject,
        team=line.team or "",
        user=line.user or "",
    )
