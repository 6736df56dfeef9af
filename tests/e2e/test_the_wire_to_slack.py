"""What may happen on the way from Slack, in the middle of a run: it ends as it would without, linked once."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import pytest

from bot.slack.transport import socket_mode
from tests.support.patience import PATIENCE
from tests.support.person import messages, words
from tests.support.process import slack_fault
from tests.support.stack import HELP_DESK, Stack, filer_fields, pacer_fields
from tests.support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from tests.support.person import Person

LAST_WORD = "refresh your screen and go to Bankruptcy or Adversary"
SOON = 1.0
"""Seconds, in the place of ten."""


@pytest.fixture
async def parts(tmp_path: Path) -> AsyncIterator[Stack]:
    async with Stack.up(tmp_path, app=False) as stack:
        yield stack


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have pings, and what is waited for after a failure, come soon."""
    monkeypatch.setattr(socket_mode, "PING_EVERY", SOON)


async def order(me: Person, what: str, **how: str) -> None:
    assert (await me.orders(f"socket/{what}", **how))["ok"]


@asynccontextmanager
async def comes_back(stack: Stack) -> AsyncIterator[None]:
    """Wait, after what is done within, for a new connection and for the end of every other."""
    changed, opened, note = asyncio.Event(), 0, stack.workspace.note

    def watch(kind: str, **details: Any) -> None:
        nonlocal opened
        note(kind, **details)
        opened += kind == "socket_opened"
        changed.set()

    stack.workspace.note = watch  # type: ignore[method-assign]
    yield
    async with asyncio.timeout(PATIENCE):
        while not opened or stack.running_workspace.connections != 1:
            changed.clear()
            await changed.wait()
    stack.workspace.note = note  # type: ignore[method-assign]


async def ends_as_ever(stack: Stack, walk: Walk) -> None:
    await walk.me.reads(LAST_WORD)
    assert stack.court.submits == 1
    said = [words(each) for each in messages(await walk.me.state(), walk.me.dm)]
    assert sum(LAST_WORD in each for each in said) == 1
    desk = await stack.person(HELP_DESK)
    await desk.reads("LP-", stack.workspace.help_desk_channel)
    told = messages(await desk.state(), stack.workspace.help_desk_channel)
    assert sum("LP-" in words(each) for each in told) == 1


@pytest.mark.parametrize("how", ["again", "late", "out_of_order", "elsewhere"])
async def test_payloads_that_come_again_late_out_of_order_or_by_another_socket_end_in_one_link(
    parts: Stack, how: str
) -> None:
    await parts.start_app()
    walk = await Walk.of(parts)
    await order(walk.me, "treatment", how=how)
    await walk.to_the_doors()
    await asyncio.gather(walk.reads_on(), walk.me.types("how long does it take?"))
    await walk.me.clicks("ready")
    await walk.sign_in(await walk.me.sees_modal("PACER user name"))
    view = await walk.me.sees_modal("Old CM/ECF password")
    await walk.me.sends(view, **filer_fields(walk.known, walk.court))
    await walk.me.sees_modal("Link these accounts")
    await walk.me.clicks_in_modal("link")
    await ends_as_ever(parts, walk)


@pytest.mark.parametrize("reasons", [("drop",), ("refresh_requested",), ("warning", "refresh_requested"), ("silent",)])
@pytest.mark.usefixtures("at_once")
async def test_a_socket_that_is_closed_renewed_or_silent_at_any_step_ends_in_one_link(
    parts: Stack, reasons: tuple[str, ...]
) -> None:
    await parts.start_app()
    walk = await Walk.of(parts)

    async def breaks() -> None:
        for reason in reasons:
            async with comes_back(parts):
                await order(walk.me, "disconnect", reason=reason)

    await walk.to_getting_ready()
    await breaks()
    await walk.me.clicks("ready")
    view = await walk.me.sees_modal("PACER user name")
    await breaks()
    await walk.me.sends(view, **pacer_fields(walk.known, passcode=walk.passcode()))
    view = await walk.me.sees_modal("Old CM/ECF password")
    await breaks()
    await walk.me.sends(view, **filer_fields(walk.known, walk.court))
    await walk.me.sees_modal("Link these accounts")
    await breaks()
    await walk.me.clicks_in_modal("link")
    await breaks()
    await ends_as_ever(parts, walk)


@pytest.mark.parametrize(("fault", "times"), [("503", 3), ("403", 1), ("slow", 1)])
@pytest.mark.usefixtures("at_once")
async def test_an_address_at_which_no_socket_opens_is_not_tried_again(
    parts: Stack, monkeypatch: pytest.MonkeyPatch, fault: str, times: int
) -> None:
    monkeypatch.setattr(socket_mode, "OPEN_WITHIN", 2 * SOON)
    await parts.start_app()
    walk = await Walk.of(parts)
    await walk.to_the_doors()
    asked = addresses(parts)
    await slack_fault(parts, "socket", fault, times=times, seconds=30)
    async with comes_back(parts):
        await order(walk.me, "disconnect", reason="drop")
    assert addresses(parts) - asked == times + 1
    await walk.reads_on()


def addresses(stack: Stack) -> int:
    return sum(each.method == "apps.connections.open" for each in stack.running_workspace.recorded)
