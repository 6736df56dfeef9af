"""Where people come in: clicks, sent forms, typed words, `/link-pacer`. Typed values in, the engine's answer out.

Opens modals in time, answers what needs no step, and tells a person whose click was not theirs. Decides nothing.
"""

from __future__ import annotations

import asyncio
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple, assert_never

import structlog

from bot import flow, screens
from bot.answering.secrets import looks_secret
from bot.answering.words import Word, meaning
from bot.engine.codec import NewerVersionError
from bot.engine.drawing import drawn, shown
from bot.engine.naming import new_reference, new_token
from bot.flow import events as ev
from bot.flow import states as st
from bot.forms import Answer
from bot.formwork import FormWork
from bot.store import StoreError
from bot.store.conversations import KEEP
from bot.telling import Opening, Telling
from bot.telling.nothing import cancelled, did_nothing, not_done, why_nothing

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.casework import CaseWork
    from bot.engine.courtwork import CourtWork
    from bot.engine.drawing import Drawing, Seen
    from bot.engine.engine import Engine, Handled
    from bot.flow import effects as do
    from bot.forms import Form, Submitted
    from bot.links import FormLinks
    from bot.rollwork import RollWork
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.store.conversations import Record
    from bot.telling import Click
    from bot.vault import Secret, Vault

log = structlog.get_logger(__name__)

_EVENTS: Mapping[Word, Callable[[], ev.FromPerson]] = MappingProxyType(
    {
        Word.HELP: ev.AskedForHelp,
        Word.BACK: ev.WentBack,
        Word.CANCEL: ev.AskedToCancel,
        Word.START_OVER: lambda: ev.AskedToStartOver(new_reference(), new_token()),
        Word.HUMAN: ev.AskedHelpDesk,
    }
)
"""What is asked for by a word that is neither a beginning nor a mere question."""


