"""The sandbox as a stranger starts it: on whatever port is free, with a word on what it does not play."""

from __future__ import annotations

import asyncio
import re
import socket
from typing import TYPE_CHECKING

import pytest

from bot.court.registry.registry import Registry
from bot.sandbox.court.skins import COURTS
from bot.sandbox.whole import USUAL_PORT, courts_not_played
from tests.support.process import ROOT, Program

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def taken() -> Iterator[int]:
    """The usual port, taken; by somebody else on this machine, if not by us."""
    with socket.socket() as holder:
        try:
            holder.bind(("127.0.0.1", USUAL_PORT))
            holder.listen()
        except OSError:
            pass
        yield USUAL_PORT


async def test_a_free_port_is_taken_when_the_usual_one_is_not(taken: int) -> None:
    async with Program.started("sandbox") as sandbox:
        await sandbox.says(f"Port {taken} is taken; a free one is used.")
        line = await sandbox.says("Open http")
        (port,) = re.findall(r"http://127\.0\.0\.1:(\d+)/", line)
        _, writer = await asyncio.open_connection("127.0.0.1", int(port))
        writer.close()
        assert await sandbox.stopped() == 0


async def test_a_port_that_was_asked_for_and_is_taken_is_said(taken: int) -> None:
    async with Program.started("sandbox", "--port", str(taken)) as sandbox:
        await sandbox.says(f"Cannot listen on port {taken}")
        assert await sandbox.ended() == 1


@pytest.mark.parametrize(("given", "ends"), [("PORT=3456", "-m bot sandbox --port 3456"), ("", "-m bot sandbox")])
async def test_make_demo_hands_on_the_port(given: str, ends: str) -> None:
    words = ["make", "-n", "-o", "setup", "demo", *given.split()]
    made = await asyncio.create_subprocess_exec(*words, cwd=ROOT, stdout=asyncio.subprocess.PIPE)
    out, _ = await made.communicate()
    assert out.decode().rstrip().endswith(ends)


def test_a_court_that_is_not_played_says_so_and_is_led_by_hand(tmp_path: Path) -> None:
    known = [court.id for court in Registry.shipped().all()]
    courts = Registry.shipped(courts_not_played(known, tmp_path / "courts.json")).all()
    played = {court.id for court in COURTS}
    assert played <= {court.id for court in courts}
    for court in courts:
        assert ("practice court does not play this one" in court.note) == (court.id not in played)
