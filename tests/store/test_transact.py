"""A step happens once, whole or not at all."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.store import ConversationKey, StoreError
from bot.store.conversations import KEEP, Change, Claim, ClaimRefusedError, Record, Settle, Unsettled
from bot.store.outbox import Outgoing
from bot.store.trail import AuditLine, LinkRow
from tests.support.outbox import next_due


def to_ms(moment: datetime) -> int:
    """Give the smallest `rev` that a step at `moment` can make."""
    return int(moment.timestamp() * 1000)


async def test_the_first_step_makes_the_record(store: Any, key: ConversationKey, step: Any, clock: Any) -> None:
    deadline = clock() + timedelta(minutes=15)
    done = await store.transact(key, step("c1", '{"a":1}', deadline=deadline, view_id="V1"))
    made = Record(key, "c1", to_ms(clock()), '{"a":1}', deadline, None, None, "V1", clock())
    assert (done.before, done.after, done.duplicate) == (None, made, False)
    assert await store.load(key) == made
    assert await store.load(ConversationKey("T1", "U2")) is None


async def test_the_next_step_sees_it_and_counts_on(store: Any, key: ConversationKey, step: Any, clock: Any) -> None:
    first = await store.transact(key, step(view_id="V1"))
    clock.move(seconds=5)
    second = await store.transact(key, step(state="[]"))
    assert second.before == first.after
    assert (second.after.rev, second.after.state, second.after.view_id) == (to_ms(clock()), "[]", "V1")
    assert second.after.updated_at == clock()
    assert (await store.transact(key, step(view_id=None))).after.view_id is None
    kept = [(row.line, row.at, row.rev, row.event, row.before, row.after) for row in await store.audit_of("c1")]
    assert kept == [
        (1, first.after.updated_at, first.after.rev, "event", "before", "after"),
        (2, clock(), to_ms(clock()), "event", "before", "after"),
        (3, clock(), to_ms(clock()) + 1, "event", "before", "after"),
    ]


async def test_another_conversation_takes_the_place(store: Any, key: ConversationKey, step: Any) -> None:
    rev = (await store.transact(key, step(view_id="V1"))).after.rev
    await store.set_card(key, "c1", "D1", "1.1")
    done = await store.transact(key, step("c2"))
    assert done.before.card_ts == "1.1"
    after = done.after
    assert (after.conversation, after.rev, after.channel, after.card_ts, after.view_id) == (
        "c2",
        rev + 1,
        "D1",
        None,
        None,
    )
    assert await store.load(key) == after
    assert (await store.transact(key, step("c3", view_id="V3"))).after.view_id == "V3"


async def test_nothing_decided_changes_nothing(store: Any, key: ConversationKey, step: Any) -> None:
    first = await store.transact(key, step())
    done = await store.transact(key, lambda _record: None)
    assert (done.before, done.after, done.duplicate) == (first.after, first.after, False)


async def test_what_decide_raises_comes_out_and_changes_nothing(store: Any, key: ConversationKey, step: Any) -> None:
    def refuse(_record: Record | None) -> Change | None:
        raise LookupError("stale")

    first = await store.transact(key, step())
    with pytest.raises(LookupError, match="stale"):
        await store.transact(key, refuse, delivery="d1")
    assert await store.load(key) == first.after
    assert not (await store.transact(key, step(), delivery="d1")).duplicate


@pytest.mark.parametrize("first_changes", [True, False])
async def test_a_delivery_counts_once(store: Any, key: ConversationKey, step: Any, first_changes: bool) -> None:
    asked = []

    def decide(record: Record | None) -> Change | None:
        asked.append(record)
        return step()(record) if first_changes else None

    assert not (await store.transact(key, decide, delivery="d1")).duplicate
    again = await store.transact(key, decide, delivery="d1")
    assert again.duplicate
    assert again.before == again.after == await store.load(key)
    assert len(asked) == 1
    assert not (await store.transact(key, decide, delivery="d2")).duplicate


async def test_a_delivery_is_remembered_for_a_day(store: Any, key: ConversationKey, step: Any, clock: Any) -> None:
    await store.transact(key, step(), delivery="d1")
    clock.move(hours=23, minutes=59)
    await store.sweep(clock())
    assert (await store.transact(key, step(), delivery="d1")).duplicate
    clock.move(minutes=1)
    await store.sweep(clock())
    assert not (await store.transact(key, step(), delivery="d1")).duplicate


async def test_two_hundred_at_once_happen_one_after_the_other(store: Any, step: Any, clock: Any) -> None:
    keys = [ConversationKey("T1", f"U{n}") for n in range(4)]

    def count(record: Record | None) -> Change:
        state = "1" if record is None else str(int(record.state) + 1)
        conversation = "c-" + state if record is None else record.conversation
        return Change(conversation, state, None, (Outgoing("card", state),), AuditLine("e", "b", "a"))

    for number, one in enumerate(keys):
        await store.transact(one, step(f"c{number}", "0"))
    await asyncio.gather(*(store.transact(keys[n % 4], count, delivery=f"d{n // 2}") for n in range(400)))
    records = [await store.load(one) for one in keys]
    assert sum(int(record.state) for record in records) == 200
    first = to_ms(clock())
    assert all(record.rev == first + int(record.state) for record in records)
    trails = [await store.audit_of(record.conversation) for record in records]
    assert [[row.rev for row in trail] for trail in trails] == [list(range(first, r.rev + 1)) for r in records]
    assert await store.waiting() == 200


async def test_a_claim_is_made_once(store: Any, key: ConversationKey, step: Any) -> None:
    first = await store.transact(key, step(claim=Claim("r1")))
    assert await store.unsettled() == (Unsettled("c1", "r1"),)
    with pytest.raises(ClaimRefusedError):
        await store.transact(key, step(claim=Claim("r1"), outgoing=(Outgoing("card", "{}"),)), delivery="d1")
    with pytest.raises(ClaimRefusedError):
        await store.transact(key, step(claim=Claim("r2")))
    with pytest.raises(ClaimRefusedError):
        await store.transact(ConversationKey("T1", "U2"), step("c2", claim=Claim("r1")))
    assert await store.load(key) == first.after
    assert await store.load(ConversationKey("T1", "U2")) is None
    assert await store.waiting() == 0
    assert not (await store.transact(key, step(settle=Settle("r1", "REFUSED")), delivery="d1")).duplicate
    await store.transact(key, step(claim=Claim("r2")))
    assert await store.unsettled() == (Unsettled("c1", "r2"),)


@pytest.mark.parametrize(
    ("outcomes", "taken"),
    [
        (("LINKED", "LINKED"), True),
        (("UNKNOWN", "LINKED"), True),
        (("UNKNOWN", "UNKNOWN"), True),
        (("LINKED", "REFUSED"), False),
        (("REFUSED", "UNKNOWN"), False),
        (("NOT_SENT", "LINKED"), False),
    ],
)
async def test_an_outcome_once_known_stays(
    store: Any, key: ConversationKey, step: Any, outcomes: tuple[Any, Any], taken: bool
) -> None:
    first, second = outcomes
    rev = (await store.transact(key, step(claim=Claim("r1")))).after.rev
    await store.transact(key, step(settle=Settle("r1", first)))
    assert await store.unsettled() == ()
    try:
        await store.transact(key, step(settle=Settle("r1", second)))
    except ClaimRefusedError:
        assert not taken
    assert (await store.load(key)).rev == rev + 1 + taken


async def test_what_was_not_claimed_is_not_settled(store: Any, key: ConversationKey, step: Any) -> None:
    with pytest.raises(ClaimRefusedError, match="never claimed"):
        await store.transact(key, step(settle=Settle("r1", "LINKED")))
    assert await store.load(key) is None


async def test_an_outcome_that_there_is_not_is_refused(store: Any, key: ConversationKey, step: Any) -> None:
    await store.transact(key, step(claim=Claim("r1")))
    bad: Any = "PERHAPS"
    with pytest.raises(StoreError):
        await store.transact(key, step(settle=Settle("r1", bad)))
    assert await store.unsettled() == (Unsettled("c1", "r1"),)


async def test_links_are_kept_and_the_latest_word_counts(
    store: Any, key: ConversationKey, step: Any, clock: Any
) -> None:
    first = LinkRow("mieb", clock(), "filer A", "pacer", "person")
    other = LinkRow("miwb", clock() + timedelta(seconds=1), "filer B", "pacer", "menu")
    better = LinkRow("mieb", clock() + timedelta(seconds=2), "filer A", "pacer A", "menu")
    for link in (first, other, better):
        await store.transact(key, step(link=link))
    assert await store.links_of(key) == (other, better)
    assert await store.links_of(ConversationKey("T1", "U2")) == ()


async def test_card_and_view_are_noted_without_a_step(store: Any, key: ConversationKey, step: Any) -> None:
    rev = (await store.transact(key, step())).after.rev
    assert await store.set_card(key, "c1", "D1", "1.1")
    await store.set_view(key, "V1")
    assert not await store.set_card(key, "c0", "D0", "0.0")
    record = await store.load(key)
    assert (record.rev, record.channel, record.card_ts, record.view_id) == (rev, "D1", "1.1", "V1")
    assert await store.set_card(key, "c1", "D1", None)
    after = (await store.transact(key, step(view_id=KEEP))).after
    assert (after.channel, after.card_ts, after.view_id) == ("D1", None, "V1")


async def test_deadlines_come_in_order(store: Any, step: Any, clock: Any) -> None:
    for user, minutes in [("U1", 3), ("U2", 1), ("U3", 2), ("U4", None)]:
        deadline = None if minutes is None else clock() + timedelta(minutes=minutes)
        await store.transact(ConversationKey("T1", user), step(user, deadline=deadline))
    assert [r.conversation for r in await store.due(clock() + timedelta(hours=1))] == ["U2", "U3", "U1"]
    assert [r.conversation for r in await store.due(clock() + timedelta(hours=1), limit=1)] == ["U2"]
    assert await store.due(clock()) == ()
    assert [record.conversation for record in await store.live()] == ["U1", "U2", "U3", "U4"]


async def test_to_forget_leaves_only_the_nameless_trail(
    store: Any, step: Any, key: ConversationKey, clock: Any
) -> None:
    other = ConversationKey("T1", "U2")
    for one, conversation in [(key, "c1"), (other, "c2")]:
        link = LinkRow("mieb", clock(), "filer", "pacer", "menu")
        await store.transact(
            one, step(conversation, outgoing=(Outgoing("card", "{}"),), claim=Claim(conversation), link=link)
        )
    await store.transact(key, step(settle=Settle("c1", "REFUSED")))
    await store.forget(key)
    assert await store.load(key) is None
    assert await store.links_of(key) == ()
    assert await store.unsettled() == (Unsettled("c2", "c2"),)
    assert await store.waiting() == 1
    assert len(await store.audit_of("c1")) == 2
    assert (await store.load(other)).conversation == "c2"


async def test_nobody_is_forgotten_where_something_else_is_there_by_then(
    store: Any, step: Any, key: ConversationKey
) -> None:
    await store.transact(key, step("c2"))
    asked: list[Any] = []

    def another(now: Any) -> bool:
        asked.append(now)
        return now is not None and now.conversation != "c1"

    assert await store.forget(key, unless=another) is False
    assert asked == [await store.load(key)]
    assert (await store.load(key)).conversation == "c2"
    await store.transact(key, step("c1"))
    assert await store.forget(key, unless=another) is True
    assert await store.forget(key, unless=another) is True, "who is not there is forgotten"
    assert await store.load(key) is None


async def test_a_modal_that_was_closed_late_does_not_hide_the_one_opened_since(
    store: Any, key: ConversationKey, step: Any
) -> None:
    await store.transact(key, step())
    await store.set_view(key, "V-new")
    await store.forget_view(key, "V-old")
    assert (await store.load(key)).view_id == "V-new"
    await store.forget_view(key, "V-new")
    assert (await store.load(key)).view_id is None


async def test_a_card_that_still_has_buttons_is_known_to_the_next_conversation(
    store: Any, key: ConversationKey, step: Any
) -> None:
    await store.transact(key, step())
    await store.set_card(key, "c1", "D1", "1.1")
    assert (await store.transact(key, step(conversation="c2", keeps_card=True))).after.card_ts == "1.1"
    assert (await store.transact(key, step(conversation="c3"))).after.card_ts is None


async def test_latest_is_when_the_latest_step_was_taken(
    store: Any, key: ConversationKey, step: Any, clock: Any
) -> None:
    assert await store.latest() is None
    await store.transact(key, step())
    assert await store.latest() == clock()


async def test_what_a_wrong_clock_wrote_is_brought_nearer_and_waits_no_longer_than_it_was_to(
    store: Any, key: ConversationKey, step: Any, clock: Any
) -> None:
    right, wrong = clock(), timedelta(days=3650)
    await store.transact(key, step(deadline=right + timedelta(minutes=15)))
    clock.move(days=3650)
    other = ConversationKey("T1", "U2")
    late = clock() + timedelta(minutes=15)
    await store.transact(other, step("c2", outgoing=(Outgoing("card", "{}"),), deadline=late))
    for item in (await store.take_due(clock())).items:
        await store.postpone(item.id, clock() + timedelta(minutes=5), "busy")
    clock.now = right
    await store.bring_nearer(clock(), wrong)
    assert (await store.load(key)).deadline == right + timedelta(minutes=15)
    assert (await store.load(other)).deadline == right + timedelta(minutes=15)
    assert (await store.load(other)).updated_at == right
    assert await next_due(store) == right + timedelta(minutes=5)


async def test_left_behind_is_what_a_process_that_is_gone_drove_last(
    store: Any, key: ConversationKey, step: Any, openings: Any
) -> None:
    await store.transact(key, step())
    await store.transact(ConversationKey("T1", "U2"), step("c2"))
    assert await store.left_behind() == ()
    again = await openings.anew()
    assert [record.conversation for record in await again.left_behind()] == ["c1", "c2"]
    await again.transact(key, step())
    assert [record.conversation for record in await again.left_behind()] == ["c2"]
    assert len(await again.live()) == 2


async def test_work_that_goes_on_stays_with_whoever_does_it(
    store: Any, key: ConversationKey, step: Any, openings: Any
) -> None:
    await store.transact(key, step())
    again = await openings.anew()
    await again.transact(key, step(state="1", goes_on=True))
    assert [record.state for record in await again.left_behind()] == ["1"]
    await again.transact(key, step(state="2"))
    assert await again.left_behind() == ()


async def test_what_was_left_behind_is_taken_over_as_it_was_and_not_later(
    store: Any, key: ConversationKey, step: Any, openings: Any
) -> None:
    first = (await store.transact(key, step())).after
    second = (await store.transact(key, step(state="1"))).after
    again = await openings.anew()
    await again.take_over(first)
    assert await again.left_behind() == (second,)
    await again.take_over(second)
    assert await again.left_behind() == ()
    assert await again.load(key) == second
    assert await again.alone()
