"""A claim whose end is not known is met under its names, by whomever and whoever is forgotten meanwhile."""

from typing import Any

import pytest

from bot.store import ConversationKey
from bot.store.conversations import Claim, OpenSubmit, Settle

OWN, OTHER = ConversationKey("T1", "U1"), ConversationKey("T2", "U2")


@pytest.fixture
def met(store: Any) -> Any:
    """Look from another conversation for what is open under some names."""

    async def looks(*names: str) -> OpenSubmit | None:
        found: list[OpenSubmit | None] = []
        await store.transact(OTHER, lambda record: found.append(record.open_submit), names=lambda _record: names)
        return found[0]

    return looks


@pytest.fixture
async def claimed(store: Any, step: Any, clock: Any) -> OpenSubmit:
    await store.transact(OTHER, step("c9"))
    await store.transact(OWN, step(claim=Claim("r1", ("login", "person"))))
    return OpenSubmit("r1", clock())


async def test_it_is_met_under_each_of_its_names(met: Any, claimed: OpenSubmit) -> None:
    assert await met("login") == await met("person") == await met("x", "person") == claimed
    assert await met("x") is None
    assert await met() is None


@pytest.mark.parametrize(("outcome", "is_open"), [("UNKNOWN", True), ("LINKED", False), ("NOT_SENT", False)])
async def test_it_is_met_until_its_end_is_known(
    store: Any, step: Any, met: Any, claimed: OpenSubmit, *, outcome: Any, is_open: bool
) -> None:
    await store.transact(OWN, step(settle=Settle("r1", outcome)))
    assert await met("login") == (claimed if is_open else None)


@pytest.mark.parametrize("end", ["forget", "set aside", "forget after a set aside"])
async def test_neither_a_wish_to_be_forgotten_nor_a_row_that_nobody_can_read_hides_it(
    store: Any, step: Any, met: Any, claimed: OpenSubmit, *, end: str
) -> None:
    if "set aside" in end:
        await store.set_aside(OWN, "not ours", lambda _unknown: ())
    if "forget" in end:
        await store.forget(OWN)
    assert await met("login") == claimed
    await store.transact(OTHER, step("c9", settle=Settle("r1", "LINKED")))
    assert await met("login") is None


async def test_the_latest_is_met(store: Any, step: Any, met: Any, claimed: OpenSubmit, clock: Any) -> None:
    clock.move(minutes=1)
    await store.transact(OTHER, step("c9", claim=Claim("r2", ("person",))))
    assert await met("login", "person") == OpenSubmit("r2", clock())
    assert await met("login") == claimed


async def test_a_database_that_is_opened_anew_knows_it(store: Any, claimed: OpenSubmit, openings: Any) -> None:
    await store.forget(OWN)
    again = await openings.anew()
    found: list[Any] = []
    await again.transact(OTHER, lambda record: found.append(record.open_submit), names=lambda _record: ("login",))
    assert found == [claimed]
