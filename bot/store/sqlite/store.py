"""The store on SQLite: one connection, in a thread of its own, one hop for all that comes together.

It turns every failure of the database into a `StoreError` and gives no meaning to what it keeps.
"""

import asyncio
import secrets
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Concatenate, ParamSpec, Self, TypeVar

from sqlite_utils import Database

from bot.store import ConversationKey, StoreError
from bot.store.conversations import Decide, Names, Record, Told, Transacted, Unsettled
from bot.store.outbox import Kind, OutboxItem, OutboxRow, Outgoing
from bot.store.sqlite import conversations, outbox, tries
from bot.store.sqlite import sealed as sealed_rows
from bot.store.sqlite.groups import Groups, Needs
from bot.store.sqlite.schema import open_database, path_of
from bot.store.trail import AuditRow, LinkRow

_Given = ParamSpec("_Given")
_Got = TypeVar("_Got")


def _utc_now() -> datetime:
    return datetime.now(UTC)


class SqliteStore:
    """`bot.store.whole.Store` on one SQLite file, which no other process can open meanwhile. Made by `open`."""

    def __init__(self, db: Database, thread: ThreadPoolExecutor, clock: Callable[[], datetime]) -> None:
        self._db = db
        self._thread = thread
        self._groups = Groups(db, thread)
        self._clock = clock
        self._closed = False
        self._instance = secrets.token_hex(16)  # unguessable, so that nobody else has it

    @classmethod
    async def open(cls, path_or_url: str, clock: Callable[[], datetime] = _utc_now) -> Self:
        """Open `sqlite:///relative.db`, `sqlite:////absolute.db` or a plain path, making the file if there is none.

        Raises `StoreError`: not writable, not a database, another program's, of a newer version, in use by another
        process, its directory missing, or a URL that is not supported.
        """
        path = path_of(path_or_url)
        thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="store")
        try:
            db = await asyncio.get_running_loop().run_in_executor(thread, open_database, path)
        except BaseException:
            thread.shutdown(wait=False)
            raise
        return cls(db, thread, clock)

    async def close(self) -> None:
        """Finish what was begun and let go of the file. A second time does nothing."""
        if self._closed:
            return
        self._closed = True
        await self._groups.finish()
        await asyncio.get_running_loop().run_in_executor(self._thread, self._db.close)
        self._thread.shutdown(wait=False)

    async def transact(
        self, key: ConversationKey, decide: Decide, *, delivery: str | None = None, names: Names | None = None
    ) -> Transacted:
        """Do one step of a conversation; see `Store.transact`."""
        return await self._keep(
            conversations.transact, key, decide, self._clock(), delivery=delivery, names=names, me=self._instance
        )

    async def load(self, key: ConversationKey) -> Record | None:
        """Return a person's latest conversation."""
        return await self._run(conversations.load, key)

    async def live(self) -> tuple[Record, ...]:
        """Return every person's latest conversation, ended ones too, longest untouched first."""
        return await self._run(conversations.live)

    async def left_behind(self) -> tuple[Record, ...]:
        """Return the conversations whose process is gone, longest untouched first."""
        return await self._run(conversations.left_behind, self._instance)

    async def due(self, now: datetime, limit: int = 100) -> tuple[Record, ...]:
        """Return the records whose deadline is not after `now`, earliest first."""
        return await self._run(conversations.due, now, limit)

    async def set_card(self, key: ConversationKey, conversation: str, channel: str, ts: str | None) -> bool:
        """Note where the living card is; False if another conversation has begun."""
        return await self._note(conversations.set_card, key, conversation, channel, ts)

    async def forget_view(self, key: ConversationKey, view_id: str) -> None:
        """Note that this modal is not open any more."""
        await self._note(conversations.forget_view, key, view_id)

    async def set_view(self, key: ConversationKey, view_id: str) -> str | None:
        """Note which modal is open, and return the one that was noted before."""
        return await self._note(conversations.set_view, key, view_id)

    async def links_of(self, key: ConversationKey) -> tuple[LinkRow, ...]:
        """Return what a person has linked, oldest first."""
        return await self._run(conversations.links_of, key)

    async def unsettled(self) -> tuple[Unsettled, ...]:
        """Return each claim that was never settled, oldest first."""
        return await self._run(conversations.unsettled)

    async def latest(self) -> datetime | None:
        """Return when the latest step was taken."""
        return await self._run(conversations.latest)

    async def bring_nearer(self, now: datetime, by: timedelta) -> None:
        """Take `by` from the times that were written after `now`."""
        await self._keep(conversations.bring_nearer, now, by)

    async def audit_of(self, conversation: str) -> tuple[AuditRow, ...]:
        """Return a conversation's trail, oldest first."""
        return await self._run(conversations.audit_of, conversation)

    async def forget(self, key: ConversationKey) -> None:
        """Remove everything about a person but the audit lines and the tries, from the files as well."""
        await self._shred(conversations.forget, key)

    async def set_aside(self, key: ConversationKey, reason: str, told: Told) -> str | None:
        """Put a person's conversation, which nobody can read, where it is in nobody's way; return its name."""
        return await self._keep(conversations.set_aside, key, reason, told, self._clock())

    async def try_key(self) -> bytes:
        """Return the key under which the names of tries are hashed."""
        return await self._run(tries.key)

    async def take_back(self, names: tuple[str, ...], conversation: str, rev: int, *, and_before: bool) -> None:
        """Count the try of that step no longer, and none before it under the same names if `and_before`."""
        await self._keep(tries.take_back, names, conversation, rev, and_before=and_before)

    async def put(self, key: ConversationKey, conversation: str, outgoing: Outgoing) -> None:
        """Put something into the outbox by itself, while this is the person's conversation."""
        await self._keep(outbox.put, key, conversation, outgoing, self._clock())

    async def take_due(self, now: datetime, limit: int = 100) -> tuple[OutboxItem, ...]:
        """Take what is to be sent now, oldest first, and of each lane of a conversation only its oldest."""
        return await self._note(outbox.take_due, self._instance, now, limit)

    async def delivered(self, item: int) -> None:
        """Remove what was sent."""
        await self._note(outbox.delivered, item)

    async def postpone(self, item: int, until: datetime, error: str, *, tried: bool = True) -> None:
        """Put back what could not be sent, for another attempt at `until`."""
        await self._keep(outbox.postpone, item, until, error, tried=tried)

    async def hasten(self, errors: Collection[str]) -> None:
        """Make due now what was put back because of one of these."""
        await self._keep(outbox.hasten, errors, self._clock())

    async def bury(self, item: int, error: str) -> None:
        """Give up sending; the row stays, what is behind it goes on."""
        await self._keep(outbox.bury, item, error, self._clock())

    async def waiting(self) -> int:
        """Return how many are yet to be sent, taken ones too."""
        return await self._run(outbox.waiting)

    async def is_waiting(self, conversation: str, kind: Kind) -> bool:
        """Say whether something of that kind is yet to be sent."""
        return await self._run(outbox.is_waiting, conversation, kind)

    async def outbox_rows(self) -> tuple[OutboxRow, ...]:
        """Return all that is in the outbox, oldest first."""
        return await self._run(outbox.rows)

    async def retry(self, items: Collection[int] | None) -> int:
        """Make these due now, buried ones too; return how many."""
        return await self._keep(outbox.retry, items, self._clock())

    async def drop(self, items: Collection[int]) -> int:
        """Remove these unsent; return how many."""
        return await self._keep(outbox.drop, items)

    async def next_due(self) -> datetime | None:
        """Return when `take_due` has something next."""
        return await self._run(outbox.next_due, self._instance)

    async def get_key(self, conversation: str) -> bytes | None:
        """Return the conversation's wrapped data key."""
        return await self._run(sealed_rows.get_key, conversation)

    async def put_blob(
        self,
        *,
        team: str,
        user: str,
        conversation: str,
        purpose: str,
        sealed: bytes,
        expires: datetime,
        wrapped_key: bytes,
        expected_key: bytes | None,
    ) -> bool:
        """Keep a blob and its key; False if the key is not `expected_key` any more."""
        owner = (team, user, conversation)
        return await self._keep(
            sealed_rows.put_blob,
            owner,
            purpose,
            sealed=sealed,
            expires=expires,
            wrapped_key=wrapped_key,
            expected_key=expected_key,
        )

    async def take_blob(self, *, team: str, user: str, conversation: str, purpose: str) -> tuple[bytes, bytes] | None:
        """Remove a blob and return it with the wrapped key."""
        return await self._keep(sealed_rows.take_blob, (team, user, conversation), purpose)

    async def delete_conversation_secrets(self, conversation: str) -> None:
        """Remove a conversation's blobs and wrapped key, from the files as well."""
        await self._shred(sealed_rows.delete_conversation, conversation)

    async def sweep(self, now: datetime) -> int:
        """Remove expired blobs and keys, and old delivery ids; return how many blobs and keys went."""
        return await self._shred(sealed_rows.sweep, now)

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
        given: _Got = await self._groups.join(needs, work, after)
        return given


def _guarded(work: Callable[..., _Got], args: tuple[object, ...], kwargs: dict[str, object], db: Database) -> _Got:
    return work(db, *args, **kwargs)


def _shred(db: Database, gone: object) -> None:
    if gone:
        sealed_rows.shred(db)
