"""The help desk's channel as its members read it, and an attorney who asks for a human."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.support.patience import PATIENCE
from tests.support.person import elements, messages, words
from tests.support.walk import Walk

if TYPE_CHECKING:
    from datetime import datetime

    from tests.support.person import Json, Person
    from tests.support.stack import Stack


class Channel:
    """The help desk's channel, as a member reads it."""

    def __init__(self, stack: Stack, member: Person) -> None:
        self.stack = stack
        self.id = stack.workspace.help_desk_channel
        self.member = member

    async def case(self, *said: str) -> Json:
        """Wait for a case's message with these words in it."""

        def found(state: Json) -> Json | None:
            tops = (each for each in messages(state, self.id) if each["thread_ts"] in (None, each["ts"]))
            return next((each for each in tops if all(text in words(each) for text in said)), None)

        case: Json = await self.member.until(found)
        return case

    async def story(self, case: Json, *said: str) -> list[str]:
        """Wait until the last line of a case's thread has these words, and give all its lines."""

        def found(state: Json) -> list[str] | None:
            lines = [words(each) for each in messages(state, self.id) if each["thread_ts"] == case["ts"] != each["ts"]]
            return lines if lines and all(text in lines[-1] for text in said) else None

        lines: list[str] = await self.member.until(found)
        return lines

    async def lines(self, case: Json) -> list[Json]:
        """Give what is in a case's thread now."""
        return [each for each in await self._all() if each["thread_ts"] == case["ts"] != each["ts"]]

    async def threads(self) -> list[Json]:
        """Give what is in all threads now."""
        return [each for each in await self._all() if each["thread_ts"] not in (None, each["ts"])]

    async def tops(self) -> list[Json]:
        """Give what is in the channel itself now."""
        return [each for each in await self._all() if each["thread_ts"] in (None, each["ts"])]

    async def _all(self) -> list[Json]:
        return messages(await self.member.state(), self.id)

    def posted(self) -> list[Json]:
        """Give what the app asked Slack to post here."""
        calls = self.stack.running_workspace.recorded
        return [
            dict(each.params)
            for each in calls
            if each.method == "chat.postMessage" and each.params["channel"] == self.id
        ]

    async def has_begun(self, day: datetime) -> None:
        """Wait until the working day of that moment has begun."""
        store = self.stack._app.engine._store  # type: ignore[union-attr]
        async with asyncio.timeout(PATIENCE):
            while (begun := await store.last_day()) is None or begun.date() < day.date():
                await self.member.state()

    async def all_sent(self) -> None:
        """Wait until nothing is left to be sent."""
        store = self.stack._app.engine._store  # type: ignore[union-attr]
        async with asyncio.timeout(PATIENCE):
            while await store.waiting():
                await self.member.state()


async def asks(stack: Stack) -> Walk:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    await walk.me.types("help")
    await walk.me.clicks("ask_help_desk")
    await walk.me.reads("Your help desk has your message")
    return walk


def offered(case: Json) -> list[str]:
    return [each["action_id"] for _, each in elements(case["blocks"])]
