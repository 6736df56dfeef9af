"""P8 and P9: what a process holds, idle and with many conversations open, and how soon after its start it is there."""

from __future__ import annotations

import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from bench import conversations
from bench.acks import NAMES, OURS, environ_of, new_users
from bench.figures import Figure, Part, ratios
from bench.loopback import PATIENCE
from bench.payloads import command
from bench.process import Subject

if TYPE_CHECKING:
    from pathlib import Path

    from bench.loopback import Line, LoopbackSlack
    from bench.size import Size

BARE = "pbr"
LOADED = "libraries"
NOWHERE = "http://127.0.0.1:9"
"""Where no court is: none is asked."""
MB = 1024 * 1024
TOGETHER = 250
"""People who begin before the next ones do."""
WARM = 500
"""Conversations and requests before anything is weighed: what is made once is not counted."""


async def measure_memory(size: Size, slack: LoopbackSlack, folder: Path) -> Part:
    """Weigh the app beside a bare one: just started, with many conversations open, and after many requests more."""
    ours, bare, loaded = (slack.line(f"weighed{which}") for which in ("", "bare", "loaded"))
    async with AsyncExitStack() as stack:
        apps = {
            kind: await stack.enter_async_context(
                Subject.running(kind, **environ_of(line, slack.api_url, folder, NOWHERE))
            )
            for kind, line in ((OURS, ours), (BARE, bare), (LOADED, loaded))
        }
        for line in (ours, bare, loaded):
            await line.connected()
        idle = {kind: (await app.ask("held"))["memory"] for kind, app in apps.items()}
        users = new_users(min(WARM, size.opened) + size.opened)
        await _open(ours, users[: -size.opened])
        before = await _settled(ours, apps[OURS])
        await _open(ours, users[-size.opened :])
        opened = await _settled(ours, apps[OURS])
        await ours.send_all([command(user, "help") for user in users[:WARM]], conversations.AT_ONCE)
        calm = await _settled(ours, apps[OURS])
        asked = [command(users[number % len(users)], "help") for number in range(size.requests_more)]
        await ours.send_all(asked, conversations.AT_ONCE)
        after = await _settled(ours, apps[OURS])
    return Part(
        "Memory that is resident, after a collection",
        (
            Figure("P8", "idle, just connected / bare Bolt", (idle[OURS] / idle[BARE],), goal=1.6),
            Figure("", "idle, Bolt with this app's libraries loaded / bare Bolt", (idle[LOADED] / idle[BARE],)),
            Figure("P8", f"more with {size.opened:,} open conversations", ((opened - before) / MB,), "MB", 5),
            Figure("P8", f"more after {size.requests_more:,} requests", ((after - calm) / MB,), "MB", 1),
        ),
        (
            "idle: " + ", ".join(f"{NAMES[kind]} {held / MB:.1f} MB" for kind, held in idle.items()),
            f"before the {size.opened:,}: {before / MB:.1f} MB; at the end: {after / MB:.1f} MB",
        ),
    )


async def _open(line: Line, users: list[str]) -> None:
    """Have each begin, and wait until each has the card: answers come sooner than cards, which would pile up."""
    for at in range(0, len(users), TOGETHER):
        some = users[at : at + TOGETHER]
        await line.send_all([command(user, conversations.COURT) for user in some], conversations.AT_ONCE)
        await line.until(lambda user: user in line.cards, some, 5 * PATIENCE)


async def _settled(line: Line, app: Subject) -> float:
    await line.quiet(0.5)
    return float((await app.ask("held"))["memory"])


async def measure_starts(size: Size, slack: LoopbackSlack, folder: Path) -> Part:
    """Start each in turns, with bytecode compiled, and time from the process's start to its open socket."""
    seconds: dict[str, list[float]] = {OURS: [], BARE: [], LOADED: []}
    for number in range(-1, size.starts):
        for kind, found in seconds.items():
            line = slack.line(f"start{number}{kind}".replace("-", "x").replace("_", ""))
            environ = environ_of(line, slack.api_url, folder, NOWHERE)
            environ |= {"PYTHONPYCACHEPREFIX": str(folder / "compiled"), "PYTHONDONTWRITEBYTECODE": ""}
            began = time.perf_counter()
            async with Subject.running(kind, **environ):
                await line.connected()
            if number >= 0:  # the first of each compiles
                found.append(line.connected_at - began)
    best = {kind: min(found) * 1000 for kind, found in seconds.items()}
    return Part(
        "From the start of the process to its open socket, with compiled bytecode and a new database",
        (
            Figure("P9", "start to connected / bare Bolt", ratios(seconds[OURS], seconds[BARE]), goal=2),
            Figure("", "start, Bolt with this app's libraries loaded / bare", ratios(seconds[LOADED], seconds[BARE])),
        ),
        ("best start: " + ", ".join(f"{NAMES[kind]} {milli:.0f} ms" for kind, milli in best.items()),),
    )
