"""The app between a practice court and a practice workspace, each on a socket of its own, with a database on disk."""

from __future__ import annotations

import asyncio
import socket
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Self

from bot import app as composition
from bot.engine.codec import decode_state
from bot.flow import states as st
from bot.sandbox.court import PracticeCourt, RunningCourt
from bot.sandbox.court import serve as serve_court
from bot.sandbox.whole import form_page
from bot.sandbox.workspace import RunningWorkspace, Workspace
from bot.sandbox.workspace import serve as serve_workspace
from bot.settings import load_settings
from tests.support.person import Person

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.sandbox.court.people import Person as CourtPerson
    from bot.sandbox.workspace import Clock

_BETWEEN_LOOKS = timedelta(minutes=4)
_SOON = 0.05
ATTORNEY, SECOND_ATTORNEY, HELP_DESK = "U0ATTY001", "U0ATTY002", "U0HELP001"


class AppClock:
    """The app's time: the machine's, and what a test lets pass."""

    def __init__(self) -> None:
        self.passed = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.passed


def free_port() -> int:
    """Give a port that nobody listens at."""
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port: int = free.getsockname()[1]
    return port


@dataclass
class Stack:
    """Everything that runs. `environ` is what the app was started with, and `clock` its time."""

    court: PracticeCourt
    running_court: RunningCourt
    workspace: Workspace
    running_workspace: RunningWorkspace
    environ: dict[str, str]
    _exits: AsyncExitStack
    _app: composition.App | None = None
    _people: dict[str, Person] = field(default_factory=dict)
    clock: AppClock = field(default_factory=AppClock)

    @classmethod
    @asynccontextmanager
    async def up(
        cls, folder: Path, *, app: bool = True, clock: Clock | None = None, credentials: str = "modal"
    ) -> AsyncIterator[Self]:
        """Serve the parts, and start the app unless it is not wanted; `clock` is the workspace's."""
        async with AsyncExitStack() as exits:
            court = PracticeCourt()
            running_court = await serve_court(court)
            exits.push_async_callback(running_court.close)
            workspace = Workspace(court_people_url=running_court.url + "/practice/people", clock=clock)
            running = await serve_workspace(workspace)
            exits.push_async_callback(running.close)
            environ = {
                "SLACK_BOT_TOKEN": workspace.bot_token,
                "SLACK_APP_TOKEN": workspace.app_token,
                "SLACK_SIGNING_SECRET": workspace.signing_secret,
                "SLACK_API_URL": running.api_url,
                "HELP_DESK_CHANNEL": workspace.help_desk_channel,
                "DATABASE_URL": f"sqlite:///{folder / 'link-pacer.db'}",
                "COURT_GATEWAY": running_court.url,
                "DEFAULT_COURTS": "mieb",
                "LOG_LEVEL": "DEBUG",
                **form_page(workspace, credentials),
                "HELP_DESK_LINKS": "each",
            }
            stack = cls(court, running_court, workspace, running, environ, exits)
            exits.push_async_callback(stack.stop_app)
            if app:
                await stack.start_app()
            yield stack

    async def start_app(self) -> None:
        self._app = await composition.start(load_settings(self.environ), clock=self.clock)

    async def stop_app(self) -> None:
        if self._app:
            app, self._app = self._app, None
            await app.stop()

    async def courts_take_their_time(self) -> None:
        """Let the time for the proof pass, a few minutes between two looks, until nobody's link is looked for."""
        passed: list[st.State] = []
        while looking := [each for each in await self._states() if isinstance(each, st.Linking | st.Confirming)]:
            for state in looking:
                if isinstance(state, st.Confirming) and not state.reading and state not in passed:
                    passed.append(state)
                    self.clock.passed += _BETWEEN_LOOKS
            await asyncio.sleep(_SOON)

    async def _states(self) -> list[st.State]:
        assert self._app
        return [decode_state(each.state) for each in await self._app.engine._store.live()]

    def log_of_the_database(self) -> bytes:
        """Give the write-ahead log. The file itself is locked, and whoever closed it here would take the lock away."""
        return Path(self.environ["DATABASE_URL"].removeprefix("sqlite:///") + "-wal").read_bytes()

    async def person(self, user: str = ATTORNEY) -> Person:
        if user not in self._people:
            self._people[user] = await self._exits.enter_async_context(Person.at(self.running_workspace.url, user))
        return self._people[user]

    def court_person(self, kind: str = "no_mfa") -> CourtPerson:
        return next(each for each in self.court.people if each.kind == kind)


def pacer_fields(person: CourtPerson, *, password: str | None = None, passcode: str | None = None) -> dict[str, str]:
    typed = {"pacer_username": person.username, "pacer_password": password or person.password}
    return typed | ({"pacer_passcode": passcode} if passcode else {})


def filer_fields(person: CourtPerson, court: str = "mieb", *, password: str | None = None) -> dict[str, str]:
    filer = next(each for each in person.filers if each.court == court)
    return {"filer_login": filer.login, "filer_password": password or filer.password}
