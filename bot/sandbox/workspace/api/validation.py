"""Methods that only look: blocks.validate, and apps.manifest.validate with an app configuration token.

https://docs.slack.dev/reference/methods/blocks.validate, https://docs.slack.dev/reference/methods/apps.manifest.validate
and https://docs.slack.dev/reference/app-manifest. Of a manifest, what an app like ours has in it is known here.
"""

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from bot.sandbox.workspace.api.call import Call, Method
from bot.sandbox.workspace.blocks import validate_blocks
from bot.sandbox.workspace.model import ApiError, Json
from bot.sandbox.workspace.views import validate_view

_FINDING = re.compile(r"\[ERROR\] (.*) \[json-pointer:(.*)\]", re.DOTALL)
_LONGEST = {
    "/display_information/name": 35,
    "/display_information/description": 140,
    "/features/bot_user/display_name": 80,
}
_PARTS = {"_metadata", "display_information", "features", "oauth_config", "settings", "functions", "workflows"}
_COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}){1,2}")
_CALLED_BY = {"event_subscriptions": "Event Subscription", "interactivity": "Interactivity"}


def validate(call: Call) -> Json:
    """Look at exactly one of blocks, message and view."""
    given = [name for name in ("blocks", "message", "view") if call.params.get(name)]
    if len(given) != 1:
        raise ApiError("invalid_arguments", ["[ERROR] provide exactly one of blocks, view, or message"])
    name = given[0]
    found = _LOOKS[name](call.structure(name, "invalid_arguments"))
    errors = [_error(line, name) for line in found]
    if errors:
        raise ApiError(f"invalid_{name}", errors=errors)
    return {}


def _message(message: Any) -> list[str]:
    if not isinstance(message, dict) or not isinstance(message.get("blocks"), list):
        return ["[ERROR] missing required field: blocks [json-pointer:/blocks]"]
    return validate_blocks(message["blocks"], surface="message")


_LOOKS: dict[str, Callable[[Any], list[str]]] = {
    "blocks": lambda blocks: validate_blocks(blocks, surface="message"),
    "message": _message,
    "view": validate_view,
}


def _error(line: str, name: str) -> Json:
    found = _FINDING.fullmatch(line)
    message, pointer = found.groups() if found else (line, "")
    shown = pointer.removeprefix(f"/{name}") if name != "message" else pointer
    return {"pointer": shown, "code": "failed_constraint", "message": message}


def validate_manifest(call: Call) -> Json:
    """Look at a manifest."""
    try:
        manifest = json.loads(call.text("manifest"))
    except ValueError:
        raise ApiError("invalid_manifest", errors=[{"message": "Invalid JSON", "pointer": "/"}]) from None
    errors = [{"message": message, "pointer": pointer} for pointer, message in _faults(manifest)]
    if errors:
        raise ApiError("invalid_manifest", errors=errors)
    return {}


def _faults(manifest: Any) -> Iterator[tuple[str, str]]:
    if not isinstance(manifest, dict):
        yield "/", "Must be an object"
        return
    for name in manifest.keys() - _PARTS:
        yield f"/{name}", "Must NOT have additional properties"
    if not _at(manifest, "/display_information/name"):
        yield "/display_information/name", "Must have a name"
    for pointer, most in _LONGEST.items():
        if len(str(_at(manifest, pointer) or "")) > most:
            yield pointer, f"Must be less than {most + 1} characters"
    colour = _at(manifest, "/display_information/background_color")
    if colour is not None and not _COLOUR.fullmatch(str(colour)):
        yield "/display_information/background_color", "Must be a hex color"
    yield from _commands(manifest)
    yield from _ways_in(manifest)


def _commands(manifest: Json) -> Iterator[tuple[str, str]]:
    over_socket = _at(manifest, "/settings/socket_mode_enabled") is True
    for at, command in enumerate(_at(manifest, "/features/slash_commands") or []):
        where = f"/features/slash_commands/{at}"
        if not str(command.get("command", "")).startswith("/"):
            yield f"{where}/command", "Must begin with a slash"
        if not command.get("description"):
            yield f"{where}/description", "Must have a description"
        if not over_socket and not command.get("url"):
            yield f"{where}/url", "Slash Commands require a Request URL"


def _ways_in(manifest: Json) -> Iterator[tuple[str, str]]:
    for name, title in _CALLED_BY.items():
        part = _at(manifest, f"/settings/{name}")
        if not part or _at(manifest, "/settings/socket_mode_enabled") is True:
            continue
        if not part.get("request_url"):
            yield f"/settings/{name}", f"{title} requires either Request URL or Socket Mode Enabled"
    if _at(manifest, "/features/slash_commands") and "commands" not in (
        _at(manifest, "/oauth_config/scopes/bot") or []
    ):
        yield "/oauth_config/scopes/bot", "Slash Commands require the commands scope"


def _at(manifest: Json, pointer: str) -> Any:
    found: Any = manifest
    for name in pointer.split("/")[1:]:
        found = found.get(name) if isinstance(found, dict) else None
    return found


METHODS = {
    "blocks.validate": Method(validate),
    "apps.manifest.validate": Method(validate_manifest, frozenset({"config"})),
}
