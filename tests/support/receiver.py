"""A firm's ticket system on loopback: takes webhooks that verify by the specification's library, or misbehaves."""

from __future__ import annotations

import asyncio
import base64
import json
import secrets
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import cycle
from typing import TYPE_CHECKING, Any, Self

from aiohttp import web
from standardwebhooks import Webhook, WebhookVerificationError

from tests.support.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable


def new_secret() -> str:
    return "whsec_" + base64.b64encode(secrets.token_bytes(24)).decode()


@dataclass
class Receiver:
    """What arrived. `changes` has each change once, by its id, in the order in which they were first taken."""

    secret: str = field(default_factory=new_secret)
    changes: dict[str, Any] = field(default_factory=dict)
    deliveries: list[tuple[str, str, bytes]] = field(default_factory=list)
    refused: int = 0
    drops_every: int = 0
    answers: int = 204
    retry_after: str = ""
    url: str = ""
    headers: list[dict[str, str]] = field(default_factory=list)
    _ways_to_drop: Any = field(default_factory=lambda: cycle(("unread", "unanswered", "failed")))
    _came: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    @asynccontextmanager
    async def listening(cls, **given: Any) -> AsyncIterator[Self]:
        receiver = cls(**given)
        site = web.Application()
        site.router.add_post("/cases/{rest:.*}", receiver._takes)
        runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.1)
        await runner.setup()
        listening = web.TCPSite(runner, "127.0.0.1", 0)
        await listening.start()
        assert listening._server is not None
        port = listening._server.sockets[0].getsockname()[1]  # type: ignore[attr-defined]
        receiver.url = f"http://127.0.0.1:{port}/cases/hook?key=of-the-firm"
        try:
            yield receiver
        finally:
            await runner.cleanup()

    async def _takes(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {name.lower(): value for name, value in request.headers.items()}
        self.headers.append(headers)
        try:
            Webhook(self.secret).verify(body, headers)
        except WebhookVerificationError:
            self.refused += 1
            return web.Response(status=401)
        name = headers["webhook-id"]
        self.deliveries.append((name, headers["webhook-timestamp"], body))
        way = next(self._ways_to_drop) if self.drops_every and len(self.deliveries) % self.drops_every == 0 else ""
        if way != "unread" and 200 <= self.answers < 300:
            self.changes.setdefault(name, json.loads(body))
        self._came.set()
        if way in {"unread", "unanswered"} and request.transport:
            request.transport.abort()
        asked = {"Retry-After": self.retry_after} if self.retry_after else {}
        return web.Response(status=500 if way == "failed" else self.answers, headers=asked)

    async def until(self, found: Callable[[Self], object]) -> None:
        """Wait until it is so."""
        async with asyncio.timeout(PATIENCE):
            while not found(self):
                self._came.clear()
                await self._came.wait()

    async def has(self, *what: str) -> list[dict[str, Any]]:
        """Wait until as many changes were taken, and give them when they are these, in this order."""
        await self.until(lambda each: len(each.changes) >= len(what))
        assert [each["type"] for each in self.changes.values()] == [f"case.{each}" for each in what]
        return list(self.changes.values())
