"""The benchmark runs, whatever its figures are on this machine; its page is what its figures make."""

from __future__ import annotations

import json
from statistics import median
from typing import TYPE_CHECKING

import pytest

from bench import gate, report
from bench.__main__ import SECTIONS, measure, wanted
from bench.figures import Figure, Part, table
from bench.size import TINY

if TYPE_CHECKING:
    from pathlib import Path


GOALS = {f"P{number}" for number in range(1, 12)}


@pytest.mark.parametrize("name", [name for name in SECTIONS if name != "rates"])
async def test_one_tiny_round_gives_every_figure(name: str, tmp_path: Path) -> None:
    ((_, parts, seconds),) = [each async for each in measure(TINY, tmp_path, [name])]
    figures = [figure for part in parts for figure in part.figures]
    assert {figure.id for figure in figures} >= set(SECTIONS[name].goals)
    assert all(len(figure.values) >= 1 for figure in figures)
    assert all(figure.median > 0 for figure in figures if figure.unit == "x")
    text = table(parts)
    assert all(figure.what in text for figure in figures)
    page = report.page({name: report.as_json(parts, "tiny", seconds)})
    assert all(figure.what in page for figure in figures)


def test_every_goal_is_measured_and_each_can_be_asked_for_by_its_name() -> None:
    assert {goal for section in SECTIONS.values() for goal in section.goals} == GOALS
    assert wanted(["p6"]) == ["court"]
    assert wanted(["P3", "rates"]) == ["dispatch", "rates"]
    assert wanted([]) == list(SECTIONS)
    with pytest.raises(ValueError, match="p12"):
        wanted(["P12"])


def test_what_is_known_to_be_missed_is_measured_and_may_get_no_worse() -> None:
    data = json.loads(report.DATA.read_text(encoding="utf-8"))
    found = [figure for each in data.values() for part in each["parts"] for figure in part["figures"]]
    missed = {figure["what"]: figure for figure in found if figure["met"] is False}
    assert set(missed) >= set(gate.KNOWN)
    for what, known in gate.KNOWN.items():
        assert known == pytest.approx(median(missed[what]["values"]), rel=0.1)
        as_known, worse = Figure("P0", what, (known * 1.4,), goal=1), Figure("P0", what, (known * 1.6,), goal=1)
        assert gate.failed([Part("all", (as_known, worse))]) == [worse]


def test_the_page_is_what_the_figures_kept_beside_it_make() -> None:
    data = json.loads(report.DATA.read_text(encoding="utf-8"))
    assert report.PAGE.read_text(encoding="utf-8") == report.page(data)
    assert set(data) <= set(SECTIONS)


def test_only_a_ratio_that_is_much_worse_than_its_goal_fails() -> None:
    figures = (
        Figure("P0", "met", (0.9, 1.0), goal=1),
        Figure("P0", "missed", (1.4, 1.6, 1.7), goal=1),
        Figure("P0", "much worse", (1.51, 1.6), goal=1),
        Figure("P0", "slower", (0.6, 0.7), goal=1, at_least=True),
        Figure("P0", "much slower", (0.5, 0.6), goal=1, at_least=True),
        Figure("P0", "time", (9.0,), "ms", goal=1),
        Figure("", "no goal", (9.0,)),
    )
    assert [each.what for each in gate.failed([Part("all", figures)])] == ["much worse", "much slower"]


def test_a_goal_is_met_or_not_by_the_median_of_the_rounds() -> None:
    at_most = Figure("P0", "cost", (1.0, 1.2, 9.0), goal=1.3)
    assert at_most.met
    assert at_most.row()[-3:] == ("1 - 9", "<= 1.3 x", "met")
    at_least = Figure("P0", "rate", (0.5, 0.9, 1.1), goal=1, at_least=True)
    assert at_least.met is False
    assert at_least.row()[-2:] == (">= 1 x", "NOT met")
    assert Figure("P0", "only told", (1.0,)).met is None
