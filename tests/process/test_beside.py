"""The socket beside the database: whoever asks what no command asks is not answered, and all else goes on."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
import structlog.testing

from bot.operations.beside import ErrandServer, ask, socket_of
from bot.operations.errands import Errand, Errands
from bot.store import StoreError
from bot.store.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@asynccontextmanager
async def listening(database: Path) -> AsyncIterator[SqliteStore]:
    store = await SqliteStore.open(str(database))
    server = await ErrandServer.start(Errands(store, timedelta(days=3)), socket_of(database))
    try:
        yield store
    finally:
        await server.stop()
        await store.close()


HOSTILE = [
    b"\n",
    b"GET / HTTP/1.1\r\n\r\n",
    b"[]\n",
    b'{"errand": "forget", "ids": []}\n',
    b'{"errand": "backup"}\n',
    b'{"errand": "outbox drop", "ids": ["; DROP TABLE audit"]}\n',
    b"\xff\xfe\n",
    b"x" * 200_000 + b"\n",
]


@pytest.mark.parametrize("asked", HOSTILE, ids=lambda asked: repr(asked[:30]))
async def test_what_no_command_asks_is_not_answered(tmp_path: Path, asked: bytes) -> None:
    database = tmp_path / "app.db"
    async with listening(database):
        reader, writer = await asyncio.open_unix_connection(socket_of(database))
        writer.write(asked)
        writer.write_eof()
        try:
            assert await reader.read() == b""
        except ConnectionResetError:
            pass  # it was not even read to its end
        finally:
            writer.close()
        assert (await ask(socket_of(database), Errand.LIST, ())).content == b"Everything was delivered.\n"


async def test_a_store_that_fails_is_said_as_it_says_it(tmp_path: Path) -> None:
    database = tmp_path / "app.db"
    async with listening(database) as store:
        await store.close()
        with pytest.raises(StoreError, match="closed"):
            await ask(socket_of(database), Errand.VERIFY, ())


async def test_where_no_socket_can_be_the_app_goes_on_and_says_so(tmp_path: Path) -> None:
    database = tmp_path / ("long" * 40 + ".db")
    with structlog.testing.capture_logs() as lines:
        async with listening(database):
            with pytest.raises(OSError, match="too long"):
                await ask(socket_of(database), Errand.LIST, ())
    assert [line["log_level"] for line in lines] == ["warning"]


async def test_one_that_was_killed_leaves_nothing_in_the_way(tmp_path: Path) -> None:
    database = tmp_path / "app.db"
    async with listening(database):
        socket_of(database).rename(tmp_path / "left")
    (tmp_path / "left").rename(socket_of(database))
    async with listening(database):
        assert (await ask(socket_of(database), Errand.VERIFY, ())).good
    assert not socket_of(database).exists()
