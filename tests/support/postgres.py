"""A PostgreSQL of the tests' own: Debian's, on loopback, as long as the tests run; a schema for whoever asks.

Where it is not installed, what needs it is skipped; with LINK_PACER_POSTGRES=required it fails.
"""

from __future__ import annotations

import atexit
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import psycopg
import pytest

PASSWORD = "of-the-tests"
USER = "postgres"
PLACES = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/local/bin"), Path("/usr/bin"))
# A machine that crashes takes the tests with it.
FASTER = "-c fsync=off -c full_page_writes=off -c max_connections=200 -c log_min_messages=fatal"


class Cluster:
    """Runs until the tests end. By its socket no password is asked, by TCP there is."""

    options = FASTER

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self.folder = Path(tempfile.mkdtemp(prefix="link-pacer-pg-"))
        if os.getuid() == 0:  # PostgreSQL does not run as root
            shutil.chown(self.folder, USER)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        password = self.folder / "password"
        password.write_text(PASSWORD)
        password.chmod(0o644)
        ways = ("--auth-local=trust", "--auth-host=scram-sha-256", f"--pwfile={password}")
        self._run("initdb", "--no-sync", "--locale=C", "--encoding=UTF8", f"--username={USER}", *ways)
        self.start()
        atexit.register(self._end)

    def start(self) -> None:
        where = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1"
        self._run("pg_ctl", "--wait", f"--log={self.folder}/log", f"--options={where} {self.options}", "start")

    def stop(self) -> None:
        self._run("pg_ctl", "--wait", "--mode=immediate", "stop")

    def _run(self, program: str, *arguments: str) -> None:
        user = USER if os.getuid() == 0 else None
        command = [str(self._programs / program), f"--pgdata={self.folder}/data", *arguments]
        done = subprocess.run(  # noqa: S603 our own words
            command, user=user, cwd=self.folder, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE
        )
        assert done.returncode == 0, done.stdout

    def _end(self) -> None:
        self.stop()
        shutil.rmtree(self.folder)

    def url(self, schema: str = "public") -> str:
        """Give the address of a schema, by the socket."""
        return (
            f"postgresql:///postgres?host={self.folder}&port={self.port}&user={USER}&options=-csearch_path%3D{schema}"
        )

    def anew(self) -> str:
        """Make a schema, and give its address."""
        schema = f"s{secrets.token_hex(8)}"
        with psycopg.connect(self.url()) as connection:
            connection.execute(f"CREATE SCHEMA {schema}")
        return self.url(schema)


@cache
def _cluster() -> Cluster | None:
    programs = next((place for place in PLACES if (place / "initdb").is_file()), None)
    return Cluster(programs) if programs else None


def cluster() -> Cluster:
    """Give the running one; skip the test where there is none."""
    found = _cluster()
    if found is None:
        missing = "PostgreSQL is not installed here: apt-get install postgresql"
        if os.environ.get("LINK_PACER_POSTGRES") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    return found
