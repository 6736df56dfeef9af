"""Where each person is, what the board counts, and who is reminded: by rules that hold for all of them."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import get_args

from bot.flow import states as st
from bot.rollout.inviting import invited
from bot.rollout.standing import (
    STILL,
    Facts,
    Standing,
    Where,
    board,
    due_for_reminder,
    for_a_human,
    morning,
    place,
)

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
BEFORE = NOW - timedelta(days=10)
AFTER = timedelta(hours=72)
STEPS = ["", *(state.__name__ for state in get_args(st.State))]


def facts(user: str = "U1", court: str = "mieb", **known: object) -> Facts:
    return Facts(user, court, BEFORE, **known)  # type: ignore[arg-type]


def any_facts(chance: random.Random) -> Facts:
    def when() -> datetime | None:
        return chance.choice([None, BEFORE, NOW - AFTER, NOW - STILL, NOW - timedelta(minutes=5), NOW])

    step = chance.choice(STEPS)
    return facts(
        chance.choice(["U1", "U2", "U3"]),
        chance.choice(["mieb", "miwb"]),
        sent_at=when(),
        reminded_at=when(),
        fault=chance.choice(["", "", "", "user_disabled"]),
        linked_at=chance.choice([None, None, NOW]),
        step=step,
        moved_at=when() if step else None,
        needs_human=chance.random() < 0.3,
        on_hold=chance.random() < 0.1,
    )


def test_how_far_somebody_is() -> None:
    def standing(**known: object) -> Standing:
        return place(facts(**known), NOW).standing

    assert standing() is Standing.QUEUED
    assert standing(sent_at=NOW) is Standing.INVITED
    assert standing(fault="user_disabled") is Standing.NOT_REACHED
    assert standing(sent_at=BEFORE, step="GettingReady", moved_at=NOW) is Standing.STARTED
    assert standing(sent_at=BEFORE, step="GettingReady", moved_at=NOW - STILL) is Standing.STUCK
    assert standing(step="GettingReady", moved_at=NOW, needs_human=True) is Standing.STUCK
    assert standing(step="Refused", moved_at=NOW) is Standing.STUCK
    assert standing(step="Cancelled", moved_at=BEFORE, needs_human=True) is Standing.CANCELLED
    assert standing(step="Refused", moved_at=NOW, on_hold=True) is Standing.ON_HOLD
    assert standing(step="Registered", moved_at=NOW) is Standing.ON_HOLD
    assert standing(step="AlreadyLinked", moved_at=NOW, needs_human=True) is Standing.LINKED
    assert standing(linked_at=NOW) is Standing.LINKED


def test_where_and_since_when_somebody_is_stuck() -> None:
    stuck = place(facts(sent_at=BEFORE, step="AwaitingFilerLogin", moved_at=NOW - 2 * STILL), NOW)
    assert (stuck.where, stuck.since, stuck.reminded) == (Where.OLD_LOGIN, NOW - 2 * STILL, False)


def test_every_state_at_a_court_is_somewhere() -> None:
    nowhere = {step for step in STEPS if place(facts(step=step), NOW).where is Where.NOWHERE}
    assert nowhere == {"", "ChoosingCourt"}


def test_what_holds_for_any_roll_out() -> None:
    chance = random.Random(2026)  # noqa: S311 - a history that can be repeated
    for _ in range(2000):
        known = {(each.user, each.court): each for each in (any_facts(chance) for _ in range(4))}.values()
        shown = board(known, NOW, AFTER)
        assert len(shown.places) == len(known) == sum(shown.totals.values())
        assert sum(sum(counts.values()) for counts in shown.courts.values()) == len(known)
        assert all(each.since <= NOW for each in shown.places)
        due, silent = due_for_reminder(known, NOW, AFTER), set(shown.for_a_human)
        assert not due.keys() & silent, "who is reminded has time to answer"
        for user in due.keys() | silent:
            theirs = [each for each in shown.places if each.user == user]
            assert {each.standing for each in theirs} == {Standing.INVITED}, "who began is left alone"
        assert all(at <= NOW for at in due.values())
        assert not any(each.reminded_at for each in known if each.user in due), "nobody is reminded twice"


def test_one_reminder_and_then_a_human() -> None:
    silent = facts(sent_at=NOW - AFTER)
    assert due_for_reminder([silent], NOW - timedelta(seconds=1), AFTER) == {}
    assert due_for_reminder([silent], NOW, AFTER) == {"U1": NOW}
    reminded = facts(sent_at=BEFORE, reminded_at=NOW - AFTER)
    assert due_for_reminder([reminded], NOW, AFTER) == {}
    assert for_a_human([reminded], NOW - timedelta(seconds=1), AFTER) == ()
    assert for_a_human([reminded], NOW, AFTER) == ("U1",)
    assert for_a_human([facts(sent_at=BEFORE, reminded_at=BEFORE, step="GettingReady")], NOW, AFTER) == ()


def test_a_reminder_comes_on_a_working_morning_of_the_persons_own() -> None:
    friday_night = datetime(2026, 3, 7, 1, 0, tzinfo=UTC)
    assert morning(friday_night, "America/New_York") == datetime(2026, 3, 9, 13, 0, tzinfo=UTC)
    early = datetime(2026, 3, 4, 6, 0, tzinfo=UTC)
    assert morning(early, "America/New_York") == datetime(2026, 3, 4, 14, 0, tzinfo=UTC)


def test_nobody_is_invited_to_the_same_court_twice() -> None:
    known = {("U1", "mieb"), ("U2", "miwb")}
    assert invited(["U1", "U2", "U1", "U3"], ["mieb", "miwb", "mieb"], known) == {
        "U1": ["miwb"],
        "U2": ["mieb"],
        "U3": ["mieb", "miwb"],
    }
    assert invited(["U1"], ["mieb"], known) == {}
