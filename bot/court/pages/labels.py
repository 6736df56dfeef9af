"""What a court says of each control of a page: its label, or what stands beside it. PURE.

Old pages seldom use `<label>`. So, in this order: the label that names the control or holds it, what assistive software
is told, the head of its column, what stands before it (behind it, for a tick), what stands within it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from bot.court.pages.owners import CONTROLS
from bot.court.pages.tree import BLOCKS, attribute, fold, text_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from bot.court.pages.tree import Page

_SILENT: Final = frozenset(
    "button head noscript option script select style template textarea title".split()  # noqa: SIM905 - words read better so
)
_PLACES: Final = BLOCKS | _SILENT | {"label", "fieldset", "legend", "tr", "td", "th", "form", "table"}
_TICKS: Final = frozenset({"checkbox", "radio"})
_MOST_NAMED: Final = 4
"""Elements that a control may name as its label."""
_MOST_LINES: Final = 4
_LONGEST: Final = 2_000
"""Characters of a run that are looked at."""


@dataclass(slots=True)
class _Run:
    """Text that stands together, or one control."""

    block: tuple[int, int]
    row: int
    control: int = 0
    parts: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return fold("".join(self.parts)[:_LONGEST])


class _Place(NamedTuple):
    """Where something stands: within which block, row, cell, label, fieldset and legend."""

    block: int = 0
    row: int = 0
    cell: LexborNode | None = None
    label: int = 0
    fieldset: int = 0
    legend: int = 0
    silent: bool = False


_NOWHERE: Final = _Place()


class Labels:
    """What a page says beside its controls, gathered in one pass."""

    def __init__(self, page: Page) -> None:
        self._runs: list[_Run] = []
        self._at: dict[int, int] = {}
        self._places: dict[int, _Place] = {}
        self._within: dict[int, str] = {}
        self._for: dict[str, int] = {}
        self._ids: dict[str, LexborNode] = {}
        self._texts: dict[str, str] = {}
        self._heads: dict[int, dict[int, str]] = {}
        breaks = 0
        root = page.tree.root
        for node in root.traverse(include_text=True) if root is not None else ():
            parent = node.parent
            outer = self._places.get(parent.mem_id, _NOWHERE) if parent is not None else _NOWHERE
            if node.is_text_node:
                if not outer.silent:
                    self._say(node.text_content or "", outer, breaks)
                continue
            tag, attributes = node.tag or "", node.attributes
            breaks += tag in ("br", "hr")
            self._places[node.mem_id] = _within(node, tag, outer) if tag in _PLACES else outer
            if attributes or tag in CONTROLS:
                self._note(node, attributes, outer, breaks)

    def of(self, node: LexborNode, kind: str) -> str:
        """Give what is said of a control, folded; empty for nothing, and for one that is hidden by its kind."""
        if node.mem_id not in self._at:
            return ""
        return (
            self._labelled(node) or self._told(node) or self._column(node) or self._beside(node, kind) or _inside(node)
        )

    def of_group(self, node: LexborNode) -> str:
        """Give what is said of the radio buttons that this one is the first of, in its fieldset's legend or before."""
        place = self._places[node.mem_id]
        return fold(self._within.get(place.fieldset, "")) or self._near(node, -1)

    def _note(self, node: LexborNode, attributes: Mapping[str, str | None], outer: _Place, breaks: int) -> None:
        """Remember an element that a label can be found by."""
        tag = node.tag
        if "id" in attributes:
            self._ids.setdefault(attributes["id"] or "", node)
        if tag == "label" and (named := attributes.get("for")):
            self._for.setdefault(named, node.mem_id)
        if tag in CONTROLS and (attributes.get("type") or "").lower() != "hidden":
            self._at[node.mem_id] = len(self._runs)
            self._runs.append(_Run((outer.block, breaks), outer.row, control=node.mem_id))

    def _say(self, text: str, place: _Place, breaks: int) -> None:
        for holder in (place.label, place.legend):
            if holder:
                self._within[holder] = (self._within.get(holder, "") + text)[:_LONGEST]
        block = (place.block, breaks)
        goes_on = bool(self._runs) and not self._runs[-1].control and self._runs[-1].block == block
        if not goes_on and text.strip():
            self._runs.append(_Run(block, place.row))
        if goes_on or text.strip():
            self._runs[-1].parts.append(text)

    def _labelled(self, node: LexborNode) -> str:
        name = attribute(node, "id")
        label = self._for.get(name, 0) if name else 0
        label = label or self._places[node.mem_id].label
        return fold(self._within.get(label, ""))

    def _told(self, node: LexborNode) -> str:
        said = fold(attribute(node, "aria-label") or "")
        named = (attribute(node, "aria-labelledby") or "").split()[:_MOST_NAMED]
        for each in named:
            if each in self._ids and each not in self._texts:
                self._texts[each] = text_of(self._ids[each])[:_LONGEST]
        return said or fold(" ".join(self._texts.get(each, "") for each in named))

    def _column(self, node: LexborNode) -> str:
        """Give the head of a control's column, where its own row holds no words."""
        cell = self._places[node.mem_id].cell
        row = cell.parent if cell is not None else None
        if cell is None or row is None or row.tag != "tr":
            return ""
        if row.mem_id not in self._heads:
            self._heads[row.mem_id] = _heads(row)
        return self._heads[row.mem_id].get(cell.mem_id, "")

    def _beside(self, node: LexborNode, kind: str) -> str:
        if kind not in _TICKS:
            return self._near(node, -1)
        return self._near(node, 1, own_line=True) or self._near(node, -1, own_line=True) or self._near(node, 1)

    def _near(self, node: LexborNode, way: int, *, own_line: bool = False) -> str:
        """Give the next words on this side, unless another control stands before them, or the row ends behind it."""
        at = self._at[node.mem_id] + way
        if not 0 <= at < len(self._runs):
            return ""
        mine, other = self._runs[at - way], self._runs[at]
        apart = (own_line and other.block != mine.block) or (way > 0 and other.row != mine.row)
        if other.control or apart:
            return ""
        return self._cell_up_to(at) if way < 0 and other.block[0] != mine.block[0] else other.text

    def _cell_up_to(self, at: int) -> str:
        """Give all lines of the cell beside a control, of which the last stands at `at`."""
        first = at
        while first > max(0, at - _MOST_LINES) and self._goes_with(first - 1, at):
            first -= 1
        return fold(" ".join(run.text for run in self._runs[first : at + 1]))

    def _goes_with(self, earlier: int, last: int) -> bool:
        run = self._runs[earlier]
        return not run.control and run.block[0] == self._runs[last].block[0]


