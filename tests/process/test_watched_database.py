"""What whoever watches the app is told of its database: each figure of it, and that it is away."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.operations.health import HealthServer, Watch
from bot.store import ConversationKey
from bot.store.outbox import Kind, Outgoing
from bot.store.sealed import Put
from bot.store.sqlite.store import SqliteStore
from bot.store.trail import AuditLine
from tests.process.test_several import shared
from tests.process.test_watched import asked
from tests.store.conftest import Clock, step
from tests.support.process import running_app

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path
    from typing import Any

    from tests.support.stack import Stack

__all__ = ["shared", "step"]

FIGURES = {
    'link_pacer_conversations{state="Reviewing"}': "1.0",
    'link_pacer_outbox_messages{given_up="no"}': "2.0",
    'link_pacer_outbox_messages{given_up="yes"}': "1.0",
    "link_pacer_outbox_age_seconds": "150.0",
    "link_pacer_outbox_mendable_age_seconds": "90.0",
    "link_pacer_sealed_values": "1.0",
}
"""Of the database alone, each different from what it is where there is nothing."""
SAID = {"outbox": 2, "outbox_age": 150.0, "given_up": 1, "mendable_age": 90.0}


class Connected:
    """A way in that is open: what fails here is the database."""

    connected = True


async def measured(port: int) -> dict[str, str]:
    """Give each figure by its name and labels."""
    _, said = await asked(port, "/metrics")
    return dict(line.rsplit(" ", 1) for line in said.splitlines() if not line.startswith("#"))


@pytest.fixture
async def store(tmp_path: Path, step: Any) -> AsyncIterator[SqliteStore]:
    """Three messages, of which one was given up and one waits for an operator; and a sealed value."""
    clock, key = Clock(), ConversationKey("T1", "U1")
    opened = await SqliteStore.open(str(tmp_path / "app.db"), clock)
    for number, lane in enumerate(("given up", "waits", "to be mended")):
        line = AuditLine("event", "before", "Reviewing")
        outgoing = (Outgoing(Kind.CARD, "", lane=lane),)
        await opened.transact(key, step("c1", str(number), audit=line, outgoing=outgoing))
        clock.move(minutes=1)
    given_up, _, mendable = (await opened.take_due(clock())).items
    await opened.bury(given_up.id, "invalid_blocks")
    await opened.postpone(mendable.id, clock(), "is_archived")
    owner = {"team": "T1", "user": "U1", "conversation": "c1", "purpose": "session"}
    kept = {"sealed": b"x", "expires": clock(), "wrapped_key": b"k", "expected_key": None, "wanted": None}
    assert await opened.put_blob(**owner, **kept) is Put.KEPT  # type: ignore[arg-type]
    clock.move(seconds=30)
    yield opened
    await opened.close()


@pytest.fixture
async def watched(store: SqliteStore, health_port: int) -> AsyncIterator[int]:
    watch = Watch(store, store._clock)
    watch.way = Connected()
    server = await HealthServer.start(watch, "127.0.0.1", health_port)
    yield health_port
    await server.stop()


async def test_each_figure_is_the_databases_own(watched: int) -> None:
    for path in ("/healthz", "/readyz"):
        status, said = await asked(watched, path)
        assert (status, json.loads(said)) == (200, {"ok": True, "slack": True, "database": True, **SAID})
    figures = await measured(watched)
    assert {name: figures.get(name) for name in FIGURES} == FIGURES
    assert figures["link_pacer_database_up"] == "1.0"


async def test_of_a_database_that_is_away_nothing_is_said_that_was_so_before(watched: int, store: SqliteStore) -> None:
    assert FIGURES.items() <= (await measured(watched)).items()
    await store.close()
    figures = await measured(watched)
    assert figures["link_pacer_database_up"] == "0.0"
    assert {name: figures.get(name) for name in FIGURES} == {name: None if "{" in name else "NaN" for name in FIGURES}
    for path in ("/healthz", "/readyz"):
        status, said = await asked(watched, path)
        nothing = dict.fromkeys(SAID)
        assert (status, json.loads(said)) == (503, {"ok": False, "slack": True, "database": False, **nothing})


async def test_a_database_that_does_not_answer_is_said_to_be_away_until_it_does(
    shared: Stack, health_port: int
) -> None:
    async with running_app({**shared.environ, "HEALTH_PORT": str(health_port)}):
        assert (await asked(health_port, "/healthz"))[0] == 200
        with psycopg.connect(shared.environ["DATABASE_URL"]) as other:
            other.execute("LOCK TABLE outbox IN ACCESS EXCLUSIVE MODE")
            status, said = await asked(health_port, "/healthz")
            assert (status, json.loads(said)["database"]) == (503, False)
            assert (await measured(health_port))["link_pacer_database_up"] == "0.0"
        assert (await asked(health_port, "/healthz"))[0] == 200
