"""A store in a schema of its own, and its address."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.store.postgres.store import PostgresStore
from tests.support.postgres import cluster


@pytest.fixture
def url() -> str:
    return cluster().anew()


@pytest.fixture
async def store(url: str, clock: Any) -> AsyncIterator[PostgresStore]:
    opened = await PostgresStore.open(url, clock)
    yield opened
    await opened.close()


@pytest.fixture
async def other(url: str, clock: Any) -> AsyncIterator[PostgresStore]:
    """The same data, opened by another."""
    opened = await PostgresStore.open(url, clock)
    yield opened
    await opened.close()
