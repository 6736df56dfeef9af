"""Messages as they travel: on the wire, as events, and what an app answers with (an ack or a response_url)."""

from typing import Any

from bot.sandbox.workspace import model
from bot.sandbox.workspace.blocks import validate_blocks, with_ids
from bot.sandbox.workspace.workspace import Workspace


def wire_message(message: model.Message, *, with_metadata: bool = True) -> model.Json:
    """Write a message as the Web API, the events and the payloads carry it."""
    wire: model.Json = {
        "type": "message",
        "user": message.user,
        "text": message.text,
        "ts": message.ts,
        "team": model.TEAM_ID,
    }
    if message.by_bot:
        wire |= {"bot_id": model.BOT_ID, "app_id": model.APP_ID}
    optional = {
        "blocks": message.blocks,
        "thread_ts": message.thread_ts,
        "client_msg_id": message.client_msg_id,
        "subtype": message.subtype,
        "files": message.files,
        "metadata": message.metadata if with_metadata else None,
        "edited": message.edited and {"user": message.user, "ts": message.edited},
    }
    return wire | {name: value for name, value in optional.items() if value}


def checked_blocks(raw: Any) -> list[model.Json] | None:
    """Give back a message's blocks, ids filled in, or None when there is no mention of any; raises ApiError."""
    if raw is None:
        return None
    faults = validate_blocks(raw, surface="message")
    if faults:
        raise model.ApiError("invalid_blocks", faults)
    return with_ids(raw)


def permalink(workspace: Workspace, channel: str, ts: str) -> str:
    """Give the address of a message in the practice workspace's own page."""
    return f"{workspace.base_url}archives/{channel}/p{ts.replace('.', '')}"


def posted(workspace: Workspace, conversation: model.Conversation, message: model.Message) -> None:
    """Add a message, and tell the app when it stands in its direct messages (the bot's own too, as Slack does)."""
    workspace.add(conversation, message)
    _tell(workspace, conversation, {**wire_message(message, with_metadata=False), "event_ts": message.ts})


def changed(workspace: Workspace, conversation: model.Conversation, message: model.Message, before: model.Json) -> None:
    """Show an edited message, and tell the app with a hidden `message_changed` event."""
    workspace.note("message_changed", channel=conversation.id, ts=message.ts)
    workspace.touch(conversation.members)
    after = wire_message(message, with_metadata=False)
    _tell(
        workspace, conversation, _hidden(workspace, "message_changed", {"message": after, "previous_message": before})
    )


def deleted(workspace: Workspace, conversation: model.Conversation, message: model.Message) -> None:
    """Take a message away, and tell the app with a hidden `message_deleted` event."""
    conversation.messages.remove(message)
    workspace.note("message_deleted", channel=conversation.id, ts=message.ts)
    workspace.touch(conversation.members)
    gone = {"previous_message": wire_message(message, with_metadata=False), "deleted_ts": message.ts}
    _tell(workspace, conversation, _hidden(workspace, "message_deleted", gone))


def _hidden(workspace: Workspace, subtype: str, details: model.Json) -> model.Json:
    ts = workspace.new_ts()
    return {"type": "message", "subtype": subtype, "hidden": True, "ts": ts, "event_ts": ts, **details}


def _tell(workspace: Workspace, conversation: model.Conversation, event: model.Json) -> None:
    if conversation.kind == "dm":
        workspace.send_event({**event, "channel": conversation.id, "channel_type": "im"})


def respond(workspace: Workspace, right: model.ResponseUrl, answer: Any) -> None:
    """Do what an ack's payload or a response_url's body asks for; raises ApiError, and then nothing has changed."""
    if isinstance(answer, str):
        answer = {"text": answer}
    if not isinstance(answer, dict):
        raise model.ApiError("invalid_payload")
    if answer.get("delete_original") in (True, "true"):
        _remove_original(workspace, right)
        return
    text, blocks = answer.get("text"), checked_blocks(answer.get("blocks"))
    if not isinstance(text, str | None) or not (text or blocks):
        raise model.ApiError("no_text")
    if answer.get("replace_original") in (True, "true") and _replace_original(workspace, right, text or "", blocks):
        return
    conversation = workspace.conversations[right.channel]
    if answer.get("response_type", "ephemeral") == "in_channel":
        message = model.Message(workspace.new_ts(), right.channel, model.BOT_USER_ID, text or "", blocks)
        posted(workspace, conversation, message)
    else:
        ephemeral = model.Ephemeral(workspace.new_ts(), right.channel, text or "", blocks)
        workspace.add_ephemeral(right.person, right.session, ephemeral)


def _original(workspace: Workspace, right: model.ResponseUrl) -> model.Message | model.Ephemeral | None:
    ephemerals = workspace.ephemerals.get((right.person, right.session), [])
    standing: list[model.Message | model.Ephemeral] = [*ephemerals, *workspace.conversations[right.channel].messages]
    return next((each for each in standing if each.ts == right.original_ts), None)


def _remove_original(workspace: Workspace, right: model.ResponseUrl) -> None:
    original = _original(workspace, right)
    if isinstance(original, model.Message):
        deleted(workspace, workspace.conversations[right.channel], original)
    elif original is not None:
        workspace.ephemerals[right.person, right.session].remove(original)
        workspace.touch([right.person])


def _replace_original(
    workspace: Workspace, right: model.ResponseUrl, text: str, blocks: list[model.Json] | None
) -> bool:
    """Replace what was clicked; a slash command has no original, so its answer becomes a new message."""
    original = _original(workspace, right)
    if original is None:
        return False
    before = wire_message(original) if isinstance(original, model.Message) else None
    original.text, original.blocks = text, blocks
    if isinstance(original, model.Message) and before is not None:
        original.edited = workspace.new_ts()
        changed(workspace, workspace.conversations[right.channel], original, before)
    workspace.touch([right.person])
    return True
