"""Group commit: what comes together is committed together, with one sync for all that wait for it.

While the store's thread commits one group, the next gathers. Each member stands in a savepoint of its own, whole or
not at all; what it gives comes out only when the group is committed. It knows no table.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from typing import Any, Final

from bot.store.sql.database import Database, Needs

MOST: Final = 100
"""Members of a group: the first must not wait too long for the last."""


@dataclass(slots=True)
class Member:
    """One method's work, what is to be done `after` its commit with what it gave, and whoever waits for it."""

    needs: Needs
    work: Callable[[Database], Any]
    after: Callable[[Database, Any], None] | None
    waiter: asyncio.Future[Any]
    given: Any = None
    error: Exception | None = None

    def fail(self, db: Database, error: Exception) -> None:
        """Have this come out."""
        self.error = error
        if isinstance(error, db.fault):
            self.error = db.explain(error)
            self.error.__cause__ = error


@dataclass
class Groups:
    """Commits groups in the store's thread, one after the other."""

    db: Database
    thread: Executor
    _waiting: list[Member] = field(default_factory=list)
    _running: asyncio.Future[None] | None = None

    def join(
        self, needs: Needs, work: Callable[[Database], Any], after: Callable[[Database, Any], None] | None = None
    ) -> asyncio.Future[Any]:
        """Have `work` done with the next group; cancelled before that, it is not done."""
        loop = asyncio.get_running_loop()
        member = Member(needs, work, after, loop.create_future())
        self._waiting.append(member)
        if self._running is None:
            self._begin(loop)
        return member.waiter

    async def finish(self) -> None:
        """Return when all that was asked for is done."""
        while self._running is not None:
            await asyncio.wait([self._running])

    def _begin(self, loop: asyncio.AbstractEventLoop) -> None:
        group = [member for member in self._waiting[:MOST] if not member.waiter.done()]
        del self._waiting[:MOST]
        self._running = loop.run_in_executor(self.thread, self._work, group)
        self._running.add_done_callback(lambda done: self._ended(loop, done, group))

    def _ended(self, loop: asyncio.AbstractEventLoop, done: asyncio.Future[None], group: list[Member]) -> None:
        self._running = None
        if self._waiting:
            self._begin(loop)
        for member in group:
            if member.waiter.done():
                continue
            if error := member.error or done.exception():
                member.waiter.set_exception(error)
            else:
                member.waiter.set_result(member.given)

    def _work(self, group: list[Member]) -> None:
        needs = max((member.needs for member in group), default=Needs.NOTHING)
        if needs is Needs.NOTHING:
            for member in group:
                _look(self.db, member)
            return
        lost_at = self._commit(group, needs)
        if lost_at is not None:
            self._work(group[lost_at + 1 :])

    def _commit(self, group: list[Member], needs: Needs) -> int | None:
        """Commit a group; or give the member with which the database ended the transaction for all before it."""
        db = self.db
        try:
            db.begin(needs)
            do = _do_alone if len(group) == 1 else _do_or_not
            for index, member in enumerate(group):
                do(db, member)
                if not db.in_transaction and member.error is not None:  # it was alone, or a full disk ended it
                    _fail(db, group[: index + 1], member.error)
                    return index
            db.execute("COMMIT")
        except db.fault as error:
            if db.in_transaction:
                db.execute("ROLLBACK")
            _fail(db, group, error)
        for member in group:
            if member.after is not None and member.error is None:
                _do_after(db, member, member.after)
        return None


def _look(db: Database, member: Member) -> None:
    try:
        with db.reading():
            _do(db, member)
    except db.fault as error:
        member.fail(db, error)


def _do(db: Database, member: Member) -> None:
    try:
        member.given = member.work(db)
    except Exception as error:  # noqa: BLE001 - it comes out where it is waited for
        member.fail(db, error)


def _do_alone(db: Database, member: Member) -> None:
    """Do what no other is committed with, so that it needs no savepoint: what it did is undone with the whole."""
    _do(db, member)
    if member.error is not None and db.in_transaction:
        db.execute("ROLLBACK")


def _do_or_not(db: Database, member: Member) -> None:
    db.execute("SAVEPOINT member")
    _do(db, member)
    if member.error is not None and db.in_transaction:
        db.execute("ROLLBACK TO member")
    if db.in_transaction:
        db.execute("RELEASE member")


def _do_after(db: Database, member: Member, after: Callable[[Database, Any], None]) -> None:
    try:
        after(db, member.given)
    except db.fault as error:
        member.fail(db, error)


def _fail(db: Database, members: list[Member], error: Exception) -> None:
    for member in members:
        if member.error is None:
            member.fail(db, error)
