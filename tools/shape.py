"""Holds the code to its own size rules: files of at most 400 lines, functions of at most 60, nine in ten within 25."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import click

FOLDERS = ("bot", "handlers", "tests", "bench", "tools")
LONGEST_FILE = 400
LONGEST_FUNCTION = 60
MOST_FUNCTIONS = 25
NINE_TENTHS = 0.9


def faults(root: Path) -> list[str]:
    """Give one line for each rule that is broken below `root`."""
    found: list[str] = []
    lengths: list[int] = []
    for path in sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        lines = source.count("\n")
        if lines > LONGEST_FILE:
            found.append(f"{path.relative_to(root)}: {lines} lines, over {LONGEST_FILE}")
        for name, line, length in functions(source):
            lengths.append(length)
            if length > LONGEST_FUNCTION:
                found.append(f"{path.relative_to(root)}:{line} {name}: {length} lines, over {LONGEST_FUNCTION}")
    lengths.sort()
    if lengths and lengths[int(len(lengths) * NINE_TENTHS)] > MOST_FUNCTIONS:
        found.append(f"one function in ten is over {MOST_FUNCTIONS} lines")
    return found


def functions(source: str) -> list[tuple[str, int, int]]:
    """Give name, first line and length of each function in `source`."""
    return [
        (node.name, node.lineno, (node.end_lineno or node.lineno) - node.lineno + 1)
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]


if __name__ == "__main__":
    broken = faults(Path(__file__).parent.parent)
    for each in broken:
        click.echo(each, err=True)
    sys.exit(bool(broken))
