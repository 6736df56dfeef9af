"""What was tried counts under each of its names until its time is over, whoever is forgotten meanwhile."""

from datetime import timedelta
from typing import Any

import pytest

from bot.store import ConversationKey
from bot.store.tries import Tried, Try

QUARTER = timedelta(minutes=15)


@pytest.fixture
def tries(store: Any, step: Any, clock: Any) -> Any:
    async def attempt(user: str, *names: str) -> Any:
        change = step("c-" + user, attempt=Try(names, clock() + QUARTER))
        return (await store.transact(ConversationKey("T1", user), change)).after

    return attempt


@pytest.fixture
def tried(store: Any) -> Any:
    async def seen(*names: str) -> Tried:
        found: list[Tried] = []
        key = ConversationKey("T1", "U-looks")
        await store.transact(key, lambda record: found.append(record.tried), names=lambda _record: names)
        return found[0]

    return seen


@pytest.fixture(autouse=True)
async def somebody_who_looks(store: Any, step: Any) -> None:
    await store.transact(ConversationKey("T1", "U-looks"), step("c-looks"))


async def test_nothing_was_tried(tried: Any) -> None:
    assert await tried("a") == Tried(("a",))
    assert await tried() == Tried()


async def test_it_counts_for_everybody_under_each_name_and_the_fullest_name_is_told(
    tries: Any, tried: Any, clock: Any
) -> None:
    await tries("U1", "a", "b")
    clock.move(minutes=1)
    await tries("U2", "b")
    assert (await tried("a")).count == 1
    assert await tried("a", "b") == Tried(("a", "b"), 2, clock() + QUARTER)
    assert (await tried("c")).count == 0


async def test_all_under_a_name_lapse_with_the_last(tries: Any, tried: Any, clock: Any, store: Any) -> None:
    await tries("U1", "a")
    clock.move(minutes=14)
    await tries("U1", "a")
    clock.move(minutes=14)
    assert (await tried("a")).count == 2, "a first one goes on counting while a second is fresh"
    clock.move(minutes=1)
    assert (await tried("a")).count == 0
    await tries("U1", "a")
    assert (await tried("a")).count == 1, "what had lapsed counts no more"
    clock.move(minutes=15)
    await store.sweep(clock())
    assert (await tried("a")).count == 0


async def test_one_that_never_left_is_taken_back_alone_and_one_that_was_right_with_all_before(
    tries: Any, tried: Any, store: Any
) -> None:
    first, second, third = [await tries("U1", "a", "b") for _ in range(3)]
    await store.take_back(("a", "b"), second.conversation, second.rev, and_before=False)
    assert (await tried("a")).count == (await tried("b")).count == 2
    await store.take_back(("a", "b"), first.conversation, first.rev, and_before=True)
    assert (await tried("a")).count == 1, "what was begun after it still counts"
    await store.take_back(("a",), third.conversation, third.rev, and_before=True)
    assert [(await tried(name)).count for name in ("a", "b")] == [0, 1]


async def test_to_be_forgotten_takes_no_try_back_and_neither_does_a_new_start(
    tries: Any, tried: Any, store: Any, openings: Any
) -> None:
    await tries("U1", "a")
    await store.forget(ConversationKey("T1", "U1"))
    assert (await tried("a")).count == 1
    key = await store.try_key()
    again = await openings.anew()
    assert await again.try_key() == key
    assert len(key) == 32
    found: list[Tried] = []
    looks = ConversationKey("T1", "U-looks")
    await again.transact(looks, lambda record: found.append(record.tried), names=lambda _record: ("a",))
    assert found[0].count == 1


async def test_a_cool_down_of_a_wrong_clock_is_brought_nearer_and_one_of_the_right_clock_stays(
    tries: Any, tried: Any, store: Any, clock: Any
) -> None:
    right = clock()
    clock.move(days=3650)
    await tries("U2", "b")
    clock.now = right
    await tries("U1", "a")
    await store.bring_nearer(clock(), timedelta(days=3650))
    assert await tried("a") == Tried(("a",), 1, right + QUARTER)
    assert await tried("b") == Tried(("b",), 1, right + QUARTER)
