"""Answers to questions, "Do you mean", and whether a thing said in other words is to be done. PURE."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from bot import flow
from bot.answering.matching import HalfSure, NotSure, Sure
from bot.answering.topics import Subject, Topic
from bot.answering.words import Word
from bot.flow import states as st
from bot.screens.answers import said, status_words
from bot.screens.blocks import actions, button, escaped, section, sections
from bot.screens.buttons import add_sentence, ask_help_desk, cancel, help_, start
from bot.screens.ids import ActionId, of_topic, stamp
from bot.screens.linked import linked_courts, whom_to_call
from bot.screens.message import Message
from bot.screens.phrases import court_name, court_of, desk, menus
from bot.screens.progress import by_hand
from bot.texts import answers, asked, by_court, common, topics

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.answering.matching import Understood
    from bot.screens.ids import Drawn
    from bot.screens.linked import KnownLink
    from bot.screens.shapes import Block, Button

_HOURS = 100


def topic_answer(
    topic: Topic, state: st.State | None, drawn: Drawn | None, hours: str = "", links: Sequence[KnownLink] = ()
) -> Message:
    """Answer a question: what is known, what holds everywhere, at the chosen court and at this step; then where one is.

    `hours`: when the chosen court's help desk is there, as its own words have it.
    """
    court = court_of(state) if state else None
    title = common.strong(topics.QUESTIONS[topic])
    paragraphs = [_general(topic, court, hours), _at(topic, court), _now(topic, state)]
    where = asked.where(status_words(state))
    if topic is Topic.THANKS:
        return (
            Message([*sections(paragraphs[0], where), *_ways_on(state, drawn)]) if _live(state) else said(paragraphs[0])
        )
    known = _known(topic, state, links)
    if topic is Topic.AM_I_LINKED:  # what is known comes first, and the way to find out oneself last
        return Message([*sections(common.lines(title, where), *known, paragraphs[0]), *_ways_on(state, drawn)])
    said_first = common.lines(title, paragraphs[0])
    return Message([*sections(said_first, *known, *paragraphs[1:], where), *_ways_on(state, drawn)])


def _known(topic: Topic, state: st.State | None, links: Sequence[KnownLink]) -> list[str]:
    """Give what this app has on record, where it is asked about."""
    match topic:
        case Topic.AM_I_LINKED:
            courts = linked_courts(links)
            return [answers.ON_RECORD, *courts] if courts else [answers.NONE_ON_RECORD]
        case Topic.LINKED_WRONG:
            called = whom_to_call(links, state)
            return [*called, answers.ANOTHER_COURTS_DESK] if called else [answers.WHICH_COURT]
        case _:
            return []


def _general(topic: Topic, court: st.Court | None, hours: str) -> str:
    if topic is Topic.COURT_PHONE and court is None:
        return asked.NO_COURT_YET
    filled = {
        "court": court_name(court),
        "desk": desk(court),
        "menus": menus(court) if court else common.menus(()),
        "hours": asked.hours(escaped(hours, _HOURS)) if hours else "",
    }
    return common.to_desk(topics.ANSWERS[topic], filled["desk"]).format(**filled).rstrip()


def _at(topic: Topic, court: st.Court | None) -> str:
    return by_court.AT.get(topic, {}).get(court.id, "") if court else ""


def _now(topic: Topic, state: st.State | None) -> str:
    """Give what the present step adds to an answer."""
    if state is None or isinstance(state, st.Ended | st.ChoosingCourt):
        return ""
    hand = by_hand(state)
    match topic:
        case Topic.IN_BROWSER if hand:
            return asked.BY_HAND_ALREADY
        case Topic.SLACK_SEES | Topic.PASSWORD_STORED | Topic.WHAT_YOU_NEED if hand:
            return asked.NOTHING_THROUGH_SLACK
        case Topic.ENTRY_MISSING if not hand:
            return asked.THIS_APP_LOOKS
        case _:
            return ""


def offer(taken: Understood, state: st.State | None, drawn: Drawn | None) -> Message:
    """Offer what was understood and is not a question that is answered at once."""
    match taken:
        case Sure(Word() as word):
            return really(word, state, drawn)
        case Sure(subject):
            return did_you_mean((subject,), state, drawn)
        case HalfSure(subjects):
            return did_you_mean(subjects, state, drawn)
        case NotSure():
            return not_known(state, drawn)
        case _:
            assert_never(taken)


def did_you_mean(subjects: Sequence[Subject], state: st.State | None, drawn: Drawn | None) -> Message:
    """Ask which of at most three is meant; a click gives the answer, or does what the word does."""
    buttons = [each for each in (_offer(subject, state, drawn) for subject in subjects) if each]
    if not buttons:
        return not_known(state, drawn)
    offered = {each["action_id"] for each in buttons}
    on = [each for each in _on(state, drawn) if each["action_id"] not in offered]
    return Message([section(asked.HALF_SURE), *actions(*buttons), *(actions(*on) if on else ())])


def _offer(subject: Subject, state: st.State | None, drawn: Drawn | None) -> Button | None:
    if isinstance(subject, Topic):
        made = button(ActionId.ANSWER, topics.QUESTIONS[subject], _value(drawn))
        return {**made, "action_id": of_topic(subject)}
    return _to_do(subject, state, drawn)


def really(word: Word, state: st.State | None, drawn: Drawn | None) -> Message:
    """Ask before a thing is done that was said in a person's own words; nothing is done until they click."""
    pressed = _to_do(word, state, drawn)
    match word:
        case Word.CANCEL:
            words = asked.REALLY_CANCEL
        case Word.BACK:
            words = asked.REALLY_BACK
        case Word.START_OVER:
            words = asked.REALLY_START_OVER
        case Word.HUMAN:
            words = asked.REALLY_HUMAN if pressed else asked.NO_RUN_FOR_HUMAN
        case Word.LINK | Word.HELP | Word.STATUS:
            words = asked.REALLY_LINK
        case _:
            assert_never(word)
    if pressed:
        return Message([section(words), *actions(pressed)])
    said_instead = words if word is Word.HUMAN else asked.where(status_words(state))
    return Message([section(said_instead), *_ways_on(state, drawn)])


