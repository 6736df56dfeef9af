"""Commands about what waits to be sent: `outbox list`, `outbox retry`, `outbox drop`. Only for an app that is stopped.

Shows no person, no words of a message and no secret.
"""

from __future__ import annotations

import asyncio
import os
import sys
from typing import TYPE_CHECKING, TypeVar

import click

from bot.settings import Settings
from bot.store import StoreError
from bot.store.sqlite.schema import path_of
from bot.store.sqlite.store import SqliteStore

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from bot.store.outbox import OutboxByHand, OutboxRow

T = TypeVar("T")

_COLUMNS = "{:>6}  {:<10}  {:<11}  {:<20}  {:>8}  {:<8}  {}"
_STOP_FIRST = "Stop the app first: while it runs, it holds the database alone."


@click.group()
def outbox() -> None:
    """Look after the messages that are not delivered yet, or were given up. Stop the app first."""


@outbox.command("list")
def list_rows() -> None:
    """List them: id, kind, reference, since when (UTC), attempts, whether given up, Slack's error code."""
    rows = _with_store(lambda store: store.outbox_rows())
    if not rows:
        click.echo("Everything was delivered.")
        return
    click.echo(_COLUMNS.format("id", "kind", "reference", "since", "attempts", "", "error").rstrip())
    for row in rows:
        click.echo(_line(row))


def _line(row: OutboxRow) -> str:
    since = f"{row.since:%Y-%m-%d %H:%M:%S}"
    state = "given up" if row.buried else "waits"
    named = (row.id, row.kind, row.conversation, since, row.attempts, state, row.error)
    return _COLUMNS.format(*named).rstrip()


@outbox.command()
@click.argument("ids", type=int, nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All of them.")
def retry(ids: tuple[int, ...], *, everything: bool) -> None:
    """Send these again at the next start, those that were given up as well."""
    if bool(ids) == everything:
        raise click.UsageError("Name the ids that `outbox list` shows, or give --all.")
    count = _with_store(lambda store: store.retry(None if everything else ids))
    click.echo(f"{count} will be sent at the next start.")


@outbox.command()
@click.argument("ids", type=int, nargs=-1, required=True)
def drop(ids: tuple[int, ...]) -> None:
    """Remove these unsent. Nobody is told what they say."""
    click.echo(f"{_with_store(lambda store: store.drop(ids))} removed.")


def _with_store(work: Callable[[OutboxByHand], Awaitable[T]]) -> T:
    try:
        return asyncio.run(_worked(work))
    except StoreError as fault:
        click.echo(f"The outbox cannot be read.\n{fault}\n{_STOP_FIRST}", err=True)
        sys.exit(1)


async def _worked(work: Callable[[OutboxByHand], Awaitable[T]]) -> T:
    url = os.environ.get("DATABASE_URL", "").strip() or str(Settings.model_fields["database_url"].default)
    if not path_of(url).is_file():
        raise StoreError("There is no such database: set DATABASE_URL as for the app.")
    store = await SqliteStore.open(url)
    try:
        return await work(store)
    finally:
        await store.close()
