"""States and effects as JSON text, and back; for the store, which keeps text and knows neither.

May not decide anything. Each text carries the version of the classes that wrote it. When a class is renamed or its
fields change, `VERSION` grows by one, and `UPGRADES` gets a function that brings one text of the version before up to
it; both are kept for good, and so are the samples of each version beside the tests. A text that cannot be read is a
fault of ours or of the disk, or was written by a newer version of this app: `CodecError`, without the text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from pydantic import TypeAdapter, ValidationError

from bot.flow import effects, states

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

VERSION = 1
"""Of the states and effects as they are now."""
Stored = dict[str, Any]
"""A text, parsed: `v`, the name of the class as `kind`, and its fields as `body`."""
UPGRADES: Mapping[int, Callable[[Stored], Stored]] = {}
"""From each version but the present one to the next: gives the same thing as that next version wrote it."""

_STATES: Mapping[str, type] = {kind.__name__: kind for kind in get_args(states.State)}
_EFFECTS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(effects.Effect)}


_ADAPTERS: Mapping[type, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (*_STATES.values(), *_EFFECTS.values())
}


class CodecError(Exception):
    """A stored text is not one of ours. `reason` says how, in a few words without anything of the text."""

    safe_to_log = True

    def __init__(self, reason: str) -> None:
        super().__init__(f"a stored text cannot be read: {reason}")
        self.reason = reason


def _encode(value: object) -> str:
    body = _ADAPTERS[type(value)].dump_python(value, mode="json")
    whole = {"v": VERSION, "kind": type(value).__name__, "body": body}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _decode(text: str, kinds: Mapping[str, type]) -> Any:
    try:
        whole = _brought_up(json.loads(text))
        adapter = _ADAPTERS[kinds[whole["kind"]]]
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
        raise CodecError("newer version")
    while whole["v"] < VERSION:
        version = whole["v"]
        whole = UPGRADES[version](whole) | {"v": version + 1}
    return whole


def encode_state(state: states.State) -> str:
    """Give the state as JSON text. States hold no secret, so neither does the text."""
    return _encode(state)


def decode_state(text: str) -> states.State:
    """Give the state that `encode_state` wrote. Raises CodecError."""
    state: states.State = _decode(text, _STATES)
    return state


def encode_effect(effect: effects.Effect) -> str:
    """Give the effect as JSON text."""
    return _encode(effect)


def decode_effect(text: str) -> effects.Effect:
    """Give the effect that `encode_effect` wrote. Raises CodecError."""
    effect: effects.Effect = _decode(text, _EFFECTS)
    return effect
