"""The driven side of Slack: post or update a message, open or update a modal, publish a home.

Knows Slack's errors and nothing of the conversation. Nothing is repeated here: whoever calls decides, since a repeated
`chat.postMessage` can post twice. Never logs a payload.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.people import Installation
from bot.runtime.way_out import bar_of
from bot.slack.hosts import is_slacks
from bot.slack.token import Token

if TYPE_CHECKING:
    from collections.abc import Awaitable, Mapping

    from slack_sdk.web.async_client import AsyncWebClient
    from slack_sdk.web.async_slack_response import AsyncSlackResponse

    from bot.runtime.way_out import Bar
    from bot.screens import Home, Message, Modal
    from bot.vault import Secret

# Slack's own error strings, sorted once: https://docs.slack.dev/reference/methods lists them by method. What stands in
# none of these sets is a plain SlackError: nobody knows yet whether it passes.
_GONE = frozenset(
    {"message_not_found", "not_found", "view_not_found", "thread_not_found", "cant_update_message"}
    | {"edit_window_closed"}
)
_LATE = frozenset(
    {"expired_trigger_id", "trigger_expired", "exchanged_trigger_id", "trigger_exchanged", "invalid_trigger_id"}
)
_BUSY = frozenset(
    {"ratelimited", "rate_limited", "message_limit_exceeded", "internal_error", "fatal_error", "service_unavailable"}
    | {"request_timeout", "team_added_to_org", "hash_conflict"}
)
_WORKSPACE_CLOSED = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "not_allowed_token_type"}
    | {"access_denied", "no_permission", "accesslimited", "org_login_required", "ekm_access_denied", "team_not_found"}
    | {"enterprise_is_restricted", "team_access_not_granted", "two_factor_setup_required"}
)
_CHANNEL_CLOSED = frozenset(
    {"not_in_channel", "channel_not_found", "is_archived", "channel_is_limited_access", "user_not_in_channel"}
    | {"restricted_action", "restricted_action_read_only_channel", "restricted_action_thread_only_channel"}
    | {"restricted_action_non_threadable_channel", "method_not_supported_for_channel_type"}
    | {"user_not_found", "users_not_found", "user_disabled", "user_not_visible", "user_is_restricted"}
    | {"cannot_dm_bot", "messages_tab_disabled"}
)
_SCOPE_MISSING = frozenset({"missing_scope"})
_REFUSED = frozenset(
    {"invalid_blocks", "invalid_blocks_format", "invalid_attachments", "too_many_attachments", "no_text"}
    | {"msg_too_long", "msg_blocks_too_long", "invalid_arguments", "invalid_arg_name", "invalid_array_arg"}
    | {"invalid_charset", "invalid_form_data", "invalid_json", "json_not_object", "invalid_post_type"}
    | {"invalid_metadata_format", "invalid_metadata_schema", "metadata_too_large", "markdown_text_conflict"}
    | {"view_too_large", "invalid_view", "duplicate_external_id", "push_limit_reached"}
    | {"unknown_method", "deprecated_endpoint", "method_deprecated", "as_user_not_supported"}
)
_CODE = re.compile(r"[a-z0-9_]{1,64}")
_MEMBERS_AT_ONCE = 500
_LARGEST_FILE = 1_000_000
_PEOPLE_AT_ONCE = 200
_LATEST = 200
"""Messages that are looked through for one that may have been posted: it was then among the last."""
_NOBODY = frozenset({"users_not_found", "user_not_found"})
_HTTP_BUSY = 429
_HTTP_SERVER_ERROR = 500


class Closed(StrEnum):
    """What an operator has to open again before Slack takes a message."""

    WORKSPACE = "workspace"
    CHANNEL = "channel"
    SCOPE = "scope"


_MENDABLE = {
    **dict.fromkeys(_WORKSPACE_CLOSED, Closed.WORKSPACE),
    **dict.fromkeys(_CHANNEL_CLOSED, Closed.CHANNEL),
    **dict.fromkeys(_SCOPE_MISSING, Closed.SCOPE),
}
MENDABLE = frozenset(_MENDABLE)
"""Slack's codes for what an operator can mend: a token, a channel, a scope."""


