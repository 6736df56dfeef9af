"""The vault on the real store: what it destroys is gone from the files as well."""

import itertools
import secrets
from pathlib import Path
from typing import Any

import pytest

from bot.store import ConversationKey
from bot.store.cases import CaseChange
from bot.store.outbox import Kind, Outgoing
from bot.vault import Owner, Vault

OWNER = Owner("T1", "U1", "c1")


def on_disk(path: Path) -> bytes:
    return b"".join(file.read_bytes() for file in path.parent.iterdir())


@pytest.fixture
def vault(store: Any, clock: Any) -> Vault:
    return Vault([secrets.token_bytes(32)], store, clock)


async def ciphertext(store: Any) -> tuple[bytes, bytes]:
    def read(db: Any) -> tuple[bytes, bytes]:
        return (
            db.execute("SELECT sealed FROM sealed_blob").fetchone()[0],
            db.execute("SELECT wrapped FROM sealed_key").fetchone()[0],
        )

    found: tuple[bytes, bytes] = await store._run(read)
    return found


async def test_the_value_is_never_on_disk(vault: Vault, path: Path) -> None:
    value = secrets.token_bytes(5000)
    await vault.seal(OWNER, "cookies", value)
    assert value[:16] not in on_disk(path)
    assert await vault.open_once(OWNER, "cookies") == value
    assert value[:16] not in on_disk(path)


@pytest.mark.parametrize("end_and_size", [*itertools.product(["destroy", "sweep", "forget"], [20, 5000])])
async def test_what_is_destroyed_is_gone_from_the_files(
    vault: Vault, store: Any, path: Path, clock: Any, end_and_size: tuple[str, int]
) -> None:
    end, size = end_and_size
    await vault.seal(OWNER, "cookies", secrets.token_bytes(size))
    sealed, wrapped = await ciphertext(store)
    assert sealed[:16] in on_disk(path)
    assert wrapped in on_disk(path)
    if end == "destroy":
        await vault.destroy("c1")
    elif end == "sweep":
        clock.move(minutes=15)
        assert await vault.sweep() == 2
    else:
        await store.forget(ConversationKey("T1", "U1"))
    assert sealed[:16] not in on_disk(path)
    assert sealed[-16:] not in on_disk(path)
    assert wrapped not in on_disk(path)
    assert await vault.open_once(OWNER, "cookies") is None


async def test_what_was_typed_is_gone_from_the_files_when_it_arrived(store: Any, path: Path, clock: Any) -> None:
    words = secrets.token_hex(300)
    letter = Outgoing(Kind.CASE_TOLD, words)
    await store.move_case("LP-1", ConversationKey("T1", "U1"), lambda _: CaseChange("body", (letter,)))
    assert words.encode() in on_disk(path)
    (item,) = (await store.take_due(clock())).items
    await store.delivered(item.id, typed=True)
    assert words[:40].encode() not in on_disk(path)
    await store.delivered(item.id, typed=True)  # one that is gone is no error
