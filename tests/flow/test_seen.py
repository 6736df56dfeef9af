"""A click or a form counts only for the run, change, court, accounts and form that it was drawn for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.seen import held
from tests.support.said_of import said_of
from tools.samples import ACCOUNTS, MIEB, NOW, RUN, TXWD, events, states

TOKEN, OTHER = "7f" * 16, "a3" * 16
NAMED = replace(RUN, token=TOKEN)
REVIEW = st.Reviewing(NAMED, MIEB, ACCOUNTS)
ALIKE = [
    replace(REVIEW, court=TXWD),
    replace(REVIEW, court=replace(MIEB, host="ecf.miwb.uscourts.gov")),
    replace(REVIEW, court=replace(MIEB, name="Another name")),
    replace(REVIEW, accounts=replace(ACCOUNTS, filer="Dana Whitfield")),
    replace(REVIEW, accounts=replace(ACCOUNTS, pacer="Dana Whitfield (dwhitfield)")),
    replace(REVIEW, accounts=replace(ACCOUNTS, form="6b" * 32)),
    replace(REVIEW, run=replace(NAMED, token=OTHER)),
    st.AwaitingFilerLogin(NAMED, MIEB),
    st.AwaitingPacerSignIn(NAMED, MIEB),
]
CLICKS = [
    event
    for event in events()
    if isinstance(event, ev.FromPerson)
    and not isinstance(event, ev.AskedForHelp | ev.OutdatedClick)
    and event != ev.AskedToCheckAgain(MIEB, "LP-NEXT2222")
]


def named(state: st.State) -> st.State:
    return replace(state, run=replace(state.run, token=TOKEN))


@pytest.mark.parametrize("state", states())
def test_a_click_counts_where_it_was_drawn_and_for_no_other_run(state: st.State) -> None:
    for event in CLICKS:
        with said_of(event):
            counts(state, event)


def counts(state: st.State, event: ev.FromPerson) -> None:
    """Check one click."""
    now = named(state)
    seen = flow.seen(now, 7)
    assert flow.taken(event, seen, now, 7) is event
    for other in (replace(seen, token=OTHER), flow.seen(replace(now, run=replace(now.run, token=OTHER)), 7)):
        assert flow.taken(event, other, now, 7) == ev.OutdatedClick()
    assert flow.taken(event, seen, None, 0) == ev.OutdatedClick()
    assert flow.taken(event, flow.seen(state, 7), state, 7) == ev.OutdatedClick(), "a run without a token takes none"
    later = flow.taken(event, seen, now, 8)
    led_on = isinstance(event, ev.ChoseOwnBrowser) and isinstance(now, st.Refused)
    checked = isinstance(event, ev.AskedToCheckAgain) and isinstance(now, st.Unknown)
    always = isinstance(event, ev.AskedHelpDesk | ev.AddedSentence | ev.AskedToResume)
    kept = always or now.run.place or led_on or checked
    assert later == (event if kept else ev.OutdatedClick())


def test_what_is_asked_beside_a_step_leaves_its_buttons_and_its_form_good() -> None:
    beside = held(replace(REVIEW, run=replace(NAMED, asked=st.Asked(NOW, "Reviewing", st.WhyHuman.ASKED))), 7)
    for state, rev in ((beside, 8), (held(beside, 9), 11)):
        assert flow.seen(state, rev) == flow.seen(REVIEW, 7)
    moved = flow.advance(beside, ev.WentBack(), NOW, rehearsal=False)
    assert moved is not None
    assert (moved.state.run.place, moved.state.run.asked) == (0, beside.run.asked)


@pytest.mark.parametrize("other", ALIKE)
def test_a_consent_is_for_one_run_court_pair_of_accounts_and_form(other: st.State) -> None:
    assert flow.about(other) != flow.about(REVIEW)
    for drawn, now in ((REVIEW, other), (other, REVIEW)):
        event = flow.taken(ev.ConfirmedLink(), flow.seen(drawn, 7), now, 7)
        step = flow.advance(now, event, NOW, rehearsal=False)
        assert step is not None
        assert not any(isinstance(effect, do.SubmitLink) for effect in step.effects)


def test_a_consent_sends_what_it_was_for_and_nothing_else() -> None:
    event = flow.taken(ev.ConfirmedLink(), flow.seen(REVIEW, 7), REVIEW, 7)
    step = flow.advance(REVIEW, event, NOW, rehearsal=False)
    assert step is not None
    assert step.effects[-1] == do.SubmitLink("LP-SAMPLE22/1", MIEB, ACCOUNTS.form)


def test_help_explains_what_is_there_now_and_words_need_no_drawing() -> None:
    old = flow.Seen(OTHER, 1, "")
    assert flow.taken(ev.AskedForHelp(), old, REVIEW, 7) == ev.AskedForHelp()
    assert flow.taken(ev.WentBack(), None, REVIEW, 7) == ev.WentBack()


def test_a_deadline_is_for_one_change_and_needs_no_token() -> None:
    waiting = st.GettingReady(RUN, MIEB)
    due = ev.DeadlinePassed(NOW)
    assert flow.taken(due, flow.seen(waiting, 7), waiting, 7) is due
    assert flow.taken(due, flow.seen(waiting, 6), waiting, 7) == ev.OutdatedClick()


@pytest.mark.parametrize("stored", [False, True])
@pytest.mark.parametrize("state", states())
def test_a_rehearsing_process_never_sends_a_link_whatever_was_stored(state: st.State, stored: bool) -> None:
    was = replace(state, run=replace(state.run, rehearsal=stored))
    for event in events():
        step = flow.advance(was, event, NOW, rehearsal=True)
        assert step is not None
        assert not any(isinstance(effect, do.SubmitLink) for effect in step.effects)
        assert step.state.run.rehearsal or isinstance(step.state, st.Ended)
        looked_again = isinstance(step.state, st.Confirming) and step.effects == (do.ReadMenu(),)
        if step.state != was and not looked_again and not isinstance(event, ev.ToBeForgotten):
            seen = do.ShowCard | do.TellAttorney | do.TellAboutAttorney  # those are answered in their form, and told
            assert any(isinstance(effect, seen) for effect in step.effects), "the person sees every change"
        real = flow.advance(step.state, ev.Restarted(), NOW, rehearsal=False)
        assert real is not None
        assert not real.state.run.rehearsal or isinstance(real.state, st.Ended)


def test_an_earlier_submit_is_read_from_any_run() -> None:
    check = ev.AskedToCheckAgain(MIEB, "LP-2")
    assert flow.taken(check, flow.Seen(OTHER, 1, ""), REVIEW, 7) is check
