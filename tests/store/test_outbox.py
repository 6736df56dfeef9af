"""What must be sent is given in order, one at a time for each conversation, until it is delivered."""

from datetime import timedelta
from typing import Any

import pytest

from bot.store import ConversationKey
from bot.store.outbox import OutboxItem, Outgoing, Way
from tests.support.outbox import next_due


@pytest.fixture
def put(store: Any, step: Any) -> Any:
    async def add(user: str, *payloads: str, coalesce: str | None = None) -> None:
        outgoing = tuple(Outgoing("card", payload, coalesce) for payload in payloads)
        await store.transact(ConversationKey("T1", user), step("c-" + user, outgoing=outgoing))

    return add


@pytest.fixture
def take(store: Any, clock: Any) -> Any:
    async def given(limit: int = 100) -> list[str]:
        return [item.payload for item in (await store.take_due(clock(), limit)).items]

    return given


async def test_an_item_comes_with_all_that_is_known(store: Any, put: Any, clock: Any) -> None:
    await put("U1", "a")
    (item,) = (await store.take_due(clock())).items
    assert item == OutboxItem(item.id, ConversationKey("T1", "U1"), "c-U1", "card", "a", clock(), 0)


async def test_what_is_of_an_earlier_conversation_is_sent_in_its_lane(store: Any, step: Any, clock: Any) -> None:
    of_first = Outgoing("card", "a", lane="desk")
    await store.transact(ConversationKey("T1", "U1"), step("c-1", outgoing=(of_first,)))
    later = (Outgoing("left", "b", lane="desk", conversation="c-1"), Outgoing("card", "c", lane="desk"))
    await store.transact(ConversationKey("T1", "U1"), step("c-2", outgoing=later))
    first, other = (await store.take_due(clock())).items
    assert [(each.conversation, each.payload) for each in (first, other)] == [("c-1", "a"), ("c-2", "c")]
    await store.delivered(first.id)
    (last,) = (await store.take_due(clock())).items
    assert (last.conversation, last.payload) == ("c-1", "b")


async def test_one_of_each_conversation_oldest_first(store: Any, put: Any, take: Any, clock: Any) -> None:
    await put("U2", "b1")
    await put("U1", "a1", "a2")
    await put("U2", "b2")
    items = (await store.take_due(clock())).items
    assert [item.payload for item in items] == ["b1", "a1"]
    assert await take() == []
    assert await store.waiting() == 4
    await store.delivered(items[1].id)
    await store.delivered(items[1].id)
    assert await take() == ["a2"]
    await store.delivered(items[0].id)
    assert await take() == ["b2"]
    assert await store.waiting() == 2


async def test_no_more_than_asked_for(put: Any, take: Any) -> None:
    for user in ("U1", "U2", "U3"):
        await put(user, user)
    assert await take(2) == ["U1", "U2"]
    assert await take(2) == ["U3"]


async def test_a_postponed_one_holds_back_what_is_behind_it(store: Any, put: Any, take: Any, clock: Any) -> None:
    await put("U1", "a1", "a2")
    (item,) = (await store.take_due(clock())).items
    assert await next_due(store) is None
    until = clock() + timedelta(seconds=30)
    await store.postpone(item.id, until, "ratelimited")
    assert await take() == []
    assert await next_due(store) == until
    clock.move(seconds=30)
    (again,) = (await store.take_due(clock())).items
    assert (again.id, again.payload, again.attempts) == (item.id, "a1", 1)


async def test_a_buried_one_lets_the_next_go(store: Any, put: Any, take: Any, clock: Any) -> None:
    await put("U1", "a1", "a2")
    (item,) = (await store.take_due(clock())).items
    await store.bury(item.id, "channel_not_found")
    assert await store.waiting() == 1
    assert await next_due(store) == clock()
    assert await take() == ["a2"]


