"""Which parts of Slack are closed to the app until an operator mends something, and when each is tried again.

Kept in memory: at a new start everything is tried again at once. Sends nothing; says each closing in the log, once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import structlog

if TYPE_CHECKING:
    from collections.abc import Iterable

log = structlog.get_logger(__name__)

LONGEST = timedelta(minutes=5)
"""Between two tries of what is closed."""

REMEDIES = {
    "workspace": "install the app again, copy the token from its page at Slack, and start the app anew",
    "channel": "invite the app to the channel, or open it again; if the code names a user, see to that account",
    "scope": "give the app the scopes of manifest.yml, and install it again",
}
"""What an operator can do, by what is closed."""


@dataclass(frozen=True, slots=True)
class Pause:
    """One part of Slack that is closed: `code` is Slack's, `tries` counts the refusals."""

    code: str
    until: datetime
    tries: int


def growing(tries: int) -> timedelta:
    """Give the pause after so many failed tries."""
    return min(timedelta(seconds=2 ** min(tries, 20)), LONGEST)


class Pauses:
    """The closed places of one process. A place is named by its caller."""

    def __init__(self) -> None:
        self._closed: dict[str, Pause] = {}

    def covering(self, places: Iterable[str], now: datetime) -> Pause | None:
        """Give the pause that still lasts at one of `places`."""
        lasting = (pause for place in places if (pause := self._closed.get(place)) and pause.until > now)
        return max(lasting, key=lambda pause: pause.until, default=None)

    def refused(self, place: str, code: str, closed: str, now: datetime) -> Pause:
        """Note that Slack refused at `place`, and give the pause that begins; `closed` is a key of REMEDIES."""
        before = self._closed.get(place)
        # Those that were under way together are one try.
        tries = 0 if before is None else before.tries + (before.until <= now)
        if before is None:
            log.error(
                "Slack takes no messages there until an operator mends it; they are kept, and tried again",
                closed=closed,
                error=code,
                remedy=REMEDIES[closed],
            )
        pause = Pause(code, now + growing(tries), tries)
        self._closed[place] = pause
        return pause

    def opened(self, places: Iterable[str]) -> bool:
        """Note that a message arrived at `places`, and say whether one of them was closed."""
        ended = [pause for place in places if (pause := self._closed.pop(place, None))]
        for pause in ended:
            log.info("Slack takes messages there again", error=pause.code)
        return bool(ended)
