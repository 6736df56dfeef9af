"""The table of which form owns a control, held against a browser."""

from __future__ import annotations

import pytest

from tests.court.pages.owners import SNIPPETS
from tests.support import browser

pytestmark = pytest.mark.browser
ASK = """() => Object.fromEntries(
  Array.from(document.querySelectorAll('input, select, textarea, button'))
    .filter(each => each.name).map(each => [each.name, each.form ? each.form.id || '?' : '']))"""


async def test_chromium_says_so_too() -> None:
    asked = {}
    async with browser.needed() as chromium:
        page = await chromium.new_page()
        for name, (source, _) in SNIPPETS.items():
            await page.set_content(source)
            asked[name] = await page.evaluate(ASK)
    assert asked == {name: expected for name, (_, expected) in SNIPPETS.items()}
