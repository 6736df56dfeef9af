"""What the shell asks of a state: whether it has a form, holds a session, waits for the help desk."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import flow
from bot.flow import states as st
from bot.flow.lockout import COOL_DOWN, counts_until
from tools.samples import NOW, states

WITH_FORM = {"AwaitingPacerSignIn", "SigningIn", "AwaitingFilerLogin", "FindingAccounts", "Reviewing"}


@pytest.mark.parametrize("state", states(), ids=lambda state: type(state).__name__)
def test_a_form_is_where_something_is_typed_checked_or_consented_to(state: st.State) -> None:
    assert flow.has_form(state) == (type(state).__name__ in WITH_FORM)


@pytest.mark.parametrize("state", states(), ids=lambda state: type(state).__name__)
def test_the_help_desk_is_waited_for_only_until_it_was_told_or_not_reached(state: st.State) -> None:
    asked = isinstance(state, st.HandedOver) and state.desk is st.Desk.ASKED
    assert flow.awaits_help_desk(state) == asked


def test_a_password_counts_for_a_quarter_of_an_hour() -> None:
    assert counts_until(NOW) - NOW == COOL_DOWN == timedelta(minutes=15)
