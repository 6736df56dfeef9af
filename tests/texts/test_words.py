"""The page of all sentences is made from the code, whole, and every sentence on it is plain."""

import re
from typing import get_args

from bot import wording
from bot.flow import states as st
from bot.texts import cards, common, help_desk, problems
from tools import words

ALL = [(f"{module}.{name}", said) for module, texts in wording.modules() for name, said in wording.sentences(texts)]
MOST_WORDS = 30
LEGAL = {"ready.REDACTION_NOTICE"}


def test_the_page_is_up_to_date() -> None:
    for path, text in words.generated().items():
        assert path.read_text(encoding="utf-8") == text, "run: python -m tools.words"


def test_every_module_and_every_kind_of_words_is_on_the_page() -> None:
    names = dict(ALL)
    assert {name.partition(".")[0] for name in names} == set(wording.TITLES)
    assert names["cards.CHOOSE"] == cards.CHOOSE
    assert names["common.STEPS 2"] == common.STEPS[1]
    assert names["problems.WHAT idle"] == problems.WHAT.of(st.Finding.IDLE)
    assert "{court_host}" in names["ready.where_it_goes"]
    assert "common.strong" not in names
    assert "problems.what" not in names


def test_the_page_cannot_be_taken_for_markup() -> None:
    (text,) = words.generated().values()
    assert not re.search(r"[<>]", text)


def test_no_sentence_is_long() -> None:
    for name, said in ALL:
        for line in said.split("\n"):
            for sentence in re.split(r"(?<=[.!?])[*”)]?\s+", line):
                assert len(sentence.split()) <= MOST_WORDS or name in LEGAL, f"{name}: {sentence}"


def test_every_step_has_words_for_the_help_desk() -> None:
    assert set(help_desk.STEPS) == {kind.__name__ for kind in get_args(st.State)}
