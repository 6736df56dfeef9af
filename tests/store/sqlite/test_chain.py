"""The audit trail is a chain: whatever is done to it from outside is found, and the place is named."""

from __future__ import annotations

import secrets
from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlite_utils import Database

from bot.store import ConversationKey
from bot.store.sql import chain
from bot.store.sqlite.store import SqliteStore
from bot.store.trail import AuditLine, BrokenTrail

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LINES = 40
TAMPERINGS = 1000
COVERED = ("at", "conversation", "rev", "event", "before", "after", "court", "outcome", "actor", "subject", "seal")
KEY = secrets.token_bytes(32)


@pytest.fixture
async def path(tmp_path: Path, step: Any) -> Path:
    """A database with a trail of some length, closed."""
    path = tmp_path / "trail.db"
    store = await SqliteStore.open(str(path), audit_key=KEY)
    assert await store.trail_fits()
    for number in range(LINES):
        line = AuditLine(
            "event", "before", f"state {number}", court="mieb", outcome="LINKED", by_person=number % 2 == 0
        )
        user = f"U{number % 3}"
        await store.transact(ConversationKey("T1", user), step(f"c{number % 3}", str(number), audit=line))
    assert await store.broken_trail() is None
    await store.close()
    return path


def changed(random: Random, db: Database) -> int:
    line, column = random.randint(1, LINES), random.choice(COVERED)
    (old,) = db.execute(f"SELECT {column} FROM audit WHERE id = ?", (line,)).fetchone()  # noqa: S608 our own names
    if isinstance(old, bytes):
        new: object = random.randbytes(32)
    else:
        new = old + 1 if isinstance(old, int) else f"{old}x"
    db.execute(f"UPDATE audit SET {column} = ? WHERE id = ?", (new, line))  # noqa: S608 our own names
    return line


def deleted(random: Random, db: Database) -> int:
    line = random.randint(1, LINES)
    db.execute("DELETE FROM audit WHERE id = ?", (line,))
    return line


def deleted_and_closed_up(random: Random, db: Database) -> int:
    line = random.randint(1, LINES - 1)
    db.execute("DELETE FROM audit WHERE id = ?", (line,))
    for each in range(line + 1, LINES + 1):
        db.execute("UPDATE audit SET id = ? WHERE id = ?", (each - 1, each))
    return line


def truncated(random: Random, db: Database) -> int:
    kept = random.randint(0, LINES - 1)
    db.execute("DELETE FROM audit WHERE id > ?", (kept,))
    return kept + 1


def truncated_with_its_head(random: Random, db: Database) -> int:
    """The head is made to agree as far as it can be without the key."""
    kept = random.randint(0, LINES - 1)
    db.execute("DELETE FROM audit WHERE id > ?", (kept,))
    db.execute(
        "UPDATE audit_head SET lines = ?, last = coalesce((SELECT seal FROM audit WHERE id = ?), x'')", (kept, kept)
    )
    if not kept:
        db.execute("UPDATE audit_head SET seal = x''")
    return max(kept, 1)


def moved(random: Random, db: Database) -> int:
    first, second = sorted(random.sample(range(1, LINES + 1), 2))
    for before, after in ((first, -1), (second, first), (-1, second)):
        db.execute("UPDATE audit SET id = ? WHERE id = ?", (after, before))
    return first


def put_in(random: Random, db: Database) -> int:
    """A copy of a line, behind the last."""
    line = random.randint(1, LINES)
    names = ", ".join(COVERED)
    db.execute(f"INSERT INTO audit (id, {names}) SELECT {LINES + 1}, {names} FROM audit WHERE id = ?", (line,))  # noqa: S608 our own names
    return LINES + 1


TAMPERS: tuple[Callable[[Random, Database], int], ...] = (
    *(changed, deleted, deleted_and_closed_up, truncated, truncated_with_its_head, moved, put_in),
)


def test_each_of_a_thousand_random_tamperings_is_found_at_its_place(path: Path) -> None:
    db, random = Database(str(path)), Random(28)  # noqa: S311 - to be the same each time
    key = chain.Key(KEY)
    for number in range(TAMPERINGS):
        tamper = TAMPERS[number % len(TAMPERS)]
        db.execute("BEGIN")
        line = tamper(random, db)
        found = chain.verify(db, key)
        assert found is not None, (number, tamper.__name__)
        assert found.line == line, (number, tamper.__name__, str(found))
        db.execute("ROLLBACK")
    assert chain.verify(db, key) is None
    db.close()


async def test_another_key_does_not_fit(path: Path) -> None:
    for other in (secrets.token_bytes(32), None):
        store = await SqliteStore.open(str(path), audit_key=other)
        assert not await store.trail_fits()
        broken = await store.broken_trail()
        assert broken is not None
        assert "AUDIT_KEY" in str(broken)
        await store.close()


async def test_without_a_key_of_the_operators_the_database_has_its_own(tmp_path: Path, step: Any) -> None:
    for _ in range(2):
        store = await SqliteStore.open(str(tmp_path / "own.db"))
        assert await store.broken_trail() is None
        await store.transact(ConversationKey("T1", "U1"), step())
        assert await store.trail_fits()
        assert await store.broken_trail() is None
        await store.close()


async def test_a_forgotten_person_stays_a_hash_and_the_trail_whole(path: Path) -> None:
    store = await SqliteStore.open(str(path), audit_key=KEY)
    before = await store.audit()
    assert {(row.team, row.user) for row in before} == {("T1", "U0"), ("T1", "U1"), ("T1", "U2")}
    await store.forget(ConversationKey("T1", "U1"))
    after = await store.audit()
    assert await store.broken_trail() is None
    assert {(row.team, row.user) for row in after} == {("T1", "U0"), ("", ""), ("T1", "U2")}
    assert [row.subject for row in after] == [row.subject for row in before]
    assert len({row.subject for row in after}) == 3
    assert all(row.actor in ("", row.subject) for row in after)
    assert {row.actor == "" for row in after} == {True, False}
    await store.close()
    assert b"T1U1" not in path.read_bytes()  # noqa: ASYNC240 - nobody waits for it


def test_neither_a_key_nor_a_fault_shows_what_is_secret() -> None:
    assert repr(chain.Key(KEY)) == "Key(***)"
    assert str(BrokenTrail(3, "is missing")) == "Line 3 is missing."
