"""Slack's table and chart, with its limits. Pure.

Source: https://docs.slack.dev/reference/block-kit/blocks/data-table-block and .../data-visualization-block. Stricter
than Slack: of the cells only plain text and a person, of the charts only the pie.
"""

from typing import Any

from bot.sandbox.workspace.checking import Findings, Shape, by_type, many, string, untyped, whole

DATA_BLOCKS = frozenset({"data_table", "data_visualization"})
_MOST_ROWS = 101
_MOST_COLUMNS = 20
_MOST_CHARACTERS = 10_000
_MOST_SEGMENTS = 6

_RAW = Shape({"text": string(2000)})
_USER = by_type({"user": Shape({"user_id": string(255)})})
_LINE = by_type({"rich_text_section": Shape({"elements": many(_USER, 1, 10)})})
_CELL = by_type({"raw_text": _RAW, "rich_text": Shape({"elements": many(_LINE, 1, 10)})})
_ROWS = many(many(_CELL, 1, _MOST_COLUMNS), 2, _MOST_ROWS)


def _even_and_short(found: Findings, path: str, table: Any) -> None:
    rows = table.get("rows")
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        return
    if len({len(row) for row in rows}) > 1:
        found.add(f"{path}/rows", "all rows must have the same number of cells")
    cells = [cell for row in rows for cell in row if isinstance(cell, dict)]
    if any(isinstance(cell, dict) and cell.get("type") == "rich_text" for cell in (rows or [[]])[0]):
        found.add(f"{path}/rows/0", "rich_text cannot be used for header cells")
    if sum(len(str(cell.get("text", ""))) for cell in cells) > _MOST_CHARACTERS:
        found.add(f"{path}/rows", f"must be less than {_MOST_CHARACTERS + 1} characters")


DATA_TABLE = Shape(
    {"caption": string(255), "rows": _ROWS},
    {"block_id": string(255), "page_size": whole(1, 100), "row_header_column_index": whole(0, _MOST_COLUMNS - 1)},
    also=_even_and_short,
)
_SEGMENT = untyped(Shape({"label": string(50), "value": whole(1, 10**9)}))
_CHART = by_type({"pie": Shape({"segments": many(_SEGMENT, 1, _MOST_SEGMENTS)})})
DATA_VISUALIZATION = Shape({"title": string(50), "chart": _CHART}, {"block_id": string(255)})
