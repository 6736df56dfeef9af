"""Every store there is, each opened by its own opener; a clock that the test moves; and steps to take.

Another store joins the tests of this folder by a line in `OPENERS`. What is only one's own is tested in `sqlite/` and
`postgres/`.
"""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.store import ConversationKey
from bot.store.conversations import Change
from bot.store.postgres.store import PostgresStore
from bot.store.sqlite.store import SqliteStore
from bot.store.trail import AuditLine
from bot.store.whole import Store
from tests.support.postgres import cluster


@dataclass
class Clock:
    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


async def _open_sqlite(folder: Path, clock: Clock) -> Store:
    return await SqliteStore.open(str(folder / "app.db"), clock)


async def _open_postgres(folder: Path, clock: Clock) -> Store:
    address = folder / "address"
    if not address.exists():
        address.write_text(cluster().anew())
    return await PostgresStore.open(address.read_text(), clock)


OPENERS: dict[str, Callable[[Path, Clock], Awaitable[Store]]] = {"sqlite": _open_sqlite, "postgres": _open_postgres}


@dataclass
class Openings:
    """Opens the same data, each time after the last opening was closed."""

    opener: Callable[[Path, Clock], Awaitable[Store]]
    folder: Path
    clock: Clock
    opened: AsyncExitStack = field(default_factory=AsyncExitStack)

    async def anew(self) -> Store:
        await self.opened.aclose()
        store = await self.opener(self.folder, self.clock)
        self.opened.push_async_callback(store.close)
        return store


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(params=OPENERS)
async def openings(request: pytest.FixtureRequest, tmp_path: Path, clock: Clock) -> AsyncIterator[Openings]:
    found = Openings(OPENERS[request.param], tmp_path, clock)
    yield found
    await found.opened.aclose()


@pytest.fixture
async def store(openings: Openings) -> Store:
    return await openings.anew()


@pytest.fixture
def key() -> ConversationKey:
    return ConversationKey("T1", "U1")


@pytest.fixture
def step() -> Callable[..., Callable[[object], Change]]:
    """Make a `decide` that always says the same change."""

    def make(conversation: str = "c1", state: str = "{}", **more: Any) -> Callable[[object], Change]:
        facts: dict[str, Any] = {
            "deadline": None,
            "outgoing": (),
            "audit": AuditLine("event", "before", "after"),
            **more,
        }
        return lambda _record: Change(conversation, state, **facts)

    return make
