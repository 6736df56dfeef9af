"""One line for each run that ends, and how long the courts took: for whoever watches the app. Names no person."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog

from bot.flow import states as st
from bot.runtime.measures import COURT_SECONDS, PAGES_NOT_READ, RUNS_ENDED, UNKNOWN_ENDS
from bot.vocabulary import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterator

log = structlog.get_logger(__name__)


class Endings:
    """What the runs of this process spent at the courts, until they end."""

    def __init__(self) -> None:
        self._spent: dict[str, float] = {}

    @contextmanager
    def at_court(self, conversation: str, work: str) -> Iterator[None]:
        """Time one piece of work at PACER and a court."""
        began = time.monotonic()
        try:
            yield
        finally:
            seconds = time.monotonic() - began
            COURT_SECONDS.labels(work).observe(seconds)
            self._spent[conversation] = self._spent.get(conversation, 0.0) + seconds

    def moved(self, before: st.State | None, after: st.State) -> None:
        """Take note of a committed step; where it ended a run, that is one line, and counted."""
        if not isinstance(after, st.Ended) or (
            isinstance(before, st.Ended) and before.run.reference == after.run.reference
        ):
            return
        court = after.court.id if after.court else ""
        problem = getattr(after, "problem", None) or ""
        RUNS_ENDED.labels(court, type(after).__name__, problem).inc()
        if isinstance(after, st.Unknown):
            UNKNOWN_ENDS.inc()
        if problem is Trouble.UNEXPECTED_PAGE:
            PAGES_NOT_READ.inc()
        spent = self._spent.pop(after.run.reference, 0.0)
        log.info(
            "a run ended",
            reference=after.run.reference,
            court=court,
            outcome=type(after).__name__,
            problem=str(problem),
            seconds_at_court=round(spent, 1),
        )
