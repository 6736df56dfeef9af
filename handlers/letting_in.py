"""Clicks and events, which are answered before they are taken.

Whoever is not let in, or whose wish met a fault of ours, is told where they are: no answer of Bolt's would reach them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog

from bot.engine.codec import NewerVersionError
from handlers.payload import optional_text_at

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.admission import Admission
    from bot.people import Refusal
    from bot.reception import Reception
    from bot.store import ConversationKey
    from handlers.shapes import Payload

log = structlog.get_logger(__name__)


def let_in(
    key: ConversationKey,
    body: Payload,
    reception: Reception,
    admission: Admission,
    work: Callable[[], Awaitable[None]],
) -> None:
    """Begin `work` for `key`, who sent `body`, once Slack has said that they may."""

    async def if_admitted() -> None:
        why = await admission.refusal(key.user)
        if why is not None:
            log.info("somebody was not let in", payload=optional_text_at(body, "type"), why=why)
            await tell(body, admission, why)
            return
        try:
            await work()
        except NewerVersionError as error:
            note_left(optional_text_at(body, "type"))
            await reception.telling.trouble(key.user, error, **_where(body))
        except Exception as error:
            log.exception("a payload was not handled", payload=optional_text_at(body, "type"))
            await reception.telling.trouble(key.user, error, **_where(body))

    reception.spawn(if_admitted())


def note_left(payload: str | None) -> None:
    """Say in the log that nothing came of a payload here, which is no fault: its person is told to send it again."""
    log.warning("what a person did waits for a newer version of the app", payload=payload)


async def tell(body: Payload, admission: Admission, why: Refusal) -> None:
    """Tell who sent a click or an event that they are not let in."""
    user = optional_text_at(body, "user", "id") or optional_text_at(body, "event", "user") or ""
    await admission.tell(user, why, **_where(body))


def _where(body: Payload) -> dict[str, str | None]:
    """Give the channel and the modal where somebody is; neither, in the App Home."""
    if optional_text_at(body, "event", "type") == "app_home_opened" or optional_text_at(body, "view", "type") == "home":
        return {"channel": None, "view_id": None}
    channel = _first(body, (("channel", "id"), ("container", "channel_id"), ("event", "channel")))
    return {"channel": channel, "view_id": optional_text_at(body, "container", "view_id")}


def _first(body: Payload, paths: tuple[tuple[str, ...], ...]) -> str | None:
    return next((found for found in (optional_text_at(body, *path) for path in paths) if found), None)
