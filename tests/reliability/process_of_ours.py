"""The app as one process would hold it, on a database file, between a scripted court and a Slack that keeps all."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING, Any

from bot import flow
from bot.app import CLERK
from bot.casework import CaseWork
from bot.court import Registry
from bot.engine.casebook import CaseBook
from bot.engine.courtwork import CourtWork
from bot.engine.drawing import Drawing
from bot.engine.engine import Engine
from bot.engine.members import Members
from bot.engine.outbox import Outbox
from bot.engine.rollout import RollOut, Terms
from bot.flow import effects as do
from bot.helpdesk.cases import Told as LinksTold
from bot.helpdesk.clock import Times
from bot.reception import Reception
from bot.rollwork import RollWork
from bot.store.postgres.store import PostgresStore
from bot.store.sqlite.store import SqliteStore
from bot.vault import Vault

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from pathlib import Path

    from bot.flow import events as ev
    from bot.store import ConversationKey
    from bot.vault import Owner, Secret

HELP_DESK = "CHELP"


@dataclass(frozen=True)
class Report:
    """What came of work at the court; `password`: a typed one was to be sent for it."""

    user: str
    conversation: str
    event: ev.FromCourt | ev.FromOutbox
    password: bool


@dataclass
class Book:
    """What all processes reported to conversations, from the court and from the outbox, and each submit begun."""

    reports: list[Report] = field(default_factory=list)
    submits: list[str] = field(default_factory=list)


class WatchedWork:
    """`CourtWork`, and a note of what it is asked and what it gives."""

    def __init__(self, work: CourtWork, book: Book) -> None:
        self._work = work
        self._book = book
        self.end_session = work.end_session
        self.carry_session = work.carry_session
        self.kept_names = work.kept_names
        self.seal_held, self.end_held = work.seal_held, work.end_held
        self.court_name, self.match, self.find, self.search = work.court_name, work.match, work.find, work.search
        self.names, self.meant = work.names, work.meant
        self.phone, self.hours = work.phone, work.hours

    async def perform(self, effect: do.CourtWork, owner: Owner, typed: Mapping[do.Field, Secret]) -> ev.FromCourt:
        if isinstance(effect, do.SubmitLink):
            self._book.submits.append(effect.claim)
        try:
            event = await self._work.perform(effect, owner, typed)
        except Exception:
            self._note(effect, owner, flow.given_up(effect))
            raise
        self._note(effect, owner, event)
        return event

    def _note(self, effect: do.CourtWork, owner: Owner, event: ev.FromCourt) -> None:
        password = isinstance(effect, do.SignInToPacer | do.FindAccounts)
        self._book.reports.append(Report(owner.user, owner.conversation, event, password))


class WatchedOutbox(Outbox):
    """`Outbox`, and a note of what it says of the help desk's notices."""

    book: Book

    def start(self, heard: Any) -> None:
        async def noted(key: ConversationKey, conversation: str, event: ev.FromOutbox) -> None:
            self.book.reports.append(Report(key.user, conversation, event, password=False))
            await heard(key, conversation, event)

        super().start(noted)


@cache
def registry() -> Registry:
    return Registry.shipped()


@dataclass
class Ours:
    """Everything of one process, from the store to the reception."""

    store: SqliteStore
    vault: Vault
    drawing: Drawing
    outbox: Outbox
    engine: Engine
    reception: Reception
    names: dict[str, dict[str, tuple[str, ...]]] = field(default_factory=dict)
    """Under which a person's passwords count, by the person and by where: they are the same as long as it lives."""

    @classmethod
    async def opened(
        cls,
        place: Path | str,
        court: Any,
        desk: Any,
        clock: Callable[[], datetime],
        *,
        book: Book | None = None,
        keys: Sequence[bytes] = (),
        rehearsal: bool = False,
    ) -> Ours:
        """Open the database and put the parts together, round any `CourtService` and `SlackDesk`; nothing runs yet.

        `place`: a file, or the address of a PostgreSQL.
        """
        book = book or Book()
        opened = PostgresStore.open if isinstance(place, str) else SqliteStore.open
        store: Any = await opened(str(place), clock)
        vault = Vault(keys, store, clock)
        work: Any = WatchedWork(CourtWork(court, registry(), vault), book)
        drawing = Drawing(store, desk, vault, work, clock)
        cases = CaseBook(
            store=store, desk=desk, channel=HELP_DESK, clock=clock, times=Times(CLERK), links=LinksTold.EACH
        )
        members = Members(desk, HELP_DESK, None)
        terms = Terms(a_minute=60, remind_after=timedelta(days=3))
        rollout = RollOut(
            store=store, outbox=store, desk=desk, courts=work, channel=HELP_DESK, clock=clock, terms=terms
        )
        outbox = WatchedOutbox(store=store, drawing=drawing, desk=desk, casebook=cases, rollout=rollout, clock=clock)
        outbox.book = book
        parts: dict[str, Any] = {"store": store, "desk": desk, "drawing": drawing, "vault": vault}
        engine = Engine(work=work, outbox=outbox, clock=clock, rehearsal=rehearsal, **parts)
        reception = Reception(
            engine=engine,
            courts=work,
            casework=CaseWork(
                book=cases,
                members=members,
                desk=desk,
                outbox=outbox,
                vault=vault,
                clock=clock,
                clerk=CLERK,
            ),
            rollwork=RollWork(rollout, desk, work, members, clock),
            **parts,
        )
        return cls(store, vault, drawing, outbox, engine, reception)
