"""What is counted of a run that ends: by court and outcome, and what an alert asks for without a label."""

from __future__ import annotations

import pytest

from bot.engine.endings import Endings
from bot.flow import states as st
from bot.runtime.measures import REGISTRY
from bot.vocabulary import Trouble
from tools.samples import MIEB, NOW, RUN, UNSETTLED

ENDS = {
    "not known": (st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, UNSETTLED, NOW), (1.0, 0.0)),
    "not known, for a page": (st.Unknown(RUN, MIEB, Trouble.UNEXPECTED_PAGE, UNSETTLED, NOW), (1.0, 1.0)),
    "a page": (st.Refused(RUN, MIEB, Trouble.UNEXPECTED_PAGE, NOW), (0.0, 1.0)),
    "refused": (st.Refused(RUN, MIEB, Trouble.FILER_LOCKED, NOW), (0.0, 0.0)),
    "cancelled": (st.Cancelled(RUN, NOW), (0.0, 0.0)),
}


def counted() -> tuple[float, ...]:
    """Give both as they are shown; a series that is not there before it is counted fails here."""
    names = ("link_pacer_unknown_ends_total", "link_pacer_pages_not_read_total")
    values = [REGISTRY.get_sample_value(name) for name in names]
    assert None not in values
    return tuple(value for value in values if value is not None)


@pytest.mark.parametrize("end", ENDS)
def test_what_an_alert_asks_for_is_counted_once_for_each_run(end: str) -> None:
    ended, more = ENDS[end]
    before, endings = counted(), Endings()
    endings.moved(st.ChoosingCourt(RUN), ended)
    endings.moved(ended, ended)
    assert counted() == tuple(map(sum, zip(before, more, strict=True)))
