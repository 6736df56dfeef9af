"""Runs the practice parts: each alone, or all of them with the app in one process. Loopback only.

Prints addresses and practice tokens, which are made anew at each start and good for nothing else.
"""

from __future__ import annotations

import asyncio
import json
import os
import socket
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bot.sandbox.court import PracticeCourt
from bot.sandbox.court import serve as serve_court
from bot.sandbox.court.skins import COURTS, COURTS_BY_ID
from bot.sandbox.workspace import RunningWorkspace, Workspace
from bot.sandbox.workspace import serve as serve_workspace

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterable

    StartApp = Callable[[dict[str, str]], Awaitable[Callable[[], Awaitable[None]]]]

PEOPLE = "/practice/people"
USUAL_PORT = 3100
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
    port: int | None,
    stop: asyncio.Event,
    start_app: StartApp,
    court_ids: Iterable[str],
    credentials: str,
) -> None:
    """Serve everything until `stop`, with a database that goes with it. Without a `port`: the usual one, or a free one.

    `credentials`: how the app takes them, as its variable of that name has it.

    Of the app's `court_ids`, an operator's court file says which ones the practice court does not play.
    Raises what `start_app` raises, and ClickException when the port is taken.
    """
    async with AsyncExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="link-pacer-"))
        court = await serve_court(PracticeCourt())
        stack.push_async_callback(court.close)
        workspace = Workspace(court_people_url=court.url + PEOPLE)
        running = await _served_somewhere(workspace, port)
        stack.push_async_callback(running.close)
        environ = {
            **_environment(workspace, running.api_url, socket_mode=True),
            "DATABASE_URL": f"sqlite:///{Path(folder) / 'practice.db'}",
            "DEFAULT_COURTS": "mieb",
            "COURT_OVERRIDES": str(courts_not_played(court_ids, Path(folder) / "courts.json")),
            "COURT_GATEWAY": court.url,
        }
        practised = Practised(workspace, environ, start_app)
        stack.push_async_callback(practised.stop)
        await practised.start(credentials)
        workspace.start_app_anew = practised.start
        click.echo(f"Open {running.url} in a browser, and type /link-pacer. Press Ctrl+C to stop.")
        await stop.wait()


async def _served_somewhere(workspace: Workspace, port: int | None) -> RunningWorkspace:
    if port is not None:
        return await _served(serve_workspace(workspace, port), port)
    try:
        return await serve_workspace(workspace, USUAL_PORT)
    except OSError:
        click.echo(f"Port {USUAL_PORT} is taken; a free one is used.")
        return await _served(serve_workspace(workspace), 0)


class Practised:
    """The app that is practised with, which the page can have started anew."""

    def __init__(self, workspace: Workspace, environ: dict[str, str], start_app: StartApp) -> None:
        self._workspace = workspace
        self._environ = environ
        self._start_app = start_app
        self._stop_app: Callable[[], Awaitable[None]] | None = None
        self._one_at_a_time = asyncio.Lock()

    async def start(self, credentials: str) -> None:
        """Start the app, in place of the one that runs, so that it takes credentials that way."""
        async with self._one_at_a_time:
            await self.stop()
            self._stop_app = await self._start_app({**self._environ, **form_page(self._workspace, credentials)})

    async def stop(self) -> None:
        """Stop the app that runs, if one does."""
        stop_app, self._stop_app = self._stop_app, None
        if stop_app:
            await stop_app()


def form_page(workspace: Workspace, credentials: str) -> dict[str, str]:
    """Give how the app takes credentials, and say on the page which way that is; a form needs an address of its own."""
    workspace.credentials = credentials
    if credentials != "form":
        return {"CREDENTIALS": credentials}
    port = free_port()
    public_url = f"http://127.0.0.1:{port}/"
    workspace.redirect_urls.add(f"{public_url}signed-in")
    return {
        "CREDENTIALS": credentials,
        "PUBLIC_URL": public_url,
        "FORM_PORT": str(port),
        "SLACK_CLIENT_ID": workspace.client_id,
        "SLACK_CLIENT_SECRET": workspace.client_secret,
    }


def free_port() -> int:
    """Give a port of this machine that nobody uses now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def courts_not_played(court_ids: Iterable[str], file: Path) -> Path:
    """Write an operator's court file that says of each court without a practice court that it has none."""
    played = ", ".join(court.id for court in COURTS)
    note = (
        f"This is practice, and the practice court does not play this one. To see a whole run, choose one of {played}."
    )
    notes = {each: {"guided_only": True, "note": note} for each in court_ids if each not in COURTS_BY_ID}
    file.write_text(json.dumps(notes), encoding="utf-8")
    return file


def _environment(workspace: Workspace, api_url: str, *, socket_mode: bool) -> dict[str, str]:
    return {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        **({"SLACK_APP_TOKEN": workspace.app_token} if socket_mode else {}),
        "SLACK_SIGNING_SECRET": workspace.signing_secret,
        "SLACK_API_URL": api_url,
        "HELP_DESK_CHANNEL": workspace.help_desk_channel,
        "HELP_DESK_LINKS": "each",
    }


async def _served(serving: Awaitable[R], port: int) -> R:
    try:
        return await serving
    except OSError as error:
        reason = os.strerror(error.errno or 0)
        raise click.ClickException(f"Cannot listen on port {port} ({reason}); choose another with --port.") from None
