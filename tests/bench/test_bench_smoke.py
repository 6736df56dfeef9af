"""The benchmark runs, whatever its figures are on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.__main__ import as_json, measure
from bench.figures import Figure, table
from bench.size import TINY

if TYPE_CHECKING:
    from pathlib import Path


async def test_one_tiny_round_gives_every_figure_as_a_ratio(tmp_path: Path) -> None:
    parts = await measure(TINY, tmp_path)
    figures = [figure for part in parts for figure in part.figures]
    assert {figure.id for figure in figures} >= {"P1", "P2", "P6", "P7", "P10", "P11"}
    assert all(len(figure.values) >= 1 and min(figure.values) >= 0 for figure in figures)
    assert all(figure.median > 0 for figure in figures if figure.unit == "x")
    text = table(parts)
    assert all(figure.what in text for figure in figures)
    told = as_json(parts, "tiny", "here")["parts"]
    assert isinstance(told, list)
    assert len(told) == len(parts)


def test_a_goal_is_met_or_not_by_the_median_of_the_rounds() -> None:
    at_most = Figure("P0", "cost", (1.0, 1.2, 9.0), goal=1.3)
    assert at_most.met
    assert at_most.row()[-3:] == ("1 - 9", "<= 1.3 x", "met")
    at_least = Figure("P0", "rate", (0.5, 0.9, 1.1), goal=1, at_least=True)
    assert at_least.met is False
    assert at_least.row()[-2:] == (">= 1 x", "NOT met")
    assert Figure("P0", "only told", (1.0,)).met is None
