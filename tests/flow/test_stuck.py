"""The help desk hears, once of each in a run, where somebody comes to a stop that is no end; their place is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.effects import Outcome
from bot.vocabulary import AccountWarning
from tools.samples import ACCOUNTS, MIEB, NOW, RUN, WARNED

TYPED = ev.FieldShape(9)
LEGACY = ev.PacerSubmitted(ev.FieldShape(6, legacy=True), TYPED)
SPECIAL = ev.FilerSubmitted(ev.FieldShape(9, special=True), TYPED)


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


def told(step: flow.Step) -> list[tuple[st.Stuck | None, str]]:
    notices = [each for each in step.effects if isinstance(each, do.TellHelpDesk)]
    assert all((each.outcome, each.court) == (Outcome.STUCK, MIEB) for each in notices)
    return [(each.stuck, each.step) for each in notices]


def test_a_legacy_user_name_is_told_of_beside_the_form_which_stays_good() -> None:
    asked = st.AwaitingPacerSignIn(RUN, MIEB)
    step = after(asked, LEGACY)
    assert told(step) == [(st.Stuck.LEGACY_USERNAME, "AwaitingPacerSignIn")]
    assert do.ShowFieldErrors(((do.Field.PACER_USERNAME, do.FieldProblem.LEGACY_USERNAME),)) in step.effects
    kept = flow.placed(asked, step, 7)
    assert flow.seen(kept.state, 8) == flow.seen(asked, 7)
    again = after(kept.state, LEGACY)
    assert (again.state, told(again)) == (kept.state, [])
    assert told(after(asked, ev.PacerSubmitted(ev.FieldShape(), TYPED))) == []


def test_a_login_that_may_not_be_linked_is_told_of_with_the_warning() -> None:
    step = after(st.AwaitingFilerLogin(RUN, MIEB), SPECIAL)
    assert told(step) == [(st.Stuck.SPECIAL_LOGIN, "AwaitingFilerLogin")]
    again = after(replace(step.state, problem=None), SPECIAL)
    assert told(again) == []


@pytest.mark.parametrize("warned", [True, False])
def test_an_account_that_a_firm_seems_to_share_is_told_of(warned: bool) -> None:
    accounts = WARNED if warned else ACCOUNTS
    assert (AccountWarning.LOOKS_LIKE_FIRM in accounts.warnings) is warned
    step = after(st.FindingAccounts(RUN, MIEB), ev.AccountsRead(accounts))
    assert isinstance(step.state, st.Reviewing)
    assert told(step) == ([(st.Stuck.SHARED_ACCOUNT, "Reviewing")] if warned else [])


def test_who_sees_both_accounts_and_does_nothing_is_told_of_and_nobody_else_who_is_idle() -> None:
    idle = ev.DeadlinePassed(NOW + timedelta(minutes=15))
    step = after(st.Reviewing(RUN, MIEB, ACCOUNTS), idle)
    assert told(step) == [(st.Stuck.IDLE_IN_REVIEW, "Reviewing")]
    assert do.EndSession() in step.effects
    assert told(after(st.AwaitingFilerLogin(RUN, MIEB), idle)) == []
