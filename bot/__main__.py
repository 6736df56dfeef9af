"""The command line: run, doctor, courts, court, outbox, audit, status, backup, sandbox.

Reads the environment, starts, waits for the signal to stop, and stops. A start that fails prints one message that says
what, why and what next, and exits with 1; so does an end that nobody asked for.
"""

from __future__ import annotations

from bot.runtime import allocator, loading

if __name__ == "__main__":
    allocator.start_overwriting()  # before all else is loaded, for it would be loaded twice
    loading.begin()

import asyncio
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot import __version__, log
from bot import app as composition
from bot.commands import audit, backup, court, doctor, outbox, status, words
from bot.court import GatewayError, RegistryError, RehearsalError
from bot.court.registry import __file__ as registry_package
from bot.court.registry import feed
from bot.court.registry.registry import Registry
from bot.court.rehearsal.terminal import Terminal
from bot.operations.systemd import Systemd
from bot.ring import RingError
from bot.runtime import hardening
from bot.settings import Credentials, Settings, SettingsError, load_settings
from bot.start_checks import StartError
from bot.store import StoreError

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine

_SHIPPED_COURTS = Path(registry_package).parent / "data" / "courts.json"
_START_FAULTS = (SettingsError, StoreError, GatewayError, RegistryError, RehearsalError, RingError, StartError)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="Link PACER")
@click.pass_context
def main(context: click.Context) -> None:
    """Link PACER: links an attorney's court e-filing account (CM/ECF) to their upgraded PACER account, from Slack."""
    if context.invoked_subcommand != run.name:  # which goes on loading until it has started
        loading.end()


@main.command()
@click.option(
    "--rehearse",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Stop at both accounts: nothing is linked. Keeps the pages met in FOLDER, names and values replaced.",
)
def run(rehearse: Path | None) -> None:
    """Run the app. Socket Mode when SLACK_APP_TOKEN is set, else HTTP."""
    _until_stopped(lambda stop: _run(stop, rehearse))


async def _run(stop: asyncio.Event, rehearse: Path | None) -> None:
    settings = load_settings(os.environ)
    _configure_log(settings.log_level)
    systemd = Systemd()
    guide = Terminal.here() if rehearse else None
    started = await _unless(stop, composition.start(settings, rehearse, guide=guide))
    if started is None:
        click.echo("Link PACER was stopped before it was running. What it had opened is closed.")
        return
    loading.end()
    click.echo("Link PACER is running. Press Ctrl+C to stop.")
    systemd.ready()
    started.lost.add_done_callback(lambda _: stop.set())
    await stop.wait()
    systemd.stopping()
    await started.stop()
    if started.lost.done():
        raise composition.LostError(started.lost.result())


async def _unless(stop: asyncio.Event, start: Coroutine[None, None, composition.App]) -> composition.App | None:
    """Give what is started; None, with nothing left running, where the stop is asked for before that."""
    starting, stopped = asyncio.ensure_future(start), asyncio.ensure_future(stop.wait())
    await asyncio.wait({starting, stopped}, return_when=asyncio.FIRST_COMPLETED)
    stopped.cancel()
    starting.cancel()  # nothing, where it is done
    try:
        return await starting
    except asyncio.CancelledError:
        return None


main.add_command(doctor)
main.add_command(outbox)
main.add_command(audit)
main.add_command(status)
main.add_command(backup)
main.add_command(court)
main.add_command(words)


@main.group()
def courts() -> None:
    """Look after the list of courts that comes with the app."""


@courts.command("update")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--into", type=click.Path(dir_okay=False, path_type=Path), default=_SHIPPED_COURTS)
def update_courts(file: Path, into: Path) -> None:
    """Make the list anew from FILE, a downloaded copy of PACER's Court CM/ECF Lookup feed, and say what changed."""
    try:
        change = feed.update(file, into)
    except RegistryError as fault:
        click.echo(f"The list of courts was not changed.\n{fault}", err=True)
        sys.exit(1)
    for line in feed.describe(change):
        click.echo(line)


@main.group(invoke_without_command=True)
@click.option("--port", type=click.IntRange(0, 65535), help="Without it: 3100, or a free one when that is taken.")
@click.option(
    "--credentials",
    type=click.Choice([each.value for each in Credentials]),
    default=Credentials.MODAL.value,
    show_default=True,
    help="How people give their credentials: in Slack's forms, in the firm's own page, or only at the court's.",
)
@click.pass_context
def sandbox(context: click.Context, port: int | None, credentials: str) -> None:
    """Practise: a practice court, a practice workspace and the app, in one process, on this machine only."""
    if context.invoked_subcommand is None:
        from bot.sandbox.whole import run_whole  # noqa: PLC0415 - `run` in a firm never loads the practice parts

        known = [court.id for court in Registry.shipped().all()]
        _until_stopped(lambda stop: run_whole(port, stop, _start_in_sandbox, known, credentials))


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
    started = await composition.start(settings)
    loading.end()
    return started.stop


def _configure_log(level: str) -> None:
    log.configure(level, sys.stderr, json=not sys.stderr.isatty())
    log.install_crash_hooks(asyncio.get_running_loop())


def _until_stopped(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    if not hardening.close_memory():
        click.echo("Other processes of this account may read this one's memory: the system did not close it.", err=True)
    try:
        asyncio.run(_with_signals(work))
    except _START_FAULTS as fault:
        click.echo(f"Link PACER cannot start.\n{fault}", err=True)
        sys.exit(1)
    except composition.LostError as fault:
        click.echo(f"Link PACER has stopped.\n{fault}", err=True)
        sys.exit(1)


async def _with_signals(work: Callable[[asyncio.Event], Awaitable[None]]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for each in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(each, stop.set)
    await work(stop)


if __name__ == "__main__":
    main(prog_name="python -m bot")
