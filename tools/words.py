"""Writes `docs/words.md`: every sentence that a person can read."""

from __future__ import annotations

from pathlib import Path

from bot import wording

PAGE = Path(__file__).parent.parent / "docs" / "words.md"


def generated() -> dict[Path, str]:
    """Give the generated page, whole, as it should be."""
    return {PAGE: wording.page()}


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
