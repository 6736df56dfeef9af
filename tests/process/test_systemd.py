"""The app's words to systemd, over real datagram sockets; whoever does not take them holds nothing up."""

from __future__ import annotations

import asyncio
import socket
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from bot.operations.systemd import Systemd
from tests.process.test_watched import asked
from tests.reliability.conftest import logged
from tests.support.patience import PATIENCE
from tests.support.process import running_app

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from tests.support.stack import Stack

__all__ = ["logged"]

NOT_TAKEN = "systemd does not take what it is told; the app goes on"
TAKEN_AGAIN = "systemd takes what it is told again"


@contextmanager
def listening(address: Path) -> Iterator[socket.socket]:
    """What systemd has; its file stays when it is closed, as at a crash."""
    address.unlink(missing_ok=True)
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)) as systemd:
        systemd.bind(str(address))
        systemd.setblocking(False)
        yield systemd


async def heard(systemd: socket.socket) -> bytes:
    async with asyncio.timeout(PATIENCE):
        return await asyncio.get_running_loop().sock_recv(systemd, 64)


def fill(address: Path) -> int:
    """Send until no more is taken, and give how many were."""
    with closing(socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK)) as way:
        for count in range(100_000):
            try:
                way.sendto(b"FULL=1", str(address))
            except BlockingIOError:
                return count
    raise AssertionError("it takes whatever it is sent")


@pytest.fixture
def environ(parts: Stack, tmp_path: Path, health_port: int) -> dict[str, str]:
    told = {"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "200000"}
    return {**parts.environ, **told, "HEALTH_PORT": str(health_port), "LOG_LEVEL": "INFO"}


async def test_systemd_is_told_of_the_start_of_life_and_of_the_stop(environ: dict[str, str], tmp_path: Path) -> None:
    with listening(tmp_path / "notify") as systemd:
        async with running_app(environ) as app:
            told = [await heard(systemd) for _ in range(4)]
            assert await app.stopped() == 0
            while told[-1] != b"STOPPING=1":
                told.append(await heard(systemd))
    assert told[0] == b"READY=1"
    assert set(told[1:-1]) == {b"WATCHDOG=1"}


async def test_a_socket_that_is_gone_ends_nothing_and_is_told_again_when_it_is_back(
    environ: dict[str, str], tmp_path: Path, health_port: int
) -> None:
    with listening(tmp_path / "notify") as systemd:
        async with running_app(environ) as app:
            assert await heard(systemd) == b"READY=1"
            systemd.close()
            assert "Connection refused" in await app.says(NOT_TAKEN)
            with listening(tmp_path / "notify") as back:
                assert [await heard(back) for _ in range(3)] == [b"WATCHDOG=1"] * 3
                await app.says(TAKEN_AGAIN)
            assert (await asked(health_port, "/healthz"))[0] == 200
            assert await app.stopped() == 0


async def test_a_socket_that_nobody_reads_holds_nothing_up(
    environ: dict[str, str], tmp_path: Path, health_port: int
) -> None:
    with listening(tmp_path / "notify") as systemd:
        full = fill(tmp_path / "notify")
        async with running_app(environ) as app:
            await app.says(NOT_TAKEN)
            async with asyncio.timeout(PATIENCE):
                assert (await asked(health_port, "/healthz"))[0] == 200
            assert {await heard(systemd) for _ in range(full)} == {b"FULL=1"}
            assert [await heard(systemd) for _ in range(3)] == [b"READY=1", b"WATCHDOG=1", b"WATCHDOG=1"]
            assert await app.stopped() == 0


async def test_a_socket_that_never_was_keeps_nobody_from_being_served(
    environ: dict[str, str], health_port: int
) -> None:
    async with running_app({**environ, "NOTIFY_SOCKET": "/nope"}) as app:
        assert "No such file or directory" in await app.says(NOT_TAKEN)
        assert (await asked(health_port, "/readyz"))[0] == 200
        assert await app.stopped() == 0
    assert "Traceback" not in app.err.decode()


async def test_what_is_not_taken_is_said_once_until_it_is_taken_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, logged: list[Any]
) -> None:
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
    app = Systemd()
    for _ in range(2):
        for _ in range(3):
            app.stopping()
        with listening(tmp_path / "notify"):
            for _ in range(3):
                app.stopping()
    assert [line["event"] for line in logged] == [NOT_TAKEN, TAKEN_AGAIN] * 2
