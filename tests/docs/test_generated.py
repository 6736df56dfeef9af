"""What the docs say of the code is made from the code, and not by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tools.docs import generated

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("path", list(generated()), ids=lambda path: path.name)
def test_a_generated_document_is_up_to_date(path: Path) -> None:
    assert path.read_text(encoding="utf-8") == generated()[path], "run: make docs"
