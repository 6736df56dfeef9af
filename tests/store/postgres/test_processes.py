"""Several at one database: what each drives is its own until it is gone, and that is known from its lock alone."""

import asyncio
import signal
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest

from bot.store import ConversationKey, StoreError
from bot.store.outbox import Kind, Outgoing
from bot.store.postgres.store import PostgresStore
from bot.store.visits import Claimed, Visit

ROOT = Path(__file__).parents[3]
OTHERS = ConversationKey("T1", "U2")

PROGRAM = """
import asyncio, sys
from datetime import UTC, datetime
from bot.store import *
from bot.store.conversations import *
from bot.store.outbox import *
from bot.store.trail import *
from bot.store.postgres.store import PostgresStore

def decide(record):
    return Change("c2", "{}", None, (Outgoing("card", "theirs"),), AuditLine("e", "b", "a"))

async def main():
    store = await PostgresStore.open(sys.argv[1])
    await store.transact(ConversationKey("T1", "U2"), decide)
    await store.take_due(datetime.now(UTC))
    print("ready", flush=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_what_a_killed_one_drove_and_had_taken_is_left_behind_and_nothing_else(
    store: PostgresStore, url: str, key: ConversationKey, step: Any, clock: Any
) -> None:
    await store.transact(key, step(outgoing=(Outgoing(Kind.CARD, "ours"),)))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PROGRAM, url, cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    assert await process.stdout.readline() == b"ready\n"
    assert await store.left_behind() == ()
    clock.move(days=400)  # no clock says that somebody is gone
    assert await store.left_behind() == ()
    assert not await store.alone()
    process.send_signal(signal.SIGKILL)
    await process.wait()
    while not (left := await store.left_behind()):  # noqa: ASYNC110 - PostgreSQL hears of it in its own time
        await asyncio.sleep(0)
    assert [record.key for record in left] == [OTHERS]
    assert await store.alone()
    assert {item.payload for item in (await store.take_due(clock())).items} == {"ours", "theirs"}


async def test_each_goes_on_where_the_other_left_off(
    store: PostgresStore, other: PostgresStore, key: ConversationKey, step: Any
) -> None:
    both = (store, other)
    await asyncio.gather(*(each.transact(key, step(), delivery=f"d{number}") for number in range(20) for each in both))
    done = [await each.transact(key, step(), delivery="d1") for each in both]
    assert all(each.duplicate for each in done)
    assert len(await store.audit_of("c1")) == 20
    assert await other.broken_trail() is None


async def test_what_one_has_taken_the_other_is_not_given(
    store: PostgresStore, other: PostgresStore, step: Any, clock: Any
) -> None:
    for number in range(40):
        await store.transact(
            ConversationKey("T1", f"U{number}"), step(f"c{number}", outgoing=(Outgoing(Kind.CARD, str(number)),))
        )
    taken = await asyncio.gather(*(each.take_due(clock(), limit=5) for _ in range(4) for each in (store, other)))
    assert sorted(int(item.payload) for each in taken for item in each.items) == [*range(40)]


async def test_a_row_that_somebody_else_holds_is_not_waited_for(
    store: PostgresStore, url: str, key: ConversationKey, step: Any, clock: Any
) -> None:
    await store.transact(key, step(outgoing=(Outgoing(Kind.CARD, "held"),)))
    await store.transact(OTHERS, step("c2", outgoing=(Outgoing(Kind.CARD, "free"),)))
    with psycopg.connect(url) as connection:
        connection.execute("SELECT id FROM outbox WHERE payload = 'held' FOR UPDATE")
        assert [item.payload for item in (await store.take_due(clock())).items] == ["free"]
    assert [item.payload for item in (await store.take_due(clock())).items] == ["held"]


async def test_a_lost_connection_is_said_and_fails_what_was_asked_whole(
    store: PostgresStore, url: str, key: ConversationKey, step: Any
) -> None:
    before = (await store.transact(key, step())).after

    def cut_off(record: object) -> object:
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("SELECT pg_terminate_backend(%s)", (store._db.conn.info.backend_pid,))
        return step(state="changed")(record)

    asked = [store.transact(key, cut_off), store.transact(OTHERS, step()), store.load(key)]
    said = await asyncio.gather(*asked, return_exceptions=True)
    assert [type(each) for each in said] == [StoreError] * 3
    assert all("cannot be reached" in str(each) for each in said)
    assert "cannot be reached" in store.lost.result()
    with pytest.raises(StoreError, match="cannot be reached"):
        await store.load(key)
    again = await PostgresStore.open(url)
    assert await again.load(key) == before
    assert await again.load(OTHERS) is None
    await again.close()


async def test_a_database_that_was_made_read_only_is_said_and_the_next_step_works(
    store: PostgresStore, key: ConversationKey, step: Any
) -> None:
    store._db.conn.execute(b"SET default_transaction_read_only = on")
    with pytest.raises(StoreError, match="cannot be written"):
        await store.transact(key, step())
    store._db.conn.execute(b"SET default_transaction_read_only = off")
    assert (await store.transact(key, step())).after


async def test_what_is_shredded_fails_in_words_as_well(store: PostgresStore, monkeypatch: Any) -> None:
    def refuse() -> None:
        raise psycopg.errors.InsufficientPrivilege("canary-word")

    monkeypatch.setattr(store._db, "shred", refuse)
    await store._shred(lambda _: None)
    with pytest.raises(StoreError, match="let it own"):
        await store._shred(lambda _: True)


async def test_a_copy_is_made_by_postgresqls_own_means(store: PostgresStore) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        await store.copy()


CLAIMS = """
import asyncio, sys
from datetime import UTC, datetime, timedelta
from bot.store import ConversationKey
from bot.store.visits import Claimed, Visit
from bot.store.postgres.store import PostgresStore

async def main():
    store = await PostgresStore.open(sys.argv[1])
    key, later = ConversationKey("T1", "U2"), datetime.now(UTC) + timedelta(minutes=10)
    print("ready", flush=True)
    sys.stdin.readline()
    claims = (
        store.claim(Claimed(Visit(key, "run"), b"link %d" % number, later, f"{sys.argv[2]} {number}".encode(), later))
        for number in range(200)
    )
    print(sum(await asyncio.gather(*claims)), flush=True)
    await store.close()

asyncio.run(main())
"""


async def test_of_two_processes_that_claim_for_one_press_one_does(store: PostgresStore, url: str) -> None:
    both = [
        await asyncio.create_subprocess_exec(
            sys.executable,
            "-c",
            CLAIMS,
            url,
            name,
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        for name in ("first", "second")
    ]
    assert [await each.stdout.readline() for each in both if each.stdout] == [b"ready\n"] * 2
    await store.press(OTHERS, datetime.now(UTC) + timedelta(minutes=10))
    won = [out for out, _ in await asyncio.gather(*(each.communicate(b"go\n") for each in both))]
    assert sorted(map(int, won)) == [0, 1]


async def test_who_was_let_in_by_one_is_known_to_the_other(
    store: PostgresStore, other: PostgresStore, key: ConversationKey, clock: Any
) -> None:
    later = clock() + timedelta(minutes=10)
    claims = [Claimed(Visit(key, "run"), b"link", later, each, later) for each in (b"first", b"second")]
    await store.press(key, later)
    won = await asyncio.gather(other.claim(claims[0]), store.claim(claims[1]))
    assert sorted(won) == [False, True]
    assert await store.visit(claims[won.index(True)].browser) == Visit(key, "run")
    await other.press(key, later)
    assert not await store.claim(claims[won.index(False)]), "the link is used up for both"
