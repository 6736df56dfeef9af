"""What must be told is told: whatever an operator has to mend first, and whenever the database fails for a while."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest

from bot.sandbox.workspace.model import BOT_USER_ID
from bot.store import StoreError
from tests.support.patience import PATIENCE
from tests.support.person import Json, messages, usable, words
from tests.support.process import slack_fault
from tests.support.stack import HELP_DESK
from tests.support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store.sqlite.store import SqliteStore
    from tests.support.stack import Stack

CLOSED = (
    *("invalid_auth", "token_revoked", "account_inactive", "missing_scope", "not_in_channel", "channel_not_found"),
    "is_archived",
)
PASSING = ("team_added_to_org", "request_timeout", "no_such_code_so_far")
SENDING = ("chat.postMessage", "chat.update", "conversations.open")
LOUD = "Slack takes no messages there until an operator mends it; they are kept, and tried again"
LAST_WORD = "refresh your screen and go to"


async def all_refused(stack: Stack, code: str, times: int) -> None:
    for method in SENDING:
        await slack_fault(stack, method, code, times=times)


def store_of(stack: Stack) -> SqliteStore:
    assert stack._app is not None
    store: Any = stack._app.engine._store
    return store  # type: ignore[no-any-return]


async def until(stack: Stack, found: Callable[[], Awaitable[bool]]) -> None:
    """Wait for something in the database, which nobody announces: look between round trips to the workspace."""
    me = await stack.person()
    async with asyncio.timeout(PATIENCE):
        while not await found():
            await me.state()


async def all_put_back(stack: Stack, code: str) -> None:
    """Wait until what waits was refused with `code`."""

    async def refused() -> bool:
        return code in {row.error for row in await store_of(stack).outbox_rows()}

    await until(stack, refused)


async def nothing_waits(stack: Stack) -> None:
    async def empty() -> bool:
        return await store_of(stack).waiting() == 0

    await until(stack, empty)


@pytest.mark.parametrize("code", [*CLOSED, *PASSING])
async def test_what_can_be_mended_is_kept_said_once_and_told_when_it_is(
    stack: Stack, logged: list[Any], code: str
) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    await all_refused(stack, code, 100)
    await walk.me.clicks_in_modal("link")
    await all_put_back(stack, code)
    await all_refused(stack, code, 0)
    await walk.me.reads(LAST_WORD)
    await (await stack.person(HELP_DESK)).reads("LP-", stack.workspace.help_desk_channel)
    loud = [line["closed"] for line in logged if line["event"] == LOUD]
    assert len(loud) == len(set(loud)) + (loud.count("channel") > 1) + (loud.count("scope") > 1)
    assert bool(loud) == (code in CLOSED)
    await nothing_waits(stack)
    assert await store_of(stack).outbox_rows() == ()


async def test_a_new_start_tries_at_once_what_an_operator_had_to_mend(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    await all_refused(stack, "token_revoked", 100)
    await walk.me.clicks_in_modal("link")
    await all_put_back(stack, "token_revoked")
    await stack.stop_app()
    await all_refused(stack, "token_revoked", 0)
    await stack.start_app()
    await walk.me.reads("for good")
    await (await stack.person(HELP_DESK)).reads("LP-", stack.workspace.help_desk_channel)


def is_news(message: Json) -> bool:
    """Say whether it is a message of its own, and no card."""
    return all(part in words(message) for part in ("Your help desk has your message.", "Show where I am"))


async def test_a_human_has_it_only_when_the_help_desk_was_told(stack: Stack) -> None:
    channel = stack.workspace.conversations[stack.workspace.help_desk_channel]
    members = channel.members
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    await walk.me.types("help")
    message, *_ = await walk.me.until(lambda state: usable(state, walk.me.dm, "ask_help_desk"))
    channel.members = members - {BOT_USER_ID}
    await walk.me.clicks("ask_help_desk", message)
    told = await walk.me.reads("could not be told so far")
    assert "(800) 676-6856, Monday to Friday" in words(told)
    await walk.me.types("/link-pacer status")
    assert "has your message" not in words(await walk.me.is_told("could not be told so far"))
    channel.members = members
    await walk.me.until(lambda state: any(map(is_news, messages(state, walk.me.dm))))
    assert len(channel.messages) == 1


async def test_a_notice_that_an_operator_dropped_is_not_waited_for(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_guided()
    await slack_fault(stack, "chat.postMessage", "500", times=2)
    await walk.me.clicks("something_else")
    await walk.me.reads("on its way")
    await all_put_back(stack, "http_500")
    rows = await store_of(stack).outbox_rows()
    await store_of(stack).drop([row.id for row in rows if row.kind == "help_desk"])
    await stack.stop_app()
    await slack_fault(stack, "chat.postMessage", "500", times=0)
    await stack.start_app()
    await walk.me.reads("this app has stopped trying")


class Failing:
    """The store, of which one method fails so many times: before it did anything."""

    def __init__(self, store: SqliteStore, name: str, times: int) -> None:
        self.times = times
        self.failed = asyncio.Event()
        self._real = getattr(store, name)
        setattr(store, name, self)

    async def __call__(self, *args: Any, **more: Any) -> Any:
        if self.times:
            self.times -= 1
            self.failed.set()
            raise StoreError("The database's disk is full: free some space.")
        return await self._real(*args, **more)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("delivered", ""),
        ("postpone", "500"),
        ("bury", "invalid_blocks"),
        ("set_card", "message_not_found"),
        ("load", ""),
        ("take_due", ""),
        ("hasten", "invalid_auth"),
    ],
)
async def test_a_database_that_fails_holds_nobody_back_and_buries_nothing(
    stack: Stack, logged: list[Any], name: str, fault: str
) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    failing = Failing(store_of(stack), name, 3)
    if fault:
        await slack_fault(stack, "chat.update", fault)
    await walk.me.clicks_in_modal("link")
    await walk.me.reads(LAST_WORD)
    await (await stack.person(HELP_DESK)).reads("LP-", stack.workspace.help_desk_channel)
    async with asyncio.timeout(PATIENCE):
        await failing.failed.wait()
    await nothing_waits(stack)
    assert {row.error for row in await store_of(stack).outbox_rows()} <= ({fault} if name == "bury" else set())
    assert "a task failed" not in {line["event"] for line in logged}


async def test_who_could_not_be_forgotten_is_told_so_and_may_ask_again(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    Failing(store_of(stack), "forget", 1)
    await walk.me.clicks_in_home("forget_me", await walk.me.opens_home())
    await walk.me.reads("Nothing was deleted")
    assert await store_of(stack).live()
    await walk.me.clicks_in_home("forget_me", await walk.me.opens_home())
    await walk.me.reads("everything that this app stored about you is deleted")
    assert await store_of(stack).live() == ()
