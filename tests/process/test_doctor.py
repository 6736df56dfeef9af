"""`doctor` looks at all that a start needs, one line for each, over the wires, and changes nothing."""

from __future__ import annotations

import socket
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.workspace.model import TEAM_NAME
from tests.support.mailbox import IN_URL, Mailbox
from tests.support.process import Program, running_app, slack_fault
from tests.support.receiver import Receiver

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.support.stack import Stack

WHATS = (
    "settings",
    "way out",
    "database",
    "vault",
    "SLACK_BOT_TOKEN",
    "scopes",
    "clock",
    "SLACK_APP_TOKEN",
    "HELP_DESK_CHANNEL",
    "courts",
    "pacer.login.uscourts.gov",
    "ecf.mieb.uscourts.gov",
)


async def said(environ: Mapping[str, str], *words: str) -> tuple[int, dict[str, str], set[str]]:
    """Give the exit code, what was said of each, and what was at fault."""
    async with Program.started("doctor", *words, environ=environ) as doctor:
        code = await doctor.ended()
    assert doctor.err == b""
    for secret in (environ["SLACK_BOT_TOKEN"], environ["SLACK_APP_TOKEN"], environ["SLACK_SIGNING_SECRET"]):
        assert secret not in doctor.out.decode()
    lines = [line.partition(": ") for line in doctor.out.decode().splitlines()]
    faults = {head.removeprefix("FAULT ") for head, _, _ in lines if head.startswith("FAULT ")}
    return code, {head[6:].strip(): words for head, _, words in lines}, faults


async def test_where_all_is_well_each_thing_is_a_line(parts: Stack, tmp_path: Path) -> None:
    code, lines, faults = await said(parts.environ)
    assert (code, faults) == (0, set())
    assert tuple(lines) == WHATS
    trusted = (
        "the public authorities that came with the app at PACER and the courts, and elsewhere what this machine trusts"
    )
    assert lines["way out"] == f"without a proxy; trusted is {trusted}"
    assert lines["database"] == "will be made at the first start"
    assert lines["SLACK_BOT_TOKEN"] == f"good at {TEAM_NAME}"
    assert not list(tmp_path.glob("*.db")), "nothing was made"  # noqa: ASYNC240 - nobody waits for it
    assert {request.path for request in parts.court.requests} == {"/"}


async def test_beside_a_running_app_nothing_is_disturbed(parts: Stack) -> None:
    async with running_app(parts.environ) as app:
        code, lines, _ = await said(parts.environ)
        assert code == 0
        assert lines["database"].startswith("another process holds it")
        assert await app.stopped() == 0
    code, lines, _ = await said(parts.environ)
    assert (code, lines["database"], lines["vault"]) == (0, "0 conversations", "makes its own key at each start")


async def test_settings_that_cannot_be_read_are_all_said(parts: Stack) -> None:
    code, lines, faults = await said({**parts.environ, "HELP_DESK_CHANNEL": "help", "PORT": "x"})
    assert (code, faults) == (1, {"setting"})
    assert list(lines) == ["setting"]


@pytest.mark.parametrize(
    ("method", "fault", "what"),
    [
        ("auth.test", "invalid_auth", "SLACK_BOT_TOKEN"),
        ("apps.connections.open", "invalid_auth", "SLACK_APP_TOKEN"),
        ("conversations.info", "channel_not_found", "HELP_DESK_CHANNEL"),
    ],
)
async def test_what_slack_refuses_is_a_fault_and_the_rest_is_looked_at(
    parts: Stack, method: str, fault: str, what: str
) -> None:
    await slack_fault(parts, method, fault, times=10)
    code, lines, faults = await said(parts.environ)
    assert (code, faults) == (1, {what})
    assert fault in lines[what]
    assert "ecf.mieb.uscourts.gov" in lines


async def test_online_slack_is_asked_about_the_screens_of_a_run_and_the_manifest(parts: Stack) -> None:
    environ = {**parts.environ, "SLACK_CONFIG_TOKEN": parts.workspace.config_token}
    code, lines, faults = await said(environ, "--online")
    assert (code, faults, lines["manifest"]) == (0, set(), "Slack takes it")
    assert lines["screens"] == "39 of a run, Slack takes them all"
    assert set(lines) == {*WHATS, "screens", "manifest"}


async def test_what_slack_says_of_screens_and_manifest_is_a_fault(parts: Stack) -> None:
    await slack_fault(parts, "blocks.validate", "invalid_view")
    code, lines, faults = await said({**parts.environ, "SLACK_CONFIG_TOKEN": parts.workspace.bot_token}, "--online")
    assert (code, faults) == (1, {"screens", "manifest"})
    assert lines["screens"].startswith("Slack would refuse: ")
    assert "not_allowed_token_type" in lines["manifest"]
    await slack_fault(parts, "blocks.validate", "ratelimited")
    code, lines, faults = await said(parts.environ, "--online")
    assert (code, faults) == (1, {"screens"})
    assert lines["screens"] == "Slack says ratelimited, so it is not known whether it takes them"
    assert lines["manifest"].startswith("not asked; make an app configuration token")


async def test_a_scope_that_is_missing_is_named(parts: Stack) -> None:
    parts.workspace.scopes = parts.workspace.scopes - {"im:history"}
    code, lines, faults = await said(parts.environ)
    assert (code, faults) == (1, {"scopes"})
    assert lines["scopes"].startswith("im:history missing; ")


async def test_a_court_that_cannot_be_reached_is_a_fault(parts: Stack) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    code, lines, faults = await said({**parts.environ, "COURT_GATEWAY": f"http://127.0.0.1:{port}"})
    assert (code, faults) == (1, {"pacer.login.uscourts.gov", "ecf.mieb.uscourts.gov"})
    assert lines["ecf.mieb.uscourts.gov"] == (
        f"there is no connection; let this machine find the host's name, and connect to it on port {port}"
    )


async def test_a_database_that_cannot_be_used_is_a_fault(parts: Stack, tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("no database, " * 100)
    for url in (f"sqlite:///{tmp_path}/none/x.db", f"sqlite:///{tmp_path}/text.db"):
        code, _, faults = await said({**parts.environ, "DATABASE_URL": url})
        assert (code, faults) == (1, {"database"})


async def test_the_firms_own_systems_are_looked_at_and_told_nothing(parts: Stack) -> None:
    async with Mailbox.open(login=True) as box, Receiver.listening() as receiver:
        firm = {
            "WEBHOOK_URL": receiver.url,
            "WEBHOOK_SECRET": receiver.secret,
            "HELP_DESK_EMAIL": "desk@firm.example",
            "SMTP_URL": f"smtp://{IN_URL}@127.0.0.1:{box.port}",
        }
        code, lines, faults = await said({**parts.environ, **firm})
        assert (code, faults, lines["WEBHOOK_URL"], lines["SMTP_URL"]) == (0, set(), "answers", "answers")
        wrong = f"smtp://desk:wrong@127.0.0.1:{box.port}"
        code, lines, faults = await said({**parts.environ, **firm, "SMTP_URL": wrong})
        assert (code, faults) == (1, {"SMTP_URL"})
        assert lines["SMTP_URL"] == "it does not take the user and the password; copy them again, 535"
    assert (box.mails, receiver.deliveries, receiver.refused) == ([], [], 0)
    code, lines, faults = await said({**parts.environ, **firm})
    assert (code, faults) == (1, {"WEBHOOK_URL", "SMTP_URL"})
    assert all("there is no connection" in lines[name] for name in faults)
