"""Links into the firm's own page: each for one person, one run and one use, and dead until its person pressed it.

A link is a time, a number, and a MAC over these, the person and the run: it names nobody, fits nobody else, and nothing
need be written when it is drawn. The MAC's key is made of one that lies in the database, so that it is the same for all
processes and after a restart. Whoever reads it there can open nothing with it: a claim also needs a press that Slack
tells of, and a sign-in at Slack. Knows neither HTTP nor the conversation.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from bot.runtime.base64url import from_base64, to_base64
from bot.store.visits import Claimed, Visit

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.store import ConversationKey
    from bot.store.visits import Visits

LIFE: Final = timedelta(minutes=10)
"""How long after the press a link can be claimed."""
VISIT: Final = timedelta(minutes=20)
"""How long a claimed form can be used: a little longer than PACER's session waits for the second one."""
DRAWN_FOR: Final = timedelta(days=8)
"""How long a link may stand on a card before it is pressed: longer than a paused step waits for its person."""
PATH: Final = "form/"
_STAMP, _NUMBER, _MAC = 8, 16, 32
"""Bytes of a link: until when it may be claimed, what tells it from others, and the MAC."""


class FormLinks:
    """Makes links and takes them. `public_url` is the page's address, and ends with a slash.

    `key` is one that the database gives to all of its processes.
    """

    def __init__(self, visits: Visits, key: bytes, clock: Callable[[], datetime], public_url: str) -> None:
        self._visits = visits
        self._key = key
        self._mac_key = self.key_for(b"links")
        self.clock = clock
        self._public_url = public_url

    def key_for(self, use: bytes) -> bytes:
        """Give a key for what else the page signs, the same for all processes."""
        return hmac.digest(self._key, b"link-pacer form v1 " + use, "sha256")

    def to(self, visit: Visit) -> str:
        """Give a link to the form of a person's run."""
        until = int((self.clock() + DRAWN_FOR).timestamp())
        body = until.to_bytes(_STAMP, "big") + secrets.token_bytes(_NUMBER)
        return f"{self._public_url}{PATH}{to_base64(body + self._mac(body, visit))}"

    async def pressed(self, key: ConversationKey) -> None:
        """Note that Slack says of a person that they pressed the button now: they may claim one link.

        Raises StoreError.
        """
        await self._visits.press(key, self.clock() + LIFE)

    async def claim(self, link: str, visit: Visit, browser: bytes) -> bool:
        """Use a link up for a person's present run, and let the browser with that digest in, and no other of theirs.

        False when it is not theirs, not of that run, was not pressed by them lately, or was used; nothing is used up
        then. Raises StoreError.
        """
        raw = from_base64(link) or b""
        body, mac = raw[: _STAMP + _NUMBER], raw[_STAMP + _NUMBER :]
        if len(raw) != _STAMP + _NUMBER + _MAC or not hmac.compare_digest(mac, self._mac(body, visit)):
            return False
        until = datetime.fromtimestamp(int.from_bytes(body[:_STAMP], "big"), UTC)
        if until <= self.clock():
            return False
        digest = hashlib.sha256(raw).digest()
        return await self._visits.claim(Claimed(visit, digest, until, browser, self.clock() + VISIT))

    async def visit(self, browser: bytes) -> Visit | None:
        """Give for whom the browser with that digest was let in, and for which run; else None. Raises StoreError."""
        return await self._visits.visit(browser)

    def _mac(self, body: bytes, visit: Visit) -> bytes:
        parts = (body, *(each.encode() for each in (visit.key.team, visit.key.user, visit.token)))
        said = b"".join(len(each).to_bytes(4, "big") + each for each in parts)
        return hmac.digest(self._mac_key, said, "sha256")
