"""Every case has words, the words stand only here, and no button or title is too long for Slack."""

import ast
import string
from enum import EnumType
from pathlib import Path

import pytest

from bot import screens
from bot.flow.effects import FieldProblem, Outcome
from bot.flow.states import AccountWarning, HandOver, Problem, Proof, SignInNotice
from bot.texts import answers, cards, common, guided, helping, modals, notices, problems

SCREENS = sorted(Path(screens.__file__).parent.glob("*.py"))
MODULES = (answers, cards, common, guided, helping, modals, notices, problems)


@pytest.mark.parametrize(
    ("cases", "words"),
    [
        (Problem, problems.WHAT),
        (Problem, problems.NEXT),
        (Problem, problems.HELP_DESK),
        (Outcome, problems.HELP_DESK_OUTCOMES),
        (AccountWarning, problems.WARNINGS),
        (SignInNotice, problems.SIGN_IN_NOTICES),
        (FieldProblem, problems.FIELD_PROBLEMS),
        (HandOver, problems.HELP_DESK_REASONS),
    ],
)
def test_every_case_has_words(cases: EnumType, words: dict[str, str]) -> None:
    assert set(words) == set(cases)
    for case, said in words.items():
        assert said.endswith((".", "…")) or case is Problem.ANSWER_LOST


@pytest.mark.parametrize("problem", Problem)
def test_every_problem_says_what_happened_and_what_to_do(problem: Problem) -> None:
    happened = problems.what(problem, "a court")
    to_do = problems.what_next(problem, "the clerk")
    assert not set("{}") & set(happened + to_do)
    assert happened.endswith(".")
    assert {name for _, name, _, _ in string.Formatter().parse(problems.NEXT[problem]) if name} <= {"desk"}


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
    for words in [*_constants(), *cards.RULES, *guided.PICTURES, *problems.WHAT.values(), *problems.NEXT.values()]:
        assert "  " not in words
        assert words == words.strip() or words == problems._AGAIN
        assert not any(ord(each) >= 0x1F000 for each in words)


def test_the_practised_limits() -> None:
    titles = (modals.APP_TITLE, modals.PACER_TITLE, modals.FILER_TITLE, modals.REVIEW_TITLE)
    for words in (*titles, modals.PACER_SUBMIT, modals.FILER_SUBMIT, modals.PAUSE, modals.CLOSE):
        assert len(words) <= 24
    assert len(common.STEPS) == len(common.DONE) + 1 == 6


def test_every_proof_has_words() -> None:
    assert set(notices.LINK_WORDS) == set(Proof)


def test_words_that_depend_on_the_place() -> None:
    assert common.menus(()) == "the filing menus"
    assert common.menus(("Civil", "Criminal")) == "Civil or Criminal"
    assert common.upcoming(6) == ""
    assert common.done(1) == ""
