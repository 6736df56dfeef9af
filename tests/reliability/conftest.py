"""What the reliability tests share."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

if TYPE_CHECKING:
    from collections.abc import Iterator

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, where there is one


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    """What the app logs, as it says it: nothing is rendered."""
    with capture_logs() as lines:
        yield lines


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder for databases, in memory if possible: they sync as they always do, and thousands of runs have time."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)
