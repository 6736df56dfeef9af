"""What every test may use."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.runtime import hardening
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = Path(__file__).parent
WITHOUT_WIRES = {
    *("audit", "docs", "engine", "flow", "log", "pages", "registry", "rehearsal", "runtime", "screens", "settings"),
    *("store", "texts", "vault", "test_random_histories.py"),
}
"""What waits for nothing outside of itself."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use sockets, processes or a browser, so that those and the others can run side by side."""
    for item in items:
        if WITHOUT_WIRES.isdisjoint(item.path.relative_to(HERE).parts):
            item.add_marker(pytest.mark.wires)


@pytest.fixture(scope="module", autouse=True)
def _settled() -> None:
    """Leave what pytest holds out of the app's collections, as the app does with what it loaded at its start."""
    hardening.settle()


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    async with Stack.up(tmp_path) as running:
        yield running
