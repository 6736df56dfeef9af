"""What an operator has done at the database: by the app that runs, or by the command itself where none does.

What waits to be sent is shown without a person, the words of a message or a secret.
"""

from __future__ import annotations

import csv
import io
import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from bot.engine.rollout import facts_of
from bot.rollout import standing
from bot.rollout.table import as_csv
from bot.screens.rollout import rollout_lines
from bot.store.trail import AuditRow

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence

    from bot.store.outbox import OutboxRow
    from bot.store.sql.store import SqlStore

_COLUMNS: Final = "{:>6}  {:<10}  {:<11}  {:<20}  {:>8}  {:<8}  {}"
_HEADING: Final = _COLUMNS.format("id", "kind", "reference", "since", "attempts", "", "error").rstrip()


class Errand(StrEnum):
    """What can be asked for."""

    LIST = "outbox list"
    RETRY = "outbox retry"
    DROP = "outbox drop"
    VERIFY = "audit verify"
    CSV = "audit export --csv"
    JSON = "audit export --json"
    BACKUP = "backup"
    STATUS = "status"
    STATUS_CSV = "status --csv"


@dataclass(frozen=True, slots=True)
class Report:
    """What came of an errand: what is to be printed or kept, and whether all is well."""

    content: bytes
    good: bool = True

    @classmethod
    def of(cls, words: str, *, good: bool = True) -> Report:
        """Give lines as a report."""
        return cls(words.encode() + b"\n", good)


class Errands:
    """Runs errands at one store. `hurry`: has what is due sent, where an app is there to send it.

    `remind_after`: how long an invitation, and then a reminder, waits for an answer.
    """

    def __init__(self, store: SqlStore, remind_after: timedelta, hurry: Callable[[], None] | None = None) -> None:
        self._store = store
        self._remind_after = remind_after
        self._hurry = hurry
        self._ways: Mapping[Errand, Callable[[Sequence[int]], Awaitable[Report]]] = {
            Errand.LIST: self._list,
            Errand.RETRY: self._retry,
            Errand.DROP: self._drop,
            Errand.VERIFY: self._verify,
            Errand.CSV: self._csv,
            Errand.JSON: self._json,
            Errand.BACKUP: self._backup,
            Errand.STATUS: self._status,
            Errand.STATUS_CSV: self._status_csv,
        }

    async def run(self, errand: Errand, ids: Sequence[int] = ()) -> Report:
        """Do it. `ids` are rows of the outbox, none of them for all. Raises StoreError."""
        return await self._ways[errand](ids)

    async def _list(self, _: Sequence[int]) -> Report:
        rows = await self._store.outbox_rows()
        return Report.of("\n".join([_HEADING, *map(_line, rows)]) if rows else "Everything was delivered.")

    async def _retry(self, ids: Sequence[int]) -> Report:
        count = await self._store.retry(ids or None)
        if self._hurry is None:
            when = "within a minute, if the app runs" if self._store.shared else "at the next start"
            return Report.of(f"{count} will be sent {when}.")
        self._hurry()
        return Report.of(f"{count} will be sent now.")

    async def _drop(self, ids: Sequence[int]) -> Report:
        return Report.of(f"{await self._store.drop(ids)} removed.")

    async def _verify(self, _: Sequence[int]) -> Report:
        broken = await self._store.broken_trail()
        if broken is not None:
            return Report.of(f"The audit trail is not as it was written.\n{broken}", good=False)
        return Report.of(f"The audit trail is as it was written: {len(await self._store.audit())} lines.")

    async def _csv(self, _: Sequence[int]) -> Report:
        written = io.StringIO()
        table = csv.DictWriter(written, [field.name for field in fields(AuditRow)])
        table.writeheader()
        table.writerows(map(_exported, await self._store.audit()))
        return Report(written.getvalue().encode())

    async def _json(self, _: Sequence[int]) -> Report:
        lines = (json.dumps(_exported(row), ensure_ascii=False) + "\n" for row in await self._store.audit())
        return Report("".join(lines).encode())

    async def _board(self) -> standing.Board:
        return standing.board(map(facts_of, await self._store.roll_out()), datetime.now(UTC), self._remind_after)

    async def _status(self, _: Sequence[int]) -> Report:
        return Report.of("\n".join(rollout_lines(await self._board())))

    async def _status_csv(self, _: Sequence[int]) -> Report:
        return Report(as_csv(await self._board(), str).encode())

    async def _backup(self, _: Sequence[int]) -> Report:
        return Report(await self._store.copy())


def _line(row: OutboxRow) -> str:
    since = f"{row.since:%Y-%m-%d %H:%M:%S}"
    state = "given up" if row.buried else "waits"
    named = (row.id, row.kind, row.conversation, since, row.attempts, state, row.error)
    return _COLUMNS.format(*named).rstrip()


def _exported(row: AuditRow) -> dict[str, object]:
    return {**asdict(row), "at": row.at.isoformat()}
