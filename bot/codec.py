"""States and effects as JSON text, and back; for the store, which keeps text and knows neither.

May not decide anything. A text that does not decode is a fault of ours or of the disk: `CodecError`, without the text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, get_args

from pydantic import TypeAdapter, ValidationError

from bot.flow import effects, states

if TYPE_CHECKING:
    from collections.abc import Mapping

_STATES: Mapping[str, type] = {kind.__name__: kind for kind in get_args(states.State)}
_EFFECTS: Mapping[str, type] = {kind.__name__: kind for kind in get_args(effects.Effect)}


_ADAPTERS: Mapping[type, TypeAdapter[Any]] = {
    kind: TypeAdapter(kind) for kind in (*_STATES.values(), *_EFFECTS.values())
}


class CodecError(Exception):
    """A stored text is not one of ours."""

    safe_to_log = True


def _encode(value: object) -> str:
    body = _ADAPTERS[type(value)].dump_python(value, mode="json")
    return json.dumps({"kind": type(value).__name__, "body": body}, ensure_ascii=False, separators=(",", ":"))


def _decode(text: str, kinds: Mapping[str, type]) -> Any:
    try:
        whole = json.loads(text)
        return _ADAPTERS[kinds[whole["kind"]]].validate_python(whole["body"], strict=False)
    except (ValueError, KeyError, TypeError, ValidationError):
        # From None: the original's words would quote the text.
        raise CodecError("a stored conversation cannot be read; restore the database or remove this row") from None


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