def _within(node: LexborNode, tag: str, outer: _Place) -> _Place:
    me = node.mem_id
    return _Place(
        me if tag in BLOCKS else outer.block,
        me if tag == "tr" else outer.row,
        node if tag in ("td", "th") else None if tag in ("form", "table") else outer.cell,
        me if tag == "label" else outer.label,
        me if tag == "fieldset" else outer.fieldset,
        outer.fieldset if tag == "legend" else outer.legend,
        outer.silent or tag in _SILENT,
    )


def _row_before(row: LexborNode) -> LexborNode | None:
    before = row.prev
    while before is not None and before.tag != "tr":
        before = before.prev
    return before


def _heads(row: LexborNode) -> dict[int, str]:
    """Give what stands above each cell of a row that holds no words of its own."""
    above = _row_before(row)
    if above is None or text_of(row):
        return {}
    cells, heads = _cells(row), _cells(above)
    if not 1 < len(heads) == len(cells):
        return {}
    return {cell.mem_id: text_of(head)[:_LONGEST] for cell, head in zip(cells, heads, strict=True)}


def _cells(row: LexborNode) -> list[LexborNode]:
    return [each for each in row.iter() if each.tag in ("td", "th")]


def _inside(node: LexborNode) -> str:
    return fold(attribute(node, "placeholder") or attribute(node, "title") or "")
