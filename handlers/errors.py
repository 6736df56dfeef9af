"""What went wrong in a listener, or who was not let in: logged without its words, and the person is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from slack_bolt.response import BoltResponse

from bot import screens
from bot.engine.codec import NewerVersionError
from handlers.letting_in import note_left, tell
from handlers.payload import RefusedError, optional_text_at

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncApp

    from bot.admission import Admission
    from bot.reception import Reception
    from handlers.shapes import Payload

log = structlog.get_logger(__name__)


def register(app: AsyncApp, reception: Reception, admission: Admission) -> None:
    """One handler for what any listener raises."""

    @app.error
    async def failed(error: Exception, body: Payload) -> BoltResponse:
        kind = optional_text_at(body, "type") or ("command" if "command" in body else "event")
        if isinstance(error, RefusedError):
            log.info("somebody was not let in", payload=kind, why=error.why)
            if kind in _TOLD_APART:
                reception.spawn(tell(body, admission, error.why))
            return _answer(kind, screens.refused(error.why), screens.refused_view(error.why))
        upgrading = isinstance(error, NewerVersionError)
        if upgrading:
            note_left(kind)
        else:
            log.error("a payload was not handled", payload=kind, exc_info=error)
        return _answer(kind, screens.trouble(upgrading=upgrading), screens.trouble_view(upgrading=upgrading))


_TOLD_APART = frozenset({"block_actions", "event_callback"})
"""Kinds of payload whose own answer shows nothing to anybody."""


def _answer(kind: str, words: screens.Message, view: screens.View) -> BoltResponse:
    """Give the answer that tells the person, in the way that this kind of payload allows."""
    match kind:
        case "view_submission":
            return BoltResponse(status=200, body={"response_action": "update", "view": view})
        case "command":
            answer = {"response_type": "ephemeral", "text": words.text, "blocks": words.blocks}
            return BoltResponse(status=200, body=answer)
        case "block_suggestion":
            return BoltResponse(status=200, body={"options": []})
        case _:
            return BoltResponse(status=200, body="")
