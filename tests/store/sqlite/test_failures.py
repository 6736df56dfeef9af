"""When the disk or the database fails, a step fails whole and says why; when it is mended, the next one works."""

import asyncio
import re
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.store import ConversationKey, StoreError
from bot.store.conversations import Claim
from bot.store.outbox import Outgoing
from bot.store.sqlite.schema import explain

WAL_AT_MOST = 6_000_000
"""Bytes: SQLite moves the log into the file from a thousand pages on."""


async def pragma(store: Any, text: str) -> Any:
    """Give its answer, of one value; None where it has none."""
    return await store._run(lambda db: next((value for (value,) in db.execute("PRAGMA " + text)), None))


FAULTS = [
    ("query_only = ON", "query_only = OFF", "cannot be written"),
    ("max_page_count = 1", "max_page_count = 1000000", "disk is full"),
]


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_failing_step_changes_nothing(
    store: Any, key: ConversationKey, step: Any, fault: tuple[str, str, str]
) -> None:
    spoil, mend, said = fault
    first = await store.transact(key, step())
    big = Outgoing("card", "x" * 2_000_000)
    await pragma(store, spoil)
    with pytest.raises(StoreError, match=said) as caught:
        await store.transact(key, step(outgoing=(big,), claim=Claim("r1")), delivery="d1")
    assert re.fullmatch(r"[^\n]+\.", str(caught.value))
    assert await store.load(key) == first.after
    await pragma(store, mend)
    assert await store.unsettled() == ()
    assert await store.waiting() == 0
    done = await store.transact(key, step(outgoing=(big,), claim=Claim("r1")), delivery="d1")
    assert (done.duplicate, done.after.rev) == (False, first.after.rev + 1)
    assert len(await store.audit_of("c1")) == 2


@pytest.mark.parametrize("fault", FAULTS)
async def test_a_trial_fails_where_a_step_would_and_the_next_one_works(
    store: Any, key: ConversationKey, step: Any, fault: tuple[str, str, str]
) -> None:
    spoil, mend, said = fault
    await pragma(store, spoil)
    with pytest.raises(StoreError, match=said):
        await store.try_writing()
    await pragma(store, mend)
    await store.try_writing()
    assert (await store.transact(key, step())).after is not None


async def test_a_trial_that_fails_halfway_leaves_nothing_open(store: Any, key: ConversationKey, step: Any) -> None:
    await store._keep(lambda db: db.execute("INSERT INTO process (name, lock) VALUES ('', 0)"))
    with pytest.raises(StoreError, match="SQLITE_CONSTRAINT_PRIMARYKEY"):
        await store.try_writing()
    assert (await store.transact(key, step())).after is not None


async def test_a_trial_takes_nobodys_step_with_it(store: Any, key: ConversationKey, step: Any) -> None:
    pages = await pragma(store, "page_count")
    await pragma(store, f"max_page_count = {pages + 2}")
    # The first is done at once, and the others gather meanwhile.
    work = (store.load(key), store.transact(key, step()), store.try_writing())
    _, done, tried = await asyncio.gather(*work, return_exceptions=True)
    assert done.after is not None
    assert isinstance(tried, StoreError)


async def test_trials_make_the_file_no_larger(store: Any, path: Path) -> None:
    await store.try_writing()
    pages = await pragma(store, "page_count")
    for _ in range(200):
        await store.try_writing()
    assert await pragma(store, "page_count") == pages
    assert path.with_name("app.db-wal").stat().st_size < WAL_AT_MOST


FULL_DISK = """
import asyncio, resource, signal, sys
from bot.store import *
from bot.store.conversations import *
from bot.store.outbox import *
from bot.store.trail import *
from bot.store.sqlite.store import SqliteStore

def step(size):
    out = (Outgoing("card", "x" * size),)
    return lambda record: Change("c1", "{}", None, out, AuditLine("e", "b", "a"))

async def main():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = await SqliteStore.open(sys.argv[1])
    key = ConversationKey("T1", "U1")
    first = (await store.transact(key, step(1))).after.rev
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
    try:
        await store.transact(key, step(1_000_000), delivery="d1")
    except StoreError as error:
        print(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    print((await store.load(key)).rev == first, await store.waiting(), len(await store.audit_of("c1")))
    print((await store.transact(key, step(1), delivery="d1")).after.rev > first)
    await store.close()

asyncio.run(main())
"""


async def test_a_file_that_may_not_grow_fails_the_step_alone(run_apart: Any) -> None:
    code, printed = await run_apart(FULL_DISK)
    said, state, rev = printed.splitlines()
    assert code == 0
    assert said.startswith("The database's disk")
    assert (state, rev) == ("True 1 1", "True")


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("SQLITE_BUSY", "in use"),
        ("SQLITE_IOERR_FSYNC", "failed to read or write"),
        ("SQLITE_CORRUPT_VTAB", "damaged"),
        ("SQLITE_CANTOPEN", "cannot be opened"),
        ("SQLITE_CONSTRAINT_CHECK", r"SQLITE_CONSTRAINT_CHECK"),
        (None, r"\(SQLITE_ERROR\)"),
    ],
)
def test_each_failure_has_its_words_and_none_of_the_databases(code: str | None, said: str) -> None:
    error = sqlite3.OperationalError("value hunter2")
    if code is not None:
        error.sqlite_errorname = code
    explained = explain(error)
    assert re.search(said, str(explained))
    assert "hunter2" not in str(explained)
    assert explained.safe_to_log
