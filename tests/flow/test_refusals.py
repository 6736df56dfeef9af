"""What the conversation makes of PACER's refusals: asked again, done at PACER first, or a rest after a lock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.vocabulary import QuestionKind, Trouble
from tools.samples import ACCOUNTS, CLAIM, EARLIER, LOST, MIEB, NOW, OPEN_END, QUESTIONS, RUN, TWICE, TXWD

ONCE = ev.Tried(1, NOW + timedelta(minutes=7))


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


@pytest.mark.parametrize("problem", [Trouble.PACER_PASSCODE_WANTED, Trouble.PACER_CLIENT_CODE])
def test_what_another_look_at_the_form_may_mend_keeps_the_place_while_a_try_is_left(problem: Trouble) -> None:
    state = st.SigningIn(RUN, MIEB)
    asked = after(state, ev.CourtFailed(problem, "Own words.", tried=ONCE)).state
    assert asked == st.AwaitingPacerSignIn(RUN, MIEB, problem, None, "Own words.", tries=1)
    stopped = after(state, ev.CourtFailed(problem, "Own words.", tried=TWICE)).state
    assert stopped == st.Refused(RUN, MIEB, st.Finding.TOO_MANY_PACER_TRIES, NOW, "Own words.", TWICE.until)


@pytest.mark.parametrize(
    "problem", [Trouble.PACER_MFA_PENDING, Trouble.PACER_PASSWORD_OLD, Trouble.PACER_UPDATE_PENDING]
)
def test_what_is_to_be_done_at_pacer_first_ends_the_run_and_sets_no_rest(problem: Trouble) -> None:
    step = after(st.SigningIn(RUN, MIEB), ev.CourtFailed(problem, "Own words.", tried=ONCE))
    assert step.state == st.Refused(RUN, MIEB, problem, NOW, "Own words.")
    assert do.UseUpTries() not in step.effects


@pytest.mark.parametrize(
    ("state", "problem", "everywhere"),
    [
        (st.SigningIn(RUN, MIEB), Trouble.PACER_LOCKED, True),
        (st.FindingAccounts(RUN, MIEB), Trouble.FILER_LOCKED, False),
    ],
)
def test_a_lock_sets_a_rest_and_uses_up_the_tries(state: st.State, problem: Trouble, *, everywhere: bool) -> None:
    step = after(state, ev.CourtFailed(problem, "Locked.", tried=ONCE))
    rested = NOW + flow.COOL_DOWN
    assert step.state == st.Refused(RUN, MIEB, problem, NOW, "Locked.", rested)
    assert do.UseUpTries() in step.effects
    assert after(step.state, ev.Started("LP-2", MIEB)).state == step.state
    there = after(step.state, ev.Started("LP-2", TXWD)).state
    assert isinstance(there, st.GettingReady)
    assert bool(flow.rests_at(there.run, TXWD)) == everywhere
    later = flow.advance(step.state, ev.Started("LP-2", MIEB), rested, rehearsal=False)
    assert later is not None
    assert isinstance(later.state, st.GettingReady)


def test_a_lock_met_while_an_unknown_end_is_looked_at_uses_up_the_tries_too() -> None:
    step = after(st.SigningIn(RUN, MIEB, LOST), ev.CourtFailed(Trouble.PACER_LOCKED, "Locked."))
    assert isinstance(step.state, st.Unknown)
    assert do.UseUpTries() in step.effects


LOGIN = "the login dwhitfield belongs to somebody else."
"""A court's words with an account's name in small letters, which only the accounts themselves tell from other words."""


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (
            st.Confirming(
                RUN,
                MIEB,
                ACCOUNTS,
                CLAIM,
                NOW - flow.LOOKING,
                refused=st.Refusal(Trouble.FILER_LINKED_ELSEWHERE, LOGIN),
            ),
            ev.MenuShowsNoProof(st.Finding.NOT_PROVEN),
        ),
        (
            st.FindingAccounts(RUN, MIEB),
            ev.AccountsRead(ACCOUNTS, (st.Question(QuestionKind.TEXT, LOGIN), *QUESTIONS, *QUESTIONS)),
        ),
    ],
    ids=["the court refuses", "the court asks too much"],
)
def test_the_help_desk_reads_no_name_of_an_account_in_what_the_court_said(state: st.State, event: ev.Event) -> None:
    step = after(state, event)
    assert isinstance(step.state, st.Refused)
    assert step.state.court == MIEB
    assert "dwhitfield" in step.state.words
    (told,) = [each for each in step.effects if isinstance(each, do.TellHelpDesk)]
    assert told.court == MIEB
    assert "dwhitfield" not in told.words
    assert "the login " in told.words


def test_an_end_that_stays_unknown_keeps_what_the_court_said() -> None:
    failed = ev.CourtFailed(Trouble.FILER_LOCKED, "The login is locked.")
    unknown = after(st.FindingAccounts(OPEN_END, MIEB), failed).state
    assert unknown == st.Unknown(OPEN_END, MIEB, Trouble.FILER_LOCKED, EARLIER, NOW, "The login is locked.")
