"""The composition root: plain constructors, and the only module that knows everyone.

Starts what `run` runs, checks at start what would fail later, and stops it in order.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass
from datetime import time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import structlog

import handlers
from bot import __version__
from bot.admission import Admission
from bot.answering.matching import shipped_matcher
from bot.casework import CaseWork
from bot.court import CourtService, PageKeeper, Registry, RehearsalService
from bot.engine import help_desk
from bot.engine.casebook import CaseBook
from bot.engine.caseclock import CaseClock
from bot.engine.courtwork import CourtWork
from bot.engine.drawing import Drawing
from bot.engine.engine import Engine
from bot.engine.firm_post import FirmPost, Sender
from bot.engine.members import Members
from bot.engine.outbox import Outbox
from bot.engine.retention import Retention
from bot.engine.rollout import RollOut, Terms
from bot.firm.mail import MailSender
from bot.firm.webhooks import WebhookSender, keys_of
from bot.helpdesk.cases import Told
from bot.helpdesk.clock import Times
from bot.helpdesk.hours import Hours
from bot.links import FormLinks
from bot.listening import Listener
from bot.operations.beside import ErrandServer, socket_of
from bot.operations.errands import Errands
from bot.operations.health import HealthServer, Watch
from bot.reception import Reception
from bot.ring import joined
from bot.rollwork import RollWork
from bot.runtime.clock import Clock
from bot.settings import Credentials
from bot.slack.bolt import bare_app
from bot.slack.client import open_client
from bot.slack.desk import SlackDesk
from bot.slack.transport import HttpServer, SocketMode
from bot.start_checks import StartError, check_help_desk, checked_installation, default_courts, listening
from bot.store.address import shown
from bot.store.opening import file_of, open_store
from bot.store.outbox import Way
from bot.tasks import first_of
from bot.ticketing import TicketServer
from bot.vault import Vault
from bot.web import FormServer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime
    from pathlib import Path

    from slack_bolt.async_app import AsyncApp
    from slack_sdk.web.async_client import AsyncWebClient

    from bot.court import Guide
    from bot.formwork import FormWork
    from bot.people import Installation
    from bot.settings import Settings
    from bot.store.sql.store import SqlStore

log = structlog.get_logger(__name__)

CONNECT_LIMIT = 20.0
"""Seconds for the first connection; the client itself would try for ever, without a word."""
STOP_WITHIN = 25.0
"""Seconds from the signal to the end; whoever stops a process kills it some time after."""
GRACE = 12.0
"""Of these, what work under way has to finish: the rest is for answers, sign-outs, modals and messages."""
CLERK = Hours(frozenset(range(5)), time(8, 30), time(16, 30), ZoneInfo("America/New_York"))
"""When most clerks' offices are open: what a case on hold is first taken to wait for."""


_OTHER_KEY = (
    "AUDIT_KEY: is not the key that the audit trail was sealed with; set that one again. If it was never changed, the "
    "trail was: `python -m bot audit verify` names the place."
)


class LostError(Exception):
    """The app ran and cannot go on; the message says why and what next."""

    safe_to_log = True


