"""A conversation that nobody can read is put where it is in nobody's way; a claim under it stays unknown."""

from typing import Any

from bot.store import ConversationKey
from bot.store.conversations import Claim, Settle
from bot.store.outbox import Outgoing


def told(unknown: bool) -> tuple[Outgoing, ...]:
    return (Outgoing("note", f"unknown: {unknown}"),)


async def test_it_is_kept_aside_and_its_person_begins_anew(
    store: Any, key: ConversationKey, step: Any, clock: Any
) -> None:
    await store.transact(key, step(state="torn"))
    await store.set_card(key, "c1", "D1", "1.1")
    assert await store.set_aside(key, "not ours", told) == "c1"
    assert await store.load(key) is None
    assert await store.live() == ()
    assert [item.payload for item in (await store.take_due(clock())).items] == ["unknown: False"]
    assert [line.event for line in await store.audit_of("c1")] == ["event", "SetAside"]
    assert (await store.transact(key, step("c2"))).after.conversation == "c2"


async def test_a_claimed_submit_is_unknown_and_never_not_sent(
    store: Any, key: ConversationKey, step: Any, clock: Any
) -> None:
    await store.transact(key, step(claim=Claim("r1")))
    await store.set_aside(key, "not ours", told)
    assert await store.unsettled() == ()
    assert [item.payload for item in (await store.take_due(clock())).items] == ["unknown: True"]
    assert (await store.audit_of("c1"))[-1].after == "Unknown"


async def test_what_was_settled_stays_as_it_was(store: Any, key: ConversationKey, step: Any, clock: Any) -> None:
    await store.transact(key, step(claim=Claim("r1")))
    await store.transact(key, step(settle=Settle("r1", "REFUSED")))
    await store.set_aside(key, "not ours", told)
    assert [item.payload for item in (await store.take_due(clock())).items] == ["unknown: False"]


async def test_nobody_is_set_aside_who_is_not_there(store: Any, key: ConversationKey) -> None:
    assert await store.set_aside(key, "not ours", told) is None
    assert await store.waiting() == 0
