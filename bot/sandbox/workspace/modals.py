"""A person's stack of modals and their App Home, within Slack's limits. No network."""

import secrets
from typing import Any

from bot.sandbox.workspace import model
from bot.sandbox.workspace.blocks import interactive, with_ids
from bot.sandbox.workspace.values import state_values
from bot.sandbox.workspace.views import is_too_large, validate_view
from bot.sandbox.workspace.workspace import Workspace, new_id

DEEPEST_STACK = 3


def checked_view(raw: Any, *, kind: str) -> model.Json:
    """Give back a view that keeps Slack's rules, its ids filled in; raises ApiError."""
    if isinstance(raw, dict) and is_too_large(raw):
        raise model.ApiError("view_too_large")
    faults = validate_view(raw)
    if not faults and raw["type"] != kind:
        faults = [f"[ERROR] must be a {kind} view here [json-pointer:/view/type]"]
    if faults:
        raise model.ApiError("invalid_arguments", faults)
    return {**raw, "blocks": with_ids(raw["blocks"])}


def open_root(workspace: Workspace, trigger: model.Trigger, body: model.Json) -> model.View:
    """Open a modal for whoever's trigger it is; one that came from inside a modal puts it on top of that one."""
    if trigger.view_id is not None and find_open(workspace, trigger.view_id) is not None:
        return push(workspace, trigger, body)
    _refuse_taken(workspace, body)
    view_id = new_id("V")
    view = model.View(view_id, trigger.person, trigger.session, body, new_hash(workspace), view_id)
    workspace.stacks[trigger.person] = [view]
    return _shown(workspace, view, "view_opened")


def push(workspace: Workspace, trigger: model.Trigger, body: model.Json) -> model.View:
    """Put a modal on top of the stack that the trigger came from; raises ApiError (three at most)."""
    stack = workspace.stacks[trigger.person]
    if trigger.view_id is None or find_open(workspace, trigger.view_id) is None:
        raise model.ApiError("invalid_trigger_id")
    if len(stack) >= DEEPEST_STACK:
        raise model.ApiError("push_limit_reached")
    _refuse_taken(workspace, body)
    top = stack[-1]
    view = model.View(new_id("V"), trigger.person, trigger.session, body, new_hash(workspace), top.root_id, top.id)
    stack.append(view)
    return _shown(workspace, view, "view_pushed")


def replace(workspace: Workspace, view: model.View, body: model.Json) -> model.View:
    """Update an open modal: new hash, same id; typed values stay where block_id, action_id and kind of element stay."""
    _refuse_taken(workspace, body, besides=view)
    kinds = {(block["block_id"], each["action_id"]): each["type"] for block, each in interactive(view.blocks)}
    kept: model.Values = {}
    for block, element in interactive(body["blocks"]):
        place = (block["block_id"], element["action_id"])
        if place in kinds and kinds[place] == element["type"] and place[1] in view.values.get(place[0], {}):
            kept.setdefault(place[0], {})[place[1]] = view.values[place[0]][place[1]]
    view.body, view.values, view.errors, view.hash = body, kept, {}, new_hash(workspace)
    return _shown(workspace, view, "view_updated")


def publish(workspace: Workspace, person_id: str, body: model.Json, expected_hash: str | None) -> model.View:
    """Show an App Home to a person; raises ApiError when the hash is not the newest."""
    old = workspace.homes.get(person_id)
    if expected_hash is not None and (old is None or old.hash != expected_hash):
        raise model.ApiError("hash_conflict")
    view_id = old.id if old else new_id("V")
    view = model.View(view_id, person_id, "", body, new_hash(workspace), view_id)
    workspace.homes[person_id] = view
    return _shown(workspace, view, "home_published")


def find_open(workspace: Workspace, view_id: Any) -> model.View | None:
    """Find an open modal by its id."""
    return next((view for stack in workspace.stacks.values() for view in stack if view.id == view_id), None)


def find_external(workspace: Workspace, external_id: str) -> model.View | None:
    """Find an open modal by the id that the app gave it."""
    views = [view for stack in workspace.stacks.values() for view in stack]
    return next((view for view in views if view.body.get("external_id") == external_id), None)


def close(workspace: Workspace, view: model.View, *, everything: bool) -> None:
    """Take a modal off its stack with whatever lies on it, or the whole stack; what was typed goes with them."""
    stack = workspace.stacks[view.person]
    keep = 0 if everything else stack.index(view)
    for gone in stack[keep:]:
        gone.values.clear()
        workspace.note("view_gone", view=gone.id, user=view.person)
    del stack[keep:]
    workspace.touch([view.person])


def new_hash(workspace: Workspace) -> str:
    """Make the hash of a view's new version."""
    return f"{int(workspace.clock.time())}.{secrets.token_hex(4)}"


def wire_view(view: model.View, *, with_values: bool = True) -> model.Json:
    """Write a view as the Web API and the payloads carry it."""
    body = view.body
    wire = {
        "id": view.id,
        "team_id": model.TEAM_ID,
        "app_id": model.APP_ID,
        "app_installed_team_id": model.TEAM_ID,
        "bot_id": model.BOT_ID,
        "type": body["type"],
        "blocks": body["blocks"],
        "private_metadata": body.get("private_metadata", ""),
        "callback_id": body.get("callback_id", ""),
        "external_id": body.get("external_id", ""),
        "state": {"values": state_values(view.blocks, view.values) if with_values else {}},
        "hash": view.hash,
        "clear_on_close": body.get("clear_on_close", False),
        "notify_on_close": body.get("notify_on_close", False),
        "root_view_id": view.root_id,
        "previous_view_id": view.previous_id,
    }
    if body["type"] == "modal":
        wire |= {"title": body["title"], "submit": body.get("submit"), "close": body.get("close")}
    return wire


def _refuse_taken(workspace: Workspace, body: model.Json, besides: model.View | None = None) -> None:
    external_id = body.get("external_id")
    taken = find_external(workspace, external_id) if external_id else None
    if taken is not None and taken is not besides:
        raise model.ApiError("duplicate_external_id")


def _shown(workspace: Workspace, view: model.View, kind: str) -> model.View:
    workspace.note(kind, view=view.id, user=view.person, hash=view.hash)
    workspace.touch([view.person])
    return view
