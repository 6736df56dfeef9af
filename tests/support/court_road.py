"""One person's road through the rules and the court, without Slack: `flow.advance` and `CourtWork` in turns.

The person types what is right, consents once asked, and stops where the road stops: at an end, or where something went
wrong and they are asked again.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.asking import COURTS_TIME
from bot.flow.effects import Field
from bot.vault import Owner, Secret
from tools.samples import gets_ready

if TYPE_CHECKING:
    from bot.engine.courtwork import CourtWork
    from bot.sandbox.court.people import Person

OWNER = Owner("T1", "U1", "LP-ROAD2222")
SHAPE = ev.FieldShape(length=9)
START = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
_MOST_STEPS = 40


@dataclass
class Road:
    """Where one person is, and what was done on the way."""

    work: CourtWork
    person: Person
    court_id: str
    state: st.State
    now: datetime = START
    done: list[do.Effect] = field(default_factory=list)
    longest: float = 0.0
    """Seconds that the longest work at the court took."""

    @classmethod
    def begun(cls, work: CourtWork, person: Person, court_id: str = "mieb") -> Road:
        court = work.find(court_id)
        assert court is not None
        step = flow.advance(None, ev.Started(OWNER.conversation, court), START, rehearsal=False)
        assert step is not None
        return cls(work, person, court_id, step.state)

    @property
    def told(self) -> list[do.Effect]:
        """What the person and the help desk were told of an end."""
        return [each for each in self.done if isinstance(each, do.TellResult | do.TellHelpDesk)]

    @property
    def settled(self) -> list[do.Settlement]:
        return [each.settlement for each in self.done if isinstance(each, do.Settle)]

    @property
    def outcome(self) -> str:
        """Give the state, and why, in a word or two."""
        why = getattr(self.state, "problem", None)
        return f"{type(self.state).__name__} {why.value}" if why else type(self.state).__name__

    async def goes_on(self) -> None:
        """Do what is asked, until something goes wrong or it ends; a first ask at each step is always answered."""
        for _ in range(_MOST_STEPS):
            event = self._answer()
            if event is None:
                return
            await self.does(event)
            if getattr(self.state, "problem", None) is not None or isinstance(self.state, st.Ended):
                return
        raise AssertionError(f"the road goes in circles at {self.outcome}")

    async def does(self, event: ev.Event) -> None:
        """One step, with all that follows of it at the court."""
        self.now += timedelta(seconds=1)
        step = flow.advance(self.state, event, self.now, rehearsal=False)
        assert step is not None
        self.state = step.state
        self.done += step.effects
        follows: ev.Event | None = None
        for effect in step.effects:
            if isinstance(effect, do.CourtWork):
                follows = await self._at_the_court(effect)
            elif isinstance(effect, do.EndSession):
                await self.work.end_session(OWNER)
        if isinstance(self.state, st.Confirming) and not self.state.reading:
            # It is looked again without anybody's doing, as time goes by.
            due = flow.deadline(self.state, self.now)
            assert due is not None
            self.now, follows = due, ev.DeadlinePassed(due)
        if follows is not None:
            await self.does(follows)

    async def _at_the_court(self, work: do.CourtWork) -> ev.FromCourt:
        began = asyncio.get_running_loop().time()
        event = await self.work.perform(work, OWNER, self._typed())
        self.longest = max(self.longest, asyncio.get_running_loop().time() - began)
        return event

    def _answer(self) -> ev.Event | None:
        match self.state:
            case st.GettingReady() as ready:
                return gets_ready(ready)
            case st.AwaitingPacerSignIn():
                return ev.PacerSubmitted(SHAPE, SHAPE)
            case st.AwaitingFilerLogin():
                return ev.FilerSubmitted(SHAPE, SHAPE)
            case st.Reviewing():
                return ev.ConfirmedLink()
            case st.Unknown():
                self.now += COURTS_TIME  # who is told to wait comes back when it is worth it
                return ev.AskedToCheckAgain()
            case st.Refused(again_after=again):
                self.now = again or self.now
                return ev.Started(OWNER.conversation, self.work.find(self.court_id))
            case _:
                return None

    def _typed(self) -> dict[Field, Secret]:
        filer = next(each for each in self.person.filers if each.court == self.court_id)
        return {
            Field.PACER_USERNAME: Secret(self.person.username),
            Field.PACER_PASSWORD: Secret(self.person.password),
            Field.FILER_LOGIN: Secret(filer.login),
            Field.FILER_PASSWORD: Secret(filer.password),
        }
