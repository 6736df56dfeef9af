"""Open conversations that wait for their people live in the database, not in memory."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.flow import events as ev
from bot.store import ConversationKey
from tests.reliability.histories import Wall
from tests.reliability.process_of_ours import Ours
from tests.reliability.scripted import KeepingDesk, ScriptedCourt
from tests.reliability.virtual_loop import VirtualLoop
from tools.samples import MIEB

if TYPE_CHECKING:
    from bot.screens import Message

FIRST, MORE = 1_000, 4_000
STATUS = Path("/proc/self/statm")
AT_MOST = 5 * 1024 * 1024 * MORE // 10_000


class ForgettingDesk(KeepingDesk):
    """A workspace of which nothing stays in this process."""

    async def post(self, channel: str, message: Message, *, key: str | None = None, thread: str | None = None) -> str:
        ts = await super().post(channel, message, key=key, thread=thread)
        self.messages.clear()
        self.posts.clear()
        return ts


def resident() -> int:
    gc.collect()
    return int(STATUS.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def test_ten_thousand_open_conversations_cost_at_most_five_megabytes(room: Path, logged: list[Any]) -> None:
    loop = VirtualLoop()
    ours = loop.run_until_complete(Ours.opened(room / "link-pacer.db", ScriptedCourt(), ForgettingDesk(), Wall()))
    loop.run_until_complete(ours.engine.start())

    async def begin(people: range) -> None:
        for number in people:
            await ours.engine.handle(ConversationKey("T1", f"U{number}"), ev.Started(f"LP-{number}", MIEB))
            await loop.quiet()

    loop.run_until_complete(begin(range(FIRST)))
    before = resident()
    loop.run_until_complete(begin(range(FIRST, FIRST + MORE)))
    grown = resident() - before
    assert loop.run_until_complete(ours.store.waiting()) == 0
    ours.store._db.close()
    loop.kill()
    assert not logged
    assert grown <= AT_MOST, f"{grown / MORE:.0f} bytes for each conversation"
