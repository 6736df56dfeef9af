"""Methods that open and read conversations: conversations.*; reading is only granted in the bot's direct messages."""

from bot.sandbox.workspace.api.call import Call, Method
from bot.sandbox.workspace.messages import wire_message
from bot.sandbox.workspace.model import BOT_USER_ID, ApiError, Conversation, Json, Message

MOST_AT_ONCE = 999
_SCOPES = {"im": "im:read", "public_channel": "channels:read", "private_channel": "groups:read"}


def open_dm(call: Call) -> Json:
    """Open the direct messages with one person."""
    if call.optional_text("channel"):
        conversation = call.channel()
    else:
        users = call.text("users").split(",")
        if len(users) > 1:
            raise ApiError("missing_scope")
        if users[0] == BOT_USER_ID:
            raise ApiError("cannot_dm_bot")
        if users[0] not in call.workspace.people:
            raise ApiError("user_not_found")
        conversation = call.workspace.dm_of(users[0])
    channel = _wire(conversation) if call.flag("return_im") else {"id": conversation.id}
    return {"no_op": True, "already_open": True, "channel": channel}


def history(call: Call) -> Json:
    """Read messages, newest first; replies in threads are left out."""
    conversation = _readable(call)
    kept = [each for each in conversation.messages if each.thread_ts in {None, each.ts}]
    return _page(call, [each for each in reversed(kept) if _in_span(call, each)])


def replies(call: Call) -> Json:
    """Read one thread, its first message first."""
    conversation = _readable(call)
    root = call.text("ts")
    thread = [each for each in conversation.messages if root in {each.ts, each.thread_ts}]
    if not thread:
        raise ApiError("thread_not_found")
    return _page(call, thread)


def info(call: Call) -> Json:
    """Describe one conversation."""
    found = call.workspace.conversations.get(call.text("channel"))
    hidden = found is not None and (found.kind == "dm" or found.private) and BOT_USER_ID not in found.members
    if found is None or hidden:
        raise ApiError("channel_not_found")
    if _reading(found) not in call.workspace.scopes:
        raise ApiError("missing_scope")
    return {"channel": _wire(found)}


def members(call: Call) -> Json:
    """List who is in one conversation, a page at a time."""
    conversation = call.channel()
    if _reading(conversation) not in call.workspace.scopes:
        raise ApiError("missing_scope")
    everybody = sorted(conversation.members)
    start, limit = _cursor(call), min(max(call.number("limit", 100), 1), MOST_AT_ONCE)
    following = str(start + limit) if start + limit < len(everybody) else ""
    return {"members": everybody[start : start + limit], "response_metadata": {"next_cursor": following}}


def list_all(call: Call) -> Json:
    """List the conversations of the kinds asked for (public channels unless told otherwise)."""
    types = set((call.optional_text("types") or "public_channel").split(","))
    if any(scope not in call.workspace.scopes for name, scope in _SCOPES.items() if name in types):
        raise ApiError("missing_scope")
    found = [_wire(each) for each in call.workspace.conversations.values() if _listed(each, types)]
    return {"channels": found, "response_metadata": {"next_cursor": ""}}


def _kind(conversation: Conversation) -> str:
    if conversation.kind == "dm":
        return "im"
    return "private_channel" if conversation.private else "public_channel"


def _reading(conversation: Conversation) -> str:
    return _SCOPES[_kind(conversation)]


def _listed(conversation: Conversation, types: set[str]) -> bool:
    return _kind(conversation) in types and (not conversation.private or BOT_USER_ID in conversation.members)


def _readable(call: Call) -> Conversation:
    conversation = call.channel()
    needed = "im:history" if conversation.kind == "dm" else "channels:history"
    if needed not in call.workspace.scopes:
        raise ApiError("missing_scope")
    return conversation


def _in_span(call: Call, message: Message) -> bool:
    oldest, latest = call.optional_text("oldest"), call.optional_text("latest")
    inclusive = call.flag("inclusive")
    ts = float(message.ts)
    try:
        after = oldest is None or ts > float(oldest) or (inclusive and message.ts == oldest)
        before = latest is None or ts < float(latest) or (inclusive and message.ts == latest)
    except ValueError:
        raise ApiError("invalid_ts_latest" if oldest is None else "invalid_ts_oldest") from None
    return after and before


def _page(call: Call, messages: list[Message]) -> Json:
    limit = min(max(call.number("limit", 100), 1), MOST_AT_ONCE)
    start = _cursor(call)
    end = start + limit
    with_metadata = call.flag("include_all_metadata")
    wired = [wire_message(each, with_metadata=with_metadata) for each in messages[start:end]]
    more = end < len(messages)
    return {"messages": wired, "has_more": more, "response_metadata": {"next_cursor": str(end) if more else ""}}


def _cursor(call: Call) -> int:
    try:
        return int(call.optional_text("cursor") or 0)
    except ValueError:
        raise ApiError("invalid_cursor") from None


def _wire(conversation: Conversation) -> Json:
    if conversation.kind == "dm":
        other = next(iter(conversation.members - {BOT_USER_ID}))
        return {"id": conversation.id, "is_im": True, "user": other, "is_archived": False}
    return {
        "id": conversation.id,
        "name": conversation.name,
        "is_channel": not conversation.private,
        "is_group": conversation.private,
        "is_private": conversation.private,
        "is_im": False,
        "is_archived": conversation.archived,
        "is_member": BOT_USER_ID in conversation.members,
        "num_members": len(conversation.members),
    }


METHODS = {
    "conversations.open": Method(open_dm, scope="im:write"),
    "conversations.history": Method(history),
    "conversations.replies": Method(replies),
    "conversations.info": Method(info),
    "conversations.members": Method(members),
    "conversations.list": Method(list_all),
}
