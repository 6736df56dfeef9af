"""Each thing that `doctor` looks at is seen to be at fault once, in the words that say what to do."""

from __future__ import annotations

import base64
import os
import secrets
import sqlite3
from contextlib import closing
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.operations import at_slack, doctor
from bot.store import StoreError
from bot.store.sqlite.schema import path_of
from tests.process.test_doctor import said
from tests.process.test_help_desk_channel import WORDS, spoil
from tests.support.front import make_certificate
from tests.support.mailbox import IN_URL, Mailbox
from tests.support.process import slack_fault
from tests.support.receiver import Receiver

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.stack import Stack

SPOILED = "CREATE TRIGGER spoils AFTER INSERT ON sealed_blob BEGIN UPDATE sealed_blob SET {column} = zeroblob(60); END"


def new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@pytest.mark.parametrize(
    ("seconds", "good", "words"),
    [(40, False, "behind Slack's; let the machine set its clock by NTP"), (20, True, "behind Slack's")],
)
async def test_a_clock_that_is_askew(parts: Stack, seconds: int, good: bool, words: str) -> None:
    await slack_fault(parts, "auth.test", "askew", seconds=seconds)
    code, lines, faults = await said(parts.environ)
    assert (code, faults) == ((0, set()) if good else (1, {"clock"}))
    number, unit, rest = lines["clock"].split(" ", 2)
    assert (unit, rest) == ("s", words)
    assert int(number) in range(seconds - 1, seconds + 9), "the two look at their clocks at different times"


def test_a_clock_that_is_ahead_or_cannot_be_compared() -> None:
    ahead, unknown = at_slack._clock(timedelta(seconds=31)), at_slack._clock(None)
    assert str(ahead) == "FAULT clock: 31 s ahead of Slack's; let the machine set its clock by NTP"
    assert str(unknown) == "?     clock: not looked at: Slack did not say what time it is"


@pytest.mark.parametrize("how", WORDS)
async def test_a_help_desk_that_nobody_reads(parts: Stack, how: str) -> None:
    spoil(parts, how)
    code, lines, faults = await said(parts.environ)
    assert (code, faults) == (1, {"HELP_DESK_CHANNEL"})
    assert lines["HELP_DESK_CHANNEL"].startswith(WORDS[how])


async def test_a_token_that_slack_refuses_and_what_is_not_looked_at_then(parts: Stack) -> None:
    for method, what in (("auth.test", "SLACK_BOT_TOKEN"), ("apps.connections.open", "SLACK_APP_TOKEN")):
        await slack_fault(parts, method, "invalid_auth")
        code, lines, faults = await said(parts.environ)
        assert (code, faults) == (1, {what})
        assert lines[what] == "Slack refused it (invalid_auth); copy the token from the app's page at Slack again"
        unseen = {name for name, words in lines.items() if words == "not looked at: Slack refused SLACK_BOT_TOKEN"}
        assert unseen == ({"scopes", "clock", "HELP_DESK_CHANNEL"} if method == "auth.test" else set())


async def test_a_trail_of_another_key_and_a_database_that_spoils_what_it_keeps(parts: Stack) -> None:
    me, other = await parts.person(), {**parts.environ, "AUDIT_KEY": new_key()}
    parts.environ["AUDIT_KEY"] = new_key()
    await parts.start_app()
    await me.types("/link-pacer mieb")
    await me.reads("Which of these applies to you")
    await parts.stop_app()
    assert (await said(parts.environ))[1]["audit trail"] == "fits its key"
    code, lines, faults = await said(other)
    assert (code, faults) == (1, {"audit trail"})
    assert lines["audit trail"] == "AUDIT_KEY is not its key; set the one that it was sealed with"
    with closing(sqlite3.connect(path_of(parts.environ["DATABASE_URL"]))) as database:
        columns = [row[1] for row in database.execute("PRAGMA table_info(sealed_blob)") if row[2] == "BLOB"]
        database.execute(SPOILED.format(column=columns[-1]))
    code, lines, faults = await said(other)
    assert (code, faults) == (1, {"audit trail", "vault"})
    assert lines["vault"] == "what was sealed does not open, so the database does not keep what it is given; report it"


async def test_a_database_that_cannot_be_used(parts: Stack, tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o500)
    (tmp_path / "text.db").write_text("no database, " * 100)
    # Root ignores modes, but not what the kernel serves itself.
    folder = "/proc/sys" if os.geteuid() == 0 else str(closed)
    for where, words in (
        (f"{tmp_path}/none/x.db", "its folder does not exist; create it first"),
        (f"{folder}/x.db", "its folder cannot be written; let this account write there"),
        (f"{tmp_path}/text.db", "The file is not a database: name another, or move it away."),
    ):
        code, lines, faults = await said({**parts.environ, "DATABASE_URL": f"sqlite:///{where}"})
        assert (code, faults, lines["database"]) == (1, {"database"}, words)
    assert lines["vault"] == lines["audit trail"] == "not looked at: the database cannot be used"
    assert next(str(each) for each in doctor._closed(StoreError("It is full."))) == "FAULT database: It is full."


async def test_courts_that_do_not_exist_and_one_that_answers_nothing_that_can_be_read(
    parts: Stack, tmp_path: Path
) -> None:
    code, lines, faults = await said({**parts.environ, "DEFAULT_COURTS": "mieb,nosuch"})
    assert (code, faults) == (1, {"DEFAULT_COURTS"})
    assert lines["DEFAULT_COURTS"] == "no court has the id nosuch; write ids such as mieb,miewb"
    (tmp_path / "courts.json").write_text("[]")
    code, lines, faults = await said({**parts.environ, "COURT_OVERRIDES": str(tmp_path / "courts.json")})
    assert (code, faults) == (1, {"courts"})
    assert "courts.json" in lines["courts"]
    assert doctor._how(doctor.Trouble.UNEXPECTED_PAGE, "") == "it does not answer as it should (unexpected_page)"


async def test_the_firms_own_systems_by_proxy_and_with_another_certificate(parts: Stack, tmp_path: Path) -> None:
    firm = {"WEBHOOK_URL": "https://tickets.example/hook", "HELP_DESK_EMAIL": "desk@firm.example"}
    async with Receiver.listening() as receiver:
        firm["WEBHOOK_SECRET"] = receiver.secret
    async with Mailbox.open(make_certificate(tmp_path, "mail", "localhost"), at_once=True, login=True) as box:
        firm["SMTP_URL"] = f"smtps://{IN_URL}@localhost:{box.port}"
        code, lines, faults = await said({**parts.environ, **firm, "HTTPS_PROXY": "http://127.0.0.1:9"})
    assert (code, faults) == (1, {"way out", "WEBHOOK_URL", "SMTP_URL"})
    assert lines["WEBHOOK_URL"].startswith("the proxy that HTTPS_PROXY names cannot be reached, or does not let it")
    assert lines["SMTP_URL"] == "it is not sure who that is; look at its certificate, and at SSL_CERT_FILE"
