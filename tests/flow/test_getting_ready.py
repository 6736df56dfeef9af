"""Before anything is typed: each door leads where it should, each page on and back, and nothing is sent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.guided import LED_AFTER
from bot.vocabulary import Trouble
from tools.samples import (
    AGENT,
    BY_HAND,
    CA6,
    GETS_READY,
    MIEB,
    NOW,
    OPEN_END,
    RUN,
    SIGNED_IN,
    TXWD,
    UNSETTLED,
    gets_ready,
)

CARD = do.ShowCard()
END = do.EndSession()


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


def at(page: st.Page, run: st.Run = RUN, court: st.Court = MIEB) -> st.GettingReady:
    return st.GettingReady(run, court, page=page)


@pytest.mark.parametrize("court", [MIEB, BY_HAND, CA6])
def test_a_court_is_first_asked_about(court: st.Court) -> None:
    assert after(st.ChoosingCourt(RUN), ev.CourtChosen(court)).state == at(st.Page.DOORS, court=court)


@pytest.mark.parametrize(
    ("door", "leads_to"),
    {
        st.Door.OLD_LOGIN: at(st.Page.FINE_PRINT),
        st.Door.FILING_AGENT: at(st.Page.FINE_PRINT, AGENT),
        st.Door.NOT_SURE: at(st.Page.NOT_SURE),
    }.items(),
)
def test_each_door_leads_to_its_page(door: st.Door, leads_to: st.State) -> None:
    assert after(at(st.Page.DOORS), ev.ChoseDoor(door)) == flow.Step(leads_to, (CARD,))


def test_who_never_had_a_login_is_led_to_one_and_not_to_the_link() -> None:
    led = st.Guided(RUN, MIEB, road=st.Road.REGISTER)
    assert after(at(st.Page.DOORS), ev.ChoseDoor(st.Door.NEVER_HAD_ONE)) == flow.Step(led, (CARD, END))
    assert after(led, ev.WentBack()).state == at(st.Page.DOORS)


def test_an_assistant_who_is_an_attorney_after_all_reads_an_attorneys_fine_print() -> None:
    back = after(at(st.Page.FINE_PRINT, AGENT), ev.WentBack()).state
    assert after(back, ev.ChoseDoor(st.Door.OLD_LOGIN)).state == at(st.Page.FINE_PRINT)


def test_a_link_request_that_may_have_arrived_closes_the_door_to_a_first_login() -> None:
    for page in (st.Page.DOORS, st.Page.FINE_PRINT, st.Page.NOT_SURE):
        state = at(page, OPEN_END)
        assert after(state, ev.ChoseDoor(st.Door.NEVER_HAD_ONE)).state == state
        assert after(state, ev.ChoseOwnBrowser()).state == state


def test_page_by_page_to_the_sign_in() -> None:
    state: st.State = at(st.Page.DOORS)
    pages = []
    for event in GETS_READY:
        assert isinstance(state, st.GettingReady)
        assert event == gets_ready(state)
        pages.append(state.page)
        state = after(state, event).state
    assert pages == [st.Page.DOORS, st.Page.FINE_PRINT, st.Page.CHECKLIST, st.Page.NOTICE]
    assert state == st.AwaitingPacerSignIn(RUN, MIEB)


def test_page_by_page_back_to_the_choice_of_the_court() -> None:
    state = after(st.AwaitingPacerSignIn(RUN, MIEB), ev.WentBack()).state
    for page in (st.Page.NOTICE, st.Page.CHECKLIST, st.Page.FINE_PRINT, st.Page.DOORS):
        assert state == at(page)
        state = after(state, ev.WentBack()).state
    assert state == st.ChoosingCourt(RUN)
    assert after(at(st.Page.NOT_SURE), ev.WentBack()).state == at(st.Page.DOORS)


@pytest.mark.parametrize("page", [st.Page.DOORS, st.Page.NOT_SURE, st.Page.FINE_PRINT, st.Page.CHECKLIST])
def test_nobody_comes_to_the_sign_in_without_the_notice(page: st.Page) -> None:
    assert after(at(page), ev.SaidReady()) == flow.Step(at(page), (CARD,))


@pytest.mark.parametrize("page", [st.Page.DOORS, st.Page.NOT_SURE, st.Page.NOTICE])
def test_only_what_is_read_leads_on(page: st.Page) -> None:
    assert after(at(page), ev.ReadOn()) == flow.Step(at(page), (CARD,))


def test_where_one_links_by_hand_there_is_no_notice_of_ours() -> None:
    checked = at(st.Page.CHECKLIST, court=BY_HAND)
    assert after(checked, ev.ReadOn()) == flow.Step(st.Guided(RUN, BY_HAND), (CARD, END))
    assert after(at(st.Page.FINE_PRINT, court=BY_HAND), ev.ChoseOwnBrowser()).effects == (CARD,)


def test_another_court_with_the_same_sign_in_is_one_page() -> None:
    step = after(st.ChoosingCourt(SIGNED_IN), ev.CourtChosen(TXWD))
    assert step.state == at(st.Page.ANOTHER_COURT, SIGNED_IN, TXWD)
    assert after(step.state, ev.SaidReady()).state == st.SigningIn(SIGNED_IN, TXWD)
    not_sure = after(step.state, ev.ChoseDoor(st.Door.NOT_SURE)).state
    assert not_sure == at(st.Page.NOT_SURE, SIGNED_IN, TXWD)
    assert after(not_sure, ev.ChoseDoor(st.Door.OLD_LOGIN)).state == step.state
    assert after(not_sure, ev.WentBack()).state == step.state
    assert after(step.state, ev.WentBack()).state == st.ChoosingCourt(SIGNED_IN)
    assert after(st.ChoosingCourt(SIGNED_IN), ev.CourtChosen(CA6)).state == at(st.Page.DOORS, SIGNED_IN, CA6)


def test_another_pacer_account_ends_the_sign_in_and_begins_with_the_fine_print() -> None:
    left = replace(SIGNED_IN, signed_in=False)
    for page in (st.Page.ANOTHER_COURT, st.Page.NOT_SURE):
        step = after(at(page, SIGNED_IN, TXWD), ev.ChoseAnotherAccount())
        assert step == flow.Step(at(st.Page.FINE_PRINT, left, TXWD), (CARD, END))
    assert after(at(st.Page.DOORS), ev.ChoseAnotherAccount()) == flow.Step(at(st.Page.DOORS), (CARD,))


def test_who_signs_in_anew_leaves_no_session_behind() -> None:
    signed_in = replace(at(st.Page.NOTICE), run=SIGNED_IN)
    left = st.AwaitingPacerSignIn(replace(SIGNED_IN, signed_in=False), MIEB)
    assert after(signed_in, ev.SaidReady()) == flow.Step(left, (CARD, END))


@pytest.mark.parametrize("state", [at(st.Page.ANOTHER_COURT, SIGNED_IN, TXWD), st.ChoosingCourt(SIGNED_IN)])
def test_a_session_that_ended_is_not_spoken_of(state: st.GettingReady | st.ChoosingCourt) -> None:
    left = replace(state, run=replace(SIGNED_IN, signed_in=False))
    left = replace(left, page=st.Page.DOORS) if isinstance(left, st.GettingReady) else left
    assert after(state, ev.Restarted()) == flow.Step(left, (CARD,))
    waited = after(state, ev.DeadlinePassed(NOW))
    assert waited.state == replace(left, run=replace(left.run, pause=st.Pause.PAUSED, paused_at=NOW))
    assert waited.effects == (CARD, END)


def test_an_assistant_stays_one_at_the_next_court() -> None:
    linked = st.Linked(AGENT, MIEB, NOW, session=True)
    assert after(linked, ev.Started("LP-2", TXWD)).state.run.agent


def test_it_may_turn_out_to_be_linked_already() -> None:
    step = after(at(st.Page.NOT_SURE), ev.SaidLinkedAlready())
    word = st.Proof.PERSONS_WORD
    assert step.state == st.AlreadyLinked(RUN, MIEB, NOW, proof=word)
    assert step.effects == (CARD, do.RecordLink(MIEB, proof=word), do.TellResult(), END)
    assert after(st.Guided(RUN, MIEB, 3), ev.SaidLinkedAlready()) == step
    for state in (at(st.Page.DOORS), st.Guided(RUN, MIEB, 3, st.Road.REGISTER)):
        assert after(state, ev.SaidLinkedAlready()) == flow.Step(state, (CARD,))


LEAVES: list[st.State] = [
    at(st.Page.FINE_PRINT),
    st.AwaitingPacerSignIn(RUN, MIEB, Trouble.WRONG_PACER_CREDENTIALS),
    st.AwaitingFilerLogin(RUN, MIEB, Trouble.WRONG_FILER_CREDENTIALS),
]


@pytest.mark.parametrize("state", LEAVES)
def test_one_may_go_on_in_the_browser_before_anything_is_sent_for_good(state: st.State) -> None:
    assert flow.may_be_led(state)
    assert after(state, ev.ChoseOwnBrowser()) == flow.Step(st.Guided(RUN, MIEB), (CARD, END))


@pytest.mark.parametrize("page", [st.Page.DOORS, st.Page.NOT_SURE, st.Page.ANOTHER_COURT])
def test_nobody_is_led_in_the_browser_past_the_fine_print(page: st.Page) -> None:
    assert not flow.may_be_led(at(page))
    assert after(at(page), ev.ChoseOwnBrowser()) == flow.Step(at(page), (CARD,))


def test_back_from_the_browser_is_the_fine_print() -> None:
    assert after(st.Guided(RUN, MIEB), ev.WentBack()).state == at(st.Page.FINE_PRINT)
    assert after(st.Guided(RUN, BY_HAND), ev.WentBack()).state == at(st.Page.CHECKLIST, court=BY_HAND)


def test_the_session_of_the_court_before_is_left_behind() -> None:
    led = after(at(st.Page.FINE_PRINT, SIGNED_IN, TXWD), ev.ChoseOwnBrowser())
    assert led == flow.Step(st.Guided(replace(SIGNED_IN, signed_in=False), TXWD), (CARD, END))


@pytest.mark.parametrize("problem", st.PROBLEMS)
def test_after_a_refusal_the_browser_is_a_way_on_where_it_can_help(problem: st.Problem) -> None:
    again = NOW + timedelta(minutes=15)
    refused = st.Refused(RUN, MIEB, problem, NOW, again_after=again)
    step = after(refused, ev.ChoseOwnBrowser())
    if problem in LED_AFTER:
        assert step == flow.Step(st.Guided(RUN, MIEB, again_after=again), (do.ShowCard(at_bottom=True), END))
    else:
        assert step == flow.Step(refused, (CARD,))


@pytest.mark.parametrize(
    "state",
    [
        st.AwaitingPacerSignIn(RUN, MIEB, None, UNSETTLED),
        st.AwaitingFilerLogin(OPEN_END, MIEB),
        st.Unknown(RUN, MIEB, st.Finding.ANSWER_LOST, UNSETTLED, NOW),
        st.SigningIn(RUN, MIEB),
    ],
)
def test_nobody_is_led_to_a_second_link_while_the_first_is_not_known(state: st.State) -> None:
    assert not flow.may_be_led(state)
    assert after(state, ev.ChoseOwnBrowser()) == flow.Step(state, (CARD,))


def test_a_first_login_is_asked_for_step_by_step_and_noted() -> None:
    state: st.State = st.Guided(RUN, MIEB, road=st.Road.REGISTER)
    for _ in range(flow.STEPS[st.Road.REGISTER]):
        step = after(state, ev.DidGuidedStep())
        state = step.state
    assert step == flow.Step(st.Registered(RUN, MIEB, NOW), (CARD, do.TellResult()))
    assert after(state, ev.Started("LP-2")).state == st.ChoosingCourt(st.Run("LP-2"))


def test_what_is_on_record_of_the_court_is_known_until_another_is_chosen() -> None:
    ready = after(st.ChoosingCourt(RUN), ev.CourtChosen(MIEB, NOW)).state
    assert ready.run.linked_on == NOW
    notice = replace(at(st.Page.NOTICE), run=ready.run)
    asked = after(notice, ev.SaidReady()).state
    back = after(asked, ev.WentBack()).state
    assert back == notice
    assert after(asked, ev.AskedToCancel()).state == st.Cancelled(ready.run, NOW, MIEB)
    assert after(ready, ev.WentBack()).state == st.ChoosingCourt(RUN)
    assert after(ready, ev.WentElsewhere(TXWD)).state == st.GettingReady(RUN, TXWD)
    early = replace(TXWD, linking_since=NOW.date() + timedelta(days=1))
    assert after(ready, ev.WentElsewhere(early)).state.run == RUN
