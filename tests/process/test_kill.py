"""kill -9 at the worst moments, over real processes: the person goes on where they were, and nothing is sent twice."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.support.person import elements, messages, words
from tests.support.process import (
    LAST_WORD,
    CourtWatch,
    Program,
    begins,
    closes_all,
    gives_old_login,
    links,
    reviews,
    running_app,
    signs_in,
    slack_fault,
)
from tests.support.stack import HELP_DESK
from tests.support.walk import reads_on

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.support.person import Person
    from tests.support.stack import Stack

RESTARTED = "This app was restarted in the middle of the work"
NOT_KNOWN = "Result not known."
LINKED = "PACER account are linked for good."
NOT_SHOWN_YET = "does not show the link yet"
SIGN_OUT = "/services/cso-logout"


@asynccontextmanager
async def started_again(stack: Stack) -> AsyncIterator[Program]:
    async with running_app(stack.environ) as app:
        yield app
        assert await app.stopped() == 0
        assert b"Traceback" not in app.err


async def signs_in_again_and_links(stack: Stack, me: Person) -> None:
    await closes_all(me)
    await me.clicks("continue")
    await signs_in(stack, me, stack.court_person())
    await gives_old_login(me, stack.court_person())
    await links(me)


async def checks_again(stack: Stack, me: Person) -> None:
    await closes_all(me)
    await me.clicks("check_again")
    await signs_in(stack, me, stack.court_person())


async def live_cards(me: Person) -> int:
    return sum(any(elements(each["blocks"])) for each in messages(await me.state(), me.dm))


async def test_killed_while_reviewing_the_sign_in_is_repeated_and_the_link_made(parts: Stack) -> None:
    me = await parts.person()
    async with running_app(parts.environ) as app:
        await reviews(parts, me, parts.court_person())
        await me.reads("Are both accounts yours")
        await app.killed()
    async with started_again(parts):
        await me.reads(RESTARTED)
        assert parts.court.submits == 0
        await signs_in_again_and_links(parts, me)
    assert parts.court.submits == 1


async def test_killed_while_signing_in_the_sign_in_is_repeated_and_the_link_made(parts: Stack) -> None:
    me = await parts.person()
    parts.court.faults.arm("hang", at="sign_on")
    court = CourtWatch(parts.court)
    async with running_app(parts.environ) as app:
        await begins(me)
        await signs_in(parts, me, parts.court_person())
        await court.until(lambda court: court.requests)
        await app.killed()
    async with started_again(parts):
        await me.reads(RESTARTED)
        await signs_in_again_and_links(parts, me)
    assert parts.court.submits == 1


@pytest.mark.parametrize(
    ("when", "truth"),
    [("after", LINKED), ("before", NOT_SHOWN_YET)],
    ids=["the court had linked", "the court had not linked"],
)
async def test_killed_while_linking_the_end_is_unknown_and_only_read(parts: Stack, when: str, truth: str) -> None:
    me, desk = await parts.person(), await parts.person(HELP_DESK)
    parts.court.faults.arm("hang", at="submit", when=when)
    court = CourtWatch(parts.court)
    async with running_app(parts.environ) as app:
        await reviews(parts, me, parts.court_person())
        await me.clicks_in_modal("link")
        await court.until(lambda court: court.submits)
        await app.killed()
    async with started_again(parts):
        await me.reads(NOT_KNOWN)
        await me.reads("We do not know yet whether your accounts are linked")
        await desk.reads("Not known whether linked", parts.workspace.help_desk_channel)
        await checks_again(parts, me)
        await me.reads(truth)
    assert parts.court.submits == 1


async def test_killed_before_the_first_card_was_posted_it_comes_after_the_start(parts: Stack) -> None:
    me = await parts.person()
    async with running_app(parts.environ) as app:
        await slack_fault(parts, "chat.postMessage", "500", times=1000)
        await me.types("/link-pacer mieb")
        await me.is_told("direct message")
        assert messages(await me.state(), me.dm) == []
        await app.killed()
    await slack_fault(parts, "chat.postMessage", "500", times=0)
    async with started_again(parts):
        await reads_on(me)
        await me.clicks("ready")
        await me.sees_modal("PACER user name")
        assert await live_cards(me) == 1


async def test_killed_before_the_result_was_sent_it_is_told_once_after_the_start(parts: Stack) -> None:
    me, desk = await parts.person(), await parts.person(HELP_DESK)
    async with running_app(parts.environ) as app:
        await reviews(parts, me, parts.court_person())
        await slack_fault(parts, "chat.postMessage", "500", times=1000)
        await me.clicks_in_modal("link")
        await me.reads(LINKED)
        await app.killed()
    await slack_fault(parts, "chat.postMessage", "500", times=0)
    async with started_again(parts):
        await me.reads(LAST_WORD)
        await desk.reads("LP-", parts.workspace.help_desk_channel)
    assert parts.court.submits == 1
    told = [each for each in messages(await me.state(), me.dm) if LAST_WORD in words(each)]
    assert len(told) == 1


async def test_asked_to_stop_it_signs_out_of_pacer_and_exits_with_0(parts: Stack) -> None:
    me = await parts.person()
    async with running_app(parts.environ) as app:
        await reviews(parts, me, parts.court_person())
        await me.reads("Are both accounts yours")
        assert SIGN_OUT not in [each.path for each in parts.court.requests]
        assert await app.stopped() == 0
        assert [line for line in app.err.decode().splitlines() if '"level": "info"' not in line] == []
    assert [each.path for each in parts.court.requests].count(SIGN_OUT) == 1
    async with started_again(parts):
        await me.reads(RESTARTED)


async def test_asked_to_stop_while_linking_it_waits_for_the_end(parts: Stack) -> None:
    me = await parts.person()
    parts.court.faults.arm("slow", at="submit", seconds=1)
    court = CourtWatch(parts.court)
    async with running_app(parts.environ) as app:
        await reviews(parts, me, parts.court_person())
        await me.clicks_in_modal("link")
        await court.until(lambda court: court.submits)
        assert await app.stopped() == 0
    async with started_again(parts):
        await me.reads(LAST_WORD)
    assert parts.court.submits == 1