class SlackError(Exception):
    """A call to Slack failed; `code` is Slack's error string or ours, never a text from a payload.

    Of no kind below: a code that is not known here, which may pass or not.
    """

    safe_to_log = True

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class SlackGoneError(SlackError):
    """The message or modal is not there any more."""


class SlackLateError(SlackError):
    """The trigger was too old, or used."""


class SlackRefusedError(SlackError):
    """Slack will never take this content."""


class SlackMendableError(SlackError):
    """Slack takes nothing there until an operator mends it; `closed` says what."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.closed = _MENDABLE[code]


class SlackBusyError(SlackError):
    """Slack is down, unreachable or asks us to wait; `after` in seconds."""

    def __init__(self, code: str, after: float = 1.0) -> None:
        super().__init__(code)
        self.after = after


class SlackOutOfReachError(SlackBusyError):
    """No answer of Slack's came; `bar` says what stands in the way."""

    def __init__(self, bar: Bar) -> None:
        super().__init__(bar.value)
        self.bar = bar


_SORTED = (
    (_GONE, SlackGoneError),
    (_LATE, SlackLateError),
    (MENDABLE, SlackMendableError),
    (_REFUSED, SlackRefusedError),
)


@dataclass(frozen=True, slots=True)
class Channel:
    """A channel as the app sees it."""

    is_member: bool
    is_archived: bool


