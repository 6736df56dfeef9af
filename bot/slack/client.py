"""One client and one HTTP session to Slack for the whole process; nothing is retried behind the outbox's back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.log import library_logger
from bot.runtime.proxies import proxy_for
from bot.runtime.trust import verifying_context

if TYPE_CHECKING:
    from contextlib import AsyncExitStack

    from bot.vault import Secret


def open_client(token: Secret, api_url: str, stack: AsyncExitStack) -> AsyncWebClient:
    """Give the client; its session is closed with `stack`. Call it within the event loop."""
    session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30))
    stack.push_async_callback(session.close)
    client = AsyncWebClient(
        token=token.reveal(),
        base_url=api_url,
        session=session,
        ssl=verifying_context() if api_url.startswith("https:") else None,
        retry_handlers=[],
        logger=library_logger("slack_sdk"),
    )
    client.proxy = proxy_for(api_url)  # the client takes the environment's for every address
    return client
