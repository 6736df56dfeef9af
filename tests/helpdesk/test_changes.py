"""The firm's own systems are told of each change of a case, and of nothing that anybody typed."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta, timezone
from pathlib import Path

import pytest

from bot.flow import states as st
from bot.flow.effects import Outcome, TellHelpDesk
from bot.helpdesk import changes
from bot.helpdesk.cases import Case, Closed, Deed, Hold, Line, Moved, Reason, Waiting
from bot.helpdesk.changes import change_of
from tools.samples import MIEB, NOW

WORDS, SAID = "The account of Dana is locked", "my clerk told me to wait"
NEWS = TellHelpDesk(Outcome.REFUSED, MIEB, st.Finding.NOT_PROVEN, WORDS, "Reviewing", said=SAID)
OPEN = Case("LP-1", "U1", NOW, NEWS, heard=7)
HELD = replace(OPEN, holder="U7")
CLOSED = replace(HELD, closed=Closed(NOW, "U7", Reason.AT_PACER))
HOLD = Hold(Waiting.CLERK, NOW + timedelta(hours=1), "U7")
LATER = NOW + timedelta(minutes=5, milliseconds=20)


def told(before: Case | None, case: Case, line: Line | None = None) -> dict[str, object] | None:
    change = change_of(before, Moved(case, line), "msg_1", LATER)
    return None if change is None else json.loads(changes.body(change))


def test_nothing_is_told_where_nothing_changed() -> None:
    assert told(OPEN, OPEN) is None


@pytest.mark.parametrize(
    ("before", "case", "line", "kind", "state"),
    [
        (None, OPEN, None, "case.opened", "open"),
        (OPEN, replace(OPEN, heard=8), None, "case.updated", "open"),
        (OPEN, HELD, Line(Deed.CLAIMED, "U7"), "case.claimed", "claimed"),
        (HELD, CLOSED, Line(Deed.RESOLVED, "U7", reason=Reason.AT_PACER), "case.resolved", "closed"),
        (HELD, replace(HELD, closed=Closed(NOW)), Line(Deed.PROVEN), "case.proven", "closed"),
        (HELD, replace(HELD, hold=HOLD), Line(Deed.HELD, "U7", hold=HOLD), "case.held", "on_hold"),
        (HELD, HELD, Line(Deed.WROTE, "U7", words=SAID), "case.wrote", "claimed"),
    ],
)
def test_a_change_is_named_by_what_happened(
    before: Case | None, case: Case, line: Line | None, kind: str, state: str
) -> None:
    whole = told(before, case, line)
    assert whole is not None
    assert (whole["type"], whole["timestamp"]) == (kind, "2026-03-02T15:05:00.020Z")
    assert isinstance(whole["data"], dict)
    assert whole["data"]["state"] == state
    assert whole["data"]["by"] == (line.by if line and line.by else None)


def test_what_was_typed_or_written_by_a_court_stays_in_slack() -> None:
    text = json.dumps([told(None, OPEN), told(OPEN, CLOSED, Line(Deed.RESOLVED, "U7", reason=Reason.AT_PACER))])
    text += json.dumps(told(HELD, HELD, Line(Deed.WROTE, "U7", words=SAID)))
    assert WORDS not in text
    assert SAID not in text


def test_a_case_without_a_court_or_a_reason_says_so() -> None:
    whole = told(None, replace(OPEN, news=TellHelpDesk(Outcome.SET_ASIDE, None)))
    assert whole is not None
    assert isinstance(whole["data"], dict)
    assert {name for name, value in whole["data"].items() if value is None} == {
        *("court", "court_name", "problem", "step", "holder", "by", "reason", "waits_for", "until", "left")
    }


def test_times_are_told_in_utc() -> None:
    here = replace(OPEN, opened=NOW.astimezone(timezone(timedelta(hours=-5))))
    whole = told(None, here)
    assert whole is not None
    assert isinstance(whole["data"], dict)
    assert whole["data"]["opened"] == "2026-03-02T15:00:00.000Z"


def test_the_documented_payload_is_one_of_ours() -> None:
    page = (Path(__file__).parents[2] / "docs" / "webhooks.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```json\n(.*?case\.claimed.*?)```", page, re.DOTALL)
    documented, ours = json.loads(example), told(OPEN, HELD, Line(Deed.CLAIMED, "U7"))
    assert ours is not None
    assert list(documented) == list(ours)
    assert isinstance(ours["data"], dict)
    assert list(documented["data"]) == list(ours["data"])
    assert {name for name in ours["data"] if f"`{name}`" not in page} == set()
    assert {deed for deed in Deed if f"`case.{deed}`" not in page} == set()
    assert {
        what for what in (changes.OPENED, changes.UPDATED, changes.FORGOTTEN) if f"`case.{what}`" not in page
    } == set()


def test_a_case_that_is_deleted_with_its_persons_data_names_nobody() -> None:
    whole = json.loads(changes.body(changes.forgotten("LP-1", "msg_2", LATER)))
    assert (whole["type"], whole["data"]["state"]) == ("case.forgotten", "forgotten")
    assert {name for name, value in whole["data"].items() if value} == {"reference", "state"}
