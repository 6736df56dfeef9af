"""What a person typed or chose: read, checked as Slack's client does, written as `state.values`. Pure."""

from collections.abc import Collection
from typing import Any

from bot.sandbox.workspace.blocks import interactive
from bot.sandbox.workspace.elements import LONGEST_INPUT
from bot.sandbox.workspace.model import Json, PersonError, Values

_MANY = "checkboxes"
_PERSON = "users_select"
_ONE = ("static_select", "external_select", "radio_buttons")
_WHEN = "datetimepicker"
_USERS = "multi_users_select"
_FILES = "file_input"
_LISTS = frozenset({_MANY, _USERS, _FILES})
_MOST_FILES = 10
_STATEFUL = (*_ONE, _MANY, _WHEN, _PERSON, _USERS, _FILES, "plain_text_input")
HELD_AS = {
    "plain_text_input": "value",
    _MANY: "selected_options",
    _WHEN: "selected_date_time",
    _PERSON: "selected_user",
    _USERS: "selected_users",
    _FILES: "files",
}
"""What the value of an element is called, for those that are no lists of options to choose one from."""
_BEGINS_WITH = {
    "plain_text_input": "initial_value",
    _MANY: "initial_options",
    _WHEN: "initial_date_time",
    _PERSON: "initial_user",
    _USERS: "initial_users",
}
_DIGITS_OF_A_TIME = 10


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


def accept(element: Json, value: Any, people: Collection[str]) -> Any:
    """Give back a value that the element can hold (None: nothing); raises PersonError for any other.

    `people`: the ids of those who can be chosen where a person is.
    """
    kind = element["type"]
    if kind == _FILES:
        return _files(element, value)
    if kind in _LISTS:
        return _several(element, value, people)
    if value is None:
        return None
    fits, what = _fits(element, value, people)
    if not fits:
        raise PersonError(what)
    return value or None


def _fits(element: Json, value: Any, people: Collection[str]) -> tuple[bool, str]:
    """Say whether one value fits an element, and what it takes."""
    match element["type"]:
        case "plain_text_input":
            return isinstance(value, str), "a text field takes text"
        case "datetimepicker":
            fits = type(value) is int and len(str(value)) == _DIGITS_OF_A_TIME
            return fits, "a time is chosen in whole seconds since 1970"
        case "users_select":
            return value in people, "a list of people takes one of them"
        case "external_select":
            return isinstance(value, dict) and {"text", "value"} <= value.keys(), "a menu takes one of its options"
        case _:
            return value in offered(element), "a menu takes one of its options"


def _several(element: Json, value: Any, people: Collection[str]) -> Any:
    if element["type"] == _MANY:
        if not isinstance(value, list) or any(option not in offered(element) for option in value):
            raise PersonError("check boxes take a list of their own options")
        return value
    if not isinstance(value, list) or any(user not in people for user in value):
        raise PersonError("a list of people takes some of them")
    if len(value) > element.get("max_selected_items", len(value)):
        raise PersonError("so many people cannot be chosen there")
    return value


def _files(element: Json, value: Any) -> Any:
    kinds = tuple(f".{each}" for each in element.get("filetypes", ()))
    if not isinstance(value, list) or any(
        not isinstance(each, dict) or not {"id", "name"} <= each.keys() for each in value
    ):
        raise PersonError("a place for files takes files")
    if len(value) > element.get("max_files", _MOST_FILES) or (
        kinds and not all(f["name"].endswith(kinds) for f in value)
    ):
        raise PersonError("that file cannot be put there")
    return value


def merged(blocks: list[Json], kept: Values, incoming: Any, people: Collection[str]) -> Values:
    """Add what the page sent to what was kept; raises PersonError for a field that is not there or cannot hold it.

    `people` as in `accept`.
    """
    if not isinstance(incoming, dict) or any(not isinstance(fields, dict) for fields in incoming.values()):
        raise PersonError("values must be {block_id: {action_id: value}}")
    result = {block_id: dict(fields) for block_id, fields in kept.items()}
    for block_id, fields in incoming.items():
        for action_id, value in fields.items():
            _, element = element_at(blocks, block_id, action_id)
            if element["type"] not in _STATEFUL:
                raise PersonError("a button holds no value")
            result.setdefault(block_id, {})[action_id] = accept(element, value, people)
    return result


def current(block: Json, element: Json, values: Values) -> Any:
    """Give what stands in an element now: what was typed, else what it began with."""
    typed = values.get(block["block_id"], {})
    if element["action_id"] in typed:
        return typed[element["action_id"]]
    began = element.get(_BEGINS_WITH.get(element["type"], "initial_option"))
    return [] if began is None and element["type"] in _LISTS else began


def state_values(blocks: list[Json], values: Values) -> Json:
    """Write `state.values` as Slack does: every element that can hold something, by block_id and action_id."""
    state: Json = {}
    for block, element in interactive(blocks):
        kind = element["type"]
        if kind in _STATEFUL:
            held = {"type": kind, HELD_AS.get(kind, "selected_option"): current(block, element, values)}
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
