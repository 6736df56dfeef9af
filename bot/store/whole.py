"""A whole store: every trade in one, as whoever opens one gets it, and as the tests of every store ask for it."""

from typing import Protocol

from bot.store.conversations import Conversations
from bot.store.outbox import Outbox, OutboxByHand, Posting
from bot.store.sealed import SealedBlobs
from bot.store.trail import Trail
from bot.store.tries import Tries


class Store(Conversations, Tries, Posting, Outbox, OutboxByHand, Trail, SealedBlobs, Protocol):
    """What every store must do."""

    async def close(self) -> None:
        """Finish what was begun and let go of the database."""
        ...
