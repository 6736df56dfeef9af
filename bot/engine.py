"""Load, advance, commit, perform: drives every conversation by the rules of `flow`.

One step is one transaction: state, rev, deadline, audit line, claim and what is to be sent. Only then anything is
performed: messages through the outbox, work at the court in tasks of our own, one after the other for each person.
Decides nothing itself.
"""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass
from itertools import chain, repeat
from typing import TYPE_CHECKING, Any

import structlog

from bot import flow, screens
from bot.answered import answered
from bot.codec import decode_state, encode_effect, encode_state
from bot.drawing import drawn, owner_of
from bot.flow import effects as do
from bot.flow import events as ev
from bot.outbox import CARD, HELP_DESK, RESULT
from bot.slack import SlackError
from bot.store import KEEP, AuditLine, Change, Claim, LinkRow, Outgoing, Settle, StoreError
from bot.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.courtwork import CourtWork
    from bot.drawing import Drawing
    from bot.flow.states import State
    from bot.outbox import Outbox
    from bot.slack import SlackDesk
    from bot.store import ConversationKey, Keep, Record, Store
    from bot.vault import Owner, Secret, Vault

log = structlog.get_logger(__name__)

OPEN_FIRST = 0.5
"""Seconds after which a modal is opened before the store has answered: its trigger lives for three."""
DEADLINE_POLL = 1.0
"""Seconds between two looks for deadlines."""
# Letters and digits that nobody mistakes for another when read over the phone.
_REFERENCE_LETTERS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_REFERENCE_LENGTH = 8


