"""docs/benchmarks.md and the figures that it is made from: written by `python -m bench`, by nobody's hand.

What was measured last stands there; one part measured anew takes its own place only, with its own date and load.
"""

from __future__ import annotations

import json
import os
import platform
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench.figures import Figure, Part

DOCS = Path(__file__).parent.parent / "docs"
DATA, PAGE = DOCS / "benchmarks.json", DOCS / "benchmarks.md"
Measured = dict[str, list[Part]]

_HEAD = """# Benchmarks

Written by `make bench`, every figure of it; nothing here is typed by hand. A ratio compares two things that took turns
in one run on one machine, round by round: the median of the rounds is given, with the least and the most. Milliseconds,
megabytes and rates hold for this machine and that hour only. `python -m bench P6` measures one goal by its name,
`--write` puts it here, too. At every change `python -m bench --gate` measures the ratios that are cheap (P3 to P7, P9),
and fails where one is worse than its goal by more than half. Two that miss their goals by more as they are may get no
worse than what is known of them by more than half (`KNOWN` in `bench/gate.py`). What bounds the goals that are missed
stands in [quality.md](quality.md#speed).
"""


def machine() -> dict[str, str]:
    """Describe what this runs on."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "CPU": _cpu(),
        "cores": str(os.cpu_count()),
        "memory": f"{memory:.0f} GB",
        "system": f"{platform.system()} {platform.release()} {platform.machine()}",
        "Python": f"{platform.python_implementation()} {platform.python_version()}",
    }


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or "not said"
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), "not said")


def as_json(parts: list[Part], size: str, seconds: float) -> dict[str, Any]:
    """Give everything that is known of some parts that were measured together, now."""
    return {
        "size": size,
        "measured": datetime.now(UTC).strftime("%Y-%m-%d %H:%M"),
        "seconds": round(seconds),
        "load": round(os.getloadavg()[0], 1),
        "machine": machine(),
        "parts": [
            {"title": part.title, "figures": [figure.as_json() for figure in part.figures], "notes": part.notes}
            for part in parts
        ],
    }


def write(found: dict[str, dict[str, Any]]) -> None:
    """Put what was found in the place of what was found before."""
    before = json.loads(DATA.read_text(encoding="utf-8")) if DATA.exists() else {}
    data = before | found
    DATA.write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8")
    PAGE.write_text(page(data), encoding="utf-8")


def page(data: dict[str, dict[str, Any]]) -> str:
    """Give the page: the machine, the ratios, the other figures, then all that they come from."""
    figures = [_figure(each) for part in _parts(data) for each in part["figures"]]
    ratios = [each for each in figures if each.unit == "x"]
    goals = [each for each in figures if each.met is not None]
    missed = [each for each in goals if not each.met]
    lines = [_HEAD, *_machines(data), "", "## Ratios", "", *_table(_ordered(ratios)), "", "## Other figures", ""]
    lines += [*_table(_ordered([each for each in figures if each.unit != "x"])), ""]
    lines += ["## What they come from", ""]
    for each in data.values():
        for part in each["parts"]:
            notes = ["```text", *part["notes"], "```", ""] if part["notes"] else []
            lines += [f"**{part['title']}**", "", *notes]
            lines += [
                f"{each['size']} size, {each['measured']} UTC, {each['seconds']} s, load {each['load']} at its end.",
                "",
            ]
    if busy := [name for name, each in data.items() if each["load"] > 2 * int(each["machine"]["cores"])]:
        said = "The machine had much other work while these were measured, so their times are too long, and ratios"
        lines[1:1] = [f"{said} of times too high: {', '.join(busy)}.", ""]
    lines[1:1] = [f"{len(goals) - len(missed)} of {len(goals)} figures with a goal meet it.", ""]
    return "\n".join(lines).rstrip() + "\n"


def _parts(data: dict[str, dict[str, Any]]) -> list[dict[str, Any]]:
    return [part for each in data.values() for part in each["parts"]]


def _figure(told: dict[str, Any]) -> Figure:
    names = ("id", "what", "unit", "goal", "at_least")
    return Figure(values=tuple(told["values"]), **{name: told[name] for name in names})


def _ordered(figures: list[Figure]) -> list[Figure]:
    return sorted(figures, key=lambda each: int(each.id[1:]) if each.id else 99)


def _machines(data: dict[str, dict[str, Any]]) -> list[str]:
    """Describe each machine that something was measured on, once: as a rule it is one."""
    lines: list[str] = []
    for each in {json.dumps(found["machine"]): found["machine"] for found in data.values()}.values():
        lines += ["| machine | |", "| --- | --- |", *(f"| {name} | {said} |" for name, said in each.items()), ""]
    dates = sorted(found["measured"] for found in data.values())
    return [*lines, f"Measured from {dates[0]} to {dates[-1]} UTC."]


def _table(figures: list[Figure]) -> list[str]:
    heads = ("id", "figure", "median", "least to most", "goal", "")
    rows = [each.row() for each in figures]
    lines = [f"| {' | '.join(heads)} |", f"| {' | '.join('---' for _ in heads)} |"]
    return lines + [f"| {' | '.join(_cell(cell) for cell in row)} |" for row in rows]


def _cell(text: str) -> str:
    return text.replace("<= ", "at most ").replace(">= ", "at least ").replace("|", "\\|")
