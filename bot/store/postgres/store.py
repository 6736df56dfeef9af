"""The store on PostgreSQL: opening it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Self

from bot.store.postgres.database import PostgresDatabase
from bot.store.sql.database import utc_now
from bot.store.sql.store import SqlStore


class PostgresStore(SqlStore):
    """`bot.store.whole.Store` on PostgreSQL, which other processes can open as well. Made by `open`."""

    shared = True

    @classmethod
    async def open(cls, url: str, clock: Callable[[], datetime] = utc_now, audit_key: bytes | None = None) -> Self:
        """Connect to `postgresql://user:password@host/name`, making the tables if there are none.

        `audit_key` seals the trail, the same for all; without one a key is taken that lies in the database.

        Raises `StoreError`: not reachable, not ours, of a newer version, or a URL that cannot be read.
        """
        return await cls._opened(partial(PostgresDatabase.connect, url), clock, audit_key)
