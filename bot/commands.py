"""Commands of an operator: `doctor`; `words`; `outbox`, `audit`, `status`, `backup`; `court explain`, `replay`."""

from __future__ import annotations

import asyncio
import os
import sys
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import click

from bot import log, wording
from bot.court import Court, Registry, RegistryError, RehearsalError
from bot.court.explaining.page import explained
from bot.court.explaining.replay import replay
from bot.court.pages.readers import UnexpectedPageError
from bot.court.pages.shown import Typed
from bot.court.rehearsal.kept import kept_in
from bot.operations.beside import ask, socket_of
from bot.operations.doctor import examined
from bot.operations.errands import Errand, Errands, Report
from bot.settings import SettingsError, load_kept
from bot.store import NotOfferedError, StoreError, StoreInUseError
from bot.store.opening import file_of, open_store

if TYPE_CHECKING:
    from collections.abc import Sequence


@click.command()
def words() -> None:
    """List every sentence that a person can read, as docs/words.md has it."""
    click.echo(wording.page(), nl=False)


@click.command()
@click.option("--online", is_flag=True, help="Ask Slack, too, whether it takes the screens of a run and the manifest.")
def doctor(*, online: bool) -> None:
    """Look at settings, Slack, database, vault and the way to the courts, a line each; 1 if anything is at fault."""
    log.configure("CRITICAL", sys.stderr, json=False)  # what is at fault is a line here
    if not asyncio.run(_examined(ask_slack=online)):
        sys.exit(1)


async def _examined(*, ask_slack: bool) -> bool:
    good = True
    async for line in examined(os.environ, ask_slack=ask_slack):
        click.echo(str(line))
        good = good and line.good is not False
    return good


@click.group()
def outbox() -> None:
    """Look after the messages that are not delivered yet, or were given up."""


@outbox.command("list")
def list_rows() -> None:
    """List them: id, kind, reference, since when (UTC), attempts, whether given up, Slack's error code."""
    _say(_report(Errand.LIST))


@outbox.command()
@click.argument("ids", type=int, nargs=-1)
@click.option("--all", "everything", is_flag=True, help="All of them.")
def retry(ids: tuple[int, ...], *, everything: bool) -> None:
    """Send these again, those that were given up as well: now, or at the next start."""
    if bool(ids) == everything:
        raise click.UsageError("Name the ids that `outbox list` shows, or give --all.")
    _say(_report(Errand.RETRY, ids))


@outbox.command()
@click.argument("ids", type=int, nargs=-1, required=True)
def drop(ids: tuple[int, ...]) -> None:
    """Remove these unsent. Nobody is told what they say."""
    _say(_report(Errand.DROP, ids))


@click.group()
def audit() -> None:
    """Look after the audit trail: who did what at which court, when, and what came of it."""


@audit.command()
def verify() -> None:
    """Look whether the trail is as it was written; 1 if not, and where. Give AUDIT_KEY as to the app."""
    _say(_report(Errand.VERIFY))


@audit.command()
@click.option("--csv", "form", flag_value=Errand.CSV, type=Errand, help="As a table, with a heading line.")
@click.option("--json", "form", flag_value=Errand.JSON, type=Errand, help="As JSON, an object a line.")
def export(form: Errand | None) -> None:
    """Print the whole trail, oldest first. People are keyed hashes, and their Slack ids until they are forgotten."""
    if form is None:
        raise click.UsageError("Say how: --csv or --json.")
    _say(_report(form))


@click.command()
@click.option("--csv", "form", flag_value=Errand.STATUS_CSV, type=Errand, help="Every place, with a heading line.")
def status(form: Errand | None) -> None:
    """Say how far a roll-out is: how many at each court, who is stuck and where."""
    _say(_report(form or Errand.STATUS))


@click.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def backup(file: Path) -> None:
    """Write a copy of the database to FILE, which must not be there yet. What is sealed is left out."""
    content = _report(Errand.BACKUP).content
    try:
        _kept_private(file, content)
    except OSError as fault:
        click.echo(f"{file} cannot be written ({os.strerror(fault.errno or 0)}). Nothing was kept.", err=True)
        sys.exit(1)
    click.echo(f"{file}: {len(content):,} bytes, as the database stood now.")


