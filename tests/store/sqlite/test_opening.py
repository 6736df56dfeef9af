"""A database that cannot be used is refused with the reason; one that can is ours alone."""

import os
import re
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.store import ConversationKey, StoreError
from bot.store.sqlite import schema
from bot.store.sqlite.schema import migrations, path_of, require_version
from bot.store.sqlite.store import SqliteStore


@pytest.mark.parametrize(
    ("url", "path"),
    [
        ("sqlite:///app.db", "app.db"),
        ("sqlite:///data/app.db", "data/app.db"),
        ("sqlite:////var/lib/app.db", "/var/lib/app.db"),
        ("/var/lib/app.db", "/var/lib/app.db"),
        ("app.db", "app.db"),
    ],
)
def test_a_file_can_be_named_in_these_ways(url: str, path: str) -> None:
    assert path_of(url) == Path(path)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("postgresql://u:hunter2@host/db", "not supported"),
        ("sqlite://app.db", "not supported"),
        ("sqlite:app.db", "not supported"),
        ("sqlite:///app.db?mode=ro", "not supported"),
        ("sqlite:///", "names no file"),
        ("", "names no file"),
        ("sqlite:///:memory:", "names no file"),
    ],
)
async def test_other_urls_are_refused(url: str, said: str) -> None:
    with pytest.raises(StoreError, match=said) as caught:
        await SqliteStore.open(url)
    assert "hunter2" not in str(caught.value)


async def test_it_opens_by_url_makes_the_file_private_and_keeps(path: Path, key: ConversationKey, step: Any) -> None:
    store = await SqliteStore.open(f"sqlite:///{path}")
    made = await store.transact(key, step())
    assert {stat.S_IMODE(file.stat().st_mode) for file in path.parent.iterdir()} == {0o600}
    await store.close()
    await store.close()
    assert [file.name for file in path.parent.iterdir()] == ["app.db"]
    again = await SqliteStore.open(str(path))
    assert await again.load(key) == made.after
    await again.close()


async def test_it_is_set_to_be_safe(store: Any) -> None:
    def read(db: Any) -> list[Any]:
        names = ("journal_mode", "synchronous", "secure_delete", "foreign_keys", "locking_mode", "integrity_check")
        return [db.execute(f"PRAGMA {name}").fetchone()[0] for name in names]

    assert await store._run(read) == ["wal", 2, 1, 1, "exclusive", "ok"]


async def test_a_second_one_is_refused_in_this_process_and_in_another(store: Any, path: Path, run_apart: Any) -> None:
    with pytest.raises(StoreError, match="in use by another process"):
        await SqliteStore.open(str(path))
    program = (
        "import asyncio, sys\n"
        "from bot.store import StoreError\n"
        "from bot.store.sqlite.store import SqliteStore\n"
        "try: asyncio.run(SqliteStore.open(sys.argv[1]))\n"
        "except StoreError as error: print(error)\n"
    )
    code, said = await run_apart(program)
    assert code == 0
    assert "in use by another process" in said
    assert await store.waiting() == 0


async def test_a_directory_that_is_missing_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="directory does not exist"):
        await SqliteStore.open(str(tmp_path / "none" / "app.db"))


async def test_a_place_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        await SqliteStore.open(str(tmp_path))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everything")
async def test_a_file_that_cannot_be_written_is_said(path: Path) -> None:
    os.close(os.open(path, os.O_CREAT, 0o400))
    with pytest.raises(StoreError, match="cannot be written"):
        await SqliteStore.open(str(path))


@pytest.fixture
def minutes(path: Path) -> Iterator[Path]:
    text = "minutes of the meeting\n" * 100
    path.write_text(text)
    yield path
    assert path.read_text() == text


async def test_a_name_that_no_file_can_have_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        await SqliteStore.open(str(tmp_path / ("x" * 300)))


async def test_a_file_that_is_no_database_is_said_and_left_alone(minutes: Path) -> None:
    with pytest.raises(StoreError, match="not a database"):
        await SqliteStore.open(str(minutes))


async def test_another_programs_database_is_said_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE theirs (a)")
    connection.close()
    with pytest.raises(StoreError, match="another program's tables"):
        await SqliteStore.open(str(path))
    connection = sqlite3.connect(path)
    assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("theirs",)]
    connection.close()


async def test_a_newer_schema_is_said(path: Path) -> None:
    await (await SqliteStore.open(str(path))).close()
    with sqlite3.connect(path) as connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) VALUES ('link-pacer', 'm999_later', '')"
        )
    connection.close()
    with pytest.raises(StoreError, match="newer version"):
        await SqliteStore.open(str(path))


async def test_tables_that_another_program_changed_are_said(path: Path) -> None:
    await (await SqliteStore.open(str(path))).close()
    with sqlite3.connect(path) as connection:
        connection.execute("ALTER TABLE link RENAME COLUMN by TO whose")
    connection.close()
    with pytest.raises(StoreError, match="changed by another program"):
        await SqliteStore.open(str(path))


@pytest.fixture
async def damaged(path: Path) -> Path:
    """Give a database of which one page says nonsense."""
    await (await SqliteStore.open(str(path))).close()
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'try_key'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size + 5)
        file.write(b"\xff\xff")  # where the page's cells are said to begin
    return path


async def test_damage_within_a_table_is_said(damaged: Path) -> None:
    with pytest.raises(StoreError, match="database is damaged"):
        await SqliteStore.open(str(damaged))


async def test_a_look_for_damage_that_fails_is_not_taken_for_one_that_took_too_long() -> None:
    class Failing:
        """A connection whose disk fails when the whole file is read."""

        def set_progress_handler(self, *_: object) -> None: ...

        def execute(self, _: str) -> None:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_READ"
            raise error

    connection: Any = Failing()
    with pytest.raises(sqlite3.OperationalError):
        schema._check(connection)


async def test_a_first_migration_that_was_cut_short_is_done_again(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute(
            "CREATE TABLE _sqlite_migrations (id INTEGER PRIMARY KEY, migration_set TEXT, name TEXT, applied_at TEXT)"
        )
    connection.close()
    store = await SqliteStore.open(str(path))
    assert await store.live() == ()
    await store.close()


def test_every_migration_is_among_the_released() -> None:
    assert re.findall(r"m\d{3}_\w+", repr(migrations)) == ["m001_first"]


def test_an_old_sqlite_is_said() -> None:
    require_version((3, 37, 0))
    with pytest.raises(StoreError, match=r"older than 3\.37\.0"):
        require_version((3, 34, 1))


async def test_a_closed_store_says_so(path: Path, key: ConversationKey) -> None:
    store = await SqliteStore.open(str(path))
    await store.close()
    with pytest.raises(StoreError, match="closed"):
        await store.load(key)


async def test_a_look_for_damage_that_takes_too_long_does_not_hold_up_the_start(
    path: Path, key: ConversationKey, step: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = await SqliteStore.open(str(path))
    await store.transact(key, step(state="x" * 1_000_000))
    await store.close()
    looks: list[float] = []
    monkeypatch.setattr(schema, "_CHECK_SECONDS", 0.0)
    monkeypatch.setattr(schema, "_CHECK_STEP", 1)
    monkeypatch.setattr(schema.time, "monotonic", lambda: looks.append(1.0) or len(looks))
    again = await SqliteStore.open(str(path))
    assert len(looks) > 1, "it was looked at the clock"
    assert await again.load(key) is not None
    await again.close()
