"""One payload through Bolt: always an answer, whatever it was, and a count of those under way."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import structlog
from slack_bolt.response import BoltResponse

from bot.runtime.hardening import collect_soon

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator

log = structlog.get_logger(__name__)

OK = 200


async def dispatched(dispatch: Awaitable[BoltResponse]) -> BoltResponse:
    """Give Bolt's answer, or an empty one for a payload that Bolt could not even read."""
    try:
        response = await dispatch
    except Exception:
        log.exception("a payload could not be read")
        return BoltResponse(status=OK, body="")
    finally:
        collect_soon()
    # An unknown payload gets Bolt's 404, on which Socket Mode would stay silent and Slack would ask again.
    return response if response.status == OK else BoltResponse(status=OK, body="")


class UnderWay:
    """The payloads that were taken and are not answered yet."""

    def __init__(self) -> None:
        self._number = 0
        self._none = asyncio.Event()
        self._none.set()

    @contextmanager
    def one(self) -> Iterator[None]:
        """Count one, until the block ends."""
        self._number += 1
        self._none.clear()
        try:
            yield
        finally:
            self._number -= 1
            if not self._number:
                self._none.set()

    async def finished(self, grace: float) -> None:
        """Wait until all are answered, at most `grace` seconds."""
        with suppress(TimeoutError):
            async with asyncio.timeout(grace):
                await self._none.wait()
