"""All processes come to the same key, and nothing that the database sees opens anything."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from bot import ring
from bot.ring import RingError, joined, wrapped
from bot.store import StoreError
from bot.store.ring import Joining

if TYPE_CHECKING:
    from collections.abc import Iterator


class Table:
    """What processes share."""

    def __init__(self) -> None:
        self.wrapped: dict[bytes, bytes] = {}
        self.waiting: dict[bytes, bytes] = {}
        self.fails = 0

    async def join(self, public_key: bytes, wrapped: bytes) -> bytes | None:
        if not self.wrapped:
            self.wrapped[public_key] = wrapped
        self.waiting[public_key] = public_key
        return self.wrapped.get(public_key)

    async def joining(self) -> tuple[Joining, ...]:
        if self.fails:
            self.fails -= 1
            raise StoreError("The database failed.")
        return tuple(Joining(each.hex(), each) for each in self.waiting if each not in self.wrapped)

    async def hand_on(self, name: str, wrapped: bytes) -> None:
        self.wrapped[bytes.fromhex(name)] = wrapped


@pytest.fixture(autouse=True)
def _soon(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(ring, "LOOK_EVERY", 0.01)
    return


async def test_all_come_to_one_key_that_is_not_in_the_table() -> None:
    table = Table()
    first = await joined(table)
    table.fails = 1
    first.start()
    others = await asyncio.gather(joined(table), joined(table))
    await first.stop()
    assert {first.key, *(each.key for each in others)} == {first.key}
    assert len(first.key) == ring.KEY_BYTES
    assert len(set(table.wrapped.values())) == 3
    assert not any(first.key in each for each in table.wrapped.values())
    assert repr(first) == "Membership(***)"


async def test_a_new_ring_has_a_new_key() -> None:
    assert (await joined(Table())).key != (await joined(Table())).key


async def test_who_is_given_nothing_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ring, "PATIENCE", 0.05)
    table = Table()
    await joined(table)
    with pytest.raises(RingError, match="does not hand on its key"):
        await joined(table)


async def test_what_was_wrapped_for_another_or_changed_is_refused() -> None:
    table = Table()
    await joined(table)
    (given,) = table.wrapped.values()
    waiting = asyncio.create_task(joined(table))
    while not (left := await table.joining()):  # noqa: ASYNC110 - it is about to be there
        await asyncio.sleep(0)
    await table.hand_on(left[0].name, given)
    with pytest.raises(RingError, match="not for this process"):
        await waiting


async def test_a_public_key_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        wrapped(bytes(32), b"short")
