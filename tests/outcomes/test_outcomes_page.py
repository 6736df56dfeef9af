"""The page of all outcomes is as the code makes it, and leaves none out."""

from __future__ import annotations

from typing import get_args

import pytest

from bot.flow import states as st
from tools import outcomes

CASES = [case for _, cases in outcomes.sections() for case in cases]


def test_page_is_as_the_code_makes_it() -> None:
    for path, text in outcomes.generated().items():
        assert path.read_text("utf-8") == text, "run: python -m tools.outcomes"


def test_every_problem_has_a_row() -> None:
    happened = " ".join(case.happened for case in CASES)
    assert [problem for problem in st.PROBLEMS if f"`{problem}`" not in happened] == []


def test_every_end_has_a_row() -> None:
    ends = {type(outcomes.outcome(case).state) for case in CASES}
    assert [end.__name__ for end in get_args(st.Ended) if end not in ends] == []


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{type(case.state).__name__}-{case.happened}")
def test_every_row_says_something_and_shows_no_mark_of_slack(case: outcomes.Case) -> None:
    step = outcomes.outcome(case)
    told = outcomes.reads(step)
    assert len(told) > 40
    assert not any(mark in told + outcomes.desk_reads(step) for mark in ("<@", "<!", "{", "\n"))
    if isinstance(step.state, st.Refused | st.Unknown):
        assert outcomes.desk_reads(step) != "nothing", "an end without a link is the help desk's business"
