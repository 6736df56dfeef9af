"""A store on a file of its own, a clock that the test moves, and steps to take."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.store import AuditLine, Change, ConversationKey
from bot.store.sqlite.store import SqliteStore

ROOT = Path(__file__).parents[2]


@dataclass
class Clock:
    now: datetime = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def move(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "app.db"


@pytest.fixture
async def store(path: Path, clock: Clock) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(str(path), clock)
    yield opened
    await opened.close()


@pytest.fixture
def key() -> ConversationKey:
    return ConversationKey("T1", "U1")


@pytest.fixture
def run_apart(path: Path) -> Callable[..., Awaitable[tuple[int, str]]]:
    """Run a program in a process of its own, with the database's path; return its exit code and what it said."""

    async def run(program: str, *arguments: str) -> tuple[int, str]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-c", program, str(path), *arguments, cwd=ROOT, stdout=asyncio.subprocess.PIPE
        )
        said, _ = await process.communicate()
        assert process.returncode is not None
        return process.returncode, said.decode()

    return run


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
