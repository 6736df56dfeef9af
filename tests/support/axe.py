"""axe-core, which knows rules of accessibility, over one page after another.

It is not part of this project: `make axe` fetches it, and LINK_PACER_AXE can name another copy.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.support.browser import not_here

if TYPE_CHECKING:
    from playwright.async_api import Page

FETCHED = Path(__file__).parents[2] / ".axe" / "node_modules" / "axe-core" / "axe.min.js"
RUN = "axe.run(document, {resultTypes: ['violations']})"


def axe_script() -> str:
    """Give axe-core; without it the test is skipped or fails."""
    path = Path(os.environ.get("LINK_PACER_AXE", FETCHED))
    if not path.is_file():
        not_here("no axe-core here: run `make axe`, or name its axe.min.js in LINK_PACER_AXE")
    return path.read_text(encoding="utf-8")


class Judge:
    """Looks at one screen after another. `found` is what it found, by the screen's name."""

    def __init__(self, script: str) -> None:
        self._script = script
        self.seen: list[str] = []
        self.found: list[str] = []

    async def looks(self, page: Page, screen: str) -> None:
        # Run by the debugger, since the page's own policy rightly forbids it a script from elsewhere.
        if not await page.evaluate("'axe' in globalThis"):
            await page.evaluate(self._script)
        result: dict[str, Any] = await page.evaluate(RUN)
        assert result["passes"], "axe looked at something"
        self.seen.append(screen)
        for rule in result["violations"]:
            self.found += [f"{screen}: {rule['id']}: {node['html']}" for node in rule["nodes"]]
