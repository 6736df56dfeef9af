"""Sends what was committed to be sent: cards, results, help-desk notices. At least once, in order for each person.

May not decide what is sent; what Slack will never take is buried with an alert in the log, and nothing is lost in
silence.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot import screens
from bot.codec import decode_effect, decode_state
from bot.flow.effects import Outcome, TellHelpDesk
from bot.slack import SlackBusyError, SlackError
from bot.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.drawing import Drawing
    from bot.flow.states import State
    from bot.slack import SlackDesk
    from bot.store import OutboxItem, Store

log = structlog.get_logger(__name__)

CARD, CARD_BELOW, RESULT, REMINDER, HELP_DESK = "card", "card_below", "result", "reminder", "help_desk"
SET_ASIDE = "set_aside"

AT_ONCE = 8
"""Messages under way at the same time; Slack takes about one a second in each channel."""
LONGEST_WAIT = timedelta(minutes=5)
MOST_ATTEMPTS = 50
"""With the waits in between, about four hours of a Slack that is down."""
IDLE_POLL = 30.0
"""Seconds until the outbox looks without having been woken, in case a wake was missed."""


class Outbox:
    """Delivers the store's outbox. One per process."""

    def __init__(
        self, *, store: Store, drawing: Drawing, desk: SlackDesk, help_desk: str, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._drawing = drawing
        self._desk = desk
        self._help_desk = help_desk
        self._clock = clock
        self._woken = asyncio.Event()
        self._tasks = Tasks()
        self._sending: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Begin to deliver."""
        self._tasks.spawn(self._deliver())

    def wake(self) -> None:
        """Say that something was committed."""
        self._woken.set()

    async def stop(self, grace: float) -> None:
        """Let what is under way finish for at most `grace` seconds; the rest is sent after the next start."""
        await self._tasks.finish(self._sending, grace)
        await self._tasks.close()

    async def _deliver(self) -> None:
        while True:
            self._woken.clear()
            try:
                room = AT_ONCE - len(self._sending)
                for item in await self._store.take_due(self._clock(), room) if room else ():
                    task = self._tasks.spawn(self._send(item))
                    self._sending.add(task)
                    task.add_done_callback(self._ended)
                wait = await self._until_next()
            except Exception:  # the store may come back; what is in it is not lost
                log.exception("the outbox could not be read")
                wait = 1.0
            with suppress(TimeoutError):
                async with asyncio.timeout(wait):
                    await self._woken.wait()

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._sending.discard(task)
        self._woken.set()

    async def _until_next(self) -> float:
        if len(self._sending) >= AT_ONCE:
            return IDLE_POLL
        due = await self._store.next_due()
        if due is None:
            return IDLE_POLL
        return min(max((due - self._clock()).total_seconds(), 0.05), IDLE_POLL)

    async def _send(self, item: OutboxItem) -> None:
        try:
            await self._send_kind(item)
        except SlackBusyError as busy:
            await self._again(item, busy)
        except SlackError as error:
            log.exception(
                "Slack will not take a message", kind=item.kind, conversation=item.conversation, error=error.code
            )
            await self._store.bury(item.id, error.code)
        except Exception:
            log.exception("a message could not be made", kind=item.kind, conversation=item.conversation)
            await self._store.bury(item.id, "fault")
        else:
            await self._store.delivered(item.id)

    async def _send_kind(self, item: OutboxItem) -> None:
        match item.kind:
            case "card" | "card_below":
                await self._drawing.card(item.key, at_bottom=item.kind == CARD_BELOW)
            case "result":
                await self._send_result(item, screens.result)
            case "reminder":
                await self._send_result(item, screens.reminder)
            case "set_aside":
                await self._send_set_aside(item)
            case "help_desk":
                await self._send_notice(item)
            case unknown:
                raise ValueError(f"no such kind of message: {unknown}")

    async def _send_result(self, item: OutboxItem, told: Callable[[State, screens.Drawn], screens.Message]) -> None:
        channel = await self._desk.open_dm(item.key.user)
        # Its buttons begin something anew or resume it, so they say of nothing that it was seen.
        drawn = screens.Drawn(item.key.user, screens.NOTHING_SEEN, item.conversation)
        await self._desk.post(channel, told(decode_state(item.payload), drawn), key=_key(item))
        self._drawing.written(channel)

    async def _send_set_aside(self, item: OutboxItem) -> None:
        channel = await self._desk.open_dm(item.key.user)
        drawn = screens.Drawn(item.key.user, screens.NOTHING_SEEN, item.conversation)
        unknown = item.payload == Outcome.SET_ASIDE_UNKNOWN
        await self._desk.post(channel, screens.set_aside(drawn, unknown=unknown), key=_key(item))
        self._drawing.written(channel)

    async def _send_notice(self, item: OutboxItem) -> None:
        effect = decode_effect(item.payload)
        if not isinstance(effect, TellHelpDesk):
            raise TypeError("not a help-desk notice")
        notice = screens.help_desk_notice(effect, item.key.user, item.conversation)
        await self._desk.post(self._help_desk, notice, key=_key(item))

    async def _again(self, item: OutboxItem, busy: SlackBusyError) -> None:
        if item.attempts + 1 >= MOST_ATTEMPTS:
            log.error("gave up sending a message", kind=item.kind, conversation=item.conversation, error=busy.code)
            await self._store.bury(item.id, busy.code)
            return
        wait = max(timedelta(seconds=busy.after), min(timedelta(seconds=2**item.attempts), LONGEST_WAIT))
        await self._store.postpone(item.id, self._clock() + wait, busy.code)


def _key(item: OutboxItem) -> str:
    return f"{item.conversation}/{item.kind}/{item.id}"
