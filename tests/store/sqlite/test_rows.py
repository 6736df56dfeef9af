"""What only the tables show: what is kept of a conversation that was set aside, what lapsed, and who else wrote."""

from typing import Any

import pytest

from bot.store import ConversationKey, StoreError
from bot.store.conversations import Change, Claim, Record, Settle
from bot.store.outbox import Outgoing
from bot.store.tries import Try


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
