"""A Bolt app that asks Slack nothing by itself, and takes nothing from the environment."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from bot.log import library_logger

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.people import Installation

# Bolt reads these itself, and with a client id turns into an app for many workspaces, which refuses every payload.
_READ_BY_BOLT = ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_VERIFICATION_TOKEN")


def bare_app(installed: Installation) -> AsyncApp:
    """Give a Bolt app without a listener. It has no token and calls nobody, on no payload's way to its answer."""
    with _without(_READ_BY_BOLT):
        return _made(installed)


def _made(installed: Installation) -> AsyncApp:
    known = AuthorizeResult(
        enterprise_id=installed.enterprise or None,
        team_id=installed.team or None,
        bot_user_id=installed.bot_user,  # by these two Bolt leaves out what the app itself wrote
        bot_id=installed.bot,
    )

    async def authorize() -> AuthorizeResult:
        return known

    return AsyncApp(
        # Without one Bolt reads the sources of all that called it, to find a file's name. It takes the logger of that
        # name for its own, and sets its level, so it must not be one of ours.
        name="slack_bolt.listeners",
        client=AsyncWebClient(logger=library_logger("slack_sdk")),
        # Without this Bolt asks Slack who it is at the first payload, on the way to its answer.
        authorize=authorize,
        # Ack within the listener: without this Bolt polls for the ack every 10 ms.
        process_before_response=True,
        # The transport has checked the signature already, and refuses without logging.
        request_verification_enabled=False,
        signing_secret="checked by the transport",  # noqa: S106 - Bolt wants one, and never uses it
        logger=library_logger("slack_bolt"),
    )


@contextmanager
def _without(names: Iterable[str]) -> Iterator[None]:
    hidden = {name: os.environ.pop(name) for name in names if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(hidden)
