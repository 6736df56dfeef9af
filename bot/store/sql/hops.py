"""One connection, in a thread of its own, one hop for all that comes together.

It turns every failure of the database into a `StoreError`. It knows no table.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import partial
from typing import Concatenate, ParamSpec, Self, TypeVar

from bot.store import StoreError
from bot.store.sql import chain
from bot.store.sql.database import Database, Needs
from bot.store.sql.groups import Groups

_Given = ParamSpec("_Given")
_Got = TypeVar("_Got")


class Hops:
    """What every method of a store is done by.

    `lost` is done when the connection is gone for good, with what to say: others may take this process for dead from
    then on.
    """

    def __init__(
        self, db: Database, thread: ThreadPoolExecutor, clock: Callable[[], datetime], opening: chain.Opening
    ) -> None:
        self._db = db
        self._thread = thread
        self._groups = Groups(db, thread)
        self._clock = clock
        self._closed = False
        self._opening = opening
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    @classmethod
    async def _opened(
        cls, connect: Callable[[], Database], clock: Callable[[], datetime], audit_key: bytes | None
    ) -> Self:
        """Open what `connect` gives, in the thread of the store. Raises StoreError."""
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        try:
            db, opening = await asyncio.get_running_loop().run_in_executor(thread, chain.entered, connect, audit_key)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return cls(db, thread, clock, opening)

    async def close(self) -> None:
        """Finish what was begun and let go of the database. A second time does nothing."""
        if self._closed:
            return
        self._closed = True
        await self._groups.finish()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._db.close)
        self._thread.shutdown(wait=False)

    async def _run(
        self, work: Callable[Concatenate[Database, _Given], _Got], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> _Got:
        """Do what only reads."""
        return await self._join(Needs.NOTHING, partial(_guarded, work, args, kwargs))

    async def _note(
        self, work: Callable[Concatenate[Database, _Given], _Got], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> _Got:
        """Do what may be lost with the power: it would be done again."""
        return await self._join(Needs.ORDER, partial(_guarded, work, args, kwargs))

    async def _keep(
        self, work: Callable[Concatenate[Database, _Given], _Got], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> _Got:
        """Do what is on the disk when this returns."""
        return await self._join(Needs.SYNC, partial(_guarded, work, args, kwargs))

    async def _shred(
        self, work: Callable[Concatenate[Database, _Given], _Got], *args: _Given.args, **kwargs: _Given.kwargs
    ) -> _Got:
        """Do what takes something away for good: if it says that it did, the log is emptied after its commit."""
        return await self._join(Needs.SYNC, partial(_guarded, work, args, kwargs), _shred)

    async def _join(
        self, needs: Needs, work: Callable[[Database], _Got], after: Callable[[Database, _Got], None] | None = None
    ) -> _Got:
        if self._closed:
            raise StoreError("The database is closed.")
        try:
            given: _Got = await self._groups.join(needs, work, after)
        except StoreError as error:
            if self._db.is_lost and not self.lost.done():
                self.lost.set_result(f"{error} What was under way is looked after by whoever is left, or at the start.")
            raise
        return given


def _guarded(work: Callable[..., _Got], args: tuple[object, ...], kwargs: dict[str, object], db: Database) -> _Got:
    return work(db, *args, **kwargs)


def _shred(db: Database, gone: object) -> None:
    if gone:
        db.shred()
