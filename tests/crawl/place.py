"""The app between practice court and practice workspace, put into any state; and what its person sees of it."""

from __future__ import annotations

import asyncio
import secrets
from dataclasses import dataclass, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from bot import flow, screens
from bot.engine.codec import decode_state, encode_state
from bot.sandbox.workspace.model import TEAM_ID
from bot.store import ConversationKey
from bot.store.conversations import Change
from bot.store.trail import AuditLine
from tests.support.person import words
from tests.support.stack import ATTORNEY

if TYPE_CHECKING:
    from bot.engine.drawing import Drawing
    from bot.engine.engine import Engine
    from bot.flow import states as st
    from bot.sandbox.workspace.model import Message
    from bot.store.conversations import Record
    from tests.support.person import Person
    from tests.support.stack import Stack

KEY = ConversationKey(TEAM_ID, ATTORNEY)


@dataclass(frozen=True)
class Sight:
    """What one person's screen shows: the messages by their time, what only they see, the modals, the Home."""

    messages: dict[str, tuple[str | None, str, str]]
    ephemerals: tuple[tuple[str, str], ...]
    views: tuple[tuple[str, str], ...]
    home: str

    def news(self, before: Sight, channel: str, thread: str | None = None) -> list[str]:
        """Give the words that are new at the bottom of a channel, or of a thread, since `before`."""
        told = [said for at, said in self.ephemerals[len(before.ephemerals) :] if at == channel]
        new = [each for ts, each in self.messages.items() if ts not in before.messages]
        return [*told, *(said for within, at, said in new if (within, at) == (thread, channel))]

    def changed(self, before: Sight, ts: str) -> list[str]:
        """Give the words of a message that is another now."""
        now = self.messages.get(ts)
        return [now[2]] if now and now != before.messages.get(ts) else []


class Place:
    """One attorney, at any place of the conversation. Deeds are done at the workspace's page, over the real socket."""

    def __init__(self, stack: Stack, me: Person) -> None:
        assert stack._app is not None
        self.stack = stack
        self.me = me
        self.engine: Engine = stack._app.engine
        self.drawing: Drawing = self.engine._drawing
        self.store: Any = self.engine._store
        self.desk = self.engine._desk
        self._numbers = count(1)

    # -- being somewhere ----------------------------------------------------------------------------------------------

    async def be_at(self, state: st.State | None) -> st.State | None:
        """Be in `state`, in a run of one's own, with nothing on the screen but its card."""
        workspace, dm = self.stack.workspace, self.me.dm
        await self.settled()
        workspace.stacks[ATTORNEY].clear()
        workspace.ephemerals[ATTORNEY, self.me.session] = []
        workspace.conversations[dm].messages.clear()
        workspace.homes.pop(ATTORNEY, None)
        await self.store.forget(KEY)
        if state is None:
            return None
        number = next(self._numbers)
        run = replace(state.run, reference=f"LP-{number}", token=secrets.token_hex(16), place=0)
        there = replace(state, run=run)
        change = Change(
            run.reference,
            encode_state(there),
            None,
            (),
            AuditLine(event="Put", before="", after=type(there).__name__, court="", outcome="", by_person=False),
        )
        await self.store.transact(KEY, lambda _: change)
        await self.drawing.card(KEY, at_bottom=True)
        return there

    async def settled(self) -> None:
        """Wait until nobody is at work: no event on its way, no step, no court, nothing to be sent."""
        engine, events = self.engine, self.stack.running_workspace._parts.events
        while True:
            tasks = engine._tasks.running | engine._taken.running | engine._outbox._delivery.sending
            at_work = {*tasks, *engine._last.values(), *events._tasks}
            if at_work:
                await asyncio.wait(at_work)
            elif await self.store.waiting() == 0 and not engine._outbox._delivery.sending:
                return

    async def record(self) -> tuple[Record | None, st.State | None]:
        record = await self.store.load(KEY)
        return record, decode_state(record.state) if record else None

    async def drawn(self, *, old: bool = False) -> screens.Drawn:
        """Give what buttons carry that are drawn now, or that were drawn for a run of long ago."""
        record, state = await self.record()
        if old or record is None or state is None:
            return screens.Drawn(ATTORNEY, flow.Seen("ab" * 16, 1, "cd" * 32), "LP-OLD")
        return screens.Drawn(ATTORNEY, flow.seen(state, record.rev), record.conversation)

    async def post(self, message: screens.Message) -> Message:
        """Have the app post a message, as a result or an older card would stand there."""
        ts = await self.desk.post(self.me.dm, message)
        return next(each for each in self.stack.workspace.conversations[self.me.dm].messages if each.ts == ts)

    # -- seeing -------------------------------------------------------------------------------------------------------

    def sight(self) -> Sight:
        workspace = self.stack.workspace
        talks = [each for each in workspace.conversations.values() if ATTORNEY in each.members]
        home = workspace.homes.get(ATTORNEY)
        return Sight(
            {m.ts: (m.thread_ts, talk.id, _said(m.blocks)) for talk in talks for m in talk.messages if m.by_bot},
            tuple((e.channel, _said(e.blocks)) for e in workspace.ephemerals.get((ATTORNEY, self.me.session), [])),
            tuple((view.id, _said(view.body) + str(view.errors)) for view in workspace.stacks[ATTORNEY]),
            _said(home.blocks) if home else "",
        )

    def card(self) -> Message | None:
        own = [each for each in self.stack.workspace.conversations[self.me.dm].messages if each.by_bot]
        return own[-1] if own else None

    def buttons(self, blocks: list[Any] | None) -> list[str]:
        """Name what can be pressed; what only opens the browser is the browser's to answer."""
        rows = (each["elements"] for each in blocks or [] if each["type"] == "actions")
        return [each["action_id"] for row in rows for each in row if each["type"] == "button" and "url" not in each]


def _said(shown: object) -> str:
    return words(shown)
