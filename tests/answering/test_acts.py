"""What is asked for in somebody's own words, by the grammar; and what only looks like it."""

from __future__ import annotations

import pytest

from bot.answering.acts import Acts, Asked
from bot.answering.grammar import Grammar
from bot.answering.matching import Sure, shipped_matcher
from bot.answering.reading import stem
from bot.answering.topics import Topic
from bot.answering.words import Word

OURS = shipped_matcher()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("could you please put an end to all this", Word.CANCEL),
        ("we have decided not to go through with it", Word.CANCEL),
        ("plz cancle it", Word.CANCEL),
        ("take me to the screen before this one", Word.BACK),
        ("i'd like to redo the last step", Word.BACK),
        ("lets go back to the very beginning", Word.START_OVER),
        ("wipe everything and start afresh", Word.START_OVER),
        ("which step are we on", Word.STATUS),
        ("what is the state of LP-7F3KQ2XY", Word.STATUS),
        ("no clue how this works, show me the commands", Word.HELP),
        ("hook up my filing account with pacer", Word.LINK),
        ("can somebody from IT please call me back", Word.HUMAN),
        ("this is useless, get me a real person", Word.HUMAN),
        ("my hearing starts, cancel this", Word.CANCEL),
        ("stop this i have a hearing", Word.CANCEL),
        ("scrap that, begin again", Word.START_OVER),
        ("please erase all my records", Topic.DELETE_DATA),
        ("should I use Marcus's PACER account?", Topic.OTHERS_ACCOUNT),
        ("can I use my partner's pacer account", Topic.OTHERS_ACCOUNT),
        ("is it ok to sign in with somebody else's login", Topic.OTHERS_ACCOUNT),
        ("why do you need my old password", Topic.WHY_PASSWORDS),
        ("privilege / confidentiality concerns?", Topic.CONFIDENTIAL),
        ("does this waive attorney-client privilege", Topic.CONFIDENTIAL),
        ("who wrote this", Topic.IS_IT_ALLOWED),
        ("are you a human?", Topic.ABOUT_BOT),
        ("I am furious", Topic.SORRY),
        ("I hate you, fuck off", Topic.SORRY),
        ("you are useless", Topic.SORRY),
        ("this sucks, get me a human", Word.HUMAN),
        ("bakc", Word.BACK),
        ("agent", Word.HUMAN),
        ("I'm pulling the plug on this whole business, my apologies", Word.CANCEL),
        ("can whoever runs this walk over and take it from here", Word.HUMAN),
        ("wipe the slate and ask me everything again", Word.START_OVER),
        ("hey it's me again, remind me where we left this", Word.STATUS),
    ],
)
def test_what_is_asked_for(text: str, act: Word | Topic) -> None:
    assert OURS.understood(text) == Sure(act)


@pytest.mark.parametrize(
    "text",
    [
        *("cancel my dentist appointment", "stop the hearing", "go back to the client with an offer", "start the car"),
        *("please do not cancel", "if i cancel, is my place kept?", "restart my computer", "connect my printer"),
        *(
            "if I go back a step, do I lose what I typed?",
            "what does the go back button do",
            "sign the attached, please",
        ),
        *("help me find a restaurant", "any update on my expense report", "call the client", "link two cells in excel"),
    ],
)
def test_what_is_not_asked_of_this_app(text: str) -> None:
    understood = OURS.understood(text)
    assert not isinstance(understood, Sure) or not isinstance(understood.subject, Word)


def test_a_question_beside_an_act_is_not_lost() -> None:
    assert OURS.understood("is linking permanent? please help") == Sure(Topic.PERMANENT)


def small(*lines: str) -> Acts:
    return Acts(lines, ["rabbits"])


def test_one_word_that_is_not_known_and_nothing_is_asked_for() -> None:
    acts = small("fluff: please", "ask cancel: (stop|end) [this]", "ask back: back")
    assert acts.asked("please stop this, please") == Asked(Word.CANCEL)
    assert acts.asked("please") == Asked(None)
    assert acts.asked("stop rabbits") == Asked(None)
    assert acts.asked("stop, rabbits") == Asked(Word.CANCEL, besides=True)
    assert acts.asked("stop back") == Asked(Word.CANCEL)
    assert acts.asked("when rabbits, stop") == Asked(None)


def test_a_slip_is_forgiven_and_in_short_words_only_letters_that_were_swapped() -> None:
    acts = small("ask back: back [a step]", "ask cancel: terminate")
    assert acts.asked("bakc a setp") == Asked(Word.BACK)
    assert acts.asked("termnate") == Asked(Word.CANCEL)
    assert acts.asked("bac") == acts.asked("backs a stop") == acts.asked("sack") == Asked(None)


def test_a_grammar_says_what_is_wrong_with_it() -> None:
    for lines, fault in ((["a: <b>"], "b"), (["a: (b|c"], "bracket"), (["a: b)"], "bracket")):
        with pytest.raises(ValueError, match=fault):
            Grammar(lines)
    with pytest.raises(ValueError, match="other"):
        small("ask other: something")


def test_words_stand_for_their_forms() -> None:
    grammar = Grammar(["fluff: now", "a: <b> [x|y] (end|stop)", "b: go, come"])
    for said, whole in (("come y stopped now", True), ("go ending", True), ("go x", False), ("x stop", False)):
        assert grammar.reading([stem(word) for word in said.split()]).whole("a") is whole, said
