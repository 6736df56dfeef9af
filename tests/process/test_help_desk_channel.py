"""The help desk's channel is looked at when the app starts, and what is wrong with it is said in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.workspace.model import BOT_USER_ID
from tests.support.process import Program, running_app, slack_fault
from tests.support.walk import reads_on

if TYPE_CHECKING:
    from tests.support.stack import Stack

NEEDS_A_LOOK = "the help desk's channel needs a look"


def spoil(stack: Stack, how: str) -> None:
    channel = stack.workspace.conversations[stack.workspace.help_desk_channel]
    match how:
        case "archived":
            channel.archived = True
        case "not a member":
            channel.members -= {BOT_USER_ID}
        case "private":
            channel.private, channel.members = True, channel.members - {BOT_USER_ID}
        case _:
            stack.environ["HELP_DESK_CHANNEL"] = "C0NOWHERE"


WORDS = {
    "archived": "the channel is archived; open it again",
    "not a member": "the app is not in the channel; invite the app there",
    "private": "Slack shows the app no such channel (channel_not_found)",
    "no such channel": "Slack shows the app no such channel (channel_not_found)",
}


@pytest.mark.parametrize("how", WORDS)
async def test_a_new_installation_does_not_start_with_a_help_desk_that_nobody_reads(parts: Stack, how: str) -> None:
    spoil(parts, how)
    async with Program.started("run", environ=parts.environ) as app:
        assert await app.ended() == 1
    said = app.err.decode()
    assert said.startswith("Link PACER cannot start.\nHELP_DESK_CHANNEL: ")
    assert WORDS[how] in said
    assert "Traceback" not in said


@pytest.mark.parametrize("how", WORDS)
async def test_an_app_that_is_in_use_says_so_and_serves(parts: Stack, how: str) -> None:
    me = await parts.person()
    async with running_app(parts.environ) as app:
        await me.types("/link-pacer mieb")
        card = await me.reads("Which of these applies to you")
        assert await app.stopped() == 0
    spoil(parts, how)
    async with running_app(parts.environ) as app:
        assert WORDS[how] in await app.says(NEEDS_A_LOOK)
        await me.types("/link-pacer mieb")
        await me.sees_below(card, "door_old_login")
        await reads_on(me)
        await me.clicks("ready")
        await me.sees_modal("PACER user name")


@pytest.mark.parametrize("fault", ["missing_scope", "429", "new_code"])
async def test_what_slack_does_not_say_stops_nobody(parts: Stack, fault: str) -> None:
    await slack_fault(parts, "conversations.info", fault)
    async with running_app(parts.environ) as app:
        line = await app.says(NEEDS_A_LOOK)
        assert ("channels:read" in line) == (fault == "missing_scope")
