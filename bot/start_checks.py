"""What must be so before the app takes anybody: tokens that Slack takes, courts that exist, a help desk that reads."""

from __future__ import annotations

import asyncio
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

import structlog

from bot.engine import help_desk
from bot.slack.desk import SlackBusyError, SlackDesk, SlackError
from bot.slack.telling import why_not_asked, why_refused

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterable, Iterator

    from slack_sdk.web.async_client import AsyncWebClient

    from bot.court import Court, Registry
    from bot.people import Installation
    from bot.settings import Settings
    from bot.store.conversations import Conversations

log = structlog.get_logger(__name__)
R = TypeVar("R")

START_LIMIT = 3.0
"""Seconds for the checks at start; a bad token would make the Socket Mode client try for ever."""


class StartError(Exception):
    """The app cannot start; the message says what, why and what next."""

    safe_to_log = True


def default_courts(registry: Registry, ids: Iterable[str]) -> tuple[Court, ...]:
    """Give the courts that stand first. Raises StartError when there is no such court."""
    courts = [(each, registry.get(each)) for each in ids]
    unknown = [each for each, court in courts if court is None]
    if unknown:
        raise StartError(f"DEFAULT_COURTS: no court has the id {', '.join(unknown)}; write ids such as mieb,miewb.")
    return tuple(court for _, court in courts if court)


async def checked_installation(client: AsyncWebClient, settings: Settings) -> Installation:
    """Give what the tokens are for. Raises StartError when Slack refuses one, or cannot be asked."""
    desk = SlackDesk(client)
    try:
        async with asyncio.timeout(START_LIMIT):
            installed = await _taken("SLACK_BOT_TOKEN", desk.check_bot_token())
            if settings.slack_app_token is not None:
                await _taken("SLACK_APP_TOKEN", desk.socket_address(settings.slack_app_token.reveal()))
            return installed
    except (SlackBusyError, TimeoutError) as error:
        why = why_not_asked(error, settings.slack_api_url)
        raise StartError(f"Slack cannot be asked: {why}. Then start again.") from None


async def check_help_desk(desk: SlackDesk, store: Conversations, settings: Settings) -> None:
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


async def _taken(name: str, check: Awaitable[R]) -> R:
    try:
        return await check
    except SlackBusyError:
        raise
    except SlackError as error:
        raise StartError(f"Slack refused {name} {why_refused(error)}. Then start again.") from None


@contextmanager
def listening(host: str, port: int, name: str) -> Iterator[None]:
    """Say it in words where an address cannot be had: raises StartError. `name`: the setting of the port."""
    try:
        yield
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise StartError(f"Cannot listen on {host}:{port} ({reason}); set HOST and {name} to a free address.") from None
