"""Asks whether a locked package has a known vulnerability, and says so when that could not be asked.

`uv audit` asks a service on the internet (OSV). Out of reach is no answer: it is said loudly, and is a failure only
where LINK_PACER_AUDIT=required, so that a machine without the internet can still check the rest.
"""

from __future__ import annotations

import os
import subprocess  # nosec B404
import sys
from pathlib import Path

import click

ROOT = Path(__file__).parent.parent
OUT_OF_REACH = (
    "error: error sending request for url",
    "error: Request failed after",
    "error: HTTP status server error",
)
"""How uv begins the line for a service that does not answer, or answers with a fault of its own."""


def audit(*more: str) -> int:
    """Ask about every locked package, with `more` options for uv; give the exit code, having said what came of it."""
    lock = _uv("lock", "--check")
    if lock.returncode:
        return _said(lock.stderr + "The lock file does not fit pyproject.toml.", lock.returncode)
    asked = _uv("audit", "--locked", "--preview-features", "audit-command", *more)
    if asked.returncode and any(start in asked.stderr for start in OUT_OF_REACH):
        required = os.environ.get("LINK_PACER_AUDIT") == "required"
        return _said(f"{asked.stderr}NOT AUDITED: the list of known vulnerabilities is out of reach.", int(required))
    return _said(asked.stdout + asked.stderr, asked.returncode)


def _said(words: str, code: int) -> int:
    click.echo(words.rstrip(), err=True)
    return code


def _uv(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 our own words # nosec B603
        (sys.executable, "-m", "uv", *words), cwd=ROOT, capture_output=True, text=True, check=False
    )


if __name__ == "__main__":
    sys.exit(audit(*sys.argv[1:]))
