"""What only looks: `blocks.validate` and `apps.manifest.validate`, with each thing that is found wrong."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.sandbox.workspace.conftest import Play

Json = dict[str, Any]
MANIFEST = yaml.safe_load((Path(__file__).parents[3] / "manifest.yml").read_text())
SECTION = {"type": "section", "text": {"type": "plain_text", "text": "Hello"}}
WRONG = {"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}


async def test_one_of_blocks_message_and_view_is_looked_at(play: Play, modal: Callable[..., Json]) -> None:
    for name, good in (("blocks", [SECTION]), ("message", {"blocks": [SECTION]}), ("view", modal())):
        assert await play.api("blocks.validate", {name: json.dumps(good)}) == {"ok": True}
    for given in ({}, {"blocks": json.dumps([SECTION]), "view": json.dumps(modal())}, {"blocks": "["}):
        assert (await play.api("blocks.validate", given))["error"] == "invalid_arguments"
    assert (await play.api("blocks.validate", {"blocks": "[]"}, token=play.workspace.app_token))["ok"] is False


@pytest.mark.parametrize(
    ("given", "error", "pointer"),
    [
        ({"blocks": [SECTION, WRONG]}, "invalid_blocks", "/1/text/text"),
        ({"message": {"blocks": [WRONG]}}, "invalid_message", "/blocks/0/text/text"),
        ({"message": {"text": "no blocks"}}, "invalid_message", "/blocks"),
        ({"view": {"type": "home", "blocks": [WRONG]}}, "invalid_view", "/blocks/0/text/text"),
    ],
)
async def test_what_is_wrong_is_pointed_at(play: Play, given: Json, error: str, pointer: str) -> None:
    answer = await play.api("blocks.validate", {name: json.dumps(value) for name, value in given.items()})
    assert (answer["ok"], answer["error"]) == (False, error)
    assert [each["pointer"] for each in answer["errors"]] == [pointer]
    assert answer["errors"][0].keys() == {"pointer", "code", "message"}


async def test_only_a_configuration_token_has_a_manifest_looked_at(play: Play) -> None:
    given = {"manifest": json.dumps(MANIFEST)}
    assert await play.api("apps.manifest.validate", given, token=play.workspace.config_token) == {"ok": True}
    assert (await play.api("apps.manifest.validate", given))["error"] == "not_allowed_token_type"
    assert (await play.api("auth.test", token=play.workspace.config_token))["ok"] is False


def without(*path: str, **changed: Any) -> Json:
    """Give the manifest with one part changed."""
    manifest: Json = json.loads(json.dumps(MANIFEST))
    part = manifest
    for name in path:
        part = part[name]
    part.update(changed)
    return manifest


@pytest.mark.parametrize(
    ("manifest", "pointer"),
    [
        ([], "/"),
        (without(more=1), "/more"),
        (without("display_information", name=""), "/display_information/name"),
        (without("display_information", name="x" * 36), "/display_information/name"),
        (without("display_information", background_color="blue"), "/display_information/background_color"),
        (
            without("features", slash_commands=[{"command": "x", "description": "x"}]),
            "/features/slash_commands/0/command",
        ),
        (without("features", slash_commands=[{"command": "/x"}]), "/features/slash_commands/0/description"),
        (without("oauth_config", "scopes", bot=["chat:write"]), "/oauth_config/scopes/bot"),
        (without("settings", socket_mode_enabled=False), "/features/slash_commands/0/url"),
        (without("settings", socket_mode_enabled=False), "/settings/event_subscriptions"),
        (without("settings", socket_mode_enabled=False), "/settings/interactivity"),
    ],
    ids=lambda each: each if isinstance(each, str) else "",
)
async def test_what_is_wrong_with_a_manifest_is_pointed_at(play: Play, manifest: Any, pointer: str) -> None:
    token = play.workspace.config_token
    answer = await play.api("apps.manifest.validate", {"manifest": json.dumps(manifest)}, token=token)
    assert answer["error"] == "invalid_manifest"
    assert pointer in {each["pointer"] for each in answer["errors"]}


async def test_a_manifest_is_json(play: Play) -> None:
    token = play.workspace.config_token
    answer = await play.api("apps.manifest.validate", {"manifest": "display_information:"}, token=token)
    assert answer["errors"] == [{"message": "Invalid JSON", "pointer": "/"}]
