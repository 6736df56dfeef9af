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
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bench.loopback import Line, LoopbackSlack
    from bench.payloads import Json
    from bench.size import Size

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
    shares: list[float] = []
    async with _app_at_court(slack, folder, "crowd") as (line, _, court, _person):
        for _round in range(size.crowd_rounds):
            idle.append(await _acks(line, size.crowd_acks))
            await line.quiet()
            users = new_users(size.crowd)
            await conversations.to_pacer_form(line, users)
            await court.ask("slow", seconds=size.page_seconds)
            crowd = _Crowd(line, {user: await court.ask("person", user=user) for user in users})
            await crowd.begin()
            busy.append(await _acks(line, size.crowd_acks, crowd))
            shares.append(crowd.busiest_share)
            await court.ask("slow", seconds=0)
            await crowd.end()
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
            f"of the acks, {median(shares):.0%} came while links were under way",
        ),
    )


class _Crowd:
    """Many people linking at once, up to the page that names both accounts: the last step works once only."""

    def __init__(self, line: Line, typed: dict[str, dict[str, str]]) -> None:
        self._line = line
        self._typed = typed
        self.under_way = set(typed)
        self._users = list(typed)
        self._sending: set[asyncio.Task[object]] = set()
        self._seen: list[bool] = []

    async def begin(self) -> None:
        """Send everybody's PACER form."""
        self._line.on_view = self._view
        forms = [submission(user, self._line.views[user], self._typed[user]) for user in self._users]
        await self._line.send_all(forms, conversations.AT_ONCE)

    def note(self) -> None:
        """Remember whether anybody is under way at this ack."""
        self._seen.append(len(self.under_way) * 2 >= len(self._users))

    @property
    def busiest_share(self) -> float:
        """The share of acks that came while at least half of the links were under way."""
        return sum(self._seen) / len(self._seen)

    async def end(self) -> None:
        """Wait until all are through."""
        await self._line.until(lambda user: user not in self.under_way, self._users)
        self._line.on_view = None
        await self._line.quiet()

    def _view(self, user: str, view: Json) -> None:
        if user not in self.under_way:
            return
        if view.get("callback_id") == "filer":
            task = asyncio.ensure_future(self._line.send(submission(user, view, self._typed[user])))
            self._sending.add(task)
            task.add_done_callback(self._sending.discard)
        elif view.get("callback_id") in ("review", "pacer", "outcome"):
            self.under_way.discard(user)


async def _acks(line: Line, many: int, crowd: _Crowd | None = None) -> list[float]:
    times: list[float] = []
    ready = iter(new_users(many))

    async def sender() -> None:
        for user in ready:
            times.append((await line.send(command(user))).seconds)
            if crowd:
                crowd.note()
            await asyncio.sleep(0.01)

    await asyncio.gather(sender(), sender())
    return times
