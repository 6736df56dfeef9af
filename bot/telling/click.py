"""A click, as those who answer it need it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot import screens
    from bot.store import ConversationKey

_DIRECT = "D"
"""What the id of a direct message begins with."""


@dataclass(frozen=True, slots=True)
class Click:
    """A click on one of our buttons: by whom, drawn when and for whom, and where.

    `message` is the ts of the one that it was on. One in the App Home has neither modal nor channel. `link` leads to
    the messages with the app; it may be empty.
    """

    key: ConversationKey
    stamp: screens.Stamp
    trigger: str | None = None
    view_id: str | None = None
    channel: str | None = None
    message: str = ""
    home: bool = False
    link: str = ""

    @property
    def beside_the_card(self) -> bool:
        """Whether it was in the direct message, where whoever clicked sees the card."""
        return self.channel is not None and self.channel.startswith(_DIRECT)
