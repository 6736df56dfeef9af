"""Slack's rules for blocks, recursive and strict. Pure; a test of any app may use it without a server.

Only the classic blocks (header, section, context, divider, actions, input, image) are known, and in messages a table
and a chart. An unknown block, element or field is refused, as Slack does. One rule is stricter than Slack's: an `input`
in a message is refused, since it has no submit there and older clients show nothing.
"""

import copy
import secrets
from collections.abc import Iterator
from typing import Any, Literal

from bot.sandbox.workspace.checking import Check, Findings, Shape, by_type, flag, many, string
from bot.sandbox.workspace.data_blocks import DATA_BLOCKS, DATA_TABLE, DATA_VISUALIZATION
from bot.sandbox.workspace.elements import (
    IMAGE,
    IN_ACTIONS,
    IN_CONTEXT,
    IN_INPUT,
    IN_SECTION,
    OPTION,
    OPTION_GROUP,
    either,
    plain,
)

Surface = Literal["message", "modal", "home"]
Json = dict[str, Any]

MOST_BLOCKS: dict[Surface, int] = {"message": 50, "modal": 100, "home": 100}
MOST_OPTIONS = 100

_BLOCK_ID: dict[str, Check] = {"block_id": string(255)}


def _text_or_fields(found: Findings, path: str, block: Any) -> None:
    if "text" not in block and "fields" not in block:
        found.add(path, "must have text or fields")


_BLOCK = by_type(
    {
        "header": Shape({"text": plain(150)}, _BLOCK_ID),
        "section": Shape(
            {},
            {
                **_BLOCK_ID,
                "text": either(3000),
                "fields": many(either(2000), 1, 10),
                "accessory": IN_SECTION,
                "expand": flag,
            },
            also=_text_or_fields,
        ),
        "context": Shape({"elements": many(IN_CONTEXT, 1, 10)}, _BLOCK_ID),
        "divider": Shape({}, _BLOCK_ID),
        "actions": Shape({"elements": many(IN_ACTIONS, 1, 25)}, _BLOCK_ID),
        "input": Shape(
            {"label": plain(2000), "element": IN_INPUT},
            {**_BLOCK_ID, "hint": plain(2000), "optional": flag, "dispatch_action": flag},
        ),
        "data_table": DATA_TABLE,
        "data_visualization": DATA_VISUALIZATION,
        "image": Shape(IMAGE.required, {**_BLOCK_ID, "title": plain(2000)}),
    }
)


def validate_blocks(blocks: Any, *, surface: Surface) -> list[str]:
    """Say what Slack would refuse in a list of blocks; an empty list means that it would take them all.

    Each line names the fault and its JSON pointer, in the form of `response_metadata.messages`.
    """
    found = Findings()
    many(_BLOCK, 0, MOST_BLOCKS[surface])(found, "/blocks", blocks)
    if isinstance(blocks, list):
        _unique_block_ids(found, blocks)
        _unique_action_ids(found, blocks)
        _one_focus(found, blocks)
        if surface == "message":
            _no_inputs(found, blocks)
        else:
            _no_data(found, blocks)
    return found.lines


def validate_options(answer: Any) -> list[str]:
    """Say what Slack would refuse in the answer to a block_suggestion: options or option_groups, at most 100."""
    found = Findings()
    if not isinstance(answer, dict) or ("options" in answer) == ("option_groups" in answer):
        found.add("", "must have either options or option_groups")
        return found.lines
    if "options" in answer:
        many(OPTION, 0, MOST_OPTIONS)(found, "/options", answer["options"])
    else:
        many(OPTION_GROUP, 0, MOST_OPTIONS)(found, "/option_groups", answer["option_groups"])
    return found.lines


def elements_of(block: Any) -> list[Json]:
    """Give the block elements that stand in a block, text objects left out; a malformed block has none."""
    if not isinstance(block, dict):
        return []
    inside: list[Any] = [block.get("accessory"), block.get("element")]
    listed = block.get("elements")
    inside += listed if isinstance(listed, list) else []
    return [each for each in inside if isinstance(each, dict) and each.get("type") not in ("mrkdwn", "plain_text")]


def interactive(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Give each (block, element) that a person can act on."""
    for block in blocks:
        for element in elements_of(block):
            if element.get("type") != "image":
                yield block, element


def with_ids(blocks: list[Json]) -> list[Json]:
    """Copy blocks and give each block and element without an id a random one, as Slack does."""
    named = copy.deepcopy(blocks)
    for block in named:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
    for _, element in interactive(named):
        element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
    return named


def _repeated(values: list[Any]) -> list[str]:
    named = [value for value in values if isinstance(value, str)]
    return sorted({value for value in named if named.count(value) > 1})


def _unique_block_ids(found: Findings, blocks: list[Any]) -> None:
    for block_id in _repeated([block.get("block_id") for block in blocks if isinstance(block, dict)]):
        found.add("/blocks", f"`block_id` `{block_id}` already exists for another block")


def _unique_action_ids(found: Findings, blocks: list[Any]) -> None:
    for index, block in enumerate(blocks):
        for action_id in _repeated([element.get("action_id") for element in elements_of(block)]):
            found.add(f"/blocks/{index}", f"`action_id` `{action_id}` already exists for another element of the block")


def _one_focus(found: Findings, blocks: list[Any]) -> None:
    focused = [element for block in blocks for element in elements_of(block) if element.get("focus_on_load") is True]
    if len(focused) > 1:
        found.add("/blocks", "only one element can have focus_on_load")


def _no_data(found: Findings, blocks: list[Any]) -> None:
    for index, block in enumerate(blocks):
        if isinstance(block, dict) and str(block.get("type")) in DATA_BLOCKS:
            found.add(f"/blocks/{index}", "data blocks are taken in messages only")


def _no_inputs(found: Findings, blocks: list[Any]) -> None:
    for index, block in enumerate(blocks):
        if isinstance(block, dict) and block.get("type") == "input":
            found.add(f"/blocks/{index}", "input blocks are refused in messages: there is nothing to submit them")
