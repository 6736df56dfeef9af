"""What a person typed or chose: read, checked as Slack's client does, written as `state.values`. Pure."""

from typing import Any

from bot.sandbox.workspace.blocks import interactive
from bot.sandbox.workspace.elements import LONGEST_INPUT
from bot.sandbox.workspace.model import Json, PersonError, Values

_MANY = "checkboxes"
_ONE = ("static_select", "external_select", "radio_buttons")
_STATEFUL = (*_ONE, _MANY, "plain_text_input")


def element_at(blocks: list[Json], block_id: Any, action_id: Any) -> tuple[Json, Json]:
    """Find the element that a person acts on, with its block; raises PersonError when it is not there (any more)."""
    for block, element in interactive(blocks):
        if block["block_id"] == block_id and element["action_id"] == action_id:
            return block, element
    raise PersonError("that control is not on the page any more")


def offered(element: Json) -> list[Json]:
    """List an element's own options, groups laid flat."""
    groups = element.get("option_groups", [])
    return [*element.get("options", []), *(option for group in groups for option in group["options"])]


def accept(element: Json, value: Any) -> Any:
    """Give back a value that the element can hold (None: nothing); raises PersonError for any other."""
    kind = element["type"]
    if kind == "plain_text_input":
        if value is not None and not isinstance(value, str):
            raise PersonError("a text field takes text")
        return value or None
    if kind == _MANY:
        if not isinstance(value, list) or any(option not in offered(element) for option in value):
            raise PersonError("check boxes take a list of their own options")
        return value
    if kind == "external_select":
        if value is not None and not (isinstance(value, dict) and {"text", "value"} <= value.keys()):
            raise PersonError("a menu takes one of its options")
        return value
    if value is not None and value not in offered(element):
        raise PersonError("a menu takes one of its options")
    return value


def merged(blocks: list[Json], kept: Values, incoming: Any) -> Values:
    """Add what the page sent to what was kept; raises PersonError for a field that is not there or cannot hold it."""
    if not isinstance(incoming, dict) or any(not isinstance(fields, dict) for fields in incoming.values()):
        raise PersonError("values must be {block_id: {action_id: value}}")
    result = {block_id: dict(fields) for block_id, fields in kept.items()}
    for block_id, fields in incoming.items():
        for action_id, value in fields.items():
            _, element = element_at(blocks, block_id, action_id)
            if element["type"] not in _STATEFUL:
                raise PersonError("a button holds no value")
            result.setdefault(block_id, {})[action_id] = accept(element, value)
    return result


def current(block: Json, element: Json, values: Values) -> Any:
    """Give what stands in an element now: what was typed, else what it began with."""
    typed = values.get(block["block_id"], {})
    if element["action_id"] in typed:
        return typed[element["action_id"]]
    if element["type"] == "plain_text_input":
        return element.get("initial_value")
    return element.get("initial_options", []) if element["type"] == _MANY else element.get("initial_option")


def state_values(blocks: list[Json], values: Values) -> Json:
    """Write `state.values` as Slack does: every element that can hold something, by block_id and action_id."""
    state: Json = {}
    for block, element in interactive(blocks):
        kind = element["type"]
        if kind in _STATEFUL:
            field = {"plain_text_input": "value", _MANY: "selected_options"}.get(kind, "selected_option")
            held = {"type": kind, field: current(block, element, values)}
            state.setdefault(block["block_id"], {})[element["action_id"]] = held
    return state


def refused_inputs(blocks: list[Json], values: Values) -> dict[str, str]:
    """Say which inputs Slack's own client would not let go: block_id -> the words at the field."""
    refused = {}
    for block, element in interactive(blocks):
        if block["type"] == "input":
            fault = _fault(block, element, current(block, element, values))
            if fault is not None:
                refused[block["block_id"]] = fault
    return refused


def _fault(block: Json, element: Json, value: Any) -> str | None:
    if not value:
        return None if block.get("optional") else "Please complete this required field."
    if element["type"] != "plain_text_input":
        return None
    shortest, longest = element.get("min_length", 0), element.get("max_length", LONGEST_INPUT)
    if len(value) < shortest:
        return f"Please use at least {shortest} characters."
    return f"Please use at most {longest} characters." if len(value) > longest else None
