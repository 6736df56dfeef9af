"""What a page's scripts write into it, as far as it stands in them in so many words. PURE: no script is ever run."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.court.pages.bounds import is_tangled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.court.pages.tree import Page

_WRITES: Final = re.compile(r"document\.write(?:ln)?\s*\(|\.(?:inner|outer)HTML\s*\+?=|insertAdjacentHTML\s*\(")
_STRING: Final = re.compile(r""""(?:[^"\\\n]|\\.){0,2000}"|'(?:[^'\\\n]|\\.){0,2000}'""")
_ESCAPE: Final = re.compile(r"\\(?:[nrt]|x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|(.))", re.DOTALL)
_MOST: Final = 5_000


def strings(source: str) -> Iterator[str]:
    """Give the strings of a script, at most 5,000, their escapes undone."""
    found = zip(range(_MOST), _STRING.finditer(source), strict=False)
    return (unescaped(match[0][1:-1]) for _, match in found)


def unescaped(text: str) -> str:
    """Read the escapes of a script's string; two of them may together be one character, a line's end is a blank."""
    read = _ESCAPE.sub(lambda each: chr(int(each[1] or each[2], 16)) if each[1] or each[2] else each[3] or " ", text)
    return read.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def written_by_script(page: Page) -> Page | None:
    """Give the markup that a page's own scripts write, as a page; None when they write none that can be told."""
    sources = (script.text(deep=True) for script in page.tree.css("script"))
    markup = "".join(text for source in sources if _WRITES.search(source) for text in strings(source) if "<" in text)
    if not markup or is_tangled(markup.encode("utf-8", "replace")):
        return None
    return page.part(markup)
