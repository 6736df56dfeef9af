"""P11 and P10: the whole app at the practice court: how long a link stalls the event loop, how acks fare in a crowd."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from statistics import median
from typing import TYPE_CHECKING

from bench import conversations
from bench.acks import environ_of, new_users
from bench.figures import Figure, Part, percentile, ratios
from bench.payloads import click, command, submission
from bench.process import Subject

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bench.loopback import Line, LoopbackSlack
    from bench.payloads import Json
    from bench.size import Size

WAVES = 4
"""So many times as many people as links stand ready: the acks take longer than the app waits for a slow court."""
STALL_GOAL = 25
"""Milliseconds."""
P99_GOAL, MOST_GOAL = 100, 1000
"""Milliseconds."""


@asynccontextmanager
async def _app_at_court(
    slack: LoopbackSlack, folder: Path, name: str
) -> AsyncIterator[tuple[Line, Subject, Subject, dict[str, str]]]:
    line = slack.line(name)
    async with Subject.running("court") as court:
        environ = environ_of(line, slack.api_url, folder, await court.ask("url"))
        async with Subject.running("link_pacer", **environ) as app:
            await line.connected()
            yield line, app, court, await court.ask("person")


async def measure_stalls(size: Size, slack: LoopbackSlack, folder: Path) -> Part:
    """Link over and over through the whole app, watching its event loop; in turns with watching it idle."""
    link: list[dict[str, float]] = []
    idle: list[dict[str, float]] = []
    async with _app_at_court(slack, folder, "stalls") as (line, app, court, person):
        await _link(line, new_users(1)[0], person)
        before = await app.ask("contexts")
        for _ in range(max(2, size.links)):
            await court.ask("reset")
            await app.ask("watch")
            await _link(line, new_users(1)[0], person)
            link.append(await app.ask("stalls"))
            await app.ask("watch")
            await asyncio.sleep(0.3)
            idle.append(await app.ask("stalls"))
        after = await app.ask("contexts")
    noise = [each["wall"] * 1000 for each in idle]
    wall, cpu = (tuple(each[which] * 1000 for each in link) for which in ("wall", "cpu"))
    return Part(
        "The event loop during a whole link, from `/link-pacer` to the proof, in the whole app",
        (
            Figure("P11", "longest stall by the clock", wall, "ms", STALL_GOAL),
            Figure("P11", "longest stall, CPU of the loop's own", cpu, "ms", STALL_GOAL),
            Figure("P6", "TLS contexts that links add", (after["since"] - before["since"],), "", 0),
        ),
        (
            f"idle, by the clock: median {median(noise):.1f} ms, longest {max(noise):.1f} ms: the machine's own doing",
            f"TLS contexts of the process: {before['by imports']} by imports, {before['since']} by the app",
        ),
    )


async def _link(line: Line, user: str, person: dict[str, str]) -> None:
    await conversations.to_pacer_form(line, [user])
    await line.send(submission(user, line.views[user], person))
    await _shows(line, user, "filer")
    await line.send(submission(user, line.views[user], person))
    await _shows(line, user, "review")
    await line.send(click(user, "link", line.views[user], in_view=True))
    await _shows(line, user, "outcome")
    await line.quiet()


async def _shows(line: Line, user: str, kind: str) -> None:
    await line.until(lambda who: line.views[who].get("callback_id") == kind, [user])


async def measure_crowd(size: Size, slack: LoopbackSlack, folder: Path) -> Part:
    """Time the acks of `/link-pacer` without, and with many links under way at a court that takes long for a page."""
    idle: list[list[float]] = []
    busy: list[list[float]] = []
    fewest: list[int] = []
    async with _app_at_court(slack, folder, "crowd") as (line, _, court, _person):
        for _round in range(size.crowd_rounds):
            idle.append(await _acks(line, size.crowd_acks))
            await line.quiet()
            users = new_users(size.crowd * WAVES)
            await conversations.to_pacer_form(line, users)
            await court.ask("slow", seconds=size.page_seconds)
            typed = {user: await court.ask("person", user=user) for user in users}
            async with _Crowd(line, size.crowd, typed).going() as crowd:
                busy.append(await _acks(line, size.crowd_acks, crowd.note))
                await court.ask("slow", seconds=0)
            fewest.append(crowd.fewest)
            await court.ask("reset")
    p99 = [[percentile(times, 0.99) * 1000 for times in runs] for runs in (idle, busy)]
    most = [[max(times) * 1000 for times in runs] for runs in (idle, busy)]
    return Part(
        f"Acks of /link-pacer with {size.crowd} links under way, {size.page_seconds:g} s for a page"
        " (the goal: 100 links, 20 s, 10,000 acks)",
        (
            Figure("P10", "ack p99 with the links / without", ratios(p99[1], p99[0])),
            Figure("P10", "ack p99 with the links", tuple(p99[1]), "ms", P99_GOAL),
            Figure("P10", f"slowest of {size.crowd_acks:,} acks with the links", tuple(most[1]), "ms", MOST_GOAL),
        ),
        (
            f"without the links: p99 {median(p99[0]):.1f} ms, slowest {max(most[0]):.1f} ms",
            f"at each ack at least {min(fewest)} links were under way; whose time was up was followed by another",
        ),
    )


class _Crowd:
    """Many people linking at once, up to the page that names both accounts: the last step works once only.

    The app gives up on a court that takes so long for each page; so for each who is through, another begins.
    """

    def __init__(self, line: Line, many: int, typed: dict[str, dict[str, str]]) -> None:
        self._line = line
        self._typed = typed
        self._many = many
        self._waiting = list(typed)
        self._under_way: set[str] = set()
        self._sending: set[asyncio.Task[object]] = set()
        self.fewest = many

    @asynccontextmanager
    async def going(self) -> AsyncIterator[_Crowd]:
        """Have so many under way meanwhile, and wait until all are through at the end."""
        self._line.on_view = self._view
        for _ in range(self._many):
            self._next()
        await asyncio.gather(*self._sending)
        yield self
        self._waiting.clear()
        await self._line.until(lambda user: user not in self._under_way, list(self._typed))
        self._line.on_view = None
        await self._line.quiet()

    def note(self) -> None:
        """Remember how many are under way at an ack."""
        self.fewest = min(self.fewest, len(self._under_way))

    def _next(self) -> None:
        user = self._waiting.pop()
        self._under_way.add(user)
        self._send(user, self._line.views[user])

    def _view(self, user: str, view: Json) -> None:
        if user not in self._under_way:
            return
        if view.get("callback_id") == "filer":
            self._send(user, view)
        elif view.get("callback_id") in ("review", "pacer", "outcome"):
            self._under_way.discard(user)
            if self._waiting:
                self._next()

    def _send(self, user: str, view: Json) -> None:
        task = asyncio.ensure_future(self._line.send(submission(user, view, self._typed[user])))
        self._sending.add(task)
        task.add_done_callback(self._sending.discard)


async def _acks(line: Line, many: int, each: Callable[[], None] = lambda: None) -> list[float]:
    times: list[float] = []
    ready = iter(new_users(many))

    async def sender() -> None:
        for user in ready:
            times.append((await line.send(command(user))).seconds)
            each()
            await asyncio.sleep(0.01)

    await asyncio.gather(sender(), sender())
    return times
