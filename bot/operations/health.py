"""`/healthz`, `/readyz` and `/metrics` on a port of their own, whatever the mode. Changes nothing; names no person.

`/healthz` answers 200 as long as the process and its database work: what restarts a process should ask this one, for a
restart helps nobody while Slack is away. `/readyz` answers 200 while people can be served. Both say the same in JSON.
A database works when it can be read and written: on a full disk all is there to be read, and nobody can go on.
"""

from __future__ import annotations

import asyncio
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final, Protocol

import structlog
from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.runtime import measures
from bot.slack.desk import MENDABLE
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Self

    from bot.store.figures import Figures, Watched

log = structlog.get_logger(__name__)

STORE_LIMIT: Final = 2.0
"""Seconds within which the database must have answered, and again within which it must have taken something."""
NOTHING_KNOWN: Final = float("nan")
"""What a plain gauge says whose figure nobody knows."""


class Way(Protocol):
    """How Slack's payloads come in."""

    @property
    def connected(self) -> bool:
        """Whether Slack can reach the app now."""
        ...


@dataclass(frozen=True, slots=True)
class Health:
    """How it is now; `database`: it can be read and written.

    Ages in seconds, of the oldest message; None when there is none, or the database cannot be read.
    """

    slack: bool
    database: bool
    outbox: int | None = None
    outbox_age: float | None = None
    given_up: int | None = None
    mendable_age: float | None = None


class Watch:
    """Looks at the parts of an app; `way` is there once it has started."""

    def __init__(self, store: Watched, clock: Callable[[], datetime]) -> None:
        self.way: Way | None = None
        self._store = store
        self._clock = clock

    async def look(self) -> Health:
        """Say how it is, and bring the measures up to it."""
        connected = self.way is not None and self.way.connected
        figures = await self._figures()
        database = figures is not None and await self._takes_something()
        measures.SOCKET_CONNECTED.set(connected)
        measures.DATABASE_UP.set(database)
        _forget_figures()
        if figures is None:
            return Health(slack=connected, database=False)
        health = Health(
            slack=connected,
            database=database,
            outbox=figures.waiting,
            outbox_age=self._age(figures.oldest),
            given_up=figures.given_up,
            mendable_age=self._age(figures.mendable),
        )
        _measure(figures, health)
        return health

    async def _figures(self) -> Figures | None:
        try:
            async with asyncio.timeout(STORE_LIMIT):
                return await self._store.figures(MENDABLE)
        except (StoreError, TimeoutError):
            log.exception("the database did not say how it is")
            return None

    async def _takes_something(self) -> bool:
        try:
            async with asyncio.timeout(STORE_LIMIT):
                await self._store.try_writing()
        except (StoreError, TimeoutError):
            log.exception("the database can be read and takes nothing")
            return False
        return True

    def _age(self, since: datetime | None) -> float | None:
        return None if since is None else max((self._clock() - since).total_seconds(), 0.0)


def _forget_figures() -> None:
    """Have no gauge say what was so at a look before: of a state that nobody is in, or of a database that is away."""
    measures.CONVERSATIONS.clear()
    measures.OUTBOX.clear()
    for gauge in (measures.OUTBOX_AGE, measures.MENDABLE_AGE, measures.SEALED):
        gauge.set(NOTHING_KNOWN)


def _measure(figures: Figures, health: Health) -> None:
    for state, count in figures.states.items():
        measures.CONVERSATIONS.labels(state).set(count)
    measures.OUTBOX.labels("no").set(figures.waiting)
    measures.OUTBOX.labels("yes").set(figures.given_up)
    measures.OUTBOX_AGE.set(health.outbox_age or 0.0)
    measures.MENDABLE_AGE.set(health.mendable_age or 0.0)
    measures.SEALED.set(figures.sealed)


class HealthServer:
    """The port's server."""

    def __init__(self, watch: Watch) -> None:
        self._watch = watch
        site = web.Application(client_max_size=0)
        site.router.add_get("/healthz", self.healthz)
        site.router.add_get("/readyz", self.readyz)
        site.router.add_get("/metrics", self.metrics)
        self._runner = web.AppRunner(site, access_log=None)

    @classmethod
    async def start(cls, watch: Watch, host: str, port: int) -> Self:
        """Listen. Raises OSError when the address cannot be had."""
        server = cls(watch)
        await server._runner.setup()
        try:
            await web.TCPSite(server._runner, host, port).start()
        except OSError:
            await server.stop()
            raise
        return server

    async def stop(self) -> None:
        """Answer what was asked, and listen no more."""
        await self._runner.cleanup()

    async def healthz(self, _: web.Request) -> web.Response:
        """Say whether the process does its work."""
        health = await self._watch.look()
        return _said(health, good=health.database)

    async def readyz(self, _: web.Request) -> web.Response:
        """Say whether people can be served."""
        health = await self._watch.look()
        return _said(health, good=health.database and health.slack)

    async def metrics(self, _: web.Request) -> web.Response:
        """Give the figures in Prometheus's text format."""
        await self._watch.look()
        return web.Response(body=generate_latest(measures.REGISTRY), headers={"Content-Type": CONTENT_TYPE_LATEST})


def _said(health: Health, *, good: bool) -> web.Response:
    return web.json_response({"ok": good, **asdict(health)}, status=200 if good else 503)
