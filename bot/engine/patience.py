"""Repeats what the database could not take, for what must not be lost because a disk was full for a while.

May not decide what is worth it; whoever calls says for how long.
"""

from __future__ import annotations

import asyncio
from itertools import chain, repeat
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator

log = structlog.get_logger(__name__)

T = TypeVar("T")


def growing() -> Iterator[float]:
    """Give the pauses between attempts, in seconds."""
    return chain((0.5, 1.0, 2.0), repeat(5.0))


async def until_stored(work: Callable[[], Awaitable[T]], says: str, limit: float | None = None) -> T:
    """Do `work` again and again until the database takes it; `says` is the log's line about it, written once.

    With a `limit`, in seconds of waiting, it raises the last StoreError after it. Other errors come out at once.
    """
    waited = 0.0
    for wait in growing():
        try:
            return await work()
        except StoreError:
            if limit is not None and waited + wait > limit:
                raise
            if not waited:
                log.exception(says)
        await asyncio.sleep(wait)
        waited += wait
    raise AssertionError("the pauses never end")
