"""A store in a file of its own, and programs that open the same file."""

import asyncio
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest

from bot.store.sqlite.store import SqliteStore

ROOT = Path(__file__).parents[3]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "app.db"


@pytest.fixture
async def store(path: Path, clock: Any) -> AsyncIterator[SqliteStore]:
    opened = await SqliteStore.open(str(path), clock)
    yield opened
    await opened.close()


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
