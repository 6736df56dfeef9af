"""At a court of its own words the app links by what its operator says of it, and by nothing less."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.strange_courts.figures import run_of
from tests.strange_courts.outlandish import OUTLANDISH, SAID
from tests.strange_courts.playing import Attorney
from tests.strange_courts.scenarios import PLAIN, case_of
from tests.strange_courts.stack import stack

if TYPE_CHECKING:
    from pathlib import Path

    from tests.strange_courts.figures import Run


async def played(folder: Path, said: dict[str, Any]) -> tuple[Run, list[str]]:
    """Play a plain run with this court file; give what came of it, and all that was shown."""
    file = folder / "courts.json"
    file.write_text(json.dumps({OUTLANDISH.court: said}))
    async with stack(folder, 1, overrides=file) as running, running.person() as me:
        case = running.courts.world.add(case_of(OUTLANDISH, PLAIN))
        attorney = await Attorney(me, case, PLAIN).plays()
        assert running.faults.lines == []
        return run_of(case, PLAIN, attorney, 0.0), attorney.said


async def test_with_its_profile_a_court_of_its_own_words_links_at_the_first_try(tmp_path: Path) -> None:
    run, said = await played(tmp_path, SAID)
    assert run.first_try, run
    assert (run.submits, run.accepted) == (1, 1)
    review = next(each for each in said if "Sampleton" in each)
    assert "Warning" not in review, "both accounts are told apart"


@pytest.mark.parametrize("left_out", [None, "entry", "password", "go", "ignore_form", "read_menu_before_submit"])
async def test_what_the_operator_leaves_out_is_a_stop_and_no_guess(tmp_path: Path, left_out: str | None) -> None:
    said = {name: value for name, value in SAID.items() if left_out is not None and name != left_out}
    run, _ = await played(tmp_path, said)
    assert (run.outcome, run.truth) != ("linked", True), run
    assert not any((run.false_linked, run.false_nothing, run.double, run.too_many))


async def test_a_login_of_an_odd_name_is_found_beside_what_may_be_left_empty(tmp_path: Path) -> None:
    run, _ = await played(tmp_path, {name: value for name, value in SAID.items() if name != "login"})
    assert run.first_try, run
