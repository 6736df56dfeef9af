"""What is sealed opens once, for its owner and purpose, in time; and else says nothing at all."""

import asyncio
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.vault import KEY_BYTES, Owner, Vault, VaultError


async def test_it_opens_once(vault: Vault, owner: Owner) -> None:
    await vault.seal(owner, "cookies", b"value")
    assert await vault.open_once(owner, "cookies") == b"value"
    assert await vault.open_once(owner, "cookies") is None


async def test_an_empty_value_is_a_value(vault: Vault, owner: Owner) -> None:
    await vault.seal(owner, "cookies", b"")
    assert await vault.open_once(owner, "cookies") == b""


async def test_the_later_value_takes_the_place(vault: Vault, owner: Owner) -> None:
    await vault.seal(owner, "cookies", b"first")
    await vault.seal(owner, "cookies", b"second")
    assert await vault.open_once(owner, "cookies") == b"second"


async def test_purposes_are_kept_apart(vault: Vault, owner: Owner) -> None:
    await vault.seal(owner, "cookies", b"1")
    await vault.seal(owner, "form", b"2")
    assert await vault.open_once(owner, "form") == b"2"
    assert await vault.open_once(owner, "cookies") == b"1"


@pytest.mark.parametrize("other", [{"team": "T2"}, {"user": "U2"}, {"conversation": "conversation-2"}])
async def test_a_foreign_owner_gets_and_spoils_nothing(vault: Vault, owner: Owner, other: dict[str, str]) -> None:
    await vault.seal(owner, "cookies", b"value")
    assert await vault.open_once(replace(owner, **other), "cookies") is None
    assert await vault.open_once(owner, "cookies") == b"value"


@pytest.mark.parametrize(
    "place",
    [
        ("T2", "U1", "conversation-1", "cookies"),
        ("T1", "U2", "conversation-1", "cookies"),
        ("T1", "U1", "conversation-2", "cookies"),
        ("T1", "U1", "conversation-1", "form"),
        ("T1U", "1", "conversation-1", "cookies"),
    ],
)
async def test_a_blob_moved_in_the_store_does_not_open(vault: Vault, blobs: Any, owner: Owner, place: Any) -> None:
    await vault.seal(owner, "cookies", b"value")
    blobs.blobs[place] = blobs.blobs.pop(("T1", "U1", "conversation-1", "cookies"))
    blobs.keys.setdefault(place[2], blobs.keys["conversation-1"])
    assert await vault.open_once(Owner(*place[:3]), place[3]) is None


@pytest.mark.parametrize(("late", "opened"), [(-0.001, b"value"), (0, None), (1, None)])
async def test_it_expires(vault: Vault, clock: Any, owner: Owner, late: float, opened: bytes | None) -> None:
    await vault.seal(owner, "cookies", b"value", timedelta(minutes=3))
    clock.move(minutes=3, seconds=late)
    assert await vault.open_once(owner, "cookies") == opened


async def test_it_expires_after_a_quarter_of_an_hour_if_nothing_is_said(vault: Vault, clock: Any, owner: Owner) -> None:
    await vault.seal(owner, "cookies", b"value")
    clock.move(minutes=15)
    assert await vault.open_once(owner, "cookies") is None


async def test_every_damaged_bit_is_noticed(vault: Vault, blobs: Any, owner: Owner) -> None:
    bits = 8 * (8 + 12 + len(b"v") + 16)
    for bit in range(bits):
        await vault.seal(owner, "cookies", b"v")
        blobs.damage(bit)
        assert await vault.open_once(owner, "cookies") is None, bit
    await vault.seal(owner, "cookies", b"v")
    assert await vault.open_once(owner, "cookies") == b"v"


@pytest.mark.parametrize("length", [0, 7, 8, 9, 19, 20, 35])
async def test_a_truncated_blob_is_nothing(vault: Vault, blobs: Any, owner: Owner, length: int) -> None:
    await vault.seal(owner, "cookies", b"value")
    ((place, (sealed, expires)),) = blobs.blobs.items()
    blobs.blobs[place] = (sealed[:length], expires)
    assert await vault.open_once(owner, "cookies") is None


async def test_a_damaged_key_is_nothing(vault: Vault, blobs: Any, owner: Owner) -> None:
    await vault.seal(owner, "cookies", b"value")
    blobs.keys["conversation-1"] = (b"short", blobs.keys["conversation-1"][1])
    assert await vault.open_once(owner, "cookies") is None


async def test_a_key_moved_in_the_store_is_not_used(vault: Vault, blobs: Any, owner: Owner) -> None:
    await vault.seal(owner, "cookies", b"value")
    moved = blobs.keys["conversation-2"] = blobs.keys["conversation-1"]
    await vault.seal(replace(owner, conversation="conversation-2"), "cookies", b"value")
    assert blobs.keys["conversation-2"][0] != moved[0]