@dataclass(frozen=True, slots=True)
class SlackDesk:
    """Calls the Web API with the app's one shared HTTP session."""

    client: AsyncWebClient

    async def check_bot_token(self) -> Installation:
        """Ask Slack whether the bot token is good, and where the app is installed. Raises SlackError."""
        answer = await slack_call(self.client.auth_test())
        installed = Installation.of(answer.data if isinstance(answer.data, dict) else {})
        if not installed.home:
            raise SlackError("no_team")  # nobody could be told from a stranger
        return installed

    async def look_at_token(self) -> Token:
        """Ask Slack what the bot token is good for, and what time it is there. Raises SlackError."""
        asked = datetime.now(UTC)
        answer = await slack_call(self.client.auth_test())
        return Token.of(str(answer.get("team") or ""), answer.headers, asked)

    async def socket_address(self, app_token: str) -> str:
        """Ask Slack for a socket; that it gives one proves that the app token is good. Raises SlackError."""
        answer = await slack_call(self.client.apps_connections_open(app_token=app_token))
        return str(answer["url"])

    async def channel(self, channel: str) -> Channel:
        """Describe a channel. Raises SlackError; a private one that the app is not in is not found."""
        found = (await slack_call(self.client.conversations_info(channel=channel))).get("channel") or {}
        return Channel(bool(found.get("is_member")), bool(found.get("is_archived")))

    async def open_dm(self, user: str) -> str:
        """Give the channel of the direct message with `user`. Raises SlackError."""
        answer = await slack_call(self.client.conversations_open(users=user))
        return str(answer["channel"]["id"])

    async def time_zone(self, user: str) -> str:
        """Give the time zone of `user`, as IANA names it; empty when Slack knows none. Raises SlackError."""
        return str((await self.profile(user)).get("tz") or "")

    async def profile(self, user: str) -> Mapping[str, Any]:
        """Give what Slack knows of `user`. Raises SlackGoneError for one that is not known here, and SlackError."""
        answer = await slack_call(self.client.users_info(user=user))
        found = answer.get("user")
        return found if isinstance(found, dict) else {}

    async def members(self, channel: str) -> frozenset[str]:
        """Give who is in a channel. Raises SlackError."""
        found: set[str] = set()
        cursor = ""
        while True:
            page = await slack_call(
                self.client.conversations_members(channel=channel, cursor=cursor, limit=_MEMBERS_AT_ONCE)
            )
            found.update(page.get("members") or ())
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return frozenset(found)

    async def group(self, group: str) -> tuple[str, ...]:
        """Give who is in a user group. Raises SlackError."""
        answer = await slack_call(self.client.usergroups_users_list(usergroup=group))
        return tuple(answer.get("users") or ())

    async def by_email(self, address: str) -> str | None:
        """Give who has that e-mail address; None when nobody of the workspace has. Raises SlackError."""
        try:
            answer = await slack_call(self.client.users_lookupByEmail(email=address))
        except SlackError as error:
            if error.code in _NOBODY:
                return None
            raise
        return str(answer["user"]["id"])

    async def everybody(self) -> tuple[tuple[str, str], ...]:
        """Give id and full name of everybody who works in the workspace, apps left out. Raises SlackError."""
        found: list[tuple[str, str]] = []
        cursor = ""
        while True:
            page = await slack_call(self.client.users_list(cursor=cursor, limit=_PEOPLE_AT_ONCE))
            known = [each for each in page.get("members") or () if not (each.get("deleted") or each.get("is_bot"))]
            found += [(str(each["id"]), str(each.get("real_name") or each.get("name") or "")) for each in known]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                return tuple(found)

    async def has_posted(self, channel: str, key: str) -> bool:
        """Say whether the app posted a message under that `key`, among the latest of a direct message.

        Raises SlackError.
        """
        answer = await slack_call(
            self.client.conversations_history(channel=channel, limit=_LATEST, include_all_metadata=True)
        )
        kept = (each.get("metadata") for each in answer.get("messages") or ())
        return any(each and (each.get("event_payload") or {}).get("key") == key for each in kept)

    async def post(
        self, channel: str, message: Message, *, key: str | None = None, thread: str | None = None, aloud: bool = False
    ) -> str:
        """Post a message, in a `thread` if one is named, `aloud` in the channel as well, and give its ts.

        `key` goes along as metadata, to tell a repeated post. Raises SlackError.
        """
        metadata = {"event_type": "link_pacer_message", "event_payload": {"key": key}} if key else None
        answer = await slack_call(
            self.client.chat_postMessage(
                channel=channel,
                text=message.text,
                blocks=message.sent,
                thread_ts=thread,
                reply_broadcast=aloud or None,
                metadata=metadata,
                unfurl_links=False,
                unfurl_media=False,
            )
        )
        return str(answer["ts"])

    async def file(self, file: str) -> str:
        """Give what a file of text says that somebody shared with the app. Raises SlackError.

        The bot's token goes along, so nothing is asked of a host that is not Slack's, and no other is gone on to.
        """
        found = (await slack_call(self.client.files_info(file=file))).get("file") or {}
        address = str(found.get("url_private_download") or "")
        if not is_slacks(address, self.client.base_url):
            raise SlackError("file_elsewhere")
        headers = {"Authorization": f"Bearer {self.client.token}"}
        return (await _fetched(self.client, address, headers)).decode("utf-8-sig", errors="replace")

    async def share(self, channel: str, name: str, content: str, words: str) -> None:
        """Share a file of text in a conversation, with `words` above it. Raises SlackError."""
        await slack_call(
            self.client.files_upload_v2(
                channel=channel, filename=name, title=name, content=content, initial_comment=words
            )
        )

    async def update(self, channel: str, ts: str, message: Message) -> None:
        """Edit a message in place. Raises SlackGoneError when it is not there any more, and SlackError."""
        await slack_call(self.client.chat_update(channel=channel, ts=ts, text=message.text, blocks=message.sent))

    async def whisper(self, channel: str, user: str, message: Message) -> None:
        """Post an ephemeral message. Raises SlackError."""
        await slack_call(
            self.client.chat_postEphemeral(channel=channel, user=user, text=message.text, blocks=message.sent)
        )

    async def open_view(self, trigger: str, view: Modal) -> str:
        """Open a modal and give its id. Raises SlackLateError for a used or old trigger, and SlackError."""
        answer = await slack_call(self.client.views_open(trigger_id=trigger, view=dict(view)))
        return str(answer["view"]["id"])

    async def update_view(self, view_id: str, view: Modal) -> None:
        """Change an open modal. Raises SlackGoneError when it was closed, and SlackError."""
        await slack_call(self.client.views_update(view_id=view_id, view=dict(view)))

    async def publish_home(self, user: str, view: Home) -> None:
        """Show the App Home of `user`. Raises SlackError."""
        await slack_call(self.client.views_publish(user_id=user, view=dict(view)))

    async def id_token(self, app: tuple[str, Secret], code: str, redirect: str, verifier: str) -> str:
        """Exchange the code of a Sign in with Slack for its id token. Raises SlackError.

        `app`: client id and secret. What else Slack gives, an access token, is let go at once.
        """
        client_id, secret = app
        asked = {"code": code, "redirect_uri": redirect, "grant_type": "authorization_code", "code_verifier": verifier}
        # Not by the client's own method of that name: it makes the header in a way that aiohttp gives up.
        header = {"Authorization": aiohttp.encode_basic_auth(client_id, secret.reveal())}
        answer = await slack_call(self.client.api_call("openid.connect.token", data=asked, headers=header))
        return str(answer.get("id_token") or "")

    async def sign_in_keys(self, issuer: str) -> bytes:
        """Give the key set with which Slack signs id tokens, as it answers it. Raises SlackError."""
        return await _fetched(self.client, f"{issuer}/openid/connect/keys", {})


