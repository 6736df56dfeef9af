"""The proof is looked for over time, by itself: when, for how long, and what is made of what the menu shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.proof import AGREEING, LOOKING
from bot.vocabulary import Trouble
from tools.samples import ACCOUNTS, CLAIM, MIEB, NOW, RUN

NO_PROOF = ev.MenuShowsNoProof(st.Finding.NOT_PROVEN)
NO_LOOK = ev.MenuShowsNoProof(Trouble.COURT_DOWN)
MENUS_MISSING = ev.MenuShowsNoProof(st.Finding.MENUS_MISSING)
FIRST = st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW)
REFUSED = replace(FIRST, refused=st.Refusal(Trouble.FILER_LINKED_ELSEWHERE, "Already linked."))


def after(state: st.State, event: ev.Event, seconds: float = 0) -> flow.Step:
    step = flow.advance(state, event, NOW + timedelta(seconds=seconds), rehearsal=False)
    assert step is not None
    return step


def looks(state: st.State, *seen: ev.Event, takes: float = 0) -> tuple[list[float], st.State, list[do.Effect]]:
    """Look until it is over; give the seconds at which a look began, the end, and all that was done."""
    at, began, done = 0.0, [0.0], list[do.Effect]()
    for shown in (*seen, *([seen[-1]] * 99)):
        at += takes
        step = after(state, shown, at)
        done += step.effects
        if not isinstance(step.state, st.Confirming):
            return began, step.state, done
        due = flow.deadline(step.state, NOW + timedelta(seconds=at))
        assert due is not None
        at = (due - NOW).total_seconds()
        again = after(step.state, ev.DeadlinePassed(due), at)
        assert again.effects == (do.ReadMenu(),), "a look is nothing to draw"
        state, began = again.state, [*began, at]
    raise AssertionError("it is looked for ever")


def test_it_is_looked_soon_and_then_each_minute_for_a_quarter_of_an_hour() -> None:
    began, end, _ = looks(FIRST, NO_PROOF)
    assert began == [0, 2, 5, 10, 20, 40, *range(60, 901, 60)]
    assert isinstance(end, st.Unknown)
    submitted = st.Unsettled(CLAIM, MIEB.id, NOW, name=MIEB.name, answered=True)
    assert end.unsettled == submitted, "the court has its time from the submit on"


def test_at_a_slow_court_the_looks_that_were_missed_are_not_made_up_for() -> None:
    began, _, _ = looks(FIRST, NO_PROOF, takes=50)
    assert all(later - earlier > 50 for earlier, later in pairwise(began))


@pytest.mark.parametrize("lost", [NO_LOOK, ev.MenuShowsNoProof(Trouble.UNEXPECTED_PAGE), NO_PROOF, MENUS_MISSING])
def test_a_proof_that_comes_late_is_a_new_message_and_settles_the_claim(lost: ev.Event) -> None:
    for before in range(1, 21):
        _, end, done = looks(FIRST, *[lost] * before, ev.MenuShowsFiler())
        assert isinstance(end, st.Linked)
        assert [each for each in done if isinstance(each, do.Settle)] == [do.Settle(CLAIM, do.Settlement.LINKED)]
        assert do.TellResult() in done


def test_the_card_says_once_that_it_is_still_looked_for() -> None:
    step = after(FIRST, NO_PROOF)
    assert step.state == replace(FIRST, looks=1, reading=False)
    assert step.effects == (do.ShowCard(),)
    assert after(replace(FIRST, looks=1), NO_LOOK).effects == ()


def test_without_a_session_nothing_can_be_looked_for() -> None:
    end = after(FIRST, ev.MenuShowsNoProof(Trouble.SESSION_EXPIRED)).state
    assert isinstance(end, st.Unknown)


def test_a_refusal_is_believed_when_the_menu_agrees_a_minute_long() -> None:
    began, end, done = looks(REFUSED, NO_PROOF)
    assert began[-1] == AGREEING.total_seconds()
    assert end == st.Refused(RUN, MIEB, Trouble.FILER_LINKED_ELSEWHERE, NOW + AGREEING, "Already linked.")
    assert do.Settle(CLAIM, do.Settlement.REFUSED) in done


def test_a_look_that_is_lost_agrees_with_nothing() -> None:
    began, end, _ = looks(REFUSED, *[NO_LOOK] * 9, NO_PROOF)
    assert isinstance(end, st.Refused)
    assert len(began) == 10
    _, end, _ = looks(REFUSED, NO_LOOK)
    assert isinstance(end, st.Unknown)
    assert end.words == "Already linked.", "what the court said is not kept from anybody"


def test_a_filer_in_the_menu_speaks_against_a_refusal_for_good() -> None:
    _, end, done = looks(REFUSED, MENUS_MISSING, NO_PROOF)
    assert isinstance(end, st.Unknown)
    assert sum(isinstance(each, do.ShowCard) for each in done) == 2, "the card no longer says that the court refused"


def test_a_proof_after_a_refusal_is_a_proof() -> None:
    _, end, _ = looks(REFUSED, NO_PROOF, NO_PROOF, ev.MenuShowsFiler())
    assert isinstance(end, st.Linked)


def test_what_is_seen_between_two_looks_only_counts_when_it_is_a_proof() -> None:
    waiting = replace(FIRST, looks=1, reading=False)
    assert after(waiting, NO_PROOF) == flow.Step(waiting)
    assert isinstance(after(waiting, ev.MenuShowsFiler()).state, st.Linked)


def test_a_clock_that_is_set_back_makes_no_one_wait_longer() -> None:
    ahead = replace(FIRST, since=NOW + timedelta(hours=3))
    step = after(ahead, NO_PROOF)
    assert isinstance(step.state, st.Confirming)
    assert step.state.since == NOW
    assert after(ahead, ev.DeadlinePassed(NOW)).state.unsettled.since == NOW  # type: ignore[union-attr]


@pytest.mark.parametrize("event", [ev.AskedToCancel(), ev.WentBack(), ev.ConfirmedLink()])
def test_no_person_has_a_say_while_it_is_looked_for(event: ev.Event) -> None:
    waiting = replace(FIRST, looks=1, reading=False)
    assert after(waiting, event).state == waiting


def test_a_stop_of_the_app_ends_the_looking_and_says_so() -> None:
    end = after(replace(FIRST, looks=4, reading=False), ev.Restarted()).state
    assert isinstance(end, st.Unknown)
    assert end.problem is st.Finding.RESTARTED
    assert LOOKING > AGREEING


@pytest.mark.parametrize("answered", [True, False])
def test_an_unknown_end_keeps_whether_the_court_answered(*, answered: bool) -> None:
    end = after(replace(FIRST, answered=answered), ev.Restarted()).state
    assert isinstance(end, st.Unknown)
    assert end.unsettled.answered == answered
    never = after(st.Linking(RUN, MIEB, ACCOUNTS, CLAIM), ev.Restarted()).state
    assert isinstance(never, st.Unknown)
    assert not never.unsettled.answered
