"""Draws a conversation where its person sees it: the one living card, the open modal, the App Home.

Always draws what the store holds now, one drawing of a person at a time, so that drawings may come in any order and be
repeated. Decides nothing and words nothing.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar
from weakref import WeakValueDictionary

import structlog

from bot import flow, screens
from bot.engine.codec import decode_state
from bot.engine.patience import growing, until_stored
from bot.flow import states as st
from bot.slack.desk import SlackBusyError, SlackError, SlackGoneError, SlackRefusedError
from bot.store import StoreError
from bot.store.conversations import Places
from bot.store.trail import Links
from bot.store.visits import Visit
from bot.vault import Owner, Reference

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from bot.engine.courtwork import CourtWork
    from bot.flow.effects import Field
    from bot.links import FormLinks
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.store.conversations import Record
    from bot.vault import Vault

SCREENFUL = 8
"""Messages after which the card has scrolled away on a phone."""
SLACK_PATIENCE = 60.0
"""Seconds in which a modal, a home or an answer is tried again; then the card has to do."""
NEVER = SLACK_PATIENCE + 1
"""More seconds than any modal is waited for."""
FORM_LIFE = timedelta(hours=1)
"""How long an open form can be sent; after that its sealed reference opens for nobody."""

log = structlog.get_logger(__name__)

T = TypeVar("T")


def owner_of(record: Record) -> Owner:
    """Give the vault's name for whom a record belongs to."""
    return Owner(record.key.team, record.key.user, record.conversation)


def drawn(record: Record, state: st.State) -> screens.Drawn:
    """Give what every button of a drawing of `state`, the record's own, carries."""
    return screens.Drawn(record.key.user, flow.seen(state, record.rev), record.conversation)


def shown(record: Record | None) -> tuple[st.State | None, screens.Drawn | None]:
    """Give the state of a record, and what every button of its drawing carries; nothing without one."""
    if record is None:
        return None, None
    state = decode_state(record.state)
    return state, drawn(record, state)


class Seen(Places, Links, Protocol):
    """What is needed of the store to show what is there."""


