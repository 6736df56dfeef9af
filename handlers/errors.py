"""What went wrong in a listener: logged without its words, and the person is told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import structlog
from slack_bolt.response import BoltResponse

from bot import screens
from handlers.payload import optional_text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.reception import Reception

log = structlog.get_logger(__name__)


def register(app: AsyncApp, reception: Reception) -> None:  # noqa: ARG001 - every part is registered alike
    """One handler for what any listener raises."""

    @app.error
    async def failed(error: Exception, body: dict[str, Any]) -> BoltResponse:
        kind = optional_text_at(body, "type") or ("command" if "command" in body else "event")
        log.error("a payload was not handled", payload=kind, exc_info=error)
        return answer_for(kind)


def answer_for(kind: str) -> BoltResponse:
    """Give the answer that tells the person, in the way that this kind of payload allows."""
    trouble = screens.trouble()
    match kind:
        case "view_submission":
            return BoltResponse(status=200, body={"response_action": "update", "view": screens.trouble_view()})
        case "command":
            answer = {"response_type": "ephemeral", "text": trouble.text, "blocks": trouble.blocks}
            return BoltResponse(status=200, body=answer)
        case "block_suggestion":
            return BoltResponse(status=200, body={"options": []})
        case _:
            return BoltResponse(status=200, body="")
