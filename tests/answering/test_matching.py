"""What sentences are about: the kinds of outcome. How many are right, says `test_figures`."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.answering.hearing import AtCourt, SecretTyped, heard, request
from bot.answering.index import Index
from bot.answering.knowledge import Phrasing
from bot.answering.matching import HalfSure, NotSure, Sure, Understood, _together, shipped_matcher
from bot.answering.topics import Topic
from bot.answering.words import Word


def named(text: str) -> bool:
    return text.lower() in {"northern district of ohio", "ohnd"}


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("how do i reset my pacer password", Topic.FORGOT_PACER_PASSWORD),
        ("Is linking permanent?", Topic.PERMANENT),
        ("ok thank you", Topic.THANKS),
        ("please cancel the whole thing", Word.CANCEL),
        ("what is going on with LP-7F3KQ2XY", Word.STATUS),
    ],
)
def test_what_is_sure(text: str, about: Topic | Word) -> None:
    assert shipped_matcher().understood(text) == Sure(about)


def test_what_was_made_ready_in_one_thread_is_used_in_another() -> None:
    phrasing = Phrasing(Topic.PERMANENT, ("permanent",))
    with ThreadPoolExecutor(1) as thread:
        index = thread.submit(Index, [phrasing]).result()
    assert index.near(["permanent"]) == [phrasing]
    assert list(index.relevance(["permanent"])) == [Topic.PERMANENT]


def test_what_is_half_sure_offers_three_at_most_the_likeliest_first() -> None:
    understood = shipped_matcher().understood("my account and the password, what about the court")
    assert isinstance(understood, HalfSure)
    assert 1 <= len(understood.subjects) <= 3


@pytest.mark.parametrize("text", ["", "???!!", "request", "xyzzy plugh", "tell me a joke", "how do i file a motion"])
def test_what_has_no_answer(text: str) -> None:
    assert shipped_matcher().understood(text) == NotSure()


@pytest.mark.parametrize(
    ("text", "taken"),
    [
        ("help", Word.HELP),
        ("my password is hunter2", SecretTyped()),
        ("Northern District of Ohio", AtCourt("Northern District of Ohio")),
        ("i need to link my ecf for the northern district of ohio", AtCourt("northern district of ohio")),
        ("ohnd please", AtCourt("ohnd")),
        ("link me at ohnd", AtCourt("ohnd")),
        ("get me going on ohnd", AtCourt("ohnd")),
        ("do ohnd next", AtCourt("ohnd")),
        ("is the northern district of ohio down today?", Sure(Topic.COURT_DOWN)),
    ],
)
def test_what_is_heard(text: str, taken: object) -> None:
    assert heard(text, shipped_matcher(), named) == taken


@pytest.mark.parametrize("text", ["yes", "no", "ok", "okay", "weather?", "mad"])
def test_a_word_that_asks_nothing_gets_no_answer(text: str) -> None:
    assert heard(text, shipped_matcher(), named) == NotSure()


@pytest.mark.parametrize(
    "text",
    [
        *("can i use the firm's pacer account", "is my pacer account upgraded", "which login do i use after linking"),
        *("how do i reset my pacer password", "this does not work", "my old password is wrong", "who sees my password"),
    ],
)
def test_what_has_its_own_answer_is_not_taken_for_another_persons_account_or_for_anger(text: str) -> None:
    taken = heard(text, shipped_matcher(), named)
    assert taken not in {Sure(Topic.OTHERS_ACCOUNT), Sure(Topic.WHY_PASSWORDS), Sure(Topic.SORRY)}


@pytest.mark.parametrize(
    "text", ["Northern District of Ohio?", "is ohnd on nextgen", "do you do ohnd", "which one is ohnd"]
)
def test_a_courts_name_that_is_asked_begins_nothing(text: str) -> None:
    assert not isinstance(
        heard(text, shipped_matcher(), lambda words: "ohnd" in words.lower() or named(words)), AtCourt
    )


def test_what_is_wished_for_is_begun_though_nothing_else_is_understood() -> None:
    assert heard("hook Zyzzyx Qyx", shipped_matcher(), "Zyzzyx Qyx".__eq__) == AtCourt("Zyzzyx Qyx")


@pytest.mark.parametrize(
    ("act", "about", "text", "matters"),
    [
        (Word.CANCEL, Sure(Topic.COST), "cancel, it costs too much", Sure(Word.CANCEL)),
        (Word.CANCEL, Sure(Topic.COST), "can I cancel? what does it cost?", Sure(Topic.COST)),
        (Word.CANCEL, NotSure(), "can you cancel? zyzzy", Sure(Word.CANCEL)),
        (Topic.DELETE_DATA, Sure(Word.START_OVER), "wipe it, and begin again", Sure(Word.START_OVER)),
        (Topic.DELETE_DATA, Sure(Topic.COST), "wipe it, costs or not", Sure(Topic.DELETE_DATA)),
        (
            Word.HELP,
            HalfSure((Topic.COST, Word.HELP, Topic.THANKS, Word.BACK)),
            "x",
            HalfSure((Word.HELP, Topic.COST, Topic.THANKS)),
        ),
        (Word.HELP, NotSure(), "help, zyzzy", HalfSure((Word.HELP,))),
        (Topic.SORRY, Sure(Topic.COST), "I am furious, what does it cost", Sure(Topic.COST)),
        (Topic.SORRY, HalfSure((Topic.COST, Topic.HOW_LONG)), "I am furious. zyzzy", Sure(Topic.SORRY)),
    ],
)
def test_what_matters_more_of_an_act_and_what_is_said_beside_it(
    act: Word | Topic, about: Understood, text: str, matters: Understood
) -> None:
    assert _together(act, about, text) == matters


def test_a_secret_is_shown_to_nobody() -> None:
    def asked(text: str) -> bool:
        raise AssertionError(text)

    assert heard("otp 118204", shipped_matcher(), asked) == SecretTyped()


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("please link my account at ohnd, thanks", "ohnd"),
        ("is my court ohnd", ""),
        ("link at ohnd?", ""),
        ("please link me", ""),
        ("", ""),
    ],
)
def test_a_wish_without_the_words_around_it(text: str, bare: str) -> None:
    assert request(text) == bare


def test_the_index_holds_our_own_phrasings_and_nothing_that_was_asked() -> None:
    index = Index([Phrasing(Topic.COST, ("COST", "link")), Phrasing(Topic.HOW_LONG, ("HOWLONG",))])
    assert [each.subject for each in index.near({"COST", "odd", "link"})] == [Topic.COST]
    assert set(index.relevance({"HOWLONG"})) == {Topic.HOW_LONG}
    held = index._database.execute("SELECT words FROM phrasings UNION ALL SELECT words FROM subjects").fetchall()
    assert sorted(held) == [("COST link",), ("COST link",), ("HOWLONG",), ("HOWLONG",)]
