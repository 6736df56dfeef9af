"""What a newer version wrote is left to it, as it is, while an older one still runs; who comes meanwhile is told so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from structlog.testing import capture_logs

from bot.engine.codec import encode_effect
from bot.flow import effects as do
from tests.reliability.test_what_must_be_told import nothing_waits, store_of, until
from tests.support.case_channel import asks
from tests.support.person import messages
from tests.support.postgres import cluster
from tests.support.stack import ATTORNEY, HELP_DESK, SECOND_ATTORNEY, Stack, free_port
from tests.support.walk import Walk
from tools.samples import MIEB

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

DESK = "desk@firm.example"
UPGRADING = "being upgraded just now"


@pytest.fixture(params=["sqlite", "postgres"])
async def stack(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Stack]:
    async with Stack.up(tmp_path, app=False) as running:
        if request.param == "postgres":
            running.environ["DATABASE_URL"] = cluster().anew()
        await running.start_app()
        yield running


@pytest.fixture
def logged() -> Iterator[list[Any]]:
    with capture_logs() as lines:
        yield lines


async def asked(stack: Stack, sql: str, *values: object) -> list[Any]:
    def ask(db: Any) -> list[Any]:
        found = db.execute(sql, values)
        return list(found.fetchall()) if sql.startswith("SELECT") else []

    store = store_of(stack)
    rows: list[Any] = await (store._run if sql.startswith("SELECT") else store._keep)(ask)
    return rows


async def as_a_newer_one_wrote_it(stack: Stack, user: str = ATTORNEY) -> str:
    """Bring a conversation to the next version, as a process of it would have; give its text."""
    newer = "UPDATE conversation SET state = replace(state, '{\"v\":1,', '{\"v\":2,') WHERE user = ?"
    await asked(stack, newer, user)
    return await state_of(stack, user)


async def as_it_was(stack: Stack, user: str = ATTORNEY) -> None:
    """Take that back: what goes on from here is what the newer one would have gone on with."""
    older = "UPDATE conversation SET state = replace(state, '{\"v\":2,', '{\"v\":1,') WHERE user = ?"
    await asked(stack, older, user)


async def state_of(stack: Stack, user: str = ATTORNEY) -> str:
    ((text,),) = await asked(stack, "SELECT state FROM conversation WHERE user = ?", user)
    return str(text)


async def is_left(stack: Stack, text: str) -> None:
    assert await state_of(stack) == text
    assert await asked(stack, "SELECT reason FROM unreadable") == []


async def test_whoever_comes_is_told_to_try_again_and_goes_on_from_where_they_were(
    stack: Stack, logged: list[Any]
) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    text = await as_a_newer_one_wrote_it(stack)
    card = await walk.me.card()
    await walk.me.clicks("ready", card)
    await walk.me.is_told(UPGRADING)
    for again in (walk.me.types("/link-pacer"), walk.me.types("back"), walk.me.clicks("back", card)):
        told = len((await walk.me.state())["ephemerals"])
        await again
        await walk.me.until(lambda state, told=told: UPGRADING in str(state["ephemerals"][told:]))
    await is_left(stack, text)
    said = {line["event"]: line for line in logged}
    left = said["a newer version of the app wrote a conversation, which is left to it"]
    assert left["conversation"].startswith("LP-")
    assert said["what a person did waits for a newer version of the app"]["log_level"] == "warning"
    await as_it_was(stack)
    await walk.me.clicks("ready", card)
    await walk.sign_in(await walk.me.sees_modal("PACER user name"))
    await walk.me.sees_modal("Old CM/ECF password")


async def test_a_form_that_is_sent_is_answered_and_nothing_of_it_goes_to_the_court(stack: Stack) -> None:
    walk = await Walk.of(stack)
    view = await walk.to_sign_in()
    text = await as_a_newer_one_wrote_it(stack)
    await walk.sign_in(view)
    await walk.me.sees_modal(UPGRADING)
    await is_left(stack, text)


async def test_a_start_and_deadlines_leave_it_and_serve_the_others(stack: Stack) -> None:
    first, second = await Walk.of(stack), await Walk.of(stack, user=SECOND_ATTORNEY)
    await first.to_getting_ready()
    await second.to_getting_ready()
    text = await as_a_newer_one_wrote_it(stack)
    await stack.stop_app()
    await stack.start_app()
    await asked(stack, "UPDATE conversation SET deadline = 1 WHERE user = ?", ATTORNEY)
    await asked(stack, "UPDATE conversation SET deadline = 2 WHERE user = ?", SECOND_ATTORNEY)
    await second.me.reads("aused")
    await is_left(stack, text)
    await as_it_was(stack)
    await first.me.reads("aused")


async def test_who_wants_to_be_forgotten_meanwhile_is_told_to_try_again(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    home = await walk.me.opens_home()
    text = await as_a_newer_one_wrote_it(stack)
    await walk.me.clicks_in_home("forget_me", home)
    await walk.me.until(lambda state: UPGRADING in str(state["home"]))
    await is_left(stack, text)


async def waits(stack: Stack, kind: str, payload: str) -> None:
    """Have a message in the outbox, in a lane of its own."""
    await asked(
        stack,
        "INSERT INTO outbox (team, user, conversation, kind, payload, lane, way, since, due_at)"
        " SELECT team, user, conversation, ?, ?, 'newer', ?, 0, 0 FROM conversation WHERE user = ?",
        *(kind, payload, "mail" if kind == "mail" else "slack", ATTORNEY),
    )


async def looks(stack: Stack) -> None:
    """Have what waits looked at, and wait until it is left to the newer one."""

    async def is_put_back() -> bool:
        rows = await store_of(stack).outbox_rows()
        return [(row.error, row.attempts, row.buried) for row in rows] == [("newer_version", 0, False)]

    outbox = stack._app.engine._outbox  # type: ignore[union-attr]
    outbox.wake()
    for each in outbox._post:
        each._delivery.wake()
    await until(stack, is_put_back)


ASKED = encode_effect(do.TellHelpDesk(do.Outcome.ASKED, MIEB))


@pytest.mark.parametrize("kind", ["help_desk", "result", "mail", "a kind of the newer one"])
async def test_a_message_that_only_a_newer_one_can_send_waits_for_it(stack: Stack, kind: str) -> None:
    if kind == "mail":
        port = free_port()
        await stack.stop_app()
        stack.environ |= {"HELP_DESK_EMAIL": DESK, "SMTP_URL": f"smtp://127.0.0.1:{port}", "SMTP_FROM": DESK}
        await stack.start_app()
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    await nothing_waits(stack)
    await waits(stack, kind, ASKED.replace('{"v":1', '{"v":2'))
    await looks(stack)


async def test_what_becomes_of_a_notice_is_heard_by_the_version_that_its_person_is_at(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_getting_ready()
    await nothing_waits(stack)
    await as_a_newer_one_wrote_it(stack)
    await waits(stack, "help_desk", ASKED)
    await looks(stack)
    desk = await stack.person(HELP_DESK)
    assert messages(await desk.state(), stack.workspace.help_desk_channel) == []
    await as_it_was(stack)
    await desk.reads("Asks for a human", stack.workspace.help_desk_channel)
    await nothing_waits(stack)


async def test_a_case_of_a_newer_one_keeps_its_time(stack: Stack) -> None:
    await asks(stack)
    await nothing_waits(stack)
    await asked(stack, "UPDATE help_case SET body = replace(body, '{\"v\":1,', '{\"v\":2,'), due = 1")
    assert await stack._app.engine._outbox._casebook.pass_time()  # type: ignore[union-attr]
    assert await asked(stack, "SELECT due, is_open FROM help_case") == [(1, 1)]
