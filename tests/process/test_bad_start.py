"""A start that cannot work ends at once: what is wrong, why, what next. No traceback, and no secret's value."""

from __future__ import annotations

import asyncio
import os
import socket
import sqlite3
import sys
from asyncio.subprocess import PIPE
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.support.process import ROOT, Program, environment, running_app

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.support.stack import Stack

LIMIT = 60
"""Seconds after which a start hangs: far more than all that it waits for, and a slow machine's beginning."""
SECRETS = {
    "SLACK_BOT_TOKEN": "xoxb-" + "B4dB0tT0k3n" * 2,
    "SLACK_APP_TOKEN": "xapp-" + "B4dAppT0k3n" * 2,
    "SLACK_SIGNING_SECRET": "b4ds1gn1ngs3cr3t" * 2,
}


async def refusal(environ: Mapping[str, str]) -> str:
    """Start the app, and give what it says when it ends; it must end with 1, and say one message only."""
    async with Program.started("run", environ=environ) as app:
        async with asyncio.timeout(LIMIT):
            code = await app.ended()
    said = app.err.decode()
    assert code == 1, said
    assert app.out == b""
    assert said.startswith("Link PACER cannot start.\n")
    assert "Traceback" not in said
    for name in SECRETS:
        assert environ.get(name, "no such thing") not in said
    return said.removeprefix("Link PACER cannot start.\n")


async def test_everything_that_is_missing_is_said_at_once() -> None:
    said = await refusal({})
    lines = said.splitlines()
    assert [line.split(":")[0] for line in lines] == ["SLACK_BOT_TOKEN", "SLACK_SIGNING_SECRET", "HELP_DESK_CHANNEL"]
    assert all("is missing" in line and "; " in line for line in lines)


async def test_everything_that_is_malformed_is_said_at_once() -> None:
    malformed = {
        "SLACK_BOT_TOKEN": SECRETS["SLACK_APP_TOKEN"],
        "SLACK_APP_TOKEN": SECRETS["SLACK_BOT_TOKEN"],
        "SLACK_SIGNING_SECRET": "has a space " + SECRETS["SLACK_SIGNING_SECRET"],
        "SLACK_API_URL": "http://slack.example/api/",
        "HELP_DESK_CHANNEL": "#help-desk",
        "DATABASE_URL": "postgres://db/link",
        "VAULT_KEYS": "n0tak3y",
        "DEFAULT_COURTS": "Eastern Michigan",
        "ALSO_ALLOW": "everybody",
        "COURT_OVERRIDES": "/nowhere/courts.json",
        "LOG_LEVEL": "LOUD",
        "HOST": "http://here",
        "PORT": "99999",
    }
    said = await refusal(malformed)
    assert sorted(line.split(":")[0] for line in said.splitlines()) == sorted(malformed)
    for name in ("SLACK_BOT_TOKEN", "SLACK_APP_TOKEN", "SLACK_SIGNING_SECRET", "VAULT_KEYS"):
        assert malformed[name] not in said


