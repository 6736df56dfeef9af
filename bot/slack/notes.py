"""A word to one person that nobody waits for: what Slack does not take of it is a line in the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.slack.desk import SlackError, SlackMendableError

if TYPE_CHECKING:
    from bot.screens.message import Message
    from bot.slack.desk import SlackDesk

log = structlog.get_logger(__name__)


async def whisper(desk: SlackDesk, channel: str, user: str, message: Message) -> None:
    """Tell somebody where they are, or by direct message where the app is not."""
    try:
        await desk.whisper(channel, user, message)
    except SlackMendableError:
        await write_to(desk, user, message)
    except SlackError as error:
        log.info("a note was not shown", error=error.code)


async def write_to(desk: SlackDesk, user: str, message: Message) -> None:
    """Tell somebody in their direct messages: a note in a channel that they are not in does not reach them."""
    try:
        await desk.post(await desk.open_dm(user), message)
    except SlackError as error:
        log.info("a note was not shown", error=error.code)
