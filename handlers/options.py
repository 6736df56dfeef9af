"""The type-ahead of courts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot import screens
from handlers.payload import LONGEST_QUERY, optional_text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck, AsyncApp

    from bot.admission import Admission
    from bot.reception import Reception
    from handlers.shapes import Suggestion


def register(app: AsyncApp, reception: Reception, admission: Admission) -> None:  # noqa: ARG001 - as every part
    """One listener for every select that asks for its options; which courts there are is known to everybody."""

    @app.options(re.compile(".*"))
    async def options(ack: AsyncAck, body: Suggestion) -> None:
        query = (optional_text_at(body, "value") or "").strip()[:LONGEST_QUERY]
        await ack(options=[dict(each) for each in screens.court_options(reception.courts.search(query))])
