"""One commit, and one sync, for all that come together; a commit that fails fails them all, and nothing is there."""

import asyncio
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.store import ConversationKey, StoreError
from bot.store.conversations import Change
from bot.store.outbox import Outgoing
from bot.store.tries import Try

OPEN_FILES = Path("/proc/self/fd")
TEMPORARY = "etilqs_"
"""What SQLite's temporary files begin with."""


@pytest.fixture
async def said(store: Any) -> list[str]:
    """Give what is said to the database from now on about transactions and syncs."""
    found: list[str] = []

    def note(sql: str) -> None:
        if sql.startswith(("BEGIN", "COMMIT", "ROLLBACK", "PRAGMA")):
            found.append(sql)

    await store._run(lambda db: db.tables.conn.set_trace_callback(note))
    return found


def at_once(store: Any, step: Any, *more: Any) -> Any:
    steps = [store.transact(ConversationKey("T1", f"U{n}"), step(f"c{n}")) for n in range(20)]
    return asyncio.gather(*steps, *more, return_exceptions=True)


async def test_twenty_that_come_together_cost_two_commits(store: Any, step: Any, said: list[str]) -> None:
    done = await at_once(store, step)
    assert all(each.after for each in done)
    assert said == ["BEGIN IMMEDIATE", "COMMIT"] * 2, "the first goes at once, and the rest while it is under way"


async def test_what_may_be_lost_is_not_synced_by_itself_and_costs_nothing_in_company(
    store: Any, step: Any, key: ConversationKey, clock: Any, said: list[str]
) -> None:
    await store.transact(key, step(outgoing=(Outgoing("card", "a"),)))
    (item,) = (await store.take_due(clock())).items
    await store.set_card(key, "c1", "D1", "1.1")
    await store.delivered(item.id)
    alone = ["BEGIN IMMEDIATE", "COMMIT"]
    assert said == [*alone, "PRAGMA synchronous = NORMAL", *alone * 3]
    said.clear()
    await asyncio.gather(store.set_view(key, "V1"), store.set_view(key, "V2"), store.transact(key, step()))
    assert said == [*alone, "PRAGMA synchronous = FULL", *alone]


@pytest.mark.skipif(not OPEN_FILES.is_dir(), reason="this system does not list a process's open files")
async def test_what_could_be_undone_alone_is_kept_in_memory_and_in_no_file(store: Any, step: Any) -> None:
    people = [store.transact(ConversationKey("T1", f"U{n}"), step(f"c{n}", state="x" * 3000)) for n in range(100)]
    await asyncio.gather(*people)

    def change_many_pages(db: Any) -> set[str]:
        db.execute("UPDATE conversation SET rev = rev + 1")
        return {str(each.readlink()) for each in OPEN_FILES.iterdir() if each.is_symlink()}

    *_, files = await asyncio.gather(*(store._keep(change_many_pages) for _ in range(3)))
    assert any(name.endswith("app.db-wal") for name in files)
    assert not [name for name in files if TEMPORARY in name]


async def test_what_only_reads_opens_no_transaction(store: Any, key: ConversationKey, said: list[str]) -> None:
    await asyncio.gather(store.load(key), store.live(), store.waiting())
    assert said == []


@pytest.mark.parametrize("fails", ["COMMIT", "BEGIN IMMEDIATE"])
async def test_a_commit_that_fails_fails_all_and_nothing_is_there(store: Any, step: Any, fails: str) -> None:
    await store._run(lambda db: setattr(db.tables, "conn", Failing(db.tables.conn, fails)))
    done = await at_once(store, step)
    assert {type(each) for each in done} == {StoreError}
    await store._run(lambda db: setattr(db.tables, "conn", db.tables.conn.real))
    assert await store.live() == ()
    assert all(each.after for each in await at_once(store, step))


class Failing:
    """A connection on which one statement fails, and nothing else is different."""

    def __init__(self, real: sqlite3.Connection, fails: str) -> None:
        self.real = real
        self.fails = fails

    def __getattr__(self, name: str) -> Any:
        return getattr(self.real, name)

    def execute(self, sql: str, *given: Any) -> sqlite3.Cursor:
        if sql.startswith(self.fails):
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_FSYNC"
            raise error
        return self.real.execute(sql, *given)


async def test_when_the_database_ends_the_transaction_those_before_fail_and_those_after_go_on(
    store: Any, step: Any
) -> None:
    def ends(_record: object) -> Change:
        store._db.tables.conn.execute("ROLLBACK")  # as a full disk does
        raise sqlite3.OperationalError("database or disk is full")

    async def after() -> list[Any]:
        return await asyncio.gather(
            store.transact(ConversationKey("T2", "U1"), ends),
            store.transact(ConversationKey("T2", "U2"), step("after")),
            return_exceptions=True,
        )

    *before, (ended, went_on) = await at_once(store, step, after())
    assert before[0].after.conversation == "c0", "it was committed already"
    assert {type(each) for each in [*before[1:], ended]} == {StoreError}
    assert went_on.after.conversation == "after"
    assert {record.conversation for record in await store.live()} == {"c0", "after"}


async def test_a_log_that_cannot_be_emptied_is_said(store: Any, key: ConversationKey, step: Any) -> None:
    await store.transact(key, step(attempt=Try(("a",), store._clock())))
    await store._run(lambda db: setattr(db.tables, "conn", Failing(db.tables.conn, "PRAGMA wal_checkpoint")))
    with pytest.raises(StoreError, match="disk failed"):
        await store.forget(key)
    await store._run(lambda db: setattr(db.tables, "conn", db.tables.conn.real))
    assert await store.load(key) is None
