"""Every test that the tables of threats and of OWASP's items name is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TABLES = ("threats.md", "asvs.md", "reliability.md")
ROWS = [
    row
    for name in TABLES
    for row in [row for row in (ROOT / "docs" / name).read_text("utf-8").splitlines() if row.startswith("| ")][2:]
]
NAMED = sorted({name for row in ROWS for name in re.findall(r"`(tests/[^`]+)`", row)})


def test_every_promise_has_a_test() -> None:
    assert len(ROWS) > 30
    assert [row for row in ROWS if not re.search(r"`tests/[^`]+` \|$", row)] == []


@pytest.mark.parametrize("name", NAMED)
def test_it_is_there(name: str) -> None:
    path, _, function = name.partition("::")
    defined = {
        node.name
        for node in ast.walk(ast.parse((ROOT / path).read_text("utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_")
    }
    assert function in defined if function else defined
