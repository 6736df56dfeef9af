"""Holds how much of the code its tests reach, by branch. `python -m tools.covered` prints each figure.

What decides, keeps secrets or keeps data is covered whole, and by the tests that are its own: those of another part may
pass through it without looking at what it does. The rest is covered by whatever runs it, child processes among it.
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from subprocess import run  # nosec B404
from tempfile import TemporaryDirectory

import click
from coverage import Coverage

ROOT = Path(__file__).parent.parent
MISSING = ROOT / ".coverage.missing"
"""What was not reached, of all parts."""
FEW = {"LINK_PACER_EXAMPLES": "100", "LINK_PACER_MUTATIONS": "50"}
"""Random inputs enough to pass through, where the same tests run with many more in a lane of their own."""


@dataclass(frozen=True)
class Part:
    """A part of the code, the tests that are its own, and how many percent of its branches they must reach."""

    name: str
    code: tuple[str, ...]
    tests: tuple[str, ...]
    least: float = 100.0
    waits: bool = False
    """Whether its tests spend much of their time waiting, so that three run side by side."""


OWN = (
    Part("flow", ("bot/flow/*",), ("tests/flow",)),
    # Thousands of sentences are understood there, and reach nothing that the others do not.
    Part("answering", ("bot/answering/*",), ("tests/answering", "--ignore=tests/answering/test_figures.py")),
    Part(
        "court-procedure",
        tuple(f"bot/court/{name}.py" for name in ("procedure", "calls", "opening", "submitting", "visit")),
        ("tests/court/test_procedure.py", "tests/court/test_profiled_procedure.py"),
    ),
    Part("court-pages", ("bot/court/pages/*",), ("tests/court/pages",)),
    Part("vault", ("bot/vault.py", "bot/ring.py"), ("tests/vault",)),
    Part("store", ("bot/store/*",), ("tests/store",)),
)
REST = Part("the rest", ("bot/*", "handlers/*"), ("--lane=measured", "tests"), least=95.0, waits=True)
"""Its tests run here and nowhere else, so with all that CI asks of them."""


def reached(part: Part, taken_out: list[str]) -> float:
    """Run a part's tests and give the percentage, `taken_out` not counted. Raises SystemExit when a test fails."""
    with TemporaryDirectory() as folder:
        data = str(Path(folder) / "coverage")
        command = [
            sys.executable,
            "-m",
            "coverage",
            "run",
            f"--data-file={data}",
            "-m",
            "pytest",
            "--quiet",
            *(("--numprocesses=3", "--dist=loadfile") if part.waits else ()),
            *part.tests,
        ]
        few = {} if part is REST else FEW
        done = run(command, cwd=ROOT, env=os.environ | few, check=False)  # noqa: S603 our own words # nosec B603
        if done.returncode:
            raise SystemExit(f"{part.name}: its tests do not pass")
        measured = Coverage(data_file=data)
        measured.combine([folder])
        with MISSING.open("a", encoding="utf-8") as missing:
            return measured.report(
                include=list(part.code), omit=taken_out, show_missing=True, skip_covered=True, file=missing
            )


def main() -> None:
    """Measure every part. Exits with 1 when one is covered less than it must be."""
    MISSING.unlink(missing_ok=True)
    least_met = True
    own = [code for part in OWN for code in part.code]
    for part in (*OWN, REST):
        percent = reached(part, own if part is REST else [])
        met = percent >= part.least
        least_met &= met
        click.echo(f"covered: {part.name} {percent:.1f}%, at least {part.least:.0f}%{'' if met else ': NOT MET'}")
    if not least_met:
        click.echo(MISSING.read_text(encoding="utf-8"))
        raise SystemExit(1)


if __name__ == "__main__":
    main()
