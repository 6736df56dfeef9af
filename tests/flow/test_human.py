"""Asking for a human: beside every step, told when it is so, and once for the same."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from tools.samples import ACCOUNTS, CA6, MIEB, NOW, RUN, states

LATER = NOW + timedelta(minutes=3)
ASKED = st.Asked(NOW, "Reviewing", st.WhyHuman.ASKED)
REVIEW = st.Reviewing(RUN, MIEB, ACCOUNTS)
CARD = (do.ShowCard(),)
NEWS = (*CARD, do.TellAboutDesk())


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, LATER, rehearsal=state.run.rehearsal)
    assert step is not None
    return step


def review(desk: st.Desk = st.Desk.ASKED, notice: int = 1, said: str = "") -> st.Reviewing:
    return replace(REVIEW, run=replace(RUN, asked=replace(ASKED, desk=desk, notice=notice, said=said)))


@pytest.mark.parametrize("state", [each for each in states() if each.run.asked is None])
def test_asking_at_any_step_changes_nothing_but_that(state: st.State) -> None:
    step = after(state, ev.AskedHelpDesk())
    assert flow.beside(state, step.state)
    assert {type(effect) for effect in step.effects} == {do.ShowCard, do.TellHelpDesk}


def test_whoever_waits_hears_bad_news_at_once_and_the_good_after_it() -> None:
    asked, told, unreached, lost = (review(desk) for desk in (st.Desk.ASKED, st.Desk.TOLD, *list(st.Desk)[2:]))
    assert after(asked, ev.HelpDeskTold(1)) == flow.Step(told, CARD)
    assert after(asked, ev.HelpDeskUnreachable(1)) == flow.Step(unreached, NEWS)
    assert after(asked, ev.HelpDeskUnreachable(1, given_up=True)) == flow.Step(lost, NEWS)
    assert after(unreached, ev.HelpDeskUnreachable(1, given_up=True)) == flow.Step(lost, NEWS)
    assert after(unreached, ev.HelpDeskTold(1)) == flow.Step(told, NEWS)
    assert after(lost, ev.HelpDeskTold(1)) == flow.Step(told, NEWS), "an operator sent it after all"


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (review(st.Desk.TOLD), ev.HelpDeskTold(1)),
        (review(st.Desk.TOLD), ev.HelpDeskUnreachable(1)),
        (review(st.Desk.UNREACHED), ev.HelpDeskUnreachable(1)),
        (review(st.Desk.LOST), ev.HelpDeskUnreachable(1, given_up=True)),
        (review(st.Desk.TOLD), ev.HelpDeskUnreachable(1, given_up=True)),  # it was told by mail
        (review(notice=2), ev.HelpDeskTold(1)),
        (review(), ev.HelpDeskTold()),
        (review(), ev.HelpDeskUnreachable()),
        (REVIEW, ev.HelpDeskTold(1)),
        (REVIEW, ev.AddedSentence("It says closed.")),
        (review(), ev.AddedSentence("")),
    ],
)
def test_nothing_new_is_no_news(state: st.State, event: ev.Event) -> None:
    assert after(state, event).state == state


def test_asking_again_for_the_same_sends_nothing_and_for_more_it_does() -> None:
    for desk in (st.Desk.ASKED, st.Desk.TOLD, st.Desk.UNREACHED):
        assert after(review(desk), ev.AskedHelpDesk()) == flow.Step(review(desk), CARD)
    again = after(review(st.Desk.LOST, said="Please."), ev.AskedHelpDesk())
    assert again.state.run.asked == replace(ASKED, at=LATER, notice=2, said="Please.")
    elsewhere = st.GettingReady(review(st.Desk.UNREACHED).run, MIEB)
    step = after(elsewhere, ev.AskedHelpDesk())
    assert step.state.run.asked == st.Asked(LATER, "GettingReady", st.WhyHuman.ASKED, st.Desk.UNREACHED, 2)
    why = st.WhyHuman.ASKED
    assert step.effects[-1] == do.TellHelpDesk(do.Outcome.ASKED, MIEB, step="GettingReady", why=why, notice=2)


def test_a_sentence_goes_to_the_help_desk_and_counts_as_told_when_it_arrived() -> None:
    step = after(review(st.Desk.TOLD), ev.AddedSentence("It says closed."))
    added = review(st.Desk.ASKED, 2, "It says closed.")
    why = st.WhyHuman.ASKED
    told = do.TellHelpDesk(do.Outcome.ADDED, MIEB, step="Reviewing", why=why, said="It says closed.", notice=2)
    assert step == flow.Step(added, (*CARD, told))
    assert after(added, ev.HelpDeskUnreachable(1, given_up=True)).state == review(st.Desk.UNREACHED, 2, added_words())
    choosing = st.ChoosingCourt(review().run)
    (*_, notice) = after(choosing, ev.AddedSentence("Which one?")).effects
    assert isinstance(notice, do.TellHelpDesk)
    assert notice.court is None


def added_words() -> str:
    return "It says closed."


def test_a_pause_stays_a_pause_when_a_human_is_asked() -> None:
    paused = st.GettingReady(replace(RUN, pause=st.Pause.PAUSED, paused_at=NOW), MIEB)
    assert after(paused, ev.AskedHelpDesk()).state.run.pause is st.Pause.PAUSED
    assert after(paused, ev.SaidReady()).state.run.pause is st.Pause.NONE


def test_the_next_run_has_nobody_asked() -> None:
    assert after(st.Cancelled(review().run, NOW), ev.Started("LP-2")).state == st.ChoosingCourt(st.Run("LP-2"))


def test_something_else_is_asked_once_a_run_and_told_apart_from_asking() -> None:
    first = after(st.Guided(RUN, CA6, 3), ev.SawSomethingElse()).state
    assert after(first, ev.SawSomethingElse()).state == first
    both = after(first, ev.AskedHelpDesk()).state
    assert both.run.asked is not None
    assert (both.run.asked.why, both.run.asked.notice) == (st.WhyHuman.ASKED, 2)


def test_what_is_pressed_or_written_elsewhere_brings_the_card_below_it() -> None:
    step = flow.below(after(REVIEW, ev.WentBack()))
    assert step.effects[0] == do.ShowCard(at_bottom=True)
    assert flow.below(flow.Step(REVIEW, (do.ShowHelp(),))) == flow.Step(REVIEW, (do.ShowHelp(),))


def test_what_is_done_beside_a_place_keeps_its_drawing_and_its_deadline() -> None:
    rev, due = 41, LATER + timedelta(minutes=1)
    asked = after(REVIEW, ev.AskedHelpDesk())
    placed = flow.placed(REVIEW, asked, rev)
    assert placed.effects == asked.effects
    assert flow.seen(placed.state, rev + 1) == flow.seen(REVIEW, rev)
    assert flow.deadline_after(REVIEW, placed.state, due, LATER) == due
    gone = after(REVIEW, ev.AskedToCancel())
    assert flow.placed(REVIEW, gone, rev) == gone
    assert flow.deadline_after(REVIEW, gone.state, due, LATER) == flow.deadline(gone.state, LATER)
    assert flow.placed(None, gone, rev) == gone
