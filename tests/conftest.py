"""What every test may use."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot import hardening
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

WITHOUT_WIRES = ("audit", "codec", "docs", "flow", "hardening", "log", "screens", "settings", "store", "texts", "vault")
"""Folders whose tests wait for nothing outside of themselves."""
HISTORIES = "test_random_histories.py"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use sockets, processes or a browser, so that those and the others can run side by side."""
    for item in items:
        if item.path.parent.name not in WITHOUT_WIRES and item.path.name != HISTORIES:
            item.add_marker(pytest.mark.wires)


@pytest.fixture(scope="module", autouse=True)
def _settled() -> None:
    """Leave what pytest holds out of the app's collections, as the app does with what it loaded at its start."""
    hardening.settle()


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    async with Stack.up(tmp_path) as running:
        yield running
