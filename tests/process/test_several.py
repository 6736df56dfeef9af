"""Several processes on one PostgreSQL: whoever is left goes on with what one that is gone left behind."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

import psycopg
import pytest

from tests.support.postgres import PASSWORD, USER, cluster
from tests.support.process import (
    CourtWatch,
    Program,
    begins,
    gives_old_login,
    links,
    reviews,
    running_app,
    signs_in,
)
from tests.support.stack import ATTORNEY

if TYPE_CHECKING:
    from tests.support.stack import Stack


@pytest.fixture
def shared(parts: Stack) -> Stack:
    """The parts, with a database that several can be at; over TCP, with a password."""
    schema = cluster().anew().rpartition("=")[2]
    address = f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{cluster().port}/postgres?options={schema}"
    parts.environ["DATABASE_URL"] = address
    parts.environ["VAULT_KEYS"] = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    return parts


async def test_a_link_from_end_to_end_and_no_password_in_sight(shared: Stack) -> None:
    me, known = await shared.person(), shared.court_person()
    async with running_app(shared.environ) as app:
        await reviews(shared, me, known)
        await links(me)
        said = await app.says('"started"')
        assert '"database": "postgresql://127.0.0.1/postgres"' in said
        assert await app.stopped() == 0
    assert PASSWORD.encode() not in app.written
    assert shared.court.submits == 1


async def test_one_that_is_killed_at_the_court_leaves_its_person_to_the_other(shared: Stack) -> None:
    me, known = await shared.person(), shared.court_person()
    async with running_app(shared.environ) as first:
        await begins(me)
        shared.court.faults.arm("hang", at="sign_on")
        watch = CourtWatch(shared.court)
        await signs_in(shared, me, known)
        await watch.until(lambda court: not court.faults.armed)
        async with running_app(shared.environ) as second:
            await first.killed()
            await me.reads("was restarted")
            assert await second.stopped() == 0


async def test_commands_work_beside_a_running_app(shared: Stack) -> None:
    me = await shared.person()
    environ = {name: shared.environ[name] for name in ("DATABASE_URL",)}
    async with running_app(shared.environ):
        await me.types("/link-pacer mieb")
        await me.reads("Link PACER - ")
        for words, end, said in (
            (("outbox", "list"), 0, "Everything was delivered."),
            (("outbox", "retry", "--all"), 0, "0 will be sent within a minute"),
            (("audit", "verify"), 0, "as it was written"),
            (("backup", "copy.db"), 1, "PostgreSQL is copied by pg_dump"),
        ):
            async with Program.started(*words, environ=environ) as program:
                assert await program.ended() == end
            assert said in program.written.decode()
            assert "cannot be read" not in program.written.decode()
            assert ATTORNEY not in program.written.decode()
        async with Program.started("doctor", environ=shared.environ) as program:
            assert await program.ended() == 0
        assert "ok    database: 1 conversations" in program.written.decode()


async def test_an_app_whose_connection_is_cut_off_ends_and_says_why(shared: Stack) -> None:
    async with running_app(shared.environ) as app:
        with psycopg.connect(cluster().url(), autocommit=True) as connection:
            connection.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = %s AND client_addr IS NOT NULL",
                (USER,),
            )
        assert await app.ended() == 1
        assert "The database cannot be reached" in app.written.decode()
    assert PASSWORD.encode() not in app.written


async def test_who_signed_in_at_one_that_is_killed_goes_on_at_another_without_a_key_of_the_operators(
    shared: Stack,
) -> None:
    me, known = await shared.person(), shared.court_person()
    environ = {name: value for name, value in shared.environ.items() if name != "VAULT_KEYS"}
    async with running_app(environ) as first:
        await begins(me)
        await signs_in(shared, me, known)
        await me.sees_modal("Old CM/ECF login")
        async with running_app(environ) as second:
            await first.killed()
            await gives_old_login(me, known)
            await links(me)
            assert await second.stopped() == 0
    assert shared.court.submits == 1
