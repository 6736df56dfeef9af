"""The App Home was opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from handlers.letting_in import let_in
from handlers.payload import actor

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.admission import Admission
    from bot.reception import Reception
    from handlers.shapes import Event, HomeOpened


def register(app: AsyncApp, reception: Reception, admission: Admission) -> None:
    """One listener; the Messages tab needs no drawing."""

    @app.event("app_home_opened")
    async def opened(body: Event, event: HomeOpened) -> None:
        if event.get("tab", "home") == "home":
            key = actor(body, admission)
            let_in(key, body, reception, admission, lambda: reception.show_home(key))
