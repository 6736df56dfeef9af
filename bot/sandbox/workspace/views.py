"""Slack's rules for views: modals and the App Home. Pure; a test of any app may use it without a server."""

import json
from typing import Any

from bot.sandbox.workspace.blocks import validate_blocks
from bot.sandbox.workspace.checking import Check, Findings, Shape, by_type, flag, string
from bot.sandbox.workspace.elements import plain

LARGEST_VIEW_BYTES = 250_000


def _anything(_found: Findings, _path: str, _value: Any) -> None:
    """Pass: blocks are looked at by their own rules."""


_BOTH: dict[str, Check] = {
    "private_metadata": string(3000, shortest=0),
    "callback_id": string(255, shortest=0),
    "external_id": string(255, shortest=0),
}
_VIEW = by_type(
    {
        "modal": Shape(
            {"title": plain(24), "blocks": _anything},
            {**_BOTH, "submit": plain(24), "close": plain(24), "clear_on_close": flag, "notify_on_close": flag},
        ),
        "home": Shape({"blocks": _anything}, _BOTH),
    }
)


def validate_view(view: Any) -> list[str]:
    """Say what Slack would refuse in a view; an empty list means that it would take it.

    Each line names the fault and its JSON pointer, in the form of `response_metadata.messages`.
    """
    found = Findings()
    _VIEW(found, "/view", view)
    if not isinstance(view, dict) or view.get("type") not in ("modal", "home"):
        return found.lines
    inside = validate_blocks(view.get("blocks"), surface=view["type"]) if "blocks" in view else []
    found.lines += [line.replace("[json-pointer:", "[json-pointer:/view", 1) for line in inside]
    if view["type"] == "modal" and "submit" not in view and _has_input(view.get("blocks")):
        found.add("/view/submit", "missing required field: submit (a view with an input block needs it)")
    return found.lines


def is_too_large(view: Any) -> bool:
    """Say whether a view is over Slack's 250 kB (`view_too_large`)."""
    return len(json.dumps(view).encode()) > LARGEST_VIEW_BYTES


def _has_input(blocks: Any) -> bool:
    return isinstance(blocks, list) and any(
        isinstance(block, dict) and block.get("type") == "input" for block in blocks
    )
