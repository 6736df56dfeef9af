"""The composition root: plain constructors, and the only module that knows everyone.

Starts what `run` runs, checks at start what would fail later, and stops it in order.
"""

from __future__ import annotations

import asyncio
import os
import ssl
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, TypeVar

import aiohttp
import structlog
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

import handlers
from bot.admission import Admission
from bot.court import CourtService, PageKeeper, Registry, RehearsalService
from bot.engine import help_desk
from bot.engine.courtwork import CourtWork
from bot.engine.drawing import Drawing
from bot.engine.engine import Engine
from bot.engine.outbox import Outbox
from bot.log import library_logger
from bot.reception import Reception
from bot.runtime.clock import Clock
from bot.runtime.hardening import forget_key_log
from bot.slack.desk import SlackBusyError, SlackDesk, SlackError
from bot.slack.proxies import proxy_for
from bot.slack.transport import HttpServer, SocketMode
from bot.store.sqlite.store import SqliteStore
from bot.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from bot.court import Court
    from bot.people import Installation
    from bot.settings import Settings
    from bot.store.conversations import Conversations

log = structlog.get_logger(__name__)
R = TypeVar("R")

START_LIMIT = 3.0
"""Seconds for the checks at start; a bad token would make the Socket Mode client try for ever."""
CONNECT_LIMIT = 20.0
"""Seconds for the first connection; the client itself would try for ever, without a word."""
GRACE = 20.0
"""Seconds that work under way has to finish at a stop."""
# Bolt reads these itself, and with a client id turns into an app for many workspaces, which refuses every payload.
_READ_BY_BOLT = ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_VERIFICATION_TOKEN")


class StartError(Exception):
    """The app cannot start; the message says what, why and what next."""

    safe_to_log = True


class LostError(Exception):
    """The app ran and cannot go on; the message says why and what next."""

    safe_to_log = True


@dataclass(frozen=True, slots=True)
class App:
    """A started app."""

    engine: Engine
    transport: SocketMode | HttpServer
    _stack: AsyncExitStack

    @property
    def lost(self) -> asyncio.Future[str]:
        """Be done when Slack cannot reach the app any more, for good; the result says why and what next."""
        return self.transport.lost

    async def stop(self) -> None:
        """Take nothing new, finish what is under way, and let go of everything."""
        await self.transport.stop()
        await self._stack.aclose()


async def start(settings: Settings, rehearse: Path | None = None, clock: Callable[[], datetime] | None = None) -> App:
    """Build, check and start the app. With a folder to `rehearse` into, nothing is linked, and pages are kept there.

    Raises StartError, StoreError, GatewayError, RegistryError and RehearsalError, with nothing left running.
    """
    async with AsyncExitStack() as stack:
        registry = Registry.shipped(settings.court_overrides)
        steady = Clock()
        clock = clock or steady
        defaults = _default_courts(registry, settings.default_courts)
        store = await SqliteStore.open(settings.database_url, clock)
        stack.push_async_callback(store.close)
        if latest := await store.latest():
            steady.not_before(latest)
            if (ahead := latest - clock()) > timedelta():
                log.warning("the machine's clock was ahead before this start; what waits is brought nearer", by=ahead)
                await store.bring_nearer(clock(), ahead)
        keeper = PageKeeper(rehearse) if rehearse else None
        service = _court_service(settings.court_gateway, keeper)
        stack.push_async_callback(service.close)
        client = await _slack_client(settings, stack)
        installed = await _check_slack(client, settings)
        desk = SlackDesk(client)
        await _check_help_desk(desk, store, settings)
        admission = Admission(installed, desk, settings.also_allow)
        stack.push_async_callback(admission.close)  # after the engine: who was acknowledged is still let in
        vault = Vault(settings.master_keys(), store, clock)
        work = CourtWork(service, registry, vault, defaults)
        drawing = Drawing(store, desk, vault, work, clock)
        outbox = Outbox(store=store, drawing=drawing, desk=desk, help_desk=settings.help_desk_channel, clock=clock)
        engine = Engine(
            store=store,
            work=work,
            desk=desk,
            drawing=drawing,
            outbox=outbox,
            vault=vault,
            clock=clock,
            rehearsal=rehearse is not None,
        )
        reception = Reception(
            engine=engine,
            store=store,
            vault=vault,
            courts=work,
            desk=desk,
            drawing=drawing,
        )
        await engine.start()
        stack.push_async_callback(engine.stop, GRACE)
        transport = await _transport(settings, client, bolt_app(reception, admission))
        return App(engine, transport, stack.pop_all())


def _court_service(gateway: str | None, keeper: PageKeeper | None) -> CourtService | RehearsalService:
    """Give what talks to courts: in a rehearsal, something that has no way to link."""
    return RehearsalService(gateway=gateway, keeper=keeper) if keeper else CourtService(gateway=gateway)


def bolt_app(reception: Reception, admission: Admission) -> AsyncApp:
    """Give the Bolt app with every listener. It has no token and calls nobody, on no payload's way to its answer."""
    with _without(_READ_BY_BOLT):
        app = _bare_bolt_app(admission.installed)
    handlers.register(app, reception, admission)
    return app


