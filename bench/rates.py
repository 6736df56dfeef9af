"""Conversations a second: people led from `/link-pacer` to the PACER form, over each database, by one app and by three.

The driver, Slack, the database and all replicas share this one machine: what three gain elsewhere is not seen here.
"""

from __future__ import annotations

import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from bench import conversations
from bench.acks import OURS, environ_of, new_users
from bench.figures import Figure, Part, ratios
from bench.footprint import NOWHERE
from bench.process import Subject
from tests.support.postgres import PLACES, Cluster

if TYPE_CHECKING:
    from pathlib import Path

    from bench.loopback import Line, LoopbackSlack
    from bench.size import Size

ROUNDS = 3
SQLITE, POSTGRES, THREE = "SQLite, one process", "PostgreSQL, one process", "PostgreSQL, three processes"


class Synced(Cluster):
    """A PostgreSQL as it is after its installation: what is committed is on the disk."""

    options = "-c max_connections=100 -c log_min_messages=fatal"


async def measure(size: Size, slack: LoopbackSlack, folder: Path) -> Part:
    """Lead people in turns by each way."""
    programs = next((place for place in PLACES if (place / "initdb").is_file()), None)
    rates: dict[str, list[float]] = {}
    async with AsyncExitStack() as stack:
        line = slack.line("ratesqlite")
        ways = {SQLITE: await _apps(stack, line, environ_of(line, slack.api_url, folder, NOWHERE), 1)}
        if programs is not None:
            cluster = Synced(programs)
            for words, name, many in ((POSTGRES, "rateone", 1), (THREE, "ratethree", 3)):
                line = slack.line(name)
                environ = environ_of(line, slack.api_url, folder, NOWHERE) | {"DATABASE_URL": cluster.anew()}
                ways[words] = await _apps(stack, line, environ, many)
        for turn in range(ROUNDS + 1):
            for words, line in ways.items():
                users = new_users(size.led)
                began = time.perf_counter()
                await conversations.to_pacer_form(line, users)
                # The last wait is for quiet, of which nobody is kept waiting.
                taken = time.perf_counter() - began - conversations.QUIET
                if turn:  # the first warms up
                    rates.setdefault(words, []).append(size.led / taken)
    figures = []
    if programs is not None:
        figures = [
            Figure("", f"{POSTGRES} / {SQLITE}", ratios(rates[POSTGRES], rates[SQLITE])),
            Figure("", f"{THREE} / one", ratios(rates[THREE], rates[POSTGRES])),
        ]
    figures += [Figure("", words, tuple(found), "/s") for words, found in rates.items()]
    return Part(
        f"Conversations led from `/link-pacer` to the PACER form in a second, {conversations.AT_ONCE} at once:"
        " five commits each, with their messages",
        tuple(figures),
        () if programs else ("PostgreSQL is not installed here, so it was not measured",),
    )


async def _apps(stack: AsyncExitStack, line: Line, environ: dict[str, str], many: int) -> Line:
    for _ in range(many):
        await stack.enter_async_context(Subject.running(OURS, **environ))
    await line.connected(many)
    return line
