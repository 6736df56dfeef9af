"""What a person writes to the app. The words may be a password: they go to one place that keeps nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.letting_in import let_in
from handlers.payload import actor, optional_text_at, text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.admission import Admission
    from bot.listening import Listener
    from handlers.shapes import Event, MessageEvent


LONGEST_TEXT = 400
"""Characters of a message that are looked at."""
_WRITTEN = frozenset({None, "file_share", "me_message", "thread_broadcast"})
"""Kinds of messages that a person writes: plain, with a file, by `/me`, in a thread and shown to all."""


def register(app: AsyncApp, listener: Listener, admission: Admission) -> None:
    """One listener for every message in a direct conversation; the bots' own are none of ours."""

    @app.event("message")
    async def message(body: Event, event: MessageEvent) -> None:
        if event.get("channel_type") != "im" or "bot_id" in event:
            return
        subtype = event.get("subtype")
        if subtype in _WRITTEN:
            _wrote(body, event, listener, admission)
        elif subtype == "message_changed" and _edited(event):
            channel, text = text_at(event, "channel"), text_at(event, "message", "text")[:LONGEST_TEXT]
            thread, key = optional_text_at(event, "message", "thread_ts"), actor(body, admission)
            let_in(key, body, listener.reception, admission, lambda: listener.reception.edited(channel, text, thread))


def _wrote(body: Event, event: MessageEvent, listener: Listener, admission: Admission) -> None:
    channel, delivery = text_at(event, "channel"), optional_text_at(body, "event_id")
    text = (optional_text_at(event, "text") or "")[:LONGEST_TEXT]
    thread = optional_text_at(event, "thread_ts")
    key = actor(body, admission)
    if event.get("files") and not text.strip():
        let_in(key, body, listener.reception, admission, lambda: listener.reception.sent_file(channel, thread))
    else:
        let_in(key, body, listener.reception, admission, lambda: listener.wrote(key, channel, text, delivery, thread))


def _edited(event: MessageEvent) -> bool:
    """Whether a person wrote other words; Slack changes messages of its own accord as well, to show a link's page."""
    is_persons = optional_text_at(event, "message", "bot_id") is None and optional_text_at(event, "message", "user")
    return bool(is_persons) and optional_text_at(event, "message", "text") not in {
        None,
        "",
        optional_text_at(event, "previous_message", "text"),
    }
