"""Calls of Slack's Web API: with the client that the app makes, and with a bare one on a shared session."""

from __future__ import annotations

import os
import time
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot import screens
from bot.settings import load_settings
from bot.slack.client import open_client
from bot.slack.desk import SlackDesk

if TYPE_CHECKING:
    from bench.subjects.serving import Questions


async def start(_: str) -> tuple[Questions, AsyncExitStack]:
    """Make both clients; the bare one has a token of its own, so that its connections can be told apart."""
    stack = AsyncExitStack()
    settings = load_settings(os.environ)
    client = open_client(settings.slack_bot_token, settings.slack_api_url, stack)
    desk = SlackDesk(client)
    session = await stack.enter_async_context(aiohttp.ClientSession())
    bare = AsyncWebClient(token=os.environ["BARE_TOKEN"], base_url=settings.slack_api_url, session=session)
    message = screens.not_known(None, None)
    blocks = message.sent

    async def call(asked: dict[str, Any]) -> float:
        began = time.process_time()
        for _each in range(asked["times"]):
            if asked["how"] == "bare":
                await bare.chat_update(channel="D1", ts="1.1", text=message.text, blocks=blocks)
            else:
                await desk.update("D1", "1.1", message)
        return time.process_time() - began

    return {"call": call}, stack
