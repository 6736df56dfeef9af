"""Methods that write messages: chat.* and reactions.add."""

from bot.sandbox.workspace.api.call import Call, Content, Method, read_content
from bot.sandbox.workspace.messages import changed, deleted, permalink, posted, wire_message
from bot.sandbox.workspace.model import BOT_USER_ID, ApiError, Conversation, Ephemeral, Json, Message


def post_message(call: Call) -> Json:
    """Post a message to a channel, or to a person by their id."""
    conversation = _open(call.channel(by_user=True))
    thread_ts = call.optional_text("thread_ts")
    if thread_ts is not None and not any(each.ts == thread_ts for each in conversation.messages):
        raise ApiError("thread_not_found")
    content = read_content(call)
    message = Message(
        call.workspace.new_ts(),
        conversation.id,
        BOT_USER_ID,
        content.text,
        content.blocks,
        content.metadata or None,
        thread_ts,
        subtype="thread_broadcast" if thread_ts and call.flag("reply_broadcast") else None,
    )
    posted(call.workspace, conversation, message)
    return {"channel": conversation.id, "ts": message.ts, "message": wire_message(message)}


def update(call: Call) -> Json:
    """Edit one of the bot's messages; blocks and metadata that are not mentioned stay."""
    conversation = _open(call.channel())
    message = _find(conversation, call.text("ts"))
    if not message.by_bot:
        raise ApiError("cant_update_message")
    content = read_content(call)
    before = wire_message(message)
    _rewrite(message, content, has_text=bool(call.params.get("text")))
    message.edited = call.workspace.new_ts()
    changed(call.workspace, conversation, message, before)
    return {
        "channel": conversation.id,
        "ts": message.ts,
        "text": message.text,
        "message": wire_message(message),
    }


def _rewrite(message: Message, content: Content, *, has_text: bool) -> None:
    if has_text or content.blocks is not None:
        message.text = content.text
    if content.blocks is not None:
        message.blocks = content.blocks or None
    if content.metadata is not None:
        message.metadata = content.metadata or None


def delete(call: Call) -> Json:
    """Take one of the bot's messages away."""
    conversation = call.channel()
    message = _find(conversation, call.text("ts"))
    if not message.by_bot:
        raise ApiError("cant_delete_message")
    deleted(call.workspace, conversation, message)
    return {"channel": conversation.id, "ts": message.ts}


def post_ephemeral(call: Call) -> Json:
    """Show a message to one member of a channel, in the page sessions that they have now."""
    conversation = _open(call.channel(by_user=True))
    user = call.text("user")
    if user not in conversation.members or user not in call.workspace.people:
        raise ApiError("user_not_in_channel")
    content = read_content(call)
    ephemeral = Ephemeral(call.workspace.new_ts(), conversation.id, content.text, content.blocks)
    call.workspace.add_ephemeral(user, None, ephemeral)
    return {"message_ts": ephemeral.ts}


def get_permalink(call: Call) -> Json:
    """Give a message's address."""
    conversation = call.channel()
    message = _find(conversation, call.text("message_ts"))
    return {"channel": conversation.id, "permalink": permalink(call.workspace, conversation.id, message.ts)}


def add_reaction(call: Call) -> Json:
    """Put an emoji on a message."""
    conversation = call.channel()
    message, name = _find(conversation, call.text("timestamp")), call.text("name")
    if name in message.reactions:
        raise ApiError("already_reacted")
    message.reactions.append(name)
    call.workspace.touch(conversation.members)
    return {}


def _open(conversation: Conversation) -> Conversation:
    if conversation.archived:
        raise ApiError("is_archived")
    return conversation


def _find(conversation: Conversation, ts: str) -> Message:
    for message in conversation.messages:
        if message.ts == ts:
            return message
    raise ApiError("message_not_found")


METHODS = {
    "chat.postMessage": Method(post_message, scope="chat:write"),
    "chat.update": Method(update, scope="chat:write"),
    "chat.delete": Method(delete, scope="chat:write"),
    "chat.postEphemeral": Method(post_ephemeral, scope="chat:write"),
    "chat.getPermalink": Method(get_permalink),
    "reactions.add": Method(add_reaction, scope="reactions:write"),
}
