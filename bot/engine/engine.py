"""Load, advance, commit, perform: drives every conversation by the rules of `flow`.

One step is one transaction: state, rev, deadline, audit line, claim and what is to be sent. Only then anything is
performed: messages through the outbox, work at the court in tasks of our own, one after the other for each person.
Decides nothing itself.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import structlog

from bot import flow
from bot.engine.codec import CodecError, NewerVersionError, decode_state, forget_what_was_read
from bot.engine.commit import change_of
from bot.engine.drawing import owner_of
from bot.engine.endings import Endings
from bot.engine.guard import Guard, told
from bot.engine.patience import until_stored
from bot.engine.recovery import Recovery
from bot.engine.salvage import Salvage
from bot.flow import effects as do
from bot.flow import events as ev
from bot.runtime.hardening import collect_soon
from bot.slack.answered import answered
from bot.slack.desk import SlackError
from bot.store import StoreError
from bot.store.conversations import KEEP, Conversations
from bot.store.outbox import Kind, Outgoing, Posting
from bot.store.tries import Tried, Tries
from bot.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping
    from datetime import datetime

    from bot.engine.courtwork import CourtWork
    from bot.engine.drawing import Drawing
    from bot.engine.outbox import Outbox
    from bot.flow import states as st
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.store.conversations import Change, Keep, Names, Record
    from bot.vault import Secret, Vault

log = structlog.get_logger(__name__)

LAST_WORDS = 3.0
"""Seconds for signing out, and for messages under way, at a stop."""
SWEEP_EVERY = 60.0
"""Seconds between two removals of sealed values that have expired; they open for nobody in any case."""
DEADLINE_POLL = 1.0
"""Seconds between two looks for deadlines."""
DEADLINES_AT_ONCE = 100
"""Deadlines that pass at the same time; none waits for another."""
TIME_ZONE_LIMIT = 3.0
"""Seconds for a person's time zone, without which a deadline passes as well."""
CARD_AFRESH = Outgoing(Kind.CARD_BELOW, "")


@dataclass(frozen=True, slots=True)
class Handled:
    """What became of an event: the record as it is now, and whether the event did something."""

    record: Record | None
    state: st.State | None
    changed: bool = False
    outdated: bool = False
    errors: tuple[tuple[do.Field, do.FieldProblem], ...] = ()
    duplicate: bool = False


class Book(Conversations, Tries, Posting, Protocol):
    """What the engine needs of the store."""


