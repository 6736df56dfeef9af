"""kill -9 of the real process at random moments, in both modes, while several people link: each comes to an end.

`LINK_PACER_KILLS=200` kills it so often, half of them in each mode.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
from collections import deque
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass, field, replace
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.workspace import ManualClock, Workspace, serve
from bot.sandbox.workspace.model import DEFAULT_PEOPLE, Person
from tests.crash.attorney import Attorney, Will
from tests.crash.promises import check
from tests.support.person import messages, words
from tests.support.process import LAST_WORD, running_app
from tests.support.stack import Stack, free_port

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.sandbox.court.people import Person as CourtPerson
    from tests.support.person import Json

KILLS = int(os.environ.get("LINK_PACER_KILLS", "20"))
AT_A_TIME = 3
"""People who link at the same time."""
MOST = 200
"""Messages, to the court and to Slack, that an app lives for at most: one link and a half for each of those people."""
NOT_SHOWN_YET = "does not show the link yet"
"""Where only the court's time can tell, and nobody consents again for half an hour."""


@dataclass
class Seat:
    """What one person needs of the stack, with a court account of their own."""

    stack: Stack
    known: CourtPerson

    @property
    def running_workspace(self) -> Any:
        running = self.stack.running_workspace
        return (
            running if "SLACK_APP_TOKEN" in self.stack.environ else SimpleNamespace(connected=_at_once, connections=0)
        )

    def court_person(self) -> CourtPerson:
        return self.known


async def _at_once() -> None:
    """Nothing connects in HTTP mode."""


class InCrowd(Attorney):
    """One of many, who leaves off where only time can tell."""

    def _on_card(self, state: Json) -> Any:
        if self.consents and any(NOT_SHOWN_YET in words(each) for each in messages(state, self.me.dm)):
            return "done", self.me.state
        return super()._on_card(state)


@dataclass
class Wires:
    """Counts what the app says to the court and to Slack."""

    left: int = 0
    said_enough: asyncio.Event = field(default_factory=asyncio.Event)

    @classmethod
    def of(cls, stack: Stack) -> Wires:
        wires = cls()
        for holder, name in (
            (stack.running_workspace._recorder, "keep"),
            (stack.running_workspace._recorder, "keep_frame"),
            (stack.court, "log_request"),
        ):
            setattr(holder, name, wires._counted(getattr(holder, name)))
        return wires

    def _counted(self, takes: Any) -> Any:
        def counted(*given: object, **named: object) -> None:
            takes(*given, **named)
            self.left -= 1
            if self.left <= 0:
                self.said_enough.set()

        return counted


@dataclass
class Crowd:
    """People who link one after the other, some at a time, and go on whatever dies."""

    stack: Stack
    clock: ManualClock
    now: deque[InCrowd] = field(default_factory=deque)
    done: list[InCrowd] = field(default_factory=list)

    async def one_more(self) -> InCrowd:
        number = len(self.now) + len(self.done)
        known = self.stack.court_person()
        filers = tuple(replace(each, login=f"{each.login}{number}") for each in known.filers)
        own = replace(known, kind=f"crowd{number}", username=f"{known.username}{number}", filers=filers)
        self.stack.court.people = (*self.stack.court.people, own)
        seat: Any = Seat(self.stack, own)
        self.now.append(InCrowd(seat, await self.stack.person(f"U0CROWD{number:03}"), self.clock, Will("links")))
        return self.now[-1]

    async def goes_on(self, attorney: InCrowd, *, last: bool) -> None:
        """Go on with one, and then with somebody new, for ever; or to the end of this one only."""
        while True:
            await attorney.goes_on()
            self.now.remove(attorney)
            self.done.append(attorney)
            if last:
                return
            attorney = await self.one_more()

    def check(self, folder: Path) -> None:
        consents = sum(each.consents for each in (*self.now, *self.done))
        together: Any = SimpleNamespace(stack=self.stack, consents=consents)
        check(folder, together)
        assert all(count == 1 for count in self.stack.court.submits_by_reference.values()), "no second submit"


