"""Typed reading of Slack's payloads, and who sent them.

Raises `MalformedError`, without the payload, for what Slack would never send, and `RefusedError` for somebody who is
not let in.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.people import Refusal, Standing
from bot.store import ConversationKey

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.admission import Admission

LONGEST_ID = 255
"""Characters of the longest id that Slack gives to anything."""

LONGEST_QUERY = 200
"""Characters of a court's name that are worth looking at."""

_NO_TEXT = re.compile("[\x00\ud800-\udfff]")
"""JSON can name them, UTF-8 has no half of a surrogate pair, and PostgreSQL no zero; no keyboard gives either."""
_USER = (("user", "id"), ("user_id",), ("event", "user"), ("event", "message", "user"))
_USERS_TEAM = (("user", "team_id"), ("event", "user_team"))
_TEAM = (("team", "id"), ("team_id",), ("user", "team_id"))
_ENTERPRISE = (("enterprise", "id"), ("team", "enterprise_id"), ("enterprise_id",))


class MalformedError(Exception):
    """A payload is not of the form that Slack documents; the message names the field, never its value."""

    safe_to_log = True


class RefusedError(Exception):
    """Somebody is not let in; `why` says so."""

    safe_to_log = True

    def __init__(self, why: Refusal) -> None:
        super().__init__(why.value)
        self.why = why


def text_at(body: Mapping[str, object], *path: str) -> str:
    """Give the non-empty text at `path`."""
    found = optional_text_at(body, *path)
    if not found:
        raise MalformedError(f"no text at {'.'.join(path)}")
    return found


def optional_text_at(body: Mapping[str, object], *path: str) -> str | None:
    """Give the text at `path`, or None when there is none, or one that no database takes."""
    found: object = body
    for name in path:
        found = found.get(name) if isinstance(found, dict) else None
    return found if isinstance(found, str) and not _NO_TEXT.search(found) else None


def actor(body: Mapping[str, object], admission: Admission) -> ConversationKey:
    """Give who did it, from any kind of payload: kept under the installation, whichever workspace they did it from.

    In an organization, `user.team_id` may name another of its workspaces than `team.id`
    (https://github.com/slackapi/bolt-js/issues/1875), and commands and events name none for the user. So the person's
    own workspace is only looked at to tell strangers. Raises MalformedError, and RefusedError for what is not from
    this installation, or by somebody from outside.
    """
    user, team, enterprise = _first(body, _USER), _first(_installed(body), _TEAM), _first(_installed(body), _ENTERPRISE)
    if not user or not (team or enterprise) or max(map(len, (user, team, enterprise))) > LONGEST_ID:
        raise MalformedError("no user or no team")
    installed = admission.installed
    if not installed.holds(team, enterprise):
        raise RefusedError(Refusal.ELSEWHERE)
    own = _first(body, _USERS_TEAM)
    outside = own not in {"", installed.team} and not (enterprise or installed.enterprise)
    if outside and not admission.allows(Standing.EXTERNAL):
        raise RefusedError(Refusal.EXTERNAL)
    return ConversationKey(installed.home, user)


async def admitted(body: Mapping[str, object], admission: Admission) -> ConversationKey:
    """Give who did it, once Slack has said that they may. Raises MalformedError and RefusedError."""
    key = actor(body, admission)
    why = await admission.refusal(key.user)
    if why:
        raise RefusedError(why)
    return key


def home_of_the_app(body: Mapping[str, object]) -> str:
    """Give Slack's deep link into the app's own conversation: https://docs.slack.dev/interactivity/deep-linking."""
    team = optional_text_at(body, "team_id") or optional_text_at(body, "team", "id") or ""
    return f"slack://app?team={team}&id={optional_text_at(body, 'api_app_id') or ''}&tab=messages"


def _installed(body: Mapping[str, object]) -> Mapping[str, object]:
    """Give the part that names the installation: of an event in a shared channel it is not the outer team."""
    authorizations = body.get("authorizations")
    first = authorizations[0] if isinstance(authorizations, list) and authorizations else None
    return first if isinstance(first, dict) else body


def _first(body: Mapping[str, object], paths: tuple[tuple[str, ...], ...]) -> str:
    return next((found for found in (optional_text_at(body, *path) for path in paths) if found), "")
