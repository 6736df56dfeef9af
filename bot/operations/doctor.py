"""Looks at everything that the app needs, without starting it: one line for each, with what to do.

Nothing is sent to a channel, no PACER session is opened, no file of a database is made. Something is sealed, opened and
removed. Where the firm's own page is to be served, and is not yet, a stand-in is for a moment.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import AsyncExitStack
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.court import Registry, RegistryError, RehearsalService
from bot.court.sign_on import SIGN_ON_HOST
from bot.engine import help_desk
from bot.firm import Fault, NotTakenError
from bot.firm.mail import MailSender
from bot.firm.webhooks import WebhookSender, keys_of
from bot.operations import form_page, online
from bot.operations.lines import Line
from bot.runtime import surroundings
from bot.settings import SettingsError, load_settings
from bot.slack.client import open_client
from bot.slack.desk import SlackDesk, SlackError
from bot.store import StoreError, StoreInUseError
from bot.store.opening import file_of, open_store
from bot.vault import Owner, Vault
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
    from pathlib import Path

    from bot.court import Court
    from bot.settings import Settings

SCOPES: Final = frozenset(
    {"channels:read", "chat:write", "commands", "files:read", "files:write", "groups:read", "im:history", "im:write"}
    | {"usergroups:read", "users:read", "users:read.email"}
)
"""What the app needs at Slack; a test holds them to the manifest."""
MOST_ASKEW: Final = timedelta(seconds=30)
"""Passcodes change every 30 seconds, and signed requests are refused after five minutes."""
SLACK_LIMIT: Final = 10.0
"""Seconds for each question to Slack."""
_ANY_COURT: Final = "mieb"
"""Asked for a page where no court of the firm's own is set."""
_WAYS: Final = {
    Trouble.PROXY_FAILED: "the proxy does not let it through; let the host pass there",
    Trouble.UNREACHABLE: "there is no connection; let this machine connect to the host on port 443",
    Trouble.TIMED_OUT: "nothing came in time; look at the network, or try again later",
}
_FIRM_WAYS: Final = {
    Fault.UNREACHABLE: "there is no connection; look at the address and the network",
    Fault.PROXY: "the proxy does not let it through; let the host pass there",
    Fault.TLS: "it is not sure who that is; look at its certificate, and at SSL_CERT_FILE",
    Fault.TIMED_OUT: "nothing came in time; look at the network, or try again later",
    Fault.LOGIN: "it does not take the user and the password; copy them again",
}


async def examined(environ: Mapping[str, str], *, ask_slack: bool = False) -> AsyncIterator[Line]:
    """Look at everything, one after the other, and say of each how it is. Never raises for what it finds.

    `ask_slack`: also whether it would take the screens and the manifest.
    """
    try:
        settings = load_settings(environ)
    except SettingsError as fault:
        for words in fault.faults:
            yield Line("setting", good=False, words=words)
        return
    yield Line("settings", good=True, words="all can be read")
    yield _way_out(environ, settings)
    async for line in _kept(settings):
        yield line
    async for line in _at_slack(environ, settings, ask_slack=ask_slack):
        yield line
    async for line in _firm(settings):
        yield line
    if settings.form_page:
        async for line in form_page.looked_at(settings.form_page, settings.host, settings.form_port):
            yield line
    async for line in _courts(settings):
        yield line


async def _at_slack(environ: Mapping[str, str], settings: Settings, *, ask_slack: bool) -> AsyncIterator[Line]:
    async with AsyncExitStack() as stack:
        client = open_client(settings.slack_bot_token, settings.slack_api_url, stack)
        async for line in _slack(SlackDesk(client), settings):
            yield line
        if ask_slack:
            async for line in online.looked_at(client, environ):
                yield line


def _way_out(environ: Mapping[str, str], settings: Settings) -> Line:
    proxy = surroundings.proxy_of(environ) if settings.reaches_out else None
    way = f"through the proxy that {proxy.variable} names" if proxy else "without a proxy"
    return Line("way out", good=True, words=f"{way}; trusted is {surroundings.trusted(environ)}")


async def _kept(settings: Settings) -> AsyncIterator[Line]:
    """Look at the database and, with it, at the vault."""
    keys = len(settings.master_keys())
    words = f"{keys} key{'' if keys == 1 else 's'} given" if keys else "makes its own key at each start"
    path = file_of(settings.database_url.reveal())
    if path and not path.exists():
        yield _new_database(path)
        yield Line("vault", good=True, words=words)
        return
    try:
        store = await open_store(settings.database_url.reveal(), audit_key=settings.sealing_key())
    except StoreInUseError:
        yield Line("database", good=True, words="another process holds it, which may be the app; not looked into")
        yield Line("vault", good=True, words=words)
        return
    except StoreError as fault:
        yield Line("database", good=False, words=str(fault))
        return
    try:
        yield Line("database", good=True, words=f"{len(await store.live())} conversations")
        fits = await store.trail_fits()
        yield Line("audit trail", good=fits, words="fits its key" if fits else "AUDIT_KEY is not its key")
        opens = await _opens_what_it_seals(Vault(settings.master_keys(), store, lambda: datetime.now(UTC)))
        yield Line("vault", good=opens, words=words if opens else "what was sealed does not open")
    finally:
        await store.close()


