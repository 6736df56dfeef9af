"""Carries a roll-out: invitations one after the other at Slack's pace, one reminder each, and the board.

Decides nothing: `bot.rollout` does. An invitation that may have been sent, since the process ended or Slack's answer
was lost, is looked for in its conversation before it is sent again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import structlog

from bot import screens
from bot.engine.codec import CodecError, decode_case, decode_letter, encode_letter
from bot.engine.naming import new_reference
from bot.rollout import standing
from bot.rollout.inviting import Letter, invited
from bot.slack.desk import Closed, SlackError, SlackGoneError, SlackMendableError, SlackRefusedError
from bot.store import ConversationKey, StoreError
from bot.store.outbox import Kind, Outgoing
from bot.store.rollout import Invitation
from bot.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from bot.engine.courtwork import CourtWork
    from bot.slack.desk import SlackDesk
    from bot.store.outbox import Outbox as Kept
    from bot.store.outbox import OutboxItem
    from bot.store.rollout import Progress, RollOuts

log = structlog.get_logger(__name__)

DRAW_EVERY = timedelta(minutes=1)
"""The board is drawn no more often."""
DRAW_SOON = timedelta(seconds=5)
"""But so often while it shows somebody who is yet to be written to, of whom that is soon not so."""
LOOK_EVERY = 1.0
"""Seconds between two looks whether it is time."""
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Terms:
    """How a roll-out goes: invitations a minute, and after how long without an answer somebody is reminded."""

    a_minute: int
    remind_after: timedelta


class RollOut:
    """The roll-out of one installation, whose board is in one channel. One per process."""

    def __init__(
        self,
        *,
        store: RollOuts,
        outbox: Kept,
        desk: SlackDesk,
        courts: CourtWork,
        channel: str,
        clock: Callable[[], datetime],
        terms: Terms,
    ) -> None:
        self._store = store
        self._kept = outbox
        self._desk = desk
        self._courts = courts
        self._channel = channel
        self._clock = clock
        self._terms = terms
        self._turn = asyncio.Lock()
        self._free_at = 0.0
        self._looked_at = _NEVER
        self._shown: standing.Board | None = None
        self._drawn: standing.Board | None = None
        self._native = True
        self._zones: dict[str, str] = {}
        self._wake: Callable[[], None] = lambda: None
        self._watch = Tasks()

    def start(self, wake: Callable[[], None]) -> None:
        """Begin to look after the board and the reminders; `wake` says that something is to be sent."""
        self._wake = wake
        self._watch.spawn(self._look_again())

    async def stop(self) -> None:
        """Look no more."""
        await self._watch.close()

    async def invite(self, by: ConversationKey, people: Mapping[str, bool], courts: Collection[str]) -> int:
        """Invite people to link at these courts, and give how many are written to: none twice about the same court.

        `people`: by user id, whether the firm's list has them without a second factor. Raises StoreError.
        """
        wave = new_reference()

        def decide(known: Collection[tuple[ConversationKey, str]]) -> tuple[Invitation, ...]:
            done = {(key.user, court) for key, court in known if key.team == by.team}
            return tuple(
                Invitation(
                    ConversationKey(by.team, user),
                    tuple(theirs),
                    _letter(Letter(tuple(theirs), by.user, people[user])),
                )
                for user, theirs in invited(people, courts, done).items()
            )

        made = await self._store.invite(wave, decide)
        log.info("people were invited", wave=wave, people=len(made), courts=len(courts))
        self._looked_at = _NEVER
        self._wake()
        return len(made)

    async def send(self, item: OutboxItem, key: str) -> None:
        """Send an invitation or a reminder, once; who cannot be reached is noted. Raises SlackError and StoreError."""
        letter = decode_letter(item.payload)
        fault = ""
        async with self._turn:
            await self._at_pace()
            try:
                await self._post_once(item, key, letter)
            except SlackMendableError as error:
                if error.closed is not Closed.CHANNEL:  # then nobody can be reached
                    raise
                fault = error.code
                log.warning("somebody who is invited cannot be reached", error=fault)
        if not letter.again:
            await self._store.written_to(item.key, item.conversation, fault)

    async def _at_pace(self) -> None:
        loop = asyncio.get_running_loop()
        await asyncio.sleep(max(self._free_at - loop.time(), 0))
        self._free_at = loop.time() + 60 / self._terms.a_minute

    async def _post_once(self, item: OutboxItem, key: str, letter: Letter) -> None:
        channel = await self._desk.open_dm(item.key.user)
        if item.attempts and await self._desk.has_posted(channel, key):
            return
        await self._kept.begun(item.id)
        named = [(court, self._courts.court_name(court)) for court in letter.courts]
        await self._desk.post(channel, screens.invitation(letter, named), key=key)

    async def latest(self) -> standing.Board:
        """Give the board as it was counted last, a minute ago at most. Raises StoreError."""
        return self._shown or await self.board()

    async def board(self) -> standing.Board:
        """Give the board as it is now. Raises StoreError."""
        progress = await self._store.roll_out()
        return standing.board(map(facts_of, progress), self._clock(), self._terms.remind_after)

    async def _look_again(self) -> None:
        while True:
            try:
                if self._clock() - self._looked_at >= self._every():
                    await self.look()
            except (SlackError, StoreError) as error:
                log.warning("the roll-out was not looked after", error=getattr(error, "code", "store"))
            except Exception:  # the next look is a minute away
                log.exception("the roll-out was not looked after")
            await asyncio.sleep(LOOK_EVERY)

    def _every(self) -> timedelta:
        """Give how long the board that was drawn last may stand."""
        waits = self._drawn is not None and self._drawn.of(standing.Standing.QUEUED)
        return DRAW_SOON if waits else DRAW_EVERY

    async def look(self) -> None:
        """Draw the board and remind who is due. Raises SlackError and StoreError."""
        place = await self._store.board(self._channel)
        now = self._clock()
        if place and now - place.drawn_at < self._every():
            return
        self._looked_at = now
        progress = await self._store.roll_out()
        if not progress:
            return
        await self._remind(progress, now)
        self._shown = shown = standing.board(map(facts_of, progress), now, self._terms.remind_after)
        if shown == self._drawn:
            return
        ts = await self._store.turn_at_board(self._channel, self._every())
        if ts is not None:
            await self._store.place_board(self._channel, await self._draw(shown, ts, now))
            self._drawn = shown

    async def _draw(self, board: standing.Board, ts: str, now: datetime) -> str:
        """Draw the board, with Slack's own chart and table until it refuses those; give its ts. Raises SlackError."""
        message = screens.board_message(board, self._courts.court_name, now, native=self._native)
        try:
            if ts:
                await self._desk.update(self._channel, ts, message)
                return ts
        except SlackGoneError:  # somebody deleted it
            log.info("the board is gone, posting it afresh")
        except SlackRefusedError:
            return await self._draw_plainly(board, ts, now)
        try:
            return await self._desk.post(self._channel, message, key=f"board/{self._channel}")
        except SlackRefusedError:
            return await self._draw_plainly(board, "", now)

    async def _draw_plainly(self, board: standing.Board, ts: str, now: datetime) -> str:
        if not self._native:
            raise SlackError("board_refused")
        log.info("Slack takes no charts and tables here; the board goes without them")
        self._native = False
        return await self._draw(board, ts, now)

    async def _remind(self, progress: Collection[Progress], now: datetime) -> None:
        due = standing.due_for_reminder(map(facts_of, progress), now, self._terms.remind_after)
        theirs = [each for each in progress if each.key.user in due]
        for key in dict.fromkeys(each.key for each in theirs):
            if standing.morning(due[key.user], await self._zone(key.user)) <= now:
                courts = tuple(each.court for each in theirs if each.key == key)
                await self._store.remind(key, _letter(Letter(courts, again=True)))
        self._wake()

    async def _zone(self, user: str) -> str:
        if user not in self._zones:
            self._zones[user] = await self._desk.time_zone(user)
        return self._zones[user]


def _letter(letter: Letter) -> Outgoing:
    return Outgoing(Kind.INVITE, encode_letter(letter), lane=Kind.INVITE)


def facts_of(known: Progress) -> standing.Facts:
    """Give what is known of one person at one court."""
    needs_human, on_hold = _waits(known.case)
    return standing.Facts(
        user=known.key.user,
        court=known.court,
        invited_at=known.at,
        sent_at=known.sent_at,
        reminded_at=known.reminded_at,
        fault=known.fault,
        linked_at=known.linked_at,
        step=known.after,
        moved_at=known.moved_at,
        needs_human=needs_human,
        on_hold=on_hold,
    )


def _waits(kept: str | None) -> tuple[bool, bool]:
    """Say whether the help desk has an open case, and whether that is on hold."""
    if kept is None:
        return False, False
    try:
        case = decode_case(kept)
    except CodecError:  # a human has to look at it in any case
        return True, False
    return case.closed is None, case.closed is None and case.hold is not None