class Drawing:
    """Draws cards, modals and homes. One per process."""

    def __init__(
        self,
        store: Seen,
        desk: SlackDesk,
        vault: Vault,
        work: CourtWork,
        clock: Callable[[], datetime],
        *,
        beside: Callable[[str], Awaitable[list[screens.Block]]] | None = None,
        links: FormLinks | None = None,
    ) -> None:
        """`beside`: what else stands on a user's App Home. `links`: to where secrets are typed, if not in Slack."""
        self._store = store
        self._desk = desk
        self._vault = vault
        self._work = work
        self._clock = clock
        self._beside = beside
        self._links = links
        self._written: Counter[str] = Counter()
        self._locks: WeakValueDictionary[ConversationKey, asyncio.Lock] = WeakValueDictionary()

    async def card(self, key: ConversationKey, *, at_bottom: bool = False) -> None:
        """Draw the card: in place, or afresh if it is gone or wanted at the bottom. Raises SlackError."""
        async with self._one_at_a_time(key):
            record = await self._store.load(key)
            if record is None:
                return
            state = decode_state(record.state)
            card = screens.card(state, self._drawn(record, state))
            away = self._written[record.channel or ""] >= SCREENFUL and not isinstance(state, st.Ended)
            if record.card_ts and record.channel and not at_bottom and not away:
                try:
                    await self._desk.update(record.channel, record.card_ts, card)
                except SlackGoneError:
                    log.info("card is gone, posting it afresh", conversation=record.conversation)
                else:
                    return
            await self._post_card(record, state, card)

    def _drawn(self, record: Record, state: st.State) -> screens.Drawn:
        """Give what a drawing carries, a fresh link to the form with it where that is not in Slack."""
        plain = drawn(record, state)
        if self._links is None:
            return plain
        return replace(plain, form=self._links.to(Visit(record.key, state.run.token)))

    async def _post_card(self, record: Record, state: st.State, card: screens.Message) -> None:
        channel = record.channel or await self._desk.open_dm(record.key.user)
        ts = await self._desk.post(channel, card, key=f"{record.conversation}/card/{record.rev}")
        self._written.pop(channel, None)
        # Where the card is must not be forgotten: a second one would be posted, and this one never be drawn again.
        await until_stored(
            lambda: self._store.set_card(record.key, record.conversation, channel, ts),
            "where a card is waits for the database",
        )
        if record.card_ts:
            try:
                await self._desk.update(channel, record.card_ts, screens.folded(state))
            except SlackError as error:
                log.info("old card was not folded", conversation=record.conversation, error=error.code)

    async def close(self, record: Record) -> None:
        """Take the buttons off the card, and the form out of the open modal, of a person who is being forgotten.

        What Slack does not take stays, and is good for nothing: its run is gone.
        """
        state = decode_state(record.state)
        async with self._one_at_a_time(record.key):
            try:
                if record.card_ts and record.channel:
                    await self._desk.update(record.channel, record.card_ts, screens.closed(state))
                if record.view_id:
                    await self._desk.update_view(record.view_id, screens.form_outdated())
            except SlackError as error:
                log.info("what was drawn was not closed", conversation=record.conversation, error=error.code)

    def written(self, channel: str) -> None:
        """Note that something was written below the card of a direct message."""
        self._written[channel] += 1

    async def help(self, key: ConversationKey) -> None:
        """Say what the present step is, in a message of its own. Raises SlackError."""
        await self._say_beside(key, screens.help_message)

    async def offer(self, key: ConversationKey, courts: tuple[st.Court, ...]) -> None:
        """Ask, in a message of its own, whether to go to one of these courts. Raises SlackError."""
        await self._say_beside(key, lambda state, seen: screens.other_courts(state, seen, courts))

    async def _say_beside(
        self, key: ConversationKey, message: Callable[[st.State, screens.Drawn], screens.Message]
    ) -> None:
        record = await self._store.load(key)
        if record is None:
            return
        channel = record.channel or await self.dm_of(key.user)
        state = decode_state(record.state)
        await self.say(channel, message(state, drawn(record, state)))
        self.written(channel)

    async def dm_of(self, user: str) -> str:
        """Give the channel of the direct message with `user`. Raises SlackError as `say` does."""
        return await _patiently(lambda: self._desk.open_dm(user))

    async def say(self, channel: str, message: screens.Message, thread: str | None = None) -> None:
        """Post an answer that no step committed. Raises SlackError, after a minute of a Slack that is busy."""
        await _patiently(lambda: self._desk.post(channel, message, thread=thread))

    async def view(self, record: Record) -> screens.Modal:
        """Give the modal of a conversation as it is now."""
        state = decode_state(record.state)
        asks = isinstance(state, st.AwaitingPacerSignIn | st.AwaitingFilerLogin)
        kept = await self.kept_names(record) if asks else {}
        reference = self.reference(record, screens.view_id(state), flow.seen(state, record.rev))
        return screens.modal(state, reference, self._drawn(record, state), kept)

    async def kept_names(self, record: Record) -> dict[Field, str]:
        """Give the user names that a person need not type again in the form of their present step."""
        return await self._work.kept_names(owner_of(record))

    def reference(self, record: Record, purpose: str, seen: flow.Seen) -> str:
        """Seal what a form for `purpose` was drawn of, for its person alone."""
        return self._vault.seal_reference(
            Reference(
                team=record.key.team,
                user=record.key.user,
                conversation=record.conversation,
                rev=seen.rev,
                token=seen.token,
                about=seen.about,
                purpose=purpose,
                expires=self._clock() + FORM_LIFE,
            )
        )

    async def open_modal(self, key: ConversationKey) -> bool:
        """Draw the open modal, if there is one.

        Tried again for a minute, each time as it is then, and as late as Slack asks. False if Slack did not take it:
        then it shows what is not so any more; or if it was closed meanwhile, and it is the person's turn.
        """
        waited, pauses = 0.0, growing()
        while True:
            again = await self._draw_modal(key)
            if again is None:
                return True
            wait = max(again, next(pauses))
            waited += wait
            if waited > SLACK_PATIENCE:
                return False
            await asyncio.sleep(wait)

    async def _draw_modal(self, key: ConversationKey) -> float | None:
        """Draw the modal once; give the seconds until it is worth another try, or None when there is no need."""
        try:
            async with self._one_at_a_time(key):
                return await self._update_modal(key)
        except StoreError:
            log.exception("a modal waits for the database")
            return 0.0

    async def _update_modal(self, key: ConversationKey) -> float | None:
        record = await self._store.load(key)
        if record is None or record.view_id is None:
            return None
        try:
            await self._desk.update_view(record.view_id, await self.view(record))
        except SlackGoneError:
            await self._store.forget_view(key, record.view_id)
            return NEVER if flow.asks(decode_state(record.state)) else None
        except SlackRefusedError as error:
            log.exception("Slack will not take a modal", conversation=record.conversation, error=error.code)
            return NEVER
        except SlackError as error:
            log.warning("modal was not drawn", conversation=record.conversation, error=error.code)
            return error.after if isinstance(error, SlackBusyError) else 0.0
        return None

    async def outdate(self, view_id: str) -> None:
        """Say in a modal that another has taken its place, so that it does not stand there as if it went on."""
        try:
            await _patiently(lambda: self._desk.update_view(view_id, screens.form_outdated()))
        except SlackError as error:
            log.info("an old modal was not closed", error=error.code)

    async def home(self, key: ConversationKey, note: screens.Message | None = None) -> None:
        """Draw the App Home, below a `note` of what has just come of a click there. Raises SlackError."""
        record = await self._store.load(key)
        state = decode_state(record.state) if record else None
        drawing = self._drawn(record, state) if record and state else None
        view = screens.home(state, await self.links_of(key), drawing)
        if self._beside:
            view["blocks"] = [*await self._beside(key.user), *view["blocks"]]
        shown = screens.home_with_note(view, note, self._clock()) if note else view
        await _patiently(lambda: self._desk.publish_home(key.user, shown))

    async def links_of(self, key: ConversationKey) -> list[screens.KnownLink]:
        """Give the courts that are on record as linked for a person, oldest first. Raises StoreError."""
        return [
            screens.KnownLink(
                self._work.court_name(link.court),
                link.at,
                link.by,
                link.filer_label,
                link.pacer_label,
                self._work.phone(link.court),
            )
            for link in await self._store.links_of(key)
        ]

    @asynccontextmanager
    async def _one_at_a_time(self, key: ConversationKey) -> AsyncIterator[None]:
        lock = self._locks.get(key) or self._locks.setdefault(key, asyncio.Lock())
        async with lock:
            yield


async def _patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Do a call to Slack again while Slack is busy, for a minute at most. Raises SlackError."""
    waited = 0.0
    for pause in growing():
        try:
            return await call()
        except SlackBusyError as busy:
            wait = max(busy.after, pause)
            waited += wait
            if waited > SLACK_PATIENCE:
                raise
        await asyncio.sleep(wait)
    raise AssertionError("the pauses never end")
