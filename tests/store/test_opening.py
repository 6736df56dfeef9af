"""The address says which store it is; what cannot be is said."""

import sys
from pathlib import Path

import pytest

from bot.store import StoreError
from bot.store.address import is_address, shown
from bot.store.opening import file_of, open_store
from bot.store.postgres.store import PostgresStore
from bot.store.sqlite.store import SqliteStore
from tests.support.postgres import cluster


async def test_a_file_is_sqlites_and_a_server_postgresqls(tmp_path: Path) -> None:
    path = tmp_path / "app.db"
    assert file_of(f"sqlite:///{path}") == path
    assert file_of("postgresql://host/name") is None
    for address, kind in ((f"sqlite:///{path}", SqliteStore), (cluster().anew(), PostgresStore)):
        store = await open_store(address)
        assert isinstance(store, kind)
        assert await store.alone()
        assert not store.lost.done()
        await store.close()


async def test_what_is_neither_is_refused() -> None:
    with pytest.raises(StoreError, match="not supported"):
        await open_store("mysql://host/name")


async def test_without_the_extra_it_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "bot.store.postgres.store")
    monkeypatch.setitem(sys.modules, "psycopg", None)
    monkeypatch.delitem(sys.modules, "bot.store.postgres.database", raising=False)
    monkeypatch.delitem(sys.modules, "bot.store.postgres.dialect", raising=False)
    with pytest.raises(StoreError, match="make install EXTRAS=postgres"):
        await open_store("postgresql://host/name")


@pytest.mark.parametrize(
    ("address", "seen"),
    [
        ("sqlite:///app.db", "sqlite:///app.db"),
        ("postgresql://user:canary-word@host:5433/name?sslmode=require", "postgresql://host/name"),
        ("postgresql:///name?host=/run/postgresql", "postgresql:///name"),
    ],
)
def test_an_address_is_shown_without_user_and_password(address: str, seen: str) -> None:
    assert is_address(address)
    assert shown(address) == seen


@pytest.mark.parametrize(
    "address",
    [
        *("app.db", "sqlite:///", "sqlite:///a?mode=ro", "postgres://h/db", "postgresql://h", "postgresql://h/a/b"),
        *("postgresql://h:port/db", "postgresql://[::1/db"),
    ],
)
def test_what_is_no_address_is_known(address: str) -> None:
    assert not is_address(address)
