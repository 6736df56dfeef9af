"""What a person writes to the app. The words may be a password: they go to one place that keeps nothing of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.letting_in import let_in
from handlers.payload import actor, optional_text_at, text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.admission import Admission
    from bot.reception import Reception
    from handlers.shapes import Event, MessageEvent


LONGEST_TEXT = 400
"""Characters of a message that are looked at."""


def register(app: AsyncApp, reception: Reception, admission: Admission) -> None:
    """One listener for every message in a direct conversation; the edits and the bots' own are none of ours."""

    @app.event("message")
    async def message(body: Event, event: MessageEvent) -> None:
        if event.get("channel_type") == "im" and "subtype" not in event and "bot_id" not in event:
            channel, delivery = text_at(event, "channel"), optional_text_at(body, "event_id")
            text = (optional_text_at(event, "text") or "")[:LONGEST_TEXT]
            key = actor(body, admission)
            let_in(key, body, reception, admission, lambda: reception.wrote(key, channel, text, delivery))
