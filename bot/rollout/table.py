"""A roll-out as CSV, for a spreadsheet. PURE.

A cell that a spreadsheet would take for a formula begins with an apostrophe, which shows it as it is:
https://owasp.org/www-community/attacks/CSV_Injection.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.rollout.standing import Board

HEADINGS: Final = ("person", "court", "standing", "where", "since", "reminded")
_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")


def as_csv(board: Board, name_of: Callable[[str], str]) -> str:
    """Give every place as a line, by court and person; times in UTC. `name_of`: what a Slack user id is shown as."""
    written = io.StringIO()
    lines = csv.writer(written)
    lines.writerow(HEADINGS)
    for each in sorted(board.places, key=lambda place: (place.court, name_of(place.user))):
        reminded = "yes" if each.reminded else "no"
        since = each.since.isoformat(timespec="seconds")
        lines.writerow(map(harmless, (name_of(each.user), each.court, each.standing, each.where, since, reminded)))
    return written.getvalue()


def harmless(cell: str) -> str:
    """Make a cell one that no spreadsheet computes."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_FORMULA) else cell