def _to_do(word: Word, state: st.State | None, drawn: Drawn | None) -> Button | None:
    """Make the button that does what a word does; None where there is nothing of the kind to do."""
    if word is Word.HELP:
        return help_(_value(drawn))
    if word is Word.LINK and not _live(state):
        return start(common.START)
    if word is Word.LINK or word is Word.STATUS:
        return start(common.SHOW_CARD)
    if state is None or drawn is None:
        return None
    if word is Word.HUMAN:
        return _human(state, drawn)
    if not flow.may_stop(state):
        return None
    match word:
        case Word.CANCEL:
            return cancel(_value(drawn))
        case Word.BACK:
            return button(ActionId.BACK, common.BACK, _value(drawn))
        case Word.START_OVER:
            return button(ActionId.START_OVER, common.START_OVER, _value(drawn))
        case _:
            assert_never(word)


def not_known(state: st.State | None, drawn: Drawn | None) -> Message:
    """Say that there is no answer, and offer what is always there, and the human."""
    human = _human(state, drawn)
    value = _value(drawn)
    shown = start(common.SHOW_CARD if _live(state) else common.START, style="primary")
    stop = cancel(value) if state and flow.may_stop(state) else None
    whom_else = "" if human else asked.WHOM_ELSE
    return Message([*sections(asked.NOT_KNOWN, whom_else), *actions(shown, help_(value), stop, human)])


def _ways_on(state: st.State | None, drawn: Drawn | None) -> list[Block]:
    return actions(*_on(state, drawn))


def _on(state: st.State | None, drawn: Drawn | None) -> list[Button]:
    human = _human(state, drawn)
    return [start(common.SHOW_CARD if _live(state) else common.START), *([human] if human else ())]


def _human(state: st.State | None, drawn: Drawn | None) -> Button | None:
    """Make the button that asks for a human, or says more to the one who was asked."""
    if state is None or drawn is None:
        return None
    return add_sentence(drawn) if state.run.asked else ask_help_desk(drawn)


def _value(drawn: Drawn | None) -> str:
    return stamp(drawn) if drawn else ""


def _live(state: st.State | None) -> bool:
    return state is not None and (isinstance(state, st.Unknown) or not isinstance(state, st.Ended))
