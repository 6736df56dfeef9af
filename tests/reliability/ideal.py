"""What a person's conversation must be, by the rules alone: `flow.advance`, and nothing of the store or the engine."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot import flow
from bot.engine.codec import decode_state
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.store.sql.database import to_ms
from tests.reliability.process_of_ours import Report

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from bot.store.conversations import Record

Tries = dict[str, dict[tuple[str, int], "datetime"]]
"""By PACER or a court's id: the step that sent a password, and until when it counts."""
PACER = "PACER"
MOST_DEADLINES = 5
"""In a row, without anybody doing anything: idle, paused, reminded, expired, and one to spare."""


@dataclass
class Ideal:
    """One person. `trail` is the audit, conversation by conversation; `claims` are the submits and how they ended.

    `tries` are the passwords that count, for PACER or for a court; `under_way` those that are being asked about.
    """

    user: str
    zone: str = ""
    state: st.State | None = None
    rev: int = 0
    deadline: datetime | None = None
    rehearsal: bool = False
    consents: int = 0
    claims: dict[str, str | None] = field(default_factory=dict)
    open_submits: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    tries: Tries = field(default_factory=dict)
    under_way: list[tuple[str, tuple[str, int]]] = field(default_factory=list)
    trail: dict[str, list[tuple[int, str, str, str]]] = field(default_factory=dict)

    @property
    def conversation(self) -> str | None:
        return self.state.run.reference if self.state else None

    def take(self, event: ev.Event, now: datetime) -> bool:
        """Take one event, and say whether it changed anything."""
        told = self._told(event, now)
        before, step = self.state, flow.advance(self.state, told, now, rehearsal=self.rehearsal)
        if step is None or step.state == before:
            return False
        step = flow.placed(before, step, self.rev)
        if isinstance(step.state, st.Linking) and not isinstance(before, st.Linking):
            self.consents += 1
        self.rev = max(self.rev + 1, to_ms(now))
        self.state, self.deadline = step.state, flow.deadline_after(before, step.state, self.deadline, now)
        line = (self.rev, type(event).__name__, type(before).__name__, type(step.state).__name__)
        self.trail.setdefault(step.state.run.reference, []).append(line)
        for effect in step.effects:
            if isinstance(effect, do.SubmitLink):
                assert effect.claim not in self.claims, "a consent is used once"
                self.claims[effect.claim] = None
                self.open_submits[effect.claim] = now, effect.court.id
            if isinstance(effect, do.Settle):
                if effect.claim in self.claims:  # else its person was forgotten since, and nobody has it
                    self.claims[effect.claim] = effect.settlement.value
                if effect.settlement is not do.Settlement.UNKNOWN:
                    self.open_submits.pop(effect.claim, None)
            if isinstance(effect, do.SignInToPacer | do.FindAccounts):
                self._send(self._where(event), (step.state.run.reference, self.rev), now)
        return True

    def _send(self, where: str, mark: tuple[str, int], now: datetime) -> None:
        self.tries = lasting(self.tries, now)
        self.tries.setdefault(where, {})[mark] = now + flow.COOL_DOWN
        self.under_way.append((where, mark))

    def settle(self, event: ev.FromCourt) -> None:
        """Learn what became of the password that was sent first, of those that are under way."""
        where, mark = self.under_way.pop(0)
        sent = self.tries.get(where, {})
        if mark not in sent or flow.fate(event) is ev.Fate.COUNTS:
            return
        gone = list(sent)[: list(sent).index(mark) + 1] if flow.fate(event) is ev.Fate.TAKEN else [mark]
        for each in gone:
            del sent[each]

    def _where(self, event: ev.Event) -> str:
        at_pacer = isinstance(event, ev.PacerSubmitted) or isinstance(self.state, st.SigningIn)
        return PACER if at_pacer else getattr(getattr(self.state, "court", None), "id", "")

    def _told(self, event: ev.Event, now: datetime) -> ev.Event:
        if isinstance(event, ev.PacerSubmitted | ev.FilerSubmitted | ev.CourtFailed):
            sent = lasting(self.tries, now).get(self._where(event), {})
            event = replace(event, tried=ev.Tried(len(sent), max(sent.values(), default=None)))
        if isinstance(event, ev.FilerSubmitted | ev.ConfirmedLink | ev.AnsweredAndConfirmed):
            event = replace(event, submitted=self._open_submit())
        return event

    def _open_submit(self) -> ev.Submitted | None:
        """Give the latest submit at this court whose end is not known; no wish to be forgotten hides it."""
        court = getattr(getattr(self.state, "court", None), "id", "")
        there = [(at, claim) for claim, (at, where) in self.open_submits.items() if where == court]
        at, claim = max(there, default=(None, ""))
        return None if at is None else ev.Submitted(claim, at)

    def pass_deadline(self, now: datetime, *, zone_known: bool) -> bool:
        """Let one deadline pass if it is due, and say whether it was."""
        if self.state is None or self.deadline is None or self.deadline > now:
            return False
        asks = flow.asks_time_zone(self.state)
        due = ev.DeadlinePassed(self.deadline, self.zone if asks and zone_known else "")
        assert self.take(due, now), f"a deadline of {type(self.state).__name__} leads nowhere"
        return True

    def hear(self, report: Report, now: datetime) -> None:
        """Take what the court work reports, first what became of the password."""
        if report.password:
            self.settle(report.event)
        of_person = isinstance(report.event, ev.ClicksDelivered)  # whichever run they are in by now
        if of_person or report.conversation == self.conversation:
            self.take(report.event, now)

    def catch_up(
        self, events: Iterable[ev.Event | Report], record: Record | None, now: datetime, *, zone_known: bool
    ) -> None:
        """Take as many of `events`, and of the deadlines that are due, as were committed before a crash."""
        for event in events:
            if self.is_at(record):
                return
            if isinstance(event, Report):
                self.hear(event, now)
            else:
                self.take(event, now)
        for _ in range(MOST_DEADLINES):
            if self.is_at(record):
                return
            self.pass_deadline(now, zone_known=zone_known)
        assert self.is_at(record), (self, record)

    def is_at(self, record: Record | None) -> bool:
        if record is None or self.state is None:
            return record is None and self.state is None
        state = decode_state(record.state)
        # Keyed hashes of what was typed: the rules have them from whoever knows the key.
        state = replace(state, run=replace(state.run, known_as=self.state.run.known_as))
        return (record.rev, record.deadline, state) == (self.rev, self.deadline, self.state)

    def forget(self) -> None:
        self.state, self.rev, self.deadline = None, 0, None
        self.claims.clear()


def lasting(tries: Tries, now: datetime) -> Tries:
    """Give what counts now: under one name all lapse together, with the last."""
    return {where: dict(sent) for where, sent in tries.items() if sent and max(sent.values()) > now}
