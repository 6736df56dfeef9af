"""Plays runs, some at a time, over one app."""

from __future__ import annotations

import asyncio
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from tests.strange_courts.figures import run_of
from tests.strange_courts.playing import Attorney
from tests.strange_courts.scenarios import case_of
from tests.strange_courts.stack import stack

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from tests.strange_courts.figures import Run
    from tests.strange_courts.scenarios import Scenario
    from tests.strange_courts.skin import Skin
    from tests.strange_courts.stack import Stack


async def play(wanted: Sequence[tuple[Skin, Scenario]], jobs: int, told: Callable[[Run], None]) -> list[Run]:
    """Play every pair; those with delays in an app with scaled limits, which the others must not share."""
    done: list[Run] = []
    for hurried in (False, True):
        these = [pair for pair in wanted if pair[1].slow is hurried]
        if not these:
            continue
        with tempfile.TemporaryDirectory() as folder:
            async with stack(Path(folder), len(these), hurried=hurried) as running:
                turns = asyncio.Semaphore(jobs)
                runs = await asyncio.gather(*(_one(running, skin, each, turns, told) for skin, each in these))
            faults = tuple(running.faults.lines)
            done += [replace(runs[0], faults=faults), *runs[1:]]
    return done


async def _one(
    running: Stack, skin: Skin, scenario: Scenario, turns: asyncio.Semaphore, told: Callable[[Run], None]
) -> Run:
    async with turns, running.person() as me:
        case = running.courts.world.add(case_of(skin, scenario))
        began = time.monotonic()
        played = await Attorney(me, case, scenario).plays()
        for each in case.under_way:
            await each.wait()
        run = run_of(case, scenario, played, time.monotonic() - began)
        told(run)
        return run
