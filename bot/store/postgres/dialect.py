"""A statement as PostgreSQL reads it, made from one as SQLite reads it; and what PostgreSQL's failures mean."""

import re
from functools import lru_cache
from typing import Final

import psycopg

from bot.store import StoreError
from bot.store.sql.tables import Words

WORDS: Final = Words(
    int="BIGINT",
    bytes="BYTEA",
    number="BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    counted="BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
    row="rowid BIGINT GENERATED ALWAYS AS IDENTITY, ",
    no_bytes="''::bytea",
    strict="",
    keyed="",
    fleeting="UNLOGGED ",
)

_PIECE: Final = re.compile(
    r"(?P<text>'[^']*')|/\*!(?P<ours>.*?)\*/|(?P<mark>\?)|(?P<cast>::\w+)|:(?P<name>[a-z_]+)|(?P<user>\buser\b)|(?P<percent>%)"
)


@lru_cache(maxsize=512)
def spoken(sql: str) -> bytes:
    """Return a statement in PostgreSQL's words: its marks for what is given, and its reserved word `user` quoted."""
    return _PIECE.sub(_said, sql).encode()


def _said(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "ours":
            return found["ours"].strip()
        case "mark":
            return "%s"
        case "name":
            return f"%({found['name']})s"
        case "user":
            return '"user"'
        case _:
            return found[0].replace("%", "%%")


def explain(error: Exception) -> StoreError:
    """Return what a failure means, in words that hold no value, and nothing of the address."""
    code = error.sqlstate if isinstance(error, psycopg.Error) else None
    if code is None:
        return StoreError(_unreachable(str(error)))
    found = next((_MEANINGS[start] for start in (code, code[:2]) if start in _MEANINGS), None)
    return StoreError(found or f"The database failed ({code}).")


def _unreachable(said: str) -> str:
    """Say why there is no connection; the library's own text is for nobody's eyes."""
    return next((meaning for part, meaning in _REFUSALS.items() if part in said), _LOST)


_LOST: Final = "The database cannot be reached: look whether PostgreSQL runs where DATABASE_URL says."
_REFUSED: Final = "The database refuses this user: look at the user and the password in DATABASE_URL."
_ABSENT: Final = "PostgreSQL has no such database: create it, or name another in DATABASE_URL."
_REFUSALS: Final = {
    "authentication failed": _REFUSED,
    "no password supplied": _REFUSED,
    "role ": _REFUSED,
    "database ": _ABSENT,
    "URI": "The database URL cannot be read: write postgresql://user:password@host/name.",
}
_FORBIDDEN: Final = "The database's user may not do that: let it own the database, or make tables there."
_MEANINGS: Final = {
    "08": _LOST,
    "57P01": _LOST,
    "57P02": _LOST,
    "57P03": _LOST,
    "57P05": _LOST,
    "25P03": _LOST,
    "25P04": _LOST,
    "28": _REFUSED,
    "3D": _ABSENT,
    "42501": _FORBIDDEN,
    "25006": "The database cannot be written: it is a standby, or was made read-only.",
    "53100": "The database's disk is full: free some space.",
    "53300": "The database has no connection left: raise max_connections.",
    "40P01": "The database is held up by another program: try again.",
    "55P03": "The database is held up by another program: try again.",
    "57014": "The database took too long: look what else it does.",
    "XX001": "The database is damaged: keep a copy, and restore a backup.",
    "XX002": "The database is damaged: keep a copy, and restore a backup.",
}
