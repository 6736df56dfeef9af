"""A case is made for a person, changed whole with what is to be sent of it, and goes with its person."""

from datetime import timedelta
from typing import Any

from bot.store import ConversationKey
from bot.store.cases import Arrival, CaseChange, CaseRow, Linked, Met
from bot.store.outbox import Kind, Outgoing
from bot.store.trail import LinkRow

KEY = ConversationKey("T1", "U1")


async def test_a_case_is_made_changed_and_found_again(store: Any, openings: Any) -> None:
    seen: list[CaseRow | None] = []

    def decide(row: CaseRow | None) -> CaseChange:
        seen.append(row)
        return CaseChange(f"body {len(seen)}")

    assert await store.case("LP-1") is None
    made = await store.move_case("LP-1", KEY, decide)
    assert made == CaseRow("LP-1", KEY, "body 1")
    await store.place_case("LP-1", "C1", "1.1")
    moved = await store.move_case("LP-1", None, decide)
    assert moved == CaseRow("LP-1", KEY, "body 2", "C1", "1.1")
    assert seen == [None, CaseRow("LP-1", KEY, "body 1", "C1", "1.1")]
    again = await openings.anew()
    assert await again.case("LP-1") == moved


async def test_nothing_is_made_where_nothing_is_wanted(store: Any) -> None:
    assert await store.move_case("LP-1", KEY, lambda _: None) is None
    assert await store.move_case("LP-1", None, lambda _: CaseChange("body")) is None
    assert await store.case("LP-1") is None


async def test_what_is_to_be_sent_is_put_in_with_the_change(store: Any, clock: Any) -> None:
    await store.move_case("LP-1", KEY, lambda _: CaseChange("body", (Outgoing("case", "line", lane="desk"),)))
    (item,) = (await store.take_due(clock())).items
    assert (item.key, item.conversation, item.kind, item.payload) == (KEY, "LP-1", "case", "line")


async def test_a_persons_cases_go_with_them(store: Any) -> None:
    other = ConversationKey("T1", "U2")
    await store.move_case("LP-1", KEY, lambda _: CaseChange("body"))
    await store.move_case("LP-2", other, lambda _: CaseChange("body"))
    await store.forget(KEY)
    assert await store.case("LP-1") is None
    assert await store.case("LP-2") == CaseRow("LP-2", other, "body")


async def test_what_is_due_is_found_until_it_is_not_due_any_more(store: Any, openings: Any, clock: Any) -> None:
    now = clock()
    for reference, minutes in (("LP-1", 10), ("LP-2", 5), ("LP-3", None)):
        due = None if minutes is None else now + timedelta(minutes=minutes)
        await store.move_case(reference, KEY, lambda _, due=due: CaseChange("body", due=due))
    assert await store.due_cases(now, 10) == ()
    again = await openings.anew()
    assert await again.due_cases(now + timedelta(minutes=5), 10) == ("LP-2",)
    assert await again.due_cases(now + timedelta(minutes=10), 10) == ("LP-2", "LP-1")
    assert await again.due_cases(now + timedelta(minutes=10), 1) == ("LP-2",)
    await again.move_case("LP-2", None, lambda _: CaseChange("body"))
    assert await again.due_cases(now + timedelta(minutes=10), 10) == ("LP-1",)


async def test_open_cases_are_listed(store: Any) -> None:
    other = ConversationKey("T1", "U2")
    await store.move_case("LP-1", KEY, lambda _: CaseChange("one"))
    await store.move_case("LP-2", other, lambda _: CaseChange("two"))
    await store.place_case("LP-2", "C1", "2.1")
    await store.move_case("LP-1", None, lambda _: CaseChange("closed", is_open=False))
    assert await store.open_cases() == (CaseRow("LP-2", other, "two", "C1", "2.1"),)
    await store.move_case("LP-1", None, lambda _: CaseChange("again"))
    assert [row.reference for row in await store.open_cases()] == ["LP-1", "LP-2"]


