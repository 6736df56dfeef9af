"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from bot.runtime import hardening
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

HERE = Path(__file__).parent
WITHOUT_WIRES = {
    *("answering", "audit", "docs", "engine", "explaining", "flow", "log", "pages", "registry", "rehearsal", "runtime"),
    *("screens", "settings", "store", "texts", "vault", "test_random_histories.py"),
    *("test_duplicates.py", "test_procedure.py", "test_profiled_procedure.py"),
}
"""What waits for nothing outside of itself."""

for ours in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
    os.environ.pop(ours, None)  # a make that a test starts is nobody's child: it has no jobs to share, and says no more


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
