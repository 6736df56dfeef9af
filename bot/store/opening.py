"""Opening a store, whichever the address names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.store import StoreError
from bot.store.address import SERVER
from bot.store.sql.database import utc_now
from bot.store.sqlite.schema import path_of
from bot.store.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from bot.store.sql.store import SqlStore


def file_of(url: str) -> Path | None:
    """Return the file that an address names; None where it names a server. Raises StoreError for any other."""
    return None if url.startswith(SERVER) else path_of(url)


async def open_store(url: str, clock: Callable[[], datetime] = utc_now, audit_key: bytes | None = None) -> SqlStore:
    """Open `sqlite:///file` or `postgresql://user:password@host/name`. Raises StoreError, as each store says."""
    if file_of(url) is not None:
        return await SqliteStore.open(url, clock, audit_key)
    try:
        from bot.store.postgres.store import PostgresStore  # noqa: PLC0415 - an extra, which need not be there
    except ImportError as error:
        raise StoreError("For PostgreSQL the extra is missing: make install EXTRAS=postgres, in a checkout.") from error
    return await PostgresStore.open(url, clock, audit_key)
