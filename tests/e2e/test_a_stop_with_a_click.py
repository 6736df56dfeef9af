"""A stop that comes together with a click: what Slack was told was taken is done, whole, before the process ends."""

from __future__ import annotations

import asyncio
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.support.patience import PATIENCE
from tests.support.person import words
from tests.support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.stack import Stack


@contextmanager
def held(stack: Stack) -> Iterator[threading.Event]:
    """Keep the store's thread busy until the event is set: nothing can be committed meanwhile."""
    assert stack._app
    let_go = threading.Event()
    stack._app.engine._store._thread.submit(let_go.wait, PATIENCE)  # type: ignore[attr-defined]
    try:
        yield let_go
    finally:
        let_go.set()


async def noted(stack: Stack, **what: str) -> None:
    """Wait until the workspace has noted something."""
    async with asyncio.timeout(PATIENCE):
        while not any(what.items() <= each.items() for each in stack.workspace.log):  # noqa: ASYNC110 - nothing tells
            await asyncio.sleep(0)


async def stops(stack: Stack, let_go: threading.Event) -> None:
    """Stop the app; only when it takes nothing more, let the store go on."""
    stopping = asyncio.create_task(stack.stop_app())
    await noted(stack, kind="socket_closed")
    let_go.set()
    async with asyncio.timeout(PATIENCE):
        await stopping


async def test_a_consent_that_was_acknowledged_links_and_is_proven(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_review()
    with held(stack) as let_go:
        await walk.me.clicks_in_modal("link")
        assert (await walk.me.state())["failures"] == []
        await stops(stack, let_go)
    assert stack.court.submits == 1
    assert len(stack.court.made_links) == 1
    await stack.start_app()
    await walk.me.reads("refresh your screen and go to")
    assert stack.court.submits == 1


@pytest.mark.parametrize("word", ["cancel", "back"])
async def test_a_word_that_was_taken_is_done(stack: Stack, word: str) -> None:
    walk = await Walk.of(stack)
    await walk.to_sign_in()
    with held(stack) as let_go:
        await walk.me.types(word)
        await noted(stack, kind="event", event="message", outcome="acked")
        await stops(stack, let_go)
    await stack.start_app()
    await walk.me.reads("Cancelled" if word == "cancel" else "Step 2 of 6")


async def test_a_form_that_comes_with_a_stop_is_answered(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    with held(stack) as let_go:
        sending = asyncio.create_task(walk.me.sends(view, pacer_username="a", pacer_password="b"))
        await walk.me.until(lambda state: any(each["busy"] for each in state["views"]))
        stopping = asyncio.create_task(stack.stop_app())
        await asyncio.sleep(0)  # from here on it takes nothing new
        let_go.set()
        await asyncio.wait_for(asyncio.gather(stopping, sending), PATIENCE)
    assert (await walk.me.state())["failures"] == []
    assert "PACER" in words((await walk.me.state())["views"])
