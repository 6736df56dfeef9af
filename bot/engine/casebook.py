"""Keeps and draws the help desk's cases: one message of each in the channel, redrawn, and its story in the thread.

Decides nothing: `bot.helpdesk.cases` does. What is to be shown or told of an act is committed with it, and sent by the
outbox, at least once.
"""

from __future__ import annotations

import secrets
from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

import structlog

from bot import flow, screens
from bot.engine.codec import (
    CodecError,
    NewerVersionError,
    decode_case,
    decode_day,
    decode_line,
    decode_state,
    encode_case,
    encode_change,
    encode_day,
)
from bot.engine.naming import new_reference
from bot.flow.effects import Leaving, Outcome, TellHelpDesk
from bot.helpdesk import cases
from bot.helpdesk.changes import change_of, forgotten, untold
from bot.helpdesk.clock import Day, due, passed
from bot.helpdesk.hours import opened
from bot.slack.desk import SlackGoneError
from bot.store.cases import CaseChange, Cases, DeskDays
from bot.store.conversations import Places
from bot.store.outbox import Beside, Kind, Outgoing, Way

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.helpdesk.changes import Change
    from bot.helpdesk.clock import Times
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.store.cases import Arrival, CaseRow, DecideCase, Met
    from bot.store.outbox import OutboxItem


log = structlog.get_logger(__name__)

DUE_AT_ONCE: Final = 100
"""Cases that are looked at together when their time has come."""


class Refused(NamedTuple):
    """Why nothing was done, and who has the case."""

    why: cases.No
    holder: str


class Book(Cases, Places, Beside, DeskDays, Protocol):
    """What is needed of the store."""


