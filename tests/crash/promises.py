"""What must be true of the database and of the court whenever the app has died, and at the end."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.crash.attorney import Attorney

FILES = ("link-pacer.db", "link-pacer.db-wal")
PERSONAL = ("conversation", "outbox", "submit", "link", "sealed_blob")
"""Tables that name a person. A wrapped key of a run that a crash cut off names nobody; it goes when it has expired."""


def check(folder: Path, attorney: Attorney) -> None:
    """Hold the database, as the process left it, against the court. It is read from a copy: reading mends it."""
    with closing(_copy(folder)) as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        claims = _steps_have_their_lines(db) if _has_tables(db) else 0
    assert attorney.stack.court.submits <= claims <= attorney.consents, (attorney.stack.court.submits, claims)


def check_the_end(folder: Path, attorney: Attorney) -> None:
    """Hold what became of it against what was wanted: linked once, nothing on its way, nothing of the forgotten."""
    court, court_person = attorney.stack.court, attorney.stack.court_person()
    assert court.link_of_person(attorney.will.court, court_person.username)
    with closing(_copy(folder)) as db:
        assert db.execute("SELECT count(*) FROM submit WHERE outcome IS NULL").fetchone() == (0,)
        if attorney.will.forgets:
            of_somebody = "SELECT count(*) FROM {} WHERE user <> ''"  # a submit whose end is not known stays, of nobody
            left = {name: db.execute(of_somebody.format(name)).fetchone()[0] for name in PERSONAL}
            assert not any(left.values()), left


def _steps_have_their_lines(db: sqlite3.Connection) -> int:
    """Give how many submits the audit trail tells of; its lines are one for each step, in an unbroken chain."""
    lines = db.execute("SELECT conversation, rev, before, after FROM audit ORDER BY id").fetchall()
    for (run, rev, _, after), (next_run, next_rev, before, _) in pairwise(lines):
        if run == next_run:
            assert next_rev > rev
            assert before == after
    last = {run: (rev, after) for run, rev, _, after in lines}
    for run, rev, state in db.execute("SELECT conversation, rev, state FROM conversation"):
        assert last[run][0] == rev
        assert f'"{last[run][1]}"' in state
    claims = sum(after == "Linking" != before for *_, before, after in lines)
    claimed = db.execute("SELECT user, outcome FROM submit").fetchall()
    # Of a person who was forgotten only what is not known is left, and names nobody.
    assert len(claimed) == claims or set(claimed) <= {("", "UNKNOWN")}, (claims, claimed)
    return claims


def _has_tables(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit'").fetchone())


def _copy(folder: Path) -> sqlite3.Connection:
    copied = folder / "copy"
    shutil.rmtree(copied, ignore_errors=True)
    copied.mkdir()
    for name in FILES:
        if (folder / name).exists():
            shutil.copy(folder / name, copied / name)
    return sqlite3.connect(copied / FILES[0])
