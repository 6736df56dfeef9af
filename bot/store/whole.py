"""A whole store: every trade in one, as whoever opens one gets it, and as the tests of every store ask for it."""

from typing import Protocol

from bot.store.cases import Cases, DeskDays
from bot.store.conversations import Conversations
from bot.store.figures import Watched
from bot.store.outbox import Beside, Outbox, OutboxByHand, Posting
from bot.store.ring import Ring
from bot.store.rollout import RollOuts
from bot.store.sealed import SealedBlobs
from bot.store.trail import Trail
from bot.store.tries import Tries
from bot.store.visits import Visits


class Store(
    Conversations,
    Tries,
    Visits,
    Posting,
    Outbox,
    OutboxByHand,
    Beside,
    Trail,
    SealedBlobs,
    Watched,
    Cases,
    DeskDays,
    RollOuts,
    Ring,
    Protocol,
):
    """What every store must do."""

    async def close(self) -> None:
        """Finish what was begun and let go of the database."""
        ...
