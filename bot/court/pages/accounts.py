"""The two accounts that a verify page names, wherever it puts them. PURE.

Courts' manuals show the page only in outline: a CM/ECF account, a PACER account, a Submit. So labels are looked for,
not places: beside the name in a row, above it in a column, before a colon, as a legend, a term, or the label of a
greyed input. A sentence that mentions both accounts is no label.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.court.pages.tree import Line, fold, visible_lines

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from bot.court.pages.tree import Page

MAX_ACCOUNT: Final = 200
_OWNER: Final = r"(?:(?:your|the|my|this)\s+)?(?:(?:current|old|existing|individual|upgraded|linked)\s+)*"
_NOUN: Final = (
    r"(?P<noun>(?:\s+(?:account|user|filer|login|username|information|info|details|holder|holder's|name|id|filing))*)"
)
_PART: Final = re.compile(r"\b(?:login|username|user|name|id|holder|details|information|info)$")
_ENDING_TAGS: Final = frozenset({"button", "h1", "h2", "h3", "h4", "h5", "h6"})
_LABEL_TAGS: Final = frozenset({"td", "th", "dt", "legend", "label"})
_FILER: Final = re.compile(
    rf"{_OWNER}(?:nextgen\s+)?(?:(?:cm\s*/?\s*)?ecf|e-?filing|filing|filer)(?:'s)?{_NOUN}", re.IGNORECASE
)
_PACER: Final = re.compile(rf"{_OWNER}pacer(?:'s)?{_NOUN}", re.IGNORECASE)
_COLON: Final = re.compile(r"\s*[:=]\s*|\s+[-\N{EN DASH}\N{EM DASH}]\s+")
_SENTENCE: Final = re.compile(
    r"^(?:note|warning|please|verify|ensure|if|this process|make sure|do not|click|by clicking)\b|[a-z]\.$"
    r"|\bclick\b|\bcannot be undone\b",
    re.IGNORECASE,
)
_MAX_LINES: Final = 8


def named_accounts(page: Page) -> tuple[str | None, str | None]:
    """Give the CM/ECF and the PACER account as the page names them; None for one that it names not once, or twice."""
    columns = _in_columns(page)
    if columns is not None:
        return columns
    found: dict[str, list[str]] = {"filer": [], "pacer": []}
    under = _Under()
    for line in visible_lines(page.tree.body, with_values=True):
        label = _label(line)
        if label.which and not under.goes_on_with(label):
            under.into(found)
            under = _Under(label.which, label.head, [label.rest])
        elif line.tag in _ENDING_TAGS or _SENTENCE.search(line.text):
            under.into(found)
            under = _Under()
        else:
            under.lines.append(line.text)
    under.into(found)
    return _only(found["filer"]), _only(found["pacer"])


@dataclass(frozen=True, slots=True)
class _Label:
    """Which account a line begins to name, by what words, and what follows them; `which` is empty for no label."""

    which: str = ""
    head: str = ""
    rest: str = ""


@dataclass(slots=True)
class _Under:
    """What stands under the last label seen; under none, what is not kept."""

    which: str = ""
    head: str = ""
    lines: list[str] = field(default_factory=list)

    def goes_on_with(self, label: _Label) -> bool:
        """Whether a label only names a part of the same account, as "PACER username" does under "PACER account"."""
        same = label.which == self.which and label.head != self.head
        return same and any(self.lines) and bool(_PART.search(label.head))

    def into(self, found: dict[str, list[str]]) -> None:
        name = fold(" ".join(self.lines[:_MAX_LINES]))
        if self.which and name:
            found[self.which].append(name)


def _only(names: list[str]) -> str | None:
    """Give the one name. Empty, doubled and overlong ones are none."""
    return names[0][:MAX_ACCOUNT] if len(names) == 1 and names[0] else None


def _label(line: Line) -> _Label:
    """Read "CM/ECF account: Jane Doe". "PACER" alone is a label only before a colon or where labels stand."""
    head, *tail = _COLON.split(line.text, maxsplit=1)
    head = head.strip()
    for which, pattern in (("filer", _FILER), ("pacer", _PACER)):
        found = pattern.fullmatch(head)
        if found and (found["noun"] or line.tag in _LABEL_TAGS or line.text[len(head) :].lstrip().startswith(":")):
            return _Label(which, head.lower(), tail[0].strip() if tail else "")
    return _Label()


def _in_columns(page: Page) -> tuple[str | None, str | None] | None:
    """Read a table whose one row holds both labels and whose next rows hold the names below them."""
    for table in _innermost_tables(page):
        rows = [list(map(_cell, row.css("td, th"))) for row in table.css("tr")]
        for index, row in enumerate(rows):
            labels = [_label(Line(cell, "th")) for cell in row]
            if sorted(label.which for label in labels if label.which and not label.rest) != ["filer", "pacer"]:
                continue
            columns = {label.which: place for place, label in enumerate(labels) if label.which}
            below = [cells for cells in rows[index + 1 :] if len(cells) == len(row)][:_MAX_LINES]
            filer, pacer = (fold(" ".join(cells[columns[kind]] for cells in below)) for kind in ("filer", "pacer"))
            if filer and pacer:
                return filer[:MAX_ACCOUNT], pacer[:MAX_ACCOUNT]
    return None


def _innermost_tables(page: Page) -> list[LexborNode]:
    """Give the tables with no table in them, in one pass: looking into each takes the cube of how deep they nest."""
    outer: dict[int, int | None] = {}
    tables: dict[int, LexborNode] = {}
    for node in page.tree.root.traverse() if page.tree.root is not None else ():
        parent = node.parent
        around = outer.get(parent.mem_id) if parent is not None else None
        if node.tag == "table":
            if around is not None:
                tables.pop(around, None)
            tables[node.mem_id] = node
            around = node.mem_id
        outer[node.mem_id] = around
    return list(tables.values())


def _cell(cell: LexborNode) -> str:
    return " ".join(line.text for line in visible_lines(cell, with_values=True))
