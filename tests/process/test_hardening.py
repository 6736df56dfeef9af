"""The real process, as it runs: its allocator overwrites, its memory is its own, no core, no TLS keys in a file."""

from __future__ import annotations

import sys
from asyncio import create_subprocess_exec
from asyncio.subprocess import PIPE
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.support import process
from tests.support.process import RUNNING, Program

if TYPE_CHECKING:
    from tests.support.stack import Stack

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="/proc and prctl are Linux's")
SET = {"PYTHONMALLOC": "malloc", "MALLOC_PERTURB_": "85", "GLIBC_TUNABLES": "glibc.malloc.tcache_count=0"}
WITHOUT_PTRACE = "import ctypes, os, sys; ctypes.CDLL(None).prctl(24, 19, 0, 0, 0); os.execv(sys.executable, {words!r})"
"""Root may read any memory by CAP_SYS_PTRACE; for others of an account it is as when root has dropped that."""
READ = "import sys; open(f'/proc/{sys.argv[1]}/mem', 'rb').close(); sys.stdout.write('read')"


def status(program: Program, what: str) -> str:
    return Path(f"/proc/{program.pid}/{what}").read_text()


def environ_of(program: Program) -> dict[str, str]:
    return dict(each.split("=", 1) for each in status(program, "environ").split("\0") if each)


def unprivileged(*words: str) -> tuple[str, ...]:
    return sys.executable, "-c", WITHOUT_PTRACE.format(words=[sys.executable, *words])


async def reads(pid: int) -> str:
    """Give what another process of the account says when it looks at the memory's side of a process."""
    reader = await create_subprocess_exec(*unprivileged("-c", READ, str(pid)), stdout=PIPE, stderr=PIPE)
    out, err = await reader.communicate()
    return "read" if out == b"read" else err.decode().splitlines()[-1].partition(":")[0]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("run",), RUNNING),
        (("sandbox", "--port", "0"), "type /link-pacer"),
        (("sandbox", "court", "--port", "0"), "COURT_GATEWAY="),
    ],
)
async def test_every_way_to_start_overwrites_what_is_freed_and_dumps_nothing(
    parts: Stack, words: tuple[str, ...], says: str
) -> None:
    environ = parts.environ if words == ("run",) else {}
    async with Program.started(*words, environ={**environ, "PYTHONMALLOC": "pymalloc"}) as program:
        await program.says(says)
        assert SET.items() <= environ_of(program).items()
        assert status(program, "cmdline").split("\0")[1:-1] == ["-m", "bot", *words]
        limit = next(line for line in status(program, "limits").splitlines() if "core file" in line)
        assert limit.split()[4:6] == ["0", "0"]
        assert await program.stopped() == 0


async def test_what_the_operator_set_is_kept_where_it_does_the_same(parts: Stack) -> None:
    given = {"PYTHONMALLOC": "malloc_debug", "MALLOC_PERTURB_": "7", "GLIBC_TUNABLES": "glibc.malloc.arena_max=1"}
    async with Program.started("run", environ={**parts.environ, **given}) as app:
        await app.says(RUNNING)
        found = environ_of(app)
        assert (found["PYTHONMALLOC"], found["MALLOC_PERTURB_"]) == ("malloc_debug", "7")
        # The C library cuts this variable up where it stands.
        tunables = "GLIBC_TUNABLES=glibc.malloc.arena_max=1:glibc.malloc.tcache_count=0"
        assert tunables in status(app, "environ").replace("\0", ":")


async def test_no_other_process_of_the_account_reads_its_memory(parts: Stack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "command", lambda *words: unprivileged("-m", "bot", *words))
    async with Program.started("run", environ=parts.environ) as app:
        await app.says(RUNNING)
        assert await reads(app.pid) == "PermissionError"
        assert await app.stopped() == 0
    plain = await create_subprocess_exec(*unprivileged("-c", "input()"), stdin=PIPE)
    assert await reads(plain.pid) == "read"  # so it is our doing
    await plain.communicate(b"\n")


@pytest.mark.parametrize("words", [("run",), ("sandbox", "--port", "0")])
async def test_tls_keys_are_not_written_where_sslkeylogfile_says(
    parts: Stack, tmp_path: Path, words: tuple[str, ...]
) -> None:
    keys = tmp_path / "keys"
    async with Program.started(*words, environ={**parts.environ, "SSLKEYLOGFILE": str(keys)}) as app:
        await app.says(RUNNING if words == ("run",) else "type /link-pacer")
        assert "SSLKEYLOGFILE" not in environ_of(app)
        assert await app.stopped() == 0
    assert not keys.exists()