class Engine:
    """Drives the conversations of one process."""

    def __init__(
        self,
        *,
        store: Book,
        work: CourtWork,
        desk: SlackDesk,
        drawing: Drawing,
        outbox: Outbox,
        vault: Vault,
        clock: Callable[[], datetime],
        rehearsal: bool = False,
    ) -> None:
        self._store = store
        self._work = work
        self._desk = desk
        self._drawing = drawing
        self._outbox = outbox
        self._vault = vault
        self._clock = clock
        self._rehearsal = rehearsal
        self._guard = Guard(store)
        self._salvage = Salvage(store)
        self._recovery = Recovery(store, self._salvage, vault, self.handle, self.redraw_modal)
        self._endings = Endings()
        self._tasks = Tasks()
        self._taken = Tasks()
        self._watches = Tasks()
        self._last: dict[ConversationKey, asyncio.Task[None]] = {}
        self._passing: set[ConversationKey] = set()

    async def start(self) -> None:
        """Recover what a stop or a crash left, then watch deadlines and the outbox. Raises StoreError."""
        await self._recovery.look()
        self._outbox.start(self._heard_of_notice)
        self._watches.spawn(self._watch_deadlines())
        self._watches.spawn(self._sweep())

    async def stop(self, grace: float) -> None:
        """Let what was taken and work under way finish for at most `grace` seconds, sign out, and stop.

        What was acknowledged to a person is done: their step is committed, and what it asks of the court is begun.
        """
        await self._watches.close()
        with suppress(TimeoutError):
            async with asyncio.timeout(grace):
                while under_way := self._taken.running.union(self._last.values()):
                    await asyncio.wait(under_way)  # a submit is followed by the reading of its proof
        await self._end_sessions()
        await self._taken.close()
        await self._tasks.finish(self._tasks.running, LAST_WORDS)  # a modal that shows what came of it
        await self._tasks.close()
        await self._outbox.stop(LAST_WORDS)

    async def handle(
        self,
        key: ConversationKey,
        event: ev.Event,
        *,
        seen: flow.Seen | None = None,
        typed: Mapping[do.Field, Secret] | None = None,
        view_id: str | Keep | None = KEEP,
        delivery: str | None = None,
        conversation: str | None = None,
        rev: int | None = None,
        names: Names | None = None,
        below: str = "",
    ) -> Handled:
        """Take one event through the rules, commit the step, and begin what it asks for.

        `seen` is what the drawing that was clicked was of; the rules say what it means when that is not so any more.
        `typed` is used by this step's work and kept by nobody. A `delivery` seen before, and an event of a
        `conversation` or `rev` that is over, change nothing. `names`: how what was tried is found, if not by `typed`.
        `below`: the ts of what was pressed or written: unless that is the card, the card comes below it, to be seen.
        Raises StoreError and, where a newer version of the app is at it, NewerVersionError, having changed nothing.
        """
        now = self._clock()
        taken: list[tuple[ev.Event, flow.Step | None, st.State | None]] = []
        names = names or await self._guard.names(key, event, typed or {})

        def decide(record: Record | None) -> Change | None:
            if _is_over(record, conversation, rev):
                return None
            actual, step, state = self._advanced(record, event, seen, now)
            taken.append((actual, step, state))
            tried = record.tried if record else Tried()
            if step is None or step.state == state:
                return None
            step = flow.below(step) if below and record and record.card_ts != below else step
            return change_of(record, state, step, actual, now, view_id=view_id, names=tried.names)

        try:
            done = await self._store.transact(key, decide, delivery=delivery, names=names)
        except CodecError as error:
            await self._salvage.set_aside(key, error)
            self._outbox.wake()
            done = await self._store.transact(key, decide, delivery=delivery, names=names)
        if done.duplicate or not taken:
            now_there = decode_state(done.after.state) if done.after else None
            return Handled(done.after, now_there, duplicate=done.duplicate)
        actual, step, state = taken[0]
        changed = done.after is not None and done.after != done.before
        if step and done.after:
            self._begin(done.before or done.after, done.after, step, typed or {}, changed=changed)
            if changed:
                self._endings.moved(state, step.state)
                self._show(done.before, done.after, actual, beside=state is not None and flow.beside(state, step.state))
        return Handled(
            done.after,
            step.state if step else None,
            changed=changed,
            outdated=isinstance(actual, ev.OutdatedClick),
            errors=flow.errors_of(step),
        )

    def _advanced(
        self, record: Record | None, event: ev.Event, seen: flow.Seen | None, now: datetime
    ) -> tuple[ev.Event, flow.Step | None, st.State | None]:
        """Give what an event was taken for, the step that it leads to, and the state before."""
        state = decode_state(record.state) if record else None
        actual = flow.taken(event, seen, state, record.rev if record else 0)
        step = flow.advance(state, told(actual, record), now, rehearsal=self._rehearsal)
        return actual, flow.placed(state, step, record.rev) if record and step else step, state

    def spawn(self, work: Awaitable[None]) -> None:
        """Begin work that is finished before a stop, and whose failure is logged."""
        self._taken.spawn(work)

    def _begin(
        self, before: Record, record: Record, step: flow.Step, typed: Mapping[do.Field, Secret], *, changed: bool
    ) -> None:
        """Begin what the committed step asks for. Not a coroutine: the order of steps is the order of their work."""
        key = record.key
        for effect in step.effects:
            match effect:
                case _ if isinstance(effect, do.CourtWork):
                    self._in_turn(key, self._court_work(record, effect, typed, before.tried.names))
                case do.CarrySession():
                    self._in_turn(key, self._work.carry_session(owner_of(before), owner_of(record)))
                case do.EndSession():
                    self._in_turn(key, self._work.end_session(owner_of(before)))
                case do.ShowCard(at_bottom) if not changed:
                    # Nothing to commit, so nothing for the outbox: draw again what is there.
                    self._tasks.spawn(self._drawing.card(key, at_bottom=at_bottom))
                case do.OfferCourts(courts):
                    self._tasks.spawn(self._drawing.offer(key, courts))
                case do.ShowHelp():
                    self._tasks.spawn(self._drawing.help(key))
                case do.RecordLink():
                    self._tasks.spawn(self._drawing.home(key))
                case _:
                    pass  # committed with the step

    def _show(self, before: Record | None, after: Record, event: ev.Event, *, beside: bool) -> None:
        """Begin to show what a step changed, where its person looks."""
        self._outbox.wake()
        if before and before.view_id not in {None, after.view_id}:
            self.outdate_modal(before.view_id)
        # A sent form is answered in its modal, by whoever took it; that of who is to be forgotten is closed.
        sent = isinstance(event, ev.PacerSubmitted | ev.WentOn | ev.FilerSubmitted | ev.AnsweredAndConfirmed)
        if after.view_id and not (sent or beside or isinstance(event, ev.ToBeForgotten)):
            self.redraw_modal(after.key)

    def outdate_modal(self, view_id: str) -> None:
        """Begin to say in a modal that another has taken its place."""
        self._tasks.spawn(self._outdate_modal(view_id))

    async def _outdate_modal(self, view_id: str) -> None:
        await answered()
        await self._drawing.outdate(view_id)

    def redraw_modal(self, key: ConversationKey) -> None:
        """Begin to draw the open modal, once the payload at hand is answered."""
        self._tasks.spawn(self._redraw_modal(key))

    async def _redraw_modal(self, key: ConversationKey) -> None:
        await answered()
        await self.draw_modal(key)

    async def draw_modal(self, key: ConversationKey) -> None:
        """Draw the open modal; if Slack does not take it, the card is posted afresh, as a message that is seen."""
        if await self._drawing.open_modal(key):
            return
        record = await self._store.load(key)
        if record is not None:
            await until_stored(
                lambda: self._store.put(key, record.conversation, CARD_AFRESH), "a card waits for the database"
            )
            self._outbox.wake()

    async def _heard_of_notice(self, key: ConversationKey, conversation: str, event: ev.FromOutbox) -> None:
        # What an agent asked to be passed on is theirs, in whichever run they are by now.
        of_person = isinstance(event, ev.ClicksDelivered)
        await self.handle(key, event, conversation=None if of_person else conversation)

    def _in_turn(self, key: ConversationKey, work: Awaitable[None]) -> None:
        previous = self._last.get(key)

        async def after_the_previous() -> None:
            await answered()
            if previous:
                await asyncio.wait({previous})
            try:
                await work
            finally:
                collect_soon()

        task = self._tasks.spawn(after_the_previous())
        self._last[key] = task
        task.add_done_callback(lambda ended: self._last.pop(key) if self._last.get(key) is ended else None)

    def under_way(self, key: ConversationKey) -> asyncio.Task[None] | None:
        """Give the work at a court that a person waits for; None when there is none."""
        return self._last.get(key)

    async def _court_work(
        self, record: Record, work: do.CourtWork, typed: Mapping[do.Field, Secret], names: tuple[str, ...]
    ) -> None:
        try:
            with self._endings.at_court(record.conversation, type(work).__name__):
                event = await self._work.perform(work, owner_of(record), typed)
        except Exception:  # a fault of ours must not leave a person waiting, nor a claim unsettled
            log.exception("work at the court broke", work=type(work).__name__, conversation=record.conversation)
            event = flow.given_up(work)
        counted = await self._guard.settle(names, record.conversation, record.rev, event)
        await self._report(record.key, record.conversation, event, counted)
        await self._work.seal_held(owner_of(record))

    async def _report(self, key: ConversationKey, conversation: str, event: ev.FromCourt, names: Names) -> None:
        """Commit what the court answered, however long the disk is full: it cannot be asked for again."""
        with suppress(NewerVersionError):  # which finds out when this process has ended, as after a crash
            await until_stored(
                lambda: self.handle(key, event, conversation=conversation, names=names),
                "a court's answer waits for the database",
            )

    async def _watch_deadlines(self) -> None:
        while True:
            try:
                if self._store.shared and await self._recovery.look():
                    self._outbox.wake()
                for record in await self._salvage.readable(await self._store.due(self._clock(), DEADLINES_AT_ONCE)):
                    if record.key not in self._passing:
                        self._passing.add(record.key)
                        self._tasks.spawn(self._deadline_passed(record))
            except Exception:  # the next look is a second away
                log.exception("deadlines were not looked at")
            await asyncio.sleep(DEADLINE_POLL)

    async def _sweep(self) -> None:
        while True:
            try:
                await self._vault.sweep()
            except StoreError:
                log.exception("what has expired was not swept")
            await asyncio.sleep(SWEEP_EVERY)

    async def _deadline_passed(self, record: Record) -> None:
        try:
            state = decode_state(record.state)
            zone = await self._time_zone(record.key.user) if flow.asks_time_zone(state) else ""
            due = record.deadline or self._clock()
            await self.handle(record.key, ev.DeadlinePassed(due, zone), seen=flow.seen(state, record.rev))
        finally:
            self._passing.discard(record.key)

    async def _time_zone(self, user: str) -> str:
        try:
            async with asyncio.timeout(TIME_ZONE_LIMIT):
                return await self._desk.time_zone(user)
        except (SlackError, TimeoutError) as error:
            log.info("time zone is not known", error=getattr(error, "code", "timeout"))
            return ""

    async def _end_sessions(self) -> None:
        """Sign out of PACER for everybody who is signed in, since what is sealed ends with the last process."""
        try:
            live = await self._salvage.readable(await self._store.live()) if await self._store.alone() else ()
        except StoreError:  # the rest of the stop must not wait for a database
            log.exception("who is signed in could not be read, so their sessions end by themselves")
            return
        signed_in = [each for each in live if flow.holds_session(decode_state(each.state))]
        ends = [self._tasks.spawn(self._work.end_session(owner_of(record))) for record in signed_in]
        await self._tasks.finish([*ends, self._tasks.spawn(self._work.end_held())], LAST_WORDS)

    async def forget(self, key: ConversationKey, conversation: str | None = None) -> bool:
        """Delete everything about a person but the audit lines; False, and nothing done, while a link is on its way.

        Nor where they are not at `conversation` ("": at none), if that is given. First their run is ended, so that no
        process seals anything for it or sends its link. Raises StoreError and NewerVersionError, deleting nothing;
        what was under way is ended all the same, if the database took that.
        """
        ended = await self.handle(key, ev.ToBeForgotten(), conversation=conversation)
        if _is_over(ended.record, conversation, None) or (ended.state and not flow.may_forget(ended.state)):
            return False
        if ended.record:
            self._in_turn(key, self._drawing.close(ended.record))
        done: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._in_turn(key, self._delete(key, ended.record.conversation if ended.record else "", done))
        # What was begun meanwhile goes too, ended where it is seen; unless it was to be one conversation alone.
        return await done or (conversation is None and await self.forget(key))

    async def _delete(self, key: ConversationKey, ended: str, done: asyncio.Future[bool]) -> None:
        try:
            gone = await self._store.forget(key, self._outbox.forgotten, unless=lambda now: _is_over(now, ended, None))
            forget_what_was_read()
            self._outbox.wake()
        except StoreError as error:
            done.set_exception(error)
        else:
            done.set_result(gone)


def _is_over(record: Record | None, conversation: str | None, rev: int | None) -> bool:
    """Say whether another conversation, or a later step, has come meanwhile than what was meant, if any was."""
    if record is None:
        return bool(conversation or rev)
    return conversation not in {None, record.conversation} or rev not in {None, record.rev}
