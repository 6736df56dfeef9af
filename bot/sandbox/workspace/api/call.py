"""One call of the Web API: who calls, with what, and the checks that come before any method's own."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from bot.sandbox.workspace.messages import checked_blocks
from bot.sandbox.workspace.model import BOT_USER_ID, ApiError, Conversation, Json
from bot.sandbox.workspace.workspace import Workspace

TokenKind = Literal["bot", "app", "config", "unknown", "none"]
LONGEST_TEXT = 40_000
LARGEST_METADATA_BYTES = 15_000


@dataclass(frozen=True, slots=True)
class Call:
    """The parameters of one call, from wherever they came (query, form or JSON), and the kind of its token."""

    workspace: Workspace
    params: Mapping[str, Any]
    token: TokenKind

    def text(self, name: str) -> str:
        """Give a string that must be there; raises ApiError."""
        value = self.params.get(name)
        if not isinstance(value, str) or not value:
            raise ApiError("invalid_arguments", [f"[ERROR] missing required field: {name}"])
        return value

    def optional_text(self, name: str) -> str | None:
        """Give a string, or None when it is absent; raises ApiError."""
        return self.text(name) if self.params.get(name) not in (None, "") else None

    def flag(self, name: str) -> bool:
        """Read a boolean as Slack does: true, "true" or "1"."""
        return self.params.get(name) in (True, "true", "1")

    def number(self, name: str, default: int) -> int:
        """Read a whole number; raises ApiError."""
        value = self.params.get(name)
        if value is None:
            return default
        try:
            return int(value)
        except (TypeError, ValueError):
            raise ApiError("invalid_arguments", [f"[ERROR] must be a number: {name}"]) from None

    def structure(self, name: str, error: str) -> Any:
        """Read a JSON value that forms carry as a string; raises ApiError with that code when it is not JSON."""
        value = self.params.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value)
        except ValueError:
            raise ApiError(error) from None

    def channel(self, name: str = "channel", *, by_user: bool = False) -> Conversation:
        """Find a conversation that the bot is in; `by_user`: a person's id stands for their DM. Raises ApiError."""
        wanted = self.text(name)
        if by_user and wanted in self.workspace.people:
            return self.workspace.dm_of(wanted)
        found = self.workspace.conversations.get(wanted)
        if found is None:
            raise ApiError("channel_not_found")
        if BOT_USER_ID not in found.members:
            raise ApiError("channel_not_found" if found.private else "not_in_channel")
        return found


@dataclass(frozen=True, slots=True)
class Method:
    """One method: what does it, the kinds of token that may call it, and the scope that a bot token needs."""

    run: Callable[[Call], Json]
    tokens: frozenset[TokenKind] = frozenset({"bot"})
    scope: str | None = None


@dataclass(frozen=True, slots=True)
class Content:
    """What a message says; `blocks` None means that the call did not mention them."""

    text: str
    blocks: list[Json] | None
    metadata: Json | None


def read_content(call: Call) -> Content:
    """Read and check text, blocks and metadata of a message; raises ApiError."""
    text = call.params.get("text")
    if text is not None and not isinstance(text, str):
        raise ApiError("invalid_arguments", ["[ERROR] must be a string [json-pointer:/text]"])
    raw = call.structure("blocks", "invalid_blocks_format")
    if not text and not raw and not call.params.get("attachments"):
        raise ApiError("no_text")
    if len(text or "") > LONGEST_TEXT:
        raise ApiError("msg_too_long")
    return Content(text or "", checked_blocks(raw), _metadata(call))


def _metadata(call: Call) -> Json | None:
    raw = call.structure("metadata", "invalid_metadata_format")
    if not raw:
        return None if raw is None else {}
    if not isinstance(raw, dict) or raw.keys() != {"event_type", "event_payload"}:
        raise ApiError("invalid_metadata_format")
    if not isinstance(raw["event_type"], str) or not raw["event_type"] or not isinstance(raw["event_payload"], dict):
        raise ApiError("invalid_metadata_schema")
    if len(json.dumps(raw).encode()) > LARGEST_METADATA_BYTES:
        raise ApiError("metadata_too_large")
    return raw


def answer(method: Method | None, call: Call) -> Json:
    """Run a method after the checks that Slack makes first; every refusal becomes its JSON."""
    try:
        return {"ok": True, **_admitted(method, call).run(call)}
    except ApiError as refusal:
        refused: Json = {"ok": False, "error": refusal.code}
        if refusal.code == "missing_scope":
            refused |= {"needed": method.scope if method else "", "provided": ",".join(sorted(call.workspace.scopes))}
        if refusal.errors:
            refused["errors"] = refusal.errors
        if refusal.messages:
            refused["response_metadata"] = {"messages": refusal.messages}
        return refused


def _admitted(method: Method | None, call: Call) -> Method:
    if method is None:
        raise ApiError("unknown_method")
    if call.token in method.tokens:
        if call.token == "bot" and method.scope is not None and method.scope not in call.workspace.scopes:
            raise ApiError("missing_scope")
        return method
    raise ApiError({"none": "not_authed", "unknown": "invalid_auth"}.get(call.token, "not_allowed_token_type"))
