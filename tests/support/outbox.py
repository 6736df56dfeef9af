"""What tests ask of an outbox without taking anything out of it."""

from datetime import UTC, datetime

from bot.store.outbox import Outbox, Way

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


async def next_due(store: Outbox, way: Way = Way.SLACK) -> datetime | None:
    """Say when something is to be sent by that way."""
    taken = await store.take_due(LONG_AGO, way=way)
    assert taken.items == ()
    return taken.next_due