async def test_a_day_begins_once_also_after_a_stop(store: Any, openings: Any, clock: Any) -> None:
    opens = clock()
    letter = Outgoing(Kind.DESK_DAY, "the list")
    assert await store.last_day() is None
    assert await store.begin_day(opens, letter)
    again = await openings.anew()
    assert await again.last_day() == opens
    assert not await again.begin_day(opens, letter)
    assert not await again.begin_day(opens - timedelta(days=1), letter)
    assert await again.begin_day(opens + timedelta(days=1), None)
    assert await again.last_day() == opens + timedelta(days=1)
    assert [item.payload for item in (await again.take_due(clock())).items] == ["the list"]


async def test_a_day_that_a_wrong_clock_began_is_brought_nearer(store: Any, clock: Any) -> None:
    await store.begin_day(clock() + timedelta(days=30), None)
    await store.bring_nearer(clock(), timedelta(days=30))
    assert await store.last_day() == clock()


async def test_who_linked_is_found_until_they_are_forgotten(store: Any, step: Any, clock: Any) -> None:
    start = clock()
    await store.transact(KEY, step("c1", link=LinkRow("mieb", clock(), "filer", "pacer", "menu")))
    clock.move(minutes=10)
    middle = clock()
    link = LinkRow("miwb", clock(), "filer", "pacer", "menu")
    await store.transact(ConversationKey("T1", "U2"), step("c2", link=link))
    clock.move(minutes=10)
    assert await store.linked(start, clock()) == (Linked("U1", "mieb"), Linked("U2", "miwb"))
    assert await store.linked(start, middle) == (Linked("U1", "mieb"),)
    assert await store.linked(middle, clock()) == (Linked("U2", "miwb"),)
    await store.forget(KEY)
    assert await store.linked(start, clock()) == (Linked("U2", "miwb"),)


async def test_of_each_case_that_goes_with_its_person_something_is_sent_in_nobodys_name(store: Any, clock: Any) -> None:
    for reference in ("LP-2", "LP-1"):
        await store.move_case(reference, KEY, lambda _: CaseChange("body", (Outgoing("case", "gone too"),)))
    await store.move_case("LP-3", ConversationKey("T1", "U2"), lambda _: CaseChange("body"))
    await store.forget(KEY, lambda row: (Outgoing("webhook", f"{row.reference} is gone"),))
    sent = (await store.take_due(clock())).items
    assert [(item.key.user, item.conversation, item.payload) for item in sent] == [
        ("", "LP-1", "LP-1 is gone"),
        ("", "LP-2", "LP-2 is gone"),
    ]


async def test_what_arrives_moves_a_case_once_however_often_it_comes(store: Any, openings: Any, clock: Any) -> None:
    asked: list[CaseRow | None] = []

    def decide(row: CaseRow | None) -> CaseChange:
        asked.append(row)
        return CaseChange("moved", (Outgoing("case", "line"),))

    await store.move_case("LP-1", KEY, lambda _: CaseChange("body"))
    assert await store.move_case_once(Arrival("a", "1"), "LP-1", decide) is Met.NEW
    assert await store.move_case_once(Arrival("a", "1"), "LP-1", decide) is Met.REPLAYED
    again = await openings.anew()
    assert await again.move_case_once(Arrival("a", "2"), "LP-1", decide) is Met.AGAIN
    assert await again.move_case_once(Arrival("a", "2"), "LP-1", decide) is Met.REPLAYED
    assert asked == [CaseRow("LP-1", KEY, "body")]
    assert await again.waiting() == 1
    assert await again.move_case_once(Arrival("b", "1"), "LP-NONE", decide) is Met.NEW
    assert await again.case("LP-NONE") is None
    clock.move(days=2)
    await again.sweep(clock())
    assert await again.move_case_once(Arrival("a", "1"), "LP-1", decide) is Met.NEW
