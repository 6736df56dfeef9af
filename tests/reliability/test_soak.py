"""Many conversations for a long time, with faults of Slack's all along: nothing is left of them in the process.

`LINK_PACER_SOAK=120` goes on for so many seconds; `make soak` for half an hour.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import time
from dataclasses import dataclass, field
from itertools import count
from random import Random
from typing import IO, TYPE_CHECKING

from bench.acks import environ_of, new_users
from bench.conversations import PAGES, TO_THE_FORM
from bench.loopback import Line, LoopbackSlack
from bench.payloads import click, command, submission
from bench.process import Subject

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from bench.payloads import Json

SECONDS = float(os.environ.get("LINK_PACER_SOAK", "10"))
AT_ONCE = 100
FAULTS = 0.05
"""Of the calls that the app repeats by itself."""
REPEATED = {"chat.postMessage", "chat.update", "conversations.open"}
KEPT_OPEN = 30
"""Connections that are left open for a while, to Slack and the court."""
WARM = 0.2
"""Of the time, after which what is loaded once is loaded."""
MOST_GROWN = 1024 * 1024 / 10_000
"""Bytes for each conversation."""
BROKEN = ("Task was destroyed", "event_loop_error", "Traceback", "uncaught_exception")
MOST_QUOTED = 10_000
"""Characters of the app's log that are told where somebody waits in vain."""
LEAST_TO_TELL = 1_000
"""Conversations below which memory says nothing: an allocator's own page is more than all of them may cost."""


@dataclass
class FaultyLine(Line):
    """A Slack that fails one call in twenty. It never asks to wait: that holds up all, as it must."""

    random: Random = field(default_factory=lambda: Random(7))  # noqa: S311 - to be the same each time
    faults: int = 0

    def take(self, method: str, body: Json) -> Json:
        if method in REPEATED and self.random.random() < FAULTS:
            self.faults += 1
            self.calls += 1
            return {"ok": False, "error": self.random.choice(["service_unavailable", "internal_error", "fatal_error"])}
        return super().take(method, body)


async def conversation(line: Line, user: str, person: dict[str, str]) -> None:
    """From `/link-pacer` to both accounts, and cancelled there."""
    await line.send(command(user, "mieb"))
    for page, action in zip(PAGES, TO_THE_FORM, strict=True):
        await line.until(lambda who, page=page: page in json.dumps(line.cards.get(who)), [user])
        await line.send(click(user, action, line.cards[user]))
    for form in ("pacer", "filer"):
        await line.until(lambda who, form=form: line.views.get(who, {}).get("callback_id") == form, [user])
        await line.send(submission(user, line.views[user], person))
    await line.until(lambda who: line.views[who].get("callback_id") == "review", [user])
    await line.send(command(user, "cancel"))
    await line.until(lambda who: "Cancelled" in json.dumps(line.cards[who]), [user])
    del line.cards[user], line.views[user]


async def soaked(slack: LoopbackSlack, line: Line, room: Path, said: IO[bytes]) -> list[tuple[int, dict[str, int]]]:
    """Go on in two parts; give how many were done by the end of each, and what the process held then."""
    done = count()
    async with Subject.running("court") as court:
        people = [await court.ask("person", user=f"soak{number}") for number in range(AT_ONCE)]
        environ = environ_of(line, slack.api_url, room, await court.ask("url"))
        async with Subject.running("link_pacer", said, **environ) as app:
            await line.connected()

            async def goes_on(person: dict[str, str], until: float) -> None:
                while time.monotonic() < until:
                    await conversation(line, new_users(1)[0], person)
                    next(done)

            parts = []
            for seconds in (SECONDS * WARM, SECONDS * (1 - WARM)):
                until = time.monotonic() + seconds
                await asyncio.gather(*(goes_on(person, until) for person in people))
                await line.quiet(1.0)
                await court.ask("reset")
                parts.append((next(done), await app.ask("held")))
            return parts


async def test_nothing_is_left_of_conversations_that_are_over(room: Path, capsys: pytest.CaptureFixture[str]) -> None:
    slack, line, log = LoopbackSlack(), FaultyLine("soak"), room / "said"
    slack._lines[line.name] = line
    await slack.start()
    with log.open("wb") as said:
        try:
            (began, before), (ended, after) = await soaked(slack, line, room, said)
        except TimeoutError as stuck:
            stuck.add_note(log.read_text()[-MOST_QUOTED:])
            raise
    await slack.stop()
    many, rate = ended - began, (ended - began) / SECONDS / (1 - WARM)
    grown = (after["memory"] - before["memory"]) / many
    with capsys.disabled():
        sys.stdout.write(
            f"\nsoak: {many} conversations, {rate:.1f} a second, {line.faults} faults of Slack's; "
            f"{grown:.0f} bytes for each, {after['tasks'] - before['tasks']} tasks more\n"
        )
    assert not [line for line in log.read_text().splitlines() if any(each in line for each in BROKEN)]
    assert after["tasks"] == before["tasks"]
    assert after["files"] - before["files"] <= KEPT_OPEN
    assert many < LEAST_TO_TELL or grown <= MOST_GROWN
