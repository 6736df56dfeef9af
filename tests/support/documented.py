"""The commands that a document gives, as somebody would paste them."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

ROOT = Path(__file__).parents[2]


def blocks(document: str, heading: str) -> list[str]:
    """Give the blocks of commands below a heading, in their order; each is lines that stand together, indented."""
    text = (ROOT / document).read_text(encoding="utf-8")
    section = text.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    assert section, heading
    found: list[list[str]] = [[]]
    for line in section.splitlines():
        if line.startswith("    "):
            found[-1].append(line)
        elif found[-1]:
            found.append([])
    return [dedent("\n".join(each)) for each in found if each]


def block(document: str, heading: str, *, first: str) -> str:
    """Give the one block whose first line begins so."""
    (found,) = (each for each in blocks(document, heading) if each.startswith(first))
    return found
