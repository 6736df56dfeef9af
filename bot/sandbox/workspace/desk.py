"""What a person does at the page, done to the app: commands, messages, clicks, menus and the App Home.

Only kinds and ids are logged, never a typed value.
"""

import html
import uuid
from collections.abc import Collection
from typing import Any

from bot.sandbox.workspace.blocks import MOST_OPTIONS, validate_options
from bot.sandbox.workspace.delivery import Answer, Delivery
from bot.sandbox.workspace.messages import changed, posted, respond, wire_message
from bot.sandbox.workspace.modals import wire_view
from bot.sandbox.workspace.model import ApiError, Json, Message, PersonError
from bot.sandbox.workspace.payloads import (
    Place,
    action_payload,
    base_payload,
    command_payload,
    find_place,
    place_payload,
)
from bot.sandbox.workspace.values import HELD_AS, accept, element_at, merged
from bot.sandbox.workspace.workspace import Workspace, new_id

APP = "Link PACER"
_SUBTYPES = {"file": "file_share", "me": "me_message"}


class Desk:
    """Acts in the name of a person and waits until the app has acked or the three seconds are over."""

    def __init__(self, workspace: Workspace, delivery: Delivery) -> None:
        self._workspace = workspace
        self._delivery = delivery

    async def command(self, person_id: str, session: str, channel: Any, typed: Any) -> None:
        """Type a slash command; its answer or failure is shown in this session. Raises PersonError."""
        workspace, person = self._workspace, self._workspace.person(person_id)
        conversation = workspace.joined(person_id, channel)
        command, _, text = str(typed).strip().partition(" ")
        if command not in workspace.commands:
            raise PersonError(f"{command} is not a valid command.")
        workspace.meet(person_id, session)
        workspace.note("command", command=command, user=person_id, channel=conversation.id)
        payload = command_payload(workspace, person, conversation, command, text.strip())
        payload["trigger_id"] = workspace.new_trigger(person_id, session)
        payload["response_url"] = workspace.new_response_url("commands", person_id, session, conversation.id)
        answer = await self._delivery.deliver("slash_commands", payload, accepts_response=True)
        if answer.outcome != "acked":
            workspace.fail(person_id, session, failure_text(command, answer), conversation.id)
        elif answer.payload:
            right = workspace.response_urls[payload["response_url"].rpartition("/")[2]]
            try:
                respond(workspace, right, answer.payload)
            except ApiError as refusal:
                workspace.fail(person_id, session, f'{command} failed with the error "{refusal.code}"', conversation.id)

    def message(self, person_id: str, channel: Any, text: Any, *, how: Any = None, thread: Any = None) -> str:
        """Write a message, with a "file" or as "/me" if `how` says so, below another in a `thread`; gives its ts.

        Raises PersonError.
        """
        workspace = self._workspace
        conversation = workspace.joined(workspace.person(person_id).id, channel)
        if not isinstance(text, str) or not (text.strip() or how == "file"):
            raise PersonError("a message needs text")
        if thread is not None and not any(each.ts == thread for each in conversation.messages):
            raise PersonError("that message is not there any more")
        escaped, blocks = _written(text)
        message = Message(
            workspace.new_ts(), conversation.id, person_id, escaped, blocks, client_msg_id=str(uuid.uuid4())
        )
        message.thread_ts, message.subtype = thread, _SUBTYPES.get(how)
        if how == "file":
            message.files = [{"id": new_id("F"), "name": "screen.png", "mimetype": "image/png"}]
        posted(workspace, conversation, message)
        return message.ts

    def edit(self, person_id: str, channel: Any, ts: Any, text: Any) -> None:
        """Edit one's own message. Raises PersonError."""
        workspace = self._workspace
        conversation = workspace.joined(workspace.person(person_id).id, channel)
        own = next((each for each in conversation.messages if (each.ts, each.user) == (ts, person_id)), None)
        if own is None or not isinstance(text, str) or not text.strip():
            raise PersonError("only a message of one's own can be edited, and not to nothing")
        before = wire_message(own, with_metadata=False)
        own.text, own.blocks = _written(text)
        own.edited = workspace.new_ts()
        changed(workspace, conversation, own, before)

    async def action(self, person_id: str, session: str, wanted: Json) -> None:
        """Click a button, or choose in a menu; a failure is shown in this session. Raises PersonError."""
        workspace, person = self._workspace, self._workspace.person(person_id)
        place = find_place(workspace, person_id, session, wanted.get("container"))
        block, element = element_at(place.blocks, wanted.get("block_id"), wanted.get("action_id"))
        if block["type"] == "input" and not block.get("dispatch_action"):
            raise PersonError("that field is sent only when the form is submitted")
        self._refuse_covered(place)
        values = merged(
            place.blocks, place.view.values if place.view else {}, wanted.get("values") or {}, workspace.choosable
        )
        if element["type"] != "button":
            chosen = wanted.get(HELD_AS.get(element["type"], "selected_option"))
            values.setdefault(block["block_id"], {})[element["action_id"]] = accept_choice(
                element, chosen, workspace.choosable
            )
        if place.view is not None:
            place.view.values = values
        workspace.note("action", user=person_id, block_id=block["block_id"], action_id=element["action_id"])
        payload = base_payload(workspace, person, "block_actions") | place_payload(place)
        payload |= action_payload(place, block, element, values, workspace.new_ts())
        modal = place.view.id if place.view is not None and place.view.body["type"] == "modal" else None
        payload["trigger_id"] = workspace.new_trigger(person_id, session, modal)
        if place.conversation is not None:
            payload["response_url"] = workspace.new_response_url(
                "actions", person_id, session, place.conversation.id, place.original_ts
            )
        answer = await self._delivery.deliver("interactive", payload)
        if answer.outcome != "acked":
            workspace.fail(person_id, session, failure_text(APP, answer))

    async def shortcut(self, person_id: str, session: str, wanted: Json) -> None:
        """Choose one of the app's shortcuts on a message; a failure is shown in this session. Raises PersonError."""
        workspace, person = self._workspace, self._workspace.person(person_id)
        conversation = workspace.joined(person_id, wanted.get("channel"))
        message = next((each for each in conversation.messages if each.ts == wanted.get("ts")), None)
        callback_id = wanted.get("callback_id")
        if message is None or callback_id not in workspace.shortcuts:
            raise PersonError("that is not on the page any more")
        workspace.note("shortcut", user=person_id, callback_id=callback_id, channel=conversation.id)
        payload = base_payload(workspace, person, "message_action") | {
            "callback_id": callback_id,
            "trigger_id": workspace.new_trigger(person_id, session),
            "response_url": workspace.new_response_url("actions", person_id, session, conversation.id, message.ts),
            "action_ts": workspace.new_ts(),
            "message_ts": message.ts,
            "channel": {"id": conversation.id, "name": conversation.name},
            "message": wire_message(message),
        }
        answer = await self._delivery.deliver("interactive", payload)
        if answer.outcome != "acked":
            workspace.fail(person_id, session, failure_text(APP, answer))

    def _refuse_covered(self, place: Place) -> None:
        view = place.view
        if view is None or view.body["type"] == "home":
            return
        if self._workspace.stacks[view.person][-1] is not view:
            raise PersonError("another form lies on top of that one")
        if view.busy:
            raise PersonError("the form is being sent")

    async def options(self, person_id: str, session: str, wanted: Json) -> Json:
        """Ask the app for a menu's options; gives {"options", "option_groups"}. Raises PersonError."""
        workspace, person = self._workspace, self._workspace.person(person_id)
        place = find_place(workspace, person_id, session, wanted.get("container"))
        block, element = element_at(place.blocks, wanted.get("block_id"), wanted.get("action_id"))
        typed = wanted.get("value")
        if element["type"] != "external_select" or not isinstance(typed, str):
            raise PersonError("only a menu filled by the app can be asked for options")
        if len(typed) < element.get("min_query_length", 3):
            return {"options": [], "option_groups": None}
        payload = base_payload(workspace, person, "block_suggestion") | place_payload(place)
        payload |= {"block_id": block["block_id"], "action_id": element["action_id"], "value": typed}
        answer = await self._delivery.deliver("interactive", payload, accepts_response=True)
        if answer.outcome != "acked" or validate_options(answer.payload):
            outcome = "bad_response" if answer.outcome == "acked" else answer.outcome
            workspace.note("options_failed", user=person_id, action_id=element["action_id"], outcome=outcome)
            workspace.fail(person_id, session, "The options could not be loaded.")
            return {"options": [], "option_groups": None}
        return {
            "options": answer.payload.get("options", [])[:MOST_OPTIONS],
            "option_groups": answer.payload.get("option_groups"),
        }

    def open_home(self, person_id: str) -> None:
        """Open the app's Home tab."""
        workspace = self._workspace
        dm = workspace.dm_of(workspace.person(person_id).id)
        event: Json = {
            "type": "app_home_opened",
            "user": person_id,
            "channel": dm.id,
            "tab": "home",
            "event_ts": workspace.new_ts(),
        }
        home = workspace.homes.get(person_id)
        if home is not None:
            event["view"] = wire_view(home)
        workspace.send_event(event)


def _written(text: str) -> tuple[str, list[Json]]:
    """Give what Slack makes of typed text: the text, and its blocks."""
    # Slack escapes these three and nothing else.
    section = {"type": "rich_text_section", "elements": [{"type": "text", "text": text.strip()}]}
    blocks: list[Json] = [{"type": "rich_text", "block_id": uuid.uuid4().hex[:5], "elements": [section]}]
    return html.escape(text.strip(), quote=False), blocks


def accept_choice(element: Json, chosen: Any, people: Collection[str]) -> Any:
    """Give back what was chosen; raises PersonError for nothing, but for check boxes and text, which may be emptied."""
    if chosen is None and element["type"] not in {"checkboxes", "plain_text_input"}:
        raise PersonError("nothing was chosen")
    return accept(element, [] if chosen is None and element["type"] == "checkboxes" else chosen, people)


def failure_text(who: str, answer: Answer) -> str:
    """Say as Slack does that the app failed the person."""
    if answer.outcome == "timeout":
        return f"{who} didn't respond (operation_timeout)"
    error = "dispatch_failed" if answer.outcome == "not_connected" else "http_service_error"
    return f'{who} failed with the error "{error}"'
