"""The payloads that Slack sends for what a person does: complete, and in Slack's own shapes. No network."""

from dataclasses import dataclass
from typing import Any

from bot.sandbox.workspace import model
from bot.sandbox.workspace.messages import wire_message
from bot.sandbox.workspace.modals import find_open, wire_view
from bot.sandbox.workspace.values import HELD_AS, current, state_values
from bot.sandbox.workspace.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Place:
    """Where a person acts: a message or an ephemeral in a conversation, a modal, or their App Home."""

    blocks: list[model.Json]
    view: model.View | None = None
    conversation: model.Conversation | None = None
    message: model.Message | model.Ephemeral | None = None

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
        conversation = workspace.looked_into(person_id, container.get("channel"))
        ephemerals = [
            each for each in workspace.ephemerals.get((person_id, session), []) if each.channel == conversation.id
        ]
        standing: list[model.Message | model.Ephemeral] = [*conversation.messages, *ephemerals]
        for message in standing:
            if message.ts == container.get("ts"):
                return Place(message.blocks or [], None, conversation, message)
    raise model.PersonError("that is not on the page any more")


def command_payload(
    workspace: Workspace, person: model.Person, conversation: model.Conversation, command: str, text: str
) -> dict[str, str]:
    """Write a slash command's form, but for its trigger_id and response_url."""
    grid = workspace.grid
    organization = {"enterprise_id": grid.id, "enterprise_name": grid.name} if grid else {}
    return {
        "token": workspace.verification_token,
        "team_id": model.TEAM_ID,
        "team_domain": model.TEAM_DOMAIN,
        **organization,
        "channel_id": conversation.id,
        "channel_name": conversation.name,
        "user_id": person.id,
        "user_name": person.username,
        "command": command,
        "text": text,
        "api_app_id": model.APP_ID,
        "is_enterprise_install": "true" if grid and grid.everywhere else "false",
    }


def base_payload(workspace: Workspace, person: model.Person, kind: str) -> model.Json:
    """Write what every interaction carries."""
    grid = workspace.grid
    team: model.Json | None = {"id": model.TEAM_ID, "domain": model.TEAM_DOMAIN}
    own = person.team
    if grid:
        named = {"enterprise_id": grid.id, "enterprise_name": grid.name}
        team = None if grid.everywhere else {"id": model.TEAM_ID, "domain": model.TEAM_DOMAIN, **named}
        own = grid.users_team if person.team == model.TEAM_ID else own
    return {
        "type": kind,
        "team": team,
        "user": {"id": person.id, "username": person.username, "name": person.username, "team_id": own},
        "api_app_id": model.APP_ID,
        "token": workspace.verification_token,
        "enterprise": {"id": grid.id, "name": grid.name} if grid else None,
        "is_enterprise_install": bool(grid and grid.everywhere),
    }


def place_payload(place: Place) -> model.Json:
    """Write where it happened: container, and the view, or channel and message (an ephemeral's content is not sent)."""
    if place.view is not None:
        view = place.view
        return {"container": {"type": "view", "view_id": view.id}, "view": wire_view(view)}
    if place.conversation is None or place.message is None:
        raise model.PersonError("that is not on the page any more")
    is_message = isinstance(place.message, model.Message)
    container = {
        "type": "message",
        "message_ts": place.message.ts,
        "channel_id": place.conversation.id,
        "is_ephemeral": not is_message,
    }
    payload: model.Json = {
        "container": container,
        "channel": {"id": place.conversation.id, "name": place.conversation.name},
    }
    if isinstance(place.message, model.Message):
        payload["message"] = wire_message(place.message)
        if place.message.thread_ts:
            container["thread_ts"] = place.message.thread_ts
    return payload


def action_payload(
    place: Place, block: model.Json, element: model.Json, values: model.Values, action_ts: str
) -> model.Json:
    """Write `actions` and, for messages, `state`. A view carries its state itself."""
    kind = element["type"]
    action: model.Json = {
        "type": kind,
        "action_id": element["action_id"],
        "block_id": block["block_id"],
        "action_ts": action_ts,
    }
    carried = (
        "text",
        "value",
        "style",
        "url",
        "confirm",
        "placeholder",
        "initial_option",
        "initial_options",
        "initial_date_time",
        "initial_user",
    )
    action |= {name: element[name] for name in carried if name in element}
    if kind != "button":
        action[HELD_AS.get(kind, "selected_option")] = current(block, element, values)
    payload: model.Json = {"actions": [action]}
    if place.message is not None:
        payload["state"] = {"values": state_values(place.blocks, values)}
    return payload
