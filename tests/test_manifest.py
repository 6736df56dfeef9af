"""The manifest asks for what the code uses, and for no more."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.operations.at_slack import SCOPES
from handlers.desk import OPEN_CASE

ROOT = Path(__file__).parent.parent

# Which scope each Web API method needs, from Slack's method reference (https://docs.slack.dev/reference/methods).
SCOPE_OF = {
    "auth_test": None,
    "apps_connections_open": None,  # the app-level token's own
    "chat_postMessage": "chat:write",
    "chat_postEphemeral": "chat:write",
    "chat_update": "chat:write",
    "conversations_info": "channels:read groups:read",  # for a public or a private channel
    "conversations_members": "channels:read groups:read",
    "conversations_open": "im:write",
    "files_info": "files:read",
    "files_upload_v2": "files:write",
    "users_info": "users:read",
    "users_list": "users:read",
    "users_lookupByEmail": "users:read.email",
    "usergroups_users_list": "usergroups:read",
    "conversations_history": "im:history",
    "api_call": None,  # openid.connect.token, which takes the app's client id and secret in place of a token
    "views_open": None,
    "views_update": None,
    "views_publish": None,
}
SCOPE_OF_EVENT = {"message.im": "im:history", "app_home_opened": None}


@pytest.fixture(scope="module")
def manifest() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "manifest.yml").read_text()))


def methods_called() -> set[str]:
    tree = ast.parse((ROOT / "bot/slack/desk.py").read_text())
    return {
        node.func.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Attribute)
        and node.func.value.attr == "client"
    }


def events_listened_to() -> set[str]:
    found = set()
    for path in (ROOT / "handlers").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "event":
                found |= {arg.value for arg in node.args if isinstance(arg, ast.Constant)}
    return {"message.im" if event == "message" else event for event in found}


def test_the_events_are_those_listened_to(manifest: dict[str, Any]) -> None:
    assert set(manifest["settings"]["event_subscriptions"]["bot_events"]) == events_listened_to()


def test_the_scopes_are_those_in_use(manifest: dict[str, Any]) -> None:
    assert methods_called() <= set(SCOPE_OF), "a new method: say which scope it needs"
    used = {SCOPE_OF[method] for method in methods_called()} | {SCOPE_OF_EVENT[each] for each in events_listened_to()}
    scopes = {scope for each in used if each for scope in each.split()}
    assert set(manifest["oauth_config"]["scopes"]["bot"]) == scopes | {"commands"} == SCOPES


def test_the_command_socket_mode_and_the_writable_messages_tab(manifest: dict[str, Any]) -> None:
    assert [each["command"] for each in manifest["features"]["slash_commands"]] == ["/link-pacer"]
    shortcut = {each["callback_id"]: each["type"] for each in manifest["features"]["shortcuts"]}
    assert shortcut == {OPEN_CASE: "message"}
    assert all(len(each["name"]) <= 24 for each in manifest["features"]["shortcuts"])
    home = manifest["features"]["app_home"]
    assert home["home_tab_enabled"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]
    assert manifest["settings"]["socket_mode_enabled"]
    assert manifest["settings"]["interactivity"]["is_enabled"]
    assert "oauth_config" in manifest
    assert "user" not in manifest["oauth_config"]["scopes"]