def _kept_private(file: Path, content: bytes) -> None:
    """Write a new file, for its owner alone, that is whole and on the disk or is not there."""
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as copy:
        try:
            copy.write(content)
            copy.flush()
            os.fsync(copy.fileno())
        except OSError:
            file.unlink()
            raise


def _say(report: Report) -> None:
    click.echo(report.content, nl=False, err=not report.good)
    if not report.good:
        sys.exit(1)


def _report(errand: Errand, ids: Sequence[int] = ()) -> Report:
    try:
        return asyncio.run(_done(errand, ids))
    except NotOfferedError as fault:
        click.echo(fault, err=True)
        sys.exit(1)
    except (StoreError, SettingsError) as fault:
        click.echo(f"The database cannot be read.\n{fault}", err=True)
        sys.exit(1)


async def _done(errand: Errand, ids: Sequence[int]) -> Report:
    """Have the app that runs do it, or do it here where none does."""
    kept = load_kept(os.environ)
    path = file_of(kept.database_url.reveal())
    if path and not path.is_file():
        raise StoreError("There is no such database: set DATABASE_URL as for the app.")
    try:
        store = await open_store(kept.database_url.reveal(), audit_key=kept.sealing_key())
    except StoreInUseError as held:
        if path is None:
            raise
        try:
            return await ask(socket_of(path), errand, ids)
        except OSError:
            raise held from None
    try:
        return await Errands(store, timedelta(hours=kept.remind_invited_hours)).run(errand, ids)
    finally:
        await store.close()


_COURTS = click.option(
    "--courts",
    "overrides",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="An operator's court file, as COURT_OVERRIDES names one, or the draft of a rehearsal.",
)


@click.group()
def court() -> None:
    """Look at what courts' pages are to this app, without a network."""


@court.command()
@click.argument("page", type=click.Path(path_type=Path))
@click.option("--court", "court_id", required=True, metavar="ID", help="Whose page it is, as in ecf.ID.uscourts.gov.")
@click.option("--login", metavar="NAME", help="The CM/ECF login that was typed there; with --username.")
@click.option("--username", metavar="NAME", help="The PACER user name that was typed; with --login.")
@_COURTS
def explain(page: Path, court_id: str, login: str | None, username: str | None, overrides: Path | None) -> None:
    """Say what each reader sees in PAGE, a saved page of a court's, on what evidence, and what would happen next."""
    if (login is None) != (username is None):
        raise click.UsageError("Give both --login and --username, or neither: each is looked for beside the other.")
    typed = Typed(login, username) if login is not None and username is not None else None
    try:
        lines = list(explained(page.read_bytes(), _court(court_id, overrides), typed))
    except RegistryError as fault:
        _not_explained(str(fault))
    except OSError as fault:
        _not_explained(f"{page} cannot be read ({fault.strerror}). Name a file with the page's bytes, as it was saved.")
    except UnexpectedPageError as fault:
        _not_explained(f"{page}: {fault}. The app stops at such a page. Look whether the file holds one page only.")
    for line in lines:
        click.echo(line)


def _court(court_id: str, overrides: Path | None) -> Court:
    registry = Registry.shipped(overrides)
    found = registry.get(court_id)
    if found is None:
        near = ", ".join(each.id for each in registry.search(court_id, limit=5))
        hint = f" Perhaps one of: {near}." if near else ""
        _not_explained(f"There is no court {court_id!r}. Name it by its id, as in ecf.<id>.uscourts.gov.{hint}")
    return found


def _not_explained(why: str) -> NoReturn:
    click.echo(f"The page was not explained.\n{why}", err=True)
    sys.exit(1)


@court.command("replay")
@click.argument("folder", type=click.Path(path_type=Path))
@_COURTS
def replay_folder(folder: Path, overrides: Path | None) -> None:
    """Run the rehearsal kept in FOLDER through the procedure as it is now; 1 if it stops before both accounts."""
    try:
        pages, registry = kept_in(folder), Registry.shipped(overrides)
    except (RehearsalError, RegistryError) as fault:
        click.echo(f"The rehearsal was not replayed.\n{fault}", err=True)
        sys.exit(1)
    told = replay(pages, registry)
    for line in told.lines:
        click.echo(line)
    if not told.arrived:
        click.echo(f"What a page is taken for: python -m bot court explain {folder}/PAGE.html --court ID")
        sys.exit(1)
