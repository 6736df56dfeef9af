"""What a court's page asks is put to the person, answered by them alone, and sent with their consent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot import flow
from bot.flow import effects as do
from bot.flow import events as ev
from bot.flow import states as st
from bot.flow.asking import COURTS_TIME, LOOKS
from bot.flow.effects import Field, FieldProblem
from bot.vocabulary import Trouble
from tools.samples import ACCOUNTS, CLAIM, IN_COURTS_WORDS, MIEB, NOW, QUESTIONS, RUN

GIVEN, NOTHING = ev.FieldShape(3), ev.FieldShape()
REVIEWING = st.Reviewing(RUN, MIEB, ACCOUNTS, None, QUESTIONS, QUESTIONS)
ALL = ev.AnsweredAndConfirmed(GIVEN, (GIVEN, NOTHING, GIVEN, NOTHING))


def after(state: st.State, event: ev.Event, *, rehearsal: bool = False) -> flow.Step:
    step = flow.advance(state, event, NOW, rehearsal=rehearsal)
    assert step is not None
    return step


def test_the_answers_are_sent_under_a_claim_of_their_own() -> None:
    step = after(REVIEWING, ALL)
    linking = st.Linking(replace(RUN, consents=1), MIEB, ACCOUNTS, CLAIM, QUESTIONS)
    assert step == flow.Step(linking, (do.ShowCard(), do.SubmitLink(CLAIM, MIEB, ACCOUNTS.form)))


@pytest.mark.parametrize(
    ("event", "field"),
    [
        (replace(ALL, consent=NOTHING), Field.CONSENT),
        (replace(ALL, answers=(NOTHING, GIVEN, GIVEN, GIVEN)), Field.ANSWER_1),
        (replace(ALL, answers=(GIVEN, GIVEN)), Field.ANSWER_3),
    ],
)
def test_without_the_tick_or_an_answer_nothing_is_sent(event: ev.Event, field: Field) -> None:
    assert after(REVIEWING, event) == flow.Step(REVIEWING, (do.ShowFieldErrors(((field, FieldProblem.EMPTY),)),))


def test_an_answer_that_is_a_pasted_text_is_refused() -> None:
    long = replace(ALL, answers=(GIVEN, GIVEN, GIVEN, ev.FieldShape(201)))
    assert after(REVIEWING, long).effects == (do.ShowFieldErrors(((Field.ANSWER_4, FieldProblem.TOO_LONG),)),)


def test_a_page_that_asks_is_not_sent_by_the_button_that_answers_nothing() -> None:
    assert after(REVIEWING, ev.ConfirmedLink()).state == REVIEWING
    assert after(replace(REVIEWING, questions=()), ALL).state == replace(REVIEWING, questions=())


def test_a_rehearsal_ends_where_the_answers_would_be_sent() -> None:
    assert isinstance(after(REVIEWING, ALL, rehearsal=True).state, st.Rehearsed)


def test_what_the_page_with_the_old_login_asks_goes_with_it() -> None:
    awaiting = after(st.SigningIn(RUN, MIEB), ev.SignedIn(questions=QUESTIONS)).state
    assert awaiting == st.AwaitingFilerLogin(RUN, MIEB, questions=QUESTIONS)
    sent = ev.FilerSubmitted(GIVEN, GIVEN)
    missing = do.ShowFieldErrors(((Field.ANSWER_1, FieldProblem.EMPTY), (Field.ANSWER_3, FieldProblem.EMPTY)))
    assert after(awaiting, sent).effects == (missing,)
    step = after(awaiting, replace(sent, answers=ALL.answers))
    assert step.effects[-1] == do.FindAccounts(QUESTIONS)
    finding = step.state
    assert finding == st.FindingAccounts(RUN, MIEB, asked=QUESTIONS)
    reviewing = after(finding, ev.AccountsRead(ACCOUNTS)).state
    assert reviewing == st.Reviewing(RUN, MIEB, ACCOUNTS, asked=QUESTIONS)
    assert after(reviewing, ev.WentBack()).state == awaiting
    wrong = ev.CourtFailed(Trouble.WRONG_FILER_CREDENTIALS, questions=QUESTIONS[:1])
    again = after(finding, wrong).state
    assert again == st.AwaitingFilerLogin(RUN, MIEB, Trouble.WRONG_FILER_CREDENTIALS, questions=QUESTIONS[:1])
    said_alone = after(finding, replace(wrong, questions=None)).state
    assert said_alone == replace(again, questions=QUESTIONS), "the form is got anew, and asks what it asked"


def test_the_courts_next_page_is_put_to_the_person_and_what_was_sent_stays_open() -> None:
    linking = st.Linking(RUN, MIEB, ACCOUNTS, CLAIM, QUESTIONS)
    step = after(linking, ev.AskedOn(IN_COURTS_WORDS, QUESTIONS))
    run = replace(RUN, open_ends=(st.Unsettled(CLAIM, MIEB.id, NOW, name=MIEB.name, answered=True),))
    asked = st.Reviewing(run, MIEB, IN_COURTS_WORDS, st.Finding.ASKED_ON, QUESTIONS)
    assert step == flow.Step(asked, (do.ShowCard(news=True), do.Settle(CLAIM, do.Settlement.UNKNOWN)))
    assert isinstance(after(asked, ev.AskedToCancel()).state, st.Unknown), "it may have linked all the same"
    assert isinstance(after(asked, ALL).state, st.Linking)


def test_what_was_not_sent_is_asked_again() -> None:
    linking = st.Linking(RUN, MIEB, ACCOUNTS, CLAIM, QUESTIONS)
    again = after(linking, ev.LinkNotSent(Trouble.UNREACHABLE)).state
    assert again == st.Reviewing(RUN, MIEB, ACCOUNTS, Trouble.UNREACHABLE, QUESTIONS)


def test_a_consent_is_about_the_questions_too() -> None:
    other = replace(REVIEWING, questions=(replace(QUESTIONS[0], label="I have verified nothing"), *QUESTIONS[1:]))
    assert flow.about(other) != flow.about(REVIEWING)


MOST = (QUESTIONS[0],) * len(do.ANSWERS)
TOO_MANY = (*MOST, QUESTIONS[-1])


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (st.SigningIn(RUN, MIEB), ev.SignedIn()),
        (st.FindingAccounts(RUN, MIEB), ev.AccountsRead(ACCOUNTS)),
        (st.FindingAccounts(RUN, MIEB), ev.CourtFailed(Trouble.WRONG_FILER_CREDENTIALS)),
    ],
)
def test_a_page_that_asks_more_than_can_be_put_to_anybody_is_a_stop_that_says_so(
    state: st.State, event: ev.SignedIn | ev.AccountsRead | ev.CourtFailed
) -> None:
    assert isinstance(after(state, replace(event, questions=MOST)).state, st.AwaitingFilerLogin | st.Reviewing)
    stopped = after(state, replace(event, questions=TOO_MANY))
    assert isinstance(stopped.state, st.Refused)
    assert stopped.state.problem is st.Finding.ASKS_TOO_MUCH
    assert stopped.state.words.startswith(f"{QUESTIONS[0].label} {QUESTIONS[0].label}")
    assert len(stopped.state.words) <= 300
    assert do.EndSession() in stopped.effects


def test_with_an_earlier_submit_open_such_a_page_is_no_end_of_it() -> None:
    looked = st.Unsettled(CLAIM, MIEB.id, NOW - COURTS_TIME, looks=LOOKS - 1, name=MIEB.name)
    stopped = after(st.SigningIn(RUN, MIEB, looked), ev.SignedIn(questions=TOO_MANY)).state
    assert isinstance(stopped, st.Unknown)
    assert stopped.problem is st.Finding.ASKS_TOO_MUCH


def test_after_a_submit_such_a_page_is_left_to_the_menu() -> None:
    linking = st.Linking(RUN, MIEB, ACCOUNTS, CLAIM)
    assert isinstance(after(linking, ev.AskedOn(ACCOUNTS, TOO_MANY)).state, st.Confirming)


BEFORE = st.AwaitingFilerLogin(RUN, MIEB, questions=QUESTIONS, said=("Before you begin",))


def test_a_page_before_the_login_is_put_to_the_person_and_gone_on_from_as_they_answer() -> None:
    shown = after(st.SigningIn(RUN, MIEB), ev.SignedIn(None, QUESTIONS, BEFORE.said)).state
    assert shown == BEFORE
    missing = do.ShowFieldErrors(((Field.ANSWER_1, FieldProblem.EMPTY), (Field.ANSWER_3, FieldProblem.EMPTY)))
    assert after(shown, ev.WentOn()) == flow.Step(shown, (missing,))
    step = after(shown, ev.WentOn(ALL.answers))
    assert step.state == st.SigningIn(RUN, MIEB)
    assert step.effects == (do.ShowCard(), do.GoOn(QUESTIONS))
    assert after(step.state, ev.SignedIn()).state == st.AwaitingFilerLogin(RUN, MIEB)


@pytest.mark.parametrize(
    ("state", "event"),
    [
        (BEFORE, ev.FilerSubmitted(GIVEN, GIVEN, answers=ALL.answers)),
        (replace(BEFORE, said=()), ev.WentOn(ALL.answers)),
    ],
)
def test_each_form_is_taken_for_its_own_page_only(state: st.State, event: ev.Event) -> None:
    assert after(state, event) == flow.Step(state, (do.ShowCard(),))


def test_a_look_that_meets_such_a_page_counts_and_the_page_comes_next() -> None:
    since = NOW - COURTS_TIME
    unsettled = st.Unsettled(CLAIM, MIEB.id, since, LOOKS - 1, name=MIEB.name)
    step = after(st.SigningIn(RUN, MIEB, unsettled), ev.SignedIn(said=BEFORE.said))
    assert isinstance(step.state, st.AwaitingFilerLogin)
    assert (step.state.said, step.state.problem) == (BEFORE.said, st.Finding.FOUND_NOT_LINKED)


def test_what_the_page_says_is_what_going_on_is_about() -> None:
    assert flow.seen(BEFORE, 3) != flow.seen(replace(BEFORE, said=("Another page",)), 3)
