"""With the firm's own page: the app is killed at every point of press, claim and form, and the person links, once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.crash.attorney import Will
from tests.crash.test_every_point import died, whole_history

if TYPE_CHECKING:
    from pathlib import Path

    from tests.crash.points import Point

BY_PAGE = Will("links by the firm's own page", credentials="form")
PARTS = ("bot/store/sql/visits.py", "bot/links.py", "bot/formwork.py", "bot/web/")
NOT_OF_A_RUN = (" sweep ", "bot/runtime/serving.py")
"""Kinds of places of them at which no person is on their way."""
STATEMENTS = {"press", "claim", "visit"}
"""Functions of `bot.store.sql.visits` that a run comes through."""


def first_new(point: Point, _: int) -> bool:
    """Die at the first point of these parts where none has died yet."""
    here = any(part in point.place for part in PARTS) and not any(each in point.place for each in NOT_OF_A_RUN)
    return here and point not in died


async def test_killed_at_every_point_of_the_page_the_person_comes_to_the_end(room: Path) -> None:
    before = set(died)
    deaths, histories = 1, 0
    while deaths:
        deaths = await whole_history(room / str(histories), BY_PAGE, lambda: first_new)
        histories += 1
    here = died - before
    of_store = {each for each in here if each.place.startswith("bot/store/sql/visits.py")}
    assert {each.place.split(" ")[1] for each in of_store} >= STATEMENTS, here
    assert {each.kind for each in of_store} == {"sql before", "sql after"}
    assert any("bot/web/server.py" in each.place for each in here), here
