"""A bare slack-bolt app over Socket Mode that only acks: what this product is measured beside."""

from __future__ import annotations

import os
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

if TYPE_CHECKING:
    from slack_bolt.async_app import AsyncAck

    from bench.subjects.serving import Questions


async def start(kind: str) -> tuple[Questions, AsyncExitStack]:
    """Connect; `kind` is `stock`, or `pbr` for `process_before_response=True`."""
    client = AsyncWebClient(token=os.environ["SLACK_BOT_TOKEN"], base_url=os.environ["SLACK_API_URL"])
    app = AsyncApp(client=client, signing_secret="unused", process_before_response=kind == "pbr")  # noqa: S106 - invented

    @app.command("/link-pacer")
    async def command(ack: AsyncAck) -> None:
        await ack()

    @app.view("pacer")
    async def sent(ack: AsyncAck) -> None:
        await ack()

    handler = AsyncSocketModeHandler(app, os.environ["SLACK_APP_TOKEN"], web_client=client)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    stack = AsyncExitStack()
    stack.push_async_callback(handler.close_async)
    return {}, stack
