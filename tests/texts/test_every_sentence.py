"""Every case has words, the words stand only here, and no button or title is too long for Slack."""

import ast
import string
from collections.abc import Callable
from dataclasses import astuple
from enum import EnumType
from pathlib import Path
from typing import Any

import pytest

from bot import screens
from bot.flow import states as st
from bot.flow.effects import FieldProblem, Outcome
from bot.texts import answers, cards, common, guided, helping, modals, notices, problems
from bot.texts._for_each import ForEach
from bot.vocabulary import AccountWarning, SignInNotice

SCREENS = sorted(Path(screens.__file__).parent.glob("*.py"))
MODULES = (answers, cards, common, guided, helping, modals, notices, problems)


@pytest.mark.parametrize("words", [problems.WHAT, problems.NEXT, problems.HELP_DESK])
@pytest.mark.parametrize("problem", st.PROBLEMS)
def test_every_problem_has_its_own_words(problem: st.Problem, words: ForEach) -> None:
    said = words.of(problem)
    assert said == getattr(words, problem.value)
    assert said.endswith((".", "…")) or problem is st.Finding.ANSWER_LOST


@pytest.mark.parametrize(
    ("cases", "say"),
    [
        (AccountWarning, problems.looks_odd),
        (FieldProblem, problems.wrong_field),
        (st.HandOver, problems.why_handed_over),
        (Outcome, problems.how_it_ended),
        (SignInNotice, problems.remarked),
    ],
)
def test_every_case_has_its_own_words(cases: EnumType, say: Callable[[Any], str]) -> None:
    said = [say(case) for case in cases]
    assert len(set(said)) == len(said)
    assert all(words.endswith(".") for words in said)


@pytest.mark.parametrize("problem", st.PROBLEMS)
def test_every_problem_says_what_happened_and_what_to_do(problem: st.Problem) -> None:
    happened = problems.what(problem, "a court")
    to_do = problems.what_next(problem, "the clerk")
    assert not set("{}") & set(happened + to_do)
    assert happened.endswith(".")
    assert {name for _, name, _, _ in string.Formatter().parse(problems.NEXT.of(problem)) if name} <= {"desk"}


def _prose(tree: ast.Module) -> list[str]:
    docstrings = {
        ast.get_docstring(node, clean=False)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
    }
    bare = {
        node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    found = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    return [words for words in found if " " in words.strip() and words not in docstrings | bare]


@pytest.mark.parametrize("path", SCREENS, ids=lambda path: path.stem)
def test_no_sentence_stands_in_the_screens(path: Path) -> None:
    assert _prose(ast.parse(path.read_text())) == []


def _constants() -> list[str]:
    return [
        value
        for module in MODULES
        for name, value in vars(module).items()
        if not name.startswith("__") and isinstance(value, str) and name.isupper()
    ]


def test_sentences_are_plain() -> None:
    for words in [*_constants(), *cards.RULES, *guided.PICTURES, *astuple(problems.WHAT), *astuple(problems.NEXT)]:
        assert "  " not in words
        assert words == words.strip() or words == problems._AGAIN
        assert not any(ord(each) >= 0x1F000 for each in words)


def test_the_practised_limits() -> None:
    titles = (modals.APP_TITLE, modals.PACER_TITLE, modals.FILER_TITLE, modals.REVIEW_TITLE)
    for words in (*titles, modals.PACER_SUBMIT, modals.FILER_SUBMIT, modals.PAUSE, modals.CLOSE):
        assert len(words) <= 24
    assert len(common.STEPS) == len(common.DONE) + 1 == 6


def test_every_proof_has_words() -> None:
    assert set(notices.LINK_WORDS) == set(st.Proof)


def test_words_that_depend_on_the_place() -> None:
    assert common.menus(()) == "the filing menus"
    assert common.menus(("Civil", "Criminal")) == "Civil or Criminal"
    assert common.upcoming(6) == ""
    assert common.done(1) == ""
