"""What Slack says of blocks and of a manifest without showing or changing anything.

https://docs.slack.dev/reference/methods/blocks.validate and
https://docs.slack.dev/reference/methods/apps.manifest.validate; neither needs a scope. Sent as forms: the SDK's own
methods put everything into the address, which is longer then than servers take.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from slack_sdk.errors import SlackApiError

from bot.slack.desk import slack_call

if TYPE_CHECKING:
    from collections.abc import Mapping

    from slack_sdk.web.async_client import AsyncWebClient

_FOUND: Final = frozenset({"invalid_blocks", "invalid_message", "invalid_view", "invalid_manifest"})


async def faults_of_view(client: AsyncWebClient, view: Mapping[str, Any]) -> tuple[str, ...]:
    """Say what Slack finds wrong with a modal or an App Home; nothing when it would take it. Raises SlackError."""
    return await _faults(client, "blocks.validate", {"view": json.dumps(view)})


async def faults_of_message(client: AsyncWebClient, blocks: list[dict[str, Any]]) -> tuple[str, ...]:
    """Say what Slack finds wrong with the blocks of a message. Raises SlackError."""
    return await _faults(client, "blocks.validate", {"message": json.dumps({"blocks": blocks})})


async def faults_of_manifest(client: AsyncWebClient, manifest: str, token: str) -> tuple[str, ...]:
    """Say what Slack finds wrong with a manifest (JSON); `token`: an app configuration token. Raises SlackError."""
    return await _faults(client, "apps.manifest.validate", {"manifest": manifest}, token)


async def _faults(client: AsyncWebClient, method: str, given: dict[str, str], token: str = "") -> tuple[str, ...]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    try:
        await slack_call(_unless_found(client, method, given, headers))
    except _FoundError as found:
        return found.faults
    return ()


class _FoundError(Exception):
    """Slack found something wrong."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__()
        self.faults = faults


async def _unless_found(client: AsyncWebClient, method: str, given: dict[str, str], headers: dict[str, str]) -> Any:
    try:
        return await client.api_call(method, data=given, headers=headers)
    except SlackApiError as error:
        data = error.response.data if isinstance(error.response.data, dict) else {}
        if data.get("error") not in _FOUND:
            raise
        errors = data.get("errors")
        told = [each for each in errors if isinstance(each, dict)] if isinstance(errors, list) else []
        lines = tuple(f"{each.get('pointer') or '/'}: {each.get('message')}" for each in told)
        raise _FoundError(lines or (str(data["error"]),)) from None
