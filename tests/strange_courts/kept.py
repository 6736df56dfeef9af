"""The figures of each scenario at every court, as they were found last: a file, from which the docs' table is made."""

from __future__ import annotations

import json
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.strange_courts.figures import Run

FILE = Path(__file__).with_name("figures.json")


def write(runs: Sequence[Run]) -> None:
    """Keep what came of these runs, in the place of what was kept of their scenarios."""
    today = datetime.now(UTC).date().isoformat()
    found = read()
    for kind in dict.fromkeys(run.scenario for run in runs):
        found[kind] = _of([run for run in runs if run.scenario == kind], today)
    FILE.write_text(json.dumps(found, indent=1) + "\n", "utf-8")


def read() -> dict[str, dict[str, Any]]:
    """Give what was kept last, by scenario."""
    return dict(json.loads(FILE.read_text("utf-8"))) if FILE.exists() else {}


def _of(runs: Sequence[Run], today: str) -> dict[str, Any]:
    """Give the figures of one scenario, and the day on which it was played."""
    return {
        "played on": today,
        "should": runs[0].should,
        "courts": sorted(run.skin for run in runs),
        "linked at the first try": sum(run.first_try for run in runs),
        "came out so": sum(run.right for run in runs),
        "outcomes": dict(sorted(Counter(run.outcome for run in runs).items())),
        "not so": sorted(run.skin for run in runs if not run.right),
        "false linked": sum(run.false_linked for run in runs),
        "false nothing": sum(run.false_nothing for run in runs),
        "two submits": sum(run.double for run in runs),
        "more than two passwords": sum(run.too_many for run in runs),
        "errors in the log": sum(len(run.faults) for run in runs),
    }