@dataclass(frozen=True, slots=True)
class App:
    """A started app."""

    engine: Engine
    transport: SocketMode | HttpServer
    _lost: asyncio.Future[str]
    _stack: AsyncExitStack

    @property
    def lost(self) -> asyncio.Future[str]:
        """Be done when Slack, or the database, cannot be reached any more, for good; it says why and what next."""
        return self._lost

    async def stop(self) -> None:
        """Take nothing new, finish what is under way, and let go of everything; what takes too long is cut."""
        try:
            async with asyncio.timeout(STOP_WITHIN), self._stack:
                await self.transport.stop()
        except TimeoutError:
            log.warning("the stop was cut short; what is left is done after the next start", seconds=STOP_WITHIN)


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is driven, and where people come in."""

    engine: Engine
    outbox: Outbox
    case_clock: CaseClock
    rollout: RollOut
    reception: Reception


async def start(
    settings: Settings,
    rehearse: Path | None = None,
    clock: Callable[[], datetime] | None = None,
    guide: Guide | None = None,
) -> App:
    """Build, check and start the app. With a folder to `rehearse` into, nothing is linked, and pages are kept there.

    `guide`: whoever sits beside the rehearsal. Raises StartError, StoreError, RingError, GatewayError, RegistryError
    and RehearsalError, with nothing left running.
    """
    async with AsyncExitStack() as stack:
        registry = _courts(settings)
        steady = Clock()
        clock = clock or steady
        defaults = default_courts(registry, settings.default_courts)
        store = await _opened(settings, clock, stack)
        watch = Watch(store, clock)
        await _watched(watch, settings, stack)
        await _not_before(store, steady, clock)
        service = _court_service(settings.court_gateway, PageKeeper(rehearse, clock, guide) if rehearse else None)
        stack.push_async_callback(service.close)
        client = open_client(settings.slack_bot_token, settings.slack_api_url, stack)
        installed = await checked_installation(client, settings)
        desk = SlackDesk(client)
        await check_help_desk(desk, store, settings)
        admission = Admission(installed, desk, settings.also_allow)
        stack.push_async_callback(admission.close)  # after the engine: who was acknowledged is still let in
        vault = Vault(settings.master_keys() or await _shared_key(store, stack), store, clock)
        work = CourtWork(service, registry, vault, defaults)
        post = _firm_post(settings, store, clock, stack)
        links = await _form_links(settings, store, clock)
        parts = _parts(
            settings,
            store=store,
            desk=desk,
            vault=vault,
            work=work,
            post=post,
            clock=clock,
            links=links,
            rehearsal=bool(rehearse),
        )
        engine = parts.engine
        await _driven(parts, stack)
        await _heard_of_tickets(parts.reception.casework, settings, stack)
        await _form_served(parts.reception.formwork, admission, desk, settings, stack)
        await _answering_commands(Errands(store, _remind_after(settings), parts.outbox.wake), settings, stack)
        if settings.retention_days is not None:
            await _retained(Retention(store, engine.forget, clock, timedelta(days=settings.retention_days)), stack)
        transport = await _transport(settings, client, bolt_app(parts.reception, admission))
        watch.way = transport
        await help_desk.tell_left(desk, settings.help_desk_channel, registry.left())
        await asyncio.to_thread(registry.get_ready)  # else the first who writes would hold everybody up
        await asyncio.to_thread(shipped_matcher)
        _log_start(settings, installed, len(registry.all()))
        return App(engine, transport, first_of(transport.lost, store.lost), stack.pop_all())


async def _shared_key(store: SqlStore, stack: AsyncExitStack) -> tuple[bytes]:
    """Give the key that is in the memories of all processes at this database, and in no other place."""
    membership = await joined(store)
    if store.shared:
        membership.start()
        stack.push_async_callback(membership.stop)
    return (membership.key,)


async def _opened(settings: Settings, clock: Callable[[], datetime], stack: AsyncExitStack) -> SqlStore:
    store = await open_store(settings.database_url.reveal(), clock, settings.sealing_key())
    stack.push_async_callback(store.close)
    if not await store.trail_fits():
        raise StartError(_OTHER_KEY)
    return store


def _parts(
    settings: Settings,
    *,
    store: SqlStore,
    desk: SlackDesk,
    vault: Vault,
    work: CourtWork,
    post: dict[Way, FirmPost],
    clock: Callable[[], datetime],
    links: FormLinks | None,
    rehearsal: bool,
) -> _Parts:
    channel = settings.help_desk_channel
    terms = Terms(settings.invitations_a_minute, _remind_after(settings))
    rollout = RollOut(store=store, outbox=store, desk=desk, courts=work, channel=channel, clock=clock, terms=terms)
    members = Members(desk, channel, settings.help_desk_group)
    rollwork = RollWork(rollout, desk, work, members, clock)
    drawing = Drawing(store, desk, vault, work, clock, beside=rollwork.home, links=links)
    book = _case_book(settings, store, desk, clock, [way for way, each in post.items() if each.is_set])
    ways = tuple(post.values())
    outbox = Outbox(store=store, drawing=drawing, desk=desk, casebook=book, rollout=rollout, clock=clock, post=ways)
    engine = Engine(
        store=store, work=work, desk=desk, drawing=drawing, outbox=outbox, vault=vault, clock=clock, rehearsal=rehearsal
    )
    reception = Reception(
        engine=engine,
        store=store,
        vault=vault,
        courts=work,
        desk=desk,
        drawing=drawing,
        casework=CaseWork(book=book, members=members, desk=desk, outbox=outbox, vault=vault, clock=clock, clerk=CLERK),
        rollwork=rollwork,
        links=links,
    )
    return _Parts(engine, outbox, CaseClock(book, outbox), rollout, reception)


async def _form_links(settings: Settings, store: SqlStore, clock: Callable[[], datetime]) -> FormLinks | None:
    page = settings.form_page
    return FormLinks(store, await store.try_key(), clock, page.public_url) if page else None


def _remind_after(settings: Settings) -> timedelta:
    return timedelta(hours=settings.remind_invited_hours)


def _firm_post(
    settings: Settings, store: SqlStore, clock: Callable[[], datetime], stack: AsyncExitStack
) -> dict[Way, FirmPost]:
    """Give what the firm's own systems are told by, one for each way, set or not."""
    webhooks = None
    if settings.webhook_url and settings.webhook_secret:
        webhooks = WebhookSender(settings.webhook_url, keys_of(settings.webhook_secret))
        stack.push_async_callback(webhooks.close)
    mails = None
    if settings.help_desk_email and settings.smtp_url:
        sender = settings.smtp_from or settings.help_desk_email
        mails = MailSender(settings.smtp_url, sender, settings.help_desk_email)
    senders: dict[Way, Sender | None] = {Way.WEBHOOK: webhooks, Way.MAIL: mails}
    return {way: FirmPost(store=store, clock=clock, way=way, sender=sender) for way, sender in senders.items()}