async def _fetched(client: AsyncWebClient, address: str, headers: dict[str, str]) -> bytes:
    """Give what is at an address of Slack's that is none of the Web API's. Raises SlackError."""
    assert client.session is not None  # noqa: S101 - `open_client` gives it one  # nosec B101
    try:
        async with client.session.get(
            address, headers=headers, allow_redirects=False, ssl=client.ssl or True, proxy=client.proxy
        ) as answer:
            if answer.status >= _HTTP_SERVER_ERROR:
                raise SlackBusyError(f"http_{answer.status}")
            if answer.status != HTTPStatus.OK:
                raise SlackError("file_refused")
            content = b""
            while len(content) < _LARGEST_FILE and (more := await answer.content.read(_LARGEST_FILE - len(content))):
                content += more
            return content
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SlackOutOfReachError(bar_of(error)) from None


async def slack_call(call: Awaitable[AsyncSlackResponse]) -> AsyncSlackResponse:
    """Give Slack's answer to a call of its client. Raises SlackError."""
    try:
        return await call
    except SlackApiError as error:
        raise _sorted(error) from None
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
        raise SlackOutOfReachError(bar_of(error)) from None


def _sorted(error: SlackApiError) -> SlackError:
    response = error.response
    status = getattr(response, "status_code", 200)
    data = getattr(response, "data", None)
    said = data.get("error") if isinstance(data, dict) else None
    code = said if isinstance(said, str) and _CODE.fullmatch(said) else "unreadable"
    if status == _HTTP_BUSY or code in _BUSY:
        return SlackBusyError(code, _retry_after(getattr(response, "headers", {})))
    if status >= _HTTP_SERVER_ERROR:
        return SlackBusyError(f"http_{status}")
    if code == "unreadable":  # not Slack's own answer, but that of a proxy, say
        return SlackBusyError(code)
    for codes, kind in _SORTED:
        if code in codes:
            return kind(code)
    return SlackError(code)


def _retry_after(headers: Mapping[str, str]) -> float:
    value = next((value for name, value in headers.items() if name.lower() == "retry-after"), "1")
    return float(value) if value.isdigit() else 1.0
