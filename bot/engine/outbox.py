"""Sends what was committed to be sent: cards, results, help-desk notices. At least once, in order for each person.

May not decide what is sent. What an operator can mend is kept until it is mended; what Slack will never take is buried
with an alert in the log. A database that fails for a while loses nothing.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Protocol, assert_never

import structlog

from bot import flow, screens
from bot.engine.codec import CodecError, NewerVersionError, decode_effect, decode_state
from bot.engine.delivery import LEFT_FOR, Delivery
from bot.engine.patience import until_stored
from bot.flow import events as ev
from bot.flow.effects import Outcome, TellAboutAttorney, TellAttorney, TellHelpDesk
from bot.slack.desk import MENDABLE, Closed, SlackBusyError, SlackError, SlackMendableError, SlackRefusedError
from bot.slack.pauses import Pauses, growing
from bot.store import StoreError
from bot.store.conversations import Places
from bot.store.outbox import Kind, Way
from bot.store.outbox import Outbox as Kept

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from bot.engine.casebook import CaseBook
    from bot.engine.drawing import Drawing
    from bot.engine.firm_post import FirmPost
    from bot.engine.rollout import RollOut
    from bot.flow import states as st
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey
    from bot.store.cases import CaseRow
    from bot.store.outbox import OutboxItem, Outgoing

    Heard = Callable[[ConversationKey, str, ev.FromOutbox], Awaitable[None]]

log = structlog.get_logger(__name__)

AT_ONCE = 8
"""Messages under way at the same time; Slack takes about one a second in each channel."""
MOST_ATTEMPTS = 50
"""After which a message is given up if Slack takes others meanwhile: with the waits in between, about four hours."""
MOST_UNKNOWN = 10
"""Attempts, about nine minutes, with a refusal that is not known here: what is behind is not held back for ever."""
LONG = timedelta(minutes=10)
"""After which the help desk's mailbox, if there is one, has what Slack does not take."""
UNREACHED_AFTER = 6
"""Attempts, about a minute, after which the person is told that the help desk could not be told yet."""
_HEARD = frozenset({Kind.HELP_DESK, Kind.ATTORNEY})
"""Kinds of which their person's conversation hears what became of them."""
_TYPED = frozenset({Kind.CASE, Kind.CASE_TOLD})
"""Kinds that may hold what one wrote to the other, which nobody keeps once it arrived."""
_TOLD: Mapping[Kind, Callable[[st.State, screens.Drawn], screens.Message]] = {
    Kind.RESULT: screens.result,
    Kind.ABOUT_DESK: screens.about_desk,
    Kind.REMINDER: screens.reminder,
}
"""What a message says whose content is the state at that time."""


class Book(Kept, Places, Protocol):
    """What is needed of the store."""


