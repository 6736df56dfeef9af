"""Slack delivers at least once: up to four copies of each payload, in any order, end as single deliveries would.

So they do at one engine on SQLite, whose file a second process is refused, and at two that share a PostgreSQL and take
them in turn.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, cycle, permutations
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from bench.payloads import TEAM, click, command, submission
from bot.store import ConversationKey
from bot.store.sqlite.store import SqliteStore
from bot.vault import KEY_BYTES
from tests.reliability.deliveries import Wire, start_at_home, wrote
from tests.reliability.histories import Wall
from tests.reliability.process_of_ours import HELP_DESK, Ours
from tests.reliability.scripted import KeepingDesk, ScriptedCourt
from tests.reliability.virtual_loop import VirtualLoop
from tests.support.postgres import cluster

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bench.payloads import Envelope

COPIES = 4
SHARE = 8
"""Of so many orders one is tried with two engines, which take longer, at every change; each of them for a night."""
MOST_EVENTS = 4
EXAMPLES = int(os.environ.get("LINK_PACER_EXAMPLES", "500"))
ALL = EXAMPLES >= 10_000
"""Whether each order comes in every way, as in CI, or each in one way."""
NIGHT = EXAMPLES >= 100_000
"""Whether there is time for two engines to take each order."""
Order = tuple[int, ...]
Place = Callable[[Wire, str], Awaitable[list["Envelope"]]]
"""Brings somebody to where they are, and gives the payloads of what they can do there."""
ROOT = Path(__file__).parents[2]
OWN_NAMES = re.compile(r"LP-[A-Z0-9]{8}|[0-9a-f]{64}|[0-9a-f]{32}")


@pytest.fixture
def wire(room: Path, logged: list[Any]) -> Iterator[Wire]:
    loop, court, desk = VirtualLoop(), ScriptedCourt(), KeepingDesk(one_view=True)
    ours = loop.run_until_complete(Ours.opened(room / "link-pacer.db", court, desk, Wall()))
    loop.run_until_complete(ours.engine.start())
    yield Wire(loop, ours, desk, court)
    ours.store._db.close()
    loop.kill()
    assert "a task failed" not in {line["event"] for line in logged}


@dataclass
class InTurn(Wire):
    """Two engines at one database: each payload comes to the other one than the last."""

    other: Wire
    turns: Iterator[bool] = field(default_factory=lambda: cycle((True, False)))

    async def take(self, envelope: Envelope) -> None:
        if next(self.turns):
            await super().take(envelope)
        else:
            await self.other.take(envelope)


@pytest.fixture
def two(logged: list[Any]) -> Iterator[Wire]:
    loop, court, desk, address = VirtualLoop(), ScriptedCourt(), KeepingDesk(one_view=True), cluster().anew()
    opened = [
        loop.run_until_complete(Ours.opened(address, court, desk, Wall(), keys=(b"k" * KEY_BYTES,))) for _ in range(2)
    ]
    for each in opened:
        loop.run_until_complete(each.engine.start())
    first, second = (Wire(loop, each, desk, court) for each in opened)
    yield InTurn(loop, first.ours, desk, court, second)
    for each in opened:
        each.store._db.close()
    loop.kill()
    assert "a task failed" not in {line["event"] for line in logged}


# -- where people are, and what they can do there, all at one time ----------------------------------------------------


async def getting_ready(wire: Wire, user: str) -> list[Envelope]:
    await wire.take(command(user, "mieb"))
    await wire.rest()
    for action in ("door_old_login", "read_on", "read_on"):
        await wire.take(click(user, action, await wire.card(user)))
        await wire.rest()
    card = await wire.card(user)
    return [click(user, "ready", card), click(user, "back", card), click(user, "cancel", card), command(user, "txwd")]


async def signing_in(wire: Wire, user: str) -> list[Envelope]:
    ready = (await getting_ready(wire, user))[0]
    await wire.take(ready)
    await wire.rest()
    card = await wire.card(user)
    form = submission(user, wire.view(user), wire.typed(user))
    return [form, click(user, "back", card), click(user, "cancel", card), command(user, "mieb")]


async def reviewing(wire: Wire, user: str) -> list[Envelope]:
    await wire.take((await signing_in(wire, user))[0])
    await wire.court_lets_go()
    await wire.take(submission(user, wire.view(user), wire.typed(user)))
    await wire.court_lets_go()
    card, view = await wire.card(user), wire.view(user)
    link = click(user, "link", view, in_view=True)
    return [link, click(user, "back", card), click(user, "cancel", card), command(user, "mieb")]


async def linked(wire: Wire, user: str) -> list[Envelope]:
    link, *_ = await reviewing(wire, user)
    await wire.take(link)
    await wire.court_lets_go()
    return [link, command(user, "mieb"), command(user, "start over"), command(user, "help")]


async def writing(wire: Wire, user: str) -> list[Envelope]:
    await signing_in(wire, user)
    return [wrote(user, "back"), wrote(user, "cancel"), wrote(user, "start over"), wrote(user, "mieb")]


async def commanding(wire: Wire, user: str) -> list[Envelope]:
    _, back, *_ = await signing_in(wire, user)
    return [back, command(user, "cancel"), command(user, "start over"), start_at_home(user)]


@dataclass(frozen=True)
class End:
    """How it ended for one person, their own names left out."""

    state: str
    submits: int
    told: int


async def end_of(wire: Wire, user: str) -> End:
    await wire.court_lets_go()
    record = await wire.ours.store.load(ConversationKey(TEAM, user))
    assert record is not None
    told = sum(channel == HELP_DESK and user in str(message.blocks) for channel, message in wire.desk.posts)
    return End(OWN_NAMES.sub("", record.state), wire.court.submits.count(user), told)


def arrivals(order: Order, seed: int) -> dict[str, Order]:
    """Give the ways in which copies come: at once, all again and again, and mixed, the first copies in `order`."""
    chance = random.Random(seed)  # noqa: S311 - the same each time
    shuffled = [each for each in order for _ in range(chance.randint(0, COPIES - 1))]
    chance.shuffle(shuffled)
    return {
        "at once": tuple(each for each in order for _ in range(COPIES)),
        "again and again": order * COPIES,
        "mixed later": (*order, *shuffled),
    }


def orders() -> list[Order]:
    return [order for length in range(1, MOST_EVENTS + 1) for order in permutations(range(MOST_EVENTS), length)]


async def arrived(
    wire: Wire,
    user: str,
    place: Place,
    order: Sequence[int],
    *,
    together: bool,
) -> End:
    """Bring somebody to a place, let payloads arrive in `order`, and see how it ends."""
    envelopes = await place(wire, user)
    if together:
        await asyncio.gather(*(wire.take(envelopes[each]) for each in order))
    else:
        for each in order:
            await wire.take(envelopes[each])
            await wire.rest()
    return await end_of(wire, user)


@pytest.mark.parametrize("together", [False, True])
@pytest.mark.parametrize("place", [getting_ready, signing_in, reviewing, linked, writing, commanding])
def test_copies_in_any_order_end_as_single_deliveries_do(wire: Wire, place: Place, *, together: bool) -> None:
    ends_alike(wire, place, orders(), together=together)


@pytest.mark.parametrize("place", [signing_in, reviewing, linked])
def test_so_they_do_where_two_take_them_in_turn(two: Wire, place: Place) -> None:
    ends_alike(two, place, orders() if NIGHT else orders()[SHARE // 2 :: SHARE], together=False)


def ends_alike(wire: Wire, place: Place, tried: list[Order], *, together: bool) -> None:
    """Try each order as single deliveries, and as copies, each for somebody else; they must end alike."""
    users = (f"U{number:06}" for number in count(1))

    async def compare() -> list[str]:
        wrong = []
        for seed, order in enumerate(tried):
            wanted = await arrived(wire, next(users), place, order, together=together)
            assert wanted.submits <= 1
            every = tuple(arrivals(order, seed).items())
            for how, copies in every if ALL else every[seed % len(every) :][:1]:
                ended = await arrived(wire, next(users), place, copies, together=together)
                if ended != wanted:
                    wrong.append(f"{order} {how}: {ended}, not {wanted}")
        return wrong

    wrong = wire.loop.run_until_complete(compare())
    assert not wrong, f"{len(wrong)} ends differ, for one: {wrong[0]}"


async def test_a_second_process_is_refused_and_the_first_goes_on(room: Path) -> None:
    path = room / "link-pacer.db"
    first = await SqliteStore.open(str(path))
    program = (
        "import asyncio, sys\n"
        "from bot.store import StoreError\n"
        "from bot.store.sqlite.store import SqliteStore\n"
        "try:\n"
        "    asyncio.run(SqliteStore.open(sys.argv[1]))\n"
        "except StoreError as refused:\n"
        "    print(refused)\n"
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", program, str(path), cwd=ROOT, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    assert "in use by another process" in said.decode()
    await first.sweep(Wall()())
    assert await first.live() == ()
    await first.close()
