"""What tests of whole processes share."""

from __future__ import annotations

import socket
from contextlib import closing
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


@pytest.fixture
def health_port() -> int:
    """A port that is free."""
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
