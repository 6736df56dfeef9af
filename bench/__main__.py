"""`python -m bench`: measure, print the table, write docs/benchmarks.md. A figure that is not met is no failure.

`python -m bench P6` measures one goal; `--gate` fails where a cheap ratio is worse than its goal by more than half.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench import acks, court_side, footprint, gate, inside, rates, report, slack_calls, whole_links
from bench.figures import Part, table
from bench.loopback import LoopbackSlack
from bench.size import FULL, QUICK, TINY

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Collection

    from bench.size import Size

SIZES = {"full": FULL, "quick": QUICK, "tiny": TINY, "gate": gate.SIZE}


@dataclass(frozen=True, slots=True)
class Section:
    """What is measured together: for which goals, and how."""

    goals: tuple[str, ...]
    measure: Callable[[Size, LoopbackSlack, Path], Awaitable[list[Part] | Part]]


SECTIONS = {
    "acks": Section(("P1", "P2"), acks.measure),
    "dispatch": Section(("P3", "P4"), lambda size, _, folder: inside.measure_dispatch(size, folder)),
    "store": Section(("P5",), lambda size, _, folder: inside.measure_store(size, folder)),
    "court": Section(("P6",), lambda size, *_: court_side.measure(size)),
    "calls": Section(("P7",), lambda size, slack, _: slack_calls.measure(size, slack)),
    "memory": Section(("P8",), footprint.measure_memory),
    "starts": Section(("P9",), footprint.measure_starts),
    "crowd": Section(("P10",), whole_links.measure_crowd),
    "stalls": Section(("P11",), whole_links.measure_stalls),
    "rates": Section((), rates.measure),
}


def wanted(names: Collection[str]) -> list[str]:
    """Give the sections by their own names or by a goal's; all for none. Raises ValueError for a name that is none."""
    asked = {name.lower() for name in names}
    known = {*SECTIONS, *(goal.lower() for section in SECTIONS.values() for goal in section.goals)}
    if asked - known:
        raise ValueError(f"not known: {', '.join(sorted(asked - known))}; known: {', '.join(sorted(known))}")
    return [name for name, section in SECTIONS.items() if not asked or asked & {name, *map(str.lower, section.goals)}]


Told = dict[str, dict[str, Any]]


async def measure(
    size: Size, folder: Path, names: Collection[str] = ()
) -> AsyncIterator[tuple[str, list[Part], float]]:
    """Measure sections at `size`, with databases in `folder`; give each with its parts and the seconds that it took."""
    for name in wanted(names):
        began, place = time.monotonic(), folder / name
        place.mkdir()
        slack = LoopbackSlack()
        await slack.start()
        try:
            parts = await SECTIONS[name].measure(size, slack, place)
        finally:
            await slack.stop()
        yield name, [parts] if isinstance(parts, Part) else parts, time.monotonic() - began


async def _all(size: str, names: Collection[str], *, write: bool) -> tuple[list[Part], Told]:
    """Measure, and write each section as soon as it is there: the others take minutes."""
    found: list[Part] = []
    told: Told = {}
    with tempfile.TemporaryDirectory(prefix="link-pacer-bench-") as folder:
        async for name, parts, seconds in measure(SIZES[size], Path(folder), names):
            print(f"{name}: {seconds:.0f} s", file=sys.stderr)
            found += parts
            told[name] = report.as_json(parts, size, seconds)
            if write:
                report.write({name: told[name]})
    return found, told


def main() -> None:
    """Run."""
    asked = _asked()
    size = "gate" if asked.gate else "tiny" if asked.tiny else "quick" if asked.quick else "full"
    began = time.monotonic()
    write = asked.write or (size == "full" and not asked.names)
    parts, told = asyncio.run(_all(size, gate.GOALS if asked.gate else asked.names, write=write))
    print(table(parts))
    machine = ", ".join(f"{name} {said}" for name, said in report.machine().items())
    print(f"\n{size} run of {time.monotonic() - began:.0f} s; {machine}; load {os.getloadavg()[0]:.1f} at its end")
    if asked.json:
        asked.json.write_text(json.dumps(told, indent=2) + "\n", encoding="utf-8")
    if asked.gate:
        _end(parts)


def _asked() -> Any:
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures Link PACER.")
    parser.add_argument("names", nargs="*", metavar="GOAL", help=f"P1 to P11, or: {', '.join(SECTIONS)}; else all")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, some two minutes")
    parser.add_argument("--tiny", action="store_true", help="hardly anything: only to see that it runs")
    parser.add_argument("--gate", action="store_true", help="fail where a cheap ratio is worse than its goal by half")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md, as a full run of all does")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    asked = parser.parse_args()
    try:
        wanted(asked.names)
    except ValueError as unknown:
        parser.error(str(unknown))
    return asked


def _end(parts: list[Part]) -> None:
    if failed := gate.failed(parts):
        lines = "\n".join("  ".join(cell for cell in figure.row() if cell) for figure in failed)
        sys.exit(f"\nWorse than the goal by more than half:\n{lines}")


if __name__ == "__main__":
    main()
