"""A copy holds every conversation as it stands, and nothing that is sealed; an app on it finds all again."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.engine.codec import decode_state, encode_state
from bot.store import ConversationKey
from bot.store.conversations import Change
from bot.store.sqlite.store import SqliteStore
from bot.store.trail import AuditLine
from tools.samples import states

if TYPE_CHECKING:
    from pathlib import Path

    from bot.store.conversations import Decide

SEALED, WRAPPED = b"sealed, and to stay here" * 4, b"the wrapped key of it" * 4


def stepped_to(state: str, reference: str) -> Decide:
    line = AuditLine("Started", "", "Any")
    return lambda _: Change(reference, state, None, (), line)


async def test_every_state_is_found_again_and_the_trail_holds(path: Path) -> None:
    everybody = {ConversationKey("T1", f"U{number}"): state for number, state in enumerate(states())}
    store = await SqliteStore.open(str(path))
    for key, state in everybody.items():
        await store.transact(key, stepped_to(encode_state(state), f"LP-{key.user}"))
    first = await store.load(next(iter(everybody)))
    assert first
    await store.put_blob(
        team="T1",
        user="U0",
        conversation=first.conversation,
        purpose="court session",
        sealed=SEALED,
        expires=datetime.now(UTC) + timedelta(minutes=15),
        wrapped_key=WRAPPED,
        expected_key=None,
        wanted=None,
    )
    *_, content = await asyncio.gather(*(store.load(key) for key in everybody), store.copy())
    assert await store.get_key(first.conversation) == WRAPPED
    await store.close()
    assert SEALED not in content
    assert WRAPPED not in content
    path.write_bytes(content)  # noqa: ASYNC240 - nobody waits for it
    again = await SqliteStore.open(str(path))
    found = {key: decode_state(record.state) for key in everybody if (record := await again.load(key))}
    assert found == everybody
    assert await again.broken_trail() is None
    assert await again.get_key(first.conversation) is None
    await again.close()
