"""A page before the old login, over the wire: read, answered, and gone on from, also by who mistypes the login then."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.texts import modals
from tests.strange_courts import confirms, endings
from tests.strange_courts.figures import run_of
from tests.strange_courts.playing import Attorney
from tests.strange_courts.scenarios import BY_NAME as SCENARIOS
from tests.strange_courts.scenarios import case_of
from tests.strange_courts.skins import BY_NAME as SKINS
from tests.strange_courts.stack import stack

if TYPE_CHECKING:
    from pathlib import Path

ADVICE = replace(SKINS["seed"], notice=confirms.advice, wrong=endings.own_page())
OATH = replace(SKINS["seed"], notice=confirms.oath)


@pytest.mark.parametrize(
    ("skin", "kind", "notices"),
    [(ADVICE, "plain", 1), (ADVICE, "wrong-login", 2), (OATH, "plain", 1), (OATH, "wrong-login", 1)],
    ids=["advice", "advice, mistyped", "oath", "oath, mistyped"],
)
async def test_it_is_a_step_and_not_an_end(tmp_path: Path, skin: object, kind: str, notices: int) -> None:
    assert isinstance(skin, type(ADVICE))
    scenario = SCENARIOS[kind]
    async with stack(tmp_path, 1) as running, running.person() as me:
        case = running.courts.world.add(case_of(skin, scenario))
        played = await Attorney(me, case, scenario).plays()
        run = run_of(case, scenario, played, 0.0)
        assert run.right, played.last
        assert case.trail.count("notice") == notices
        assert (case.submits, case.pacer_checks) == (1, 1)
        shown = [each for each in played.said if modals.COURT_SAYS_FIRST.split("*")[0] in each]
        assert len(shown) == 1, "the same page is not put to the person twice"
        assert "accept these terms" in shown[0] or "Before you begin" in shown[0]
        assert running.faults.lines == []
