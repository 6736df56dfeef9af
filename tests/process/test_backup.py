"""`backup`: a copy while the app runs, private, without what is sealed; an app on the copy goes on from there."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from contextlib import closing
from typing import TYPE_CHECKING

from bot.operations.beside import socket_of
from bot.store.sqlite.schema import path_of
from tests.support.process import Program, gives_old_login, links, reviews, running_app, signs_in
from tests.support.walk import comes_to_the_check

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.stack import Stack

SEALED = ("sealed_key", "sealed_blob")


async def backed_up(stack: Stack, file: Path) -> tuple[int, str]:
    environ = {"DATABASE_URL": stack.environ["DATABASE_URL"]}
    async with Program.started("backup", str(file), environ=environ) as program:
        return await program.ended(), program.written.decode()


def rows(file: Path, *tables: str) -> dict[str, list[tuple[object, ...]]]:
    with closing(sqlite3.connect(file)) as db:
        return {table: db.execute(f"SELECT * FROM {table}").fetchall() for table in tables}  # noqa: S608


async def test_a_copy_of_the_running_app_opens_elsewhere_and_nothing_sealed_is_in_it(
    parts: Stack, tmp_path: Path
) -> None:
    me, copy, database = await parts.person(), tmp_path / "copy.db", path_of(parts.environ["DATABASE_URL"])
    async with running_app(parts.environ) as app:
        await reviews(parts, me, parts.court_person())  # a session of PACER is sealed now
        code, said = await backed_up(parts, copy)
        assert (code, "as the database stood now" in said) == (0, True)
        assert stat.S_IMODE(copy.stat().st_mode) == stat.S_IMODE(socket_of(database).stat().st_mode) == 0o600
        await app.killed()
    with closing(sqlite3.connect(copy)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    here, there = (rows(file, *SEALED, "conversation", "audit", "submit_name") for file in (database, copy))
    assert all(here[table] for table in SEALED)
    assert not any(there[table] for table in SEALED)
    assert not any(row[-2] in copy.read_bytes() for row in here["sealed_blob"] if isinstance(row[-2], bytes))
    assert {table: there[table] for table in there if table not in SEALED} == {
        table: here[table] for table in here if table not in SEALED
    }
    for old in database.parent.glob(database.name + "*"):
        old.unlink()
    shutil.copy(copy, database)
    async with running_app(parts.environ):
        await signs_in(parts, me, parts.court_person())
        await gives_old_login(me, parts.court_person())
        await links(me)


async def test_a_file_that_is_there_is_left_alone(parts: Stack, tmp_path: Path) -> None:
    me, copy = await parts.person(), tmp_path / "copy.db"
    copy.write_text("dear to somebody")
    async with running_app(parts.environ) as app:
        await me.types("/link-pacer ca6")
        await comes_to_the_check(me)
        code, said = await backed_up(parts, copy)
        assert (code, "cannot be written" in said) == (1, True)
        assert await app.stopped() == 0
    assert copy.read_text() == "dear to somebody"
    code, _ = await backed_up(parts, tmp_path / "other.db")  # without an app, too
    assert code == 0
    assert rows(tmp_path / "other.db", "conversation")["conversation"]
