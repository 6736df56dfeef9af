"""P7: what a call of Slack's Web API costs beside a bare client on a shared session."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.figures import Figure, Part, ratios
from bench.process import Subject

if TYPE_CHECKING:
    from bench.loopback import LoopbackSlack
    from bench.size import Size

CALLS = 100


async def measure(size: Size, slack: LoopbackSlack) -> Part:
    """Call in turns, the app's client and the bare one, in one process."""
    ours, bare = slack.line("calls"), slack.line("barecalls")
    environ = {
        "SLACK_BOT_TOKEN": ours.bot_token,
        "SLACK_APP_TOKEN": ours.app_token,
        "SLACK_API_URL": slack.api_url,
        "HELP_DESK_CHANNEL": "C0HELP",
        "HELP_DESK_LINKS": "each",
        "BARE_TOKEN": bare.bot_token,
    }
    cpu: dict[str, list[float]] = {"product": [], "bare": []}
    async with Subject.running("slack_caller", **environ) as caller:
        for how in cpu:
            await caller.ask("call", how=how, times=5)
        before = len(ours.connections)
        for _ in range(size.rounds):
            for how, found in cpu.items():
                found.append(await caller.ask("call", how=how, times=CALLS))
    per_hundred = (len(ours.connections) - before) / size.rounds
    return Part(
        "Calls of Slack's Web API, over plain loopback HTTP",
        (
            Figure(
                "P7", "CPU of 100 calls / AsyncWebClient, session shared", ratios(cpu["product"], cpu["bare"]), goal=1.2
            ),
            Figure("P7", "new connections in 100 calls", (per_hundred,), "", 2),
        ),
        (f"CPU a call, best round: product {min(cpu['product']) * 10:.2f} ms, bare {min(cpu['bare']) * 10:.2f} ms",),
    )
