"""Slack takes every block of every state, whatever the values, and no value becomes markup."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from typing import Any

import pytest

from bot import screens
from bot.answering.topics import Topic
from bot.answering.words import Word
from bot.flow import states as st
from bot.flow.effects import Field, Leaving, Outcome, TellHelpDesk
from bot.helpdesk.cases import TICKETS, Case, Closed, Deed, Hold, Left, Line, No, Reason, Waiting, is_for_person
from bot.helpdesk.clock import Day
from bot.helpdesk.hints import Hint
from bot.sandbox.workspace.blocks import validate_blocks, validate_options
from bot.sandbox.workspace.views import validate_view
from bot.screens import KnownLink, Message, ViewId
from bot.store.cases import Linked
from tests.screens.every_state import DRAWN, MIEB, NOW, TIDY_STATES, WILD_STATES, WILD_VALUES, messages_of
from tests.support.said_of import said_of

ALL = [*TIDY_STATES, *WILD_STATES]
KEPT = {Field.PACER_USERNAME: "alexrivera", Field.FILER_LOGIN: "x" * 4000}
OURS = re.compile(
    r"<!date\^\d+\^\{date_short_pretty\} at \{time\}\|\w+ \d{1,2}, \d{4}, \d\d:\d\d UTC>"
    r"|<!date\^\d+\^\{date\}\|\w+ \d{1,2}, \d{4}>"
    r"|<!date\^\d+\^\{time\}\|\d\d:\d\d UTC>"
    r"|<https?://(?:www|ecf)\.\w+\.uscourts\.gov[\w/.-]*>"
    r"|<@U0(?:ATTORNEY|HELP001)>|<#C0HELP001>"
    r"|^> "
    r"|<https://app\.slack\.com/x\|[\w ]+>",
    re.MULTILINE,
)


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
    links = [KnownLink(value, NOW, st.Proof.PERSONS_WORD, value, value) for value in wild]
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
    for reason, court in product(st.WhyHuman, (None, replace(MIEB, name=value))):
        told = TellHelpDesk(Outcome.ASKED, court, step=value, why=reason, said=value[:300])
        assert_sound(screens.help_desk_notice(told, DRAWN.user, DRAWN.reference))


MEMBER = "U0HELP001"


@pytest.mark.parametrize("value", WILD_VALUES)
def test_slack_takes_every_case_and_every_line_of_its_story(value: str) -> None:
    news = TellHelpDesk(Outcome.ASKED, replace(MIEB, name=value), None, value, said=value[:300])
    case = Case(DRAWN.reference, DRAWN.user, NOW, news, 1)
    ends = (None, Closed(NOW), *(Closed(NOW, MEMBER, reason) for reason in Reason))
    for holder, end in product(("", MEMBER), ends):
        assert_sound(screens.case_message(replace(case, holder=holder, closed=end), "7"))
    for outcome in Outcome:
        assert_sound(screens.case_message(replace(case, news=replace(news, outcome=outcome)), "7"))
    assert_sound(screens.case_message(replace(case, hold=Hold(Waiting.PACER, NOW, MEMBER)), "7"))
    for how in Leaving:
        assert_sound(screens.case_message(replace(case, left=Left(how, NOW)), "7"))
    lines = (Line(deed, MEMBER, DRAWN.user, reason) for deed, reason in product(Deed, Reason))
    held = (Line(Deed.HELD, MEMBER, hold=Hold(why, NOW, MEMBER)) for why in Waiting)
    said = (Line(deed, MEMBER, words=value) for deed in (Deed.WROTE, Deed.ANSWERED))
    hints = (Line(Deed.SUGGESTED, MEMBER, hint=hint) for hint in Hint)
    own = (Line(Deed.REOPENED), Line(Deed.PROVEN), Line(Deed.WOKEN), Line(Deed.RESOLVED, MEMBER, "", Reason.HELPED))
    nudge = Line(Deed.NUDGED, of=DRAWN.user, by_when=NOW)
    left = (Line(Deed.LEFT, left=how) for how in Leaving)
    for line in (*lines, *held, *said, *hints, *own, *left, nudge):
        if line.deed not in {Deed.HELD, Deed.NUDGED, Deed.LEFT} or line.hold or line.by_when or line.left:
            assert_sound(screens.case_line(line, news))
            assert_sound(screens.case_line(line, None))
        if is_for_person(line):
            assert_sound(screens.case_told(line, case, None, None))


def test_the_firms_ticket_system_is_named_and_mentioned_nowhere() -> None:
    case = Case(DRAWN.reference, DRAWN.user, NOW, TellHelpDesk(Outcome.ASKED, MIEB), 1, TICKETS)
    held = Hold(Waiting.PACER, NOW, TICKETS)
    lines = [
        Line(deed, TICKETS, TICKETS, Reason.HELPED, held, Hint.RESUME, "words")
        for deed in Deed
        if deed not in {Deed.NUDGED, Deed.NOT_ARRIVED, Deed.LEFT}  # these are of the case's person
    ]
    shown = [
        *(screens.case_message(replace(case, closed=end), "7") for end in (None, Closed(NOW, TICKETS, Reason.HELPED))),
        *(screens.case_line(line, None) for line in lines),
        *(screens.case_told(line, case, None, None) for line in lines if is_for_person(line)),
        screens.case_refused(No.ANOTHER_HAS_IT, TICKETS),
    ]
    assert {each.text for each in shown if TICKETS in each.text} == set()
    assert "The firm's ticket system took the case." in screens.case_line(lines[0], None).text


@pytest.mark.parametrize("kind", sorted({type(state) for state in TIDY_STATES}, key=lambda kind: kind.__name__))
def test_a_suggested_step_has_a_button_wherever_the_person_is(kind: type[st.State]) -> None:
    case = Case(DRAWN.reference, DRAWN.user, NOW, TellHelpDesk(Outcome.ASKED, MIEB), 1)
    for state, hint in product((each for each in TIDY_STATES if type(each) is kind), Hint):
        with said_of((state, hint)):
            message = screens.case_told(Line(Deed.SUGGESTED, MEMBER, hint=hint), case, state, DRAWN)
            assert_sound(message)
            assert [block["type"] for block in message.blocks].count("actions") == 1


@pytest.mark.parametrize("value", WILD_VALUES)
def test_slack_takes_the_list_of_a_morning_however_long(value: str) -> None:
    news = TellHelpDesk(Outcome.ASKED, replace(MIEB, name=value))
    waiting = [Case(f"LP-{number}", DRAWN.user, NOW, news, 1) for number in range(200)]
    linked = [Linked(DRAWN.user, "mieb"), *(Linked(f"U{number}", "mieb") for number in range(300))]
    for cases, links in ((waiting, linked), (waiting[:1], []), ([], linked[:1])):
        message = screens.desk_day(Day(NOW, NOW), cases, links)
        assert message is not None
        assert validate_blocks(message.blocks, surface="message") == []
    assert screens.desk_day(Day(NOW, NOW), [], []) is None


def test_slack_takes_the_forms_around_a_case() -> None:
    forms = (screens.write_form("sealed"), screens.answer_form("sealed"), screens.hold_form("sealed", NOW))
    for view in forms:
        assert validate_view(view) == []
    for form in (ViewId.CASE_WRITE, ViewId.CASE_ANSWER, ViewId.CASE_HOLD):
        for view in (screens.case_form_done(form), screens.case_form_over(form)):
            assert validate_view(view) == []
        for why in No:
            assert validate_view(screens.case_form_over(form, screens.case_refused(why, MEMBER))) == []


def test_slack_takes_every_answer_about_a_case() -> None:
    for why in No:
        assert_sound(screens.case_refused(why, MEMBER))
    for told in (
        *(screens.case_opened("C0HELP001", already=each) for each in (True, False)),
        screens.case_of_nobody(),
        screens.case_not_yours(),
        screens.case_unsure(),
        screens.case_not_theirs(),
        screens.case_gone(DRAWN.reference),
        *(screens.case_judged(DRAWN.reference, solved=solved) for solved in (True, False)),
    ):
        assert_sound(told)


def test_slack_takes_the_rest() -> None:
    for view in (screens.opening(), screens.form_outdated(), screens.trouble_view()):
        assert validate_view(view) == []
    for message in (
        screens.not_yours(),
        screens.refreshed(),
        screens.trouble(),
        screens.not_known(None, None),
        screens.not_known(TIDY_STATES[0], DRAWN),
        screens.secret_warning(),
        screens.secret_in_command(),
        screens.not_a_word("& * <!channel>" * 40, "https://app.slack.com/x"),
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


def test_slack_takes_every_answer_to_a_question() -> None:
    for topic, state in product(Topic, WILD_STATES[::400]):
        assert_sound(screens.topic_answer(topic, state, DRAWN, "& * <!channel>" * 20))
    for state in WILD_STATES[::20]:
        for word in Word:
            assert_sound(screens.really(word, state, DRAWN))
        assert_sound(screens.did_you_mean((Topic.COST, Word.CANCEL, Topic.PERMANENT), state, DRAWN))


def test_all_of_it_is_json() -> None:
    for state in WILD_STATES:
        made = [
            screens.card(state, DRAWN).blocks,
            screens.modal(state, "sealed", DRAWN),
            screens.home(state, [], DRAWN),
        ]
        json.dumps(made, ensure_ascii=False).encode()