class Outbox:
    """Delivers what goes to Slack, with the firm's `post` beside it. One per process."""

    def __init__(
        self,
        *,
        store: Book,
        drawing: Drawing,
        desk: SlackDesk,
        casebook: CaseBook,
        rollout: RollOut,
        clock: Callable[[], datetime],
        post: tuple[FirmPost, ...] = (),
    ) -> None:
        self._store = store
        self._drawing = drawing
        self._desk = desk
        self._casebook = casebook
        self._rollout = rollout
        self._clock = clock
        self._post = post
        self._delivery = Delivery(store, clock, Way.SLACK, AT_ONCE)
        self._pauses = Pauses()
        self._arrived_at: datetime | None = None

    def start(self, heard: Heard) -> None:
        """Begin to deliver; `heard` takes what became of a help-desk notice."""
        self._heard = heard
        # What an operator had to mend may be mended by now: a start tries it at once.
        self._delivery.start(self._send, lambda: self._store.hasten(MENDABLE))
        for each in self._post:
            each.start(self._told_otherwise)

    def wake(self) -> None:
        """Say that something was committed."""
        self._delivery.wake()
        self._wake_post()

    def forgotten(self, row: CaseRow) -> tuple[Outgoing, ...]:
        """Give what is to be sent of a case whose person had their data deleted."""
        return self._casebook.forgotten(row)

    async def stop(self, grace: float) -> None:
        """Let what is under way finish for at most `grace` seconds; the rest is sent after the next start."""
        async with asyncio.TaskGroup() as stops:
            stops.create_task(self._delivery.stop(grace))
            for each in self._post:
                stops.create_task(each.stop(grace))

    async def _send(self, item: OutboxItem) -> None:
        try:
            await self._attempt(item)
        except NewerVersionError:
            log.warning(
                "a message is left to a newer version of the app", kind=item.kind, conversation=item.conversation
            )
            await self._postponed(item, self._clock() + LEFT_FOR, "newer_version", tried=False)

    async def _attempt(self, item: OutboxItem) -> None:
        pause = self._pauses.covering(_places(item).values(), self._clock())
        if pause:
            await self._tell_missed(item)
            await self._put_back(item, pause.until, pause.code, tried=False)
            return
        try:
            await self._see_who_hears(item)
            await self._send_kind(item)
        except SlackError as error:
            await self._not_taken(item, error)
        except NewerVersionError:
            raise
        except StoreError:  # what is sent again carries the same key
            log.exception("a message waits for the database", kind=item.kind, conversation=item.conversation)
            await self._put_back(item, self._clock() + growing(item.attempts), "store")
        except Exception:
            log.exception("a message could not be made", kind=item.kind, conversation=item.conversation)
            await self._bury(item, "fault")
        else:
            await self._arrived(item)

    async def _see_who_hears(self, item: OutboxItem) -> None:
        """See that the conversation can hear what becomes of it, before it is sent. Raises NewerVersionError."""
        record = await self._store.load(item.key) if item.kind in _HEARD else None
        try:
            if record:
                decode_state(record.state)
        except NewerVersionError:
            raise
        except CodecError:  # set aside when it hears of it
            pass

    async def _arrived(self, item: OutboxItem) -> None:
        self._arrived_at = self._clock()
        await self._tell(item, arrived=True)
        typed = item.kind in _TYPED
        await until_stored(lambda: self._store.delivered(item.id, typed=typed), "a delivery waits for the database")
        if self._pauses.opened(_places(item).values()):
            await until_stored(lambda: self._store.hasten(MENDABLE), "the outbox could not be read")

    async def _not_taken(self, item: OutboxItem, error: SlackError) -> None:
        now = self._clock()
        match error:
            case SlackBusyError(after=after):
                if item.attempts + 1 >= UNREACHED_AFTER:
                    await self._tell_missed(item)
                if item.attempts + 1 >= MOST_ATTEMPTS and self._takes_others():
                    await self._give_up(item, error)
                    return
                await self._put_back(item, now + max(timedelta(seconds=after), growing(item.attempts)), error.code)
            case SlackMendableError(closed=Closed.CHANNEL) if item.kind == Kind.ATTORNEY:
                await self._give_up(item, error)  # whom they chose takes no messages: another can be chosen
            case SlackMendableError(closed=closed):
                place = _places(item)[closed]
                pause = self._pauses.refused(place, error.code, closed, now)
                await self._tell_missed(item)
                await self._put_back(item, pause.until, error.code)
            case SlackRefusedError():
                await self._give_up(item, error)
            case _ if item.attempts + 1 >= MOST_UNKNOWN:
                await self._give_up(item, error)
            case _:
                log.warning("Slack refuses for an unknown reason", kind=item.kind, error=error.code)
                await self._tell_missed(item)
                await self._put_back(item, now + growing(item.attempts), error.code)

    def _takes_others(self) -> bool:
        """Say whether Slack took any message lately, so that it is this one that it does not take."""
        return self._arrived_at is not None and self._clock() - self._arrived_at < 2 * growing(MOST_ATTEMPTS)

    async def _give_up(self, item: OutboxItem, error: SlackError) -> None:
        log.error("Slack will not take a message", kind=item.kind, conversation=item.conversation, error=error.code)
        await self._bury(item, error.code)

    async def _bury(self, item: OutboxItem, code: str) -> None:
        await self._tell(item, arrived=False)
        if item.kind == Kind.CASE_TOLD:
            with suppress(CodecError):
                await until_stored(
                    lambda: self._casebook.not_arrived(item), "what did not arrive of a case waits for the database"
                )
        await self._tell_otherwise_for_good(item)
        await until_stored(lambda: self._store.bury(item.id, code), "a message that is given up waits for the database")

    async def _put_back(self, item: OutboxItem, until: datetime, code: str, *, tried: bool = True) -> None:
        await self._tell_otherwise(item)
        await self._postponed(item, until, code, tried=tried)

    async def _postponed(self, item: OutboxItem, until: datetime, code: str, *, tried: bool) -> None:
        await until_stored(
            lambda: self._store.postpone(item.id, until, code, tried=tried),
            "a message that is put back waits for the database",
        )

    async def _tell_otherwise(self, item: OutboxItem) -> None:
        """Let the firm's own systems hear of a run whatever Slack does, and its mailbox of what Slack does not take."""
        if item.kind not in {Kind.HELP_DESK, Kind.CASE}:
            return
        try:
            for each in (item, *await self._casebook.behind(item)):
                if each.kind == Kind.HELP_DESK:
                    await self._casebook.hear(each, _news(each), is_late=self._clock() - each.since >= LONG)
        except Exception:  # the message itself is not lost by it, and the next attempt comes here again
            log.exception("what Slack does not take was not told otherwise", conversation=item.conversation)
        self._wake_post()

    async def _tell_otherwise_for_good(self, item: OutboxItem) -> None:
        """Let the mailbox have what Slack will never take, before it is buried: then nobody looks at it again."""
        if item.kind != Kind.HELP_DESK:
            return
        try:
            news = _news(item)
            await until_stored(
                lambda: self._casebook.hear(item, news, is_late=True), "what is told otherwise waits for the database"
            )
        except NewerVersionError:
            raise
        except (CodecError, TypeError):  # what cannot be read cannot be told otherwise either
            pass
        self._wake_post()

    async def _told_otherwise(self, item: OutboxItem, notice: int) -> None:
        if notice:
            await self._hear(item, ev.HelpDeskTold(notice))

    def _wake_post(self) -> None:
        for each in self._post:
            each.wake()

    async def _tell_missed(self, item: OutboxItem) -> None:
        if item.kind == Kind.HELP_DESK:
            await self._hear(item, ev.HelpDeskUnreachable(_notice(item)))

    async def _tell(self, item: OutboxItem, *, arrived: bool) -> None:
        """Let the conversation know what became of its notice to the help desk, or to an attorney."""
        if item.kind == Kind.HELP_DESK:
            notice = _notice(item)
            await self._hear(
                item, ev.HelpDeskTold(notice) if arrived else ev.HelpDeskUnreachable(notice, given_up=True)
            )
        elif item.kind == Kind.ATTORNEY:
            try:
                clicks = _clicks(item)
            except CodecError:
                return
            await self._hear(item, ev.ClicksDelivered(clicks.attorney, clicks.court, arrived))

    async def _hear(self, item: OutboxItem, event: ev.FromOutbox) -> None:
        try:
            await until_stored(
                lambda: self._heard(item.key, item.conversation, event),
                "what became of a notice waits for the database",
            )
        except NewerVersionError:
            raise
        except Exception:  # the message itself must not be held back by it
            log.exception("a conversation did not take what became of its notice", conversation=item.conversation)

    async def _send_kind(self, item: OutboxItem) -> None:  # noqa: C901, PLR0912 - one case a kind
        kind = _kind(item)
        match kind:
            case Kind.CARD | Kind.CARD_BELOW:
                await self._drawing.card(item.key, at_bottom=kind is Kind.CARD_BELOW)
            case Kind.RESULT | Kind.ABOUT_DESK | Kind.REMINDER:
                await self._send_result(item, _TOLD[kind])
            case Kind.ATTORNEY:
                clicks = _clicks(item)
                await self._say(item, clicks.attorney, screens.five_clicks(clicks, item.key.user))
            case Kind.ABOUT_ATTORNEY:
                await self._send_about_attorney(item)
            case Kind.SET_ASIDE:
                await self._send_set_aside(item)
            case Kind.HELP_DESK:
                await self._send_notice(item)
            case Kind.LEFT:
                await self._casebook.left(item)
            case Kind.CASE:
                await self._casebook.draw(item, _key(item))
            case Kind.CASE_GONE:
                await self._casebook.empty(item)
            case Kind.CASE_TOLD:
                await self._tell_of_case(item)
            case Kind.DESK_DAY:
                await self._casebook.tell_day(item, _key(item))
            case Kind.WEBHOOK | Kind.MAIL:
                raise TypeError("goes another way")
            case Kind.INVITE:
                await self._rollout.send(item, _key(item))
            case _:
                assert_never(kind)

    async def _send_result(self, item: OutboxItem, told: Callable[[st.State, screens.Drawn], screens.Message]) -> None:
        state = decode_state(item.payload)
        # Its buttons begin something anew or resume it, or are good for the whole run: no change has the number 0.
        drawn = screens.Drawn(item.key.user, flow.seen(state, 0), item.conversation)
        await self._say(item, item.key.user, told(state, drawn))

    async def _say(self, item: OutboxItem, to: str, message: screens.Message) -> None:
        """Post it in the direct messages with `to`. Raises SlackError."""
        channel = await self._desk.open_dm(to)
        await self._desk.post(channel, message, key=_key(item))
        self._drawing.written(channel)

    async def _send_set_aside(self, item: OutboxItem) -> None:
        drawn = screens.Drawn(item.key.user, screens.NOTHING_SEEN, item.conversation)
        unknown = item.payload == Outcome.SET_ASIDE_UNKNOWN
        await self._say(item, item.key.user, screens.set_aside(drawn, unknown=unknown))

    async def _send_about_attorney(self, item: OutboxItem) -> None:
        effect = decode_effect(item.payload)
        if not isinstance(effect, TellAboutAttorney):
            raise TypeError("not about an attorney")
        await self._say(item, item.key.user, screens.about_attorney(effect, item.key.user))

    async def _tell_of_case(self, item: OutboxItem) -> None:
        channel = await self._casebook.tell_person(item, _key(item))
        if channel:
            self._drawing.written(channel)

    async def _send_notice(self, item: OutboxItem) -> None:
        try:
            await self._casebook.told(item, _news(item), _key(item))
        finally:  # the firm's own systems do not wait for Slack
            self._wake_post()


