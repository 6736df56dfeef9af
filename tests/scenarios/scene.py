"""The stage of one transcript: the practice stack, who plays whom, and what had been said before the last deed."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Self

from bot import app as composition
from bot.settings import load_settings
from tests.scenarios.sight import BOT, in_dm, page, plain, shown
from tests.support import patience
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY, Stack

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bot.sandbox.court.people import Person as CourtPerson
    from tests.scenarios.sight import Json
    from tests.support.person import Person

USERS = {"Dana": ATTORNEY, "Marcus": SECOND_ATTORNEY, "Priya": HELP_DESK}
IDS = {**USERS, "herself": ATTORNEY, "the app": BOT}
"""Who can be chosen of the people in the workspace."""


class StagedStack(Stack):
    """The stack, with an app that can be a rehearsal."""

    pages: Path | None = None

    async def start_app(self) -> None:
        self._app = await composition.start(load_settings(self.environ), self.pages, self.clock)


@dataclass
class Player:
    """Somebody in the workspace, and the practice identity at PACER and the courts that they play."""

    name: str
    person: Person
    known: CourtPerson | None = None
    court: str = "mieb"
    asked: tuple[Json, Callable[[], Any]] | None = None
    modal: str = ""

    @property
    def identity(self) -> CourtPerson:
        assert self.known, f"say first who {self.name} is"
        return self.known


@dataclass
class Scene:
    """What is going on."""

    stack: StagedStack
    folder: Path
    players: dict[str, Player] = field(default_factory=dict)
    speaker: str = "Dana"
    running: bool = False
    before: dict[tuple[str, str], str] = field(default_factory=dict)
    whispered: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, stack: StagedStack, folder: Path) -> Self:
        return cls(stack, folder)

    async def player(self, name: str) -> Player:
        """Give somebody, and begin to watch their page."""
        if name not in self.players:
            self.players[name] = Player(name, await self.stack.person(USERS[name]))
        return self.players[name]

    async def speaking(self, to: str | None) -> Player:
        """Give whom the bot speaks to: the one named, or who did something last."""
        return await self.player(to or self.speaker)

    async def deed(self, who: str) -> Player:
        """Begin a deed: what is there now counts as seen."""
        await self.begin()
        player = await self.player(who)
        assert not player.asked, f"{who} has been asked something, and must answer first"
        self.speaker = who
        self.look()
        return player

    async def begin(self) -> None:
        """Start the app, when the first thing happens."""
        if not self.running:
            self.running = True
            for name in USERS:
                await self.player(name)
            await self.stack.start_app()

    def look(self) -> None:
        """Take all that is written as seen."""
        for channel, talk in self.stack.workspace.conversations.items():
            for each in talk.messages:
                self.before[channel, each.ts] = mark(each.text, each.blocks)
        for told in self.stack.workspace.ephemerals.values():
            self.whispered.update(each.ts for each in told)

    def news(self, state: Json, channel: str) -> list[Json]:
        """Give the bot's messages that are new or changed since the last deed."""
        mine = (each for each in in_dm(state, channel) if each["user"] == BOT)
        return [each for each in mine if self.before.get((channel, each["ts"])) != mark(each["text"], each["blocks"])]

    async def see(self, player: Player, found: Callable[[Json], Any]) -> Any:
        """Wait until a person's page shows it. Raises AssertionError, with what it shows instead."""
        try:
            return await player.person.until(found)
        except AssertionError:
            state = await player.person.state()
        raise AssertionError(f"{player.name} sees instead:\n{page(state, player.person.dm)}")

    async def reads(self, player: Player, words: str, candidates: Callable[[Json], list[Json]]) -> Json:
        """Wait until one of the candidates shows these words."""
        wanted = plain(words)
        found: Json = await self.see(
            player, lambda state: next((each for each in reversed(candidates(state)) if wanted in shown(each)), None)
        )
        return found


async def until(has_come: Callable[[], bool]) -> None:
    """Look again and again. Raises TimeoutError."""
    async with asyncio.timeout(patience.PATIENCE):
        while not has_come():  # noqa: ASYNC110 - the practice court has no event to wait for
            await asyncio.sleep(0.01)


def mark(text: str, blocks: object) -> str:
    """Give what tells one drawing of a message from another."""
    return json.dumps([text, blocks], sort_keys=True)