async def test_another_process_opens_nothing_and_begins_anew(
    vault: Vault, blobs: Any, clock: Any, owner: Owner
) -> None:
    await vault.seal(owner, "cookies", b"old")
    await vault.seal(owner, "form", b"old")
    reborn = Vault([], blobs, clock)
    assert await reborn.open_once(owner, "cookies") is None
    await reborn.seal(owner, "cookies", b"new")
    assert await reborn.open_once(owner, "form") is None
    assert await reborn.open_once(owner, "cookies") == b"new"


async def test_an_older_master_key_opens_and_the_newest_seals(blobs: Any, clock: Any, owner: Owner) -> None:
    old, new = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(KEY_BYTES)
    await Vault([old], blobs, clock).seal(owner, "cookies", b"value")
    assert await Vault([new, old], blobs, clock).open_once(owner, "cookies") == b"value"
    other = replace(owner, conversation="conversation-2")
    await Vault([new, old], blobs, clock).seal(other, "cookies", b"value")
    assert await Vault([old], blobs, clock).open_once(other, "cookies") is None
    await Vault([new, old], blobs, clock).seal(other, "cookies", b"value")
    assert await Vault([new], blobs, clock).open_once(other, "cookies") == b"value"


async def test_destroy_takes_one_conversation(vault: Vault, blobs: Any, owner: Owner) -> None:
    other = replace(owner, conversation="conversation-2")
    for one in (owner, other):
        await vault.seal(one, "cookies", b"value")
    await vault.destroy(owner.conversation)
    assert set(blobs.keys) == {"conversation-2"}
    assert await vault.open_once(owner, "cookies") is None
    assert await vault.open_once(other, "cookies") == b"value"


async def test_sweep_takes_what_expired(vault: Vault, clock: Any, owner: Owner) -> None:
    await vault.seal(owner, "cookies", b"value", timedelta(minutes=1))
    await vault.seal(replace(owner, conversation="conversation-2"), "cookies", b"value")
    clock.move(minutes=1)
    assert await vault.sweep() == 2
    assert await vault.sweep() == 0


async def test_seals_at_the_same_time_all_open(vault: Vault, blobs: Any, owner: Owner) -> None:
    class Slow(type(blobs)):
        """Lets others go between the reading of a key and the writing under it."""

        async def get_key(self, conversation: str) -> bytes | None:
            found: bytes | None = await super().get_key(conversation)
            await asyncio.sleep(0)
            return found

    blobs.__class__ = Slow
    await asyncio.gather(*(vault.seal(owner, f"purpose-{n}", b"%d" % n) for n in range(5)))
    assert blobs.puts > 5
    assert [await vault.open_once(owner, f"purpose-{n}") for n in range(5)] == [b"%d" % n for n in range(5)]


async def test_what_is_not_wanted_is_not_sealed_and_takes_no_place(vault: Vault, blobs: Any, owner: Owner) -> None:
    assert await vault.seal(owner, "cookies", b"first", wanted=lambda state: state is None)
    blobs.states[owner.conversation] = "over"
    assert not await vault.seal(owner, "cookies", b"second", wanted=lambda state: state is None)
    assert await vault.open_once(owner, "cookies") == b"first"


async def test_the_store_sees_neither_value_nor_key(blobs: Any, clock: Any, owner: Owner) -> None:
    master, value = secrets.token_bytes(KEY_BYTES), secrets.token_bytes(40)
    vault = Vault([master], blobs, clock)
    await vault.seal(owner, "cookies", value)
    first = repr((blobs.blobs, blobs.keys)).encode()
    ((sealed, _),) = blobs.blobs.values()
    assert value not in sealed
    assert repr(value).encode() not in first
    assert repr(master).encode() not in first
    await vault.seal(owner, "cookies", value)
    ((again, _),) = blobs.blobs.values()
    assert sealed[20:] != again[20:]


@pytest.mark.parametrize("length", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(blobs: Any, clock: Any, length: int) -> None:
    key = secrets.token_bytes(length)
    with pytest.raises(VaultError, match="exactly 32 bytes") as caught:
        Vault([bytes(KEY_BYTES), key], blobs, clock)
    assert not key or repr(key) not in str(caught.value)


def test_its_repr_says_nothing(vault: Vault) -> None:
    assert repr(vault) == "Vault(***)"


@given(value=st.binary(max_size=2000), words=st.tuples(*[st.text(max_size=30)] * 4))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=50)
async def test_any_value_comes_back_to_any_owner(vault: Vault, value: bytes, words: tuple[str, ...]) -> None:
    team, user, conversation, purpose = words
    await vault.seal(Owner(team, user, conversation), purpose, value)
    assert await vault.open_once(Owner(team, user, conversation), purpose) == value


async def test_it_knows_what_it_can_open(vault: Vault, owner: Owner) -> None:
    assert not await vault.keeps(owner.conversation)
    await vault.seal(owner, "cookies", b"value")
    assert await vault.keeps(owner.conversation)
    another = Vault([bytes(32)], vault._blobs, vault._clock)
    assert not await another.keeps(owner.conversation)
