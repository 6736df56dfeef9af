"""What cannot be opened is refused with the reason, in words that hold nothing of the address."""

import re
from typing import Any

import psycopg
import pytest

from bot.store import StoreError
from bot.store.postgres.dialect import explain, spoken
from bot.store.postgres.store import PostgresStore
from bot.store.sql.tables import VERSIONS
from tests.support.postgres import PASSWORD, USER, cluster


async def test_it_is_opened_by_tcp_with_a_password() -> None:
    store = await PostgresStore.open(
        f"postgresql://{USER}:{PASSWORD}@127.0.0.1:{cluster().port}/postgres?options=-csearch_path%3D{_schema()}"
    )
    assert await store.live() == ()
    await store.close()


def _schema() -> str:
    return cluster().anew().rpartition("%3D")[2]


@pytest.mark.parametrize(
    ("address", "said"),
    [
        ("postgresql://postgres:canary-word@127.0.0.1:{port}/postgres", "refuses this user"),
        ("postgresql://postgres@127.0.0.1:{port}/postgres", "refuses this user"),
        ("postgresql:///postgres?host={folder}&port={port}&user=canary-word", "refuses this user"),
        ("postgresql:///canary-word?host={folder}&port={port}&user=postgres", "no such database"),
        ("postgresql://postgres:canary-word@127.0.0.1:1/postgres", "cannot be reached"),
        ("postgresql://postgres:canary-word@127.0.0.1:port/postgres", "cannot be reached"),
        ("postgresql://postgres:canary-word@[::1/postgres", "cannot be read"),
    ],
)
async def test_what_cannot_be_opened_is_said_without_the_address(address: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        await PostgresStore.open(address.format(port=cluster().port, folder=cluster().folder))
    assert re.fullmatch(r"[^\n]+\.", str(caught.value))
    assert caught.value.__suppress_context__
    assert "canary-word" not in str(caught.value)


async def test_another_programs_tables_are_left_alone(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE theirs (id INTEGER)")
    with pytest.raises(StoreError, match="another program's tables"):
        await PostgresStore.open(url)
    with psycopg.connect(url) as connection:
        connection.execute("SELECT id FROM theirs")


async def test_a_newer_versions_database_is_refused(store: PostgresStore, url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("INSERT INTO _migration (name) VALUES ('m999_later')")
    with pytest.raises(StoreError, match="newer version"):
        await PostgresStore.open(url)
    assert await store.live() == ()


LATER = {f"m{number:03}_later": f"ALTER TABLE link RENAME COLUMN c{number - 1} TO c{number}" for number in range(3, 10)}
"""Versions that each need the one before. Many, so that another order than theirs cannot be right by chance."""


@pytest.mark.parametrize("before", ["nothing", "the first version"])
async def test_versions_are_brought_up_one_after_the_other(
    url: str, before: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if before != "nothing":
        await (await PostgresStore.open(url)).close()
    for version, made in {"m002_later": "ALTER TABLE link ADD COLUMN c2 {int}", **LATER}.items():
        monkeypatch.setitem(VERSIONS, version, made)
    for _ in range(2):  # what has been brought up opens as it is
        await (await PostgresStore.open(url)).close()
    with psycopg.connect(url) as connection:
        connection.execute("SELECT c9 FROM link")
        assert {name for (name,) in connection.execute("SELECT name FROM _migration")} == VERSIONS.keys()


async def test_one_that_cannot_be_entered_is_let_go(url: str) -> None:
    await (await PostgresStore.open(url)).close()
    with psycopg.connect(url) as connection:
        connection.execute("DROP TABLE try_key")
    with pytest.raises(StoreError, match="42P01"):
        await PostgresStore.open(url)
    with psycopg.connect(url) as connection:
        connection.execute("CREATE TABLE try_key (key BYTEA)")
    with pytest.raises(TypeError):
        await PostgresStore.open(url)


async def test_a_user_who_may_make_no_tables_is_told_so(url: str) -> None:
    with psycopg.connect(url) as connection:
        connection.execute("DROP ROLE IF EXISTS reader")
        connection.execute("CREATE ROLE reader LOGIN")
    with pytest.raises(StoreError, match="make tables there"):
        await PostgresStore.open(
            url.replace(f"user={USER}", "user=reader").replace("search_path%3Ds", "search_path%3Dpublic,s")
        )


async def test_what_is_sealed_is_in_no_log_and_gone_after_a_crash(store: PostgresStore) -> None:
    def kinds(db: Any) -> list[tuple[str, str]]:
        return db.execute(
            "SELECT c.relname, c.relpersistence FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace"
            " WHERE n.nspname = current_schema() AND c.relkind = 'r' AND c.relpersistence <> 'p' ORDER BY c.relname"
        ).fetchall()

    assert await store._run(kinds) == [("process", "u"), ("sealed_blob", "u"), ("sealed_key", "u")]


def test_a_statement_is_put_into_postgresqls_words() -> None:
    given = (
        "SELECT user, i.user FROM t /*! FOR UPDATE */ WHERE a = ? AND b = :now"
        " AND c LIKE '%user?' AND 't'::regclass = 1 %"
    )
    assert spoken(given).decode() == (
        'SELECT "user", i."user" FROM t FOR UPDATE WHERE a = %s AND b = %(now)s'
        " AND c LIKE '%%user?' AND 't'::regclass = 1 %%"
    )


def test_a_fault_that_is_not_known_is_named_by_its_code() -> None:
    assert str(explain(psycopg.errors.DivisionByZero("canary-word"))) == "The database failed (22012)."
    assert str(explain(psycopg.errors.DiskFull("canary-word"))).startswith("The database's disk is full")
    assert str(explain(ValueError("canary-word"))).startswith("The database cannot be reached")


async def test_a_trial_fails_where_nothing_may_be_written(store: PostgresStore, key: Any, step: Any) -> None:
    await store.try_writing()
    store._db.execute("SET default_transaction_read_only = on")
    with pytest.raises(StoreError, match="it is a standby, or was made read-only"):
        await store.transact(key, step())
    with pytest.raises(StoreError, match="it is a standby, or was made read-only"):
        await store.try_writing()
    store._db.execute("SET default_transaction_read_only = off")
    await store.try_writing()


async def test_trials_make_the_table_no_larger(store: PostgresStore) -> None:
    await store.try_writing()
    size = store._db.execute("SELECT pg_relation_size('process')").fetchone()
    for _ in range(500):
        await store.try_writing()
    assert store._db.execute("SELECT pg_relation_size('process')").fetchone() == size
