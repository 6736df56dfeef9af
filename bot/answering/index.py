"""A full-text index of our own phrasings, in memory: which of them a question is near to, and which subjects.

It holds what we ship and nothing that anybody typed; it is no part of the app's database.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from typing import TYPE_CHECKING

from sqlite_utils import Database

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from bot.answering.knowledge import Named, Phrasing

_NEAREST = 150
"""Phrasings that are looked at closely; those with a rare word of the question come first."""
_NEAR = "SELECT rowid FROM phrasings WHERE phrasings MATCH ? ORDER BY rank LIMIT ?"
_RELEVANT = "SELECT rowid, bm25(subjects) FROM subjects WHERE subjects MATCH ?"


class Index:
    """Phrasings and subjects, by the words that are in them. To be used by one thread at a time, whoever made it."""

    def __init__(self, phrasings: Sequence[Phrasing]) -> None:
        """Build it; a tenth of a second."""
        self._phrasings = phrasings
        together: dict[Named, list[str]] = defaultdict(list)
        for phrasing in phrasings:
            together[phrasing.subject].extend(phrasing.reading)
        self._subjects = tuple(together)
        self._database = Database(sqlite3.connect(":memory:", check_same_thread=False))
        self._fill("phrasings", (phrasing.reading for phrasing in phrasings))
        self._fill("subjects", together.values())

    def _fill(self, table: str, readings: Iterable[Collection[str]]) -> None:
        self._database.execute(f"CREATE VIRTUAL TABLE {table} USING fts5(words, tokenize='unicode61')")
        rows = ({"rowid": number, "words": " ".join(words)} for number, words in enumerate(readings))
        self._database.table(table).insert_all(rows)

    def near(self, meanings: Collection[str]) -> Sequence[Phrasing]:
        """Give the phrasings that share most with a question of these meanings."""
        rows = self._database.execute(_NEAR, (_any_of(meanings), _NEAREST)).fetchall()
        return [self._phrasings[number] for (number,) in rows]

    def relevance(self, meanings: Collection[str]) -> Mapping[Named, float]:
        """Give how much the meanings say about each subject, by BM25; a subject without any of them is left out."""
        rows = self._database.execute(_RELEVANT, (_any_of(meanings),)).fetchall()
        return {self._subjects[number]: -rank for number, rank in rows}


def _any_of(meanings: Collection[str]) -> str:
    return " OR ".join(f'"{each}"' for each in sorted(meanings))
