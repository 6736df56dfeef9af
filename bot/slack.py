"""The driven side of Slack: post or update a message, open or update a modal, publish a home.

Knows Slack's errors and nothing of the conversation. Nothing is repeated here: whoever calls decides, since a repeated
`chat.postMessage` can post twice. Never logs a payload.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.people import Installation

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from slack_sdk.web.async_client import AsyncWebClient
    from slack_sdk.web.async_slack_response import AsyncSlackResponse

    from bot.screens import Message

# Slack's own error strings, sorted once: https://docs.slack.dev/reference/methods lists them by method.
_GONE = frozenset(
    {
        "message_not_found",
        "not_found",
        "view_not_found",
        "thread_not_found",
        "cant_update_message",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    }
)
_LATE = frozenset({"expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged"})
_BUSY = frozenset({"ratelimited", "rate_limited", "internal_error", "fatal_error", "service_unavailable"})
_HTTP_BUSY = 429
_HTTP_SERVER_ERROR = 500


class SlackError(Exception):
    """A call to Slack failed; `code` is Slack's error string or ours, never a text from a payload."""

    safe_to_log = True

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SlackGoneError(SlackError):
    """The message or modal is not there any more."""


class SlackLateError(SlackError):
    """The trigger was too old, or used."""


class SlackBusyError(SlackError):
    """Slack is down, unreachable or asks us to wait; `after` in seconds."""

    def __init__(self, code: str, after: float = 1.0) -> None:
        super().__init__(code)
        self.after = after


@dataclass(frozen=True, slots=True)
class SlackDesk:
    """Calls the Web API with the app's one shared HTTP session."""

    client: AsyncWebClient

    async def check_bot_token(self) -> Installation:
        """Ask Slack whether the bot token is good, and where the app is installed. Raises SlackError."""
        answer = await _call(self.client.auth_test())
        installed = Installation.of(answer.data if isinstance(answer.data, dict) else {})
        if not installed.home:
            raise SlackError("no_team")  # nobody could be told from a stranger
        return installed

    async def socket_address(self, app_token: str) -> str:
        """Ask Slack for a socket; that it gives one proves that the app token is good. Raises SlackError."""
        answer = await _call(self.client.apps_connections_open(app_token=app_token))
        return str(answer["url"])

    async def open_dm(self, user: str) -> str:
        """Give the channel of the direct message with `user`. Raises SlackError."""
        answer = await _call(self.client.conversations_open(users=user))
        return str(answer["channel"]["id"])

    async def time_zone(self, user: str) -> str:
        """Give the time zone of `user`, as IANA names it; empty when Slack knows none. Raises SlackError."""
        return str((await self.profile(user)).get("tz") or "")

    async def profile(self, user: str) -> Mapping[str, Any]:
        """Give what Slack knows of `user`. Raises SlackGoneError for one that is not known here, and SlackError."""
        answer = await _call(self.client.users_info(user=user))
        found = answer.get("user")
        return found if isinstance(found, dict) else {}

    async def post(self, channel: str, message: Message, *, key: str | None = None) -> str:
        """Post a message and give its ts; `key` goes along as metadata, to tell a repeated post. Raises SlackError."""
        metadata = {"event_type": "link_pacer_message", "event_payload": {"key": key}} if key else None
        answer = await _call(
            self.client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=message.blocks,
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return str(answer["ts"])

    async def update(self, channel: str, ts: str, message: Message) -> None:
        """Edit a message in place. Raises SlackGoneError when it is not there any more, and SlackError."""
        await _call(self.client.chat_update(channel=channel, ts=ts, text=message.text, blocks=message.blocks))

    async def whisper(self, channel: str, user: str, message: Message) -> None:
        """Post an ephemeral message. Raises SlackError."""
        await _call(
            self.client.chat_postEphemeral(channel=channel, user=user, text=message.text, blocks=message.blocks)
        )

    async def open_view(self, trigger: str, view: Mapping[str, Any]) -> str:
        """Open a modal and give its id. Raises SlackLateError for a used or old trigger, and SlackError."""
        answer = await _call(self.client.views_open(trigger_id=trigger, view=dict(view)))
        return str(answer["view"]["id"])

    async def update_view(self, view_id: str, view: Mapping[str, Any]) -> None:
        """Change an open modal. Raises SlackGoneError when it was closed, and SlackError."""
        await _call(self.client.views_update(view_id=view_id, view=dict(view)))

    async def publish_home(self, user: str, view: Mapping[str, Any]) -> None:
        """Show the App Home of `user`. Raises SlackError."""
        await _call(self.client.views_publish(user_id=user, view=dict(view)))


async def _call(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    try:
        return await call
    except SlackApiError as error:
        raise _sorted(error) from None
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError):
        raise SlackBusyError("unreachable") from None


def _sorted(error: SlackApiError) -> SlackError:
    response = error.response
    status = getattr(response, "status_code", 200)
    data = getattr(response, "data", None)
    code = str(data.get("error", "unknown")) if isinstance(data, dict) else "unreadable"
    if status == _HTTP_BUSY or code in _BUSY:
        return SlackBusyError(code, _retry_after(getattr(response, "headers", {})))
    if status >= _HTTP_SERVER_ERROR:
        return SlackBusyError(f"http_{status}")
    if code in _GONE:
        return SlackGoneError(code)
    return SlackLateError(code) if code in _LATE else SlackError(code)


def _retry_after(headers: Mapping[str, str]) -> float:
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    return float(value) if value.isdigit() else 1.0
