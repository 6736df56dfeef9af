"""The table is one line a place, and nothing in it is a formula to a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime

import pytest

from bot.rollout.standing import Facts, board
from bot.rollout.table import HEADINGS, as_csv, harmless

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)


def rows(name: str) -> list[list[str]]:
    known = [Facts("U2", "miwb", NOW, sent_at=NOW), Facts("U1", "mieb", NOW, reminded_at=NOW)]
    shown = board(known, NOW, NOW - NOW)
    return list(csv.reader(io.StringIO(as_csv(shown, lambda user: name.replace("{user}", user)))))


def test_a_line_a_place() -> None:
    assert rows("{user}") == [
        list(HEADINGS),
        ["U1", "mieb", "queued", "nowhere", "2026-03-05T15:00:00+00:00", "yes"],
        ["U2", "miwb", "invited", "nowhere", "2026-03-05T15:00:00+00:00", "no"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", " =", "  @"])
def test_no_cell_is_a_formula(start: str) -> None:
    name = f'{start}cmd|"/c calc"!A1,{{user}}\nx'
    written = rows(name)
    assert len(written) == 3
    for row in written[1:]:
        assert row[0] == f"'{name.replace('{user}', 'U1' if row[1] == 'mieb' else 'U2')}"


def test_another_cell_stays_as_it_is() -> None:
    assert harmless("Dana Whitfield-Ray") == "Dana Whitfield-Ray"
    assert harmless("") == ""
