"""Three of the app at one PostgreSQL, one killed again and again: nothing lost, nothing doubled, no second submit.

With LINK_PACER_REPLICAS=60 one is killed every 5 seconds for a minute, whatever the attorneys have reached.
"""

from __future__ import annotations

import asyncio
import os
from collections import deque
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.store.postgres.store import PostgresStore
from tests.crash.attorney import Attorney, Will
from tests.support.person import messages, words
from tests.support.postgres import cluster
from tests.support.process import LAST_WORD, Program, running_app
from tests.support.stack import ATTORNEY, SECOND_ATTORNEY, Stack

if TYPE_CHECKING:
    from pathlib import Path

    from bot.sandbox.court.people import Person as CourtPerson

SECONDS = float(os.environ.get("LINK_PACER_REPLICAS", "0"))
"""For how long one is killed every 5 seconds at least; without it until everybody is done."""
EVERY = 5.0 if SECONDS else 1.0
REPLICAS = 3
STUCK = 8.0
"""Seconds after which somebody who sees nothing happen looks anew: their press went to one that was killed."""
NOT_KNOWN = "We do not know yet whether your accounts are linked"
MOST = SECONDS + 240


@dataclass
class Seat:
    """What an attorney needs of the stack, with a court account of their own."""

    stack: Stack
    kind: str

    @property
    def running_workspace(self) -> Any:
        return self.stack.running_workspace

    def court_person(self) -> CourtPerson:
        return self.stack.court_person(self.kind)


async def goes_through(attorney: Attorney) -> None:
    """Go on, as often as it takes, to the last word, or to where only the court's time can tell."""
    while True:
        try:
            async with asyncio.timeout(STUCK):
                await attorney.goes_on()
                return
        except TimeoutError:
            read = "\n".join(words(each) for each in messages(await attorney.me.state(), attorney.me.dm))
            if attorney.consents and NOT_KNOWN in read:
                return


async def kills(environ: dict[str, str], ready: asyncio.Event, done: asyncio.Event) -> int:
    """Keep three alive, and kill the oldest again and again; give how many were killed."""
    killed, late = 0, asyncio.get_running_loop().time() + SECONDS
    async with AsyncExitStack() as exits:
        alive: deque[Program] = deque()
        for _ in range(REPLICAS):
            alive.append(await exits.enter_async_context(running_app(environ)))
        ready.set()
        while not done.is_set() or asyncio.get_running_loop().time() < late:
            try:
                async with asyncio.timeout(EVERY):
                    await done.wait()
                    await asyncio.sleep(EVERY)
            except TimeoutError:
                pass
            await alive.popleft().killed()
            killed += 1
            alive.append(await exits.enter_async_context(running_app(environ)))
        for each in alive:
            assert await each.stopped() == 0
    return killed


async def test_three_of_which_one_is_killed_again_and_again_lose_and_double_nothing(tmp_path: Path) -> None:
    address = cluster().anew()
    async with Stack.up(tmp_path, app=False) as stack, asyncio.timeout(MOST):
        stack.environ["DATABASE_URL"] = address
        seats = {ATTORNEY: Seat(stack, "no_mfa"), SECOND_ATTORNEY: Seat(stack, "odd_character")}
        attorneys = [
            Attorney(seat, await stack.person(user), None, Will("links"))  # type: ignore[arg-type]
            for user, seat in seats.items()
        ]
        for place in ("sign_on", "filer_login", "submit"):
            for _ in attorneys:
                stack.court.faults.arm("slow", at=place, seconds=1)  # so that some are at the court when one is killed
        ready, done = asyncio.Event(), asyncio.Event()
        killing = asyncio.create_task(kills(stack.environ, ready, done))
        await ready.wait()
        await asyncio.gather(*map(goes_through, attorneys))
        done.set()
        assert await killing
        court = stack.court
        assert all(count == 1 for count in court.submits_by_reference.values()), "no second submit"
        told = 0
        for each in attorneys:
            read = "\n".join(words(one) for one in messages(await each.me.state(), each.me.dm))
            told += LAST_WORD in read
            linked = bool(court.link_of_person("mieb", each.stack.court_person().username))
            assert linked or LAST_WORD not in read
        assert told or court.submits == 0
    store = await PostgresStore.open(address)
    try:
        assert await store.broken_trail() is None
        assert await store.unsettled() == ()
        assert len(await store.live()) == len(attorneys)
        assert await store.alone()
    finally:
        await store.close()
