"""Two of the app at one PostgreSQL: one is at the court for a person, who ends their run at the other one meanwhile.

Nothing may be left of it, by whatever comes from the court after that: no session at PACER, nothing sealed, no row.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
from psycopg import sql

from bot.sandbox.court import server
from tests.support.postgres import cluster
from tests.support.process import CourtWatch, Program, begins, gives_old_login, running_app, signs_in
from tests.support.stack import Stack, filer_fields, pacer_fields

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from bot.sandbox.court.people import Person as CourtPerson
    from tests.support.person import Person

DELETED = "everything that this app stored about you is deleted"


class Held:
    """The answer of the court for which "slow" was ordered: it waits until the test lets it go."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, stack: Stack) -> None:
        self.let_go = asyncio.Event()
        self._faults, self._watch = stack.court.faults, CourtWatch(stack.court)
        deliver = server.deliver

        async def late(request: Any, answer: Any, order: Any) -> Any:
            if order is not None:
                await self.let_go.wait()
            return await deliver(request, answer, order)

        monkeypatch.setattr(server, "deliver", late)

    def order(self, place: str) -> None:
        self._faults.arm("slow", at=place, seconds=0)

    async def is_waited_for(self) -> None:
        await self._watch.until(lambda court: not court.faults.armed)


@pytest.fixture
async def stack(tmp_path: Path) -> AsyncIterator[Stack]:
    async with Stack.up(tmp_path, app=False) as parts:
        parts.environ["DATABASE_URL"] = cluster().anew()
        yield parts


@pytest.fixture
def held(stack: Stack, monkeypatch: pytest.MonkeyPatch) -> Held:
    return Held(monkeypatch, stack)


# -- how far the first process is at the court ------------------------------------------------------------------------


async def signing_in(stack: Stack, me: Person, known: CourtPerson, held: Held) -> None:
    held.order("sign_on")
    await signs_in(stack, me, known)


async def mistyping(_: Stack, me: Person, known: CourtPerson, held: Held) -> None:
    held.order("sign_on")
    await me.sends(await me.sees_modal("PACER user name"), **pacer_fields(known, password="not the password"))


async def finding_accounts(stack: Stack, me: Person, known: CourtPerson, held: Held) -> None:
    await signs_in(stack, me, known)
    view = await me.sees_modal("Old CM/ECF login")
    held.order("filer_login")
    await me.sends(view, **filer_fields(known))


@asynccontextmanager
async def another(environ: dict[str, str], me: Person) -> AsyncIterator[Program]:
    """Start another; what a person does next goes there, since Slack hands what they do to each in turn."""
    async with running_app(environ) as program:
        await me.opens_home()
        yield program


# -- how the second one ends it ---------------------------------------------------------------------------------------


async def cancels(me: Person) -> None:
    await me.clicks("cancel")


async def asks_to_be_forgotten(me: Person) -> None:
    await me.clicks_in_home("forget_me", (await me.state())["home"])


def rows(stack: Stack, table: str) -> list[Any]:
    with psycopg.connect(stack.environ["DATABASE_URL"]) as connection:
        return connection.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(table))).fetchall()


@pytest.mark.parametrize(
    ("work", "end"),
    [
        (signing_in, cancels),
        (signing_in, asks_to_be_forgotten),
        (finding_accounts, cancels),
        (mistyping, asks_to_be_forgotten),
    ],
)
async def test_what_comes_from_the_court_for_a_run_that_ended_elsewhere_is_signed_out_and_not_sealed(
    stack: Stack,
    held: Held,
    work: Callable[[Stack, Person, CourtPerson, Held], Awaitable[None]],
    end: Callable[[Person], Awaitable[None]],
) -> None:
    me, known = await stack.person(), stack.court_person()
    async with running_app(stack.environ) as first:
        await begins(me)
        await work(stack, me, known, held)
        await held.is_waited_for()
        async with another(stack.environ, me) as second:
            await end(me)
            await second.says('"a run ended"')
            if end is asks_to_be_forgotten:
                await me.reads(DELETED)
            held.let_go.set()
            assert await first.stopped() == 0, "it has done what it was at the court for"
            assert not stack.court._tokens, "nobody is signed in at PACER any more"
            assert rows(stack, "sealed_blob") == rows(stack, "sealed_key") == []
            if end is asks_to_be_forgotten:
                assert rows(stack, "conversation") == rows(stack, "outbox") == []
            assert await second.stopped() == 0


async def test_a_link_that_is_on_its_way_at_one_is_not_forgotten_at_the_other(stack: Stack, held: Held) -> None:
    me, known = await stack.person(), stack.court_person()
    async with running_app(stack.environ):
        await begins(me)
        await signs_in(stack, me, known)
        await gives_old_login(me, known)
        held.order("submit")
        await me.clicks_in_modal("link")
        await held.is_waited_for()
        async with another(stack.environ, me):
            await asks_to_be_forgotten(me)
            await me.reads("Nothing was deleted")
            held.let_go.set()
            await me.reads("refresh your screen and go to Bankruptcy or Adversary")
