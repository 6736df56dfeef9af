"""What one person sees at the page, as JSON: their own direct messages and forms, and this session's ephemerals."""

from bot.sandbox.workspace import model
from bot.sandbox.workspace.workspace import Workspace


def people_json(workspace: Workspace) -> model.Json:
    """List whom one can be, and the notes for the start panel."""
    people = [_person(each) for each in workspace.people.values()]
    return {
        "team": {"id": model.TEAM_ID, "name": model.TEAM_NAME},
        "people": people,
        "notes": notes_json(workspace),
        "credentials": workspace.credentials,
    }


def notes_json(workspace: Workspace) -> model.Json:
    """Say where the practice court lists its people, if there is one."""
    return {"sections": [], "court_people_url": workspace.court_people_url}


def state_json(workspace: Workspace, person_id: str, session: str) -> model.Json:
    """Write everything that the page of one person and session shows."""
    person = workspace.person(person_id)
    workspace.meet(person_id, session)
    key = (person_id, session)
    home = workspace.homes.get(person_id)
    return {
        "me": _person(person),
        "revision": workspace.revisions[person_id],
        "shortcuts": [{"callback_id": key, "name": name} for key, name in workspace.shortcuts.items()],
        "conversations": [_conversation(workspace, each, person_id) for each in workspace.seen_by(person_id)],
        "ephemerals": [
            {"channel": each.channel, "ts": each.ts, "text": each.text, "blocks": each.blocks}
            for each in workspace.ephemerals.get(key, [])
        ],
        "home": {"blocks": home.blocks} if home else None,
        "views": [_view(each) for each in workspace.stacks[person_id]],
        "failures": [
            {"at": each.at, "text": each.text, "channel": each.channel} for each in workspace.failures.get(key, [])
        ],
    }


def mark_read(workspace: Workspace, person_id: str, channel: str) -> None:
    """Remember that a person has seen a conversation to its end; raises PersonError."""
    conversation = workspace.joined(person_id, channel)
    if conversation.messages:
        conversation.seen[person_id] = conversation.messages[-1].ts


def _person(person: model.Person) -> model.Json:
    return {"id": person.id, "name": person.name, "role": person.role}


def _conversation(workspace: Workspace, conversation: model.Conversation, person_id: str) -> model.Json:
    seen = conversation.seen.get(person_id, "")
    news = [each for each in conversation.messages if each.user != person_id and each.ts > seen]
    return {
        "id": conversation.id,
        "name": model.BOT_NAME if conversation.kind == "dm" else conversation.name,
        "kind": conversation.kind,
        "unread": len(news),
        "messages": [_message(workspace, each) for each in conversation.messages],
    }


def _message(workspace: Workspace, message: model.Message) -> model.Json:
    author = workspace.people.get(message.user)
    return {
        "ts": message.ts,
        "user": message.user,
        "name": author.name if author else model.BOT_NAME,
        "text": message.text,
        # What a person wrote is shown from its text.
        "blocks": message.blocks if message.user == model.BOT_USER_ID else None,
        "edited": message.edited is not None,
        "thread_ts": message.thread_ts,
        "reactions": message.reactions,
        "files": [{"name": each["name"], "url": _address(workspace, each)} for each in message.files],
    }


def _address(workspace: Workspace, file: model.Json) -> str | None:
    return f"{workspace.base_url}files/{file['id']}" if file["id"] in workspace.files else None


def _view(view: model.View) -> model.Json:
    body = view.body
    return {
        "id": view.id,
        "hash": view.hash,
        "type": "modal",
        "title": body["title"],
        "blocks": view.blocks,
        "submit": body.get("submit"),
        "close": body.get("close"),
        "callback_id": body.get("callback_id", ""),
        "values": view.values,
        "busy": view.busy,
        "errors": view.errors,
    }
