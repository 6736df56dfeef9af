"""Where people come in: clicks, sent forms, typed words, `/link-pacer`. Typed values in, the engine's answer out.

Opens modals in time, answers what needs no step, and tells a person whose click was not theirs. Decides nothing.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from itertools import count
from types import MappingProxyType
from typing import TYPE_CHECKING, assert_never

import structlog

from bot import flow, screens
from bot.engine.codec import decode_state
from bot.engine.drawing import drawn
from bot.engine.engine import new_reference, new_token
from bot.engine.patience import until_stored
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.typed import Word, looks_secret, meaning
from bot.slack.desk import SlackError
from bot.store import StoreError
from bot.store.conversations import KEEP

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.engine.courtwork import CourtWork
    from bot.engine.drawing import Drawing, Seen
    from bot.engine.engine import Engine, Handled
    from bot.flow import effects as do
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.store.conversations import Record
    from bot.vault import Secret, Vault

log = structlog.get_logger(__name__)

OPEN_FIRST = 0.5
"""Seconds after which a modal is opened before the store has answered: its trigger lives for three."""


_EVENTS: Mapping[Word, Callable[[], ev.FromPerson]] = MappingProxyType(
    {
        Word.HELP: ev.AskedForHelp,
        Word.BACK: ev.WentBack,
        Word.CANCEL: ev.AskedToCancel,
        Word.START_OVER: lambda: ev.AskedToStartOver(new_reference(), new_token()),
    }
)
"""What is asked for by a word that is neither a beginning nor a mere question."""


@dataclass(frozen=True, slots=True)
class Click:
    """A click on one of our buttons: by whom, drawn when and for whom, and where."""

    key: ConversationKey
    stamp: screens.Stamp
    trigger: str | None = None
    view_id: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class Form:
    """A sent modal: by whom, which, and the sealed reference that it carried."""

    key: ConversationKey
    view_id: str
    purpose: str
    reference: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sent modal shows now: another view, or what is wrong at its fields."""

    view: screens.Modal | None = None
    errors: dict[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A modal that Slack opened; a higher `number` was asked for later, whichever answer came first."""

    view_id: str
    number: int


class Reception:
    """Takes what people do. One per process."""

    def __init__(
        self,
        *,
        engine: Engine,
        store: Seen,
        vault: Vault,
        courts: CourtWork,
        desk: SlackDesk,
        drawing: Drawing,
    ) -> None:
        self.courts = courts
        self._engine = engine
        self._store = store
        self._numbers = count()
        self._asked_last: dict[ConversationKey, int] = {}
        self._vault = vault
        self._desk = desk
        self._drawing = drawing

    def spawn(self, work: Awaitable[None]) -> None:
        """Begin work that is finished before a stop, and whose failure is logged."""
        self._engine.spawn(work)

    async def command(self, key: ConversationKey, text: str, link: str, delivery: str) -> screens.Message:
        """Take `/link-pacer` with the words after it, and give the answer; `link` leads to the messages.

        Raises StoreError, having changed nothing.
        """
        word = meaning(text)
        match word:
            case Word.HELP:
                return screens.help_answer(link)
            case Word.STATUS:
                return screens.status_answer(*_shown(await self._store.load(key)), link)
            case Word.CANCEL:
                return screens.cancel_answer(_cancelled(await self._meant(key, word, delivery)))
            case Word.START_OVER | Word.LINK:
                return screens.command_answer((await self._meant(key, word, delivery)).state, link)
            case Word.BACK | None:  # beside the card, a step back is none of the command's
                pass
            case _:
                assert_never(word)
        if looks_secret(text) and self.courts.match(text) is None:
            return screens.secret_warning()
        handled = await self.begin(key, text, delivery)
        return screens.command_answer(handled.state, link)

    async def begin(self, key: ConversationKey, query: str = "", delivery: str | None = None) -> Handled:
        """Begin or resume, with the court that `query` names. Raises StoreError."""
        court = self.courts.match(query)
        linked_on = await self._linked_on(key, court)
        event = ev.Started(new_reference(), court, query, linked_on, new_token())
        return await self._engine.handle(key, event, delivery=delivery)

    async def _linked_on(self, key: ConversationKey, court: st.Court | None) -> datetime | None:
        links = await self._store.links_of(key) if court else ()
        return next((link.at for link in links if court and link.court == court.id), None)

    async def start(self, key: ConversationKey, delivery: str | None) -> None:
        """Begin or resume, from a button."""
        await self.begin(key, delivery=delivery)

    async def choose(self, click: Click, court: st.Court) -> None:
        """Take the choice of a court."""
        await self.click(click, ev.CourtChosen(court, await self._linked_on(click.key, court)))

    async def wrote(self, key: ConversationKey, channel: str, text: str, delivery: str | None) -> None:
        """Take what a person wrote to the app: a word, a court, or something that the app must not have read.

        Slack delivers an event again when its answer was late; a `delivery` seen before does nothing.
        """
        self._drawing.written(channel)
        word = meaning(text)
        if word is not None:
            await self._say_word(key, channel, word, delivery)
        elif self.courts.match(text):
            await self.begin(key, text, delivery)
        else:
            state, shown = _shown(await self._store.load(key))
            pointer = screens.pointer(None if isinstance(state, st.Ended) else shown)
            await self._post(channel, screens.secret_warning() if looks_secret(text) else pointer)

    async def _say_word(self, key: ConversationKey, channel: str, word: Word, delivery: str | None) -> None:
        if word is Word.STATUS:
            await self._post(channel, screens.status_answer(*_shown(await self._store.load(key)), ""))
            return
        handled = await self._meant(key, word, delivery)
        if handled.state is None:
            await self._post(channel, screens.no_conversation_help())
        elif word is Word.CANCEL and not handled.changed:
            await self._post(channel, screens.cancel_answer(_cancelled(handled)))

    async def _meant(self, key: ConversationKey, word: Word, delivery: str | None) -> Handled:
        """Do what a word means, wherever it was typed; a status changes nothing."""
        if word is Word.LINK:
            return await self.begin(key, delivery=delivery)
        return await self._engine.handle(key, _EVENTS[word](), delivery=delivery)

    async def _post(self, channel: str, message: screens.Message) -> None:
        try:
            await self._drawing.say(channel, message)
        except SlackError as error:
            log.exception("an answer was not posted", error=error.code)

    async def forget(self, click: Click) -> None:
        """Delete everything about a person, at their wish, and say so."""
        if click.stamp.user != click.key.user:
            return
        try:
            done = await self._engine.forget(click.key)
        except StoreError:
            log.exception("a person could not be forgotten")
            answer = screens.not_forgotten()
        else:
            answer = screens.forgotten() if done else screens.cannot_forget_now()
        await self._post(await self._drawing.dm_of(click.key.user), answer)
        await self._drawing.home(click.key)

    async def click(self, click: Click, event: ev.FromPerson) -> None:
        """Take a button's click, and open the form that it asks for. Tells its person when it was somebody else's.

        Raises StoreError, having changed nothing.
        """
        if click.stamp.user != click.key.user:
            await self._whisper(click, screens.not_yours())
            return
        work = self._engine.handle(click.key, event, seen=click.stamp.seen, view_id=click.view_id or KEEP)
        taking = asyncio.ensure_future(work)
        wants_form = isinstance(event, flow.OPENS_FORM) and click.trigger is not None
        early = await self._opened_early(click, taking) if wants_form else None
        try:
            handled = await taking
        except StoreError:
            if early is None:
                raise
            log.exception("a click was not taken")
            await self.tell_trouble(click.key.user, view_id=early.view_id)
            return
        if _did_nothing(handled, event):
            await self._whisper(click, screens.refreshed())
        elif wants_form and early is None:
            await self._open_form(click, handled)
        if early and handled.record:
            await self._note(handled.record.key, early)
            await self._engine.draw_modal(handled.record.key)

    async def _opened_early(self, click: Click, taking: asyncio.Future[Handled]) -> Opened | None:
        """Open "One moment" where the store is slow: the trigger would not outlive it."""
        await asyncio.wait({taking}, timeout=OPEN_FIRST)
        return None if taking.done() else await self._open(click, screens.opening())

    async def _open_form(self, click: Click, handled: Handled) -> None:
        """Open the form of what the click led to, and draw it again if that has moved on meanwhile."""
        record, state = handled.record, handled.state
        if record is None or state is None or not flow.has_form(state):
            return
        opened = await self._open(click, await self._drawing.view(record))
        if opened is None:
            return
        await self._note(record.key, opened)
        now = await self._store.load(record.key)
        if now and now.rev != record.rev:
            await self._engine.draw_modal(record.key)

    async def tell_trouble(self, user: str, *, channel: str | None = None, view_id: str | None = None) -> None:
        """Tell a person that it was not done: in the channel or the modal where they are, or in the App Home."""
        try:
            if channel:
                await self._desk.whisper(channel, user, screens.trouble())
            elif view_id:
                await self._desk.update_view(view_id, screens.trouble_view())
            else:
                await self._desk.publish_home(user, screens.trouble_home())
        except SlackError as error:
            log.info("a note was not shown", error=error.code)

    async def _open(self, click: Click, view: screens.Modal) -> Opened | None:
        number = self._asked_last[click.key] = next(self._numbers)
        try:
            return Opened(await self._desk.open_view(click.trigger or "", view), number)
        except SlackError as error:
            log.warning("a modal was not opened", error=error.code)  # the card still offers it
            if self._asked_last.get(click.key) == number:
                del self._asked_last[click.key]
            return None

    async def _note(self, key: ConversationKey, opened: Opened) -> None:
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

    async def _whisper(self, click: Click, message: screens.Message) -> None:
        if click.channel is None:
            return
        try:
            await self._desk.whisper(click.channel, click.key.user, message)
        except SlackError as error:
            log.info("a note was not shown", error=error.code)

    async def submit(
        self, form: Form, event: ev.PacerSubmitted | ev.FilerSubmitted, typed: Mapping[do.Field, Secret]
    ) -> Answer:
        """Take a sent form, and give what its modal shows now. Raises StoreError, having changed nothing."""
        key = form.key
        reference = self._vault.open_reference(form.reference, team=key.team, user=key.user, purpose=form.purpose)
        if reference is None:
            return Answer(view=screens.form_outdated())
        seen = flow.Seen(reference.token, reference.rev, reference.about)
        handled = await self._engine.handle(key, event, seen=seen, typed=typed, view_id=form.view_id)
        if handled.record is None or handled.state is None:
            return Answer(view=screens.form_outdated())
        if handled.errors:
            return Answer(errors=screens.field_errors(handled.errors, drawn(handled.record, handled.state)))
        if not handled.changed:
            await self._goes_on_there(key, form.view_id)
        return Answer(view=await self._drawing.view(handled.record))

    async def _goes_on_there(self, key: ConversationKey, view_id: str) -> None:
        """Note as the open one the modal of an old form, which is answered with what is so now."""
        old = await self._store.set_view(key, view_id)
        if old not in {None, view_id}:
            self._engine.outdate_modal(old)
        self._engine.redraw_modal(key)  # by then, what is so now may not be so any more

    async def closed(self, key: ConversationKey, view_id: str) -> None:
        """Note that a modal was closed; the card goes on."""
        await self._store.forget_view(key, view_id)

    async def show_home(self, key: ConversationKey) -> None:
        """Draw the App Home. Raises SlackError."""
        await self._drawing.home(key)


def _did_nothing(handled: Handled, event: ev.FromPerson) -> bool:
    """Whether a click changed nothing though its kind does: it was of something old."""
    changes = not isinstance(event, flow.CHANGES_NOTHING)
    return handled.record is None or handled.outdated or (changes and not handled.changed)


def _cancelled(handled: Handled) -> st.State | None:
    """Give what a cancel has to do with; nothing, when it was over already."""
    over = not handled.changed and isinstance(handled.state, st.Cancelled | st.Expired)
    return None if over else handled.state


def _shown(record: Record | None) -> tuple[st.State | None, screens.Drawn | None]:
    if record is None:
        return None, None
    state = decode_state(record.state)
    return state, drawn(record, state)
