"""Lanes of a conversation, what waits for an operator, and what an operator does by hand."""

from datetime import timedelta
from typing import Any

import pytest

from bot.store import ConversationKey
from bot.store.outbox import OutboxRow, Outgoing

KEY = ConversationKey("T1", "U1")


@pytest.fixture
def put(store: Any, step: Any) -> Any:
    async def add(*outgoing: Outgoing) -> None:
        await store.transact(KEY, step("c-U1", outgoing=outgoing))

    return add


async def taken(store: Any, clock: Any) -> list[str]:
    return [item.payload for item in (await store.take_due(clock())).items]


async def test_one_lane_does_not_wait_for_another(store: Any, put: Any, clock: Any) -> None:
    await put(Outgoing("help", "h1", lane="desk"), Outgoing("card", "c1"), Outgoing("help", "h2", lane="desk"))
    first, second = (await store.take_due(clock())).items
    assert (first.payload, second.payload) == ("h1", "c1")
    await store.postpone(first.id, clock() + timedelta(hours=1), "not_in_channel")
    await store.delivered(second.id)
    await put(Outgoing("card", "c2"))
    assert await taken(store, clock) == ["c2"]


async def test_what_waits_for_an_operator_is_made_due_and_nothing_else(store: Any, put: Any, clock: Any) -> None:
    await put(Outgoing("card", "a"), Outgoing("card", "b", lane="desk"), Outgoing("card", "c", lane="third"))
    later = clock() + timedelta(hours=1)
    waiting = (await store.take_due(clock())).items
    for item, error in zip(waiting, ("invalid_auth", "ratelimited", "is_archived"), strict=True):
        await store.postpone(item.id, later, error)
    await store.hasten(["invalid_auth", "is_archived"])
    assert await taken(store, clock) == ["a", "c"]


async def test_a_row_says_no_person_and_no_words(store: Any, put: Any, clock: Any) -> None:
    await put(Outgoing("card", "words"))
    (item,) = (await store.take_due(clock())).items
    assert await store.outbox_rows() == (OutboxRow(item.id, "c-U1", "card", clock(), 0, "", buried=False),)
    await store.postpone(item.id, clock(), "ratelimited")
    await store.postpone(item.id, clock(), "invalid_auth", tried=False)
    (row,) = await store.outbox_rows()
    assert (row.attempts, row.error, row.buried) == (1, "invalid_auth", False)
    await store.bury(item.id, "invalid_blocks")
    (row,) = await store.outbox_rows()
    assert (row.attempts, row.error, row.buried) == (2, "invalid_blocks", True)


async def test_a_buried_one_can_be_sent_again(store: Any, put: Any, clock: Any) -> None:
    await put(Outgoing("card", "a"), Outgoing("card", "b", lane="desk"))
    for item in (await store.take_due(clock())).items:
        await store.bury(item.id, "x")
    first, second = await store.outbox_rows()
    assert await store.retry([second.id]) == 1
    assert await taken(store, clock) == ["b"]
    assert await store.retry(None) == 2
    assert await taken(store, clock) == ["a", "b"]
    assert (await store.drop([first.id]), await store.drop([first.id])) == (1, 0)
    assert [row.id for row in await store.outbox_rows()] == [second.id]


async def test_is_waiting_counts_what_is_yet_to_be_sent(store: Any, put: Any, clock: Any) -> None:
    await put(Outgoing("help_desk", "a", lane="help_desk"))
    assert await store.is_waiting("c-U1", "help_desk")
    assert not await store.is_waiting("c-U1", "card")
    assert not await store.is_waiting("c-U2", "help_desk")
    (item,) = (await store.take_due(clock())).items
    assert await store.is_waiting("c-U1", "help_desk")
    await store.bury(item.id, "x")
    assert not await store.is_waiting("c-U1", "help_desk")


async def test_put_alone_is_for_the_present_conversation_only(store: Any, put: Any, clock: Any) -> None:
    await put()
    await store.put(KEY, "c-before", Outgoing("card_below", "late"))
    await store.put(ConversationKey("T1", "U2"), "c-U1", Outgoing("card_below", "foreign"))
    await store.put(KEY, "c-U1", Outgoing("card_below", "now"))
    assert await taken(store, clock) == ["now"]
