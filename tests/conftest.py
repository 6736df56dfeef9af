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


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let those that wait for sockets, processes or a browser run beside those that reckon: `--lane`."""
    parser.addoption("--lane", choices=("wires", "reckoning"), help="only what waits for wires, or what does not")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the files of the other lane alone; to import them all takes a minute."""
    lane = config.getoption("lane")
    if lane is None or collection_path.is_dir():
        return None
    reckons = not WITHOUT_WIRES.isdisjoint(collection_path.relative_to(HERE).parts)
    return True if reckons == (lane == "wires") else None


@pytest.fixture(scope="module", autouse=True)
def _settled() -> None:
    """Leave what pytest holds out of the app's collections, as the app does with what it loaded at its start."""
    hardening.settle()


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    async with Stack.up(tmp_path) as running:
        yield running
