"""What was committed is there after SIGKILL; what was not is not; and the next process can go on."""

import signal
from pathlib import Path
from typing import Any

import pytest

from bot.store import ConversationKey
from bot.store.conversations import Unsettled
from bot.store.sqlite.store import SqliteStore
from tests.support.outbox import next_due

KEY = ConversationKey("T1", "U1")

PROGRAM = """
import asyncio, os, signal, sys
from bot.store import *
from bot.store.conversations import *
from bot.store.outbox import *
from bot.store.trail import *
from bot.store.sqlite.store import SqliteStore
from datetime import UTC, datetime

def kill(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def decide(record):
    out = (Outgoing("card", "{}"),)
    return Change("c1", "{}", None, out, AuditLine("e", "b", "a"), claim=Claim("r1"))

async def main():
    store = await SqliteStore.open(sys.argv[1])
    if sys.argv[2] == "before commit":
        await store._run(lambda db: db.tables.conn.set_trace_callback(lambda sql: kill() if sql == "COMMIT" else None))
    await store.transact(ConversationKey("T1", "U1"), decide, delivery="d1")
    await store.take_due(datetime.now(UTC))
    kill()

asyncio.run(main())
"""


@pytest.mark.parametrize(("when", "kept"), [("before commit", False), ("after commit", True)])
async def test_a_step_is_there_whole_or_not_at_all(run_apart: Any, path: Path, when: str, kept: bool) -> None:
    assert await run_apart(PROGRAM, when) == (-signal.SIGKILL, "")
    store = await SqliteStore.open(str(path))
    assert await store._run(lambda db: db.execute("PRAGMA integrity_check").fetchone()[0]) == "ok"
    assert (await store.load(KEY) is not None) is kept
    assert await store.unsettled() == ((Unsettled("c1", "r1"),) if kept else ())
    assert len(await store.audit_of("c1")) == kept
    due = await next_due(store)
    assert (due is not None) is kept
    assert len((await store.take_due(due)).items if due else ()) == kept
    assert (await store.transact(KEY, lambda _record: None, delivery="d1")).duplicate is kept
    await store.close()
