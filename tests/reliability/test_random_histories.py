"""Random histories: users x events x cancel x timeout x kill -9 at any turn x clock jumps x the court's answers.

LINK_PACER_EXAMPLES sets the size (500 when unset; CI sets 10,000): a fifth as many histories of 50 things that happen.
They come in many tests: workers share them out, and each ends in its time on a slow machine.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.reliability.histories import Histories

if TYPE_CHECKING:
    from pathlib import Path

PARTS = 20
RUNS = max(20, int(os.environ.get("LINK_PACER_EXAMPLES", "500")) // 5) // PARTS
STEPS = 50
# Shrinking to the last is no good use of a quarter of an hour; what is found is told with its steps.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)


# A killed process leaves work that was never begun.
@pytest.mark.filterwarnings("ignore:coroutine .* was never awaited:RuntimeWarning")
@pytest.mark.parametrize("part", range(1, PARTS + 1))
def test_whatever_happens_the_database_is_as_the_rules_say_and_nothing_is_sent_twice(
    room: Path, logged: list[Any], part: int
) -> None:
    del part  # each draws histories of its own
    chosen = settings(
        max_examples=RUNS,
        stateful_step_count=STEPS,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        report_multiple_bugs=False,
        phases=PHASES,
    )
    Histories.room, Histories.logged = room, logged
    run_state_machine_as_test(Histories, settings=chosen)
