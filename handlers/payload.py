"""Typed reading of Slack's payloads. Raises `MalformedError`, without the payload, for what Slack would never send."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.store import ConversationKey

if TYPE_CHECKING:
    from collections.abc import Mapping

LONGEST_ID = 255
"""Characters of the longest id that Slack gives to anything."""

LONGEST_QUERY = 200
"""Characters of a court's name that are worth looking at."""


class MalformedError(Exception):
    """A payload is not of the form that Slack documents; the message names the field, never its value."""

    safe_to_log = True


def text_at(body: Mapping[str, Any], *path: str) -> str:
    """Give the non-empty text at `path`."""
    found = optional_text_at(body, *path)
    if not found:
        raise MalformedError(f"no text at {'.'.join(path)}")
    return found


def optional_text_at(body: Mapping[str, Any], *path: str) -> str | None:
    """Give the text at `path`, or None when there is none."""
    found: Any = body
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, str) else None


def actor(body: Mapping[str, Any]) -> ConversationKey:
    """Give who did it, from a command's or an interaction's payload."""
    user = optional_text_at(body, "user", "id") or optional_text_at(body, "user_id")
    team = (
        optional_text_at(body, "user", "team_id")
        or optional_text_at(body, "team", "id")
        or optional_text_at(body, "team_id")
    )
    if not user or not team or max(len(user), len(team)) > LONGEST_ID:
        raise MalformedError("no user or no team")
    return ConversationKey(team, user)
