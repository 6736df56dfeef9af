"""An app token that Slack refuses while the app runs: said once, in words, and after a time the process ends."""

from __future__ import annotations

import asyncio
import json
import sys
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import aiohttp

from tests.support.process import ROOT, RUNNING, Program, begins, environment, running_app, slack_fault
from tests.support.stack import ATTORNEY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.stack import Stack

IMPATIENT = (
    "import bot.slack.transport.socket_mode as s; s.PATIENCE = 2.0; from bot.__main__ import main; main(['run'])"
)


@asynccontextmanager
async def impatient(parts: Stack) -> AsyncIterator[Program]:
    """Run the app with two seconds in place of ten minutes."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", IMPATIENT, cwd=ROOT, env=environment(parts.environ), stdout=PIPE, stderr=PIPE
    )
    program = Program(process)
    try:
        await program.says(RUNNING)
        yield program
    finally:
        if process.returncode is None:
            process.kill()
        await program.ended()


async def drop(parts: Stack) -> None:
    """Cut the app's socket at Slack's end."""
    order = {"as": ATTORNEY, "reason": "drop"}
    url = parts.running_workspace.url + "practice/socket/disconnect"
    async with aiohttp.ClientSession() as http, http.post(url, json=order) as answer:
        assert (await answer.json())["connections"] == 1


def lines(program: Program, text: str) -> list[dict[str, object]]:
    found = [json.loads(line) for line in program.err.decode().splitlines() if line.startswith("{")]
    return [each for each in found if text in each["event"]]


async def test_a_refused_app_token_is_said_once_and_ends_the_process_with_a_reason(parts: Stack) -> None:
    async with impatient(parts) as app:
        me = await parts.person()
        await begins(me)
        await slack_fault(parts, "apps.connections.open", "invalid_auth", times=1000)
        await drop(parts)
        assert await app.ended() == 1
    said = app.err.decode()
    assert "Link PACER has stopped.\nSlack has refused SLACK_APP_TOKEN (invalid_auth) for 2 s" in said
    assert "start again" in said
    assert len(lines(app, "cut off from Slack")) == 1
    assert len(said.splitlines()) < 12
    assert "Traceback" not in said
    assert parts.environ["SLACK_APP_TOKEN"] not in said


async def test_a_token_that_is_taken_again_is_said_and_the_app_goes_on(parts: Stack) -> None:
    async with running_app(parts.environ) as app:
        me = await parts.person()
        await begins(me)
        await slack_fault(parts, "apps.connections.open", "token_revoked", times=2)
        await drop(parts)
        await app.says("takes SLACK_APP_TOKEN again")
        assert [each["refusals"] for each in lines(app, "again")] == [2]
        await parts.running_workspace.connected()
        await me.types("/link-pacer status")
        await me.is_told("Step 3 of 6")
        assert await app.stopped() == 0


async def test_a_slack_that_cannot_be_reached_never_ends_the_process(parts: Stack) -> None:
    async with impatient(parts) as app:
        await slack_fault(parts, "apps.connections.open", "503", times=4)  # 1 + 2 + 5 s and more of pauses
        await drop(parts)
        await app.says("back in touch with Slack")
        assert await app.stopped() == 0
    assert [each["because"] for each in lines(app, "cut off from Slack")] == ["http_503"]
