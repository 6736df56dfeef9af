"""People, a court and a clock round one process that may be killed at any turn; after each rule all is as ideal."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, precondition, rule

from bot import flow
from bot.engine.delivery import IDLE_POLL
from bot.engine.engine import DEADLINE_POLL, SWEEP_EVERY
from bot.engine.naming import new_token
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.runtime import loading
from bot.screens import NOTHING_SEEN, Stamp
from bot.slack.answered import answering
from bot.slack.pauses import LONGEST
from bot.store import ConversationKey
from bot.store.conversations import KEEP
from bot.store.sql.database import to_ms
from bot.telling import Click
from bot.vault import Secret
from tests.reliability.checks import check_all, check_person, kept_tries
from tests.reliability.ideal import MOST_DEADLINES, Ideal
from tests.reliability.process_of_ours import Book, Ours
from tests.reliability.scripted import KeepingDesk, ScriptedCourt, answers_to
from tests.reliability.virtual_loop import VirtualLoop
from tools.samples import MIEB, NOW, TXWD, events, gets_ready

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.reliability.scripted import Question

TEAM = "T1"
USERS = ("U1", "U2", "U3")
ZONES = {"U1": "America/Detroit", "U2": ""}
LOOKS = 7
"""Enough looks for deadlines for the longest row of them."""
DELIVERY_MEMORY = timedelta(hours=23)
PERSONS = tuple(event for event in events() if isinstance(event, ev.FromPerson))
SHAPE = ev.FieldShape(length=9)
DAY = 86400
PAUSES = (1, 70, 130, 310, 600, 880, 5 * 3600, 26 * 3600, 8 * DAY)
WHO = some.sampled_from(USERS)
WHAT = some.sampled_from(range(60))
CUT = some.one_of(some.just(0), some.just(0), some.integers(1, 60))
"""After how many turns of the loop the process is killed; 0: not at all."""


@dataclass
class Wall:
    """The time of day, which only the test moves. Whole seconds."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def move(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


