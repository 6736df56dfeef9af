"""A disk that is really full when the court answers: nothing is sent again, and the person is told the truth."""

from __future__ import annotations

import asyncio
import os
import shutil
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.process.test_watched import asked
from tests.support.process import LAST_WORD, CourtWatch, closes_all, reviews, running_app
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

WAITS = "a court's answer waits for the database"
SIZE = "size=1500k"


async def called(*words: str) -> int:
    process = await asyncio.create_subprocess_exec(*words, stderr=asyncio.subprocess.DEVNULL)
    return await process.wait()


@asynccontextmanager
async def small_disk(folder: Path) -> AsyncIterator[Path]:
    """Give a file system of its own, or skip: only root may mount one."""
    if os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root can mount a small disk")
    await called("mkdir", str(folder))
    if await called("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", str(folder)):
        pytest.skip("no file system can be mounted here")
    try:
        yield folder
    finally:
        await called("umount", "-l", str(folder))


def fill(disk: Path) -> Path:
    """Take all the room there is."""
    path = disk / "fill"
    with path.open("ab", buffering=0) as file:
        for size in (4096, 64):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                continue
    return path


@pytest.mark.parametrize("end", ["mended", "stopped", "killed"])
async def test_a_full_disk_when_the_court_answers(tmp_path: Path, end: str) -> None:
    async with small_disk(tmp_path / "small") as disk, Stack.up(disk, app=False) as stack:
        me, known = await stack.person(), stack.court_person("no_mfa")
        async with running_app(stack.environ) as app:
            await reviews(stack, me, known)
            stack.court.faults.arm("slow", at="submit", when="after", seconds=2)
            watch = CourtWatch(stack.court)
            await me.clicks_in_modal("link")
            await watch.until(lambda court: court.submits)
            filling = fill(disk)
            await app.says(WAITS)
            if end == "mended":
                filling.unlink()
                await me.reads(LAST_WORD)
            elif end == "stopped":
                assert await app.stopped() == 0
            else:
                await app.killed()
        filling.unlink(missing_ok=True)
        if end != "mended":
            async with running_app(stack.environ):
                await me.reads("We do not know yet whether your accounts are linked")
                await closes_all(me)
        assert stack.court.submits == 1


async def test_a_full_disk_is_seen_by_whoever_watches_before_somebody_is_turned_away(
    tmp_path: Path, health_port: int
) -> None:
    async with small_disk(tmp_path / "small") as disk, Stack.up(disk, app=False) as stack:
        me = await stack.person()
        async with running_app({**stack.environ, "HEALTH_PORT": str(health_port)}) as app:
            filling = fill(disk)
            for path in ("/healthz", "/readyz"):
                status, said = await asked(health_port, path)
                assert status == 503
                # What is there can be read.
                assert said.startswith('{"ok": false, "slack": true, "database": false, "outbox": 0,')
            await app.says("The database's disk is full")
            measured = (await asked(health_port, "/metrics"))[1]
            assert "link_pacer_database_up 0.0" in measured
            assert 'link_pacer_outbox_messages{given_up="no"} 0.0' in measured
            await me.types("/link-pacer mieb")
            await me.is_told("Something went wrong")
            assert (await asked(health_port, "/healthz"))[0] == 503
            filling.unlink()
            assert (await asked(health_port, "/readyz"))[0] == 200
            assert "link_pacer_database_up 1.0" in (await asked(health_port, "/metrics"))[1]
            await me.types("/link-pacer mieb")
            await me.reads("Which of these applies to you")
