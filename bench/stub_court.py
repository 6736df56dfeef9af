"""A court that keeps everybody waiting until it is told to let go, and is then closed for today."""

from __future__ import annotations

import asyncio

from aiohttp import web


class HoldingCourt:
    """Answers no request before `let_go`, and each with status 503, so that everybody keeps their place."""

    def __init__(self) -> None:
        self._open = asyncio.Event()
        self._runner: web.AppRunner | None = None
        self.url = ""

    async def start(self) -> None:
        """Listen."""
        site = web.Application()
        site.router.add_route("*", "/{path:.*}", self._answer)
        self._runner = web.AppRunner(site, access_log=None, shutdown_timeout=0.2, handler_cancellation=True)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"

    async def stop(self) -> None:
        """Stop listening."""
        self.let_go()
        if self._runner:
            await self._runner.cleanup()

    def hold(self) -> None:
        """Keep everybody waiting from now on."""
        self._open.clear()

    def let_go(self) -> None:
        """Answer all that wait, and all that come."""
        self._open.set()

    async def _answer(self, _: web.Request) -> web.Response:
        await self._open.wait()
        return web.Response(status=503, text="closed for today")
