"""Every case has words, the words stand only here, and no button or title is too long for Slack."""

import ast
import string
from collections.abc import Callable
from dataclasses import astuple
from enum import EnumType
from pathlib import Path
from typing import Any

import pytest

from bot import screens, wording
from bot.flow import states as st
from bot.flow.effects import FieldProblem, Outcome
from bot.texts import cases, common, guided, help_desk, human, modals, notices, problems
from bot.texts._for_each import ForEach
from bot.vocabulary import AccountWarning, SignInNotice

SCREENS = sorted(Path(screens.__file__).parent.glob("*.py"))
MODULES = tuple(module for _, module in wording.modules())


@pytest.mark.parametrize("problem", st.PROBLEMS)
def test_nobody_is_sent_to_link_by_hand_where_a_request_may_have_reached_the_court(problem: st.Problem) -> None:
    said = problems.what_next_after_submit(problem, "the clerk")
    for way in (
        "link in your browser",
        "Link a CM/ECF account",
        "Link My Filer Account",
        "registration",
        "ask for one",
    ):
        assert way not in said
    # The check asks for the sign-in by itself, and that is all that there is to try again.
    waits = said == "" or said.startswith(("Wait a few minutes first.", "Tell your firm's IT first."))
    assert waits or said == problems.what_next(problem, "the clerk") or said.endswith("all the clerk.")
    assert "is kept" not in said


@pytest.mark.parametrize("table", [problems.WHAT, problems.NEXT, help_desk.WHAT])
@pytest.mark.parametrize("problem", st.PROBLEMS)
def test_every_problem_has_its_own_words(problem: st.Problem, table: ForEach) -> None:
    said = table.of(problem)
    assert said == getattr(table, problem.value)
    assert said.endswith((".", "…")) or problem is st.Finding.ANSWER_LOST


@pytest.mark.parametrize(
    ("kinds", "say"),
    [
        (AccountWarning, problems.looks_odd),
        (FieldProblem, problems.wrong_field),
        (st.WhyHuman, help_desk.why_asked),
        (Outcome, cases.headed),
        (SignInNotice, problems.remarked),
    ],
)
def test_every_case_has_its_own_words(kinds: EnumType, say: Callable[[Any], str]) -> None:
    said = [say(case) for case in kinds]
    assert len(set(said)) == len(said)
    assert all(each.endswith(".") for each in said)


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
    return [each for each in found if " " in each.strip() and each not in docstrings | bare]


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
    for said in [*_constants(), *guided.PICTURES, *astuple(problems.WHAT), *astuple(problems.NEXT)]:
        assert "  " not in said
        assert said == said.strip() or said == problems._AGAIN
        assert not any(ord(each) >= 0x1F000 for each in said)


def test_the_practised_limits() -> None:
    titles = (modals.APP_TITLE, modals.PACER_TITLE, modals.FILER_TITLE, modals.REVIEW_TITLE, human.TITLE, human.SUBMIT)
    for said in (*titles, modals.PACER_SUBMIT, modals.FILER_SUBMIT, modals.PAUSE, modals.CLOSE):
        assert len(said) <= 24
    assert len(common.STEPS) == len(common.DONE) + 1 == 6


def test_every_proof_has_words() -> None:
    assert set(notices.LINK_WORDS) == set(st.Proof)


def test_words_that_depend_on_the_place() -> None:
    assert common.menus(()) == "the filing menus"
    assert common.menus(("Civil", "Criminal")) == "Civil or Criminal"
    assert common.upcoming(6) == ""
    assert common.done(1) == ""
