"""Reads transcripts: plain text, one step a line, each of exactly one known form. Anything else is a failure.

A transcript's first line is `# ` and what it shows; further `#` lines are prose. A form holds places (`{who}`) and
parts that may be left out (`[, {count} times]`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    Act = Callable[..., Awaitable[None]]

_NAME = "Dana|Marcus|Priya"
_PLACES = {
    "who": _NAME,
    "whose": _NAME,
    "person": f"{_NAME}|herself|the app",
    "words": '[^"]+',
    "other": '[^"]+',
    "more": '"[^"]+"(?:, "[^"]+")*',
    "filled": r'"[^"]+" with .+?',
    "value": r'(?:her|his) [a-z ]+|"[^"]+"',
    "kind": "[a-z_]+",
    "court": "[a-z0-9]+",
    "channel": "general|help-desk",
    "place": "sign-on|menu|link page|filer login|submit|proof menu|sign-out",
    "when": "before|after",
    "method": r"[a-zA-Z.]+",
    "count": r"no|an?|\d+",
    "seconds": r"\d+(?:\.\d+)?",
    "unit": "seconds?|minutes?|hours?|days?",
}


class TranscriptError(Exception):
    """A transcript cannot be read; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Form:
    """One form of a step, and what is done for it."""

    form: str
    pattern: re.Pattern[str]
    act: Act


@dataclass(frozen=True, slots=True)
class Step:
    """One line of a transcript, `where` it stands, and what is to be done with what it gives."""

    where: str
    line: str
    act: Act
    given: dict[str, str]


@dataclass(frozen=True, slots=True)
class Transcript:
    """One conversation, and what it shows."""

    title: str
    steps: tuple[Step, ...]


FORMS: list[Form] = []


def step(form: str) -> Callable[[Act], Act]:
    """Say which line a function stands for."""

    def known(act: Act) -> Act:
        FORMS.append(Form(form, _pattern(form), act))
        return act

    return known


def _pattern(form: str) -> re.Pattern[str]:
    parts = re.split(r"([\[\]]|\{\w+\})", form)
    return re.compile("".join(map(_part, parts)))


def _part(part: str) -> str:
    if part == "[":
        return "(?:"
    if part == "]":
        return ")?"
    if part.startswith("{"):
        name = part[1:-1]
        return f"(?P<{name}>{_PLACES[name]})"
    return re.escape(part)


def read(path: Path) -> Transcript:
    """Read a transcript. Raises TranscriptError."""
    lines = path.read_text("utf-8").splitlines()
    if not lines or not lines[0].startswith("# "):
        raise TranscriptError(f"{path.name}:1: say in a first line, after `# `, what this shows")
    steps = tuple(
        _step(f"{path.name}:{number}", line.strip())
        for number, line in enumerate(lines, 1)
        if line.strip() and not line.startswith("#")
    )
    if not steps:
        raise TranscriptError(f"{path.name}:1: nothing happens here")
    return Transcript(lines[0][2:].strip(), steps)


def _step(where: str, line: str) -> Step:
    fitting = [(form, found) for form in FORMS if (found := form.pattern.fullmatch(line))]
    if not fitting:
        raise TranscriptError(f"{where}: no such step: {line}")
    if len(fitting) > 1:
        raise TranscriptError(f"{where}: could mean {' or '.join(form.form for form, _ in fitting)}: {line}")
    form, found = fitting[0]
    return Step(where, line, form.act, {name: value for name, value in found.groupdict().items() if value is not None})


def number(count: str) -> int:
    """Read `no`, `a`, `an` or digits."""
    words = {"no": 0, "a": 1, "an": 1}
    return words[count] if count in words else int(count)
