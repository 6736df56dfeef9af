"""What a bare commit costs on this disk: the floor below every answer that promises to have been written down."""

from __future__ import annotations

import sqlite3
import time
from typing import TYPE_CHECKING

from bench.figures import percentile

if TYPE_CHECKING:
    from pathlib import Path

ROW = "x" * 700


class Disk:
    """A database of its own, opened as the app opens its: WAL, `synchronous=FULL`."""

    def __init__(self, folder: Path) -> None:
        self._db = sqlite3.connect(folder / "bare.db", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = WAL")
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("CREATE TABLE step (id INTEGER PRIMARY KEY, state TEXT)")

    def close(self) -> None:
        """Let go of the file."""
        self._db.close()

    def commits(self, many: int, pause: float) -> float:
        """Commit one row after the other, `pause` seconds in between, and give the seconds of the middle one."""
        seconds = []
        for _ in range(many):
            time.sleep(pause)
            began = time.perf_counter()
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute("INSERT INTO step (state) VALUES (?)", (ROW,))
            self._db.execute("COMMIT")
            seconds.append(time.perf_counter() - began)
        return percentile(seconds, 0.5)
