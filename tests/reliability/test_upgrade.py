"""The next version of tables and texts, brought up under people in every state: nothing of them is lost, and all go on.

There is none yet. So one is made here as one would be: a column that each conversation gets, an index, another table
that is filled from one that is there, and texts that are read by their way up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlite_utils import Migrations

from bot.engine import codec
from bot.engine.codec import decode_state, encode_state
from bot.store import ConversationKey, StoreError
from bot.store.cases import CaseChange
from bot.store.conversations import Change, Claim
from bot.store.opening import open_store
from bot.store.outbox import Kind, Outgoing
from bot.store.sql.tables import VERSIONS, statements
from bot.store.sqlite import schema
from bot.store.trail import AuditLine, LinkRow
from tests.support.postgres import cluster
from tests.support.process import closes_all, gives_old_login, links, signs_in
from tests.support.stack import Stack
from tests.support.walk import Walk
from tools.samples import NOW, states

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from pathlib import Path

    from bot.store.conversations import Decide
    from bot.store.whole import Store

    Way = Callable[[Walk], Awaitable[object]]

NAME = "m002_texts_2"
TABLES = """
ALTER TABLE conversation ADD COLUMN steps {int};
UPDATE conversation SET steps = rev;
CREATE INDEX conversation_steps ON conversation (steps);
CREATE TABLE linked_court (court TEXT NOT NULL, people {int} NOT NULL) {strict};
INSERT INTO linked_court (court, people) SELECT court, count(*) FROM link GROUP BY court;
"""


@pytest.fixture
def upgrade(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Make the app its next version from now on."""

    def bring_up(db: Any) -> None:
        for statement in statements(NAME, schema._WORDS):
            db.execute(statement)

    def to_the_next_version() -> None:
        monkeypatch.setitem(VERSIONS, NAME, TABLES)
        both = Migrations(schema.migrations.name)
        both()(schema.m001_first)
        both(name=NAME)(bring_up)
        monkeypatch.setattr(schema, "migrations", both)
        schema._tables_of_ours.cache_clear()
        monkeypatch.setattr(codec, "VERSION", 2)
        monkeypatch.setattr(codec, "UPGRADES", {1: dict})
        codec.forget_what_was_read()

    return to_the_next_version


@pytest.fixture(autouse=True)
def as_before() -> Any:
    yield
    schema._tables_of_ours.cache_clear()
    codec.forget_what_was_read()


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'link-pacer.db'}" if request.param == "sqlite" else cluster().anew()


def _stepped_to(state: str, reference: str) -> Decide:
    claim = Claim(f"{reference}/1", (f"name of {reference}",))
    link = LinkRow("mieb", NOW, "filer", "pacer", "menu")
    line = AuditLine("Started", "", "Any")
    return lambda _: Change(reference, state, NOW, (Outgoing(Kind.CARD, reference),), line, claim=claim, link=link)


EVERYBODY = {ConversationKey("T1", f"U{number:03}"): state for number, state in enumerate(states())}


async def _all_there_is(store: Store) -> list[Any]:
    """Give all that is kept of people, but the texts of their states, which another version writes otherwise."""
    kept: list[Any] = []
    for key in EVERYBODY:
        record = await store.load(key)
        assert record
        kept += [record.conversation, record.rev, record.deadline, record.card_ts, await store.links_of(key)]
        kept += [await store.case(record.conversation), await store.audit_of(record.conversation)]
    return [*kept, await store.unsettled(), await store.waiting()]


async def test_of_people_in_every_state_nothing_is_lost(address: str, upgrade: Callable[[], None]) -> None:
    store = await open_store(address)
    for key, state in EVERYBODY.items():
        await store.transact(key, _stepped_to(encode_state(state), f"LP-{key.user}"))
        await store.set_card(key, f"LP-{key.user}", "D1", f"17.{key.user[1:]}")
        await store.move_case(f"LP-{key.user}", key, lambda _: CaseChange("the case"))
    before = await _all_there_is(store)
    await store.close()
    upgrade()
    for _ in range(2):  # what has been brought up opens as it is
        store = await open_store(address)
        found = {key: decode_state(record.state) for key in EVERYBODY if (record := await store.load(key))}
        assert found == EVERYBODY
        assert await _all_there_is(store) == before
        assert await store.broken_trail() is None
        await store.close()


async def test_the_version_before_refuses_what_was_brought_up_and_leaves_it_as_it_is(
    address: str, upgrade: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    key, state = next(iter(EVERYBODY.items()))
    store = await open_store(address)
    await store.transact(key, _stepped_to(encode_state(state), "LP-1"))
    await store.close()
    upgrade()
    await (await open_store(address)).close()
    monkeypatch.undo()
    schema._tables_of_ours.cache_clear()
    with pytest.raises(StoreError, match="newer version"):
        await open_store(address)
    upgrade()
    store = await open_store(address)
    record = await store.load(key)
    assert record
    assert decode_state(record.state) == state
    await store.close()


async def from_the_doors(walk: Walk) -> None:
    await walk.reads_on()
    await walk.me.clicks("ready")


async def from_the_notice(walk: Walk) -> None:
    await walk.me.clicks("ready")


async def from_the_form(walk: Walk) -> None:
    await walk.me.clicks("continue")


async def from_the_card_that_says_so(walk: Walk) -> None:
    """The session is gone with the process, as its keys are: another card leads to the sign-in."""
    card = await walk.me.reads("Your sign-in was forgotten on purpose")
    await walk.me.clicks("continue", card)


@pytest.mark.parametrize(
    ("step", "goes_on"),
    [
        (Walk.to_the_doors, from_the_doors),
        (Walk.to_getting_ready, from_the_notice),
        (Walk.to_sign_in, from_the_form),
        (Walk.to_filer_login, from_the_card_that_says_so),
        (Walk.to_review, from_the_card_that_says_so),
    ],
)
async def test_whoever_is_under_way_goes_on_and_links(
    address: str, upgrade: Callable[[], None], tmp_path: Path, step: Way, goes_on: Way
) -> None:
    async with Stack.up(tmp_path, app=False) as stack:
        stack.environ["DATABASE_URL"] = address
        await stack.start_app()
        walk = await Walk.of(stack)
        await step(walk)
        await stack.stop_app()
        upgrade()
        await stack.start_app()
        await closes_all(walk.me)
        await goes_on(walk)
        await signs_in(stack, walk.me, walk.known)
        await gives_old_login(walk.me, walk.known)
        await links(walk.me)
        assert stack.court.submits == 1
