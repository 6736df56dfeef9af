"""A damaged or changed database is refused in words at the start; one bad row in it is no reason to stop."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.engine.codec import encode_state
from bot.flow import states as st
from bot.store import ConversationKey
from bot.store.conversations import Change
from bot.store.sqlite.store import SqliteStore
from bot.store.trail import AuditLine
from tests.process.test_bad_start import refusal
from tests.support.process import running_app
from tools.samples import MIEB, NOW, RUN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.stack import Stack

PEOPLE = 400
DAMAGED = "The database is damaged: "
BAD_ROWS = {
    "not ours": '\'{"v":1,"kind":"FromTheFuture","body":{}}\'',
    "no JSON": "'{'",
    "a field more": "json_set(state, '$.body.extra', 1)",
    "a field less": "json_remove(state, '$.body.at')",
}


@pytest.fixture
async def database(parts: Stack, tmp_path: Path) -> Path:
    """A database of some hundred pages, as the app leaves it."""
    path = tmp_path / "link-pacer.db"
    store = await SqliteStore.open(str(path))
    ended = encode_state(st.Cancelled(RUN, NOW, MIEB))
    for number in range(PEOPLE):
        change = Change(f"LP-{number}", ended, None, (), AuditLine("e", "b", "a"))
        await store.transact(ConversationKey("T0PRACTICE", f"U{number}"), lambda _record, change=change: change)
    await store.close()
    parts.environ["DATABASE_URL"] = f"sqlite:///{path}"
    return path


def overwrite(path: Path, offset: int, length: int) -> None:
    with path.open("r+b") as file:
        file.seek(offset)
        file.write(b"\xff" * length)


def page_size(path: Path) -> int:
    return int.from_bytes(path.read_bytes()[16:18], "big")


def length(path: Path) -> int:
    return path.stat().st_size


@pytest.mark.parametrize("which", ["the schema", "a conversation", "in the middle", "near the end"])
async def test_a_damaged_page_is_said_at_the_start(parts: Stack, database: Path, which: str) -> None:
    size = page_size(database)
    with closing(sqlite3.connect(database)) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = 'conversation'").fetchone()
    pages = length(database) // size
    place = {"the schema": 0, "a conversation": root - 1, "in the middle": pages // 2, "near the end": pages - 2}[which]
    overwrite(database, place * size + (100 if place == 0 else 0), 300)
    assert (await refusal(parts.environ)).startswith(DAMAGED)


async def test_a_file_that_was_cut_off_is_said(parts: Stack, database: Path) -> None:
    os.truncate(database, length(database) // 2)
    assert (await refusal(parts.environ)).startswith(DAMAGED)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE conversation RENAME COLUMN rev TO revv",
        "ALTER TABLE submit DROP COLUMN settled_at",
        "ALTER TABLE link ADD COLUMN more TEXT",
        "DROP TABLE outbox",
    ],
)
async def test_tables_that_somebody_changed_are_said(parts: Stack, database: Path, change: str) -> None:
    with closing(sqlite3.connect(database)) as db:
        db.execute(change)
    said = await refusal(parts.environ)
    assert said == "The database's tables were changed by another program: restore a backup.\n"


@pytest.mark.parametrize("beside", ["-wal", "-journal"])
async def test_rubbish_beside_the_file_is_no_part_of_it(parts: Stack, database: Path, beside: str) -> None:
    (database.parent / (database.name + beside)).write_bytes(os.urandom(5000))
    async with running_app(parts.environ):
        me = await parts.person()
        await me.types("/link-pacer mieb")
        await me.reads("Which of these applies to you")


@pytest.mark.parametrize("bad", BAD_ROWS)
async def test_a_row_that_cannot_be_read_is_named_by_its_reference_and_stops_nobody(
    parts: Stack, database: Path, bad: str
) -> None:
    with closing(sqlite3.connect(database)) as db:
        db.execute(f"UPDATE conversation SET state = {BAD_ROWS[bad]} WHERE user = 'U3'")  # noqa: S608 our own words
        db.commit()
    async with running_app(parts.environ) as app:
        line = await app.says("was set aside")
        assert "LP-3" in line
        assert "error" in line
        me = await parts.person()
        await me.types("/link-pacer mieb")
        await me.reads("Which of these applies to you")
        assert await app.stopped() == 0
        assert "Traceback" not in app.err.decode()
        assert "FromTheFuture" not in app.err.decode()
    with closing(sqlite3.connect(database)) as db:
        assert db.execute("SELECT user FROM unreadable").fetchall() == [("U3",)]
