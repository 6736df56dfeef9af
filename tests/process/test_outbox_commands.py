"""`outbox list`, `retry` and `drop`: what was not delivered is in an operator's hands, and names nobody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.sandbox.workspace.model import TEAM_ID
from tests.support.process import Program, running_app, slack_fault
from tests.support.stack import ATTORNEY, HELP_DESK
from tests.support.walk import comes_to_the_check

if TYPE_CHECKING:
    from tests.support.stack import Stack


async def command(stack: Stack, *words: str) -> tuple[int, str]:
    environ = {"DATABASE_URL": stack.environ["DATABASE_URL"]}
    async with Program.started("outbox", *words, environ=environ) as program:
        code = await program.ended()
    return code, program.written.decode()


async def test_what_was_given_up_is_listed_without_a_name_and_sent_after_a_retry(parts: Stack) -> None:
    me, desk = await parts.person(), await parts.person(HELP_DESK)
    async with running_app(parts.environ) as app:
        await me.types("/link-pacer ca6")
        await comes_to_the_check(me)
        await me.clicks("read_on")
        await me.reads("Step 1 of 6")
        await slack_fault(parts, "chat.postMessage", "invalid_blocks")
        await me.clicks("something_else")
        await me.reads("this app has stopped trying")
        while_it_runs = await command(parts, "list")
        assert await app.stopped() == 0
    code, said = await command(parts, "list")
    assert (code, said) == while_it_runs
    assert code == 0
    heading, row = said.splitlines()
    assert heading.split() == ["id", "kind", "reference", "since", "attempts", "error"]
    number, kind, reference = row.split()[:3]
    assert (kind, reference[:3], row.split()[-3:]) == ("help_desk", "LP-", ["given", "up", "invalid_blocks"])
    assert not any(part in said for part in (ATTORNEY, "Dana", TEAM_ID))
    assert await command(parts, "retry", number) == (0, "1 will be sent at the next start.\n")
    async with running_app(parts.environ):
        await desk.reads(reference, parts.workspace.help_desk_channel)
        await me.reads("Your help desk has your message")


async def test_a_retry_is_sent_by_the_app_that_runs(parts: Stack) -> None:
    me = await parts.person()
    async with running_app(parts.environ) as app:
        await slack_fault(parts, "chat.postMessage", "invalid_blocks")
        await me.types("/link-pacer mieb")
        await app.says("Slack will not take a message")
        assert await command(parts, "retry", "--all") == (0, "1 will be sent now.\n")
        await me.reads("Link PACER - ")


async def test_what_is_dropped_is_gone(parts: Stack) -> None:
    me = await parts.person()
    async with running_app(parts.environ) as app:
        await slack_fault(parts, "chat.postMessage", "invalid_blocks")
        await me.types("/link-pacer mieb")
        await app.says("Slack will not take a message")
        assert await app.stopped() == 0
    _, said = await command(parts, "list")
    number = said.splitlines()[1].split()[0]
    assert await command(parts, "drop", number) == (0, "1 removed.\n")
    assert await command(parts, "list") == (0, "Everything was delivered.\n")


async def test_a_command_that_names_nothing_or_no_database_says_so(parts: Stack) -> None:
    code, said = await command(parts, "retry")
    assert (code, "--all" in said) == (2, True)
    code, said = await command(parts, "list")
    assert (code, "There is no such database" in said) == (1, True)
