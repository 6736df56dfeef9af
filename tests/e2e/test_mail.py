"""The help desk's mailbox has each change of a case, and what Slack does not take for long, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.engine.outbox import LONG
from bot.sandbox.workspace.model import BOT_USER_ID
from tests.reliability.test_what_must_be_told import nothing_waits, store_of, until
from tests.support.case_channel import Channel, asks
from tests.support.mailbox import Mailbox
from tests.support.process import LAST_WORD
from tests.support.stack import ATTORNEY, HELP_DESK, Stack
from tests.support.walk import Walk
from tools.samples import MIEB

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

DESK = "desk@firm.example"
TYPED = "The clerk told me to wait."


@pytest.fixture
async def box() -> AsyncIterator[Mailbox]:
    async with Mailbox.open() as mailbox:
        yield mailbox


@pytest.fixture
async def stack(tmp_path: Path, box: Mailbox) -> AsyncIterator[Stack]:
    async with Stack.up(tmp_path, app=False) as running:
        running.environ |= {"HELP_DESK_EMAIL": DESK, "SMTP_URL": f"smtp://127.0.0.1:{box.port}", "SMTP_FROM": DESK}
        await running.start_app()
        yield running


def subjects(box: Mailbox) -> list[str]:
    return [str(each["Subject"]).partition(": ")[2] for each in box.mails]


async def test_each_change_of_a_case_is_one_mail(stack: Stack, box: Mailbox) -> None:
    channel = Channel(stack, await stack.person(HELP_DESK))
    box.answers = ["451 later", "250 yes", "lost"]
    await asks(stack)
    case = await channel.case("Asks for a human")
    await channel.member.clicks_at(channel.id, case, "case_claim")
    held = await channel.case(f"<@{HELP_DESK}> has it")
    await channel.member.picks_at(channel.id, held, "case_resolve", "helped")
    await box.until(lambda each: len({mail["Message-ID"] for mail in each.mails}) == 3 and not each.answers)
    opened, claimed, again, closed = box.mails
    assert claimed["Message-ID"] == again["Message-ID"]  # its answer was lost, and it came again as it was
    assert box.raw[1] == box.raw[2]
    assert {str(each["References"]) for each in box.mails} == {str(opened["References"])}
    assert subjects(box) == [
        "Asks for a human (a new case)",
        "Asks for a human (somebody took it)",
        "Asks for a human (somebody took it)",
        "Asks for a human (it was closed)",
    ]
    assert all(ATTORNEY not in str(each["Subject"]) for each in box.mails)
    assert f"Slack user {ATTORNEY}" in closed.get_content()


def shut(stack: Stack) -> None:
    """Let the app be a member of the help desk's channel no more."""
    stack.workspace.conversations[stack.workspace.help_desk_channel].members -= {BOT_USER_ID}


async def test_who_asks_while_the_channel_is_closed_is_heard_by_mail_and_told_so(stack: Stack, box: Mailbox) -> None:
    shut(stack)
    walk = await asks(stack)
    assert subjects(box) == ["Asks for a human (a new case)"]
    await walk.me.clicks("add_sentence")
    view = await walk.me.sees_modal("What should they know?")
    await walk.me.sends(view, sentence=TYPED)
    await anew(stack)
    await box.until(lambda each: len(each.mails) == 2)
    assert subjects(box)[1:] == ["Asks for a human, and has more to say (there is more)"]
    assert TYPED.encode() not in b"".join(box.raw)


async def test_what_needs_nobody_goes_by_mail_once_when_slack_does_not_take_it_for_long(
    stack: Stack, box: Mailbox
) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    shut(stack)
    await walk.me.clicks_in_modal("link")
    await walk.me.reads(LAST_WORD)
    await anew(stack)
    assert box.mails == []
    stack.clock.passed += LONG
    for _ in range(2):
        await anew(stack)
        await box.until(lambda each: each.mails)
    stack.workspace.conversations[stack.workspace.help_desk_channel].members |= {BOT_USER_ID}
    await anew(stack)
    desk = await stack.person(HELP_DESK)
    await desk.reads("Linked, and proven", stack.workspace.help_desk_channel)
    await nothing_waits(stack)
    assert subjects(box) == ["Linked (Slack did not take this)"]
    assert MIEB.name in box.mails[0].get_content()


async def anew(stack: Stack) -> None:
    """Start the app anew, and wait until it has tried what waited, and has put it back or sent it."""

    async def tries() -> int:
        return sum(row.attempts for row in await store_of(stack).outbox_rows())

    async def tried() -> bool:
        return await tries() > before or await store_of(stack).waiting() == 0

    before = await tries()
    await stack.stop_app()
    await stack.start_app()
    await until(stack, tried)
