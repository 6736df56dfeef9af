"""`python -m tests.strange_courts.in_chromium`: whether a human with a browser can link at every strange court."""

from __future__ import annotations

import asyncio
import ssl
import sys
import tempfile
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tests.strange_courts import skins
from tests.strange_courts.at_chromium import StuckError, human_links
from tests.strange_courts.parts import one_by_one
from tests.strange_courts.scenarios import PLAIN, case_of
from tests.strange_courts.serving import SIGN_ON, StrangeCourts
from tests.support.browser import launched
from tests.support.front import make_certificate

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from playwright.async_api import Browser

    from tests.strange_courts.skin import Skin


AT_ONCE = 4


@asynccontextmanager
async def courts_in_chromium() -> AsyncIterator[tuple[Browser, StrangeCourts]]:
    """Serve the courts with TLS, to a Chromium that takes their names for this machine's."""
    with tempfile.TemporaryDirectory() as folder:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(make_certificate(Path(folder), "strange", SIGN_ON, "*.uscourts.gov"))
        courts = StrangeCourts(context)
        await courts.open()
        try:
            mapped = f"--host-resolver-rules=MAP *.uscourts.gov 127.0.0.1:{courts.port}"
            async with launched(mapped) as browser:
                yield browser, courts
        finally:
            await courts.close()


async def stuck_at(chosen: Sequence[Skin], *, wrong_first: bool) -> dict[str, str]:
    """Give the courts at which a human gets stuck, and where."""
    stuck: dict[str, str] = {}
    turns = asyncio.Semaphore(AT_ONCE)

    async def one(browser: Browser, courts: StrangeCourts, skin: Skin) -> None:
        case = courts.world.add(case_of(skin, PLAIN))
        try:
            async with turns:
                await human_links(browser, courts, case, wrong_first=wrong_first)
        except StuckError as error:
            stuck[skin.name] = f"{error}; {' > '.join(case.trail)}"

    async with courts_in_chromium() as (browser, courts):
        await asyncio.gather(*(one(browser, courts, skin) for skin in chosen))
    return stuck


@click.command()
@click.option("--skin", "names", multiple=True, help="Only these courts.")
@click.option("--parts", is_flag=True, help="Courts with one strange part each instead of those with many.")
@click.option("--wrong-first", is_flag=True, help="Mistype the old password once.")
def main(names: tuple[str, ...], *, wrong_first: bool, parts: bool) -> None:
    """Link at each court in Chromium."""
    known = {skin.name: skin for skin in (one_by_one() if parts else skins.SKINS)}
    chosen = [known[name] for name in names] or list(known.values())
    stuck = asyncio.run(stuck_at(chosen, wrong_first=wrong_first))
    for name, where in stuck.items():
        click.echo(f"{name}: {where}")
    click.echo(f"a human links at {len(chosen) - len(stuck)} of {len(chosen)}")
    sys.exit(bool(stuck))


if __name__ == "__main__":
    main()
