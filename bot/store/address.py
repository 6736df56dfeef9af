"""Addresses of databases: which can be one, and what of one may be shown."""

from typing import Final
from urllib.parse import urlsplit

FILE: Final = "sqlite:///"
SERVER: Final = "postgresql://"


def is_address(url: str) -> bool:
    """Say whether it names a file or a server's database; not whether that is there."""
    if not url.startswith(SERVER):
        return url.startswith(FILE) and url != FILE and "?" not in url
    try:
        parts = urlsplit(url)
        return len(parts.path) > 1 and parts.path.count("/") == 1 and (parts.port is None or bool(parts.hostname))
    except ValueError:
        return False


def shown(url: str) -> str:
    """Return what may be shown of an address: no user, no password."""
    parts = urlsplit(url)
    return f"{SERVER}{parts.hostname or ''}{parts.path}" if url.startswith(SERVER) else url
