"""Up to the consent, step by step and whole: where the conversation goes, and everything that is done on the way."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.states import Finding
from bot.vocabulary import SignInNotice, Trouble
from tools.samples import ACCOUNTS, CA6, CLAIM, LOST, MIEB, NOW, QUESTIONS, REHEARSAL, RUN, SIGNED_IN, TWICE, TXWD

TYPED = ev.FieldShape(9)
BEFORE = NOW - timedelta(days=30)
ON_RECORD = replace(RUN, linked_on=BEFORE)
EARLY = replace(TXWD, linking_since=NOW.date() + timedelta(days=1))
CARD = (do.ShowCard(),)
NEWS = (do.ShowCard(news=True),)
AT_BOTTOM = (do.ShowCard(at_bottom=True),)
UNSETTLED = st.AwaitingPacerSignIn(RUN, MIEB, None, LOST)
ANSWER_LOST = st.Unknown(RUN, MIEB, Finding.ANSWER_LOST, LOST, NOW)


def after(state: st.State | None, event: ev.Event) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=False)
    assert step is not None
    return step


@pytest.mark.parametrize(
    "state",
    [
        st.ChoosingCourt(RUN),
        st.GettingReady(RUN, MIEB),
        st.Guided(RUN, CA6, 3),
        st.AwaitingPacerSignIn(RUN, MIEB),
        st.SigningIn(RUN, MIEB),
        st.AwaitingFilerLogin(RUN, MIEB),
        st.FindingAccounts(RUN, MIEB),
        st.Reviewing(RUN, MIEB, ACCOUNTS),
        st.Linking(RUN, MIEB, ACCOUNTS, CLAIM),
        st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW),
        ANSWER_LOST,
    ],
)
def test_a_bare_start_brings_the_card_down_to_where_the_person_looks(state: st.State) -> None:
    assert after(state, ev.Started("LP-2")) == flow.Step(state, AT_BOTTOM)


@pytest.mark.parametrize(
    "state",
    [
        st.GettingReady(RUN, MIEB),
        st.Guided(RUN, CA6, 3),
        st.AwaitingPacerSignIn(RUN, MIEB),
        st.SigningIn(RUN, MIEB),
        st.AwaitingFilerLogin(RUN, MIEB),
        st.FindingAccounts(RUN, MIEB),
        st.Reviewing(RUN, MIEB, ACCOUNTS),
        st.Linking(RUN, MIEB, ACCOUNTS, CLAIM),
        st.Confirming(RUN, MIEB, ACCOUNTS, CLAIM, NOW),
        ANSWER_LOST,
        st.Cancelled(RUN, NOW),
    ],
)
def test_what_belongs_to_another_step_only_draws_and_what_comes_too_late_does_nothing(state: st.State) -> None:
    assert after(state, ev.CourtChosen(TXWD)) == flow.Step(state, CARD)
    assert after(state, ev.AskedToContinue()) == flow.Step(state)
    assert after(state, ev.HelpDeskTold()) == flow.Step(state)


@pytest.mark.parametrize("state", [None, st.ChoosingCourt(RUN)])
def test_a_start_that_names_a_court_goes_to_its_fine_print_and_says_when_it_was_linked_before(
    state: st.State | None,
) -> None:
    step = after(state, ev.Started(RUN.reference, TXWD, "txwd", BEFORE))
    assert step == flow.Step(st.GettingReady(ON_RECORD, TXWD), AT_BOTTOM)


@pytest.mark.parametrize(
    "state", [st.GettingReady(RUN, MIEB), st.Guided(RUN, MIEB, 3), st.AwaitingPacerSignIn(RUN, MIEB)]
)
def test_a_live_run_goes_to_another_court_only_by_a_click(state: st.State) -> None:
    offered = flow.Step(state, (do.OfferCourts((TXWD,)),))
    assert after(state, ev.Started("LP-2", TXWD, "txwd", BEFORE)) == offered
    assert after(state, ev.Started("LP-2", None, "somewhere", found=(MIEB, TXWD))) == offered
    assert after(state, ev.WentElsewhere(TXWD, BEFORE)) == flow.Step(st.GettingReady(ON_RECORD, TXWD), AT_BOTTOM)
    assert after(state, ev.WentElsewhere(EARLY)).state == st.ChoosingCourt(
        RUN, Finding.TOO_EARLY, EARLY.name, EARLY.linking_since
    )
    assert after(state, ev.Started("LP-2", MIEB, "mieb")) == flow.Step(state, AT_BOTTOM)
    assert after(state, ev.Started("LP-2", None, "mieb", found=(MIEB,))) == flow.Step(state, AT_BOTTOM)


def test_what_may_be_linked_is_looked_at_before_another_court() -> None:
    assert after(UNSETTLED, ev.Started("LP-2", TXWD, "txwd", BEFORE)) == flow.Step(UNSETTLED, AT_BOTTOM)
    assert after(UNSETTLED, ev.WentElsewhere(TXWD)) == flow.Step(UNSETTLED, CARD)


@pytest.mark.parametrize("state", [None, st.ChoosingCourt(RUN), st.ChoosingCourt(RUN, Finding.COURT_NOT_FOUND, "x")])
def test_words_that_mean_a_few_courts_are_answered_with_these(state: st.State | None) -> None:
    step = after(state, ev.Started(RUN.reference, None, "texas western", found=(TXWD, CA6)))
    few = st.ChoosingCourt(RUN, Finding.COURT_NOT_FOUND, "texas western", found=(TXWD, CA6))
    assert step == flow.Step(few, AT_BOTTOM)
    assert after(few, ev.CourtChosen(TXWD)).state == st.GettingReady(RUN, TXWD)


@pytest.mark.parametrize("state", [None, st.ChoosingCourt(RUN)])
def test_a_court_that_links_nobody_yet_is_asked_for_again_with_its_day(state: st.State | None) -> None:
    step = after(state, ev.Started(RUN.reference, EARLY, "txwd"))
    too_early = st.ChoosingCourt(RUN, Finding.TOO_EARLY, TXWD.name, EARLY.linking_since)
    assert step == flow.Step(too_early, AT_BOTTOM)


def test_on_the_day_itself_a_court_links() -> None:
    today = replace(TXWD, linking_since=NOW.date())
    assert after(st.ChoosingCourt(RUN), ev.CourtChosen(today)).state == st.GettingReady(RUN, today)


def test_words_that_name_no_court_are_said_again() -> None:
    step = after(st.ChoosingCourt(RUN), ev.Started("LP-2", None, "no such court"))
    assert step == flow.Step(st.ChoosingCourt(RUN, Finding.COURT_NOT_FOUND, "no such court"), AT_BOTTOM)


def test_a_start_and_a_start_over_give_the_run_its_own_name_and_token() -> None:
    run = st.Run("LP-2", token="7f" * 16)
    for begun in (
        after(None, ev.Started("LP-2", token=run.token)),
        after(None, ev.AskedToStartOver("LP-2", run.token)),
        after(st.Cancelled(RUN, NOW), ev.AskedToStartOver("LP-2", run.token)),
    ):
        assert begun == flow.Step(st.ChoosingCourt(run), AT_BOTTOM)
    over = after(st.GettingReady(RUN, MIEB), ev.AskedToStartOver("LP-2", run.token))
    left = do.TellLeaving(RUN.reference, do.Leaving.BEGAN_ANOTHER)
    assert over == flow.Step(st.ChoosingCourt(run), (*AT_BOTTOM, do.EndSession(), left))


def test_the_persons_time_zone_goes_along_into_the_next_run() -> None:
    here = replace(RUN, time_zone="America/Detroit")
    next_run = st.Run("LP-2", time_zone="America/Detroit")
    assert after(st.Cancelled(here, NOW), ev.Started("LP-2")).state == st.ChoosingCourt(next_run)
    assert after(st.GettingReady(here, MIEB), ev.AskedToStartOver("LP-2")).state == st.ChoosingCourt(next_run)
    unknown = replace(ANSWER_LOST, run=here)
    next_run = replace(next_run, open_ends=(LOST,))
    assert after(unknown, ev.Started("LP-2", TXWD)) == flow.Step(st.GettingReady(next_run, TXWD), AT_BOTTOM)


WAY = {
    "a court is picked": (
        st.ChoosingCourt(RUN),
        ev.CourtChosen(MIEB, BEFORE),
        st.GettingReady(ON_RECORD, MIEB),
        (),
    ),
    "another court is wanted": (st.GettingReady(RUN, MIEB), ev.WentBack(), st.ChoosingCourt(RUN), ()),
    "ready, and PACER's session is at hand": (
        st.GettingReady(SIGNED_IN, TXWD, page=st.Page.ANOTHER_COURT),
        ev.SaidReady(),
        st.SigningIn(SIGNED_IN, TXWD),
        (do.ResumeSession(TXWD),),
    ),
    "back to PACER's notice": (
        st.AwaitingPacerSignIn(RUN, MIEB),
        ev.WentBack(),
        st.GettingReady(RUN, MIEB, page=st.Page.NOTICE),
        (),
    ),
    "signed in": (st.SigningIn(RUN, MIEB), ev.SignedIn(), st.AwaitingFilerLogin(RUN, MIEB), ()),
    "signed in, with a notice of PACER's": (
        st.SigningIn(RUN, MIEB),
        ev.SignedIn(SignInNotice.CLIENT_CODE_MISSING),
        st.AwaitingFilerLogin(RUN, MIEB, None, SignInNotice.CLIENT_CODE_MISSING),
        (),
    ),
    "linked already": (
        st.SigningIn(RUN, MIEB),
        ev.FoundLinked(),
        st.AlreadyLinked(RUN, MIEB, NOW, session=True),
        (do.RecordLink(MIEB), do.TellResult()),
    ),
    "the old login is given": (
        st.AwaitingFilerLogin(RUN, MIEB),
        ev.FilerSubmitted(TYPED, TYPED),
        st.FindingAccounts(RUN, MIEB),
        (do.FindAccounts(),),
    ),
    "no answer to the sign-in": (
        st.SigningIn(RUN, MIEB),
        ev.DeadlinePassed(NOW),
        st.AwaitingPacerSignIn(RUN, MIEB, Trouble.TIMED_OUT),
        (do.EndSession(),),
    ),
    "no answer to the old login": (
        st.FindingAccounts(SIGNED_IN, MIEB),
        ev.DeadlinePassed(NOW),
        st.AwaitingPacerSignIn(replace(SIGNED_IN, signed_in=False), MIEB, Trouble.TIMED_OUT),
        (do.EndSession(),),
    ),
    "the session is gone before the old login": (
        st.AwaitingFilerLogin(SIGNED_IN, MIEB),
        ev.CourtFailed(Trouble.SESSION_EXPIRED),
        st.AwaitingPacerSignIn(replace(SIGNED_IN, signed_in=False), MIEB, Trouble.SESSION_EXPIRED),
        (do.EndSession(),),
    ),
    "back from both accounts": (
        st.Reviewing(RUN, MIEB, ACCOUNTS),
        ev.WentBack(),
        st.AwaitingFilerLogin(RUN, MIEB),
        (),
    ),
}


@pytest.mark.parametrize(("state", "event", "then", "done"), WAY.values(), ids=WAY.keys())
def test_the_way(state: st.State, event: ev.Event, then: st.State, done: tuple[do.Effect, ...]) -> None:
    card = NEWS if isinstance(event, ev.FromCourt) and flow.asks(then) else CARD
    assert after(state, event) == flow.Step(then, (*card, *done))


@pytest.mark.parametrize(
    ("state", "court"),
    [
        (st.ChoosingCourt(RUN), None),
        (st.GettingReady(RUN, MIEB), MIEB),
        (st.AwaitingPacerSignIn(RUN, MIEB), MIEB),
        (st.SigningIn(RUN, MIEB), MIEB),
        (st.AwaitingFilerLogin(RUN, MIEB), MIEB),
        (st.FindingAccounts(RUN, MIEB), MIEB),
        (st.Reviewing(RUN, MIEB, ACCOUNTS), MIEB),
    ],
)
def test_a_cancel_ends_the_session_and_says_when_and_at_which_court(state: st.State, court: st.Court | None) -> None:
    left = do.TellLeaving(RUN.reference, do.Leaving.CANCELLED)
    cancelled = flow.Step(st.Cancelled(RUN, NOW, court), (*CARD, do.EndSession(), left))
    assert after(state, ev.AskedToCancel()) == cancelled


def test_the_card_is_wanted_again_of_a_run_that_goes_on_alone() -> None:
    here = st.GettingReady(RUN, MIEB)
    assert after(here, ev.AskedToResume()) == flow.Step(here, AT_BOTTOM)
    over = st.Cancelled(RUN, NOW, MIEB)
    assert after(over, ev.AskedToResume()) == flow.Step(over, CARD)


@pytest.mark.parametrize(("state", "court"), [(st.ChoosingCourt(RUN), None), (st.SigningIn(RUN, MIEB), MIEB)])
def test_the_help_desk_is_told_who_asks_from_which_step_and_why(state: st.State, court: st.Court | None) -> None:
    step, why = type(state).__name__, st.WhyHuman.ASKED
    told = do.TellHelpDesk(do.Outcome.ASKED, court, step=step, why=why, notice=1)
    kept = replace(state, run=replace(RUN, asked=st.Asked(NOW, step, why)))
    assert after(state, ev.AskedHelpDesk()) == flow.Step(kept, (*AT_BOTTOM, told))


def test_a_link_by_hand_counts_on_the_persons_word_and_everybody_is_told() -> None:
    word = st.Proof.PERSONS_WORD
    assert after(st.Guided(RUN, CA6, flow.STEPS[st.Road.LINK]), ev.DidGuidedStep()) == flow.Step(
        st.Linked(RUN, CA6, NOW, proof=word),
        (
            *CARD,
            do.RecordLink(CA6, proof=word),
            do.TellResult(),
            do.TellHelpDesk(do.Outcome.LINKED, CA6, step="Guided"),
        ),
    )


def test_a_refusal_is_told_to_the_person_and_to_the_help_desk_in_the_courts_words() -> None:
    for state in (st.SigningIn(RUN, MIEB), st.FindingAccounts(RUN, MIEB)):
        step = after(state, ev.CourtFailed(Trouble.FIRM_ADMIN_ACCOUNT, "An administrative account.", tried=TWICE))
        refused = st.Refused(RUN, MIEB, Trouble.FIRM_ADMIN_ACCOUNT, NOW, "An administrative account.")
        told = do.TellHelpDesk(do.Outcome.REFUSED, MIEB, Trouble.FIRM_ADMIN_ACCOUNT, "An administrative account.")
        assert step == flow.Step(refused, (*CARD, do.TellResult(), told, do.EndSession()))


@pytest.mark.parametrize("told", [False, True])
@pytest.mark.parametrize("state", [st.SigningIn(SIGNED_IN, MIEB), st.FindingAccounts(SIGNED_IN, MIEB)])
def test_a_court_that_has_left_nextgen_is_gone_on_with_by_hand(state: st.State, told: bool) -> None:
    step = after(state, ev.CourtFailed(Trouble.COURT_LEFT_NEXTGEN, told=told))
    by_hand = replace(MIEB, automated=False)
    turned = st.Guided(replace(SIGNED_IN, signed_in=False), by_hand, problem=Trouble.COURT_LEFT_NEXTGEN)
    alert = do.TellHelpDesk(do.Outcome.TURNED, by_hand, Trouble.COURT_LEFT_NEXTGEN)
    assert step == flow.Step(turned, (*CARD, *(() if told else (alert,)), do.EndSession()))
    done = after(turned, ev.DidGuidedStep()).state
    assert done == replace(turned, step=2, problem=None)
    assert after(done, ev.WentBack()).state == replace(turned, problem=None)


def test_a_court_that_has_left_nextgen_does_not_end_what_is_not_known() -> None:
    why = ev.CourtFailed(Trouble.COURT_LEFT_NEXTGEN)
    open_ended = replace(RUN, open_ends=(LOST,))
    for state in (st.SigningIn(RUN, MIEB, LOST), st.FindingAccounts(open_ended, MIEB), st.SigningIn(open_ended, MIEB)):
        assert isinstance(after(state, why).state, st.Unknown)


def test_a_rehearsal_shows_both_accounts_whole_until_it_is_ended() -> None:
    step = flow.advance(st.FindingAccounts(REHEARSAL, MIEB), ev.AccountsRead(ACCOUNTS), NOW, rehearsal=True)
    assert step
    assert step.state == st.Reviewing(REHEARSAL, MIEB, ACCOUNTS)


@pytest.mark.parametrize("questions", [(), QUESTIONS])
def test_a_rehearsal_ends_where_a_consent_would_be_and_says_so(questions: tuple[st.Question, ...]) -> None:
    state = st.Reviewing(REHEARSAL, MIEB, ACCOUNTS, None, questions)
    step = flow.advance(state, ev.ConfirmedLink(), NOW, rehearsal=True)
    ended = st.Rehearsed(REHEARSAL, MIEB, ACCOUNTS.masked(), NOW)
    told = do.TellHelpDesk(do.Outcome.REHEARSED, MIEB)
    assert step == flow.Step(ended, (*CARD, do.TellResult(), told, do.EndSession()))


def test_a_card_can_be_drawn_where_the_person_looks() -> None:
    end = do.EndSession()
    step = flow.Step(st.ChoosingCourt(RUN), (*NEWS, end))
    assert flow.below(step) == flow.Step(step.state, (do.ShowCard(at_bottom=True, news=True), end))
