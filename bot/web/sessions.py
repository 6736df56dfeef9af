"""Who is in the middle of the form: browsers by their cookie, in memory only, and how much each may ask.

A browser gets its cookie with the first page, which binds its sign-in; when a link is claimed it gets a new one, so
that nobody can have given it one that they know. Only a digest of a cookie is kept.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from bot.runtime.newest import Newest

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.links import Run

LIFE: Final = timedelta(minutes=20)
"""How long a claimed form can be used: a little longer than PACER's session waits for the second one."""
MOST: Final = 10_000
"""Sessions, states, addresses and people that are remembered; the oldest go first."""

K = TypeVar("K")


@dataclass(frozen=True, slots=True)
class Session:
    """A browser that claimed a link: for which run, until when, and what its forms carry as proof."""

    run: Run
    until: datetime
    token: str


class Sessions:
    """All that are open. One per process."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self._key = secrets.token_bytes(32)
        self._open: Newest[bytes, Session] = Newest(MOST)
        self._ended: Newest[bytes, None] = Newest(MOST)

    def open(self, run: Run) -> str:
        """Give the cookie of a new session. What the person had open before is over: a link is for one browser."""
        for name in [name for name, each in self._open.items() if each.run.key == run.key]:
            del self._open[name]
        cookie = new_cookie()
        token = hmac.digest(self._key, cookie.encode(), "sha256").hex()
        self._open[_digest(cookie)] = Session(run, self._clock() + LIFE, token)
        return cookie

    def of(self, cookie: str) -> Session | None:
        """Give the session of a browser; None when it has none, or none any more."""
        session = self._open.get(_digest(cookie))
        return session if session and self._clock() <= session.until else None

    def first_end(self, state: bytes) -> bool:
        """Say whether a sign-in comes to its end for the first time."""
        first = state not in self._ended
        self._ended[state] = None
        return first


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


def new_cookie() -> str:
    """Make a cookie that nobody can guess."""
    return secrets.token_urlsafe(32)


def _digest(cookie: str) -> bytes:
    return hashlib.sha256(cookie.encode()).digest()