def _kind(item: OutboxItem) -> Kind:
    try:
        return Kind(item.kind)
    except ValueError:  # nobody else put it in
        raise NewerVersionError from None


def _news(item: OutboxItem) -> TellHelpDesk:
    effect = decode_effect(item.payload)
    if not isinstance(effect, TellHelpDesk):
        raise TypeError("not a help-desk notice")
    return effect


def _places(item: OutboxItem) -> dict[Closed, str]:
    """Name what an operator may have to open before an item is taken."""
    in_channel = item.kind in {Kind.HELP_DESK, Kind.CASE, Kind.CASE_GONE, Kind.DESK_DAY}
    # An attorney's messages have nothing to do with those of who asked for them.
    person = item.id if item.kind == Kind.ATTORNEY else item.key.user
    where = Kind.HELP_DESK if in_channel else f"{item.key.team} {person}"
    scopes = Kind.HELP_DESK if in_channel else "direct messages"
    return {Closed.WORKSPACE: "workspace", Closed.CHANNEL: where, Closed.SCOPE: f"scopes for {scopes}"}


def _notice(item: OutboxItem) -> int:
    """Give the number of a message to the help desk, if it is of one who asks."""
    if item.kind != Kind.HELP_DESK:
        return 0
    with suppress(CodecError):
        effect = decode_effect(item.payload)
        return effect.notice if isinstance(effect, TellHelpDesk) else 0
    return 0


def _clicks(item: OutboxItem) -> TellAttorney:
    """Give what an attorney is sent. Raises CodecError."""
    effect = decode_effect(item.payload)
    if not isinstance(effect, TellAttorney):
        raise CodecError("not for an attorney")
    return effect


def _key(item: OutboxItem) -> str:
    return f"{item.conversation}/{item.kind}/{item.id}"