@pytest.mark.parametrize(
    "gateway",
    ["http://192.0.2.1:80", "https://127.0.0.1:8081", "http://127.0.0.1:8081/court"],
    ids=["another machine", "https", "with a path"],
)
async def test_a_gateway_that_is_not_this_machine_is_refused(parts: Stack, gateway: str) -> None:
    said = await refusal(parts.environ | {"COURT_GATEWAY": gateway})
    assert said.startswith("COURT_GATEWAY: ")
    assert "; " in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("token", ["SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])
async def test_a_token_that_slack_refuses_is_named(parts: Stack, token: str) -> None:
    said = await refusal(parts.environ | {token: SECRETS[token]})
    assert said.startswith(f"Slack refused {token} (invalid_auth); ")
    assert len(said.splitlines()) == 1


async def test_slack_out_of_reach_is_said(parts: Stack) -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as unused:
        port = unused.getsockname()[1]
    said = await refusal(parts.environ | {"SLACK_API_URL": f"http://127.0.0.1:{port}/api/"})
    assert said == (
        "Slack cannot be asked: there is no connection; let this machine find the host's name, and connect to it on "
        f"port {port}, or correct SLACK_API_URL. Then start again.\n"
    )


async def test_a_missing_database_directory_is_said(parts: Stack, tmp_path: Path) -> None:
    said = await refusal(parts.environ | {"DATABASE_URL": f"sqlite:///{tmp_path}/nowhere/link.db"})
    assert said == "The database's directory does not exist: create it first.\n"


async def test_a_database_that_cannot_be_written_is_said(parts: Stack, tmp_path: Path) -> None:
    # Root ignores modes, but not what the kernel serves itself; anybody else is stopped by the mode.
    folder = tmp_path / "closed"
    folder.mkdir(mode=0o500)
    where = "/proc/sys" if os.geteuid() == 0 else str(folder)
    said = await refusal(parts.environ | {"DATABASE_URL": f"sqlite:///{where}/link.db"})
    assert said == "The database cannot be opened: make its file and directory writable.\n"


async def test_a_file_that_is_no_database_is_said_and_left_alone(parts: Stack, tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear clerk, " * 500)
    said = await refusal(parts.environ | {"DATABASE_URL": f"sqlite:///{path}"})
    assert said == "The file is not a database: name another, or move it away.\n"
    assert path.read_bytes() == b"Dear clerk, " * 500


async def test_another_programs_database_is_said(parts: Stack, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE bookkeeping (id INTEGER)")
    said = await refusal(parts.environ | {"DATABASE_URL": f"sqlite:///{path}"})
    assert said == "The database holds another program's tables: name another file.\n"


async def test_a_database_in_use_by_another_process_is_said_and_that_one_goes_on(parts: Stack) -> None:
    async with running_app(parts.environ) as first:
        said = await refusal(parts.environ)
        assert said == "The database is in use by another process: stop that one first.\n"
        me = await parts.person()
        await me.types("/link-pacer")
        await me.is_told("direct message")
        assert await first.stopped() == 0


async def test_a_default_court_that_does_not_exist_is_said(parts: Stack) -> None:
    said = await refusal(parts.environ | {"DEFAULT_COURTS": "mieb,nosuch"})
    assert "DEFAULT_COURTS" in said
    assert "nosuch" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize(
    "content",
    ["{", "[]", '{"nosuch": {}}', '{"mieb": {"guided_only": "perhaps"}}', '{"mieb": {"no_such_field": 1}}', "\udcff"],
    ids=["not JSON", "not an object", "unknown court", "wrong type", "unknown field", "not UTF-8"],
)
async def test_court_overrides_that_cannot_be_used_are_said(parts: Stack, tmp_path: Path, content: str) -> None:
    path = tmp_path / "courts.json"
    path.write_bytes(content.encode(errors="surrogateescape"))
    said = await refusal(parts.environ | {"COURT_OVERRIDES": str(path)})
    assert "courts.json" in said or "overrides" in said.lower()


async def test_a_port_that_is_taken_is_said_in_http_mode(parts: Stack) -> None:
    environ = {name: value for name, value in parts.environ.items() if name != "SLACK_APP_TOKEN"}
    with closing(socket.create_server(("127.0.0.1", 0))) as taken:
        port = taken.getsockname()[1]
        said = await refusal(environ | {"PORT": str(port)})
    assert said.startswith(f"Cannot listen on 127.0.0.1:{port} (")
    assert "PORT" in said.partition(";")[2]
    assert len(said.splitlines()) == 1


async def test_what_other_apps_at_slack_read_from_the_environment_changes_nothing(parts: Stack) -> None:
    others = {"SLACK_CLIENT_ID": "1.2", "SLACK_CLIENT_SECRET": "0" * 32, "SLACK_VERIFICATION_TOKEN": "other"}
    async with running_app(parts.environ | others):
        me = await parts.person()
        await me.types("/link-pacer mieb")
        await me.reads("Which of these applies to you")


async def test_an_interpreter_that_this_account_may_not_run_is_said_in_a_line(tmp_path: Path) -> None:
    # A program takes for its own file what it is called by; this one nobody may run, root neither.
    python = tmp_path / "python"
    python.touch(mode=0o600)
    program = await asyncio.create_subprocess_exec(
        python, "-m", "bot", "run", executable=sys.executable, cwd=ROOT, env=environment({}), stdout=PIPE, stderr=PIPE
    )
    out, err = await program.communicate()
    assert (program.returncode, out) == (1, b"")
    assert err.decode() == (
        f"Link PACER cannot start: {python} cannot be run (Permission denied); let this account read and execute it, "
        "and enter the folders above it.\n"
    )
