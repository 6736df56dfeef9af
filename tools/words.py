"""Writes `docs/words.md`: every sentence that a person can read, for counsel and the help desk to read through.

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
from pathlib import Path
from typing import TYPE_CHECKING

from bot import texts
from bot.flow import states as st
from bot.flow.effects import FieldProblem, Outcome
from bot.texts._for_each import ForEach
from bot.vocabulary import AccountWarning, SignInNotice

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from types import ModuleType

PAGE = Path(__file__).parent.parent / "docs" / "words.md"
OPENING = """# Every sentence that a person can read

Made from `bot/texts` by `tools/words.py`; change the words there, not here. A part in braces, such as {court}, is
filled in. What stands between two asterisks is shown bold in Slack.
"""
TITLES: Mapping[str, str] = {
    "common": "Shared: steps, buttons, dialogs",
    "cards": "The card",
    "guided": "The steps in the person's own browser",
    "modals": "The forms",
    "problems": "What went wrong",
    "notices": "The result, the help desk's notice, the App Home",
    "answers": "Short answers",
    "helping": "Help",
}
_MOMENT = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)
_CLOSED: Mapping[str, Iterable[Enum]] = {
    each.__name__: each for each in (AccountWarning, FieldProblem, st.HandOver, Outcome, SignInNotice)
}
_SAMPLES: Mapping[str, object] = {"datetime": _MOMENT, "date": date(2026, 3, 2), "int": 1}


def generated() -> dict[Path, str]:
    """Give the generated page, whole, as it should be."""
    parts = [f"## {TITLES[name]}\n\n{_part(module)}" for name, module in modules()]
    return {PAGE: "\n".join([OPENING, *parts])}


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
        yield from ((f" {key.value if isinstance(key, Enum) else key}", words) for key, words in value.items())


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


if __name__ == "__main__":
    for path, text in generated().items():
        path.write_text(text, encoding="utf-8")
