"""Sends what was committed to be sent: cards, results, help-desk notices. At least once, in order for each person.

May not decide what is sent. What an operator can mend is kept until it is mended; what Slack will never take is buried
with an alert in the log. A database that fails for a while loses nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, assert_never

import structlog

from bot import screens
from bot.engine.codec import decode_effect, decode_state
from bot.engine.patience import until_stored
from bot.flow import events as ev
from bot.flow.effects import Outcome, TellHelpDesk
from bot.slack.desk import MENDABLE, Closed, SlackBusyError, SlackError, SlackMendableError, SlackRefusedError
from bot.slack.pauses import Pauses, growing
from bot.store import StoreError
from bot.store.outbox import Kind
from bot.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.engine.drawing import Drawing
    from bot.flow import states as st
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.store.outbox import Outbox as Kept
    from bot.store.outbox import OutboxItem

    Heard = Callable[[ConversationKey, str, ev.FromOutbox], Awaitable[None]]

log = structlog.get_logger(__name__)

AT_ONCE = 8
"""Messages under way at the same time; Slack takes about one a second in each channel."""
MOST_ATTEMPTS = 50
"""After which a message is given up if Slack takes others meanwhile: with the waits in between, about four hours."""
MOST_UNKNOWN = 10
"""Attempts with a refusal that is not known here: about nine minutes. Kept is safer than buried, but what Slack refuses
for its content must not hold back for ever what is behind it."""
UNREACHED_AFTER = 6
"""Attempts, about a minute, after which the person is told that the help desk could not be told yet."""
IDLE_POLL = 30.0
"""Seconds until the outbox looks without having been woken, in case a wake was missed."""


class Outbox:
    """Delivers the store's outbox. One per process."""

    def __init__(
        self, *, store: Kept, drawing: Drawing, desk: SlackDesk, help_desk: str, clock: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._drawing = drawing
        self._desk = desk
        self._help_desk = help_desk
        self._clock = clock
        self._woken = asyncio.Event()
        self._tasks = Tasks()
        self._sending: set[asyncio.Task[None]] = set()
        self._pauses = Pauses()
        self._arrived_at: datetime | None = None

    def start(self, heard: Heard) -> None:
        """Begin to deliver; `heard` takes what became of a help-desk notice."""
        self._heard = heard
        self._tasks.spawn(self._deliver())

    def wake(self) -> None:
        """Say that something was committed."""
        self._woken.set()

    async def stop(self, grace: float) -> None:
        """Let what is under way finish for at most `grace` seconds; the rest is sent after the next start."""
        await self._tasks.finish(self._sending, grace)
        await self._tasks.close()

    async def _deliver(self) -> None:
        # What an operator had to mend may be mended by now: a start tries it at once.
        await until_stored(lambda: self._store.hasten(MENDABLE), "the outbox could not be read")
        while True:
            self._woken.clear()
            try:
                for item in await until_stored(self._take, "the outbox could not be read"):
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

    async def _take(self) -> tuple[OutboxItem, ...]:
        room = AT_ONCE - len(self._sending)
        return await self._store.take_due(self._clock(), room) if room else ()

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
        pause = self._pauses.covering(_places(item).values(), self._clock())
        if pause:
            await self._put_back(item, pause.until, pause.code, tried=False)
            return
        try:
            await self._send_kind(item)
        except SlackError as error:
            await self._not_taken(item, error)
        except StoreError:  # what is sent again carries the same key
            log.exception("a message waits for the database", kind=item.kind, conversation=item.conversation)
            await self._put_back(item, self._clock() + growing(item.attempts), "store")
        except Exception:
            log.exception("a message could not be made", kind=item.kind, conversation=item.conversation)
            await self._bury(item, "fault")
        else:
            await self._arrived(item)

    async def _arrived(self, item: OutboxItem) -> None:
        self._arrived_at = self._clock()
        await self._tell(item, ev.HelpDeskTold())
        await until_stored(lambda: self._store.delivered(item.id), "a delivery waits for the database")
        if self._pauses.opened(_places(item).values()):
            await until_stored(lambda: self._store.hasten(MENDABLE), "the outbox could not be read")

    async def _not_taken(self, item: OutboxItem, error: SlackError) -> None:
        now = self._clock()
        match error:
            case SlackBusyError(after=after):
                if item.attempts + 1 >= UNREACHED_AFTER:
                    await self._tell(item, ev.HelpDeskUnreachable())
                if item.attempts + 1 >= MOST_ATTEMPTS and self._takes_others():
                    await self._give_up(item, error)
                    return
                await self._put_back(item, now + max(timedelta(seconds=after), growing(item.attempts)), error.code)
            case SlackMendableError(closed=closed):
                place = _places(item)[closed]
                pause = self._pauses.refused(place, error.code, closed, now)
                await self._tell(item, ev.HelpDeskUnreachable())
                await self._put_back(item, pause.until, error.code)
            case SlackRefusedError():
                await self._give_up(item, error)
            case _ if item.attempts + 1 >= MOST_UNKNOWN:
                await self._give_up(item, error)
            case _:
                log.warning("Slack refuses for an unknown reason", kind=item.kind, error=error.code)
                await self._put_back(item, now + growing(item.attempts), error.code)

    def _takes_others(self) -> bool:
        """Say whether Slack took any message lately, so that it is this one that it does not take."""
        return self._arrived_at is not None and self._clock() - self._arrived_at < 2 * growing(MOST_ATTEMPTS)

    async def _give_up(self, item: OutboxItem, error: SlackError) -> None:
        log.error("Slack will not take a message", kind=item.kind, conversation=item.conversation, error=error.code)
        await self._bury(item, error.code)

    async def _bury(self, item: OutboxItem, code: str) -> None:
        await self._tell(item, ev.HelpDeskUnreachable())
        await until_stored(lambda: self._store.bury(item.id, code), "a message that is given up waits for the database")

    async def _put_back(self, item: OutboxItem, until: datetime, code: str, *, tried: bool = True) -> None:
        await until_stored(
            lambda: self._store.postpone(item.id, until, code, tried=tried),
            "a message that is put back waits for the database",
        )

    async def _tell(self, item: OutboxItem, event: ev.FromOutbox) -> None:
        """Let the conversation know what became of its notice to the help desk."""
        if item.kind != Kind.HELP_DESK:
            return
        try:
            await until_stored(
                lambda: self._heard(item.key, item.conversation, event),
                "what became of a notice waits for the database",
            )
        except Exception:  # the message itself must not be held back by it
            log.exception("a conversation did not take what became of its notice", conversation=item.conversation)

    async def _send_kind(self, item: OutboxItem) -> None:
        kind = Kind(item.kind)
        match kind:
            case Kind.CARD | Kind.CARD_BELOW:
                await self._drawing.card(item.key, at_bottom=kind is Kind.CARD_BELOW)
            case Kind.RESULT:
                await self._send_result(item, screens.result)
            case Kind.REMINDER:
                await self._send_result(item, screens.reminder)
            case Kind.SET_ASIDE:
                await self._send_set_aside(item)
            case Kind.HELP_DESK:
                await self._send_notice(item)
            case _:
                assert_never(kind)

    async def _send_result(self, item: OutboxItem, told: Callable[[st.State, screens.Drawn], screens.Message]) -> None:
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


def _places(item: OutboxItem) -> dict[Closed, str]:
    """Name what an operator may have to open before an item is taken."""
    where = Kind.HELP_DESK if item.kind == Kind.HELP_DESK else f"{item.key.team} {item.key.user}"
    scopes = Kind.HELP_DESK if item.kind == Kind.HELP_DESK else "direct messages"
    return {Closed.WORKSPACE: "workspace", Closed.CHANNEL: where, Closed.SCOPE: f"scopes for {scopes}"}


def _key(item: OutboxItem) -> str:
    return f"{item.conversation}/{item.kind}/{item.id}"
