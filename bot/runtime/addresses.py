"""Reads an address as an operator writes it, and what belongs to one. PURE."""

import base64
import binascii
import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from bot.runtime.proxies import is_this_machine

_SHORTEST_KEY: Final = 24
_LONGEST_KEY: Final = 64
"""Bytes, by the specification of Standard Webhooks."""


def plain_address(text: str) -> SplitResult | None:
    """Return the parts of a plain address: a host, a port that can be, and no user, query or fragment; else None."""
    if re.fullmatch(r"[!-~]+", text) is None or any(char in text for char in "?#@\\"):
        return None
    try:
        parts = urlsplit(text)
        usable = bool(parts.hostname) and parts.port != 0
    except ValueError:
        return None
    return parts if usable else None


def is_webhook_address(text: str) -> bool:
    """Say whether it is one by https, or by http of this machine. It may have a query, and often a secret in it."""
    parts = plain_address(text.replace("?", "/", 1))
    if parts is None:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and is_this_machine(parts.hostname))


def is_webhook_secret(text: str) -> bool:
    """Say whether it is one as https://www.standardwebhooks.com has them."""
    prefix, _, rest = text.strip().partition("_")
    try:
        key = base64.b64decode(rest, validate=True)
    except (binascii.Error, ValueError):
        return False
    return prefix == "whsec" and _SHORTEST_KEY <= len(key) <= _LONGEST_KEY


def is_mail_server(text: str) -> bool:
    """Say whether it is smtp[s]://[user:password@]host[:port], with what is special in a name written as %40."""
    before, at, host = text.rpartition("@")
    scheme = text.partition("://")[0]
    if at and re.fullmatch(r"smtps?://[^\s:/@?#]+:[^\s:/@?#]+", before) is None:
        return False
    parts = plain_address(f"{scheme}://{host}" if at else text)
    return parts is not None and parts.scheme in ("smtp", "smtps") and parts.path in ("", "/")
