"""The store on SQLite: opening it."""

from collections.abc import Callable
from datetime import datetime
from typing import Self

from bot.store.sql.database import utc_now
from bot.store.sql.store import SqlStore
from bot.store.sqlite.database import SqliteDatabase
from bot.store.sqlite.schema import open_database, path_of


class SqliteStore(SqlStore):
    """`bot.store.whole.Store` on one SQLite file, which no other process can open meanwhile. Made by `open`."""

    shared = False

    @classmethod
    async def open(
        cls, path_or_url: str, clock: Callable[[], datetime] = utc_now, audit_key: bytes | None = None
    ) -> Self:
        """Open `sqlite:///relative.db`, `sqlite:////absolute.db` or a plain path, making the file if there is none.

        `audit_key` seals the trail; without one a key is taken that lies in the database.

        Raises `StoreError`: not writable, not a database, another program's, of a newer version, in use by another
        process, its directory missing, or a URL that is not supported.
        """
        path = path_of(path_or_url)
        return await cls._opened(lambda: SqliteDatabase(open_database(path)), clock, audit_key)
