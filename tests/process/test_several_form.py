"""The firm's own page, served by several processes behind one address: each takes up what another began."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.sandbox.whole import free_port
from tests.support.form_browser import REFUSED, FormBrowser, form_address, pressed
from tests.support.postgres import PASSWORD, USER, cluster
from tests.support.process import LAST_WORD, running_app
from tests.support.stack import ATTORNEY, Stack, filer_fields, pacer_fields
from tests.support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path


@pytest.fixture
async def shared(tmp_path: Path) -> AsyncIterator[Stack]:
    """The parts, with a page of the firm's own and a database that several can be at."""
    async with Stack.up(tmp_path, app=False, credentials="form") as parts:
        schema = cluster().anew().rpartition("=")[2]
        address = f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{cluster().port}/postgres?options={schema}"
        parts.environ["DATABASE_URL"] = address
        yield parts


async def test_press_sign_in_claim_and_both_forms_may_each_reach_another_process(shared: Stack) -> None:
    walk = await Walk.of(shared)
    other = {**shared.environ, "FORM_PORT": str(free_port())}
    ports = [int(each["FORM_PORT"]) for each in (shared.environ, other)]
    async with running_app(shared.environ) as first, running_app(other), FormBrowser.opened(ports) as browser:
        await walk.to_getting_ready()
        await walk.me.clicks("ready")
        link = await pressed(walk.me)
        address = form_address(link)
        page = await browser.signs_in(link, ATTORNEY)  # begun at the first, ended at the second, shown by the first
        assert page.title == "Sign in to PACER"
        async with FormBrowser.opened(ports) as thief:
            assert [(await thief.signs_in(link, ATTORNEY)).title for _ in ports] == [REFUSED] * 2
        shared.court.faults.arm("slow", at="sign_on", seconds=1.0)
        page = await browser.post(address, {**page.hidden, **pacer_fields(walk.known)})
        assert page.title == "Old CM/ECF login", "the one waits for what the other does at the court"
        await first.killed()
        async with FormBrowser.opened(ports[1:]) as left:
            left.cookie = browser.cookie
            page = await left.get(address)
            while page.title == "Old CM/ECF login":  # drawn anew if it is taken over under the finger
                page = await left.post(address, {**page.hidden, **filer_fields(walk.known)})
            assert page.title == "Go on in Slack"
        await walk.me.clicks("link")
        await walk.me.reads(LAST_WORD)
    assert shared.court.submits == 1
