"""One workspace or organization may speak, its full members only; everybody else is told so, and nothing is done."""

from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.sandbox.workspace import Grid
from tests.support.person import words
from tests.support.process import slack_fault
from tests.support.stack import ATTORNEY, SECOND_ATTORNEY, Stack
from tests.support.walk import Walk

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.sandbox.workspace.model import Person as WorkspacePerson

REFUSED = {
    "guest": "you are a guest here",
    "single_channel_guest": "you are a guest here",
    "external": "belongs to another organization",
}


@asynccontextmanager
async def in_organization(folder: Path, grid: Grid) -> AsyncIterator[Stack]:
    async with Stack.up(folder, app=False) as stack:
        stack.workspace.grid = grid
        await stack.start_app()
        yield stack


async def runs(stack: Stack) -> set[tuple[str, str]]:
    """Give who has a conversation."""
    assert stack._app
    return {(each.key.team, each.key.user) for each in await stack._app.engine._store.live()}


def becomes(stack: Stack, user: str, standing: str) -> None:
    person: WorkspacePerson = stack.workspace.people[user]
    stack.workspace.people[user] = replace(person, standing=standing)


@pytest.mark.parametrize("everywhere", [False, True], ids=["one workspace of it", "all of it"])
async def test_in_an_organization_a_person_is_one_whichever_workspace_a_payload_names(
    tmp_path: Path, *, everywhere: bool
) -> None:
    async with in_organization(tmp_path, Grid(everywhere=everywhere)) as stack:
        walk = await Walk.of(stack)
        await walk.to_linked()
        assert await runs(stack) == {("E0PRACTICE", ATTORNEY)}
        await walk.me.types("status")
        await walk.me.reads("are linked")
        assert stack.court.submits == 1


async def test_in_an_organization_forgetting_deletes_what_was_kept(tmp_path: Path) -> None:
    async with in_organization(tmp_path, Grid()) as stack:
        walk = await Walk.of(stack)
        await walk.to_sign_in()
        await walk.me.clicks_in_home("forget_me", await walk.me.opens_home())
        await walk.me.reads("stored about you is deleted")
        assert await runs(stack) == set()
        await walk.me.types("/link-pacer status")
        await walk.me.is_told("Nothing is under way")


async def test_a_workspace_that_joined_an_organization_goes_on(stack: Stack) -> None:
    stack.workspace.grid = Grid()  # the start did not know of it
    stack.workspace.grid = replace(stack.workspace.grid, users_team="T0PRACTICE")
    walk = await Walk.of(stack)
    await walk.to_sign_in()
    assert await runs(stack) == {("T0PRACTICE", ATTORNEY)}


@pytest.mark.parametrize("standing", REFUSED)
async def test_who_is_not_a_full_member_is_told_so_everywhere(stack: Stack, standing: str) -> None:
    becomes(stack, ATTORNEY, standing)
    me = await stack.person()
    await me.types("/link-pacer mieb")
    await me.is_told(REFUSED[standing])
    await me.types("/link-pacer mieb", "C0GENERAL")
    await me.until(lambda state: [each for each in state["ephemerals"] if REFUSED[standing] in words(each)][1:])
    home = await me.opens_home()
    assert REFUSED[standing] in words(home)
    assert "Link a court" not in words(home)
    await me.types("mieb")
    await me.until(lambda state: [each for each in state["ephemerals"] if REFUSED[standing] in words(each)][2:])
    assert await runs(stack) == set()


@pytest.mark.parametrize("standing", ["guest", "external"])
async def test_who_stops_being_a_member_is_told_so_at_their_card_and_in_their_form(stack: Stack, standing: str) -> None:
    walk = await Walk.of(stack)
    form = await walk.to_sign_in()
    await stack.stop_app()  # an hour passes, or the app starts anew
    await stack.start_app()
    await walk.me.sees_redrawn(form)
    becomes(stack, ATTORNEY, standing)
    await walk.sign_in(form)
    await walk.me.sees_modal(REFUSED[standing])
    await walk.me.clicks("continue")
    await walk.me.is_told(REFUSED[standing])
    assert [each for each in stack.court.requests if each.path == "/services/cso-auth"] == []


@pytest.mark.parametrize(("standing", "also"), [("guest", "guests"), ("external", "guests,external")])
async def test_the_operator_may_let_them_in(tmp_path: Path, standing: str, also: str) -> None:
    async with Stack.up(tmp_path, app=False) as stack:
        stack.environ["ALSO_ALLOW"] = also
        becomes(stack, ATTORNEY, standing)
        await stack.start_app()
        walk = await Walk.of(stack)
        await walk.to_sign_in()


async def test_another_organizations_payloads_are_refused(tmp_path: Path) -> None:
    async with in_organization(tmp_path, Grid()) as stack:
        walk = await Walk.of(stack)
        form = await walk.to_sign_in()
        before = await runs(stack)
        stack.workspace.grid = Grid("E0OTHER", "Another", everywhere=True)
        await walk.sign_in(form)
        await walk.me.sees_modal("in another Slack workspace")
        await walk.me.types("/link-pacer cancel")
        await walk.me.is_told("in another Slack workspace")
        await walk.me.clicks("continue")
        told = lambda state: [e for e in state["ephemerals"] if "in another Slack workspace" in words(e)][1:]  # noqa: E731
        await walk.me.until(told)
        assert await runs(stack) == before
        assert [each for each in stack.court.requests if each.path == "/services/cso-auth"] == []


@pytest.mark.parametrize("fault", ["slow", "429", "500", "missing_scope"])
async def test_while_slack_does_not_say_who_somebody_is_nothing_begins_and_the_next_try_may(
    stack: Stack, fault: str
) -> None:
    await slack_fault(stack, "users.info", fault, seconds=5)
    me = await stack.person()
    await me.types("/link-pacer mieb")
    await me.is_told("Slack did not say in time")
    assert (await me.state())["failures"] == []
    assert await runs(stack) == set()
    other = await stack.person(SECOND_ATTORNEY)
    await other.types("/link-pacer mieb")  # nobody else waits for it
    await other.reads("Which of these applies to you")
    if fault != "slow":
        await me.types("/link-pacer mieb")
        await me.reads("Which of these applies to you")


@pytest.mark.parametrize("fault", ["slow", "429", "500", "invalid_auth"])
async def test_slack_is_not_asked_who_the_app_is_on_the_way_to_an_answer(stack: Stack, fault: str) -> None:
    asked = sum(each.method == "auth.test" for each in stack.running_workspace.recorded)
    await slack_fault(stack, "auth.test", fault, seconds=10, times=5)
    me = await stack.person()
    await me.types("/link-pacer mieb")
    await me.reads("Which of these applies to you")
    assert (await me.state())["failures"] == []
    assert sum(each.method == "auth.test" for each in stack.running_workspace.recorded) == asked


async def test_slack_is_asked_once_for_each_person(stack: Stack) -> None:
    walk = await Walk.of(stack)
    await walk.to_linked()
    assert sum(each.method == "users.info" for each in stack.running_workspace.recorded) == 1
