"""Who comes to the firm's own page: the press of a button, the one link that is claimed after it, the browser let in.

Of a link and of a browser's cookie there is a digest, and never more: who reads the database can use neither.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.store import ConversationKey


@dataclass(frozen=True, slots=True)
class Visit:
    """A browser that was let in: for which person, and for which run of theirs, by its token."""

    key: ConversationKey
    token: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A link that is to be claimed: for which visit, and until when each of the two is of use.

    `link` and `browser` are digests.
    """

    visit: Visit
    link: bytes
    link_until: datetime
    browser: bytes
    until: datetime


class Visits(Protocol):
    """What is needed to let one browser in for one press, whichever process is asked, and after a restart."""

    async def press(self, key: ConversationKey, until: datetime) -> None:
        """Note that a person may claim one link until then; an earlier press counts no longer."""
        ...

    async def claim(self, claimed: Claimed) -> bool:
        """Use the person's press and the link up, and let that browser in, in place of the one before.

        False, with nothing used up and nobody let in, if the press is over or gone, or the link was claimed before. Of
        all who claim for one press, or with one link, exactly one does.
        """
        ...

    async def visit(self, browser: bytes) -> Visit | None:
        """Return what a browser was let in for; None if it was not, or its time is over, or another took its place."""
        ...
