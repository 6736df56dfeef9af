"""The App Home was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.store import ConversationKey
from handlers.payload import text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.reception import Reception


def register(app: AsyncApp, reception: Reception) -> None:
    """One listener; the Messages tab needs no drawing."""

    @app.event("app_home_opened")
    async def opened(body: dict[str, Any], event: dict[str, Any]) -> None:
        if event.get("tab", "home") == "home":
            reception.spawn(reception.show_home(ConversationKey(text_at(body, "team_id"), text_at(event, "user"))))