async def test_a_newer_one_takes_the_place_of_one_that_waits(store: Any, put: Any, take: Any, clock: Any) -> None:
    await put("U1", "card 1", coalesce="card")
    await put("U1", "message")
    await put("U1", "card 2", coalesce="card")
    await put("U2", "other's card", coalesce="card")
    assert await store.waiting() == 3
    (item, other) = (await store.take_due(clock())).items
    assert (item.payload, other.payload) == ("card 2", "other's card")
    await put("U1", "card 3", coalesce="card")
    await put("U1", "card 4", coalesce="card")
    assert await store.waiting() == 4
    await store.delivered(item.id)
    assert await take() == ["message"]


async def test_a_replaced_one_keeps_its_turn_and_its_patience(store: Any, put: Any, take: Any, clock: Any) -> None:
    await put("U1", "card 1", coalesce="card")
    (item,) = (await store.take_due(clock())).items
    await store.postpone(item.id, clock() + timedelta(seconds=30), "ratelimited")
    await put("U1", "card 2", coalesce="card")
    assert await take() == []
    clock.move(seconds=30)
    (again,) = (await store.take_due(clock())).items
    assert (again.id, again.payload, again.attempts) == (item.id, "card 2", 1)


async def test_a_buried_one_is_not_replaced(store: Any, put: Any, take: Any, clock: Any) -> None:
    await put("U1", "card 1", coalesce="card")
    (item,) = (await store.take_due(clock())).items
    await store.bury(item.id, "gone")
    await put("U1", "card 2", coalesce="card")
    assert await take() == ["card 2"]


async def test_what_was_taken_is_free_after_opening_anew(store: Any, put: Any, openings: Any, clock: Any) -> None:
    await put("U1", "a1")
    (item,) = (await store.take_due(clock())).items
    reopened = await openings.anew()
    assert (await reopened.take_due(clock())).items == (item,)


async def test_what_was_taken_is_never_given_again_to_its_taker(store: Any, put: Any, take: Any, clock: Any) -> None:
    await put("U1", "a1")
    assert await take() == ["a1"]
    clock.move(days=1)
    assert await next_due(store) is None
    assert await take() == []


async def test_nothing_is_due_in_an_empty_outbox(store: Any, take: Any) -> None:
    assert await take() == []
    assert await next_due(store) is None
    assert await store.waiting() == 0


async def test_what_goes_one_way_waits_for_no_other(store: Any, step: Any, clock: Any) -> None:
    outgoing = (Outgoing("webhook", "hook", lane="webhook", way=Way.WEBHOOK), Outgoing("card", "card"))
    await store.transact(ConversationKey("T1", "U1"), step("c-U1", outgoing=outgoing))
    assert await next_due(store, Way.WEBHOOK) == clock()
    (item,) = (await store.take_due(clock(), way=Way.WEBHOOK)).items
    assert item.payload == "hook"
    assert await next_due(store, Way.WEBHOOK) is None
    (item,) = (await store.take_due(clock())).items
    assert item.payload == "card"


async def test_what_is_sent_beside_one_that_waits_is_put_in_once(store: Any, put: Any, clock: Any) -> None:
    await put("U1", "a")
    beside = Outgoing("mail", "b", lane="mail", way=Way.MAIL)
    (item,) = (await store.take_due(clock())).items
    for _ in range(2):
        await store.send_also(item.id, beside)
        for mail in (await store.take_due(clock(), way=Way.MAIL)).items:
            assert (mail.key, mail.conversation, mail.payload) == (item.key, "c-U1", "b")
            await store.delivered(mail.id)
        await store.postpone(item.id, clock(), "busy")
        (item,) = (await store.take_due(clock())).items
    assert await store.waiting() == 1
    await store.delivered(item.id)
    await store.send_also(item.id, beside)
    assert await store.waiting() == 0


async def test_what_waits_behind_one_can_be_read(store: Any, put: Any, clock: Any) -> None:
    await put("U1", "a1", "a2", "a3")
    await put("U2", "b1")
    item, _ = (await store.take_due(clock())).items
    later = await store.behind(item.id)
    assert [each.payload for each in later] == ["a2", "a3"]
    assert (later[0].key, later[0].since, later[0].attempts) == (item.key, clock(), 0)
    await store.bury(later[0].id, "fault")
    assert [each.payload for each in await store.behind(item.id)] == ["a3"]
