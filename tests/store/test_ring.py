"""A key is made once, and handed on to who joins; with the last process it is gone."""

from typing import Any

from bot.store.postgres.store import PostgresStore
from bot.store.ring import Joining
from tests.support.postgres import cluster


async def test_the_first_has_what_it_wrapped_and_nobody_waits(store: Any) -> None:
    assert await store.join(b"public", b"wrapped") == b"wrapped"
    assert await store.join(b"public", b"another") == b"wrapped"
    assert await store.joining() == ()


async def test_it_is_gone_with_the_last_process(store: Any, openings: Any) -> None:
    assert await store.join(b"public", b"wrapped") == b"wrapped"
    again = await openings.anew()
    assert await again.join(b"public", b"another") == b"another"


async def test_who_joins_waits_until_the_key_is_handed_on() -> None:
    address = cluster().anew()
    first, second = [await PostgresStore.open(address) for _ in range(2)]
    assert await first.join(b"one", b"for one") == b"for one"
    assert await second.join(b"two", b"unused") is None
    (waiting,) = await first.joining()
    assert waiting == Joining(second._opening.name, b"two")
    await first.hand_on(waiting.name, b"for two")
    await first.hand_on(waiting.name, b"too late")
    assert await second.join(b"two", b"unused") == b"for two"
    assert await first.joining() == ()
    await first.close()
    assert await second.join(b"two", b"unused") == b"for two"
    await second.close()
