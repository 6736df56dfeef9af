"""What the firm's own page has to do with the conversation: what it shows now, and what was typed into it.

The press of the button in Slack, the present form of a run, and a form that was sent: the same events as a modal's, and
the same engine. Knows neither HTTP nor HTML. Decides nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot import flow, screens
from bot.engine.drawing import shown
from bot.flow import events as ev
from bot.store.visits import Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.engine.drawing import Drawing
    from bot.engine.engine import Engine
    from bot.flow import effects as do
    from bot.flow import states as st
    from bot.flow.fields import FieldErrors
    from bot.forms import Submitted
    from bot.links import FormLinks
    from bot.store import ConversationKey
    from bot.store.conversations import Places
    from bot.telling import Click, Telling
    from bot.vault import Secret, Vault

LOOK_EVERY: Final = 0.5
"""Seconds between two looks for the end of what another process does."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of a run: its state, what names the form that is drawn now, and names to be typed no more."""

    state: st.State
    purpose: str
    reference: str
    kept: Mapping[do.Field, str]


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of a sent form: taken, wrong at its fields, or of something that is over."""

    errors: FieldErrors = ()
    outdated: bool = False


class FormWork:
    """Takes what comes from the page. One per process."""

    def __init__(
        self,
        *,
        engine: Engine,
        store: Places,
        vault: Vault,
        drawing: Drawing,
        links: FormLinks,
        telling: Telling,
    ) -> None:
        self.links = links
        self.clock = links.clock
        self._engine = engine
        self._store = store
        self._vault = vault
        self._drawing = drawing
        self._telling = telling

    async def press(self, click: Click) -> None:
        """Take the press of a button that opens the page: from now on its person may claim a link.

        What was pressed is good for one use, so what it stands on is drawn anew, with another. Raises StoreError.
        """
        if click.stamp.user != click.key.user:
            await self._telling.at(click, screens.not_yours())
            return
        state, _ = shown(await self._store.load(click.key))
        if state is None or state.run.token != click.stamp.seen.token:
            await self._telling.at(click, screens.refreshed())
            return
        await self.links.pressed(click.key)
        await self._engine.handle(click.key, ev.AskedToContinue(), seen=click.stamp.seen)  # ends a pause
        await self._drawing.card(click.key)
        self._engine.redraw_modal(click.key)
        if click.home:
            await self._drawing.home(click.key)

    async def claim(self, link: str, key: ConversationKey, browser: bytes) -> bool:
        """Use a link up for the present run of whom Slack names, and let that browser in. Raises StoreError."""
        state, _ = shown(await self._store.load(key))
        return state is not None and await self.links.claim(link, Visit(key, state.run.token), browser)

    async def shown(self, run: Visit) -> Shown | None:
        """Give what the page of a run shows now; None when the run is over and another began. Raises StoreError."""
        record = await self._store.load(run.key)
        state, _ = shown(record)
        if record is None or state is None or state.run.token != run.token:
            return None
        if not flow.asks_secret(state):
            return Shown(state, "", "", {})
        purpose = screens.view_id(state)
        kept = await self._drawing.kept_names(record)
        return Shown(state, purpose, self._drawing.reference(record, purpose, flow.seen(state, record.rev)), kept)

    async def at_rest(self, run: Visit, is_busy: Callable[[st.State], bool], limit: float) -> Shown | None:
        """Wait at most `limit` seconds until a run is busy no more, and give what the page shows then.

        What another process does at the court is looked for in the database. Raises StoreError.
        """
        with suppress(TimeoutError):
            async with asyncio.timeout(limit):
                while (now := await self.shown(run)) and is_busy(now.state):
                    if under_way := self._engine.under_way(run.key):
                        await asyncio.wait({under_way})
                    else:
                        await asyncio.sleep(LOOK_EVERY)
        return await self.shown(run)

    async def send(
        self, run: Visit, purpose: str, reference: str, event: Submitted, typed: Mapping[do.Field, Secret]
    ) -> Sent:
        """Take a sent form. Raises StoreError, having changed nothing."""
        key = run.key
        sealed = self._vault.open_reference(reference, team=key.team, user=key.user, purpose=purpose)
        if sealed is None or sealed.token != run.token:
            return Sent(outdated=True)
        seen = flow.Seen(sealed.token, sealed.rev, sealed.about)
        handled = await self._engine.handle(key, event, seen=seen, typed=typed)
        if handled.errors:
            return Sent(errors=handled.errors)
        if handled.changed:
            self._engine.redraw_modal(key)
        return Sent(outdated=not handled.changed)
