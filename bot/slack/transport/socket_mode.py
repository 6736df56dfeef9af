"""Socket Mode: one WebSocket that this app opens to Slack, and opens anew whenever it closes.

The SDK's client asks for a new address without end and without a word. Here a refused app token is said once for each
time that it lasts, and given up after `PATIENCE`, so that whoever looks after the process sees that it is deaf.
"""

from __future__ import annotations

import asyncio
import time
from itertools import chain, repeat
from typing import TYPE_CHECKING

import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.log import library_logger
from bot.runtime.proxies import proxy_for
from bot.slack.answered import answering
from bot.slack.desk import SlackBusyError, SlackDesk, SlackError
from bot.slack.transport.dispatching import UnderWay, dispatched

if TYPE_CHECKING:
    from typing import Self

    from slack_bolt.async_app import AsyncApp
    from slack_sdk.socket_mode.request import SocketModeRequest
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)

PATIENCE = 600.0
"""Seconds that Slack may refuse the app token, while the app runs, until the process ends."""
LAST_ANSWERS = 3.0
"""Seconds that payloads under way have to be answered at a stop: Slack waits no longer for any."""
PING_EVERY = 10.0
"""Seconds between two pings."""
_WAITS = (1.0, 2.0, 5.0, 10.0)
_LONGEST_WAIT = 30.0
"""Seconds between two questions for a new address."""


class Payloads:
    """Takes what comes over the socket, until it is closed."""

    def __init__(self, app: AsyncApp) -> None:
        self._app = app
        self._closed = False
        self._under_way = UnderWay()

    async def handle(self, client: SocketModeClient, req: SocketModeRequest) -> None:
        """Take one payload and answer it; after the close, none: Slack then says so to its person."""
        if self._closed:
            return
        began = time.time()
        with self._under_way.one(), answering():
            response = await dispatched(run_async_bolt_app(self._app, req))
            await send_async_response(client, req, response, began)

    async def close(self) -> None:
        """Take nothing more, and let what was taken be answered."""
        self._closed = True
        await self._under_way.finished(LAST_ANSWERS)


class _Client(SocketModeClient):
    """The SDK's client, with a way of ours to a new address."""

    def __init__(self, app_token: str, web_client: AsyncWebClient, patience: float) -> None:
        logger = library_logger("slack_sdk.socket_mode")
        super().__init__(app_token, logger=logger, web_client=web_client, ping_interval=PING_EVERY)
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._patience = patience
        self._desk = SlackDesk(web_client)
        self._times = 0

    async def connect(self) -> None:
        """Connect, or connect anew, and say so."""
        await super().connect()  # type: ignore[no-untyped-call]
        if self.connected:
            self._times += 1
            log.info("connected to Slack", number=self._times)

    @property
    def connected(self) -> bool:
        """Whether there is a connection that nobody has closed."""
        return not self.closed and self.current_session is not None and not self.current_session.closed

    async def issue_new_wss_url(self) -> str:
        """Ask Slack for an address until it gives one."""
        if self._times:
            log.info("the connection to Slack is gone; what people do until the next one does not arrive")
        refused_since: float | None = None
        refusals = 0
        for pause in chain(_WAITS, repeat(_LONGEST_WAIT)):
            wait = pause
            try:
                address = await self._desk.socket_address(self.app_token)
            except SlackBusyError as busy:
                wait = max(wait, busy.after)
                log.warning("Slack gives no new socket address; nothing comes in meanwhile", error=busy.code)
            except SlackError as error:
                refused_since = self._now() if refused_since is None else refused_since
                refusals += 1
                wait = min(wait, max(self._patience - (self._now() - refused_since), 0.0))
                self._note(error.code, refusals, over=wait == 0)
            else:
                if refusals:
                    log.warning("Slack takes SLACK_APP_TOKEN again", refusals=refusals)
                self.proxy = proxy_for(address)
                return address
            await asyncio.sleep(wait or _LONGEST_WAIT)
        raise AssertionError  # the waits never end

    def _note(self, code: str, refusals: int, *, over: bool) -> None:
        if refusals == 1:
            log.error(
                "nothing that people do arrives, since Slack refuses SLACK_APP_TOKEN; make a new one at the app's page",
                error=code,
                ends_after=self._patience,
            )
        if over and not self.lost.done():
            log.critical("Slack still refuses SLACK_APP_TOKEN; giving up", error=code, refusals=refusals)
            self.lost.set_result(
                f"Slack has refused SLACK_APP_TOKEN ({code}) for {self._patience:g} s, {refusals} times; "
                "make a new token at the app's page, then start again."
            )

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()


class SocketMode:
    """A Socket Mode connection to Slack."""

    def __init__(self, client: _Client, payloads: Payloads) -> None:
        self._client = client
        self._payloads = payloads

    @classmethod
    async def start(cls, app: AsyncApp, app_token: str, client: AsyncWebClient, patience: float | None = None) -> Self:
        """Connect. Check the token first: one that is refused here is tried for `patience` seconds (PATIENCE)."""
        payloads = Payloads(app)
        socket = _Client(app_token, client, PATIENCE if patience is None else patience)
        socket.socket_mode_request_listeners.append(payloads.handle)  # type: ignore[arg-type]
        await socket.connect()
        return cls(socket, payloads)

    @property
    def connected(self) -> bool:
        """Whether what people do arrives."""
        return self._client.connected

    @property
    def lost(self) -> asyncio.Future[str]:
        """Be done when Slack has refused the app token for too long; the result says so."""
        return self._client.lost

    async def stop(self) -> None:
        """Take nothing new, answer what was taken, and disconnect."""
        await self._payloads.close()
        await self._client.close()  # type: ignore[no-untyped-call]