async def _not_before(store: SqlStore, steady: Clock, clock: Callable[[], datetime]) -> None:
    """Let no time be before what was written down, and bring nearer what waits since a clock was ahead."""
    if latest := await store.latest():
        steady.not_before(latest)
        if (ahead := latest - clock()) > timedelta():
            log.warning("the machine's clock was ahead before this start; what waits is brought nearer", by=ahead)
            await store.bring_nearer(clock(), ahead)


def _courts(settings: Settings) -> Registry:
    registry = Registry.shipped(settings.court_overrides)
    return registry.by_hand() if settings.credentials is Credentials.GUIDED else registry


def _court_service(gateway: str | None, keeper: PageKeeper | None) -> CourtService | RehearsalService:
    """Give what talks to courts: in a rehearsal, something that has no way to link."""
    return RehearsalService(gateway=gateway, keeper=keeper) if keeper else CourtService(gateway=gateway)


def bolt_app(reception: Reception, admission: Admission) -> AsyncApp:
    """Give the Bolt app with every listener. It has no token and calls nobody, on no payload's way to its answer."""
    app = bare_app(admission.installed)
    handlers.register(app, Listener(reception, shipped_matcher), admission)
    return app


async def _transport(settings: Settings, client: AsyncWebClient, app: AsyncApp) -> SocketMode | HttpServer:
    if settings.slack_app_token is not None:
        return await _connected(app, settings.slack_app_token.reveal(), client)
    if settings.slack_signing_secret is None:  # the settings demand one of the two; without it anybody could call
        raise StartError("SLACK_SIGNING_SECRET is missing; copy it from the app's page at Slack.")
    with listening(settings.host, settings.port, "PORT"):
        return await HttpServer.start(app, settings.slack_signing_secret, settings.host, settings.port)


async def _watched(watch: Watch, settings: Settings, stack: AsyncExitStack) -> None:
    """Let the app's health be asked for from now on, until all else has stopped."""
    if settings.health_port is None:
        return
    with listening(settings.host, settings.health_port, "HEALTH_PORT"):
        server = await HealthServer.start(watch, settings.host, settings.health_port)
    stack.push_async_callback(server.stop)


async def _driven(parts: _Parts, stack: AsyncExitStack) -> None:
    stack.push_async_callback(parts.reception.rollwork.close)
    await parts.engine.start()
    stack.push_async_callback(parts.engine.stop, GRACE)
    stack.push_async_callback(parts.case_clock.stop)
    await parts.case_clock.start()
    parts.rollout.start(parts.outbox.wake)
    stack.push_async_callback(parts.rollout.stop)


async def _form_served(
    work: FormWork | None, admission: Admission, desk: SlackDesk, settings: Settings, stack: AsyncExitStack
) -> None:
    if (page := settings.form_page) and work:
        server = FormServer(page, work, admission, desk)
        with listening(settings.host, settings.form_port, "FORM_PORT"):
            await server.start(settings.host, settings.form_port)
        stack.push_async_callback(server.stop)


async def _answering_commands(errands: Errands, settings: Settings, stack: AsyncExitStack) -> None:
    path = file_of(settings.database_url.reveal())
    if path is None:  # commands can open the database themselves
        return
    server = await ErrandServer.start(errands, socket_of(path))
    stack.push_async_callback(server.stop)


def _case_book(
    settings: Settings, store: SqlStore, desk: SlackDesk, clock: Callable[[], datetime], told_too: Iterable[Way]
) -> CaseBook:
    minutes = settings.help_desk_answer
    hours = Hours(*settings.help_desk_hours, settings.help_desk_zone)
    return CaseBook(
        store=store,
        desk=desk,
        channel=settings.help_desk_channel,
        clock=clock,
        times=Times(hours, None if minutes is None else timedelta(minutes=minutes)),
        links=Told(settings.help_desk_links),
        told_too=tuple(told_too),
    )


async def _heard_of_tickets(casework: CaseWork, settings: Settings, stack: AsyncExitStack) -> None:
    """Listen for the firm's own ticket system, if it is to take part."""
    if settings.webhook_port is None or settings.webhook_secret is None:
        return
    keys = keys_of(settings.webhook_secret)
    with listening(settings.host, settings.webhook_port, "WEBHOOK_PORT"):
        server = await TicketServer.start(casework, keys, settings.host, settings.webhook_port)
    stack.push_async_callback(server.stop)


async def _retained(retention: Retention, stack: AsyncExitStack) -> None:
    stack.push_async_callback(retention.stop)
    await retention.start()


def _log_start(settings: Settings, installed: Installation, courts: int) -> None:
    log.info(
        "started",
        version=__version__,
        mode="http" if settings.slack_app_token is None else "socket",
        team=installed.enterprise or installed.team,
        courts=courts,
        database=shown(settings.database_url.reveal()),
    )


async def _connected(app: AsyncApp, app_token: str, client: AsyncWebClient) -> SocketMode:
    try:
        async with asyncio.timeout(CONNECT_LIMIT):
            return await SocketMode.start(app, app_token, client)
    except TimeoutError:
        raise StartError(
            "Slack's WebSocket cannot be reached; let this machine connect to Slack's wss:// hosts, then start again."
        ) from None
