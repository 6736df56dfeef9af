"""Words in one spelling, and different words for one thing."""

from __future__ import annotations

import re

import pytest

from bot.answering.knowledge import Knowledge, Part, subject
from bot.answering.reading import Vocabulary, data_lines, one_slip, spelt, stem
from bot.answering.topics import Topic
from bot.court import Registry

LINES = (
    "# a remark",
    "",
    "FORGOT: forgot, don't remember",
    "PASSWORD: password, pw",
    "ECF PASSWORD: old password",
    "LOCKED: locked out",
)
NOT = ("do", "not", "will", "not")
OURS = Vocabulary.of(LINES, ["what happened yesterday"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("I can't; it's MINE", ["i", "can", "not", "its", "mine"]),
        ("what\u2019s the firm's pw?", ["what", "is", "the", "firms", "pw"]),
        (
            "dont, won't, cannot, I'm, let's, gonna",
            ["do", "not", "will", "not", "can", "not", "i", "am", "let", "us", "want", "to"],
        ),
        (
            "LP-7F3KQ2XY in 2:24-bk-12345-mlo, call (313) 555-0142",
            ["ourreference", "in", "casenumber", "call", "phonenumber"],
        ),
        ('an "@" or & in it, not a@b', ["an", "symbol", "or", "symbol", "in", "it", "not", "a", "b"]),
        ("???!!", []),
    ],
)
def test_one_spelling(text: str, words: list[str]) -> None:
    assert spelt(text) == words


@pytest.mark.parametrize(
    ("words", "bare"),
    [
        ("links link linking", "link"),
        ("linked", "linked"),
        ("stored stores storing store", "stor"),
        ("getting", "get"),
        ("calling called", "call"),
        ("studies", "study"),
        ("address", "address"),
        ("fees fee", "fee"),
        ("its", "its"),
        ("used", "used"),
    ],
)
def test_one_stem(words: str, bare: str) -> None:
    assert {stem(word) for word in words.split()} == {bare}


def test_the_longest_way_to_say_it_wins() -> None:
    assert OURS.read("I do not remember the old password") == ("i", "FORGOT", "the", "ECF", "PASSWORD")
    assert OURS.read("why old, why pw") == ("QWHY", "old", "QWHY", "PASSWORD")


def test_a_slip_in_a_long_word_is_mended_when_one_word_is_near() -> None:
    assert OURS.read("pasword yestreday") == ("PASSWORD", "yesterday")
    assert OURS.read("lockt passsword1 hapen zzzzzzz") == ("lockt", "passsword1", "hapen", "zzzzzzz")
    assert Vocabulary.of(["A: sitting, fitting"]).read("kitting bitting") == ("kit", "bit")


def test_the_courts_of_districts_are_read_as_courts_by_what_their_addresses_call_them() -> None:
    districts = [each.id for each in Registry.shipped().courts if re.fullmatch(r"[a-z]{2}[cemnsw][bd]", each.id)]
    shipped = Vocabulary.shipped()
    assert len(districts) > 100
    assert {each for each in districts if shipped.read(each) != ("ACOURT",)} == {"lamb"}


def test_words_of_other_lengths_are_no_slips() -> None:
    assert not one_slip("password", "passwd")
    assert one_slip("pasword", "password")


def test_no_way_to_say_something_has_two_meanings() -> None:
    seen: dict[tuple[str, ...], str] = {}
    for line in data_lines("concepts.txt"):
        meanings, _, sayings = line.partition(":")
        for said in sayings.split(",") if line and line[0] != "#" else ():
            words = tuple(map(stem, spelt(said)))
            assert 0 < len(words) <= 7, said
            assert seen.setdefault(words, meanings) == meanings, said


def test_a_rule_wants_each_of_its_parts() -> None:
    assert Part.of("THIS|THAT").fits({"THAT"})
    assert not Part.of("THIS|THAT").fits({"OTHER"})
    assert Part.of("!THIS").fits({"OTHER"})
    assert not Part.of("!THIS").fits({"THIS"})


def test_every_subject_has_ways_to_ask_for_it_and_rules_of_known_meanings() -> None:
    ours = Knowledge.shipped()
    subjects = set(ours.rules)
    assert {phrasing.subject for phrasing in ours.phrasings} == subjects
    assert set(Topic) <= subjects | set(re.findall(r"(?m)^ask (\w+):", "\n".join(data_lines("acts.txt"))))
    known = {meaning for phrasing in ours.phrasings for meaning in phrasing.reading}
    known |= {meaning for meanings in ours.vocabulary.phrases.values() for meaning in meanings}
    unknown = {
        each
        for rules in ours.rules.values()
        for rule in rules
        for part in rule
        for each in part.either
        if each not in known
    }
    assert unknown == set()


def test_a_subject_that_there_is_not_is_refused() -> None:
    with pytest.raises(ValueError, match="nonsense"):
        subject("nonsense")


def test_words_are_read_as_they_are_typed_on_a_phone() -> None:
    assert spelt("did u get thru w/o the dept's help, nvm") == [
        *("did", "you", "get", "through", "without", "the", "depts", "help", "nevermind")
    ]
    assert spelt("link it w my court in w d tex w/ 5 min") == [
        *("link", "it", "with", "my", "court", "in", "w", "d", "tex", "with", "5", "minutes")
    ]
