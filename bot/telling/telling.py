"""Tells a person, where they look, what came of what they did: under the message, in the modal, on the App Home."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot import screens
from bot.engine.codec import NewerVersionError
from bot.slack.desk import SlackError

if TYPE_CHECKING:
    from bot.engine.drawing import Drawing, Seen
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.telling.click import Click

log = structlog.get_logger(__name__)


class Telling:
    """Tells what came of an act. One per process."""

    def __init__(self, desk: SlackDesk, drawing: Drawing, store: Seen) -> None:
        self._desk = desk
        self._drawing = drawing
        self._store = store

    async def at(self, click: Click, message: screens.Message) -> None:
        """Tell a person where they clicked."""
        try:
            if click.home:
                await self._drawing.home(click.key, message)
            elif click.channel:
                await self._desk.whisper(click.channel, click.key.user, message)
            elif click.view_id:
                await self._in_modal(click.key, click.view_id, message)
        except SlackError as error:
            log.info("a note was not shown", error=error.code)

    async def _in_modal(self, key: ConversationKey, view_id: str, message: screens.Message) -> None:
        """Say it above what the modal shows now, which is what is so."""
        record = await self._store.load(key)
        view = await self._drawing.view(record) if record else screens.form_outdated()
        await self._desk.update_view(view_id, screens.with_note(view, message))

    async def post(self, channel: str, message: screens.Message, thread: str | None = None) -> None:
        """Tell a person in a message of its own, in the thread where they wrote, if it was in one."""
        try:
            await self._drawing.say(channel, message, thread)
        except SlackError as error:
            log.exception("an answer was not posted", error=error.code)

    async def privately(self, user: str, message: screens.Message) -> None:
        """Tell a person in their direct messages, wherever they clicked."""
        try:
            await self._drawing.say(await self._drawing.dm_of(user), message)
        except SlackError as error:
            log.exception("an answer was not posted", error=error.code)

    async def trouble(
        self, user: str, why: Exception, *, channel: str | None = None, view_id: str | None = None
    ) -> None:
        """Tell a person that it was not done: in the channel or the modal where they are, or in the App Home."""
        upgrading = isinstance(why, NewerVersionError)
        try:
            if channel:
                await self._desk.whisper(channel, user, screens.trouble(upgrading=upgrading))
            elif view_id:
                await self._desk.update_view(view_id, screens.trouble_view(upgrading=upgrading))
            else:
                await self._desk.publish_home(user, screens.trouble_home(upgrading=upgrading))
        except SlackError as error:
            log.info("a note was not shown", error=error.code)
