"""The real process looks for nothing to collect while it loads and starts, and looks again once it runs."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.support import process
from tests.support.process import RUNNING, Program

if TYPE_CHECKING:
    from tests.support.stack import Stack

WATCHED = """
import atexit, gc, runpy
looks = []
gc.callbacks.append(lambda phase, what: looks.append(what["generation"]) if phase == "start" else None)
def tell():
    before = looks.index(2) if 2 in looks else None
    print(f"looks before the whole one: {before}, goes on: {gc.isenabled()}, left out: {gc.get_freeze_count() > 1000}")
atexit.register(tell)
runpy.run_module("bot", run_name="__main__", alter_sys=True)
"""
FEW = 20
"""What Python looks through until the first line of ours runs; with all that is loaded it would be hundreds."""


async def told(words: tuple[str, ...], environ: dict[str, str]) -> tuple[int, str]:
    async with Program.started(*words, environ=environ) as program:
        if words == ("run",):
            await program.says(RUNNING)
            await program.stopped()
        line = await program.says("looks before")
    before, _, rest = line.removeprefix("looks before the whole one: ").partition(", ")
    return int(before), rest


@pytest.mark.parametrize("words", [("run",), ("outbox", "--help")])
async def test_nothing_is_looked_through_until_it_has_started_and_all_that_was_loaded_is_left_out_then(
    parts: Stack, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(process, "command", lambda *words: (sys.executable, "-c", WATCHED, *words))
    before, rest = await told(words, parts.environ)
    assert before < FEW
    assert rest == "goes on: True, left out: True"
