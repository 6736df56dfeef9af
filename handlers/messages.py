"""What a person writes to the app. The words are not read: they could be a password."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from handlers.payload import text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.engine import Engine


def register(app: AsyncApp, engine: Engine) -> None:
    """One listener for every message in a direct conversation; the edits and the bots' own are none of ours."""

    @app.event("message")
    async def message(event: dict[str, Any]) -> None:
        if event.get("channel_type") == "im" and "subtype" not in event and "bot_id" not in event:
            engine.spawn(engine.wrote(text_at(event, "channel")))
