"""P1 and P2: how soon and how many of Slack's payloads are answered, beside a bare slack-bolt app that only acks.

Three processes, one loopback Slack, taking turns. The bare apps do nothing but ack. This app answers after it has
committed dedupe, state, audit line and what is to be sent, and does then what the payload asked for: posts the card,
asks the court. So each way of asking is measured by itself: paced, so that one request's work is over when the next
comes; back to back; and sixteen at once, with a Slack that takes 100 ms for a call, as the real one does, and with one
that answers at once, when the work after the answers competes with the answers from the first moment. The goals are
those of the command; the PACER form, whose work at the court begins with its answer, stands beside it. Of each person
Slack is asked once in an hour, before anything begins for them; what that costs the first command is a line of its own.

No answer can come before its commit is on the disk, so what a bare commit costs here is measured in the same turns.
"""

from __future__ import annotations

import time
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from itertools import count
from statistics import median
from typing import TYPE_CHECKING

from bench import conversations
from bench.disk import Disk
from bench.figures import Figure, Part, percentile, ratios
from bench.payloads import command, submission
from bench.process import Subject
from bench.stub_court import HoldingCourt

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from bench.loopback import Answer, Line, LoopbackSlack
    from bench.payloads import Envelope
    from bench.size import Size

OURS = "link_pacer"
KINDS = ("stock", "pbr", OURS)
NAMES = {
    "stock": "stock Bolt",
    "pbr": "Bolt, process_before_response",
    "libraries": "the same with this app's libraries loaded",
    OURS: "this app",
}
SHORT = {"stock": "stock Bolt", "pbr": "Bolt pbr"}
BARE_MORE = 4
"""A bare app gets so many times more requests in a burst: it is over too soon to be timed otherwise."""
HELPED_AT_ONCE = 16
_users = count(1)


@dataclass(frozen=True, slots=True)
class Way:
    """One way of asking."""

    words: str
    at_once: int
    pause: float = 0.0
    slack_takes: float = 0.0
    strangers: bool = False
    """People of whom Slack was not asked yet: nothing begins for them, and no command is answered, until it said."""


