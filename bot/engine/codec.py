"""States and effects as JSON text, and back; for the store, which keeps text and knows neither.

May not decide anything. Each text carries the version of the classes that wrote it. When a class is renamed or its
fields change, `VERSION` grows by one, and `UPGRADES` gets a function that brings one text of the version before up to
it; both are kept for good, and so are the samples of each version beside the tests. With it comes a
version of the tables, so that an older app refuses the database at its start. A text that cannot be read is a fault of
ours or of the disk: `CodecError`, without the text. One that a newer version wrote, beside which this one still runs,
is not ours to judge: `NewerVersionError`.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import TYPE_CHECKING, Any, get_args

from pydantic import TypeAdapter, ValidationError

from bot.flow import effects, states
from bot.helpdesk import cases, changes, clock
from bot.rollout.inviting import Letter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

VERSION = 1
"""Of the states and effects as they are now."""
LATELY_READ = 64
"""States that are remembered by their texts: a step, its card, its modal and its home read the same one, one by one."""
Stored = dict[str, Any]
"""A text, parsed: `v`, the name of the class as `kind`, and its fields as `body`."""
UPGRADES: Mapping[int, Callable[[Stored], Stored]] = {}
"""From each version but the present one to the next: gives the same thing as that next version wrote it."""

_STATES: Mapping[str, type] = {kind.__name__: kind for kind in get_args(states.State)}
_EFFECTS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(effects.Effect)}


_CASES: Mapping[str, type] = {kind.__name__: kind for kind in (cases.Case, cases.Line, changes.Change, clock.Day)}
_LETTERS: Mapping[str, type] = {Letter.__name__: Letter}


_ADAPTERS: dict[type, TypeAdapter[Any]] = {}


def _adapter(kind: type) -> TypeAdapter[Any]:
    """Give what reads and writes a class, made when it is first wanted: all of them are half a second of a start."""
    if kind not in _ADAPTERS:
        _ADAPTERS[kind] = TypeAdapter(kind)
    return _ADAPTERS[kind]


class CodecError(Exception):
    """A stored text is not one of ours. `reason` says how, in a few words without anything of the text."""

    safe_to_log = True

    def __init__(self, reason: str) -> None:
        super().__init__(f"a stored text cannot be read: {reason}")
        self.reason = reason


class NewerVersionError(CodecError):
    """A stored text is of a newer version of this app, which goes on with it: leave it as it is, and lose nothing."""

    def __init__(self) -> None:
        super().__init__("newer version")


def _encode(value: object) -> str:
    kind: type[Any] = type(value)
    body = _adapter(kind).dump_python(value, mode="json")
    whole = {"v": VERSION, "kind": kind.__name__, "body": body}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _decode(text: str, kinds: Mapping[str, type]) -> Any:
    try:
        whole = _brought_up(json.loads(text))
        adapter = _adapter(kinds[whole["kind"]])
        value = adapter.validate_python(whole["body"], strict=False)
        # What is left out or left over would be lost in silence: it was not written by these classes.
        if adapter.dump_python(value, mode="json") != whole["body"]:
            raise CodecError("not as this version writes it")
    except (ValueError, KeyError, TypeError, RecursionError, ValidationError):
        # From None: the original's words would quote the text.
        raise CodecError("not a text of this app") from None
    return value


def _brought_up(whole: Stored) -> Stored:
    if type(whole["v"]) is not int:
        raise TypeError
    if whole["v"] > VERSION:
        raise NewerVersionError
    while whole["v"] < VERSION:
        version = whole["v"]
        whole = UPGRADES[version](whole) | {"v": version + 1}
    return whole


def encode_state(state: states.State) -> str:
    """Give the state as JSON text. States hold no secret, so neither does the text."""
    return _encode(state)


@lru_cache(maxsize=LATELY_READ)
def decode_state(text: str) -> states.State:
    """Give the state that `encode_state` wrote. Raises CodecError."""
    state: states.State = _decode(text, _STATES)
    return state


def asked_of_stored(question: Callable[[states.State], bool]) -> Callable[[str | None], bool]:
    """Have `question` asked of a state as it is stored; the answer is no where there is none, or none of ours."""

    def answer(text: str | None) -> bool:
        try:
            return text is not None and question(decode_state(text))
        except CodecError:
            return False

    return answer


def forget_what_was_read() -> None:
    """Remember no state any more: somebody had theirs deleted."""
    decode_state.cache_clear()


def encode_effect(effect: effects.Effect) -> str:
    """Give the effect as JSON text."""
    return _encode(effect)


def decode_effect(text: str) -> effects.Effect:
    """Give the effect that `encode_effect` wrote. Raises CodecError."""
    effect: effects.Effect = _decode(text, _EFFECTS)
    return effect


def encode_case(case: cases.Case | cases.Line) -> str:
    """Give a case, or a line of its story, as JSON text."""
    return _encode(case)


def encode_change(change: changes.Change) -> str:
    """Give a change of a case as JSON text."""
    return _encode(change)


def decode_change(text: str) -> changes.Change:
    """Give the change that `encode_change` wrote. Raises CodecError."""
    change = _decode(text, _CASES)
    if not isinstance(change, changes.Change):
        raise CodecError("no change of a case")
    return change


def decode_case(text: str) -> cases.Case:
    """Give the case that `encode_case` wrote. Raises CodecError."""
    case = _decode(text, _CASES)
    if not isinstance(case, cases.Case):
        raise CodecError("no case")
    return case


def decode_line(text: str) -> cases.Line:
    """Give the line that `encode_case` wrote. Raises CodecError."""
    line = _decode(text, _CASES)
    if not isinstance(line, cases.Line):
        raise CodecError("no line of a case")
    return line


def encode_letter(letter: Letter) -> str:
    """Give what an invitation says as JSON text."""
    return _encode(letter)


def decode_letter(text: str) -> Letter:
    """Give the letter that `encode_letter` wrote. Raises CodecError."""
    letter: Letter = _decode(text, _LETTERS)
    return letter


def encode_day(day: clock.Day) -> str:
    """Give a working day of the help desk as JSON text."""
    return _encode(day)


def decode_day(text: str) -> clock.Day:
    """Give the day that `encode_day` wrote. Raises CodecError."""
    day = _decode(text, _CASES)
    if not isinstance(day, clock.Day):
        raise CodecError("no day")
    return day
