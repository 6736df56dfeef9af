"""`python -m tests.strange_courts`: plays attorneys at strange courts through the whole app, and prints the figures."""

from __future__ import annotations

import asyncio

import click

from tests.strange_courts import figures, kept, scenarios, skins
from tests.strange_courts.parts import one_by_one
from tests.strange_courts.running import play


@click.command()
@click.option("--skin", "names", multiple=True, help="Only these courts.")
@click.option("--scenario", "kinds", multiple=True, help="Only these scenarios; without it, all.")
@click.option("--parts", is_flag=True, help="Courts with one strange part each instead of those with many.")
@click.option("--keep", is_flag=True, help="Keep the figures, at every court, for the docs.")
@click.option("--jobs", default=4, show_default=True, help="People at once.")
def main(names: tuple[str, ...], kinds: tuple[str, ...], jobs: int, *, parts: bool, keep: bool) -> None:
    """Play each chosen scenario at each chosen court."""
    if keep and (parts or names):
        raise click.UsageError("only figures of all courts are kept")
    known = {skin.name: skin for skin in (one_by_one() if parts else skins.SKINS)}
    courts = [known[name] for name in names] or list(known.values())
    chosen = [scenarios.BY_NAME[kind] for kind in kinds] or list(scenarios.SCENARIOS)
    click.echo(figures.HEAD)
    pairs = [(skin, each) for each in chosen for skin in courts]
    runs = asyncio.run(play(pairs, jobs, lambda run: click.echo(figures.line(run))))
    if failed := [run for run in runs if not run.right]:
        click.echo("\nNot as it should be:")
        for run in failed:
            click.echo(figures.why(run))
    for fault in sorted({fault for run in runs for fault in run.faults}):
        click.echo(f"log: {fault}")
    if keep:
        kept.write(runs)
    click.echo("")
    for each in figures.summary(runs):
        click.echo(each)


if __name__ == "__main__":
    main()
