"""What tests of whole processes share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Stack]:
    """The practice parts, served from here; the app is a process of its own."""
    async with Stack.up(tmp_path, app=False) as stack:
        yield stack
