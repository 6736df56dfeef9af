"""The process as whoever watches it sees it: its port for health and figures, and its lines."""

from __future__ import annotations

import json
import socket
from contextlib import closing
from typing import TYPE_CHECKING

import aiohttp
import pytest

from bot.court import Registry
from bot.sandbox.workspace.model import TEAM_ID
from tests.support.process import Program, links, reviews, running_app, slack_fault
from tests.support.stack import ATTORNEY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.support.stack import Stack


@pytest.fixture(params=["socket", "http"])
def environ(request: pytest.FixtureRequest, parts: Stack, health_port: int) -> dict[str, str]:
    """The environment of each mode."""
    given = {**parts.environ, "HEALTH_PORT": str(health_port), "LOG_LEVEL": "INFO"}
    if request.param == "http":
        del given["SLACK_APP_TOKEN"]
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            given["PORT"] = str(free.getsockname()[1])
    return given


async def asked(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(f"http://127.0.0.1:{port}{path}") as answer:
        return answer.status, await answer.text()


def lines(program: Program) -> Iterator[dict[str, object]]:
    return (json.loads(line) for line in program.err.decode().splitlines() if line.startswith("{"))


async def test_in_both_modes_the_app_says_how_it_is(environ: dict[str, str], health_port: int) -> None:
    async with running_app(environ):
        for path in ("/healthz", "/readyz"):
            status, said = await asked(health_port, path)
            assert status == 200
            assert json.loads(said) == {
                "ok": True,
                "slack": True,
                "database": True,
                "outbox": 0,
                "outbox_age": None,
                "given_up": 0,
                "mendable_age": None,
            }
        status, said = await asked(health_port, "/metrics")
        assert status == 200
        assert "link_pacer_slack_connected 1.0" in said


async def test_a_run_is_measured_and_its_start_connection_and_end_are_lines(parts: Stack, health_port: int) -> None:
    environ = {**parts.environ, "HEALTH_PORT": str(health_port), "LOG_LEVEL": "INFO"}
    known = parts.court_person()
    async with running_app(environ) as app:
        me = await parts.person()
        await reviews(parts, me, known)
        assert 'link_pacer_conversations{state="Reviewing"} 1.0' in (await asked(health_port, "/metrics"))[1]
        await links(me)
        _, measured = await asked(health_port, "/metrics")
        assert await app.stopped() == 0
    assert 'link_pacer_runs_ended_total{court="mieb",outcome="Linked",problem=""} 1.0' in measured
    assert 'link_pacer_conversations{state="Linked"} 1.0' in measured
    assert "Reviewing" not in measured
    for work in ("SignInToPacer", "FindAccounts", "SubmitLink", "ReadMenu"):
        assert f'link_pacer_court_seconds_count{{work="{work}"}} 1.0' in measured
    assert "link_pacer_ack_seconds_count" in measured
    for secret in (ATTORNEY, known.username, known.password, known.filers[0].login):
        assert secret not in measured
    started = next(each for each in lines(app) if each["event"] == "started")
    assert (started["mode"], started["courts"], started["team"]) == ("socket", len(Registry.shipped().all()), TEAM_ID)
    assert [each["number"] for each in lines(app) if each["event"] == "connected to Slack"] == [1]
    (ended,) = (each for each in lines(app) if each["event"] == "a run ended")
    assert (ended["court"], ended["outcome"], ended["problem"]) == ("mieb", "Linked", "")
    assert str(ended["reference"]).startswith("LP-")
    assert isinstance(ended["seconds_at_court"], float)


async def test_without_a_connection_the_app_lives_and_is_not_ready(parts: Stack, health_port: int) -> None:
    environ = {**parts.environ, "HEALTH_PORT": str(health_port), "LOG_LEVEL": "INFO"}
    async with running_app(environ) as app:
        await slack_fault(parts, "apps.connections.open", "internal_error", times=1000)
        order = {"as": ATTORNEY, "reason": "drop"}
        url = parts.running_workspace.url + "practice/socket/disconnect"
        async with aiohttp.ClientSession() as http, http.post(url, json=order) as answer:
            assert (await answer.json())["connections"] == 1
        await app.says("the connection to Slack is gone")
        assert (await asked(health_port, "/readyz"))[0] == 503
        assert (await asked(health_port, "/healthz"))[0] == 200
        assert "link_pacer_slack_connected 0.0" in (await asked(health_port, "/metrics"))[1]
        await slack_fault(parts, "apps.connections.open", "internal_error", times=0)
        await app.says('"number": 2')
        assert (await asked(health_port, "/readyz"))[0] == 200


async def test_a_port_that_is_taken_is_named(parts: Stack, health_port: int) -> None:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", health_port))
        taken.listen()
        environ = {**parts.environ, "HEALTH_PORT": str(health_port)}
        async with Program.started("run", environ=environ) as app:
            assert await app.ended() == 1
    assert f"Cannot listen on 127.0.0.1:{health_port}" in app.err.decode()
    assert "HEALTH_PORT" in app.err.decode()
