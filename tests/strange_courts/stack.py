"""The whole app between a practice workspace and the strange courts, for any number of people at once."""

from __future__ import annotations

import logging
from contextlib import asynccontextmanager, contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from bot import app as composition
from bot.court import CourtService
from bot.court.model import Timeouts
from bot.flow import proof
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace import serve as serve_workspace
from bot.sandbox.workspace.model import DEFAULT_PEOPLE
from bot.sandbox.workspace.model import Person as Member
from bot.settings import load_settings
from tests.strange_courts.scenarios import SCALE
from tests.strange_courts.serving import StrangeCourts
from tests.support.person import Person, messages, words
from tests.support.stack import HELP_DESK

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from bot.court import Guide, PageKeeper, RehearsalService
    from bot.sandbox.workspace import RunningWorkspace


class Faults(logging.Handler):
    """Keeps what is logged as an error: nothing that a court does may be one of the app's own."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.name}: {record.getMessage()}"[:400])


class Stack:
    """Everything that runs; `person` gives a Slack user who has not been here before."""

    def __init__(
        self, courts: StrangeCourts, workspace: RunningWorkspace, users: list[str], faults: Faults, help_desk: str
    ) -> None:
        self.courts = courts
        self.faults = faults
        self.help_desk = help_desk
        self._workspace = workspace
        self._users = users

    async def alerts(self) -> list[str]:
        """Give what the help desk reads, once there is something."""
        async with Person.at(self._workspace.url, HELP_DESK) as desk:
            told = await desk.until(lambda state: messages(state, self.help_desk))
            return [words(each) for each in told]

    @asynccontextmanager
    async def person(self) -> AsyncIterator[Person]:
        async with Person.at(self._workspace.url, self._users.pop()) as person:
            yield person


@contextmanager
def hastened_looks() -> Iterator[None]:
    """Have the app look for the proof for some seconds instead of some minutes, as often as ever."""
    usual = proof.LOOKING, proof.AGREEING, proof._AFTER
    proof._AFTER = tuple(timedelta(seconds=each) for each in (0.2, 0.5, 1, 2, 3))
    proof.LOOKING, proof.AGREEING = timedelta(seconds=3), timedelta(seconds=1)
    try:
        yield
    finally:
        proof.LOOKING, proof.AGREEING, proof._AFTER = usual


@asynccontextmanager
async def stack(
    folder: Path, people: int, *, hurried: bool = False, overrides: Path | None = None, guide: Guide | None = None
) -> AsyncIterator[Stack]:
    """Start it all for so many people, with an operator's court file; with a `guide` as a rehearsal, its pages beside.

    `hurried`: the app's time limits at a court are scaled down.
    """
    courts = StrangeCourts()
    await courts.open()
    users = [f"U1ATTY{number:04}" for number in range(people)]
    members = [Member(user, f"Attorney {user}", "attorney", user.lower()) for user in users]
    workspace = Workspace(people=[*DEFAULT_PEOPLE, *members])
    running = await serve_workspace(workspace)
    faults = Faults()
    logging.root.addHandler(faults)
    app = await _app(workspace, running, courts, folder, hurried=hurried, overrides=overrides, guide=guide)
    try:
        with hastened_looks():
            yield Stack(courts, running, users, faults, workspace.help_desk_channel)
    finally:
        await app.stop()
        logging.root.removeHandler(faults)
        await running.close()
        await courts.close()


async def _app(
    workspace: Workspace,
    running: RunningWorkspace,
    courts: StrangeCourts,
    folder: Path,
    *,
    hurried: bool,
    overrides: Path | None,
    guide: Guide | None,
) -> composition.App:
    environ = {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "SLACK_API_URL": running.api_url,
        "HELP_DESK_CHANNEL": workspace.help_desk_channel,
        "HELP_DESK_LINKS": "each",
        "DATABASE_URL": f"sqlite:///{folder / 'link-pacer.db'}",
        "COURT_GATEWAY": courts.url,
        "LOG_LEVEL": "WARNING",
        "COURT_OVERRIDES": str(overrides or ""),
    }
    whole = composition._court_service
    if hurried:
        usual = Timeouts()
        limits = Timeouts(usual.connect, usual.read * SCALE, usual.flow * SCALE, usual.submit * SCALE)

        def scaled(gateway: str | None, keeper: PageKeeper | None) -> CourtService | RehearsalService:
            assert keeper is None
            return CourtService(gateway=gateway, timeouts=limits)

        composition._court_service = scaled
    try:
        pages = folder / "pages" if guide else None
        return await composition.start(load_settings(environ), pages, guide=guide)
    finally:
        composition._court_service = whole