class CaseBook:
    """The cases of one installation, in one channel. `told_too`: the ways by which the firm's own systems hear."""

    def __init__(
        self,
        *,
        store: Book,
        desk: SlackDesk,
        channel: str,
        clock: Callable[[], datetime],
        times: Times,
        links: cases.Told,
        told_too: tuple[Way, ...] = (),
    ) -> None:
        self.channel = channel
        self._store = store
        self._desk = desk
        self._clock = clock
        self._times = times
        self._links = links
        self._told_too = told_too
        self._day: datetime | None = None

    async def start(self) -> None:
        """Look at all open cases, since the times may be other ones than before the stop. Raises StoreError."""
        for row in await self._store.open_cases():
            await self._store.move_case(row.reference, None, self._looked_at)

    def _looked_at(self, row: CaseRow | None) -> CaseChange | None:
        case = _read(row)
        return self._kept(case) if case else None

    async def act(self, reference: str, act: cases.Act, by: str) -> Refused | None:
        """Take what a member does; give why it did nothing, and who has the case. Raises StoreError."""
        return await self._moved(reference, lambda case: cases.acted(case, act, by, self._clock()))

    async def open_for(self, key: ConversationKey, said: str, by: str) -> Refused | None:
        """Open a case for a person, about the run that they are in or without one, as `act`. Raises StoreError."""
        record = await self._store.load(key)
        state = decode_state(record.state) if record else None
        step = type(state).__name__ if state else ""
        news = TellHelpDesk(Outcome.BY_MEMBER, getattr(state, "court", None), step=step, said=said)
        told = cases.Said(record.conversation if record else new_reference(), key.user, news, 0)
        opens = partial(cases.opened, said=told, by=by, now=self._clock())
        return await self._moved(told.reference, opens, key)

    async def act_once(self, arrival: Arrival, reference: str, act: cases.Act, by: str) -> tuple[Met, Refused | None]:
        """As `act`, for what comes from outside and may come again; say as well whether it did. Raises StoreError."""
        change, refused = self._mover(lambda case: cases.acted(case, act, by, self._clock()))
        met = await self._store.move_case_once(arrival, reference, change)
        return met, refused[0] if refused else None

    async def answer(self, reference: str, words: str, by: str) -> Refused | None:
        """Take what its person answers, as `act`. Raises StoreError."""
        return await self._moved(reference, lambda case: cases.answered(case, words, by))

    async def judge(self, reference: str, by: str, *, solved: bool) -> Refused | None:
        """Take whether it is solved to its person, as `act`. Raises StoreError."""
        return await self._moved(reference, lambda case: cases.judged(case, by, solved=solved))

    async def pass_time(self) -> bool:
        """Do what is due of the cases; say whether there was anything. Raises StoreError."""
        now = self._clock()
        references = await self._store.due_cases(now, DUE_AT_ONCE)
        for reference in references:
            await self._store.move_case(reference, None, lambda row: self._passed(row, now))
        return await self._new_day(now) or bool(references)

    def _passed(self, row: CaseRow | None, now: datetime) -> CaseChange | None:
        if row is None:
            return None
        try:
            case = decode_case(row.body)
        except NewerVersionError:  # which looks at it
            return None
        except CodecError:
            log.exception("a case cannot be read, and is not waited for", conversation=row.reference)
            return CaseChange(row.body, is_open=False)
        moved = passed(case, now, self._times)
        return self._change(case, moved, _new_name()) if moved else self._kept(case)

    async def _new_day(self, now: datetime) -> bool:
        """Begin the working day, once, with its list; the first one of all has nothing to look back on."""
        opens = opened(self._times.hours, now)
        if opens is None or opens == self._day:
            return False
        since = await self._store.last_day() or opens
        day = Day(since, opens)
        wanted = await self._of_the_day(day) is not None
        begun = await self._store.begin_day(opens, Outgoing(Kind.DESK_DAY, encode_day(day)) if wanted else None)
        self._day = opens
        return begun and wanted

    async def _of_the_day(self, day: Day) -> screens.Message | None:
        waiting = [case for row in await self._store.open_cases() if (case := _read(row)) and case.is_waiting]
        waited = [case for case in waiting if case.opened < day.opens]
        linked = await self._store.linked(day.since, day.opens) if self._links is cases.Told.DAILY else ()
        return screens.desk_day(day, waited, linked)

    async def tell_day(self, item: OutboxItem, key: str) -> None:
        """Post the list of a working day, as far as it is still so. Raises SlackError and StoreError."""
        message = await self._of_the_day(decode_day(item.payload))
        if message is not None:
            await self._desk.post(self.channel, message, key=key)

    def _change(self, before: cases.Case | None, moved: cases.Moved, named: str) -> CaseChange:
        """Give what a change is in the store, with all that is to be sent of it."""
        shown = _shown(moved.line) if moved.line else ()
        return self._kept(moved.case, *shown, *self._told_of(before, moved, named))

    def _kept(self, case: cases.Case, *outgoing: Outgoing) -> CaseChange:
        return CaseChange(encode_case(case), outgoing, due(case, self._times), is_open=case.closed is None)

    async def _moved(
        self,
        reference: str,
        decide: Callable[[cases.Case | None], cases.Moved | cases.No],
        key: ConversationKey | None = None,
    ) -> Refused | None:
        change, refused = self._mover(decide)
        await self._store.move_case(reference, key, change)
        return refused[0] if refused else None

    def _mover(self, decide: Callable[[cases.Case | None], cases.Moved | cases.No]) -> tuple[DecideCase, list[Refused]]:
        """Give what the store asks to move a case, and where it is found after that why nothing was done."""
        refused: list[Refused] = []
        named = _new_name()

        def change(row: CaseRow | None) -> CaseChange | None:
            case = decode_case(row.body) if row else None
            moved = decide(case)
            if isinstance(moved, cases.No):
                refused.append(Refused(moved, case.holder if case else ""))
                return None
            return self._change(case, moved, named)

        return change, refused

    async def told(self, item: OutboxItem, news: TellHelpDesk, key: str) -> None:
        """Take what a run says, and show it: in its case, or by itself where it needs nobody.

        Raises SlackError and StoreError.
        """
        row = await self.heard(item, news)
        if row is None and cases.is_quiet(news, self._links):
            return
        if row is None:
            notice = screens.help_desk_notice(news, item.key.user, item.conversation)
            await self._desk.post(self.channel, notice, key=key)
        else:
            # What closed it by itself is a line of its own.
            proven = news.outcome is Outcome.LINKED and cases.is_proven(decode_case(row.body))
            await self._draw(row, None if proven else screens.case_line(None, news), key)

    async def heard(self, item: OutboxItem, news: TellHelpDesk) -> CaseRow | None:
        """Take what a run says, once, without showing it; give its case. Raises StoreError."""
        said = cases.Said(item.conversation, item.key.user, news, item.id)
        named = _new_name()

        def decide(row: CaseRow | None) -> CaseChange | None:
            before = decode_case(row.body) if row else None
            after = cases.told(before, said, self._clock())
            return None if after is None or after.case == before else self._change(before, after, named)

        return await self._store.move_case(item.conversation, item.key, decide)

    def forgotten(self, row: CaseRow) -> tuple[Outgoing, ...]:
        """Give what is to be sent of a case that is deleted with its person's data: its message loses what it says.

        The firm's own systems are told of it.
        """
        change = forgotten(row.reference, _new_name(), self._clock())
        shown = (Outgoing(Kind.CASE_GONE, f"{row.channel} {row.ts}", lane=Kind.HELP_DESK),) if row.ts else ()
        return (*shown, *(_outgoing(change, way) for way in self._told_too))

    async def empty(self, item: OutboxItem) -> None:
        """Take the name, the words and the buttons off the message of a case that is not kept. Raises SlackError."""
        channel, _, ts = item.payload.partition(" ")
        try:
            await self._desk.update(channel, ts, screens.case_gone(item.conversation))
        except SlackGoneError:
            log.info("the message of a case is gone already", conversation=item.conversation)

    async def is_of(self, reference: str, user: str) -> bool:
        """Say whether there is such a case, and it is this person's. Raises StoreError."""
        row = await self._store.case(reference)
        return row is not None and row.key.user == user

    async def behind(self, item: OutboxItem) -> tuple[OutboxItem, ...]:
        """Give what waits for Slack to take `item` first. Raises StoreError."""
        return await self._store.behind(item.id)

    async def hear(self, item: OutboxItem, news: TellHelpDesk, *, is_late: bool) -> None:
        """Take what a run says that Slack does not take now, once.

        What needs nobody, and so is no case, goes by mail when it `is_late`, once. Raises StoreError.
        """
        case = await self.heard(item, news)
        if case is None and is_late and Way.MAIL in self._told_too and not cases.is_quiet(news, self._links):
            said = cases.Said(item.conversation, item.key.user, news, item.id)
            change = untold(said, _new_name(), item.since)
            await self._store.send_also(item.id, _outgoing(change, Way.MAIL))

    async def not_arrived(self, item: OutboxItem) -> None:
        """Take that the person will not be told, so that who wrote to them hears it. Raises StoreError."""
        line = decode_line(item.payload)
        named = _new_name()

        def change(row: CaseRow | None) -> CaseChange | None:
            case = _read(row)
            moved = cases.not_arrived(case, line)
            return self._change(case, moved, named) if moved else None

        await self._store.move_case(item.conversation, None, change)

    async def left(self, item: OutboxItem) -> None:
        """Take that its person left the run of a case, if there is one. Raises StoreError."""
        how, named = Leaving(item.payload), _new_name()

        def change(row: CaseRow | None) -> CaseChange | None:
            case = _read(row)
            moved = cases.left(case, how, item.since)
            return self._change(case, moved, named) if moved else None

        await self._store.move_case(item.conversation, None, change)

    async def draw(self, item: OutboxItem, key: str) -> None:
        """Show what a member did. Raises SlackError and StoreError."""
        row = await self._store.case(item.conversation)
        if row is not None:
            line = decode_line(item.payload)
            await self._draw(row, screens.case_line(line, None), key, aloud=line.deed is cases.Deed.NUDGED)

    async def tell_person(self, item: OutboxItem, key: str) -> str | None:
        """Tell the person what became of their case, and give the channel where. Raises SlackError and StoreError."""
        row = await self._store.case(item.conversation)
        if row is None:
            return None
        record = await self._store.load(item.key)
        state = decode_state(record.state) if record else None
        drawn = (
            screens.Drawn(item.key.user, flow.seen(state, record.rev), record.conversation)
            if record and state
            else None
        )
        channel = await self._desk.open_dm(item.key.user)
        message = screens.case_told(decode_line(item.payload), decode_case(row.body), state, drawn)
        await self._desk.post(channel, message, key=key)
        return channel

    def _told_of(self, before: cases.Case | None, moved: cases.Moved, named: str) -> tuple[Outgoing, ...]:
        """Give what the firm's own systems are told of a change, if it is one."""
        change = change_of(before, moved, named, self._clock())
        if change is None:
            return ()
        return tuple(_outgoing(change, way) for way in self._told_too)

    async def _draw(self, row: CaseRow, line: screens.Message | None, key: str, *, aloud: bool = False) -> None:
        """Draw the case's message anew, and put the line into its thread, `aloud` into the channel as well.

        What opens a case is no line of it. Where somebody deleted the message there is another, and the line below it.
        """
        message = screens.case_message(decode_case(row.body), key.rpartition("/")[2])
        channel, ts = row.channel or self.channel, row.ts
        try:
            if ts:
                await self._desk.update(channel, ts, message)
        except SlackGoneError:
            channel, ts = self.channel, None
        if ts is None:
            ts = await self._desk.post(channel, message, key=key)
            await self._store.place_case(row.reference, channel, ts)
        if row.ts and line:
            await self._desk.post(channel, line, key=key, thread=ts, aloud=aloud)


_KINDS: Final = {Way.WEBHOOK: Kind.WEBHOOK, Way.MAIL: Kind.MAIL}


def _new_name() -> str:
    """Give a change its name: by chance, so that it does not come again after an older copy of the database."""
    return f"msg_{secrets.token_hex(16)}"


def _outgoing(change: Change, way: Way) -> Outgoing:
    return Outgoing(_KINDS[way], encode_change(change), lane=_KINDS[way], way=way)


def _shown(line: cases.Line) -> tuple[Outgoing, ...]:
    """Give what the story and, where it concerns them, the person get of a change."""
    text = encode_case(line)
    told = (Outgoing(Kind.CASE_TOLD, text, lane=Kind.CASE_TOLD),) if cases.is_for_person(line) else ()
    return (Outgoing(Kind.CASE, text, lane=Kind.HELP_DESK), *told)


def _read(row: CaseRow | None) -> cases.Case | None:
    """Give a case that is looked at by itself; None, and a line in the log, for one that cannot be read."""
    try:
        return decode_case(row.body) if row else None
    except CodecError:
        log.exception("a case cannot be read", conversation=row.reference if row else "")
        return None
