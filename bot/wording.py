"""Lists every sentence that a person can read, for counsel and the help desk to read through. PURE.

Words that are made with a value are shown with the value's name in braces, as in "{court}".
"""

from __future__ import annotations

import ast
import html
import importlib
import inspect
import pkgutil
import re
from dataclasses import fields
from datetime import UTC, date, datetime
from enum import Enum
from typing import TYPE_CHECKING

from bot import texts
from bot.flow import states as st
from bot.flow.effects import FieldProblem, Leaving, Outcome
from bot.helpdesk.cases import Deed, Reason, Waiting
from bot.helpdesk.hints import Hint
from bot.rollout.standing import Standing
from bot.texts._for_each import ForEach
from bot.vocabulary import AccountWarning, SignInNotice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import ModuleType

OPENING = """# Every sentence that a person can read

Made from `bot/texts` by `python -m bot words`; change the words there, not here. A part in braces, such as {court}, is
filled in. What stands between two asterisks is shown bold in Slack.
"""
TITLES: Mapping[str, str] = {
    "common": "Shared: steps, buttons, dialogs",
    "cards": "The card",
    "ready": "Before anything is typed",
    "guided": "The steps in the person's own browser",
    "agents": "For filing agents",
    "registering": "The steps to a first login",
    "modals": "The forms",
    "browser": "The firm's own page, in the browser",
    "problems": "What went wrong",
    "help_desk": "What the help desk is told",
    "notices": "The result, the help desk's notice, the App Home",
    "answers": "Short answers",
    "asked": "Around the answers to questions",
    "topics": "Answers to questions, and what they are called on a button",
    "by_court": "What single courts add to an answer",
    "helping": "Help",
    "human": "When a human is asked for",
    "cases": "The help desk's cases",
    "case_forms": "The help desk's forms, and the answer to it",
    "rollout": "A roll-out: invitations, the help desk's form, the board",
    "mails": "Mails to the help desk",
}
_MOMENT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
_CLOSED: Mapping[str, Iterable[Enum]] = {
    each.__name__: each
    for each in (
        AccountWarning,
        FieldProblem,
        st.WhyHuman,
        st.Stuck,
        Outcome,
        SignInNotice,
        Reason,
        Waiting,
        Hint,
        Leaving,
        Standing,
        Deed,
    )
}
_SAMPLES: Mapping[str, object] = {"datetime": _MOMENT, "date": date(2026, 3, 2), "int": 1}


def page() -> str:
    """Give all sentences as one Markdown page, part by part."""
    parts = [f"## {TITLES[name]}\n\n{_part(module)}" for name, module in modules()]
    return "\n".join([OPENING, *parts])


def modules() -> Iterator[tuple[str, ModuleType]]:
    """Give the modules of `bot.texts`, in the order of the page. Raises KeyError for one without a title."""
    found = {each.name for each in pkgutil.iter_modules(texts.__path__) if not each.name.startswith("_")}
    for name in sorted(found, key=list(TITLES).index):
        yield name, importlib.import_module(f"{texts.__name__}.{name}")


def sentences(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Give name and words of all that a module of texts says, in its own order."""
    for name in _defined(module):
        value = getattr(module, name)
        found = _made(value) if inspect.isfunction(value) else _held(value)
        for part, words in found:
            if re.search(r"[A-Za-z]{2}", re.sub(r"\{\w+\}|<!date[^>]*>", "", words)):
                yield f"{name}{part}", words


def _defined(module: ModuleType) -> list[str]:
    """Name what a module defines itself and others may use."""
    names: list[str] = []
    for node in ast.parse(inspect.getsource(module)).body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                names.append(name)
            case ast.FunctionDef(name=name):
                names.append(name)
            case _:
                pass
    return [name for name in names if not name.startswith("_")]


def _held(value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield "", value
    elif isinstance(value, tuple):
        yield from ((f" {number}", words) for number, words in enumerate(value, 1))
    elif isinstance(value, ForEach):
        yield from ((f" {each.name}", getattr(value, each.name)) for each in fields(value))
    elif isinstance(value, dict):
        for key, inner in value.items():
            name = key.value if isinstance(key, Enum) else key
            yield from ((f" {name}{part}", words) for part, words in _held(inner))


def _made(function: Callable[..., str]) -> Iterator[tuple[str, str]]:
    """Give what a function says of its own parameters' names, or of each member of a closed set.

    The words for problems stand in tables already.
    """
    needed = [each for each in inspect.signature(function).parameters.values() if each.default is each.empty]
    kinds = [each.annotation.rpartition(".")[2] for each in needed]
    cases = [_CLOSED[kind] for kind in kinds if kind in _CLOSED]
    if cases:
        yield from ((f" {case.value}", function(case)) for case in cases[0])
    elif "Problem" not in kinds:
        yield "", function(*(_sample(each) for each in needed))


def _sample(parameter: inspect.Parameter) -> object:
    filled_in = f"{{{parameter.name}}}"
    return [filled_in] if parameter.annotation.startswith("Sequence") else _SAMPLES.get(parameter.annotation, filled_in)


def _part(module: ModuleType) -> str:
    return "\n".join(f"- `{name}`: {_shown(words)}" for name, words in sentences(module)) + "\n"


def _shown(words: str) -> str:
    return html.escape(words, quote=False).replace("\n", "  \n  ")
