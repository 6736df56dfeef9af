"""`/link-pacer`: begins or resumes, and points to the direct message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.rollwork import DeskWord
from handlers.payload import LONGEST_QUERY, admitted, home_of_the_app, optional_text_at, text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.admission import Admission
    from bot.listening import Listener
    from handlers.shapes import Command


def register(app: AsyncApp, listener: Listener, admission: Admission) -> None:
    """One listener for every command that the workspace sends here."""

    @app.command(re.compile(".*"))
    async def command(ack: AsyncAck, body: Command) -> None:
        text = (optional_text_at(body, "text") or "").strip()[:LONGEST_QUERY]
        delivery = text_at(body, "trigger_id")
        key = await admitted(body, admission)
        if text.casefold() in set(DeskWord):
            listener.reception.rollwork.command(
                key.user, DeskWord(text.casefold()), delivery, text_at(body, "channel_id")
            )
            await ack()
            return
        answer = await listener.command(key, text, home_of_the_app(body), delivery)
        await ack(response_type="ephemeral", text=answer.text, blocks=answer.sent)
