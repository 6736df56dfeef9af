"""What comes together is done together, and each is still whole or not at all."""

import asyncio
from typing import Any

from bot.store import ConversationKey
from bot.store.conversations import Change, Claim, ClaimRefusedError
from bot.store.outbox import Outgoing


def person(number: int) -> ConversationKey:
    return ConversationKey("T1", f"U{number}")


async def test_of_those_that_come_together_only_the_one_that_fails_is_undone(store: Any, step: Any) -> None:
    await store.transact(person(0), step("c0", claim=Claim("r0")))

    def refuse(_record: object) -> Change:
        raise LookupError("stale")

    card = (Outgoing("card", "{}"),)
    done = await asyncio.gather(
        store.transact(person(1), step("c1", outgoing=card), delivery="d1"),
        store.transact(person(2), refuse, delivery="d2"),
        store.transact(person(3), step("c3", outgoing=card, claim=Claim("r0")), delivery="d3"),
        store.transact(person(4), step("c4", outgoing=card, claim=Claim("r4")), delivery="d4"),
        return_exceptions=True,
    )
    assert [type(each) for each in (done[1], done[2])] == [LookupError, ClaimRefusedError]
    assert [record.conversation for record in await store.live()] == ["c0", "c1", "c4"]
    assert [claim.reference for claim in await store.unsettled()] == ["r0", "r4"]
    assert await store.waiting() == 2
    seen = [await store.transact(person(n), lambda _record: None, delivery=f"d{n}") for n in (1, 2, 3, 4)]
    assert [each.duplicate for each in seen] == [True, False, False, True]


async def test_who_comes_later_in_the_same_moment_sees_what_was_done_before(store: Any, step: Any, clock: Any) -> None:
    made, loaded, _, taken = await asyncio.gather(
        store.transact(person(1), step("c1", outgoing=(Outgoing("card", "a"),))),
        store.load(person(1)),
        store.set_card(person(1), "c1", "D1", "1.1"),
        store.take_due(clock()),
    )
    assert loaded == made.after
    assert [item.payload for item in taken.items] == ["a"]
    assert (await store.load(person(1))).card_ts == "1.1"


async def test_what_was_given_up_before_its_turn_is_not_done(store: Any, step: Any) -> None:
    first = asyncio.ensure_future(store.transact(person(1), step("c1")))
    second = asyncio.ensure_future(store.transact(person(2), step("c2")))
    await asyncio.sleep(0)
    second.cancel()
    await first
    assert [record.conversation for record in await store.live()] == ["c1"]


async def test_what_was_given_up_under_way_is_done_whole_and_disturbs_nobody(store: Any, step: Any) -> None:
    first = asyncio.ensure_future(store.transact(person(1), step("c1")))
    second = asyncio.ensure_future(store.transact(person(2), step("c2")))
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert [record.conversation for record in await store.live()] == ["c1", "c2"]


async def test_a_close_waits_for_what_was_asked_before(store: Any, step: Any, openings: Any) -> None:
    steps = [asyncio.ensure_future(store.transact(person(n), step(f"c{n}"))) for n in range(300)]
    await asyncio.sleep(0)
    await store.close()
    await asyncio.gather(*steps)
    assert len(await (await openings.anew()).live()) == 300
