"""Slack takes every block of every state, whatever the values, and no value becomes markup."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from bot import screens
from bot.flow import states as st
from bot.flow.effects import Field, Outcome, TellHelpDesk
from bot.sandbox.workspace.blocks import validate_blocks, validate_options
from bot.sandbox.workspace.views import validate_view
from bot.screens import HomeLink, Message
from tests.screens.every_state import DRAWN, MIEB, NOW, TIDY_STATES, WILD_STATES, WILD_VALUES

ALL = [*TIDY_STATES, *WILD_STATES]
KEPT = {Field.PACER_USERNAME: "alexrivera", Field.FILER_LOGIN: "x" * 4000}
OURS = re.compile(
    r"<!date\^\d+\^\{date_short_pretty\} at \{time\}\|\w+ \d{1,2}, \d{4}, \d\d:\d\d UTC>"
    r"|<!date\^\d+\^\{date\}\|\w+ \d{1,2}, \d{4}>"
    r"|<https?://(?:www|ecf)\.\w+\.uscourts\.gov[\w/.]*>"
    r"|<@U0ATTORNEY>"
    r"|^> "
    r"|<https://app\.slack\.com/x\|[\w ]+>",
    re.MULTILINE,
)


def messages_of(state: st.State) -> list[Message]:
    return [
        screens.card(state, DRAWN),
        screens.folded(state),
        screens.result(state, DRAWN),
        screens.command_answer(state, "https://app.slack.com/x"),
        screens.command_answer(state, ""),
        screens.help_message(state, DRAWN),
        screens.reminder(state, DRAWN),
        screens.status_answer(state, DRAWN, "https://app.slack.com/x"),
        screens.status_answer(state, None, ""),
        screens.cancel_answer(state),
    ]


def formatted(part: Any) -> Iterator[str]:
    """Give every mrkdwn text in blocks."""
    if isinstance(part, dict):
        if part.get("type") == "mrkdwn":
            assert part["verbatim"] is True
            yield part["text"]
        for inside in part.values():
            yield from formatted(inside)
    elif isinstance(part, list):
        for inside in part:
            yield from formatted(inside)


def assert_sound(message: Message) -> None:
    assert validate_blocks(message.blocks, surface="message") == []
    assert 10 < len(message.text) < 4000
    assert message.text == message.text.strip()
    for words in [message.text, *formatted(message.blocks)]:
        assert_escaped(words)


def assert_escaped(words: str) -> None:
    rest = OURS.sub("", words)
    assert not re.search(r"[<>]", rest)
    assert not re.search(r"&(?!amp;|lt;|gt;)", rest)
    assert all(each.isprintable() or each in "\n\u200d" for each in rest)


def test_slack_takes_every_message() -> None:
    for state in ALL:
        for message in messages_of(state):
            assert_sound(message)


def test_slack_takes_every_modal() -> None:
    for state in ALL:
        view = screens.modal(state, "sealed", DRAWN, KEPT)
        assert validate_view(view) == []
        assert view["private_metadata"] == "sealed"
        assert view["notify_on_close"] is True
        assert view["callback_id"] == screens.view_id(state)
        assert sum(block["type"] == "input" for block in view["blocks"]) <= 6
        for words in formatted(view["blocks"]):
            assert_escaped(words)


def test_slack_takes_every_home() -> None:
    wild = [WILD_VALUES[number % len(WILD_VALUES)] for number in range(60)]
    links = [HomeLink(value, NOW, st.Proof.PERSONS_WORD, value, value) for value in wild]
    views = [screens.home(state, [], DRAWN) for state in ALL]
    for view in [*views, screens.home(None, [], None), screens.home(TIDY_STATES[0], links, DRAWN)]:
        assert validate_view(view) == []
        for words in formatted(view["blocks"]):
            assert_escaped(words)


@pytest.mark.parametrize("value", WILD_VALUES)
def test_slack_takes_every_help_desk_notice(value: str) -> None:
    for outcome in Outcome:
        for problem in (None, *st.PROBLEMS):
            told = TellHelpDesk(outcome, replace(MIEB, name=value), problem, value)
            assert_sound(screens.help_desk_notice(told, DRAWN.user, DRAWN.reference))
    for reason, court in product(st.HandOver, (None, replace(MIEB, name=value))):
        told = TellHelpDesk(Outcome.ASKED, court, step=value, reason=reason)
        assert_sound(screens.help_desk_notice(told, DRAWN.user, DRAWN.reference))


def test_slack_takes_the_rest() -> None:
    for view in (screens.opening(), screens.form_outdated(), screens.trouble_view()):
        assert validate_view(view) == []
    for message in (
        screens.not_yours(),
        screens.refreshed(),
        screens.trouble(),
        screens.pointer(),
        screens.pointer(DRAWN),
        screens.secret_warning(),
        screens.no_conversation_help(),
        screens.help_answer(""),
        screens.status_answer(None, None, "https://app.slack.com/x"),
        screens.cancel_answer(None),
        screens.command_answer(None, ""),
        screens.forgotten(),
        screens.cannot_forget_now(),
    ):
        assert_sound(message)
    courts = [replace(MIEB, name=value or "A court") for value in WILD_VALUES] * 30
    assert validate_options({"options": screens.court_options(courts)}) == []


def test_all_of_it_is_json() -> None:
    for state in WILD_STATES:
        made = [
            screens.card(state, DRAWN).blocks,
            screens.modal(state, "sealed", DRAWN),
            screens.home(state, [], DRAWN),
        ]
        json.dumps(made, ensure_ascii=False).encode()
