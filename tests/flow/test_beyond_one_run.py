"""What goes beyond one run: another court, a human, starting over, rehearsing, and what is never dropped."""

from __future__ import annotations

from dataclasses import replace

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.vocabulary import Trouble
from tools.samples import ACCOUNTS, CLAIM, LOST, MIEB, NOW, RUN, TXWD, states


def after(state: st.State | None, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


def kinds(step: flow.Step) -> list[type]:
    return [type(effect) for effect in step.effects]


def test_another_court_goes_on_with_the_same_session() -> None:
    linked = st.Linked(RUN, MIEB, NOW, session=True)
    begun = after(linked, ev.Started("LP-2", TXWD, "txwd"))
    assert begun.state.run == st.Run("LP-2", signed_in=True, linked=(MIEB.name,))
    assert do.CarrySession(RUN.reference) in begun.effects
    resumed = after(begun.state, ev.SaidReady())
    assert resumed.effects[-1] == do.ResumeSession(TXWD)
    gone = after(resumed.state, ev.CourtFailed(Trouble.SESSION_EXPIRED)).state
    assert isinstance(gone, st.AwaitingPacerSignIn)
    assert not gone.run.signed_in


def test_the_session_of_a_finished_link_ends_after_a_while() -> None:
    ended = after(st.Linked(RUN, MIEB, NOW, session=True), ev.DeadlinePassed(NOW))
    assert ended.state == st.Linked(RUN, MIEB, NOW)
    assert do.EndSession() in ended.effects
    assert do.CarrySession not in kinds(after(ended.state, ev.Started("LP-2")))


def test_a_human_can_be_asked_for_until_the_submit() -> None:
    for state in states():
        step = after(state, ev.AskedHelpDesk())
        before_linking = st.Waiting | st.SigningIn | st.AwaitingFilerLogin | st.FindingAccounts | st.Reviewing
        stoppable = isinstance(state, before_linking) and not getattr(state, "unsettled", None)
        assert isinstance(step.state, st.HandedOver) == (stoppable or isinstance(state, st.HandedOver))


def test_help_is_shown_at_every_step_and_changes_nothing() -> None:
    for state in states():
        step = after(state, ev.AskedForHelp())
        assert do.ShowHelp() in step.effects
        assert replace(step.state, run=state.run) == state


def test_starting_over_drops_the_run_and_its_session() -> None:
    step = after(st.Reviewing(RUN, MIEB, ACCOUNTS), ev.AskedToStartOver("LP-2"))
    assert step.state == st.ChoosingCourt(st.Run("LP-2"))
    assert do.EndSession() in step.effects
    assert after(st.Linking(RUN, MIEB, ACCOUNTS, CLAIM), ev.AskedToStartOver("LP-2")).state.run == RUN
    assert after(st.Cancelled(RUN, NOW), ev.AskedToStartOver("LP-2")).state == st.ChoosingCourt(st.Run("LP-2"))


def test_a_claim_with_an_unknown_end_is_never_dropped() -> None:
    for state in (st.AwaitingPacerSignIn(RUN, MIEB, None, LOST), st.SigningIn(RUN, MIEB, LOST)):
        for event in (ev.AskedHelpDesk(), ev.AskedToStartOver("LP-2")):
            assert after(state, event).state == state


def test_a_person_who_goes_on_is_no_longer_paused() -> None:
    paused = st.Run("LP-1", pause=st.Pause.PAUSED, paused_at=NOW)
    step = after(st.AwaitingPacerSignIn(paused, MIEB), ev.PacerSubmitted(ev.FieldShape(9), ev.FieldShape(9)))
    assert step.state == st.SigningIn(st.Run("LP-1"), MIEB)


def test_a_rehearsal_ends_at_both_accounts() -> None:
    step = flow.advance(st.FindingAccounts(RUN, MIEB), ev.AccountsRead(ACCOUNTS), NOW, rehearsal=True)
    assert step
    assert step.state == st.Rehearsed(replace(RUN, rehearsal=True), MIEB, ACCOUNTS.masked(), NOW)
    assert do.EndSession() in step.effects


def test_back_from_both_accounts_asks_for_the_old_login_again() -> None:
    assert after(st.Reviewing(RUN, MIEB, ACCOUNTS), ev.WentBack()).state == st.AwaitingFilerLogin(RUN, MIEB)
    back = after(st.AwaitingFilerLogin(RUN, MIEB), ev.WentBack())
    assert back.state == st.AwaitingPacerSignIn(RUN, MIEB)
    assert do.EndSession() in back.effects


def test_a_session_is_looked_for_where_one_may_be() -> None:
    held = {type(state) for state in states() if flow.holds_session(state)}
    assert held == {
        st.GettingReady,
        st.AwaitingFilerLogin,
        st.Reviewing,
        st.Linking,
        st.Confirming,
        st.Linked,
        st.AlreadyLinked,
    }
    assert not flow.may_forget(st.Linking(RUN, MIEB, ACCOUNTS, CLAIM))
    assert flow.may_forget(st.Reviewing(RUN, MIEB, ACCOUNTS))