async def lives(crowd: Crowd, wires: Wires, messages: int, random: Random) -> None:
    """Start the app, let the crowd go on, and kill it when it has said so much; without a number let all end."""
    last = messages == 0
    async with running_app(crowd.stack.environ) as app:
        wires.left = messages
        wires.said_enough.clear()
        dies = asyncio.create_task(wires.said_enough.wait())
        going = [asyncio.create_task(crowd.goes_on(each, last=last)) for each in crowd.now]
        waited = going if last else [*going, dies]
        await asyncio.wait(waited, return_when=asyncio.ALL_COMPLETED if last else asyncio.FIRST_COMPLETED)
        if last:
            assert await app.stopped() == 0
        else:
            await asyncio.sleep(random.random() / 100)  # between two messages, too
            await app.killed()
        assert b"Traceback" not in app.err
        for each in (dies, *going):
            if each.done():
                each.result()
            each.cancel()
        await asyncio.wait({dies, *going})


@asynccontextmanager
async def stack_in(mode: str, folder: Path, clock: ManualClock) -> AsyncIterator[Stack]:
    people = (
        *DEFAULT_PEOPLE,
        *(Person(f"U0CROWD{n:03}", f"Attorney {n}", "attorney", f"attorney{n}") for n in range(10 * KILLS)),
    )
    async with Stack.up(folder, app=False, clock=clock) as stack:
        await stack.running_workspace.close()
        port = free_port()
        stack.workspace = Workspace(
            people=people,
            clock=clock,
            request_url=f"http://127.0.0.1:{port}/slack/events" if mode == "http" else None,
        )
        stack.running_workspace = await serve(stack.workspace)
        stack.environ |= {
            "SLACK_BOT_TOKEN": stack.workspace.bot_token,
            "SLACK_APP_TOKEN": stack.workspace.app_token,
            "SLACK_SIGNING_SECRET": stack.workspace.signing_secret,
            "SLACK_API_URL": stack.running_workspace.api_url,
            "PORT": str(port),
        }
        if mode == "http":
            del stack.environ["SLACK_APP_TOKEN"]
        yield stack
        await stack.running_workspace.close()


def a_quarter_of_an_hour_later(database: Path) -> None:
    """Let the passwords that were sent into a crash count no longer."""
    with closing(sqlite3.connect(database)) as db:
        db.execute("DELETE FROM try")
        db.commit()


@pytest.mark.parametrize("mode", ["socket", "http"])
async def test_killed_at_random_moments_everybody_comes_to_an_end(
    tmp_path: Path, mode: str, capsys: pytest.CaptureFixture[str]
) -> None:
    clock, random = ManualClock(), Random(mode)  # noqa: S311 - to be the same each time
    async with stack_in(mode, tmp_path, clock) as stack:
        crowd, wires = Crowd(stack, clock), Wires.of(stack)
        for _ in range(AT_A_TIME):
            await crowd.one_more()
        for _ in range(KILLS // 2):
            await lives(crowd, wires, random.randrange(1, MOST), random)
            for each in crowd.now:
                await each.until_it_is_gone()
            crowd.check(tmp_path)
            a_quarter_of_an_hour_later(tmp_path / "link-pacer.db")
        await lives(crowd, wires, 0, random)
        crowd.check(tmp_path)
        linked = 0
        for each in crowd.done:
            read = "\n".join(words(one) for one in messages(await each.me.state(), each.me.dm))
            is_linked = stack.court.link_of_person("mieb", each.stack.court_person().username) is not None
            assert (LAST_WORD in read) == is_linked
            linked += is_linked
    with capsys.disabled():
        print(f"\n{mode}: killed {KILLS // 2} times; of {len(crowd.done)} people {linked} linked, the rest not known")  # noqa: T201
    assert linked
