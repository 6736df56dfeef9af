"""Methods that open and change modals and the App Home: views.*."""

from typing import Any

from bot.sandbox.workspace.api.call import Call, Method
from bot.sandbox.workspace.modals import (
    checked_view,
    find_external,
    find_open,
    open_root,
    publish,
    push,
    replace,
    wire_view,
)
from bot.sandbox.workspace.model import ApiError, Json, View


def open_view(call: Call) -> Json:
    """Open a modal with a trigger_id; the trigger is used up only by a view that is in order."""
    body = checked_view(_view(call), kind="modal")
    trigger = call.workspace.use_trigger(call.text("trigger_id"))
    return _answer(open_root(call.workspace, trigger, body))


def push_view(call: Call) -> Json:
    """Put a modal on top of the one that the trigger_id came from."""
    body = checked_view(_view(call), kind="modal")
    trigger = call.workspace.use_trigger(call.text("trigger_id"))
    return _answer(push(call.workspace, trigger, body))


def update_view(call: Call) -> Json:
    """Replace an open modal; `hash`, when given, must be its newest."""
    body = checked_view(_view(call), kind="modal")
    view_id, external_id = call.optional_text("view_id"), call.optional_text("external_id")
    if (view_id is None) == (external_id is None):
        raise ApiError("invalid_arguments", ["[ERROR] must have either view_id or external_id"])
    view = find_external(call.workspace, external_id) if external_id else find_open(call.workspace, view_id)
    if view is None:
        raise ApiError("not_found")
    expected = call.optional_text("hash")
    if expected is not None and expected != view.hash:
        raise ApiError("hash_conflict")
    return _answer(replace(call.workspace, view, body))


def publish_view(call: Call) -> Json:
    """Show a person an App Home."""
    user_id = call.text("user_id")
    if user_id not in call.workspace.people:
        raise ApiError("user_not_found")
    body = checked_view(_view(call), kind="home")
    return _answer(publish(call.workspace, user_id, body, call.optional_text("hash")))


def _view(call: Call) -> Any:
    raw = call.structure("view", "invalid_arguments")
    if raw is None:
        raise ApiError("invalid_arguments", ["[ERROR] missing required field: view"])
    return raw


def _answer(view: View) -> Json:
    return {"view": wire_view(view, with_values=False)}


METHODS = {
    "views.open": Method(open_view),
    "views.push": Method(push_view),
    "views.update": Method(update_view),
    "views.publish": Method(publish_view),
}
