"""The two ways in which the app links nothing itself: the person does it in their own browser, or it is a rehearsal."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot import app as composition
from bot.flow.effects import Outcome
from bot.settings import load_settings
from bot.texts import cards, common, guided, help_desk, human, notices
from tests.support.person import words
from tests.support.stack import HELP_DESK, Stack, filer_fields, pacer_fields
from tests.support.walk import Walk, comes_to_the_check

if TYPE_CHECKING:
    from pathlib import Path

    from tests.support.person import Person

STEPS = len(guided.STEPS)


async def to_step(stack: Stack, number: int) -> Person:
    """Go to a step at a court of appeals, in the person's own browser."""
    me = await stack.person()
    await me.types("/link-pacer ca6")
    await comes_to_the_check(me)
    await me.clicks("read_on")
    for done in range(1, number):
        await me.reads(guided.step(done))
        await me.clicks("guided_done")
    await me.reads(guided.step(number))
    return me


async def test_at_a_court_of_appeals_the_person_is_led_step_by_step(stack: Stack) -> None:
    me = await to_step(stack, 3)
    await me.reads("Link My Filer Account to My PACER Account")
    for number in range(3, STEPS):
        await me.clicks("guided_done")
        await me.reads(guided.step(number + 1))
    await me.clicks("guided_done")
    message = await me.reads(notices.BY_HAND_MEANS)
    assert "Proof: " not in words(message)
    desk = await stack.person(HELP_DESK)
    await desk.reads(help_desk.LINKED_BY_HAND, stack.workspace.help_desk_channel)
    assert not stack.court.requests


async def test_who_sees_something_else_is_handed_to_the_help_desk(stack: Stack) -> None:
    me = await to_step(stack, 4)
    await me.clicks("something_else")
    await me.reads(human.SAW_SOMETHING_ELSE)
    desk = await stack.person(HELP_DESK)
    notice = await desk.reads("LP-", stack.workspace.help_desk_channel)
    assert f"<@{me.user}>" in words(notice)
    assert not stack.court.requests


@pytest.mark.parametrize("court", ["mieb", "txwd", "ord", "arwb", "areb", "cob", "wvsd", "nvb"])
async def test_a_rehearsal_shows_both_accounts_keeps_the_pages_and_links_nothing(tmp_path: Path, court: str) -> None:
    pages = tmp_path / "pages"
    async with Stack.up(tmp_path, app=False) as stack:
        stack._app = await composition.start(load_settings(stack.environ), pages)
        walk = await Walk.of(stack, kind="mfa", court=court)
        view = await walk.to_filer_login()
        await walk.me.sends(view, **filer_fields(walk.known, court))
        await walk.me.reads(common.COMPARE)
        shown = words(await walk.me.card())
        assert [part for part in walk.known.name.split() if part not in shown] == [], "whole, while it lasts"
        await walk.me.clicks("link")
        await walk.me.reads(cards.REHEARSED_PAGES)
        assert walk.known.name not in words(await walk.me.card())
        desk = await stack.person(HELP_DESK)
        await desk.reads(help_desk.how_it_ended(Outcome.REHEARSED), stack.workspace.help_desk_channel)
        await stack.stop_app()
        assert stack.court.submits == 0
        assert stack.court.requests[-1].path == "/services/cso-logout"
        facts = [json.loads(path.read_text("utf-8")) for path in sorted(pages.glob("[0-9]*.json"))]
        typed = [
            *pacer_fields(walk.known).values(),
            *filer_fields(walk.known, court).values(),
            *walk.known.name.split(),
        ]
    script = ["part"] if court == "ord" else []  # there, the link stands in the menu's script only
    assert [fact["reader"] for fact in facts] == ["menu", *script, "login", "verify"]
    assert all(fact["reads_alike"] for fact in facts)
    written = b"".join(path.read_bytes() for path in pages.iterdir()).decode("cp1252", "replace").casefold()
    assert [each for each in typed if each.casefold() in written] == []
