"""From the consent on, whole: what each answer makes of the claim, whom it tells, and what is left of the session."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.proof import AGREEING
from bot.flow.states import Finding, Problem
from bot.vocabulary import AccountWarning, Trouble
from tools.samples import ACCOUNTS, CLAIM, LOST, MIEB, NOW, RUN, SIGNED_IN, WARNED

CARD = (do.ShowCard(),)
NEWS = (do.ShowCard(news=True),)
REVIEWING = st.Reviewing(RUN, MIEB, ACCOUNTS)
LINKING = st.Linking(RUN, MIEB, ACCOUNTS, CLAIM)
ANSWERED = st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW)
NO_ANSWER = replace(ANSWERED, answered=False)
NO_PROOF = ev.MenuShowsNoProof(Finding.NOT_PROVEN)
TO_THE_END = replace(ANSWERED, since=NOW - flow.LOOKING, looks=20)
UNSETTLED = st.AwaitingPacerSignIn(RUN, MIEB, None, LOST)
UNKNOWN = st.Unknown(RUN, MIEB, Finding.ANSWER_LOST, LOST, NOW)
MASKED = ACCOUNTS.masked()


def after(state: st.State, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


def settled(how: do.Settlement) -> do.Settle:
    return do.Settle(CLAIM, how)


def test_a_consent_sends_one_claim_and_the_conversation_waits_for_that_claim() -> None:
    run = replace(RUN, consents=1)
    assert after(REVIEWING, ev.ConfirmedLink()) == flow.Step(
        st.Linking(run, MIEB, ACCOUNTS, CLAIM), (*CARD, do.SubmitLink(CLAIM, MIEB, ACCOUNTS.form))
    )


@pytest.mark.parametrize(("event", "then"), [(ev.LinkAnswered(), ANSWERED), (ev.LinkUnclear(), NO_ANSWER)])
def test_whatever_the_court_answered_its_menu_is_read(event: ev.Event, then: st.State) -> None:
    assert after(LINKING, event) == flow.Step(then, (*CARD, do.ReadMenu()))


LINKED = {
    "seen in the menu after the submit": (
        ANSWERED,
        ev.MenuShowsFiler(),
        st.Linked(RUN, MIEB, NOW, MASKED, session=True),
        do.RecordLink(MIEB, MASKED.filer, MASKED.pacer),
    ),
    "seen in the menu before anything was sent": (
        LINKING,
        ev.FoundLinked(),
        st.Linked(RUN, MIEB, NOW, session=True),
        do.RecordLink(MIEB),
    ),
    "seen when a lost answer was checked": (
        st.SigningIn(RUN, MIEB, LOST),
        ev.FoundLinked(),
        st.Linked(RUN, MIEB, NOW, session=True),
        do.RecordLink(MIEB),
    ),
    "seen after the wait was over": (
        UNKNOWN,
        ev.MenuShowsFiler(),
        st.Linked(RUN, MIEB, NOW),
        do.RecordLink(MIEB),
    ),
}


@pytest.mark.parametrize(("state", "event", "then", "record"), LINKED.values(), ids=LINKED.keys())
def test_a_proof_settles_the_claim_records_the_link_and_tells_everybody(
    state: st.State, event: ev.Event, then: st.State, record: do.RecordLink
) -> None:
    told = (do.TellResult(), do.TellHelpDesk(do.Outcome.LINKED, MIEB))
    assert after(state, event) == flow.Step(then, (*CARD, settled(do.Settlement.LINKED), record, *told))


def test_what_is_kept_of_the_accounts_is_masked_with_its_warnings_and_without_the_form() -> None:
    assert replace(WARNED, form="5a").masked() == st.Accounts(
        "D… W…",
        "E… F… P…",
        (AccountWarning.DIFFERENT_PEOPLE, AccountWarning.LOOKS_LIKE_FIRM),
    )


def test_what_was_proven_not_sent_may_be_sent_again_by_a_new_consent() -> None:
    for trouble in (Trouble.UNREACHABLE, Trouble.COURT_DOWN):
        again = st.Reviewing(RUN, MIEB, ACCOUNTS, trouble)
        assert after(LINKING, ev.LinkNotSent(trouble)) == flow.Step(again, (*NEWS, settled(do.Settlement.NOT_SENT)))


def test_with_the_session_gone_before_anything_was_sent_the_sign_in_comes_again() -> None:
    linking = replace(LINKING, run=SIGNED_IN)
    again = st.AwaitingPacerSignIn(replace(SIGNED_IN, signed_in=False), MIEB, Trouble.SESSION_EXPIRED)
    step = after(linking, ev.LinkNotSent(Trouble.SESSION_EXPIRED))
    assert step == flow.Step(again, (*NEWS, settled(do.Settlement.NOT_SENT), do.EndSession()))


def test_a_refusal_that_the_menu_agrees_with_for_a_minute_settles_the_claim_as_refused() -> None:
    why, words = Trouble.FILER_LINKED_ELSEWHERE, "Already linked to another account."
    refused = replace(ANSWERED, refused=st.Refusal(why, words))
    assert after(LINKING, ev.LinkRefused(why, words)) == flow.Step(refused, (*CARD, do.ReadMenu()))
    a_minute_ago = replace(refused, since=NOW - AGREEING, looks=6)
    assert after(a_minute_ago, NO_PROOF) == flow.Step(
        st.Refused(RUN, MIEB, why, NOW, words),
        (
            *CARD,
            do.TellResult(),
            do.TellHelpDesk(do.Outcome.REFUSED, MIEB, why, words),
            do.EndSession(),
            settled(do.Settlement.REFUSED),
        ),
    )


@pytest.mark.parametrize(
    ("state", "event", "problem"),
    [
        (TO_THE_END, NO_PROOF, Finding.NOT_PROVEN),
        (replace(TO_THE_END, answered=False), NO_PROOF, Finding.ANSWER_LOST),
        (TO_THE_END, ev.MenuShowsNoProof(Trouble.COURT_DOWN), Trouble.COURT_DOWN),
        (replace(TO_THE_END, answered=False), ev.MenuShowsNoProof(Trouble.COURT_DOWN), Trouble.COURT_DOWN),
        (replace(TO_THE_END, answered=False), ev.MenuShowsNoProof(Finding.MENUS_MISSING), Finding.MENUS_MISSING),
        (ANSWERED, ev.MenuShowsNoProof(Trouble.SESSION_EXPIRED), Trouble.SESSION_EXPIRED),
        (LINKING, ev.Restarted(), Finding.RESTARTED),
        (LINKING, ev.DeadlinePassed(NOW), Trouble.TIMED_OUT),
    ],
)
def test_without_a_proof_it_is_unknown_and_everybody_is_told_why(
    state: st.State, event: ev.Event, problem: Problem
) -> None:
    told = (do.TellResult(), do.TellHelpDesk(do.Outcome.UNKNOWN, MIEB, problem), do.EndSession())
    began, answered = (state.since, state.answered) if isinstance(state, st.Confirming) else (NOW, False)
    unknown = st.Unknown(RUN, MIEB, problem, replace(LOST, since=began, answered=answered), NOW)
    assert after(state, event) == flow.Step(unknown, (*CARD, settled(do.Settlement.UNKNOWN), *told))


@pytest.mark.parametrize("event", [ev.WentBack(), ev.AskedToCancel(), ev.DeadlinePassed(NOW)])
def test_who_does_not_sign_in_to_check_leaves_it_unknown_under_the_same_claim(event: ev.Event) -> None:
    assert after(UNSETTLED, event) == flow.Step(UNKNOWN, CARD)


@pytest.mark.parametrize(
    ("trouble", "problem"),
    [
        (Trouble.FILER_WITHOUT_MENUS, Finding.MENUS_MISSING),
        (Trouble.FIRM_ADMIN_ACCOUNT, Trouble.FIRM_ADMIN_ACCOUNT),
    ],
)
def test_a_check_that_cannot_be_made_leaves_it_unknown_and_the_help_desk_hears_why(
    trouble: Trouble, problem: Problem
) -> None:
    told = do.TellHelpDesk(do.Outcome.UNKNOWN, MIEB, problem, "The court's words.")
    assert after(st.SigningIn(RUN, MIEB, LOST), ev.CourtFailed(trouble, "The court's words.")) == flow.Step(
        st.Unknown(RUN, MIEB, problem, LOST, NOW, "The court's words."), (*CARD, told, do.EndSession())
    )


def test_a_check_that_only_failed_for_now_keeps_the_claim_for_the_next() -> None:
    again = st.AwaitingPacerSignIn(RUN, MIEB, Trouble.COURT_DOWN, LOST)
    assert after(st.SigningIn(RUN, MIEB, LOST), ev.CourtFailed(Trouble.COURT_DOWN)) == flow.Step(again, NEWS)