PACED = Way("1 at a time, paced", 1, pause=0.02)
SINGLE = Way("1 at a time, Slack in 100 ms", 1, slack_takes=0.1)
SINGLE_QUICK = Way("1 at a time, Slack at once", 1)
STRANGERS = Way("1 at a time, Slack in 100 ms, each for the first time", 1, slack_takes=0.1, strangers=True)
BURST = Way("16 at once, Slack in 100 ms", 16, slack_takes=0.1)
BURST_QUICK = Way("16 at once, Slack at once", 16)
WAYS = (PACED, SINGLE, SINGLE_QUICK, BURST, BURST_QUICK)


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds of each answer, requests a second, CPU of the app in seconds per 1,000 requests."""

    seconds: list[float]
    rate: float
    cpu_until_answered: float
    cpu_until_settled: float

    @property
    def p50(self) -> float:
        """The middle answer, in milliseconds."""
        return percentile(self.seconds, 0.5) * 1000

    @property
    def p99(self) -> float:
        """All but the slowest hundredth, in milliseconds."""
        return percentile(self.seconds, 0.99) * 1000


Runs = dict[str, dict[Way, list[Run]]]
Commits = dict[Way, list[float]]
"""Seconds of a bare commit: the middle one of each round."""


class Bench:
    """The three apps, connected."""

    def __init__(self, size: Size, slack: LoopbackSlack, court: HoldingCourt) -> None:
        self._size = size
        self._court = court
        self.lines: dict[str, Line] = {kind: slack.line(kind) for kind in KINDS}
        self._subjects: dict[str, Subject] = {}
        self._people = new_users(size.requests)

    async def start(self, folder: Path, api_url: str, stack: AsyncExitStack) -> None:
        """Start all three, and bring people to the PACER form."""
        for kind, line in self.lines.items():
            environ = environ_of(line, api_url, folder, self._court.url)
            self._subjects[kind] = await stack.enter_async_context(Subject.running(kind, **environ))
            await line.connected()
        await conversations.to_pacer_form(self.lines[OURS], self._people)

    async def commands(self, kind: str, way: Way) -> Run:
        """Send `/link-pacer` from people who never began; those who are no strangers asked for help before."""
        users = new_users(self._many(kind, way))
        if kind == OURS and not way.strangers:
            await self.lines[OURS].send_all([command(user, "help") for user in users], HELPED_AT_ONCE)
        run, answers = await self._timed(kind, way, [command(user) for user in users])
        if kind == OURS:
            conversations.check_begun(answers)
        return run

    async def forms(self, kind: str, way: Way) -> Run:
        """Send the PACER form of people who have it open; the court keeps them waiting, then lets them try again."""
        ours, many = self.lines[OURS], self._many(kind, way)
        people = (self._people * BARE_MORE)[:many]
        self._court.hold()
        envelopes = [submission(user, ours.views[user], conversations.typed()) for user in people]
        if kind == OURS:
            for user in people:
                ours.views.pop(user)
        run, answers = await self._timed(kind, way, envelopes, people if kind == OURS else ())
        if kind == OURS:
            conversations.check_checking(answers)
        return run

    def _many(self, kind: str, way: Way) -> int:
        if way.pause:
            return self._size.paced
        return self._size.requests * (BARE_MORE if way.at_once > 1 and kind != OURS else 1)

    async def _timed(
        self, kind: str, way: Way, envelopes: list[Envelope], at_form: Sequence[str] = ()
    ) -> tuple[Run, list[Answer]]:
        line, subject = self.lines[kind], self._subjects[kind]
        line.slowness = way.slack_takes
        cpu, began = await subject.cpu(), time.perf_counter()
        answers = await line.send_all(envelopes, way.at_once, way.pause)
        seconds, answered = time.perf_counter() - began, await subject.cpu()
        line.slowness = 0.0
        self._court.let_go()
        if kind == OURS:
            await conversations.back_at_form(line, at_form)
        settled, thousands = await subject.cpu(), len(envelopes) / 1000
        times = [answer.seconds for answer in answers]
        run = Run(times, len(envelopes) / seconds, (answered - cpu) / thousands, (settled - cpu) / thousands)
        return run, answers


def new_users(many: int) -> list[str]:
    """Name people nobody has met."""
    return [f"U{next(_users):06}" for _ in range(many)]


def environ_of(line: Line, api_url: str, folder: Path, gateway: str) -> dict[str, str]:
    """Give what an app is started with."""
    return {
        "SLACK_BOT_TOKEN": line.bot_token,
        "SLACK_APP_TOKEN": line.app_token,
        "SLACK_API_URL": api_url,
        "HELP_DESK_CHANNEL": "C0HELP",
        "HELP_DESK_LINKS": "each",
        "DATABASE_URL": f"sqlite:///{folder / line.name}.db",
        "COURT_GATEWAY": gateway,
    }


async def measure(size: Size, slack: LoopbackSlack, folder: Path) -> list[Part]:
    """Measure commands and forms."""
    court = HoldingCourt()
    await court.start()
    async with AsyncExitStack() as stack:
        stack.push_async_callback(court.stop)
        disk = stack.enter_context(closing(Disk(folder)))
        bench = Bench(size, slack, court)
        await bench.start(folder, slack.api_url, stack)
        parts = []
        for words, send, ways in (
            ("/link-pacer", bench.commands, (*WAYS, STRANGERS)),
            ("the PACER form", bench.forms, WAYS),
        ):
            runs: Runs = {kind: {way: [] for way in ways} for kind in KINDS}
            commits: Commits = {PACED: [], BURST: []}
            for kind in KINDS:
                await send(kind, SINGLE_QUICK)
            for _ in range(size.rounds):
                for way in ways:
                    for kind in KINDS:
                        runs[kind][way].append(await send(kind, way))
                for way, seconds in commits.items():
                    seconds.append(disk.commits(size.paced, way.pause))
            parts.append(_part(words, runs, commits, goals=send == bench.commands))
    return parts


def _part(words: str, runs: Runs, commits: Commits, *, goals: bool) -> Part:
    figures: list[Figure] = []

    def add(row: str, what: str, values: Sequence[float], goal: float, *, at_least: bool = False) -> None:
        figures.append(
            Figure(row if goals else "", what, tuple(values), goal=goal if goals else None, at_least=at_least)
        )

    for way in (PACED, SINGLE, SINGLE_QUICK):
        p50 = {kind: [run.p50 for run in runs[kind][way]] for kind in KINDS}
        for kind, goal in (("stock", 0.1), ("pbr", 3.0)):
            add("P1", f"{words}: p50 / {SHORT[kind]}, {way.words}", ratios(p50[OURS], p50[kind]), goal)
    if STRANGERS in runs[OURS]:
        p50 = {kind: [run.p50 for run in runs[kind][STRANGERS]] for kind in KINDS}
        figures.append(Figure("", f"{words}: p50 / stock Bolt, {STRANGERS.words}", ratios(p50[OURS], p50["stock"])))
    for way in (BURST, BURST_QUICK):
        rate = {kind: [run.rate for run in runs[kind][way]] for kind in KINDS}
        for kind, goal in (("pbr", 0.33), ("stock", 1.0)):
            ratio = ratios(rate[OURS], rate[kind])
            add("P2", f"{words}: rate / {SHORT[kind]}, {way.words}", ratio, goal, at_least=True)
    rates = [run.rate for run in runs[OURS][BURST]]
    bare = [1 / seconds for seconds in commits[BURST]]
    figures.append(Figure("", f"{words}: rate / bare commits, one after the other; {BURST.words}", ratios(rates, bare)))
    notes = [
        note for way in runs[OURS] for note in (f"{way.words}:", *(_note(kind, runs[kind][way]) for kind in KINDS))
    ]
    notes.append(
        f"a bare commit here (sqlite3, WAL, FULL): {median(commits[PACED]) * 1000:.2f} ms when paced,"
        f" {median(commits[BURST]) * 1000:.2f} ms in a row, so at most {median(bare):.0f}/s"
    )
    return Part(f"Answers to {words}, over Socket Mode", tuple(figures), tuple(notes))


def _note(kind: str, runs: list[Run]) -> str:
    p50, p99, rate = (median(values) for values in zip(*((run.p50, run.p99, run.rate) for run in runs), strict=True))
    until_answered = median(run.cpu_until_answered for run in runs)
    until_settled = median(run.cpu_until_settled for run in runs)
    return (
        f"  {NAMES[kind]:<29}  p50 {p50:6.2f} ms  p99 {p99:6.2f} ms  {rate:5.0f}/s"
        f"  CPU per 1,000: {until_answered:.2f} s until answered, {until_settled:.2f} s with what follows"
    )