class Histories(RuleBasedStateMachine):
    """One random history of three people. `room` is where the database lies."""

    room: ClassVar[Path]
    logged: ClassVar[list[Any]]

    def __init__(self) -> None:
        super().__init__()
        loading.end()  # what hypothesis remembers of thousands of histories is no part of what the app collects
        self.folder = Path(tempfile.mkdtemp(dir=self.room))
        self.wall, self.court, self.book = Wall(), ScriptedCourt(), Book()
        self.desk = KeepingDesk(ZONES)
        self.people = {user: Ideal(user, ZONES.get(user, "")) for user in USERS}
        self.numbers = count(1)
        self.deliveries: dict[str, tuple[str, datetime]] = {}
        self.doubtful: set[str] = set()
        self.rehearsal = False
        self.inherited: set[str] = set()
        self.loop, self.ours = self._opened()
        self._start()

    def teardown(self) -> None:
        self._kill()
        self.logged.clear()
        shutil.rmtree(self.folder)

    # -- what happens -------------------------------------------------------------------------------------------------

    @rule(user=WHO, event=some.sampled_from(PERSONS), stale=some.sampled_from((0, 0, 0, 1)), cut=CUT)
    def person_does_anything(self, user: str, event: ev.FromPerson, stale: int, cut: int) -> None:
        self._act(user, self._named(event), stale, cut)

    @rule(user=WHO, cut=CUT)
    def person_goes_on(self, user: str, cut: int) -> None:
        self._act(user, self._onward(user), 0, cut)

    @rule(user=WHO, times=some.integers(1, 8), what=WHAT, then=some.sampled_from(PERSONS))
    def person_goes_on_and_on(self, user: str, times: int, what: int, then: ev.FromPerson) -> None:
        """Go on for a while, in one rule, so that histories get far; there the court answers anything, or they do."""
        for _ in range(times):
            event = self._onward(user)
            self._run(self._deliver(user, event, self._seen(user)))
            self._rest({user: [event]})
            if own := [each for each in self.court.asked if each.user == user]:
                own[0].answer.set_result(answers_to(own[0])[0])
                self._rest({})
        self._act(user, self._onward(user), 0, 0)
        if own := [each for each in self.court.asked if each.user == user]:
            self._answer(own[0], what)
            self._settle({})
        self._act(user, self._named(then), 0, 0)

    @rule(user=WHO)
    def slack_delivers_again(self, user: str) -> None:
        delivery, at = self.deliveries.get(user, ("", NOW))
        if delivery and self.wall.now - at < DELIVERY_MEMORY:
            again = ev.AskedToStartOver(f"LP-AGAIN{next(self.numbers)}", new_token())
            self._run(self.ours.engine.handle(self._key(user), again, delivery=delivery))
            self._settle({})

    @precondition(lambda self: self.court.asked)
    @rule(which=some.integers(0, 5), what=WHAT, cut=CUT)
    def court_answers(self, which: int, what: int, cut: int) -> None:
        self._answer(self.court.asked[which % len(self.court.asked)], what)
        if cut:
            self.loop.run_turns(self.loop.quiet(), cut)
            self._restart({})
        else:
            self._settle({})

    @rule(seconds=some.sampled_from(PAUSES))
    def time_passes(self, seconds: int) -> None:
        self.wall.move(seconds)
        self._look()
        if seconds > DAY:
            self._run(self.loop.let_pass(SWEEP_EVERY))
            self._settle({})

    @rule(rehearsal=some.sampled_from((False, False, True)), downtime=some.sampled_from((0, 0, *PAUSES)), cut=CUT)
    def process_is_killed_and_started(self, rehearsal: bool, downtime: int, cut: int) -> None:
        self._kill()
        self._rehearse(rehearsal)
        self.wall.move(downtime)
        self.loop, self.ours = self._opened()
        if cut:
            self.loop.run_turns(self.ours.engine.start(), cut)
            self._restart({user: [ev.Restarted()] for user in USERS})
        else:
            self._start()

    @rule(trouble=some.sampled_from(("", "", "busy", "lost_answer", "late")))
    def slack_changes(self, trouble: str) -> None:
        self.doubtful |= set(self.desk.views)
        self.desk.trouble = trouble
        if not trouble:
            self.wall.move(LONGEST.total_seconds())
            self._run(self.loop.let_pass(IDLE_POLL))
        self._look()

    @precondition(lambda self: not self.desk.trouble)
    @rule(user=WHO)
    def person_tidies_up(self, user: str) -> None:
        """Close the modals and delete the messages: Slack lets people do both without a word to the app."""
        self.desk.messages = {at: each for at, each in self.desk.messages.items() if at[0] != "D" + user}
        self.desk.views = {view: each for view, each in self.desk.views.items() if not view.endswith(user)}
        self._act(user, ev.AskedToContinue(), 1, 0)

    @rule(user=WHO)
    def person_is_forgotten(self, user: str) -> None:
        person = self.people[user]
        if any(each.user == user for each in self.court.asked):
            return  # it waits for the court's answer: a test of its own
        done = self._run(self.ours.engine.forget(self._key(user)))
        assert done is not isinstance(person.state, st.Linking | st.Confirming)
        if done:
            person.forget()
        self._settle({})

    # -- how ----------------------------------------------------------------------------------------------------------

    def _answer(self, question: Question, what: int) -> None:
        answers = answers_to(question)
        answer = answers[what % len(answers)]
        if isinstance(answer, Exception):
            question.answer.set_exception(answer)
        else:
            question.answer.set_result(answer)

    def _key(self, user: str) -> ConversationKey:
        return ConversationKey(TEAM, user)

    def _named(self, event: ev.FromPerson) -> ev.FromPerson:
        of_an_earlier_run = isinstance(event, ev.AskedToCheckAgain) and bool(event.reference)
        if of_an_earlier_run or isinstance(event, ev.Started | ev.AskedToStartOver):
            return replace(event, reference=f"LP-{next(self.numbers)}", token=new_token())
        return event

    def _onward(self, user: str) -> ev.FromPerson:
        match self.people[user].state:
            case st.ChoosingCourt():
                return ev.CourtChosen(TXWD)
            case st.GettingReady() as state:
                return gets_ready(state)
            case st.Guided():
                return ev.DidGuidedStep()
            case st.AwaitingPacerSignIn():
                return ev.PacerSubmitted(SHAPE, SHAPE)
            case st.AwaitingFilerLogin():
                return ev.FilerSubmitted(SHAPE, SHAPE)
            case st.Reviewing():
                return ev.ConfirmedLink()
            case st.Unknown():
                return ev.AskedToCheckAgain()
            case _:
                return self._named(ev.Started("", MIEB, "mieb"))

    def _act(self, user: str, event: ev.FromPerson, stale: int, cut: int) -> None:
        person, seen = self.people[user], self._seen(user)
        seen = replace(seen, rev=seen.rev - stale)
        taken = event
        if not isinstance(event, ev.Started | ev.AskedToStartOver):
            taken = flow.taken(event, seen, person.state, person.rev)  # type: ignore[assignment]
        work = self._deliver(user, event, seen)
        if cut:
            self.loop.run_turns(work, cut)
            self._restart({user: [taken]})
        else:
            self._run(work)
            self._settle({user: [taken]})

    def _seen(self, user: str) -> flow.Seen:
        """Give what the person's card is a drawing of."""
        person = self.people[user]
        return flow.seen(person.state, person.rev) if person.state else NOTHING_SEEN

    def _rehearse(self, rehearsal: bool) -> None:
        self.rehearsal = rehearsal
        for person in self.people.values():
            person.rehearsal = rehearsal

    async def _deliver(self, user: str, event: ev.FromPerson, seen: flow.Seen) -> None:
        key, engine = self._key(user), self.ours.engine
        match event:
            case ev.Started() | ev.AskedToStartOver():
                self.deliveries[user] = (f"{user}-{next(self.numbers)}", self.wall.now)
                await engine.handle(key, event, delivery=self.deliveries[user][0])
            case ev.PacerSubmitted() | ev.FilerSubmitted():
                record = await self.ours.store.load(key)
                view_id = record.view_id if record else None
                typed = {each: Secret(user) for each in do.Field}
                with answering():
                    handled = await engine.handle(key, event, seen=seen, typed=typed, view_id=view_id or KEEP)
                    if handled.record and handled.changed and view_id in self.desk.views:
                        self.desk.views[view_id] = await self.ours.drawing.view(handled.record)
            case _:
                click = Click(key, Stamp(user, seen), trigger=user, channel="D" + user)
                await self.ours.reception.click(click, event)

    def _run(self, work: object) -> object:
        return self.loop.run_until_complete(work)  # type: ignore[arg-type]

    def _opened(self) -> tuple[VirtualLoop, Ours]:
        loop = VirtualLoop()
        opened = Ours.opened(
            self.folder / "link-pacer.db", self.court, self.desk, self.wall, book=self.book, rehearsal=self.rehearsal
        )
        ours = loop.run_until_complete(opened)
        # What a killed process did not come to destroy opens for nobody: its key was in that process's memory.
        self.inherited = {run for (run,) in ours.store._db.execute("SELECT conversation FROM sealed_blob")}
        return loop, ours

    def _start(self) -> None:
        self._forget_what_was_under_way()
        self._run(self.ours.engine.start())
        restarted: dict[str, list[ev.Event]] = {user: [ev.Restarted()] for user in USERS}
        self._take(restarted)
        self._look()

    def _kill(self) -> None:
        self.doubtful |= set(self.desk.views)
        self.ours.store._db.close()
        self.loop.kill()
        self.court.asked.clear()

    def _restart(self, events: dict[str, list[ev.Event]]) -> None:
        """Kill the process, find out how far it came with `events`, and start another."""
        self._kill()
        self.deliveries.clear()  # the last one may not have been committed, and is then taken when it comes again
        self.loop, self.ours = self._opened()
        for user, person in self.people.items():
            record = self._run(self.ours.store.load(self._key(user)))
            reports = [report for report in self.book.reports if report.user == user]
            person.catch_up(
                [*events.get(user, ()), *reports], record, self.wall.now, zone_known=self.desk.trouble != "busy"
            )  # type: ignore[arg-type]
        self.book.reports.clear()
        self._start()

    def _forget_what_was_under_way(self) -> None:
        """A process is gone: nobody learns what became of the passwords that it had sent."""
        for person in self.people.values():
            person.tries, person.under_way = self._run(kept_tries(self.ours, person.user)), []  # type: ignore[assignment]

    def _look(self) -> None:
        """Let the process look for deadlines as often as it must, and check everybody."""
        for _ in range(LOOKS):
            self._run(self.loop.let_pass(DEADLINE_POLL))
            if not self._is_due():
                break
        told = {each.user for each in self.book.reports if isinstance(each.event, ev.FromOutbox)}
        for person in self.people.values():
            if person.user in told:
                self._run(self._hears_between(person))
            for _ in range(MOST_DEADLINES):
                person.pass_deadline(self.wall.now, zone_known=self.desk.trouble != "busy")
        self._settle({}, USERS)

    def _is_due(self) -> bool:
        due = "SELECT 1 FROM conversation WHERE deadline <= ?"
        return self.ours.store._db.execute(due, (to_ms(self.wall.now),)).fetchone() is not None

    async def _hears_between(self, person: Ideal) -> None:
        """Hear what the outbox said before or between deadlines, in the order in which the trail has them."""
        for row in await self.ours.store.audit_of(person.conversation or ""):  # type: ignore[attr-defined]
            if row.rev <= person.rev:
                continue
            if row.event == "DeadlinePassed":
                person.pass_deadline(self.wall.now, zone_known=self.desk.trouble != "busy")
                continue
            said = (person.user, row.event)
            report = next((each for each in self.book.reports if (each.user, type(each.event).__name__) == said), None)
            if report is None or not isinstance(report.event, ev.FromOutbox):
                return
            self.book.reports.remove(report)
            person.hear(report, self.wall.now)

    def _settle(self, events: dict[str, list[ev.Event]], users: Iterable[str] = ()) -> None:
        """Let everything come to rest, and check that it is as it must be."""
        self._run(self._checked({*users, *self._rest(events)}))

    async def _checked(self, users: set[str]) -> None:
        await check_all(self)
        for user in users:
            await check_person(self, self.people[user])

    def _rest(self, events: dict[str, list[ev.Event]]) -> set[str]:
        """Let everything come to rest, and give the people who were touched."""
        self._run(self.loop.quiet())
        touched = {*events, *(report.user for report in self.book.reports)}
        self._take(events)
        return touched

    def _take(self, events: dict[str, list[ev.Event]]) -> None:
        for user, taken in events.items():
            for event in taken:
                self.people[user].take(event, self.wall.now)
        for report in self.book.reports:
            self.people[report.user].hear(report, self.wall.now)
        self.book.reports.clear()
