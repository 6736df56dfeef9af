"""Runs the practice parts: each alone, or all of them with the app in one process. Loopback only.

Prints addresses and practice tokens, which are made anew at each start and good for nothing else.
"""

from __future__ import annotations

import os
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bot.sandbox.court import PracticeCourt
from bot.sandbox.court import serve as serve_court
from bot.sandbox.workspace import Workspace
from bot.sandbox.workspace import serve as serve_workspace

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Awaitable, Callable

PEOPLE = "/practice/people"
R = TypeVar("R")


async def run_court(port: int, stop: asyncio.Event) -> None:
    """Serve the practice court until `stop`. Raises ClickException when the port is taken."""
    running = await _served(serve_court(PracticeCourt(), port), port)
    click.echo(f"The practice court: {running.url}")
    click.echo(f"COURT_GATEWAY={running.url}")
    await stop.wait()
    await running.close()


async def run_workspace(port: int, stop: asyncio.Event, request_url: str | None, court_url: str | None) -> None:
    """Serve the practice workspace until `stop`. Raises ClickException when the port is taken."""
    people = court_url.rstrip("/") + PEOPLE if court_url else None
    workspace = Workspace(request_url=request_url, court_people_url=people)
    running = await _served(serve_workspace(workspace, port), port)
    click.echo(f"The practice workspace: {running.url}")
    for name, value in _environment(workspace, running.api_url, socket_mode=request_url is None).items():
        click.echo(f"{name}={value}")
    await stop.wait()
    await running.close()


async def run_whole(
    port: int, stop: asyncio.Event, start_app: Callable[[dict[str, str]], Awaitable[Callable[[], Awaitable[None]]]]
) -> None:
    """Serve everything until `stop`, with a database that goes with it.

    Raises what `start_app` raises, and ClickException when the port is taken.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="link-pacer-"))
        court = await serve_court(PracticeCourt())
        stack.push_async_callback(court.close)
        workspace = Workspace(court_people_url=court.url + PEOPLE)
        running = await _served(serve_workspace(workspace, port), port)
        stack.push_async_callback(running.close)
        environ = {
            **_environment(workspace, running.api_url, socket_mode=True),
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'practice.db'}",
            "DEFAULT_COURTS": "mieb",
            "COURT_GATEWAY": court.url,
        }
        stack.push_async_callback(await start_app(environ))
        click.echo(f"Open {running.url} in a browser, and type /link-pacer. Press Ctrl+C to stop.")
        await stop.wait()


def _environment(workspace: Workspace, api_url: str, *, socket_mode: bool) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        **({"SLACK_APP_TOKEN": workspace.app_token} if socket_mode else {}),
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "SLACK_API_URL": api_url,
        "HELP_DESK_CHANNEL": workspace.help_desk_channel,
    }


async def _served(serving: Awaitable[R], port: int) -> R:
    try:
        return await serving
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise click.ClickException(f"Cannot listen on port {port} ({reason}); choose another with --port.") from None
