"""Links into the firm's own page: each for one person, one run and one use, and dead until its person pressed it.

A link is a sealed reference, so it says nothing by itself, and opens only for the person whom Sign in with Slack names.
Slack says of a press who pressed; from then on that person may claim one link, within `LIFE`. What is remembered is
in memory only: after a restart no link opens any more. Knows neither HTTP nor the conversation.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.runtime.newest import Newest
from bot.vault import Reference

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.store import ConversationKey
    from bot.vault import Vault

LIFE: Final = timedelta(minutes=10)
"""How long after the press a link can be claimed."""
DRAWN_FOR: Final = timedelta(days=8)
"""How long a link may stand on a card before it is pressed: longer than a paused step waits for its person."""
MOST: Final = 10_000
"""Presses, and links that were used, that are remembered; the oldest go first."""
PATH: Final = "form/"
_PURPOSE: Final = "link to the form"


@dataclass(frozen=True, slots=True)
class Run:
    """What a link leads to: a person's run, by its token."""

    key: ConversationKey
    token: str


class FormLinks:
    """Makes links and takes them. One per process. `public_url` is the page's address, and ends with a slash."""

    def __init__(self, vault: Vault, clock: Callable[[], datetime], public_url: str) -> None:
        self._vault = vault
        self.clock = clock
        self._public_url = public_url
        self._pressed: Newest[ConversationKey, datetime] = Newest(MOST)
        self._used: Newest[bytes, None] = Newest(MOST)

    def to(self, run: Run, conversation: str) -> str:
        """Give a link to the form of a person's run."""
        expires = self.clock() + DRAWN_FOR
        sealed = self._vault.seal_reference(
            Reference(run.key.team, run.key.user, conversation, run.token, 0, "", _PURPOSE, expires)
        )
        return f"{self._public_url}{PATH}{sealed}"

    def pressed(self, key: ConversationKey) -> None:
        """Note that Slack says of a person that they pressed the button now: they may claim one link."""
        self._pressed[key] = self.clock()

    def claim(self, sealed: str, key: ConversationKey) -> Run | None:
        """Use a link up, and give what it leads to.

        None when it is not this person's, was not pressed by them lately, or was used; nothing is used up then.
        """
        reference = self._vault.open_reference(sealed, team=key.team, user=key.user, purpose=_PURPOSE)
        pressed = self._pressed.get(key)
        name = hashlib.sha256(sealed.encode()).digest()
        if reference is None or pressed is None or name in self._used or self.clock() - pressed > LIFE:
            return None
        del self._pressed[key]
        self._used[name] = None
        return Run(key, reference.token)
