"""Five seconds after the end of a run, the real process's memory holds no copy of what was typed, nor of any token."""

from __future__ import annotations

import asyncio
import os
import re
import secrets
from typing import TYPE_CHECKING

import pytest

from tests.process.secret_search import forms
from tests.process.stories import STORIES, Told, links_by_the_page
from tests.process.test_http_mode import http_mode
from tests.support import memory
from tests.support.form_browser import FormBrowser
from tests.support.front import HOSTS, Front, make_certificate
from tests.support.person import Person
from tests.support.process import ROOT, running_app
from tests.support.stack import ATTORNEY, Stack

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from tests.support.process import Program

    Connected = Callable[[], Awaitable[None]]

pytestmark = pytest.mark.skipif(not memory.SEARCHABLE, reason="only root may read the app's memory, on Linux")
RUNS = int(os.environ.get("LINK_PACER_MEMORY_RUNS", "10"))
"""Runs in each mode; the stories one after the other, and over again. At night: 250."""
PROMISED = 5.0
"""Seconds after which nothing may be left: the promise itself, so it is waited for."""
TOGETHER = 5
"""Runs that are looked for together."""


def said_to_be_left(mode: str) -> int:
    """Give the number that the document says."""
    text = (ROOT / "docs" / "security.md").read_text()
    found = re.search(rf"^\| {mode} \| (\d+) \|$", text, re.MULTILINE)
    assert found, f"docs/security.md does not say how many copies are left in {mode}"
    return int(found[1])


def marked(parts: Stack) -> str:
    """Give what will be in every secret and token from now on."""
    core = secrets.token_hex(6)
    made = parts.court.random_text
    parts.court.random_text = lambda length: (core + made(length))[:length]  # type: ignore[method-assign]
    return core


async def left_after_all(app: Program, parts: Stack, me: Person, connected: Connected) -> Counter[str]:
    """Tell all stories, and give the most copies that were left of any few of them."""
    core, most = marked(parts), memory.copies(app.pid)
    for begin in range(0, RUNS, TOGETHER):
        passcodes: dict[str, int] = {}
        for number in range(begin, min(begin + TOGETHER, RUNS)):
            story = STORIES[number % len(STORIES)]
            told = await Told.of(parts, me, core, story)
            code = parts.court.passcode(told.known)
            before = await asyncio.to_thread(memory.alone, app.pid, code) if code else 0
            await story(told)
            if code and told.passcode == code:
                passcodes[code] = before
            await told.forgets()
        await asyncio.sleep(PROMISED)
        # In a thread: the workspace, which is served from here, has pings of the app to answer meanwhile.
        found = await asyncio.to_thread(memory.copies, app.pid, core)
        most = max(most, found, key=lambda each: each.total())
        for code, before in passcodes.items():
            assert await asyncio.to_thread(memory.alone, app.pid, code) <= before
        await connected()
    return most


async def _at_once() -> None:
    """In HTTP mode there is no connection that the app would have to open anew."""


async def test_in_socket_mode_nothing_is_left(parts: Stack) -> None:
    me = await parts.person()
    async with running_app({**parts.environ, "LOG_LEVEL": "INFO"}) as app:
        left = await left_after_all(app, parts, me, parts.running_workspace.connected)
        assert await app.stopped() == 0
    assert left.total() == said_to_be_left("Socket Mode") == 0, left


async def test_in_socket_mode_nothing_is_left_by_tls_either(parts: Stack, tmp_path: Path) -> None:
    """To the courts as to the real ones: by a proxy, and TLS behind it."""
    certificate = make_certificate(tmp_path, "court", *HOSTS)
    me, environ = await parts.person(), {**parts.environ, "SSL_CERT_FILE": str(certificate), "NO_PROXY": ""}
    del environ["COURT_GATEWAY"]
    async with Front.serving(parts.running_court.port, certificate) as front:
        async with running_app({**environ, "HTTPS_PROXY": front.url}) as app:
            left = await left_after_all(app, parts, me, parts.running_workspace.connected)
            assert await app.stopped() == 0
        assert set(front.connected_to) == {f"{host}:443" for host in HOSTS}
    assert left.total() == 0, left


async def test_with_a_page_of_the_firms_own_nothing_is_left(tmp_path: Path) -> None:
    async with Stack.up(tmp_path, app=False, credentials="form") as parts, FormBrowser.opened() as browser:
        me, core = await parts.person(), marked(parts)
        async with running_app({**parts.environ, "LOG_LEVEL": "INFO"}) as app:
            for _ in range(2):
                told = await Told.of(parts, me, core, links_by_the_page)
                await links_by_the_page(told, browser)
                await told.forgets()
            await asyncio.sleep(PROMISED)
            left = await asyncio.to_thread(memory.copies, app.pid, core)
            assert await app.stopped() == 0
    assert left.total() == said_to_be_left("A page of the firm's own") == 0, left


async def test_in_http_mode_no_more_is_left_than_the_document_says(parts: Stack) -> None:
    async with http_mode(parts) as http, Person.at(http.slack_url, ATTORNEY) as me:
        left = await left_after_all(http.app, parts, me, _at_once)
        assert await http.app.stopped() == 0
    assert left.total() <= said_to_be_left("HTTP mode"), left


@pytest.mark.parametrize("form", forms("x"))
async def test_the_search_finds_what_is_planted_in_a_process(form: str) -> None:
    marker = secrets.token_hex(6)
    planted = forms(marker)[form].hex()
    program = "import sys; kept = bytes.fromhex(sys.stdin.readline()); print('kept', flush=True); sys.stdin.readline()"
    process = await asyncio.create_subprocess_exec(
        "python3", "-c", program, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdin
    assert process.stdout
    process.stdin.write(planted.encode() + b"\n")
    await process.stdin.drain()
    await process.stdout.readline()
    assert memory.copies(process.pid, marker)
    assert not memory.copies(process.pid, secrets.token_hex(6))
    await process.communicate(b"\n")
