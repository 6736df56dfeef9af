"""Tells what `make mutation` found: the score of each part, and how many mutants survived in which function."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import click

FOUND = Path(__file__).parent.parent / "mutants"
PARTS = ("bot.flow", "bot.vault", "bot.court")
LEAST = 90.0
"""Percent of each part's mutants that a test must notice."""
_UNNOTICED = 0
"""The exit code of tests that pass."""


def results(folder: Path) -> dict[str, bool]:
    """Give each mutant by its name, and whether a test noticed it; one that made the tests hang was noticed."""
    found: dict[str, bool] = {}
    for path in folder.rglob("*.meta"):
        codes = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        found |= {name: code not in {_UNNOTICED, None} for name, code in codes.items()}
    return found


def main() -> None:
    """Print the scores. Exits with 1 when one is too low."""
    found = results(FOUND)
    met = True
    for part in PARTS:
        mine = [noticed for name, noticed in found.items() if name.startswith(part)]
        score = 100 * sum(mine) / len(mine) if mine else 0.0
        met &= score >= LEAST
        click.echo(f"{part}: {sum(mine)} of {len(mine)} noticed, {score:.1f}%, at least {LEAST:.0f}%")
    survivors = Counter(name.rpartition("__mutmut_")[0] for name, noticed in found.items() if not noticed)
    for function, many in survivors.most_common():
        click.echo(f"  {many} survived in {function}")
    raise SystemExit(0 if met else 1)


if __name__ == "__main__":
    main()