def _bare_bolt_app(installed: Installation) -> AsyncApp:
    known = AuthorizeResult(
        enterprise_id=installed.enterprise or None,
        team_id=installed.team or None,
        bot_user_id=installed.bot_user,  # by these two Bolt leaves out what the app itself wrote
        bot_id=installed.bot,
    )

    async def authorize() -> AuthorizeResult:
        return known

    return AsyncApp(
        client=AsyncWebClient(logger=library_logger("slack_sdk")),
        # Without this Bolt asks Slack who it is at the first payload, on the way to its answer.
        authorize=authorize,
        # Ack within the listener: without this Bolt polls for the ack every 10 ms.
        process_before_response=True,
        # The transport has checked the signature already, and refuses without logging.
        request_verification_enabled=False,
        signing_secret="checked by the transport",  # noqa: S106 - Bolt wants one, and never uses it
        logger=library_logger("slack_bolt"),
    )


@contextmanager
def _without(names: Iterable[str]) -> Iterator[None]:
    hidden = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)


def _default_courts(registry: Registry, ids: Iterable[str]) -> tuple[Court, ...]:
    courts = [(each, registry.get(each)) for each in ids]
    unknown = [each for each, court in courts if court is None]
    if unknown:
        raise StartError(f"DEFAULT_COURTS: no court has the id {', '.join(unknown)}; write ids such as mieb,miewb.")
    return tuple(court for _, court in courts if court)


async def _slack_client(settings: Settings, stack: AsyncExitStack) -> AsyncWebClient:
    """One client and one HTTP session for the whole process; nothing is retried behind the outbox's back."""
    forget_key_log()
    session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
    stack.push_async_callback(session.close)
    client = AsyncWebClient(
        token=settings.slack_bot_token.reveal(),
        base_url=settings.slack_api_url,
        session=session,
        ssl=ssl.create_default_context() if settings.slack_api_url.startswith("https:") else None,
        retry_handlers=[],
        logger=library_logger("slack_sdk"),
    )
    client.proxy = proxy_for(settings.slack_api_url)  # the client takes the environment's for every address
    return client


async def _check_slack(client: AsyncWebClient, settings: Settings) -> Installation:
    desk = SlackDesk(client)
    try:
        async with asyncio.timeout(START_LIMIT):
            installed = await _checked("SLACK_BOT_TOKEN", desk.check_bot_token())
            if settings.slack_app_token is not None:
                await _checked("SLACK_APP_TOKEN", desk.socket_address(settings.slack_app_token.reveal()))
            return installed
    except TimeoutError:
        raise StartError(
            f"Slack did not answer within {START_LIMIT} s; check SLACK_API_URL and the network, then start again."
        ) from None


async def _check_help_desk(desk: SlackDesk, store: Conversations, settings: Settings) -> None:
    """Refuse a help desk that nobody reads, but only as long as nobody uses the app: later it serves without one."""
    try:
        async with asyncio.timeout(START_LIMIT):
            fault = await help_desk.fault_of(desk, settings.help_desk_channel)
    except TimeoutError:
        fault = help_desk.Fault("HELP_DESK_CHANNEL: Slack did not say in time whether the app can write there.", False)
    if fault is None:
        return
    if fault.certain and not await store.live():
        raise StartError(fault.words)
    log.error("the help desk's channel needs a look; its messages are kept", why=fault.words)


async def _checked(name: str, check: Awaitable[R]) -> R:
    try:
        return await check
    except SlackBusyError as error:
        raise StartError(
            f"Slack cannot be reached ({error.code}); check SLACK_API_URL and the network, then start again."
        ) from None
    except SlackError as error:
        raise StartError(
            f"Slack refused {name} ({error.code}); copy the token from the app's page at Slack again, then start again."
        ) from None


async def _transport(settings: Settings, client: AsyncWebClient, app: AsyncApp) -> SocketMode | HttpServer:
    if settings.slack_app_token is not None:
        return await _connected(app, settings.slack_app_token.reveal(), client)
    if settings.slack_signing_secret is None:  # the settings demand one of the two; without it anybody could call
        raise StartError("SLACK_SIGNING_SECRET is missing; copy it from the app's page at Slack.")
    try:
        return await HttpServer.start(app, settings.slack_signing_secret, settings.host, settings.port)
    except OSError as error:
        where, reason = f"{settings.host}:{settings.port}", os.strerror(error.errno or 0)
        raise StartError(f"Cannot listen on {where} ({reason}); set HOST and PORT to a free address.") from None


async def _connected(app: AsyncApp, app_token: str, client: AsyncWebClient) -> SocketMode:
    try:
        async with asyncio.timeout(CONNECT_LIMIT):
            return await SocketMode.start(app, app_token, client)
    except TimeoutError:
        raise StartError(
            "Slack's WebSocket cannot be reached; let this machine connect to Slack's wss:// hosts, then start again."
        ) from None
