"""Goes on with what a process that is gone left behind: at the start, and where others may be gone, all the time.

What is left behind is known by the store. Decides nothing; the rules say what `Restarted` means.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from bot import flow
from bot.engine.codec import NewerVersionError, decode_state
from bot.flow import events as ev
from bot.store.conversations import Conversations
from bot.store.outbox import Kind, Posting

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.engine.salvage import Salvage
    from bot.flow import states as st
    from bot.store import ConversationKey
    from bot.store.conversations import Record
    from bot.vault import Vault


class Book(Conversations, Posting, Protocol):
    """What is needed of the store."""


class Handled(Protocol):
    """What became of an event."""

    @property
    def changed(self) -> bool:
        """Whether it did something."""
        ...

    @property
    def state(self) -> st.State | None:
        """The state now; None where the event came too late."""
        ...


class Handle(Protocol):
    """Takes an event through the rules."""

    async def __call__(
        self, key: ConversationKey, event: ev.Event, *, conversation: str | None = None, rev: int | None = None
    ) -> Handled:
        """Take it."""
        ...


@dataclass(frozen=True, slots=True)
class Recovery:
    """Recovers conversations by `handle`; `redraw` draws the modal of a person that is open."""

    store: Book
    salvage: Salvage
    vault: Vault
    handle: Handle
    redraw: Callable[[ConversationKey], None]

    async def look(self) -> bool:
        """Go on with what was left behind, and say whether there was anything. Raises StoreError."""
        left = await self.salvage.readable(await self.store.left_behind())
        for record in left:
            with suppress(NewerVersionError):  # it has gone on with it meanwhile
                await self._recover(record)
        return bool(left)

    async def _recover(self, record: Record) -> None:
        # With the rev: somebody else may have gone on with it meanwhile, or its person.
        lost = not await self._goes_on(record)
        restarted = await self.handle(record.key, ev.Restarted(), rev=record.rev) if lost else None
        changed = restarted is not None and restarted.changed
        if record.view_id and not changed:
            # The process may have ended before it drew there what came of a check.
            self.redraw(record.key)
        await self._look_after_notice(record, restarted.state if restarted else decode_state(record.state))
        if self.store.shared and not changed:
            await self.store.take_over(record)

    async def _goes_on(self, record: Record) -> bool:
        """Say whether nothing is lost: nobody was at the court, and what is sealed opens here as well."""
        state = decode_state(record.state)
        if not self.store.shared or flow.at_court(state) or not flow.holds_session(state):
            return False
        return await self.vault.keeps(record.conversation)

    async def _look_after_notice(self, record: Record, state: st.State | None) -> None:
        """Say that nobody is told when the notice to the help desk is not there any more: an operator dropped it."""
        asked = state.run.asked if state and flow.awaits_help_desk(state) else None
        if asked and not await self.store.is_waiting(record.conversation, Kind.HELP_DESK):
            lost = ev.HelpDeskUnreachable(asked.notice, given_up=True)
            await self.handle(record.key, lost, conversation=record.conversation)
