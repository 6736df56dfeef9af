"""Socket Mode: one WebSocket that this app opens to Slack, and opens anew whenever it closes.

The SDK's client asks for a new address without end and without a word, and tries the one that it got without end, too.
Here a refused app token is said once for each time that it lasts, and given up after `PATIENCE`, so that whoever looks
after the process sees that it is deaf; and an address is tried once, for a while, since it is good for one connection.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import aiohttp
import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_sdk.socket_mode.aiohttp import SocketModeClient

from bot.log import library_logger
from bot.runtime.proxies import proxy_for
from bot.slack.answered import answering
from bot.slack.desk import SlackBusyError, SlackDesk, SlackError
from bot.slack.transport.dispatching import UnderWay, dispatched

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from slack_bolt.async_app import AsyncApp
    from slack_sdk.socket_mode.request import SocketModeRequest
    from slack_sdk.web.async_client import AsyncWebClient

log = structlog.get_logger(__name__)

PATIENCE = 600.0
"""Seconds that Slack may refuse the app token, while the app runs, until the process ends."""
LAST_ANSWERS = 3.0
"""Seconds that payloads under way have to be answered at a stop: Slack waits no longer for any."""
GOODBYE = 1.0
"""Seconds for the connection to be closed by both."""
PING_EVERY = 10.0
"""Seconds between two pings, and after a connection that could not be opened."""
OPEN_WITHIN = 10.0
"""Seconds until a connection is open, or given up: aiohttp would wait for five minutes."""
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


class _Connections:
    """Opens the SDK's connections, in the place of its HTTP session: each within a limit, and says what fails."""

    def __init__(self, failed: Callable[[Exception], None]) -> None:
        self._session = aiohttp.ClientSession()
        self._failed = failed

    @property
    def closed(self) -> bool:
        return self._session.closed

    async def ws_connect(self, address: str, **how: Any) -> aiohttp.ClientWebSocketResponse:
        try:
            async with asyncio.timeout(OPEN_WITHIN):
                opened: aiohttp.ClientWebSocketResponse = await self._session.ws_connect(address, **how)
        except Exception as error:
            self._failed(error)
            raise
        return opened

    async def close(self) -> None:
        await self._session.close()


class _Client(SocketModeClient):
    """The SDK's client, with a way of ours to a new address."""

    def __init__(self, app_token: str, web_client: AsyncWebClient, patience: float) -> None:
        logger = library_logger("slack_sdk.socket_mode")
        super().__init__(app_token, logger=logger, web_client=web_client, ping_interval=PING_EVERY)
        self.lost: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._patience = patience
        self._desk = SlackDesk(web_client)
        self._times = 0
        self._gone_at = self._now()
        self._because = ""

    async def open_anew(self) -> None:
        """Connect for the first time, by connections of ours."""
        await self.aiohttp_client_session.close()
        self.aiohttp_client_session = _Connections(self._not_opened)  # type: ignore[assignment]
        await self.connect()

    async def connect(self) -> None:
        """Connect, or connect anew, and say so."""
        await super().connect()  # type: ignore[no-untyped-call]
        if self.connected:
            self._times += 1
            log.info("connected to Slack", number=self._times)
            if self._because:
                log.warning("back in touch with Slack", seconds=round(self._now() - self._gone_at))
                self._because = ""

    @property
    def connected(self) -> bool:
        """Whether there is a connection that nobody has closed."""
        return not self.closed and self.current_session is not None and not self.current_session.closed

    async def issue_new_wss_url(self) -> str:
        """Ask Slack for an address until it gives one."""
        if self._times and not self._because:
            self._gone_at = self._now()
            log.info("the connection to Slack is gone; what people do until the next one does not arrive")
        refused_since: float | None = None
        refusals = 0
        for pause in chain(_WAITS, repeat(_LONGEST_WAIT)):
            wait = pause
            try:
                address = await self._desk.socket_address(self.app_token)
            except SlackBusyError as busy:
                wait = max(wait, busy.after)
                self._cut_off(busy.code)
            except SlackError as error:
                refused_since = self._now() if refused_since is None else refused_since
                refusals += 1
                wait = min(wait, max(self._patience - (self._now() - refused_since), 0.0))
                self._refused(error.code, refusals, over=wait == 0)
            else:
                if refusals:
                    log.warning("Slack takes SLACK_APP_TOKEN again", refusals=refusals)
                self.proxy = proxy_for(address)
                return address
            await asyncio.sleep(wait or _LONGEST_WAIT)
        raise AssertionError  # the waits never end

    def _not_opened(self, error: Exception) -> None:
        self.wss_uri = None  # Slack's addresses are good for one connection, and for seconds
        status = f" {error.status}" if isinstance(error, aiohttp.WSServerHandshakeError) else ""
        self._cut_off(f"{type(error).__name__}{status}")

    def _cut_off(self, because: str) -> None:
        """Say what keeps the app from Slack, once for as long as it is the same."""
        if because != self._because:
            self._because = because
            since = datetime.now(UTC) - timedelta(seconds=self._now() - self._gone_at)
            log.warning(
                "cut off from Slack; nothing that people do arrives",
                since=since.isoformat(timespec="seconds"),
                because=because,
            )

    def _refused(self, code: str, refusals: int, *, over: bool) -> None:
        self._cut_off(code)
        if refusals == 1:
            log.error(
                "Slack refuses SLACK_APP_TOKEN; make a new one at the app's page",
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
        try:
            await socket.open_anew()
        except BaseException:
            await socket.close()  # type: ignore[no-untyped-call]
            raise
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
        with suppress(TimeoutError):  # whoever is silent does not say goodbye either
            async with asyncio.timeout(GOODBYE):
                await self._client.close()  # type: ignore[no-untyped-call]
