"""Submitting and closing modals, and what the app's answer does to them.

What is typed is kept in the open view and sent to the app, and written nowhere else.
"""

from typing import Any

from bot.sandbox.workspace.delivery import Delivery
from bot.sandbox.workspace.modals import checked_view, close, find_open, push, replace, wire_view
from bot.sandbox.workspace.model import ApiError, Json, PersonError, Trigger, View
from bot.sandbox.workspace.payloads import base_payload
from bot.sandbox.workspace.values import merged, refused_inputs
from bot.sandbox.workspace.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


class Forms:
    """Submits and closes modals in the name of a person."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self._workspace = workspace
        self._delivery = delivery

    async def submit(self, person_id: str, session: str, view_id: Any, values: Any) -> Json:
        """Submit the modal on top; gives the outcome for the page. Raises PersonError."""
        view = self._top(person_id, view_id)
        if view.body.get("submit") is None:
            raise PersonError("that form has nothing to submit")
        view.values = merged(view.blocks, view.values, values, self._workspace.choosable)
        view.errors = refused_inputs(view.blocks, view.values)
        self._workspace.touch([person_id])
        if view.errors:
            return {"outcome": "errors", "errors": view.errors}
        payload = base_payload(self._workspace, self._workspace.person(person_id), "view_submission")
        trigger_id = self._workspace.new_trigger(person_id, session, view.id)
        payload |= {"trigger_id": trigger_id, "view": wire_view(view), "response_urls": []}
        view.busy = True
        try:
            answer = await self._delivery.deliver("interactive", payload, accepts_response=True)
        finally:
            view.busy = False
            self._workspace.touch([person_id])
        self._workspace.note("view_submission", user=person_id, view=view.id, outcome=answer.outcome)
        if answer.outcome != "acked":
            return self._failed(person_id, session)
        try:
            return self._apply(view, self._workspace.triggers[trigger_id], answer.payload)
        except ApiError as refusal:
            # The reasons name ids and rules, never a typed value.
            self._workspace.note("bad_response", view=view.id, error=refusal.code, messages=refusal.messages)
            return self._failed(person_id, session)

    def _failed(self, person_id: str, session: str) -> Json:
        self._workspace.fail(person_id, session, TROUBLE)
        return {"outcome": "failed"}

    def _apply(self, view: View, trigger: Trigger, answer: Any) -> Json:
        if find_open(self._workspace, view.id) is None:
            return {"outcome": "closed"}
        if not answer:
            close(self._workspace, view, everything=False)
            return {"outcome": "closed"}
        wanted = answer.get("response_action") if isinstance(answer, dict) else None
        if wanted == "clear":
            close(self._workspace, view, everything=True)
            return {"outcome": "closed"}
        if wanted == "update":
            replace(self._workspace, view, checked_view(answer.get("view"), kind="modal"))
            return {"outcome": "updated"}
        if wanted == "push":
            push(self._workspace, trigger, checked_view(answer.get("view"), kind="modal"))
            return {"outcome": "pushed"}
        if wanted == "errors":
            view.errors = _checked_errors(view, answer.get("errors"))
            self._workspace.touch([view.person])
            return {"outcome": "errors", "errors": view.errors}
        raise ApiError("invalid_response_action")

    async def close(self, person_id: str, view_id: Any, *, everything: bool) -> None:
        """Close the modal on top (Cancel) or all of them (X); the app hears of it if it asked. Raises PersonError."""
        view = self._top(person_id, view_id)
        everything = everything or view.body.get("clear_on_close", False)
        told = self._workspace.stacks[person_id][0] if everything else view
        payload = base_payload(self._workspace, self._workspace.person(person_id), "view_closed")
        payload |= {"view": wire_view(told), "is_cleared": everything}
        close(self._workspace, view, everything=everything)
        if told.body.get("notify_on_close"):
            answer = await self._delivery.deliver("interactive", payload)
            self._workspace.note("view_closed", user=person_id, view=told.id, outcome=answer.outcome)

    def _top(self, person_id: str, view_id: Any) -> View:
        stack = self._workspace.stacks[self._workspace.person(person_id).id]
        if not stack or stack[-1].id != view_id:
            raise PersonError("that form is not open any more")
        if stack[-1].busy:
            raise PersonError("the form is being sent")
        return stack[-1]


def _checked_errors(view: View, errors: Any) -> dict[str, str]:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        raise ApiError("invalid_errors", ["errors must be an object that is not empty"])
    strangers = sorted(str(key) for key in errors if key not in inputs)
    if strangers:
        raise ApiError("invalid_errors", [f"no input block has the block_id {key}" for key in strangers])
    if any(not isinstance(text, str) or not text for text in errors.values()):
        raise ApiError("invalid_errors", ["each error must be a text"])
    return dict(errors)