async def _opens_what_it_seals(vault: Vault) -> bool:
    nobody = Owner(team="", user="", conversation="LP-DOCTOR")
    await vault.seal(nobody, "doctor", b"sealed")
    opened = await vault.open_once(nobody, "doctor")
    await vault.destroy(nobody.conversation)
    return opened == b"sealed"


def _new_database(path: Path) -> Line:
    if not path.parent.is_dir():
        return Line("database", good=False, words="its folder does not exist; create it first")
    if not os.access(path.parent, os.W_OK):
        return Line("database", good=False, words="its folder cannot be written; let this account write there")
    return Line("database", good=True, words="will be made at the first start")


async def _slack(desk: SlackDesk, settings: Settings) -> AsyncIterator[Line]:
    try:
        async with asyncio.timeout(SLACK_LIMIT):
            token = await desk.look_at_token()
    except (SlackError, TimeoutError) as fault:
        yield Line("SLACK_BOT_TOKEN", good=False, words=_refused(fault))
        return
    yield Line("SLACK_BOT_TOKEN", good=True, words=f"good at {token.workspace}")
    yield _scopes(token.scopes)
    yield _clock(token.ahead)
    if settings.slack_app_token is not None:
        try:
            async with asyncio.timeout(SLACK_LIMIT):
                await desk.socket_address(settings.slack_app_token.reveal())
        except (SlackError, TimeoutError) as fault:
            yield Line("SLACK_APP_TOKEN", good=False, words=_refused(fault))
        else:
            yield Line("SLACK_APP_TOKEN", good=True, words="Socket Mode")
    closed = await help_desk.fault_of(desk, settings.help_desk_channel)
    words = closed.words.removeprefix("HELP_DESK_CHANNEL: ") if closed else "the app is in it"
    yield Line("HELP_DESK_CHANNEL", good=closed is None, words=words)


def _refused(fault: SlackError | TimeoutError) -> str:
    if isinstance(fault, SlackError):
        return f"Slack says {fault.code}; copy the token from the app's page again, and look at SLACK_API_URL"
    return f"Slack did not answer within {SLACK_LIMIT:g} s; look at the network"


def _scopes(granted: frozenset[str]) -> Line:
    missing = sorted(SCOPES - granted)
    if missing:
        words = f"{', '.join(missing)} missing; add what manifest.yml has, and install the app again"
        return Line("scopes", good=False, words=words)
    more = sorted(granted - SCOPES)
    return Line("scopes", good=True, words=f"all there; {', '.join(more)} not needed" if more else "as in manifest.yml")


def _clock(ahead: timedelta | None) -> Line:
    if ahead is None:
        return Line("clock", good=True, words="Slack did not say what time it is")
    seconds = round(ahead.total_seconds())
    good = abs(ahead) <= MOST_ASKEW
    words = f"{abs(seconds)} s {'ahead of' if seconds > 0 else 'behind'} Slack's"
    return Line("clock", good=good, words=words if good else f"{words}; let the machine set its clock by NTP")


async def _firm(settings: Settings) -> AsyncIterator[Line]:
    """Look at the firm's own systems that are set; nothing is handed in."""
    if settings.webhook_url and settings.webhook_secret:
        tickets = WebhookSender(settings.webhook_url, keys_of(settings.webhook_secret))
        yield await _reached("WEBHOOK_URL", tickets.reach)
        await tickets.close()
    if settings.help_desk_email and settings.smtp_url:
        sender = settings.smtp_from or settings.help_desk_email
        yield await _reached("SMTP_URL", MailSender(settings.smtp_url, sender, settings.help_desk_email).reach)


async def _reached(what: str, reach: Callable[[], Awaitable[None]]) -> Line:
    try:
        await reach()
    except NotTakenError as error:
        code = f", {error.code}" if error.code else ""
        return Line(what, good=False, words=f"{_FIRM_WAYS.get(error.fault, 'it does not answer as it should')}{code}")
    return Line(what, good=True, words="answers")


async def _courts(settings: Settings) -> AsyncIterator[Line]:
    try:
        registry = Registry.shipped(settings.court_overrides)
    except RegistryError as fault:
        yield Line("courts", good=False, words=str(fault))
        return
    unknown = [each for each in settings.default_courts if registry.get(each) is None]
    if unknown:
        yield Line("DEFAULT_COURTS", good=False, words=f"no court has the id {', '.join(unknown)}")
    yield Line("courts", good=True, words=f"{len(registry.all())} known")
    court = next((each for name in (*settings.default_courts, _ANY_COURT) if (each := registry.get(name))), None)
    if court is None:
        return
    service = RehearsalService(gateway=settings.court_gateway)
    try:
        for host in _asked(court):
            trouble = await service.reaches(court, f"https://{host}/")
            words = _WAYS.get(trouble, f"it does not answer as it should ({trouble})") if trouble else "answers"
            yield Line(host, good=trouble is None, words=words)
    finally:
        await service.close()


def _asked(court: Court) -> Iterator[str]:
    yield SIGN_ON_HOST
    yield court.host
