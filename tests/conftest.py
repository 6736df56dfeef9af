"""What every test may use."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

from bot.runtime import loading
from tests.support.stack import Stack

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

HERE = Path(__file__).parent
WITHOUT_WIRES = {
    *("answering", "audit", "docs", "engine", "explaining", "flow", "log", "pages", "registry", "rehearsal", "runtime"),
    *("screens", "settings", "store", "texts", "vault", "test_random_histories.py"),
    *("test_duplicates.py", "test_procedure.py", "test_profiled_procedure.py"),
}
"""What waits for nothing outside of itself."""
MEASURED = {
    *("court", "docs", "e2e", "engine", "firm", "helpdesk", "log", "rollout", "runtime", "sandbox/court"),
    *("sandbox/workspace", "scenarios", "screens", "settings", "texts/test_words.py", "web"),
    *(f"reliability/test_{name}.py" for name in ("full_disk", "slow_slack", "slack_faults", "what_must_be_told")),
    *(
        f"process/test_{name}.py"
        for name in (
            *("audit_commands", "bad_start", "beside", "court_commands", "doctor", "doctor_form"),
            *("doctor_faults", "doctor_way_out", "http_mode"),
            *("outbox_commands", "sandbox", "status", "ticketing", "watched"),
        )
    ),
}
"""What is run while it is measured how much of the code is reached by the way, see `tools.covered`."""
NOT_MEASURED = {
    *(
        "court/pages",
        "court/rehearsal/test_keeping.py",
        "court/rehearsal/test_scrubbing.py",
        "court/test_never_raises.py",
        "court/test_procedure.py",
    ),
    *("screens/test_every_block.py", "screens/test_heard.py"),
}
"""Of these, what tries many inputs on what others reach as well, and would take twice as long."""
MEMORY = Path("/dev/shm")  # noqa: S108 - a folder in memory, where there is one
LANES = ("wires", "measured", "reckoning")

for ours in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS"):
    os.environ.pop(ours, None)  # a make that a test starts is nobody's child: it has no jobs to share, and says no more


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let those that wait for sockets, processes or a browser run beside those that reckon: `--lane`."""
    parser.addoption("--lane", choices=LANES, help="only what waits for wires, what is measured, or what reckons")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave the files of the other lanes alone; to import them all takes a minute."""
    lane = config.getoption("lane")
    if lane is None or collection_path.is_dir():
        return None
    return True if lane_of(collection_path.relative_to(HERE)) != lane else None


def lane_of(file: Path) -> str:
    """Say in which lane a file of tests runs, its path being from here."""
    around = {file.as_posix(), *(each.as_posix() for each in file.parents)}
    if not MEASURED.isdisjoint(around) and NOT_MEASURED.isdisjoint(around):
        return "measured"
    return "wires" if WITHOUT_WIRES.isdisjoint(file.parts) else "reckoning"


@pytest.fixture(scope="module", autouse=True)
def _settled() -> None:
    """Leave what pytest holds out of the app's collections, as the app does with what it loaded at its start."""
    loading.end()


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    async with Stack.up(tmp_path) as running:
        yield running


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Path]:
    """A folder for databases, in memory if possible: they sync as they always do, and thousands of runs have time."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)
