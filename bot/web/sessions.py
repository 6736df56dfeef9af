"""Browsers by their cookie, and how much each may ask.

A browser gets its cookie with the first page, which binds its sign-in; when a link is claimed it gets a new one, so
that nobody can have given it one that they know. Only a digest of a cookie is kept, in the database, so that any
process knows a browser that another let in. What is counted here is counted by each process for itself.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from bot.runtime.newest import Newest

if TYPE_CHECKING:
    from collections.abc import Callable

MOST: Final = 10_000
"""Sign-ins, addresses and people that are remembered; the oldest go first."""

K = TypeVar("K")


class Limit(Generic[K]):
    """Says when somebody asks more than `most` times in `seconds`."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._asked: Newest[K, tuple[float, int]] = Newest(MOST)

    def allows(self, who: K) -> bool:
        """Count one more, and say whether it is still within the limit."""
        since, count = self._asked.get(who, (self._clock(), 0))
        if self._clock() - since > self._seconds:
            since, count = self._clock(), 0
        self._asked[who] = since, count + 1
        return count < self._most


class Ends:
    """Sign-ins that came to their end here, so that Slack is asked once for each. Its code is good once anyhow."""

    def __init__(self) -> None:
        self._ended: Newest[bytes, None] = Newest(MOST)

    def first(self, name: bytes) -> bool:
        """Say whether a sign-in comes to its end for the first time."""
        first = name not in self._ended
        self._ended[name] = None
        return first


def new_cookie() -> str:
    """Make a cookie that nobody can guess."""
    return secrets.token_urlsafe(32)


def digest_of(cookie: str) -> bytes:
    """Give what is kept of a cookie."""
    return hashlib.sha256(cookie.encode()).digest()


def proof_of(cookie: str) -> str:
    """Give what the forms of a browser carry as proof that our page made them: it says nothing of the cookie."""
    return hmac.digest(cookie.encode(), b"link-pacer form v1", "sha256").hex()
