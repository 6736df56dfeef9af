"""What only the tables show: what is kept of a conversation that was set aside, what lapsed, and who else wrote."""

from pathlib import Path
from typing import Any

import pytest

from bot.store import ConversationKey, StoreError
from bot.store.conversations import Change, Claim, Record, Settle
from bot.store.outbox import Outgoing
from bot.store.sql.database import to_ms
from bot.store.sql.outbox import LEASE
from bot.store.sqlite.store import SqliteStore
from bot.store.tries import Try
from tests.support.outbox import next_due


def told(unknown: bool) -> tuple[Outgoing, ...]:
    return (Outgoing("note", f"unknown: {unknown}"),)


async def rows(store: Any, sql: str) -> list[Any]:
    return await store._run(lambda db: db.execute(sql).fetchall())


async def test_what_is_set_aside_is_kept_whole(store: Any, key: ConversationKey, step: Any) -> None:
    await store.transact(key, step(state="torn"))
    await store.set_card(key, "c1", "D1", "1.1")
    rev = (await store.load(key)).rev
    await store.set_aside(key, "not ours", told)
    assert await rows(store, "SELECT reason, conversation, rev, state, channel, card_ts FROM unreadable") == [
        ("not ours", "c1", rev, "torn", "D1", "1.1")
    ]


@pytest.mark.parametrize(("settled", "kept"), [((), "UNKNOWN"), ((Settle("r1", "REFUSED"),), "REFUSED")])
async def test_a_claim_under_it_is_unknown_or_as_it_was_settled(
    store: Any, key: ConversationKey, step: Any, settled: tuple[Settle, ...], kept: str
) -> None:
    await store.transact(key, step(claim=Claim("r1")))
    for each in settled:
        await store.transact(key, step(settle=each))
    await store.set_aside(key, "not ours", told)
    assert await rows(store, "SELECT reference, outcome FROM submit") == [("r1", kept)]


async def test_to_forget_takes_what_was_set_aside_as_well(store: Any, key: ConversationKey, step: Any) -> None:
    await store.transact(key, step(state="torn"))
    await store.set_aside(key, "not ours", told)
    await store.forget(key)
    assert await rows(store, "SELECT * FROM unreadable") == []


async def test_a_change_under_ones_feet_is_refused(store: Any, key: ConversationKey, step: Any) -> None:
    await store.transact(key, step())

    def meddle(record: Record | None) -> Change:
        store._db.execute("UPDATE conversation SET rev = rev + 1")
        return step(outgoing=(Outgoing("card", "{}"),))(record)

    with pytest.raises(StoreError, match="changed by somebody else"):
        await store.transact(key, meddle, delivery="d1")
    assert await store.waiting() == 0
    assert len(await store.audit_of("c1")) == 1


async def test_a_try_that_lapsed_leaves_no_row(store: Any, key: ConversationKey, step: Any, clock: Any) -> None:
    await store.transact(key, step(attempt=Try(("a",), clock())))
    await store.sweep(clock())
    assert await rows(store, "SELECT name FROM try") == []


async def test_a_step_that_fails_counts_no_try(store: Any, key: ConversationKey, step: Any, clock: Any) -> None:
    await rows(store, "PRAGMA query_only = ON")
    with pytest.raises(StoreError, match="cannot be written"):
        await store.transact(key, step(attempt=Try(("a",), clock())))
    await rows(store, "PRAGMA query_only = OFF")
    assert await rows(store, "SELECT name FROM try") == []


@pytest.fixture
async def taken_by_another(store: Any, key: ConversationKey, step: Any, clock: Any) -> Any:
    """Have something taken by another opening, as a store that several can open would have it; say until when."""
    until = clock() + LEASE
    await store.transact(key, step(outgoing=(Outgoing("card", "a"),)))
    await rows(store, f"UPDATE outbox SET taken_by = 'another', taken_until = {to_ms(until)}")  # noqa: S608
    return until


async def test_what_another_took_is_given_when_its_time_is_over_and_not_before(
    store: Any, taken_by_another: Any, clock: Any
) -> None:
    assert (await store.take_due(clock())).items == ()
    assert await next_due(store) == taken_by_another
    clock.now = taken_by_another
    assert [item.payload for item in (await store.take_due(clock())).items] == ["a"]


@pytest.mark.usefixtures("taken_by_another")
async def test_the_time_of_what_was_taken_is_over_at_once_when_the_file_is_opened_anew(
    store: Any, path: Path, clock: Any
) -> None:
    await store.close()
    again = await SqliteStore.open(str(path), clock)
    assert [item.payload for item in (await again.take_due(clock())).items] == ["a"]
    await again.close()
