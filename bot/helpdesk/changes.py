"""A change of a case, as the firm's own systems are told of it. PURE.

It says what happened, to which case, and how the case is then. There is no credential in it, no account's name, and
no word that anybody typed or that a court wrote: those stay in Slack.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from datetime import UTC, datetime  # the codec reads these hints at run time
from typing import TYPE_CHECKING, Final

from bot.helpdesk.cases import Case

if TYPE_CHECKING:
    from bot.helpdesk.cases import Moved, Said

OPENED: Final = "opened"
UPDATED: Final = "updated"
"""The run said more of itself. What else may happen to a case is named as `Deed` has it."""
FORGOTTEN: Final = "forgotten"
"""Its person had their data deleted, and the case with it."""
UNTOLD: Final = "untold"
"""No change of a case: Slack did not take for long what the help desk is told of a run."""
_TYPE: Final = "case."


@dataclass(frozen=True, slots=True)
class Change:
    """One change. `id` names it for good, however often it is sent; `what` is its kind, `by` a Slack id or empty.

    `person` and `holder` are Slack ids; `holder` and `by` may be `TICKETS`. `outcome`, `problem` and `step` are words
    of ours for what the run said last; `left` says how its person left it, or nothing. `notice` numbers the message of
    one who asks, if this tells it first.
    """

    id: str
    what: str
    at: datetime
    reference: str
    state: str
    court: str
    court_name: str
    outcome: str
    problem: str
    step: str
    person: str
    holder: str
    by: str
    reason: str
    waits_for: str
    until: datetime | None
    opened: datetime | None
    left: str
    notice: int


def change_of(before: Case | None, moved: Moved, name: str, now: datetime) -> Change | None:
    """Give the change that came of `before`, called `name`; None when nothing happened."""
    case, line = moved.case, moved.line
    if case == before and line is None:
        return None
    what = OPENED if before is None else line.deed.value if line else UPDATED
    change = _change(case, what, name, now)
    is_news = before is None or before.heard != case.heard
    return replace(change, by=line.by if line else "", notice=case.news.notice if is_news else 0)


def untold(said: Said, name: str, at: datetime) -> Change:
    """Give, as if it were a change, what a run says that needs nobody, and that Slack did not take since `at`."""
    case = Case(said.reference, said.person, at, said.news, said.number)
    return replace(_change(case, UNTOLD, name, at), state="none")


def forgotten(reference: str, name: str, at: datetime) -> Change:
    """Give the change of a case that is not kept any more; it names nobody."""
    return Change(
        id=name,
        what=FORGOTTEN,
        at=at,
        reference=reference,
        state=FORGOTTEN,
        court="",
        court_name="",
        outcome="",
        problem="",
        step="",
        person="",
        holder="",
        by="",
        reason="",
        waits_for="",
        until=None,
        opened=None,
        left="",
        notice=0,
    )


def _change(case: Case, what: str, name: str, at: datetime) -> Change:
    court = case.news.court
    return Change(
        id=name,
        what=what,
        at=at,
        reference=case.reference,
        state=_state(case),
        court=court.id if court else "",
        court_name=court.name if court else "",
        outcome=case.news.outcome.value,
        problem=case.news.problem.value if case.news.problem else "",
        step=case.news.step,
        person=case.person,
        holder=case.holder,
        by="",
        reason=case.closed.reason.value if case.closed and case.closed.reason else "",
        waits_for=case.hold.why.value if case.hold else "",
        until=case.hold.until if case.hold else None,
        opened=case.opened,
        left=case.left.how.value if case.left else "",
        notice=0,
    )


def _state(case: Case) -> str:
    if case.closed:
        return "closed"
    if case.hold:
        return "on_hold"
    return "claimed" if case.holder else "open"


def body(change: Change) -> str:
    """Give the payload of a webhook: JSON, the same text for the same change."""
    told = {
        "reference": change.reference,
        "state": change.state,
        "court": change.court or None,
        "court_name": change.court_name or None,
        "outcome": change.outcome or None,
        "problem": change.problem or None,
        "step": change.step or None,
        "person": change.person or None,
        "holder": change.holder or None,
        "by": change.by or None,
        "reason": change.reason or None,
        "waits_for": change.waits_for or None,
        "until": _moment(change.until) if change.until else None,
        "left": change.left or None,
        "opened": _moment(change.opened) if change.opened else None,
    }
    whole = {"type": _TYPE + change.what, "timestamp": _moment(change.at), "data": told}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