class Named(NamedTuple):
    """What a typed text names: one court, or a few that it may mean."""

    court: st.Court | None
    found: tuple[st.Court, ...]


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
        casework: CaseWork,
        rollwork: RollWork,
        links: FormLinks | None = None,
    ) -> None:
        """`links`: lead to where secrets are typed, if not in Slack."""
        self.courts = courts
        self.casework = casework
        self.rollwork = rollwork
        self._engine = engine
        self._store = store
        self._vault = vault
        self._drawing = drawing
        self.telling = Telling(desk, drawing, store)
        self._opening = Opening(engine, store, desk, drawing, self.telling)
        self.formwork = (
            None
            if links is None
            else FormWork(engine=engine, store=store, vault=vault, drawing=drawing, links=links, telling=self.telling)
        )

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
                return await self._status(key, link)
            case Word.CANCEL:
                return screens.cancel_answer(cancelled(await self._meant(key, word, delivery)))
            case Word.START_OVER | Word.LINK | Word.BACK:
                handled = await self._meant(key, word, delivery)
                told = None if word is Word.LINK else not_done(word, handled)
                return told or screens.command_answer(handled.state, link)
            case Word.HUMAN | None:
                pass
            case _:
                assert_never(word)
        if looks_secret(text):  # before anybody else looks at it
            return screens.secret_in_command()
        return await self.command_at(key, text, self.named(text), link, delivery)

    async def command_at(
        self, key: ConversationKey, text: str, named: Named, link: str, delivery: str
    ) -> screens.Message:
        """Take `/link-pacer` with a text that was looked at and is `named`, and give the answer. Raises StoreError."""
        handled = await self.begin(key, text, delivery, named)
        return screens.command_answer(handled.state, link)

    def named(self, query: str) -> Named:
        """Look what a typed text names: nothing is named by nothing."""
        court = self.courts.match(query)
        return Named(court, () if court else self.courts.meant(query))

    async def begin(
        self, key: ConversationKey, query: str = "", delivery: str | None = None, named: Named | None = None
    ) -> Handled:
        """Begin or resume, with the court that `query` names; `named`, if that was looked at. Raises StoreError."""
        court, found = named or self.named(query)
        linked_on = await self._linked_on(key, court)
        event = ev.Started(new_reference(), court, query, linked_on, new_token(), found)
        return await self._engine.handle(key, event, delivery=delivery)

    async def _linked_on(self, key: ConversationKey, court: st.Court | None) -> datetime | None:
        links = await self._store.links_of(key) if court else ()
        return max((link.at for link in links if court and link.court == court.id), default=None)

    async def start(self, click: Click, court: str = "") -> None:
        """Begin or resume, from a button that may name a court; away from the messages, say where its card is.

        Raises StoreError.
        """
        handled = await self.begin(click.key, court, delivery=click.trigger)
        if not click.beside_the_card:
            await self.telling.at(click, screens.command_answer(handled.state, click.link))

    async def choose(self, click: Click, court: st.Court, *, elsewhere: bool = False) -> None:
        """Take the choice of a court; `elsewhere`: instead of the one that the run is at."""
        chosen = ev.WentElsewhere if elsewhere else ev.CourtChosen
        await self.click(click, chosen(court, await self._linked_on(click.key, court)))

    async def check(self, click: Click, court_id: str = "") -> None:
        """Read what became of a submit: this run's, or an earlier one's, from whatever run there is now.

        Raises StoreError.
        """
        court = self.courts.find(court_id or flow.meant_earlier((await self.shown(click.key))[0], click.stamp.seen))
        if court:
            await self.click(click, ev.AskedToCheckAgain(court, new_reference(), new_token()))
        else:
            await self.click(click, ev.OutdatedClick() if court_id else ev.AskedToCheckAgain())

    async def shown(self, key: ConversationKey) -> tuple[st.State | None, screens.Drawn | None]:
        """Give where a person's conversation is, and what a drawing of it carries; nothing where there is none."""
        return shown(await self._store.load(key))

    async def links_of(self, key: ConversationKey) -> list[screens.KnownLink]:
        """Give the courts that are on record as linked for a person. Raises StoreError."""
        return await self._drawing.links_of(key)

    def written(self, channel: str) -> None:
        """Note that something was written below the card of a direct message."""
        self._drawing.written(channel)

    async def edited(self, channel: str, text: str, thread: str | None) -> None:
        """Answer an edit, of which nothing is taken: what a message said when it was written is done."""
        await self.telling.post(
            channel, screens.secret_warning() if looks_secret(text) else screens.not_edited(), thread
        )

    async def sent_file(self, channel: str, thread: str | None) -> None:
        """Answer a file, at which nobody looks here."""
        self._drawing.written(channel)
        await self.telling.post(channel, screens.no_files(), thread)

    async def say_word(self, key: ConversationKey, word: Word, delivery: str) -> screens.Message | None:
        """Do what a word means, and give the answer where the card and the help do not say it."""
        if word is Word.STATUS:
            return await self._status(key, "")
        handled = await self._meant(key, word, delivery, below=delivery)
        return screens.no_conversation_help() if handled.state is None else not_done(word, handled)

    async def _status(self, key: ConversationKey, link: str) -> screens.Message:
        (state, now), links = await asyncio.gather(self.shown(key), self._drawing.links_of(key))
        return screens.status_answer(state, now, link, links)

    async def _meant(self, key: ConversationKey, word: Word, delivery: str, *, below: str = "") -> Handled:
        """Do what a word means; `below` names it where it was typed beside the card, which comes below it then."""
        if word is Word.LINK:
            return await self.begin(key, delivery=delivery)
        return await self._engine.handle(key, event_of(word), delivery=delivery, below=below)

    async def forget(self, click: Click) -> None:
        """Delete everything about a person, at their wish, and say so."""
        if click.stamp.user != click.key.user:
            await self.telling.at(click, screens.not_yours())
            return
        try:
            done = await self._engine.forget(click.key)
        except StoreError:
            log.exception("a person could not be forgotten")
            answer = screens.not_forgotten()
        else:
            answer = screens.forgotten() if done else screens.cannot_forget_now()
        await self.telling.privately(click.key.user, answer)
        await self._drawing.home(click.key, answer if click.home else None)

    async def click(self, click: Click, event: ev.FromPerson) -> None:
        """Take a button's click, and open the form that it asks for. Tells its person when it was somebody else's.

        Raises StoreError, having changed nothing.
        """
        if click.stamp.user != click.key.user:
            await self.telling.at(click, screens.not_yours())
            return
        seen, view_id = click.stamp.seen, click.view_id or KEEP
        work = self._engine.handle(click.key, event, seen=seen, view_id=view_id, below=click.message)
        taking = asyncio.ensure_future(work)
        wants_form = isinstance(event, flow.OPENS_FORM) and click.trigger is not None
        early = await self._opening.early(click, taking) if wants_form else None
        try:
            handled = await taking
        except (StoreError, NewerVersionError) as error:
            if early is None:
                raise
            log.exception("a click was not taken")
            await self.telling.trouble(click.key.user, error, view_id=early.view_id)
            return
        if early is None:
            await self._answer(click, event, handled)
        elif did_nothing(handled, event):
            await self.telling.at(click, why_nothing(event, handled))
        if early and handled.record:
            await self._opening.note(handled.record.key, early)
            await self._engine.draw_modal(handled.record.key)

    async def show_details(self, click: Click) -> None:
        """Open what stands behind the short fine print; it asks for nothing. Raises StoreError."""
        found = await self._of_this_run(click)
        if found and isinstance(found[1], st.GettingReady):
            await self._opening.beside(click, screens.details(found[1], in_browser=self.formwork is not None))
        elif found:
            await self.telling.at(click, screens.nothing_done(found[1], drawn(*found)))

    async def _of_this_run(self, click: Click) -> tuple[Record, st.State] | None:
        """Give the conversation for which a button was drawn; if it is not there any more, its person is told."""
        record = await self._store.load(click.key) if click.stamp.user == click.key.user else None
        state, _ = shown(record)
        if record and state and state.run.token == click.stamp.seen.token:
            return record, state
        yours = click.stamp.user == click.key.user
        await self.telling.at(click, screens.refreshed() if yours else screens.not_yours())
        return None

    async def _answer(self, click: Click, event: ev.FromPerson, handled: Handled) -> None:
        """Show what came of a click, where it was: a form, or what is so."""
        helped = isinstance(event, ev.AskedForHelp)
        if helped and handled.record is None:
            await self.telling.privately(click.key.user, screens.no_conversation_help())
        elif did_nothing(handled, event):
            await self.telling.at(click, why_nothing(event, handled))
            return
        elif isinstance(event, flow.OPENS_FORM) and handled.record and handled.state and flow.has_form(handled.state):
            if self.formwork is None or not flow.asks_secret(handled.state):
                await self._opening.form(click, handled.record)
                return
            if not handled.changed:  # drawn when secrets were typed in Slack
                await self._drawing.card(click.key)
                await self.telling.at(click, screens.refreshed())
        if click.home:
            await self.telling.at(click, screens.in_messages(click.link))

    async def submit(
        self,
        form: Form,
        event: Submitted,
        typed: Mapping[do.Field, Secret],
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

    async def ask_for_sentence(self, click: Click) -> None:
        """Open the form for a sentence to the human who was asked for. Raises StoreError."""
        found = await self._of_this_run(click)
        if found and found[1].run.asked:
            form = screens.sentence_form(self._drawing.reference(found[0], screens.ViewId.SENTENCE, drawn(*found).seen))
            await self._opening.beside(click, form)
        elif found:
            await self.telling.at(click, screens.nothing_done(found[1], drawn(*found)))

    async def add_sentence(self, form: Form, event: ev.AddedSentence) -> Answer:
        """Take what a person adds for the human who was asked for. Raises StoreError, having changed nothing."""
        key = form.key
        reference = self._vault.open_reference(form.reference, team=key.team, user=key.user, purpose=form.purpose)
        if reference is None:
            return Answer(view=screens.form_outdated())
        seen = flow.Seen(reference.token, reference.rev, reference.about)
        handled = await self._engine.handle(key, event, seen=seen)
        if handled.state is None:
            return Answer(view=screens.form_outdated())
        return Answer(view=screens.sentence_sent(handled.state, sent=handled.changed))

    async def ask_for_attorney(self, click: Click, court: st.Court) -> None:
        """Open the form that asks to whom an attorney's clicks at `court` are sent. Raises StoreError."""
        yours = click.stamp.user == click.key.user
        record = await self._store.load(click.key) if yours else None
        if record is None:
            await self.telling.at(click, screens.refreshed() if yours else screens.not_yours())
            return
        reference = self._drawing.reference(record, screens.ViewId.ATTORNEY, flow.Seen("", record.rev, court.id))
        await self._opening.beside(click, screens.attorney_form(court, reference))

    async def send_clicks(self, form: Form, attorney: str) -> Answer:
        """Have the clicks sent to whom the person chose. Raises StoreError, having changed nothing."""
        key = form.key
        reference = self._vault.open_reference(form.reference, team=key.team, user=key.user, purpose=form.purpose)
        court = self.courts.find(reference.about) if reference else None
        if court is None:
            return Answer(view=screens.form_outdated())
        if attorney in {"", key.user}:
            return Answer(errors=screens.attorney_errors(attorney))
        handled = await self._engine.handle(key, ev.SentClicks(attorney, court))
        if handled.state is None:
            return Answer(view=screens.form_outdated())
        return Answer(view=screens.clicks_sent(handled.state, attorney, court))

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


def event_of(word: Word) -> ev.FromPerson:
    """Give what a word that is neither a beginning nor a mere question asks for."""
    return _EVENTS[word]()
