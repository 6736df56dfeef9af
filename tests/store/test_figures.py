"""What a store holds, in numbers."""

from datetime import timedelta
from typing import Any

from bot.store import ConversationKey
from bot.store.figures import Figures
from bot.store.outbox import Outgoing
from bot.store.trail import AuditLine


async def test_an_empty_store_holds_nothing(store: Any) -> None:
    assert await store.figures(["is_archived"]) == Figures({}, 0, 0, None, None, 0)


async def test_people_are_counted_by_where_they_are_now(store: Any, step: Any) -> None:
    for user, states in {"U1": ["Linking", "Linked"], "U2": ["Linked"], "U3": ["Guided"]}.items():
        for state in states:
            line = AuditLine("event", "before", state)
            await store.transact(ConversationKey("T1", user), step(f"c-{user}", f'"{state}"', audit=line))
    assert (await store.figures([])).states == {"Linked": 2, "Guided": 1}


async def test_messages_are_counted_and_the_oldest_of_each_kind_is_named(store: Any, step: Any, clock: Any) -> None:
    key, began = ConversationKey("T1", "U1"), clock()
    for number, lane in enumerate(("a", "b", "c")):
        await store.transact(key, step("c-U1", str(number), outgoing=(Outgoing("card", "", lane=lane),)))
        clock.move(minutes=1)
    first, second, third = (await store.take_due(clock())).items
    await store.postpone(second.id, clock(), "is_archived")
    await store.postpone(third.id, clock(), "ratelimited")
    await store.bury(first.id, "invalid_blocks")
    figures = await store.figures(["is_archived", "not_in_channel"])
    assert (figures.waiting, figures.given_up) == (2, 1)
    assert figures.oldest == figures.mendable == began + timedelta(minutes=1)


async def test_sealed_values_are_counted(store: Any, clock: Any) -> None:
    owner = {"team": "T1", "user": "U1", "conversation": "c1"}
    given = {"sealed": b"x", "expires": clock() + timedelta(1), "wrapped_key": b"k"}
    await store.put_blob(**owner, purpose="session", **given, expected_key=None, wanted=None)
    assert (await store.figures([])).sealed == 1


async def test_a_trial_leaves_nothing(store: Any) -> None:
    assert await store.join(b"ours", b"wrapped") == b"wrapped"
    before = await store.figures([])
    await store.try_writing()
    assert await store.alone()
    assert await store.join(b"ours", b"another") == b"wrapped"
    assert await store.figures([]) == before
