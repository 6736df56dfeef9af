"""Random histories of consents, old cards and old forms; see `consents`. `LINK_PACER_HISTORIES` asks for more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.reliability.consents import Consents

if TYPE_CHECKING:
    from pathlib import Path

HISTORIES = int(os.environ.get("LINK_PACER_HISTORIES", "150"))
RULES = 25


def test_what_was_consented_to_is_what_is_done_or_nothing(tmp_path: Path) -> None:
    Consents.room = tmp_path
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Consents,
        settings=settings(
            max_examples=HISTORIES, stateful_step_count=RULES, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
