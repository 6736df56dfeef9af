"""The command line: run, sandbox.

Reads the environment, starts, waits for the signal to stop, and stops. A start that fails prints one message that says
what, why and what next, and exits with 1.
"""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from typing import TYPE_CHECKING

import click

from bot import app as composition
from bot import log
from bot.court import GatewayError, RegistryError
from bot.settings import Settings, SettingsError, load_settings
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

_START_FAULTS = (SettingsError, StoreError, GatewayError, RegistryError, composition.StartError)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Link PACER: links an attorney's court e-filing account (CM/ECF) to their upgraded PACER account, from Slack."""


@main.command()
def run() -> None:
    """Run the app. Socket Mode when SLACK_APP_TOKEN is set, else HTTP."""
    _until_stopped(_run)


async def _run(stop: asyncio.Event) -> None:
    settings = load_settings(os.environ)
    _configure_log(settings.log_level)
    started = await composition.start(settings)
    click.echo("Link PACER is running. Press Ctrl+C to stop.")
    await stop.wait()
    await started.stop()


@main.group(invoke_without_command=True)
@click.option("--port", type=click.IntRange(0, 65535), default=3100, show_default=True, help="0 picks a free one.")
@click.pass_context
def sandbox(context: click.Context, port: int) -> None:
    """Practise: a practice court, a practice workspace and the app, in one process, on this machine only."""
    if context.invoked_subcommand is None:
        from bot.sandbox.whole import run_whole  # noqa: PLC0415 - `run` in a firm never loads the practice parts

        _until_stopped(lambda stop: run_whole(port, stop, _start_in_sandbox))


@sandbox.command("court")
@click.option("--port", type=click.IntRange(0, 65535), default=3101, show_default=True, help="0 picks a free one.")
def practice_court(port: int) -> None:
    """Serve the practice court alone."""
    from bot.sandbox.whole import run_court  # noqa: PLC0415 - as above

    _until_stopped(lambda stop: run_court(port, stop))


@sandbox.command("slack")
@click.option("--port", type=click.IntRange(0, 65535), default=3102, show_default=True, help="0 picks a free one.")
@click.option("--request-url", help="Where to send signed requests, in place of Socket Mode.")
@click.option("--court", "court_url", help="Address of a practice court, to list its people on the page.")
def practice_workspace(port: int, request_url: str | None, court_url: str | None) -> None:
    """Serve the practice workspace alone; prints its tokens, signing secret and API address."""
    from bot.sandbox.whole import run_workspace  # noqa: PLC0415 - as above

    _until_stopped(lambda stop: run_workspace(port, stop, request_url, court_url))


async def _start_in_sandbox(environ: dict[str, str]) -> Callable[[], Awaitable[None]]:
    settings: Settings = load_settings({**environ, "LOG_LEVEL": os.environ.get("LOG_LEVEL", "WARNING")})
    _configure_log(settings.log_level)
    return (await composition.start(settings)).stop


def _configure_log(level: str) -> None:
    log.configure(level, sys.stderr, json=not sys.stderr.isatty())
    log.install_crash_hooks(asyncio.get_running_loop())


def _until_stopped(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    try:
        asyncio.run(_with_signals(work))
    except _START_FAULTS as fault:
        click.echo(f"Link PACER cannot start.\n{fault}", err=True)
        sys.exit(1)
    except OSError as fault:
        click.echo(f"Link PACER cannot start.\nThe address is not free ({fault.strerror}); choose another port.", err=True)
        sys.exit(1)


async def _with_signals(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    await work(stop)


if __name__ == "__main__":
    main(prog_name="python -m bot")
