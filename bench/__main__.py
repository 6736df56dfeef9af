"""`python -m bench`: measure, print the table, write it as JSON if asked. A figure that is not met is no failure."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import platform
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench import acks, court_side, slack_calls, whole_links
from bench.figures import Part, table
from bench.loopback import LoopbackSlack
from bench.size import FULL, QUICK, TINY

if TYPE_CHECKING:
    from bench.size import Size

SIZES = {"full": FULL, "quick": QUICK, "tiny": TINY}


async def measure(size: Size, folder: Path) -> list[Part]:
    """Measure everything at `size`, with databases in `folder`."""
    slack = LoopbackSlack()
    await slack.start()
    try:
        parts = await acks.measure(size, slack, folder)
        parts.append(await court_side.measure(size))
        parts.append(await slack_calls.measure(size, slack))
        parts.append(await whole_links.measure_stalls(size, slack, folder))
        parts.append(await whole_links.measure_crowd(size, slack, folder))
    finally:
        await slack.stop()
    return parts


def main() -> None:
    """Run."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Measures Link PACER.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, well under a minute")
    parser.add_argument("--tiny", action="store_true", help="hardly anything: only to see that it runs")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there, too")
    asked = parser.parse_args()
    size = "tiny" if asked.tiny else "quick" if asked.quick else "full"
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="link-pacer-bench-") as folder:
        parts = asyncio.run(measure(SIZES[size], Path(folder)))
    machine = f"Python {platform.python_version()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"
    print(table(parts))
    print(f"\n{size} run of {time.monotonic() - began:.0f} s; {machine}; load {os.getloadavg()[0]:.1f} at its end")
    if asked.json:
        asked.json.write_text(json.dumps(as_json(parts, size, machine), indent=2) + "\n", encoding="utf-8")


def as_json(parts: list[Part], size: str, machine: str) -> dict[str, object]:
    """Give everything that the table tells."""
    found = [
        {"title": part.title, "figures": [figure.as_json() for figure in part.figures], "notes": part.notes}
        for part in parts
    ]
    return {"size": size, "machine": machine, "parts": found}


if __name__ == "__main__":
    main()
