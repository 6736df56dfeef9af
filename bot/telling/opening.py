"""Opens modals in time, and notes which is open."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import structlog

from bot import screens
from bot.engine.patience import until_stored
from bot.slack.desk import SlackError

if TYPE_CHECKING:
    from bot.engine.drawing import Drawing, Seen
    from bot.engine.engine import Engine, Handled
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.store.conversations import Record
    from bot.telling.click import Click
    from bot.telling.telling import Telling

log = structlog.get_logger(__name__)

OPEN_FIRST = 0.5
"""Seconds after which a modal is opened before the store has answered: its trigger lives for three."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A modal that Slack opened; a higher `number` was asked for later, whichever answer came first."""

    view_id: str
    number: int


class Opening:
    """Opens modals. One per process."""

    def __init__(self, engine: Engine, store: Seen, desk: SlackDesk, drawing: Drawing, telling: Telling) -> None:
        self._engine = engine
        self._store = store
        self._desk = desk
        self._drawing = drawing
        self._telling = telling
        self._numbers = count()
        self._asked_last: dict[ConversationKey, int] = {}

    async def early(self, click: Click, taking: asyncio.Future[Handled]) -> Opened | None:
        """Open "One moment" where the store is slow: the trigger would not outlive it."""
        await asyncio.wait({taking}, timeout=OPEN_FIRST)
        return None if taking.done() else await self._open(click, screens.opening())

    async def form(self, click: Click, record: Record) -> None:
        """Open the form of what the click led to, and draw it again if that has moved on meanwhile."""
        opened = await self._told(click, await self._drawing.view(record))
        if opened is None:
            return
        await self.note(record.key, opened)
        now = await self._store.load(record.key)
        if now and now.rev != record.rev:
            await self._engine.draw_modal(record.key)

    async def beside(self, click: Click, view: screens.Modal) -> None:
        """Open a modal that shows nothing of the step, so that it is not drawn again with it."""
        opened = await self._told(click, view)
        if opened and self._asked_last.get(click.key) == opened.number:
            del self._asked_last[click.key]

    async def _told(self, click: Click, view: screens.Modal) -> Opened | None:
        """Open a modal; if Slack does not, tell its person to press again."""
        opened = await self._open(click, view)
        if opened is None:
            await self._telling.at(click, screens.press_again())
        return opened

    async def _open(self, click: Click, view: screens.Modal) -> Opened | None:
        number = self._asked_last[click.key] = next(self._numbers)
        try:
            return Opened(await self._desk.open_view(click.trigger or "", view), number)
        except SlackError as error:
            log.warning("a modal was not opened", error=error.code)
            if self._asked_last.get(click.key) == number:
                del self._asked_last[click.key]
            return None

    async def note(self, key: ConversationKey, opened: Opened) -> None:
        """Note which modal is open, unless another was asked for after it: that one has taken its place.

        It must not be forgotten: what comes of the form would not be shown there.
        """

        async def note() -> None:
            newest = self._asked_last.get(key) == opened.number
            old = await self._store.set_view(key, opened.view_id) if newest else opened.view_id
            if old and not (newest and old == opened.view_id):
                self._engine.outdate_modal(old)

        await until_stored(note, "which modal is open waits for the database")
        if self._asked_last.get(key) == opened.number:
            del self._asked_last[key]
