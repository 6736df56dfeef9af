"""Figures and how they are told: ratios round by round, goals beside them, met or not met."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from statistics import median
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table. `values` has one value a round; a figure is met when its median is."""

    id: str
    what: str
    values: tuple[float, ...]
    unit: str = "x"
    goal: float | None = None
    at_least: bool = False

    @property
    def median(self) -> float:
        """The middle of the rounds."""
        return median(self.values)

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without a goal."""
        if self.goal is None:
            return None
        return self.median >= self.goal if self.at_least else self.median <= self.goal

    def row(self) -> tuple[str, ...]:
        """Give the cells of its line."""
        goal = "" if self.goal is None else f"{'>=' if self.at_least else '<='} {self.goal:g} {self.unit}"
        verdict = {None: "", True: "met", False: "NOT met"}[self.met]
        spread = f"{short(min(self.values))} - {short(max(self.values))}" if len(self.values) > 1 else ""
        return self.id, self.what, f"{short(self.median)} {self.unit}", spread, goal, verdict

    def as_json(self) -> dict[str, Any]:
        """Give everything about it."""
        return {**asdict(self), "median": self.median, "met": self.met}


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the benchmark: its figures, and the plain measurements that they come from."""

    title: str
    figures: tuple[Figure, ...]
    notes: tuple[str, ...] = ()


def short(value: float) -> str:
    """Write a number with three digits that count."""
    return f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def percentile(values: list[float], share: float) -> float:
    """Give the value below which `share` of the values are."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def ratios(above: list[float], below: list[float]) -> tuple[float, ...]:
    """Divide round by round."""
    return tuple(a / b for a, b in zip(above, below, strict=True))


def table(parts: list[Part]) -> str:
    """Write all parts as text."""
    heads = ("id", "figure", "median", "min - max", "goal", "")
    rows = [figure.row() for part in parts for figure in part.figures]
    widths = [max(map(len, column)) for column in zip(heads, *rows, strict=True)]
    lines = [_line(heads, widths), _line(tuple("-" * width for width in widths), widths)]
    for part in parts:
        lines += ["", part.title, *(_line(figure.row(), widths) for figure in part.figures)]
        lines += [f"    {note}" for note in part.notes]
    return "\n".join(lines)


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, widths, strict=True)).rstrip()
