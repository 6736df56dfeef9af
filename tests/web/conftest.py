"""The app with its own page for secrets, beside the practice court and the practice workspace, over sockets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.support.form_browser import FormBrowser
from tests.support.stack import Stack
from tests.support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    async with Stack.up(tmp_path, credentials="form") as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[FormBrowser]:
    async with FormBrowser.opened() as browser:
        yield browser


@pytest.fixture
async def walk(stack: Stack) -> Walk:
    """An attorney whose card offers the sign-in to PACER."""
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    await walk.me.clicks("ready")
    await walk.me.reads("in your browser")
    return walk
