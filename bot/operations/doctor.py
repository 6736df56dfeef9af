"""Looks at everything that the app needs, without starting it: one line for each, with what to do.

Nothing is sent to a channel, no PACER session is opened, no file of a database is made. Something is sealed, opened and
removed. Where the firm's own page is to be served, and is not yet, a stand-in is for a moment.
"""

from __future__ import annotations

import asyncio
import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from bot.court import Registry, RegistryError, RehearsalService
from bot.court.sign_on import SIGN_ON_HOST
from bot.firm import Fault, NotTakenError
from bot.firm.mail import MailSender
from bot.firm.webhooks import WebhookSender, keys_of
from bot.operations import at_slack, form_page
from bot.operations.lines import Line, not_looked_at
from bot.runtime import surroundings
from bot.runtime.proxies import proxy_to
from bot.runtime.way_out import Bar, remedy
from bot.settings import SettingsError, load_settings
from bot.store import StoreError, StoreInUseError
from bot.store.opening import file_of, open_store
from bot.vault import Owner, Vault
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
    from pathlib import Path

    from bot.court import Court
    from bot.runtime.surroundings import Proxy
    from bot.settings import Settings
    from bot.store.sql.store import SqlStore
    from bot.vault import Secret

_ANY_COURT: Final = "mieb"
"""Asked for a page where no court of the firm's own is set."""
_INSIDE: Final = ("audit trail", "vault")
_OTHER_AUDIT_KEY: Final = "AUDIT_KEY is not its key; set the one that it was sealed with"
_DOES_NOT_OPEN: Final = "what was sealed does not open, so the database does not keep what it is given; report it"
_PORTS: Final = {"http": 80, "https": 443}
_PROXY_LIMIT: Final = 5.0
"""Seconds for a connection to the proxy."""
_BARS: Final = {
    Trouble.NOT_TRUSTED: Bar.NOT_TRUSTED,
    Trouble.PROXY_FAILED: Bar.PROXY,
    Trouble.UNREACHABLE: Bar.NO_WAY,
    Trouble.TIMED_OUT: Bar.LATE,
}
_FIRM_WAYS: Final = {
    Fault.UNREACHABLE: "there is no connection; look at the address and the network",
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
    yield await _way_out(environ, settings)
    async for line in _kept(settings):
        yield line
    async for line in at_slack.looked_at(environ, settings, ask_slack=ask_slack):
        yield line
    async for line in _firm(settings):
        yield line
    if settings.form_page:
        async for line in form_page.looked_at(settings.form_page, settings.host, settings.form_port):
            yield line
    async for line in _courts(settings):
        yield line


async def _way_out(environ: Mapping[str, str], settings: Settings) -> Line:
    asked = (
        settings.slack_api_url,
        settings.court_gateway or f"https://{SIGN_ON_HOST}/",
        settings.webhook_url.reveal() if settings.webhook_url else "",
    )
    proxy = next(filter(None, map(proxy_to, asked)), None)
    if proxy and not await _listens(proxy):
        words = f"the proxy that {proxy.variable} names cannot be reached; look at its address, and whether it runs"
        return Line("way out", good=False, words=words)
    way = f"through the proxy that {proxy.variable} names" if proxy else "without a proxy"
    return Line("way out", good=True, words=f"{way}; trusted is {surroundings.trusted(environ)}")


async def _listens(proxy: Proxy) -> bool:
    """Connect to a proxy, and send it nothing."""
    parts = urlsplit(proxy.address)
    try:
        async with asyncio.timeout(_PROXY_LIMIT):
            _, writer = await asyncio.open_connection(parts.hostname, parts.port or _PORTS[parts.scheme])
    except OSError:  # a TimeoutError is one
        return False
    writer.close()
    return True


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
        for line in not_looked_at("another process holds the database", *_INSIDE):
            yield line
        return
    except StoreError as fault:
        for line in _closed(fault):
            yield line
        return
    try:
        for line in await _inside(store, settings, words):
            yield line
    except StoreError as fault:
        for line in _closed(fault):
            yield line
    finally:
        await store.close()


def _closed(fault: StoreError) -> Iterator[Line]:
    yield Line("database", good=False, words=str(fault))
    yield from not_looked_at("the database cannot be used", *_INSIDE)


async def _inside(store: SqlStore, settings: Settings, keys: str) -> tuple[Line, ...]:
    """Look into an open database. Raises StoreError."""
    live, fits = await store.live(), await store.trail_fits()
    opens = await _opens_what_it_seals(Vault(settings.master_keys(), store, lambda: datetime.now(UTC)))
    return (
        Line("database", good=True, words=f"{len(live)} conversations"),
        Line("audit trail", good=fits, words="fits its key" if fits else _OTHER_AUDIT_KEY),
        Line("vault", good=opens, words=keys if opens else _DOES_NOT_OPEN),
    )


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


async def _firm(settings: Settings) -> AsyncIterator[Line]:
    """Look at the firm's own systems that are set; nothing is handed in."""
    if settings.webhook_url and settings.webhook_secret:
        tickets = WebhookSender(settings.webhook_url, keys_of(settings.webhook_secret))
        yield await _reached("WEBHOOK_URL", tickets.reach, settings.webhook_url)
        await tickets.close()
    if settings.help_desk_email and settings.smtp_url:
        sender = settings.smtp_from or settings.help_desk_email
        mail = MailSender(settings.smtp_url, sender, settings.help_desk_email)
        yield await _reached("SMTP_URL", mail.reach, settings.smtp_url)


async def _reached(what: str, reach: Callable[[], Awaitable[None]], url: Secret) -> Line:
    try:
        await reach()
    except NotTakenError as error:
        if error.fault is Fault.PROXY:
            return Line(what, good=False, words=remedy(Bar.PROXY, url.reveal()))
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
        yield Line(
            "DEFAULT_COURTS",
            good=False,
            words=f"no court has the id {', '.join(unknown)}; write ids such as mieb,miewb",
        )
    yield Line("courts", good=True, words=f"{len(registry.all())} known")
    court = next((each for name in (*settings.default_courts, _ANY_COURT) if (each := registry.get(name))), None)
    if court is None:
        return
    service = RehearsalService(gateway=settings.court_gateway)
    try:
        for host in _asked(court):
            url = f"https://{host}/"
            trouble = await service.reaches(court, url)
            yield Line(host, good=trouble is None, words=_how(trouble, settings.court_gateway or url))
    finally:
        await service.close()


def _how(trouble: Trouble | None, url: str) -> str:
    if trouble is None:
        return "answers"
    bar = _BARS.get(trouble)
    return remedy(bar, url) if bar else f"it does not answer as it should ({trouble})"


def _asked(court: Court) -> Iterator[str]:
    yield SIGN_ON_HOST
    yield court.host
