"""What is sealed is given once, to its owner, while its key lives; the vault says what it needs."""

import asyncio
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.store import ConversationKey
from bot.vault import Owner, Vault

OWNER = Owner("T1", "U1", "c1")


@pytest.fixture
def vault(store: Any, clock: Any) -> Vault:
    return Vault([secrets.token_bytes(32)], store, clock)


async def test_it_opens_once_and_for_its_owner(vault: Vault) -> None:
    await vault.seal(OWNER, "cookies", b"value")
    assert await vault.open_once(replace(OWNER, user="U2"), "cookies") is None
    assert await vault.open_once(OWNER, "cookies") == b"value"
    assert await vault.open_once(OWNER, "cookies") is None


async def test_to_destroy_nothing_is_no_error(vault: Vault) -> None:
    await vault.destroy("c1")
    assert await vault.sweep() == 0


async def test_a_later_purpose_prolongs_the_key_and_never_shortens_it(vault: Vault, clock: Any) -> None:
    await vault.seal(OWNER, "first", b"1", timedelta(minutes=5))
    await vault.seal(OWNER, "second", b"2", timedelta(minutes=10))
    await vault.seal(OWNER, "third", b"3", timedelta(minutes=1))
    clock.move(minutes=6)
    assert await vault.sweep() == 2
    assert await vault.open_once(OWNER, "second") == b"2"
    assert await vault.open_once(OWNER, "first") is None


async def test_seals_at_the_same_time_all_open(vault: Vault) -> None:
    await asyncio.gather(*(vault.seal(OWNER, f"p{n}", b"%d" % n) for n in range(8)))
    assert [await vault.open_once(OWNER, f"p{n}") for n in range(8)] == [b"%d" % n for n in range(8)]


@pytest.mark.parametrize("end", ["destroy", "sweep", "forget", "set aside"])
async def test_what_is_destroyed_opens_no_more(vault: Vault, store: Any, step: Any, clock: Any, end: str) -> None:
    key = ConversationKey(OWNER.team, OWNER.user)
    await store.transact(key, step())
    await vault.seal(OWNER, "cookies", b"value")
    if end == "destroy":
        await vault.destroy("c1")
    elif end == "sweep":
        clock.move(minutes=15)
        assert await vault.sweep() == 2
    elif end == "forget":
        await store.forget(key)
    else:
        await store.set_aside(key, "not ours", lambda _unknown: ())
    assert await vault.open_once(OWNER, "cookies") is None


async def test_what_its_conversation_does_not_want_any_more_is_not_sealed(
    vault: Vault, store: Any, step: Any, key: ConversationKey
) -> None:
    asked: list[str | None] = []

    def wanted(state: str | None) -> bool:
        asked.append(state)
        return state == '"at the court"'

    async def seals() -> bool:
        kept = await vault.seal(OWNER, "cookies", b"value", wanted=wanted)
        assert (await vault.open_once(OWNER, "cookies") == b"value") is kept
        return kept

    assert not await seals(), "there is none"
    await store.transact(key, step(state='"at the court"'))
    assert await seals()
    await store.transact(key, step(state='"cancelled"'))
    assert not await seals()
    await store.transact(key, step("c2", state='"at the court"'))
    assert not await seals(), "it is its person's no more"
    assert asked == [None, '"at the court"', '"cancelled"', None]


async def test_after_a_restart_nothing_opens_and_sealing_works(store: Any, openings: Any, clock: Any) -> None:
    vault = Vault([], store, clock)
    await vault.seal(OWNER, "cookies", b"old")
    await vault.seal(OWNER, "form", b"old")
    reborn = Vault([], await openings.anew(), clock)
    assert await reborn.open_once(OWNER, "cookies") is None
    await reborn.seal(OWNER, "cookies", b"new")
    assert await reborn.open_once(OWNER, "form") is None
    assert await reborn.open_once(OWNER, "cookies") == b"new"
