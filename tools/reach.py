"""Says, at `make install`, when other accounts than the one that installs could not run what is installed.

What is installed is run by the Python that it was made with, wherever that lies: under somebody's home, as `pyenv` has
it, a service's own account cannot get there. Where the installer runs it as well that is no fault, so it is only said.
"""

from __future__ import annotations

import stat
import sys
from pathlib import Path

import click


def closed(program: Path) -> Path | None:
    """Return the first place on the way to `program`, through every link, that is closed to others; None without."""
    folder, link = program.parent.resolve(strict=True), program.is_symlink()
    places: list[Path] = [*reversed(folder.parents), folder]
    for place in places if link else [*places, program]:
        if not place.stat().st_mode & stat.S_IXOTH:
            return place
    return closed(folder / program.readlink()) if link else None


def main(program: str) -> None:
    """Say what closes the way to `program`, and what to do about it."""
    place = closed(Path(program).absolute())
    if place is not None:
        click.echo(
            f"A service of another account cannot run this: {place} is closed to others. Where it is to, install with a"
            " Python and a PREFIX that every account can reach, as in:"
            " make install PYTHON=/usr/bin/python3 PREFIX=/opt/link-pacer",
            err=True,
        )


if __name__ == "__main__":
    main(sys.argv[1])
