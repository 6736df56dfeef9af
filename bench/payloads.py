"""The payloads that Slack would send, as Socket Mode envelopes made ready before the clock starts."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import count
from typing import Any

TEAM = "T0BENCH"
APP = "A0BENCH"
_numbers = count(1)

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Envelope:
    """One envelope, serialised."""

    id: str
    text: str
    user: str


def channel_of(user: str) -> str:
    """Give the direct conversation of a user at the loopback Slack."""
    return "D" + user


def view_of(user: str) -> str:
    """Give the modal of a user at the loopback Slack, which keeps one for each."""
    return "V" + user


def trigger_of(user: str) -> str:
    """Give a trigger that is used once, and tells the loopback Slack whose it is."""
    return f"{next(_numbers)}.{user}"


def command(user: str, text: str = "") -> Envelope:
    """Make `/link-pacer`."""
    return _envelope(
        user,
        "slash_commands",
        {
            "token": "unused",
            "team_id": TEAM,
            "team_domain": "bench",
            "channel_id": channel_of(user),
            "channel_name": "directmessage",
            "user_id": user,
            "user_name": user.lower(),
            "command": "/link-pacer",
            "text": text,
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": "http://127.0.0.1:9/",
            "trigger_id": trigger_of(user),
        },
    )


def click(user: str, action_id: str, shown: Json, *, in_view: bool = False) -> Envelope:
    """Make a click on the button that a message or, `in_view`, a modal has under `action_id`."""
    block, button = next(
        (block, element)
        for block in shown["blocks"]
        for element in block.get("elements", [])
        if element.get("action_id") == action_id
    )
    action = {"type": "button", "action_id": action_id, "block_id": block.get("block_id", "b"), "action_ts": "1.1"}
    body = _interaction(user, "block_actions")
    body["actions"] = [action | ({"value": button["value"]} if "value" in button else {})]
    if not in_view:
        body["channel"] = {"id": channel_of(user), "name": "directmessage"}
        body["container"] = {"type": "message", "message_ts": shown["ts"], "channel_id": channel_of(user)}
    else:
        body["view"] = {**shown, "id": view_of(user), "team_id": TEAM}
        body["container"] = {"type": "view", "view_id": view_of(user)}
    return _envelope(user, "interactive", body)


def submission(user: str, view: Json, typed: dict[str, str]) -> Envelope:
    """Make the sending of a modal, its fields filled by their action ids; whatever is not typed is left empty."""
    values: Json = {}
    for block in view["blocks"]:
        element = block.get("element")
        if element is not None:
            value = {"type": "plain_text_input", "value": typed.get(element["action_id"])}
            values[block["block_id"]] = {element["action_id"]: value}
    body = _interaction(user, "view_submission")
    body["response_urls"] = []
    body["view"] = {
        **view,
        "id": view_of(user),
        "team_id": TEAM,
        "app_id": APP,
        "hash": "1.hash",
        "state": {"values": values},
    }
    return _envelope(user, "interactive", body)


def _interaction(user: str, kind: str) -> Json:
    return {
        "type": kind,
        "team": {"id": TEAM, "domain": "bench"},
        "user": {"id": user, "username": user.lower(), "name": user.lower(), "team_id": TEAM},
        "api_app_id": APP,
        "token": "unused",
        "trigger_id": trigger_of(user),
        "is_enterprise_install": False,
        "enterprise": None,
    }


def _envelope(user: str, kind: str, payload: Json) -> Envelope:
    envelope_id = f"envelope-{next(_numbers)}"
    whole = {"envelope_id": envelope_id, "type": kind, "payload": payload, "accepts_response_payload": True}
    return Envelope(envelope_id, json.dumps(whole), user)