def new_reference() -> str:
    """Give the name of a new run, as a person can read it to the help desk."""
    return "LP-" + "".join(secrets.choice(_REFERENCE_LETTERS) for _ in range(_REFERENCE_LENGTH))


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of an event: the record as it is now, and whether the event did something."""

    record: Record | None
    state: State | None
    changed: bool = False
    outdated: bool = False
    errors: tuple[tuple[do.Field, do.FieldProblem], ...] = ()


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

    view: dict[str, Any] | None = None
    errors: dict[str, str] | None = None


class Engine:
    """Drives the conversations of one process."""

    def __init__(
        self,
        *,
        store: Store,
        vault: Vault,
        work: CourtWork,
        desk: SlackDesk,
        drawing: Drawing,
        outbox: Outbox,
        clock: Callable[[], datetime],
    ) -> None:
        self.courts = work
        self._store = store
        self._vault = vault
        self._work = work
        self._desk = desk
        self._drawing = drawing
        self._outbox = outbox
        self._clock = clock
        self._tasks = Tasks()
        self._last: dict[ConversationKey, asyncio.Task[None]] = {}

    async def start(self) -> None:
        """Recover what a stop or a crash left, then watch deadlines and the outbox. Raises StoreError."""
        for record in await self._store.live():
            await self.handle(record.key, ev.Restarted())
        self._outbox.start()
        self._tasks.spawn(self._watch_deadlines())

    async def stop(self, grace: float) -> None:
        """Let work under way finish for at most `grace` seconds, sign out what is signed in, and stop."""
        await self._tasks.finish(self._last.values(), grace)
        await self._end_sessions(grace)
        await self._tasks.close()
        await self._outbox.stop(grace)

    async def handle(
        self,
        key: ConversationKey,
        event: ev.Event,
        *,
        rev: int | None = None,
        typed: Mapping[do.Field, Secret] | None = None,
        view_id: str | Keep | None = KEEP,
        delivery: str | None = None,
    ) -> Handled:
        """Take one event through the rules, commit the step, and begin what it asks for.

        `rev` is the drawing that was clicked; another one than the present makes it an outdated click. `typed` is used
        by this step's work and kept by nobody. A `delivery` seen before changes nothing. Raises StoreError, having
        changed nothing.
        """
        now = self._clock()
        taken: list[tuple[ev.Event, flow.Step | None]] = []

        def decide(record: Record | None) -> Change | None:
            state = decode_state(record.state) if record else None
            actual = ev.OutdatedClick() if rev is not None and (record is None or record.rev != rev) else event
            step = flow.advance(state, actual, now)
            taken.append((actual, step))
            return _change(state, step, actual, now, view_id) if step and step.state != state else None

        done = await self._store.transact(key, decide, delivery=delivery)
        if done.duplicate or not taken:
            return Handled(done.after, decode_state(done.after.state) if done.after else None)
        actual, step = taken[0]
        changed = done.after is not None and done.after != done.before
        if step and done.after:
            self._begin(done.after, step, actual, typed or {}, changed=changed)
        return Handled(
            done.after,
            step.state if step else None,
            changed=changed,
            outdated=isinstance(actual, ev.OutdatedClick),
            errors=_errors(step),
        )

    async def begin(self, key: ConversationKey, event: ev.Started) -> None:
        """Begin or resume, from a button."""
        await self.handle(key, event)

    async def wrote(self, channel: str) -> None:
        """Point a person who wrote to the app to what it can do. Raises SlackError."""
        await self._desk.post(channel, screens.pointer())

    async def click(self, click: Click, event: ev.FromPerson) -> None:
        """Take a button's click, and open the form that it asks for. Tells its person when it was somebody else's."""
        if click.stamp.user != click.key.user:
            await self._whisper(click, screens.not_yours())
            return
        handling = asyncio.ensure_future(
            self.handle(click.key, event, rev=click.stamp.rev, view_id=click.view_id or KEEP)
        )
        opens = isinstance(event, flow.OPENS_FORM) and click.trigger is not None
        await asyncio.wait({handling}, timeout=OPEN_FIRST)
        slow = opens and not handling.done()
        view_id = await self._open(click, screens.opening()) if slow else None
        handled = await handling
        if handled.record is None or handled.outdated:
            await self._whisper(click, screens.refreshed())
        elif opens and not slow:
            view_id = await self._open(click, await self._drawing.view(handled.record))
        if view_id and handled.record:
            await self._opened(handled.record, view_id, drawn=not slow)

    async def _open(self, click: Click, view: dict[str, Any]) -> str | None:
        try:
            return await self._desk.open_view(click.trigger or "", view)
        except SlackError as error:
            log.warning("a modal was not opened", error=error.code)  # the card still offers it
            return None

    async def _opened(self, record: Record, view_id: str, *, drawn: bool) -> None:
        await self._store.set_view(record.key, view_id)
        now = await self._store.load(record.key)
        if not drawn or (now and now.rev != record.rev):
            await self._drawing.open_modal(record.key)

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
        handled = await self.handle(key, event, rev=reference.rev, typed=typed, view_id=form.view_id)
        if handled.record is None:
            return Answer(view=screens.form_outdated())
        if handled.errors:
            return Answer(errors=screens.field_errors(handled.errors, drawn(handled.record)))
        return Answer(view=await self._drawing.view(handled.record))

    async def closed(self, key: ConversationKey, view_id: str) -> None:
        """Note that a modal was closed; the card goes on."""
        record = await self._store.load(key)
        if record and record.view_id == view_id:
            await self._store.set_view(key, None)

    async def show_home(self, key: ConversationKey) -> None:
        """Draw the App Home. Raises SlackError."""
        await self._drawing.home(key)

    def spawn(self, work: Awaitable[None]) -> None:
        """Begin work that is finished before a stop, and whose failure is logged."""
        self._tasks.spawn(work)

    def _begin(
        self, record: Record, step: flow.Step, event: ev.Event, typed: Mapping[do.Field, Secret], *, changed: bool
    ) -> None:
        """Begin what the committed step asks for. Not a coroutine: the order of steps is the order of their work."""
        owner = owner_of(record)
        for effect in step.effects:
            match effect:
                case do.SignInToPacer() | do.FindAccounts() | do.SubmitLink() | do.ReadMenu():
                    self._in_turn(record.key, self._court_work(record.key, owner, effect, typed))
                case do.EndSession():
                    self._in_turn(record.key, self._work.end_session(owner))
                case do.ShowCard(at_bottom) if not changed:
                    # Nothing to commit, so nothing for the outbox: draw again what is there.
                    self._tasks.spawn(self._drawing.card(record.key, at_bottom=at_bottom))
                case do.RecordLink():
                    self._tasks.spawn(self._drawing.home(record.key))
                case _:
                    pass  # committed with the step
        if changed:
            self._outbox.wake()
            if not isinstance(event, ev.PacerSubmitted | ev.FilerSubmitted):  # those are answered in their modal
                self._tasks.spawn(self._redraw_modal(record.key))

    async def _redraw_modal(self, key: ConversationKey) -> None:
        await answered()
        await self._drawing.open_modal(key)

    def _in_turn(self, key: ConversationKey, work: Awaitable[None]) -> None:
        previous = self._last.get(key)

        async def after_the_previous() -> None:
            await answered()
            if previous:
                await asyncio.wait({previous})
            await work

        task = self._tasks.spawn(after_the_previous())
        self._last[key] = task
        task.add_done_callback(lambda ended: self._last.pop(key) if self._last.get(key) is ended else None)

    async def _court_work(
        self, key: ConversationKey, owner: Owner, work: do.CourtWork, typed: Mapping[do.Field, Secret]
    ) -> None:
        try:
            event = await self._work.perform(work, owner, typed)
        except Exception:  # a fault of ours must not leave a person waiting, nor a claim unsettled
            log.exception("work at the court broke", work=type(work).__name__, conversation=owner.conversation)
            event = flow.given_up(work)
        await self._report(key, event)

    async def _report(self, key: ConversationKey, event: ev.FromCourt) -> None:
        """Commit what the court answered, however long the disk is full: it cannot be asked for again."""
        for wait in chain((0.5, 1, 2, 5), repeat(10)):
            try:
                await self.handle(key, event)
            except StoreError:
                log.exception("a court's answer waits for the database", event_kind=type(event).__name__)
                await asyncio.sleep(wait)
            else:
                return

    async def _watch_deadlines(self) -> None:
        while True:
            try:
                for record in await self._store.due(self._clock()):
                    await self.handle(record.key, ev.DeadlinePassed(), rev=record.rev)
            except Exception:  # the next look is a second away
                log.exception("deadlines were not looked at")
            await asyncio.sleep(DEADLINE_POLL)

    async def _end_sessions(self, grace: float) -> None:
        records = await self._store.live()
        ends = [self._tasks.spawn(self._work.end_session(owner_of(record))) for record in records]
        await self._tasks.finish(ends, grace)


def _errors(step: flow.Step | None) -> tuple[tuple[do.Field, do.FieldProblem], ...]:
    return (
        next((effect.errors for effect in step.effects if isinstance(effect, do.ShowFieldErrors)), ()) if step else ()
    )


def _change(state: State | None, step: flow.Step, event: ev.Event, now: datetime, view_id: str | Keep | None) -> Change:
    return Change(
        conversation=step.state.run.reference,
        state=encode_state(step.state),
        deadline=flow.deadline(step.state, now),
        outgoing=tuple(item for effect in step.effects if (item := _outgoing(effect, step.state))),
        audit=AuditLine(type(event).__name__, type(state).__name__, type(step.state).__name__),
        claim=next((Claim(effect.claim) for effect in step.effects if isinstance(effect, do.SubmitLink)), None),
        settle=next(
            (Settle(effect.claim, effect.settlement.value) for effect in step.effects if isinstance(effect, do.Settle)),
            None,
        ),
        view_id=view_id,
        link=next((_link(effect, now) for effect in step.effects if isinstance(effect, do.RecordLink)), None),
    )


def _link(effect: do.RecordLink, now: datetime) -> LinkRow:
    return LinkRow(effect.court.id, now, effect.filer, effect.pacer, by="court menu")


def _outgoing(effect: do.Effect, state: State) -> Outgoing | None:
    match effect:
        case do.ShowCard(at_bottom=True):
            return Outgoing(CARD, "at bottom")
        case do.ShowCard():
            return Outgoing(CARD, "", coalesce=CARD)
        case do.TellResult():
            return Outgoing(RESULT, encode_state(state))
        case do.TellHelpDesk():
            return Outgoing(HELP_DESK, encode_effect(effect))
        case _:
            return None
