"""What members of the help desk do with a roll-out: ask for the form, have people looked up, send, ask for the report.

Decides nothing of who is invited: `bot.rollout` does. What was pasted lives as long as the look-up; whom it led to
waits in memory until the form is sent or the process ends.
"""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeVar

import structlog

from bot import screens
from bot.rollout.listed import Member, listed, matched
from bot.rollout.table import as_csv
from bot.slack.answered import answered
from bot.slack.desk import SlackBusyError, SlackError
from bot.slack.notes import whisper, write_to
from bot.store import StoreError
from bot.tasks import Tasks
from bot.texts import rollout as words

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.engine.courtwork import CourtWork
    from bot.engine.members import Members
    from bot.engine.rollout import RollOut
    from bot.flow import states as st
    from bot.rollout.standing import Board
    from bot.slack.desk import SlackDesk
    from bot.store import ConversationKey

log = structlog.get_logger(__name__)

T = TypeVar("T")
_NO_GROUP: Final = "no_such_subteam"

ASK_LIMIT: Final = 2.0
"""Seconds that a command waits for Slack to say who is of the help desk; its answer is due in three."""
AT_ONCE: Final = 0.5
"""Seconds that a form waits for what it leads to, before it says that this takes a while."""
PATIENCE: Final = 600.0
"""Seconds in all for which a look-up waits when Slack asks it to."""
MOST_DRAFTS: Final = 50
"""Forms that were looked up and not sent; the oldest is forgotten first."""


