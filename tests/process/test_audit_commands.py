"""The audit trail as an auditor gets it: whole, verified with the key that lies elsewhere, and no credential in it."""

from __future__ import annotations

import base64
import csv
import json
import secrets
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.support.process import Program, links, reviews, running_app
from tests.support.stack import ATTORNEY

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.stack import Stack


async def said(environ: dict[str, str], *words: str) -> tuple[int, str, str]:
    async with Program.started("audit", *words, environ=environ) as command:
        return await command.ended(), command.out.decode(), command.err.decode()


@pytest.fixture
async def environ(parts: Stack) -> dict[str, str]:
    """The environment of an app that has linked somebody, and has stopped."""
    given = {**parts.environ, "AUDIT_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}
    async with running_app(given) as app:
        me = await parts.person()
        await reviews(parts, me, parts.court_person())
        await links(me)
        assert await app.stopped() == 0
    return given


async def test_the_trail_says_who_did_what_where_and_what_came_of_it(parts: Stack, environ: dict[str, str]) -> None:
    code, table, err = await said(environ, "export", "--csv")
    assert (code, err) == (0, "")
    rows = list(csv.DictReader(table.splitlines()))
    assert [row["line"] for row in rows] == [str(number) for number in range(1, len(rows) + 1)]
    steps = {row["event"]: row for row in rows}
    consent, linked = steps["ConfirmedLink"], next(row for row in rows if row["after"] == "Linked")
    assert consent["actor"] == consent["subject"] == linked["subject"]
    assert linked["actor"] == ""
    assert (linked["court"], linked["outcome"], linked["user"]) == ("mieb", "LINKED", ATTORNEY)
    assert linked["conversation"].startswith("LP-")
    known = parts.court_person()
    for secret in (known.username, known.password, known.filers[0].login, known.filers[0].password):
        assert secret not in table
    code, lines, _ = await said(environ, "export", "--json")
    assert code == 0
    assert [{name: str(value) for name, value in json.loads(line).items()} for line in lines.splitlines()] == rows
    assert (await said(environ, "export"))[0] == 2


async def test_a_trail_that_was_changed_is_found_and_the_app_goes_on_by_its_key(
    environ: dict[str, str], tmp_path: Path
) -> None:
    code, out, err = await said(environ, "verify")
    assert (code, err) == (0, "")
    assert "as it was written" in out
    with closing(sqlite3.connect(tmp_path / "link-pacer.db")) as db:
        db.execute("UPDATE audit SET outcome = 'REFUSED' WHERE after = 'Linked'")
        (line,) = db.execute("SELECT id FROM audit WHERE after = 'Linked'").fetchone()
        db.commit()
    code, _, err = await said(environ, "verify")
    assert code == 1
    assert f"Line {line} is not as it was written" in err
    other = {**environ, "AUDIT_KEY": base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()}
    async with Program.started("run", environ=other) as app:
        assert await app.ended() == 1
    assert "AUDIT_KEY: is not the key" in app.err.decode()
    assert other["AUDIT_KEY"] not in app.err.decode()
