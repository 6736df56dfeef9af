"""The payloads that Slack sends for what a person does: complete, and in Slack's own shapes. No network."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.workspace.messages import wire_message
from bot.sandbox.workspace.modals import find_open, wire_view
from bot.sandbox.workspace.model import (
    APP_ID,
    TEAM_DOMAIN,
    TEAM_ID,
    Conversation,
    Ephemeral,
    Json,
    Message,
    Person,
    PersonError,
    Values,
    View,
)
from bot.sandbox.workspace.values import current, state_values
from bot.sandbox.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person acts: a message or an ephemeral in a conversation, a modal, or their App Home."""

    blocks: list[Json]
    view: View | None = None
    conversation: Conversation | None = None
    message: Message | Ephemeral | None = None

    @property
    def original_ts(self) -> str | None:
        """Give the ts of the message, if it is one."""
        return self.message.ts if self.message else None


def find_place(workspace: Workspace, person_id: str, session: str, container: Any) -> Place:
    """Find what the page calls a container; raises PersonError when this person does not see it (any more)."""
    kind = container.get("type") if isinstance(container, dict) else None
    if kind == "home" and person_id in workspace.homes:
        home = workspace.homes[person_id]
        return Place(home.blocks, home)
    if kind == "view":
        view = find_open(workspace, container.get("view_id"))
        if view is not None and view.person == person_id:
            return Place(view.blocks, view)
    if kind == "message":
        conversation = workspace.joined(person_id, container.get("channel"))
        ephemerals = [
            each for each in workspace.ephemerals.get((person_id, session), []) if each.channel == conversation.id
        ]
        standing: list[Message | Ephemeral] = [*conversation.messages, *ephemerals]
        for message in standing:
            if message.ts == container.get("ts"):
                return Place(message.blocks or [], None, conversation, message)
    raise PersonError("that is not on the page any more")


def command_payload(
    workspace: Workspace, person: Person, conversation: Conversation, command: str, text: str
) -> dict[str, str]:
    """Write a slash command's form, but for its trigger_id and response_url."""
    grid = workspace.grid
    organization = {"enterprise_id": grid.id, "enterprise_name": grid.name} if grid else {}
    return {
        "token": workspace.verification_token,
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAIN,
        **organization,
        "channel_id": conversation.id,
        "channel_name": conversation.name,
        "user_id": person.id,
        "user_name": person.username,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "true" if grid and grid.everywhere else "false",
    }


def base_payload(workspace: Workspace, person: Person, kind: str) -> Json:
    """Write what every interaction carries."""
    grid = workspace.grid
    team: Json | None = {"id": TEAM_ID, "domain": TEAM_DOMAIN}
    own = person.team
    if grid:
        named = {"enterprise_id": grid.id, "enterprise_name": grid.name}
        team = None if grid.everywhere else {"id": TEAM_ID, "domain": TEAM_DOMAIN, **named}
        own = grid.users_team if person.team == TEAM_ID else own
    return {
        "type": kind,
        "team": team,
        "user": {"id": person.id, "username": person.username, "name": person.username, "team_id": own},
        "api_app_id": APP_ID,
        "token": workspace.verification_token,
        "enterprise": {"id": grid.id, "name": grid.name} if grid else None,
        "is_enterprise_install": bool(grid and grid.everywhere),
    }


def place_payload(place: Place) -> Json:
    """Write where it happened: container, and the view, or channel and message (an ephemeral's content is not sent)."""
    if place.view is not None:
        view = place.view
        return {"container": {"type": "view", "view_id": view.id}, "view": wire_view(view)}
    if place.conversation is None or place.message is None:
        raise PersonError("that is not on the page any more")
    is_message = isinstance(place.message, Message)
    container = {
        "type": "message",
        "message_ts": place.message.ts,
        "channel_id": place.conversation.id,
        "is_ephemeral": not is_message,
    }
    payload: Json = {
        "container": container,
        "channel": {"id": place.conversation.id, "name": place.conversation.name},
    }
    if isinstance(place.message, Message):
        payload["message"] = wire_message(place.message)
        if place.message.thread_ts:
            container["thread_ts"] = place.message.thread_ts
    return payload


def action_payload(place: Place, block: Json, element: Json, values: Values, action_ts: str) -> Json:
    """Write `actions` and, for messages, `state`. A view carries its state itself."""
    kind = element["type"]
    action: Json = {
        "type": kind,
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": action_ts,
    }
    carried = ("text", "value", "style", "url", "confirm", "placeholder", "initial_option", "initial_options")
    action |= {name: element[name] for name in carried if name in element}
    if kind == "plain_text_input":
        action["value"] = current(block, element, values)
    elif kind == "checkboxes":
        action["selected_options"] = current(block, element, values)
    elif kind != "button":
        action["selected_option"] = current(block, element, values)
    payload: Json = {"actions": [action]}
    if place.message is not None:
        payload["state"] = {"values": state_values(place.blocks, values)}
    return payload
