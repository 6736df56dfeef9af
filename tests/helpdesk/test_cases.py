"""A case is opened by what needs a human, taken by one, and closed by one or by a proof."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.flow.effects import Leaving, Outcome, TellHelpDesk
from bot.helpdesk import cases
from bot.helpdesk.cases import (
    Case,
    Claim,
    Closed,
    Deed,
    GoOn,
    Hold,
    Left,
    Line,
    Moved,
    No,
    PutOnHold,
    Reason,
    Reopen,
    Resolve,
    Said,
    Suggest,
    TakeOver,
    Verdict,
    Waiting,
    Write,
)
from bot.helpdesk.hints import Hint
from bot.vocabulary import Trouble
from tools.samples import MIEB, NOW

ASKED = TellHelpDesk(Outcome.ASKED, MIEB, step="Reviewing")
LINKED = TellHelpDesk(Outcome.LINKED, MIEB)
OPEN = Case("LP-1", "U1", NOW, ASKED, heard=7)
HELD = replace(OPEN, holder="U7")
CLOSED = replace(HELD, closed=Closed(NOW, "U7", Reason.HELPED))
GONE = replace(HELD, left=Left(Leaving.CANCELLED, NOW))
LATER = NOW + timedelta(minutes=5)
SOON = NOW + timedelta(hours=2)
HOLD = Hold(Waiting.CLERK, SOON, "U7")
WAITING = replace(HELD, hold=HOLD)


def told(case: Case | None, news: TellHelpDesk, heard: int = 8) -> Moved | None:
    return cases.told(case, Said("LP-1", "U1", news, heard), LATER)


@pytest.mark.parametrize("outcome", Outcome)
def test_what_needs_a_human_opens_a_case_and_nothing_else_does(outcome: Outcome) -> None:
    news = TellHelpDesk(outcome, MIEB)
    opens = outcome not in {Outcome.LINKED, Outcome.REHEARSED, Outcome.TURNED}
    assert told(None, news) == (Moved(Case("LP-1", "U1", LATER, news, 8)) if opens else None)


def test_more_of_the_same_run_is_the_same_case() -> None:
    unknown = TellHelpDesk(Outcome.UNKNOWN, MIEB)
    assert told(HELD, unknown) == Moved(replace(HELD, news=unknown, heard=8))


def test_what_was_heard_before_changes_nothing() -> None:
    for again in (7, 6):
        assert told(CLOSED, ASKED, again) == Moved(CLOSED)


def test_a_proof_that_comes_later_closes_it_by_itself() -> None:
    closed = replace(HELD, news=LINKED, heard=8, closed=Closed(LATER))
    assert told(HELD, LINKED) == Moved(closed, Line(Deed.PROVEN))
    assert told(CLOSED, LINKED) == Moved(replace(CLOSED, news=LINKED, heard=8))
    assert cases.is_proven(closed)
    assert not cases.is_proven(CLOSED)
    assert not cases.is_proven(OPEN)


@pytest.mark.parametrize("how", Leaving)
def test_a_run_that_was_left_keeps_no_place_and_nothing_goes_on_in_it(how: Leaving) -> None:
    left = replace(HELD, left=Left(how, NOW))
    assert cases.left(HELD, how, NOW) == Moved(left, Line(Deed.LEFT, left=how))
    assert cases.left(left, how, LATER) is None
    assert cases.left(None, how, NOW) is None
    assert HELD.keeps_place
    assert not left.keeps_place
    assert (HELD.hints, left.hints) == ((Hint.RESUME, Hint.GUIDED), ())


def test_what_was_asked_of_nobody_and_taken_by_nobody_closes_with_its_run() -> None:
    stuck = replace(OPEN, news=TellHelpDesk(Outcome.STUCK, MIEB, step="Reviewing"))
    for case, closes in ((stuck, True), (replace(stuck, holder="U7"), False), (OPEN, False)):
        moved = cases.left(case, Leaving.CANCELLED, NOW)
        assert moved is not None
        assert moved.case.closed == (Closed(NOW) if closes else None)
        assert not cases.is_proven(moved.case)


@pytest.mark.parametrize(
    ("news", "hints"),
    [
        (TellHelpDesk(Outcome.UNKNOWN, MIEB), (Hint.CHECK_AGAIN,)),
        (TellHelpDesk(Outcome.SET_ASIDE_UNKNOWN, None), ()),
        (TellHelpDesk(Outcome.ASKED, MIEB, step="Unknown"), (Hint.CHECK_AGAIN,)),
        (TellHelpDesk(Outcome.ADDED, MIEB, step="Confirming"), (Hint.CHECK_AGAIN,)),
        (TellHelpDesk(Outcome.ASKED, MIEB, step="Cancelled"), ()),
        (TellHelpDesk(Outcome.BY_MEMBER, None), ()),
        (TellHelpDesk(Outcome.REFUSED, MIEB, Trouble.UNEXPECTED_PAGE), (Hint.GUIDED,)),
        (TellHelpDesk(Outcome.REFUSED, MIEB, Trouble.FILER_LINKED_ELSEWHERE), ()),
        (TellHelpDesk(Outcome.STUCK, MIEB, step="AwaitingFilerLogin"), (Hint.RESUME, Hint.GUIDED)),
    ],
)
def test_only_what_can_be_of_use_is_suggested(news: TellHelpDesk, hints: tuple[Hint, ...]) -> None:
    case = replace(HELD, news=news)
    assert case.hints == hints
    for hint in Hint:
        refused = cases.acted(case, Suggest(hint), "U7", LATER) is No.NOT_OF_USE
        assert refused == (hint not in hints)


def test_a_closed_case_is_opened_by_what_needs_a_human_again() -> None:
    assert told(CLOSED, ASKED) == Moved(replace(HELD, heard=8), Line(Deed.REOPENED))


@pytest.mark.parametrize(
    ("case", "act", "by", "after"),
    [
        (OPEN, Claim(), "U7", Moved(HELD, Line(Deed.CLAIMED, "U7"))),
        (HELD, Claim(), "U8", No.ANOTHER_HAS_IT),
        (HELD, Claim(), "U7", No.YOURS_ALREADY),
        (CLOSED, Claim(), "U8", No.CLOSED),
        (HELD, TakeOver(), "U8", Moved(replace(HELD, holder="U8"), Line(Deed.TAKEN_OVER, "U8", of="U7"))),
        (HELD, TakeOver(), "U7", No.YOURS_ALREADY),
        (OPEN, TakeOver(), "U8", Moved(replace(OPEN, holder="U8"), Line(Deed.CLAIMED, "U8"))),
        (CLOSED, TakeOver(), "U8", No.CLOSED),
        (
            HELD,
            Resolve(Reason.AT_COURT),
            "U8",
            Moved(
                replace(HELD, closed=Closed(LATER, "U8", Reason.AT_COURT), verdict=Verdict.ASKED),
                Line(Deed.RESOLVED, "U8", reason=Reason.AT_COURT, asks=True),
            ),
        ),
        (
            OPEN,
            Resolve(Reason.HELPED),
            "U8",
            Moved(
                replace(OPEN, holder="U8", closed=Closed(LATER, "U8", Reason.HELPED), verdict=Verdict.ASKED),
                Line(Deed.RESOLVED, "U8", reason=Reason.HELPED, asks=True),
            ),
        ),
        (CLOSED, Resolve(Reason.HELPED), "U8", No.CLOSED),
        (CLOSED, Reopen(), "U8", Moved(HELD, Line(Deed.REOPENED, "U8"))),
        (OPEN, Reopen(), "U8", No.OPEN),
        (None, Claim(), "U8", No.GONE),
        (
            WAITING,
            Resolve(Reason.HELPED),
            "U7",
            Moved(
                replace(HELD, closed=Closed(LATER, "U7", Reason.HELPED), verdict=Verdict.ASKED),
                Line(Deed.RESOLVED, "U7", reason=Reason.HELPED, asks=True),
            ),
        ),
        (OPEN, PutOnHold(Waiting.CLERK, SOON), "U7", Moved(WAITING, Line(Deed.HELD, "U7", hold=HOLD))),
        (OPEN, PutOnHold(Waiting.CLERK, LATER), "U7", No.NOT_THEN),
        (OPEN, PutOnHold(Waiting.CLERK, LATER + timedelta(days=60, seconds=1)), "U7", No.NOT_THEN),
        (CLOSED, PutOnHold(Waiting.CLERK, SOON), "U7", No.CLOSED),
        (WAITING, GoOn(), "U8", Moved(HELD, Line(Deed.WENT_ON, "U8"))),
        (HELD, GoOn(), "U8", No.NOT_ON_HOLD),
        (OPEN, Write("Call me"), "U7", Moved(HELD, Line(Deed.WROTE, "U7", words="Call me"))),
        (HELD, Write("Call me"), "U8", Moved(HELD, Line(Deed.WROTE, "U8", words="Call me"))),
        (CLOSED, Write("Call me"), "U8", No.CLOSED),
        (GONE, Suggest(Hint.RESUME), "U7", No.NOT_OF_USE),
        (OPEN, Suggest(Hint.GUIDED), "U7", Moved(HELD, Line(Deed.SUGGESTED, "U7", hint=Hint.GUIDED))),
        (None, Reopen(), "U8", No.GONE),
    ],
)
def test_what_a_member_does(case: Case | None, act: cases.Act, by: str, after: Moved | No) -> None:
    assert cases.acted(case, act, by, LATER) == after


def test_a_member_opens_a_case_and_has_it_unless_there_is_an_open_one() -> None:
    news = TellHelpDesk(Outcome.BY_MEMBER, MIEB, said="How do I link?")
    said = Said("LP-1", "U1", news, 0)
    line = Line(Deed.OPENED_BY, "U7")
    assert cases.opened(None, said, "U7", LATER) == Moved(Case("LP-1", "U1", LATER, news, 0, holder="U7"), line)
    assert cases.opened(CLOSED, said, "U8", LATER) == Moved(
        replace(OPEN, news=news, holder="U8"), Line(Deed.OPENED_BY, "U8")
    )
    assert cases.opened(HELD, said, "U8", LATER) is No.OPEN


@pytest.mark.parametrize("verdict", [Verdict.ASKED, Verdict.SOLVED, Verdict.NOT_SOLVED])
def test_whether_it_is_solved_is_asked_once(verdict: Verdict) -> None:
    case = replace(HELD, verdict=verdict)
    moved = cases.acted(case, Resolve(Reason.HELPED), "U7", LATER)
    closed = replace(case, closed=Closed(LATER, "U7", Reason.HELPED))
    assert moved == Moved(closed, Line(Deed.RESOLVED, "U7", reason=Reason.HELPED))


def test_what_the_person_answers_is_in_the_story_and_opens_a_closed_case() -> None:
    line = Line(Deed.ANSWERED, "U1", words="Yes")
    assert cases.answered(HELD, "Yes", "U1") == Moved(HELD, line)
    assert cases.answered(CLOSED, "Yes", "U1") == Moved(HELD, line)
    assert cases.answered(HELD, "Yes", "U2") is No.GONE
    assert cases.answered(None, "Yes", "U1") is No.GONE


def test_an_answer_ends_the_hold_that_waited_for_it_and_no_other() -> None:
    for why in Waiting:
        waiting = replace(HELD, hold=Hold(why, SOON, "U7"))
        after = HELD if why is Waiting.PERSON else waiting
        assert cases.answered(waiting, "Yes", "U1") == Moved(after, Line(Deed.ANSWERED, "U1", words="Yes"))


def test_a_verdict_is_its_persons_and_counts_once() -> None:
    asked = replace(CLOSED, verdict=Verdict.ASKED)
    solved = replace(CLOSED, verdict=Verdict.SOLVED)
    assert cases.judged(asked, "U1", solved=True) == Moved(solved, Line(Deed.SOLVED, "U1"))
    unsolved = Moved(replace(CLOSED, verdict=Verdict.NOT_SOLVED), Line(Deed.NOT_SOLVED, "U1"))
    assert cases.judged(asked, "U1", solved=False) == unsolved
    assert cases.judged(solved, "U1", solved=False) is No.SAID_ALREADY
    assert cases.judged(CLOSED, "U1", solved=True) is No.SAID_ALREADY
    assert cases.judged(asked, "U7", solved=True) is No.GONE
    assert cases.judged(None, "U1", solved=True) is No.GONE


def test_who_wrote_hears_that_it_did_not_arrive() -> None:
    for deed in Deed:
        moved = cases.not_arrived(HELD, Line(deed, "U7"))
        waited_for = deed in {Deed.WROTE, Deed.SUGGESTED}
        assert moved == (Moved(HELD, Line(Deed.NOT_ARRIVED, of="U1")) if waited_for else None)
    assert cases.not_arrived(None, Line(Deed.WROTE, "U7")) is None


def test_no_words_of_a_letter_are_in_a_case_or_in_what_is_printed() -> None:
    moved = cases.acted(OPEN, Write("Call me"), "U7", LATER)
    assert isinstance(moved, Moved)
    assert "Call me" not in repr(moved) + repr(Write("Call me"))


def test_the_person_is_told_what_concerns_them() -> None:
    inside = {
        Deed.LEFT,
        Deed.REOPENED,
        Deed.PROVEN,
        Deed.ANSWERED,
        Deed.SOLVED,
        Deed.NOT_SOLVED,
        Deed.NUDGED,
        Deed.NOT_ARRIVED,
    }
    for deed in Deed:
        assert cases.is_for_person(Line(deed)) is (deed not in inside)
    assert cases.is_for_person(Line(Deed.REOPENED, "U7"))
