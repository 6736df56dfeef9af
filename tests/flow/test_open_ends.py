"""A submit whose end is not known outlives other runs: it can be read from them, and goes when a proof came."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from tools.samples import ACCOUNTS, CA6, CLAIM, EARLIER, LOST, MIEB, NOW, OPEN_END, RUN, TXWD

CHECK = ev.AskedToCheckAgain(MIEB, "LP-2", "7f" * 16)
CHECKING = st.AwaitingPacerSignIn(
    st.Run("LP-2", token="7f" * 16, open_ends=(EARLIER,)),
    MIEB,
    unsettled=EARLIER,
)


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


@pytest.mark.parametrize(
    "state",
    [
        st.ChoosingCourt(OPEN_END),
        st.GettingReady(OPEN_END, TXWD),
        st.AwaitingPacerSignIn(OPEN_END, TXWD),
        st.Linked(OPEN_END, TXWD, NOW),
        st.Cancelled(OPEN_END, NOW, CA6),
    ],
)
def test_it_is_read_from_where_nothing_is_lost_by_it(state: st.State) -> None:
    assert flow.may_check_earlier(state)
    left = (do.TellLeaving(RUN.reference, do.Leaving.BEGAN_ANOTHER),) if isinstance(state, st.Live) else ()
    assert after(state, CHECK) == flow.Step(CHECKING, (do.ShowCard(at_bottom=True), do.EndSession(), *left))


@pytest.mark.parametrize(
    "state",
    [
        st.Guided(OPEN_END, CA6, 3),
        st.AwaitingFilerLogin(OPEN_END, TXWD),
        st.Reviewing(OPEN_END, TXWD, ACCOUNTS),
        st.Linking(OPEN_END, TXWD, ACCOUNTS, CLAIM),
        st.AwaitingPacerSignIn(OPEN_END, TXWD, unsettled=LOST),
    ],
)
def test_it_waits_while_something_would_be_lost(state: st.State) -> None:
    assert not flow.may_check_earlier(state)
    assert after(state, CHECK).state == state


def test_what_is_settled_or_was_never_sent_is_not_read() -> None:
    for state in (st.ChoosingCourt(RUN), st.Linked(RUN, TXWD, NOW)):
        assert after(state, CHECK).state == state
    settled = after(st.SigningIn(CHECKING.run, MIEB, EARLIER), ev.FoundLinked()).state
    assert settled.run.open_ends == ()


def test_starting_over_keeps_it() -> None:
    begun = after(st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, LOST, NOW), ev.AskedToStartOver("LP-2"))
    assert begun.state == st.ChoosingCourt(st.Run("LP-2", open_ends=(LOST,)))


def test_an_earlier_runs_card_means_the_only_open_end() -> None:
    old, own = flow.Seen("0a" * 16, 3, "5b" * 32), flow.Seen("7f" * 16, 3, "5b" * 32)
    run = replace(OPEN_END, token=own.token)
    assert flow.meant_earlier(st.GettingReady(run, TXWD), old) == MIEB.id
    assert flow.meant_earlier(st.GettingReady(run, TXWD), own) == "", "this run's own is no earlier one's"
    assert flow.meant_earlier(st.GettingReady(RUN, TXWD), old) == ""
    assert flow.meant_earlier(None, old) == ""
    two = replace(run, open_ends=(*run.open_ends, replace(EARLIER, court="txwd")))
    assert flow.meant_earlier(st.ChoosingCourt(two), old) == "", "it may be any of them"
