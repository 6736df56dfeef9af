"""The help desk's mailbox has each change of a case, and what Slack does not take for long, once."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.engine.outbox import LONG, MOST_UNKNOWN
from bot.sandbox.workspace.model import BOT_USER_ID
from bot.slack.pauses import growing
from bot.store.outbox import Kind
from tests.reliability.test_what_must_be_told import nothing_waits, store_of, until
from tests.support.case_channel import Channel, asks
from tests.support.mailbox import Mailbox
from tests.support.process import LAST_WORD, slack_fault
from tests.support.stack import ATTORNEY, HELP_DESK, Stack
from tests.support.walk import Walk
from tools.samples import MIEB

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.store.outbox import OutboxRow

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
    await desk.reads("Linked. Proven", stack.workspace.help_desk_channel)
    await nothing_waits(stack)
    assert subjects(box) == ["Linked (Slack did not take this)"]
    assert MIEB.name in box.mails[0].get_content()


async def links_unheard(stack: Stack, code: str) -> Walk:
    """Link while Slack takes no message."""
    walk = await Walk.of(stack)
    await walk.to_review()
    await nothing_waits(stack)
    await slack_fault(stack, "chat.postMessage", code, times=100)
    await walk.me.clicks_in_modal("link")
    return walk


async def notices(stack: Stack) -> list[OutboxRow]:
    return [row for row in await store_of(stack).outbox_rows() if row.kind == Kind.HELP_DESK]


async def is_buried(stack: Stack) -> bool:
    return [row.buried for row in await notices(stack)] == [True]


async def test_what_needs_nobody_and_slack_refuses_for_good_goes_by_mail_once(stack: Stack, box: Mailbox) -> None:
    await links_unheard(stack, "invalid_blocks")
    await until(stack, lambda: is_buried(stack))
    await box.until(lambda each: each.mails)
    for _ in range(2):
        await stack.stop_app()
        await stack.start_app()
        await store_of(stack).retry(None)
        stack._app.engine._outbox.wake()  # type: ignore[union-attr]
        await until(stack, lambda: is_buried(stack))
    await slack_fault(stack, "chat.postMessage", "invalid_blocks", times=0)
    await store_of(stack).retry(None)
    stack._app.engine._outbox.wake()  # type: ignore[union-attr]
    desk = await stack.person(HELP_DESK)
    await desk.reads("Linked", stack.workspace.help_desk_channel)
    await nothing_waits(stack)
    assert subjects(box) == ["Linked (Slack did not take this)"]
    assert MIEB.name in box.mails[0].get_content()


async def test_what_slack_refuses_for_a_reason_that_is_not_known_goes_by_mail_when_it_is_given_up(
    stack: Stack, box: Mailbox
) -> None:
    begun = stack.clock()
    await links_unheard(stack, "no_such_code_so_far")
    tried = 0

    async def is_tried_again() -> bool:
        return any(row.attempts > tried for row in await notices(stack))

    while not await is_buried(stack):
        await until(stack, is_tried_again)
        (tried,) = (row.attempts for row in await notices(stack))
        stack.clock.passed += growing(tried - 1) if tried < MOST_UNKNOWN else timedelta()
        stack._app.engine._outbox.wake()  # type: ignore[union-attr]
    assert stack.clock() - begun < LONG

    async def no_mail_waits() -> bool:
        return all(row.kind != Kind.MAIL for row in await store_of(stack).outbox_rows())

    await until(stack, no_mail_waits)
    assert subjects(box) == ["Linked (Slack did not take this)"]


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
