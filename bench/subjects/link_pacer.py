"""This app, started as `python -m bot run` starts it: settings, log lines written, SQLite on disk."""

from __future__ import annotations

import asyncio
import os
import sys
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from bot import app as composition
from bot import log
from bot.runtime import loading
from bot.settings import load_settings

if TYPE_CHECKING:
    from bench.subjects.serving import Questions


async def start(_: str) -> tuple[Questions, AsyncExitStack]:
    """Start the app."""
    settings = load_settings(os.environ)
    log.configure(settings.log_level, sys.stderr, json=True)
    log.install_crash_hooks(asyncio.get_running_loop())
    app = await composition.start(settings)
    loading.end()
    stack = AsyncExitStack()
    stack.push_async_callback(app.stop)
    return {}, stack
