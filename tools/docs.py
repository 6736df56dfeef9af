"""Writes the parts of the docs that are made from the code; a test holds the docs to them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import yaml  # type: ignore[import-untyped] # no stubs among what is installed

from bot.operations.online import MANIFEST
from tools import heard, outcomes, strange, words
from tools.diagram import mermaid

ROOT = Path(__file__).parent.parent


def generated() -> dict[Path, str]:
    """Give each generated document, whole, as it should be."""
    readme, quality = ROOT / "README.md", ROOT / "docs" / "quality.md"
    return {
        **outcomes.generated(),
        **words.generated(),
        **heard.generated(),
        MANIFEST: json.dumps(yaml.safe_load((ROOT / "manifest.yml").read_text(encoding="utf-8")), indent=2) + "\n",
        quality: between(quality.read_text(encoding="utf-8"), "strange courts", strange.table()),
        readme: between(readme.read_text(encoding="utf-8"), "state diagram", f"```mermaid\n{mermaid()}\n```"),
    }


def between(text: str, name: str, content: str) -> str:
    """Put `content` between the marks that carry `name`. Raises ValueError when the marks are not there."""
    start, end = f"<!-- generated: {name} -->", f"<!-- end: {name} -->"
    replaced, count = re.subn(
        re.escape(start) + ".*?" + re.escape(end), lambda _: f"{start}\n{content}\n{end}", text, flags=re.DOTALL
    )
    if count != 1:
        raise ValueError(f"the marks of {name!r} are not there once")
    return replaced


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
