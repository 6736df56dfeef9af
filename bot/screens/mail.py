"""The mail about a change of a case: what it is called, and its text. PURE.

The subject, which is read on locked screens and in other people's sight, names nobody.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.flow import states as st
from bot.flow.effects import Outcome, TellHelpDesk
from bot.helpdesk.cases import Deed, Reason
from bot.helpdesk.changes import FORGOTTEN, OPENED, UNTOLD, UPDATED
from bot.screens.blocks import clean
from bot.screens.notices import told_lines
from bot.texts import cases, common, mails

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.helpdesk.changes import Change

_LONGEST = 200
_PROBLEMS: Mapping[str, st.Problem] = {each.value: each for each in st.PROBLEMS}
_OTHER_NEWS: Mapping[str, str] = {OPENED: mails.OPENED, UPDATED: mails.UPDATED, UNTOLD: mails.UNTOLD}


@dataclass(frozen=True, slots=True)
class Mail:
    """One mail, in plain text."""

    subject: str
    text: str


def mail(change: Change) -> Mail:
    """Give the mail about a change."""
    reference = clean(change.reference, _LONGEST)
    if change.what == FORGOTTEN:
        return Mail(mails.forgotten(reference), mails.body([mails.FORGOTTEN]))
    outcome = Outcome(change.outcome)
    news = TellHelpDesk(outcome, None, _PROBLEMS.get(change.problem), step=change.step)
    known, *_ = told_lines(news, is_left=bool(change.left))
    happened = _OTHER_NEWS.get(change.what) or mails.happened(Deed(change.what))
    details = common.lines(
        mails.LEFT if change.left else "",
        mails.court(clean(change.court_name, _LONGEST)) if change.court_name else "",
        mails.person(clean(change.person, _LONGEST)),
        _holder(change),
        mails.by(clean(change.by, _LONGEST)) if change.by else "",
        mails.why_closed(cases.why(Reason(change.reason))) if change.reason else "",
    )
    subject = mails.subject(reference, cases.headline(outcome), happened)
    return Mail(subject, mails.body([known, details, mails.BELOW]))


def _holder(change: Change) -> str:
    if change.what == UNTOLD:
        return ""
    return mails.holder(clean(change.holder, _LONGEST)) if change.holder else mails.NOBODY
