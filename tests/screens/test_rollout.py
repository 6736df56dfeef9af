"""A roll-out's screens are what Slack takes, however many people and courts there are, and say what is so."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, get_args

import pytest

from bot import screens
from bot.flow import states as st
from bot.rollout.inviting import Letter
from bot.rollout.standing import Board, Facts, Standing, board
from bot.sandbox.workspace import validate_blocks, validate_view
from bot.screens.rollout import rollout_lines
from tests.support.person import words

if TYPE_CHECKING:
    from collections.abc import Iterator

NOW = datetime(2026, 3, 5, 15, 0, tzinfo=UTC)
STEPS = ["", *(state.__name__ for state in get_args(st.State))]
HOSTILE = "<!channel> *bold* & " + "x" * 300


def a_firm(people: int, courts: int, seed: int) -> Board:
    chance = random.Random(seed)  # noqa: S311 - a firm that can be repeated

    def facts() -> Iterator[Facts]:
        for person in range(people):
            for court in range(courts):
                at = NOW - timedelta(minutes=chance.randrange(20_000))
                step = chance.choice(STEPS)
                yield Facts(
                    f"U{person:010d}",
                    f"court{court}",
                    at,
                    sent_at=chance.choice([None, at]),
                    reminded_at=chance.choice([None, at]),
                    fault=chance.choice(["", "user_disabled"]),
                    step=step,
                    moved_at=at if step else None,
                    on_hold=chance.random() < 0.2,
                )

    return board(facts(), NOW, timedelta(hours=1))


@pytest.mark.parametrize("native", [True, False])
@pytest.mark.parametrize(("people", "courts"), [(1, 1), (3, 2), (200, 1), (60, 30), (7, 94)])
def test_slack_takes_the_board_of_any_firm(people: int, courts: int, native: bool) -> None:
    for seed in range(5):
        shown = a_firm(people, courts, seed)
        message = screens.board_message(shown, lambda court: f"{court} {HOSTILE}", NOW, native=native)
        assert validate_blocks(message.sent, surface="message") == []
        assert len(message.text) <= 4000
        marked = [each for each in message.sent if each["type"] != "data_table"]  # whose cells are plain text
        assert "<!channel>" not in words(marked)
        home: Any = {"type": "home", "blocks": screens.board_blocks(shown, lambda court: court + HOSTILE)}
        assert validate_view(home) == []


def test_the_board_counts_whom_it_shows() -> None:
    shown = a_firm(200, 2, 1)
    message = screens.board_message(shown, str, NOW, native=True)
    chart = next(each for each in message.sent if each["type"] == "data_visualization")
    slices: Any = chart["chart"]
    assert sum(each["value"] for each in slices["segments"]) == 400
    for standing, number in shown.totals.items():
        if number:
            assert f"*{number}*" in words(message.sent), standing
    assert screens.board_blocks(Board(()), str) == []


def test_the_terminal_names_each_who_waits() -> None:
    shown = a_firm(20, 1, 2)
    lines = rollout_lines(shown)
    for which in (Standing.STUCK, Standing.CANCELLED, Standing.ON_HOLD, Standing.NOT_REACHED):
        for each in shown.of(which):
            assert any(line.startswith(f"{each.user} at {each.court}: ") for line in lines)
    assert set(shown.for_a_human) <= set(lines)
    assert not any("*" in line for line in lines)


def test_an_invitation_has_a_button_for_each_court() -> None:
    courts = [(f"court{number}", f"Court {number} {HOSTILE}") for number in range(screens.MOST_COURTS)]
    letter = Letter(tuple(court for court, _ in courts), "U1", without_mfa=True)
    message = screens.invitation(letter, courts)
    assert validate_blocks(message.sent, surface="message") == []
    rows: Any = next(each for each in message.sent if each["type"] == "actions")
    assert [each["action_id"] for each in rows["elements"]] == [f"invited.{court}" for court, _ in courts]


def test_slack_takes_the_forms_whatever_was_found() -> None:
    assert validate_view(screens.invite_form()) == []
    people = {f"U{number:010d}": number % 2 == 0 for number in range(500)}
    found = screens.Found(people, [HOSTILE] * 300, [HOSTILE] * screens.MOST_COURTS)
    view = screens.invite_review(found)
    assert validate_view(view) == []
    assert "People who get a message: 500" in words(view)
    assert "by the list: 250" in words(view)
    nobody = screens.invite_review(screens.Found({}, ["Nobody Here"], ["Court"]))
    assert validate_view(nobody) == []
    assert "submit" not in nobody
