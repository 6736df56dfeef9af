"""More requests at once than connections may be open: the rest wait before the pool, each place is given back."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from aiohttp import web

from bot.court import Timeouts, transport
from bot.court.exchange import Answered, Get, Unsent
from bot.court.transport import Pool, checked_gateway
from bot.court.wire import Wire
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.court.exchange import Came
    from tests.court.conftest import Server

HOST = "ecf.mieb.uscourts.gov"
PLACES = 2
PATIENT = Timeouts(connect=30.0, read=30.0)
IN_A_HURRY = Timeouts(connect=0.2, read=30.0)


class Slow:
    """A court that answers when it is let go."""

    def __init__(self, server: Server) -> None:
        self.asked = 0
        self.go_on = asyncio.Event()
        self._come = asyncio.Semaphore(0)
        server.handler = self._answer

    async def _answer(self, _: web.Request) -> web.Response:
        self.asked += 1
        self._come.release()
        await self.go_on.wait()
        return web.Response(text="<p>here</p>")

    async def gets(self, more: int) -> None:
        """Wait until so many more have come."""
        for _ in range(more):
            await self._come.acquire()


@pytest.fixture
def slow(server: Server) -> Slow:
    return Slow(server)


@pytest.fixture
async def pool(server: Server, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Pool]:
    monkeypatch.setattr(transport, "MOST", PLACES)
    made = Pool(checked_gateway(server.url), None, links=True)
    yield made
    await made.close()


def ask(pool: Pool, timeouts: Timeouts) -> asyncio.Task[Came]:
    page = Get("page", f"https://{HOST}/cgi-bin/x.pl", "https://external")
    return asyncio.create_task(Wire(pool, timeouts, HOST).ask(page, ()))


async def test_who_comes_to_a_full_pool_waits_and_gets_what_they_asked_for(pool: Pool, slow: Slow) -> None:
    many = [ask(pool, PATIENT) for _ in range(4 * PLACES)]
    await slow.gets(PLACES)
    slow.go_on.set()
    assert all(isinstance(each, Answered) for each in await asyncio.gather(*many))
    assert slow.asked == 4 * PLACES


async def test_who_waits_too_long_has_sent_nothing(pool: Pool, slow: Slow) -> None:
    first = [ask(pool, PATIENT) for _ in range(PLACES)]
    await slow.gets(PLACES)
    late = await ask(pool, IN_A_HURRY)
    assert isinstance(late, Unsent)
    assert late.trouble is Trouble.TIMED_OUT
    slow.go_on.set()
    await asyncio.gather(*first)
    assert slow.asked == PLACES


async def test_a_place_is_given_back_whatever_came_of_it(pool: Pool, slow: Slow) -> None:
    """Else a court that fails often enough would be a court that nobody is let to any more."""
    for _ in range(2 * PLACES):
        given_up = ask(pool, PATIENT)
        await slow.gets(1)
        given_up.cancel()
        await asyncio.wait({given_up})
    slow.go_on.set()
    assert isinstance(await ask(pool, PATIENT), Answered)
