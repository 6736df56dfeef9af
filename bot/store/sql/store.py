"""The store: every trade's methods, each a hop to the one connection, with what it needs of the disk.

Gives no meaning to what it keeps.
"""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import ClassVar

from bot.store import ConversationKey
from bot.store.cases import Arrival, CaseRow, DecideCase, Linked, Met
from bot.store.conversations import Decide, Forgotten, Names, Record, Told, Transacted, Unless, Unsettled
from bot.store.figures import Figures
from bot.store.outbox import Kind, OutboxItem, OutboxRow, Outgoing, Taken, Way
from bot.store.ring import Joining
from bot.store.rollout import BoardPlace, DecideInvitations, Invitation, Progress
from bot.store.sealed import Put, Wanted
from bot.store.sql import cases, chain, conversations, outbox, processes, rollout, submits, tries, visits
from bot.store.sql import figures as counted
from bot.store.sql import sealed as sealed_rows
from bot.store.sql.database import Needs
from bot.store.sql.hops import Hops
from bot.store.trail import AuditRow, BrokenTrail, LinkRow
from bot.store.visits import Claimed, Visit


class SqlStore(Hops):
    """`bot.store.whole.Store` on a database that speaks SQL, over one connection."""

    shared: ClassVar[bool]

    async def transact(
        self, key: ConversationKey, decide: Decide, *, delivery: str | None = None, names: Names | None = None
    ) -> Transacted:
        """Do one step of a conversation; see `Store.transact`."""
        return await self._keep(
            conversations.transact, key, decide, self._clock(), delivery=delivery, names=names, me=self._opening
        )

    async def load(self, key: ConversationKey) -> Record | None:
        """Return a person's latest conversation."""
        return await self._run(conversations.load, key)

    async def live(self) -> tuple[Record, ...]:
        """Return every person's latest conversation, ended ones too, longest untouched first."""
        return await self._run(conversations.live)

    async def left_behind(self) -> tuple[Record, ...]:
        """Return the conversations whose process is gone, longest untouched first."""
        return await self._keep(conversations.left_behind, self._opening.name)

    async def take_over(self, record: Record) -> None:
        """Drive a conversation from now on, if no step was taken since."""
        await self._note(conversations.take_over, record, self._opening.name)

    async def alone(self) -> bool:
        """Say whether no other process is at this database."""
        return await self._keep(processes.alone, self._opening.name)

    async def join(self, public_key: bytes, wrapped: bytes) -> bytes | None:
        """Publish a key, and return what was wrapped for it; see `Ring.join`."""
        return await self._keep(processes.join, self._opening.name, public_key, wrapped)

    async def joining(self) -> tuple[Joining, ...]:
        """Return who waits for the key."""
        return await self._run(processes.joining)

    async def hand_on(self, name: str, wrapped: bytes) -> None:
        """Give one who waits what was wrapped for them."""
        await self._keep(processes.hand_on, name, wrapped)

    async def due(self, now: datetime, limit: int = 100) -> tuple[Record, ...]:
        """Return the records whose deadline is not after `now`, earliest first."""
        return await self._run(conversations.due, now, limit)

    async def set_card(self, key: ConversationKey, conversation: str, channel: str, ts: str | None) -> bool:
        """Note where the living card is; False if another conversation has begun."""
        return await self._note(conversations.set_card, key, conversation, channel, ts)

    async def forget_view(self, key: ConversationKey, view_id: str) -> None:
        """Note that this modal is not open any more."""
        await self._note(conversations.forget_view, key, view_id)

    async def set_view(self, key: ConversationKey, view_id: str) -> str | None:
        """Note which modal is open, and return the one that was noted before."""
        return await self._note(conversations.set_view, key, view_id)

    async def links_of(self, key: ConversationKey) -> tuple[LinkRow, ...]:
        """Return what a person has linked, oldest first."""
        return await self._run(conversations.links_of, key)

    async def unsettled(self) -> tuple[Unsettled, ...]:
        """Return each claim that was never settled, oldest first."""
        return await self._run(submits.unsettled)

    async def latest(self) -> datetime | None:
        """Return when the latest step was taken."""
        return await self._run(conversations.latest)

    async def bring_nearer(self, now: datetime, by: timedelta) -> None:
        """Take `by` from the times that were written after `now`."""
        await self._keep(conversations.bring_nearer, now, by)

    async def audit_of(self, conversation: str) -> tuple[AuditRow, ...]:
        """Return a conversation's trail, oldest first."""
        return await self._run(chain.rows_of, conversation)

    async def audit(self) -> tuple[AuditRow, ...]:
        """Return the whole trail, oldest first."""
        return await self._run(lambda db: tuple(chain.rows(db)))

    async def trail_fits(self) -> bool:
        """Say whether the trail was sealed with this opening's key."""
        return await self._run(chain.fits, self._opening.audit_key)

    async def broken_trail(self) -> BrokenTrail | None:
        """Return the first place where the trail is not as it was written."""
        return await self._run(chain.verify, self._opening.audit_key)

    async def forget(
        self, key: ConversationKey, told: Forgotten | None = None, *, unless: Unless | None = None
    ) -> bool:
        """Remove everything about a person but what names nobody, from the files too; see `Conversations.forget`."""
        return await self._shred(cases.forget, key, told, self._clock(), unless=unless)

    async def set_aside(self, key: ConversationKey, reason: str, told: Told) -> str | None:
        """Put a person's conversation, which nobody can read, where it is in nobody's way; return its name."""
        return await self._keep(conversations.set_aside, key, reason, told, self._clock(), me=self._opening)

    async def try_key(self) -> bytes:
        """Return the key under which the names of tries are hashed."""
        return await self._run(tries.key)

    async def take_back(self, names: tuple[str, ...], conversation: str, rev: int, *, and_before: bool) -> None:
        """Count the try of that step no longer, and none before it under the same names if `and_before`."""
        await self._keep(tries.take_back, names, conversation, rev, and_before=and_before)

    async def put(self, key: ConversationKey, conversation: str, outgoing: Outgoing) -> None:
        """Put something into the outbox by itself, while this is the person's conversation."""
        await self._keep(outbox.put, key, conversation, outgoing, self._clock())

    async def take_due(self, now: datetime, limit: int = 100, way: Way = Way.SLACK) -> Taken:
        """Take what is to be sent now by one way, oldest first, and of each lane of a conversation only its oldest."""
        return await self._note(outbox.take_due, self._opening.name, now, limit, way)

    async def begun(self, item: int) -> None:
        """Note, before something is sent, that it may have been sent."""
        await self._keep(outbox.begun, item)

    async def delivered(self, item: int, *, typed: bool = False) -> None:
        """Remove what was sent; what was `typed`, from the files as well."""
        await (self._shred if typed else self._note)(outbox.delivered, item)

    async def postpone(self, item: int, until: datetime, error: str, *, tried: bool = True) -> None:
        """Put back what could not be sent, for another attempt at `until`."""
        await self._keep(outbox.postpone, item, until, error, tried=tried)

    async def behind(self, item: int) -> tuple[OutboxItem, ...]:
        """Return what waits behind one in its lane, without taking it."""
        return await self._run(outbox.behind, item)

    async def send_also(self, item: int, outgoing: Outgoing) -> None:
        """Put something in beside one that waits, once."""
        await self._keep(outbox.send_also, item, outgoing, self._clock())

    async def hasten(self, errors: Collection[str]) -> None:
        """Make due now what was put back because of one of these."""
        await self._keep(outbox.hasten, errors, self._clock())

    async def bury(self, item: int, error: str) -> None:
        """Give up sending; the row stays, what is behind it goes on."""
        await self._keep(outbox.bury, item, error, self._clock())

    async def waiting(self) -> int:
        """Return how many are yet to be sent, taken ones too."""
        return await self._run(outbox.waiting)

    async def is_waiting(self, conversation: str, kind: Kind) -> bool:
        """Say whether something of that kind is yet to be sent."""
        return await self._run(outbox.is_waiting, conversation, kind)

    async def outbox_rows(self) -> tuple[OutboxRow, ...]:
        """Return all that is in the outbox, oldest first."""
        return await self._run(outbox.rows)

    async def retry(self, items: Collection[int] | None) -> int:
        """Make these due now, buried ones too; return how many."""
        return await self._keep(outbox.retry, items, self._clock())

    async def drop(self, items: Collection[int]) -> int:
        """Remove these unsent; return how many."""
        return await self._keep(outbox.drop, items)

    async def get_key(self, conversation: str) -> bytes | None:
        """Return the conversation's wrapped data key."""
        return await self._run(sealed_rows.get_key, conversation)

    async def put_blob(
        self,
        *,
        team: str,
        user: str,
        conversation: str,
        purpose: str,
        sealed: bytes,
        expires: datetime,
        wrapped_key: bytes,
        expected_key: bytes | None,
        wanted: Wanted | None,
    ) -> Put:
        """Keep a blob and its key, if the key is still `expected_key` and the conversation wants it."""
        owner = (team, user, conversation)
        return await self._keep(
            sealed_rows.put_blob,
            owner,
            purpose,
            sealed=sealed,
            expires=expires,
            wrapped_key=wrapped_key,
            expected_key=expected_key,
            wanted=wanted,
        )

    async def take_blob(self, *, team: str, user: str, conversation: str, purpose: str) -> tuple[bytes, bytes] | None:
        """Remove a blob and return it with the wrapped key."""
        return await self._keep(sealed_rows.take_blob, (team, user, conversation), purpose)

    async def delete_conversation_secrets(self, conversation: str) -> None:
        """Remove a conversation's blobs and wrapped key, from the files as well."""
        await self._shred(sealed_rows.delete_conversation, conversation)

    async def sweep(self, now: datetime) -> int:
        """Remove expired blobs and keys, and old delivery ids; return how many blobs and keys went."""
        return await self._shred(sealed_rows.sweep, now)

    async def press(self, key: ConversationKey, until: datetime) -> None:
        """Note that a person may claim one link until then."""
        await self._note(visits.press, key, until)

    async def claim(self, claimed: Claimed) -> bool:
        """Use a press and a link up, and let a browser in; see `Visits.claim`."""
        return await self._keep(visits.claim, claimed, self._clock())

    async def visit(self, browser: bytes) -> Visit | None:
        """Return the visit of a browser."""
        return await self._run(visits.visit, browser, self._clock())

    async def case(self, reference: str) -> CaseRow | None:
        """Return the case of that run."""
        return await self._run(cases.case, reference)

    async def move_case(self, reference: str, key: ConversationKey | None, decide: DecideCase) -> CaseRow | None:
        """Let `decide` say what a case is from now on; see `Cases.move_case`."""
        return await self._keep(cases.move, reference, key, decide, self._clock())

    async def move_case_once(self, arrival: Arrival, reference: str, decide: DecideCase) -> Met:
        """Let `decide` say what a case is from now on, once for what arrives; see `Cases.move_case_once`."""
        return await self._keep(cases.move_once, arrival, reference, decide, self._clock())

    async def due_cases(self, now: datetime, limit: int) -> tuple[str, ...]:
        """Return the references of the cases that are to be looked at by now."""
        return await self._run(cases.due, now, limit)

    async def open_cases(self) -> tuple[CaseRow, ...]:
        """Return the cases that are open."""
        return await self._run(cases.all_open)

    async def last_day(self) -> datetime | None:
        """Return when the last working day began that was begun here."""
        return await self._run(cases.last_day)

    async def begin_day(self, opens: datetime, outgoing: Outgoing | None) -> bool:
        """Begin a working day; see `DeskDays.begin_day`."""
        return await self._keep(cases.begin_day, opens, outgoing, self._clock())

    async def linked(self, since: datetime, until: datetime) -> tuple[Linked, ...]:
        """Return who linked in between."""
        return await self._run(cases.linked, since, until)

    async def place_case(self, reference: str, channel: str, ts: str) -> None:
        """Note where a case's message is."""
        await self._keep(cases.place, reference, channel, ts)

    async def invite(self, wave: str, decide: DecideInvitations) -> tuple[Invitation, ...]:
        """Let `decide` say who is invited to what; see `RollOuts.invite`."""
        return await self._keep(rollout.invite, wave, decide, self._clock())

    async def roll_out(self) -> tuple[Progress, ...]:
        """Return what is known of everybody who was invited, at each court."""
        return await self._run(rollout.progress)

    async def written_to(self, key: ConversationKey, wave: str, fault: str = "") -> None:
        """Note that Slack took an invitation, or why it never will."""
        await self._keep(rollout.written_to, key, wave, fault, self._clock())

    async def remind(self, key: ConversationKey, outgoing: Outgoing) -> bool:
        """Remind a person once; False if they were reminded before."""
        return await self._keep(rollout.remind, key, outgoing, self._clock())

    async def board(self, channel: str) -> BoardPlace | None:
        """Return where the board of a channel is."""
        return await self._run(rollout.board, channel)

    async def turn_at_board(self, channel: str, every: timedelta) -> str | None:
        """Take the turn to draw the board of a channel, if nobody did lately; return its ts."""
        return await self._keep(rollout.turn_at_board, channel, every, self._clock())

    async def place_board(self, channel: str, ts: str) -> None:
        """Note where the board of a channel is."""
        await self._keep(rollout.place_board, channel, ts)

    async def copy(self) -> bytes:
        """Return the contents of a file that opens as this database stands now, without what is sealed."""
        copies: list[bytes] = []
        await self._join(Needs.ORDER, lambda _: copies, lambda db, given: given.append(db.copy()))
        return copies[0]

    async def figures(self, mendable: Collection[str]) -> Figures:
        """Count what there is."""
        return await self._run(counted.figures, mendable)

    async def try_writing(self) -> None:
        """Write as a step does, and leave nothing of it; beside no other's work, which must not fail for want of it."""
        await self._join(Needs.ORDER, lambda _: None, lambda db, _: db.try_writing())