class DeskWord(StrEnum):
    """What the help desk can ask for after the command."""

    INVITE = "invite"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a form asks for: user ids, a group's id as typed, what was pasted, a file's id, a court on each line."""

    people: tuple[str, ...] = ()
    group: str = ""
    pasted: str = ""
    file: str = ""
    courts: str = ""


@dataclass(frozen=True, slots=True)
class _Draft:
    by: str
    people: dict[str, bool]
    courts: tuple[str, ...]


class RollWork:
    """Takes what the help desk does. One per process."""

    def __init__(
        self, rollout: RollOut, desk: SlackDesk, courts: CourtWork, members: Members, clock: Callable[[], datetime]
    ) -> None:
        self._rollout = rollout
        self._desk = desk
        self._courts = courts
        self._members = members
        self._clock = clock
        self._drafts: OrderedDict[str, _Draft] = OrderedDict()
        self._tasks = Tasks()

    async def close(self) -> None:
        """Look nobody up any more."""
        await self._tasks.close()

    def command(self, user: str, word: DeskWord, trigger: str, channel: str) -> None:
        """Take a command; what a form does not say is said where it was typed.

        Slack is asked who this is, which may take longer than it waits for its answer: so it has that first.
        """
        self._tasks.spawn(self._carry_out(user, word, trigger, channel))

    async def _carry_out(self, user: str, word: DeskWord, trigger: str, channel: str) -> None:
        await answered()
        try:
            said = await self._commanded(user, word, trigger)
        except StoreError:
            log.exception("what the help desk asked for was not done")
            said = screens.trouble()
        if said:
            await whisper(self._desk, channel, user, said)

    async def _commanded(self, user: str, word: DeskWord, trigger: str) -> screens.Message | None:
        refused = await self._refused(user)
        if refused:
            return screens.said(refused)
        if word is DeskWord.REPORT:
            board = await self._rollout.board()
            if board.places:
                self._tasks.spawn(self._send_table(user, board))
            return screens.report_message(board, self._courts.court_name, self._clock())
        try:
            await self._desk.open_view(trigger, screens.invite_form())
        except SlackError as error:
            log.warning("the form for a roll-out was not opened", error=error.code)
            return screens.said(words.NOT_OPENED)
        return None

    async def _send_table(self, user: str, board: Board) -> None:
        """Send somebody the whole board as a table, with names."""
        try:
            names = dict(await _patiently(self._desk.everybody))
            table = as_csv(board, lambda each: names.get(each) or each)
            channel = await _patiently(lambda: self._desk.open_dm(user))
            name = f"link-pacer-roll-out-{self._clock():%Y-%m-%d}.csv"
            await _patiently(lambda: self._desk.share(channel, name, table, words.TABLE))
        except SlackError as error:
            log.warning("the table of a roll-out was not sent", error=error.code)
            await write_to(self._desk, user, screens.said(words.NO_TABLE))

    async def _refused(self, user: str) -> str:
        """Say why somebody may not do this; empty when they may."""
        try:
            async with asyncio.timeout(ASK_LIMIT):
                member = await self._members.has(user)
        except (SlackError, TimeoutError) as error:
            log.warning("Slack did not say who is in the help desk's channel", error=getattr(error, "code", "timeout"))
            return words.NOT_KNOWN_WHO
        return "" if member else words.NOT_FOR_YOU

    def faults(self, wanted: Wanted) -> dict[str, str]:
        """Say at the fields what is wrong with a form; nothing when it can be looked up."""
        courts, unknown = self._named(wanted)
        nobody = not (wanted.people or wanted.group or wanted.file or listed(wanted.pasted))
        if unknown:
            no_courts = words.no_such_court(unknown)
        elif len(courts) > screens.MOST_COURTS:
            no_courts = words.TOO_MANY_COURTS
        else:
            no_courts = "" if courts else words.NO_COURT
        return screens.invite_errors(
            people=words.NOBODY if nobody else "",
            group=words.NOT_A_GROUP if wanted.group and not group_of(wanted.group) else "",
            courts=no_courts,
        )

    def _named(self, wanted: Wanted) -> tuple[tuple[st.Court, ...], str]:
        """Give the courts that a form names, or the first line that names none."""
        found: dict[str, st.Court] = {}
        for line in filter(None, map(str.strip, wanted.courts.splitlines())):
            court = self._courts.match(line)
            meant = [court] if court else [self._courts.find(each) for each in line.split(",")]
            known = [each for each in meant if each]
            if len(known) < len(meant):
                return (), line[:60]
            found |= {each.id: each for each in known}
        return tuple(found.values()), ""

    async def look_up(self, by: ConversationKey, view_id: str, wanted: Wanted) -> screens.Modal:
        """Look people up, and give what the form shows: whom it leads to, or that this takes a while."""
        refused = await self._refused(by.user)
        if refused:
            return screens.invite_note(refused)
        looking = asyncio.ensure_future(self._looked_up(by, view_id, wanted))
        await asyncio.wait({looking}, timeout=AT_ONCE)
        if looking.done():
            return looking.result()
        self._tasks.spawn(self._show_later(by.user, view_id, looking))
        return screens.invite_note(words.LOOKING)

    async def _looked_up(self, by: ConversationKey, view_id: str, wanted: Wanted) -> screens.Modal:
        courts, _ = self._named(wanted)
        try:
            people, missing = await self._people(wanted)
        except SlackError as error:
            log.warning("people were not looked up", error=error.code)
            return screens.invite_note(words.NO_SUCH_GROUP if error.code == _NO_GROUP else words.NOT_LOOKED_UP)
        self._drafts[view_id] = _Draft(by.user, people, tuple(court.id for court in courts))
        while len(self._drafts) > MOST_DRAFTS:
            self._drafts.popitem(last=False)
        return screens.invite_review(screens.Found(people, missing, [court.name for court in courts]))

    async def _people(self, wanted: Wanted) -> tuple[dict[str, bool], list[str]]:
        """Find everybody who is asked for: by user id, whether a list has them without MFA; and who was not found."""
        people = dict.fromkeys(wanted.people, False)
        if group := group_of(wanted.group):
            people |= dict.fromkeys(await _patiently(lambda: self._desk.group(group)), False)
        text = await _patiently(lambda: self._desk.file(wanted.file)) if wanted.file else ""
        left = []
        for each in (*listed(wanted.pasted), *listed(text)):
            address = each.email
            user = await _patiently(lambda: self._desk.by_email(address)) if address else None  # noqa: B023 - awaited at once
            if user:
                people[user] = people.get(user, False) or each.without_mfa
            else:
                left.append(each)
        named = [each for each in left if each.name]
        directory = await _patiently(self._desk.everybody) if named else ()
        found = matched(named, (Member(*each) for each in directory))
        for user, without in found.found.items():
            people[user] = people.get(user, False) or without
        return people, [each.shown for each in (*found.missing, *(each for each in left if not each.name))]

    async def _show_later(self, user: str, view_id: str, looking: asyncio.Future[screens.Modal]) -> None:
        """Show what came of a look-up in its form; if that was closed, say so where its member looks."""
        await answered()
        try:
            view = await looking
            await asyncio.sleep(AT_ONCE)  # what the form was answered with must not come after it
            await _patiently(lambda: self._desk.update_view(view_id, view))
        except SlackError as error:
            log.info("what was looked up was not shown", error=error.code)
            self._drafts.pop(view_id, None)
            await write_to(self._desk, user, screens.said(words.FORM_OVER))
        finally:
            looking.cancel()

    async def send(self, by: ConversationKey, view_id: str) -> screens.Modal:
        """Invite whom a form led to. Raises StoreError, having invited nobody."""
        draft = self._drafts.get(view_id)
        if draft is None or draft.by != by.user:
            return screens.invite_note(words.FORM_OVER)
        refused = await self._refused(by.user)
        if refused:
            return screens.invite_note(refused)
        people = await self._rollout.invite(by, draft.people, draft.courts)
        self._drafts.pop(view_id, None)
        return screens.invite_note(words.sent(people) if people else words.NONE_SENT)

    async def home(self, user: str) -> list[screens.Block]:
        """Give the board for somebody's App Home; nothing for whoever is not of the help desk. Raises StoreError."""
        if not (await self._rollout.latest()).places or await self._refused(user):
            return []
        return screens.board_blocks(await self._rollout.board(), self._courts.court_name)


def group_of(typed: str) -> str:
    """Give a user group's id as it was typed, or as Slack writes a mention of it; empty when it is none."""
    found = typed.strip().removeprefix("<!subteam^").partition("|")[0].removesuffix(">").upper()
    return found if found.startswith("S") and found.isalnum() and found.isascii() else ""


async def _patiently(call: Callable[[], Awaitable[T]]) -> T:
    """Do a call again as late as Slack asks, for some minutes at most. Raises SlackError."""
    waited = 0.0
    while True:
        try:
            return await call()
        except SlackBusyError as busy:
            waited += busy.after
            if waited > PATIENCE:
                raise
            await asyncio.sleep(busy.after)
