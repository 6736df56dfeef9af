"""A start that Slack leaves waiting ends in its time, which a start that is measured would eat up."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

from tests.process.test_bad_start import refusal
from tests.support.process import slack_fault

if TYPE_CHECKING:
    from tests.support.stack import Stack


async def test_a_slack_that_does_not_answer_is_said(parts: Stack) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        port = silent.getsockname()[1]
        said = await refusal(parts.environ | {"SLACK_API_URL": f"http://127.0.0.1:{port}/api/"})
    assert said.startswith("Slack cannot be asked: nothing came in time; look at the network")


async def test_a_slack_that_answers_late_is_said_in_time_too(parts: Stack) -> None:
    await slack_fault(parts, "auth.test", "slow", seconds=3)
    await slack_fault(parts, "apps.connections.open", "slow", seconds=60)
    assert (await refusal(parts.environ)).startswith("Slack cannot be asked: nothing came in time")
