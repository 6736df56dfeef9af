"""One browser is let in for one press, by one link, once: also when many ask at the same moment, and after a start."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.store import ConversationKey
from bot.store.visits import Claimed, Visit

PRESSED, VISITED, DRAWN = timedelta(minutes=10), timedelta(minutes=20), timedelta(days=8)


@pytest.fixture
def claimed(key: ConversationKey, clock: Any) -> Any:
    def make(link: bytes = b"link", browser: bytes = b"browser", token: str = "run") -> Claimed:
        return Claimed(Visit(key, token), link, clock() + DRAWN, browser, clock() + VISITED)

    return make


async def test_without_a_press_of_the_same_person_nothing_is_claimed(
    store: Any, key: ConversationKey, clock: Any, claimed: Any
) -> None:
    await store.press(ConversationKey(key.team, "U-other"), clock() + PRESSED)
    assert not await store.claim(claimed())
    assert await store.visit(b"browser") is None
    await store.press(key, clock() + PRESSED)
    assert await store.claim(claimed()), "what was refused used nothing up"
    assert await store.visit(b"browser") == Visit(key, "run")
    assert await store.visit(b"another") is None


async def test_a_press_is_good_once_and_a_link_is_good_once(
    store: Any, key: ConversationKey, clock: Any, claimed: Any
) -> None:
    await store.press(key, clock() + PRESSED)
    assert await store.claim(claimed(b"first"))
    assert not await store.claim(claimed(b"second"))
    await store.press(key, clock() + PRESSED)
    assert not await store.claim(claimed(b"first", b"thief"))
    assert await store.visit(b"thief") is None
    assert await store.claim(claimed(b"second", b"newer", "next run")), "the used link used up no press"
    assert await store.visit(b"newer") == Visit(key, "next run")
    assert await store.visit(b"browser") is None, "one browser at a time"


async def test_times_end_and_what_is_over_is_swept(store: Any, key: ConversationKey, clock: Any, claimed: Any) -> None:
    await store.press(key, clock() + PRESSED)
    clock.move(minutes=10)
    assert not await store.claim(claimed())
    await store.press(key, clock() + PRESSED)
    assert await store.claim(claimed())
    clock.move(minutes=19)
    await store.sweep(clock())
    assert await store.visit(b"browser")
    clock.move(minutes=1)
    assert await store.visit(b"browser") is None
    await store.press(key, clock() + PRESSED)
    await store.sweep(clock())
    assert not await store.claim(claimed()), "that a link was used is known for longer"
    assert await store.claim(claimed(b"another")), "and a press is not swept with the visit before it"
    clock.move(days=8)
    await store.sweep(clock())
    assert await store._run(_rows) == (0, 0)


def _rows(db: Any) -> tuple[int, int]:
    counted = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("form_visit", "form_link")]  # noqa: S608
    return counted[0], counted[1]


@pytest.mark.parametrize("link", [b"the same link", None], ids=["one link", "a link each"])
async def test_of_all_who_claim_in_the_same_moment_one_does(
    store: Any, key: ConversationKey, clock: Any, claimed: Any, link: bytes | None
) -> None:
    await store.press(key, clock() + PRESSED)
    browsers = [b"browser %d" % number for number in range(50)]
    won = await asyncio.gather(*(store.claim(claimed(link or each, each)) for each in browsers))
    assert won.count(True) == 1
    let_in = [each for each in browsers if await store.visit(each)]
    assert let_in == [browsers[won.index(True)]]


async def test_it_outlives_a_start_and_not_the_wish_to_be_forgotten(
    store: Any, openings: Any, key: ConversationKey, clock: Any, claimed: Any
) -> None:
    await store.press(key, clock() + PRESSED)
    again = await openings.anew()
    assert await again.claim(claimed())
    again = await openings.anew()
    assert await again.visit(b"browser") == Visit(key, "run")
    await again.press(key, clock() + PRESSED)
    assert not await again.claim(claimed())
    await again.forget(key)
    assert await again.visit(b"browser") is None
    assert not await again.claim(claimed(b"another"))


async def test_times_of_a_wrong_clock_are_brought_nearer(
    store: Any, key: ConversationKey, clock: Any, claimed: Any
) -> None:
    right = clock()
    clock.move(days=3650)
    await store.press(key, clock() + PRESSED)
    assert await store.claim(claimed())
    await store.press(key, clock() + PRESSED)
    clock.now = right
    await store.bring_nearer(clock(), timedelta(days=3650))
    clock.move(minutes=10)
    assert await store.visit(b"browser")
    assert not await store.claim(claimed(b"another"))
    clock.move(minutes=10)
    assert await store.visit(b"browser") is None
