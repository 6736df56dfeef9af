"""What `doctor` looks at with Slack: tokens, scopes, the clock, the help desk's channel. Changes nothing there."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.engine import help_desk
from bot.operations import online
from bot.operations.lines import Line, not_looked_at
from bot.slack.client import open_client
from bot.slack.desk import SlackBusyError, SlackDesk, SlackError
from bot.slack.telling import why_not_asked, why_refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

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
_BOT, _APP, _CHANNEL = "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "HELP_DESK_CHANNEL"
_BY_BOT: Final = ("scopes", "clock", _CHANNEL)
_ONLINE: Final = ("screens", "manifest")


async def looked_at(environ: Mapping[str, str], settings: Settings, *, ask_slack: bool) -> AsyncIterator[Line]:
    """Say how it all is; `ask_slack`: also whether Slack would take the screens and the manifest. Never raises."""
    more = _ONLINE if ask_slack else ()
    async with AsyncExitStack() as stack:
        client = open_client(settings.slack_bot_token, settings.slack_api_url, stack)
        desk = SlackDesk(client)
        try:
            async with asyncio.timeout(SLACK_LIMIT):
                token = await desk.look_at_token()
        except (SlackBusyError, TimeoutError) as error:
            yield Line("Slack", good=False, words=why_not_asked(error, settings.slack_api_url))
            apps = (_APP,) if settings.slack_app_token else ()
            for line in not_looked_at("Slack cannot be asked", _BOT, *_BY_BOT, *apps, *more):
                yield line
            return
        except SlackError as error:
            yield Line(_BOT, good=False, words=f"Slack refused it {why_refused(error)}")
            for line in not_looked_at(f"Slack refused {_BOT}", *_BY_BOT, *more):
                yield line
            async for line in _app_token(desk, settings):
                yield line
            return
        yield Line(_BOT, good=True, words=f"good at {token.workspace}")
        yield _scopes(token.scopes)
        yield _clock(token.ahead)
        async for line in _app_token(desk, settings):
            yield line
        yield await _channel(desk, settings)
        if ask_slack:
            async for line in online.looked_at(client, environ):
                yield line


async def _app_token(desk: SlackDesk, settings: Settings) -> AsyncIterator[Line]:
    if settings.slack_app_token is None:
        return
    try:
        async with asyncio.timeout(SLACK_LIMIT):
            await desk.socket_address(settings.slack_app_token.reveal())
    except (SlackBusyError, TimeoutError) as error:
        yield Line(_APP, good=False, words=f"Slack did not say: {why_not_asked(error, settings.slack_api_url)}")
    except SlackError as error:
        yield Line(_APP, good=False, words=f"Slack refused it {why_refused(error)}")
    else:
        yield Line(_APP, good=True, words="Socket Mode")


async def _channel(desk: SlackDesk, settings: Settings) -> Line:
    closed = await help_desk.fault_of(desk, settings.help_desk_channel)
    words = closed.words.removeprefix(f"{_CHANNEL}: ") if closed else "the app is in it"
    return Line(_CHANNEL, good=closed is None, words=words)


def _scopes(granted: frozenset[str]) -> Line:
    missing = sorted(SCOPES - granted)
    if missing:
        words = f"{', '.join(missing)} missing; add what manifest.yml has, and install the app again"
        return Line("scopes", good=False, words=words)
    more = sorted(granted - SCOPES)
    return Line("scopes", good=True, words=f"all there; {', '.join(more)} not needed" if more else "as in manifest.yml")


def _clock(ahead: timedelta | None) -> Line:
    if ahead is None:
        return next(not_looked_at("Slack did not say what time it is", "clock"))
    seconds = round(ahead.total_seconds())
    good = abs(ahead) <= MOST_ASKEW
    words = f"{abs(seconds)} s {'ahead of' if seconds > 0 else 'behind'} Slack's"
    return Line("clock", good=good, words=words if good else f"{words}; let the machine set its clock by NTP")
