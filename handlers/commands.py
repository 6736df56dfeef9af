"""`/link-pacer`: begins or resumes, and points to the direct message."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from handlers.payload import LONGEST_QUERY, admitted, optional_text_at, text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.admission import Admission
    from bot.reception import Reception
    from handlers.shapes import Command


def register(app: AsyncApp, reception: Reception, admission: Admission) -> None:
    """One listener for every command that the workspace sends here."""

    @app.command(re.compile(".*"))
    async def command(ack: AsyncAck, body: Command) -> None:
        text = (optional_text_at(body, "text") or "").strip()[:LONGEST_QUERY]
        delivery = text_at(body, "trigger_id")
        key = await admitted(body, admission)
        answer = await reception.command(key, text, _home_of_the_app(body), delivery)
        await ack(response_type="ephemeral", text=answer.text, blocks=answer.sent)


def _home_of_the_app(body: Command) -> str:
    # Slack's deep link into an app's own conversation: https://docs.slack.dev/interactivity/deep-linking
    team, app_id = optional_text_at(body, "team_id") or "", optional_text_at(body, "api_app_id") or ""
    return f"slack://app?team={team}&id={app_id}&tab=messages"
